"""Checking in and leaving, for oneself or at the secretary's desk."""

from uuid import UUID

from meetings import access, clock, journal, queries
from meetings.commands.sittings import lock_sitting, meeting_state
from meetings.errors import (
    AlreadyPresent,
    BadInput,
    BadState,
    NotADelegate,
    NotFound,
    NotPresent,
    RemoteNotAllowed,
)
from meetings.events import CheckedIn, Left
from meetings.history import Entry
from meetings.models import Attendance, Meeting, MeetingState, Person, Role, Sitting, SittingState


@journal.command
def check_in(
    sitting_id: int, *, person_id: int | None = None, place: str = "HALL", by: Person, key: UUID
) -> Entry:
    """Begin an interval of presence, in the hall or at a remote site where the body's rules allow it.

    Another person's only by the secretary or staff, recorded as such. Raises NotADelegate,
    AlreadyPresent, RemoteNotAllowed.
    """
    meeting, sitting = lock_sitting(sitting_id)

    person = _whose(meeting, sitting, by, person_id)
    if place not in Attendance.Place.values:
        raise BadInput(field="place")
    where = Attendance.Place(place)
    if not queries.members_on(meeting.body, sitting.held_on).filter(person=person).exists():
        raise NotADelegate(name=person.full_name)
    latest = queries.latest_attendance(sitting, person)
    if latest and latest.left_at is None:
        raise AlreadyPresent(name=person.full_name, time=clock.on_screen(latest.arrived_at))

    if where is Attendance.Place.REMOTE and not queries.profile_of(meeting).remote_allowed:
        raise RemoteNotAllowed(body=meeting.body.name)

    Attendance.objects.create(
        sitting=sitting, person=person, place=where, arrived_at=clock.now(), recorded_by=by
    )

    return journal.append(meeting, CheckedIn(sitting=sitting.pk, person=person.pk, place=where.value), by=by)


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
    if meeting.state not in (MeetingState.CONVENED, MeetingState.UNDER_WAY):
        raise meeting_state(meeting, "điểm danh", "check in", MeetingState.CONVENED)
    if sitting.state == SittingState.CLOSED:
        raise BadState(
            what="Phiên họp", state=sitting.get_state_display(), act="điểm danh",
            wanted=SittingState.OPEN.label,
            what_en="sitting", state_en=sitting.state, act_en="check in", wanted_en="OPEN",
        )  # fmt: skip
    if person_id is None or person_id == by.pk:
        return by
    access.require_role(meeting, by, Role.SECRETARY, Role.STAFF)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person
