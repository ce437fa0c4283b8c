"""Checking in and leaving, for oneself or at the secretary's desk."""

from uuid import UUID

from meetings import access, clock, journal, queries
from meetings.access import Role
from meetings.commands.sittings import lock_sitting
from meetings.errors import AlreadyPresent, BadState, NotADelegate, NotFound, NotPresent
from meetings.events import CheckedIn, Left
from meetings.history import Entry
from meetings.models import Attendance, Meeting, Person, Sitting, SittingState


@journal.command
def check_in(sitting_id: int, *, person_id: int | None = None, by: Person, key: UUID) -> Entry:
    """Begin an interval of presence. Another person's only by the secretary or staff, recorded as such."""
    meeting, sitting = lock_sitting(sitting_id)

    person = _whose(meeting, sitting, by, person_id)
    if not queries.members_on(meeting.body, sitting.held_on).filter(person=person).exists():
        raise NotADelegate(name=person.full_name)
    latest = queries.latest_attendance(sitting, person)
    if latest and latest.left_at is None:
        raise AlreadyPresent(name=person.full_name, time=clock.on_screen(latest.arrived_at))

    place = Attendance.Place.HALL
    Attendance.objects.create(
        sitting=sitting, person=person, place=place, arrived_at=clock.now(), recorded_by=by
    )

    return journal.append(meeting, CheckedIn(sitting=sitting.pk, person=person.pk, place=place.value), by=by)


@journal.command
def leave(sitting_id: int, *, person_id: int | None = None, by: Person, key: UUID) -> Entry:
    """End the interval. Raises NotPresent."""
    meeting, sitting = lock_sitting(sitting_id)

    person = _whose(meeting, sitting, by, person_id)
    latest = queries.latest_attendance(sitting, person)
    if latest is None or latest.left_at is not None:
        raise NotPresent(name=person.full_name)

    latest.left_at = clock.now()
    latest.save(update_fields=["left_at"])

    return journal.append(meeting, Left(sitting=sitting.pk, person=person.pk, place=latest.place), by=by)


def _whose(meeting: Meeting, sitting: Sitting, by: Person, person_id: int | None) -> Person:
    access.viewer_of(by, meeting)
    if sitting.state == SittingState.CLOSED:
        raise BadState(
            what="Phiên họp", state=sitting.get_state_display(), act="điểm danh", wanted=SittingState.OPEN.label,
            what_en="sitting", state_en=sitting.state, act_en="check in", wanted_en="OPEN",
        )  # fmt: skip
    if person_id is None or person_id == by.pk:
        return by
    access.require_role(meeting, by, Role.SECRETARY, Role.STAFF)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person
