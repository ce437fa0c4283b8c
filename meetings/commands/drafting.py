"""Drafting a meeting, with those who take part, and planning its sittings."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from django.db.models import Max

from meetings import access, journal
from meetings.errors import BadInput, BadState, NotFound
from meetings.events import MeetingDrafted, SittingPlanned
from meetings.history import Entry
from meetings.models import Body, Meeting, MeetingState, Participant, Person, Role, Sitting


class Part(TypedDict):
    """Who takes part, and as what; somebody with two roles is named twice."""

    person: int
    role: str


@journal.command
def draft_meeting(
    body_id: int,
    *,
    name: str,
    place: str,
    opens_on: str,
    closes_on: str,
    presiding_id: int,
    participants: list[Part],
    kind: str = "REGULAR",
    by: Person,
    key: UUID,
) -> Entry:
    """Begin the journal of a meeting. Its participants must hold a secretary, and who presides.

    Raises NotAllowed for who is not of the body's office; BadInput with the field.
    """
    body = Body.objects.filter(pk=body_id).first()
    if body is None:
        raise NotFound
    _require_office(body, by)
    opens, closes = date.fromisoformat(opens_on), date.fromisoformat(closes_on)
    if closes < opens:
        raise BadInput(field="ngày bế mạc")
    roles = {(part["person"], part["role"]) for part in participants}
    if (presiding_id, Role.PRESIDING_OFFICER.value) not in roles:
        raise BadInput(field="chủ tọa")
    if Role.SECRETARY.value not in {role for _, role in roles}:
        raise BadInput(field="thư ký")

    meeting = Meeting.objects.create(
        body=body, name=name, kind=kind, place=place, opens_on=opens, closes_on=closes,
        presiding_id=presiding_id,
    )  # fmt: skip
    journal.lock(meeting.pk)
    Participant.objects.bulk_create(
        Participant(meeting=meeting, person_id=part["person"], role=part["role"]) for part in participants
    )

    return journal.append(meeting, MeetingDrafted(meeting=meeting.pk, body=body.pk), by=by)


@journal.command
def plan_sitting(meeting_id: int, *, name: str, held_on: str, by: Person, key: UUID) -> Entry:
    """Add a sitting after those that are planned. Raises BadState once the meeting is closed."""
    meeting = journal.lock(meeting_id)

    access.viewer_of(by, meeting)
    access.require_role(meeting, by, Role.SECRETARY, Role.STAFF)
    if meeting.state == MeetingState.CLOSED:
        raise BadState(
            what="Cuộc họp", state=meeting.get_state_display(), act="thêm phiên họp",
            wanted=MeetingState.UNDER_WAY.label, what_en="meeting", state_en=meeting.state,
            act_en="plan a sitting", wanted_en=MeetingState.UNDER_WAY.value,
        )  # fmt: skip

    last = meeting.sittings.aggregate(no=Max("no"))["no"] or 0
    sitting = Sitting.objects.create(
        meeting=meeting, no=last + 1, name=name, held_on=date.fromisoformat(held_on)
    )

    return journal.append(meeting, SittingPlanned(sitting=sitting.pk), by=by)


def _require_office(body: Body, by: Person) -> None:
    """The office of a body is who kept one of its meetings; its first one is drafted by an administrator."""
    kept = Participant.objects.filter(
        meeting__body=body, person=by, role__in=(Role.SECRETARY, Role.STAFF)
    ).exists()
    if not kept and not by.is_superuser:
        raise access.not_allowed(Role.SECRETARY, Role.STAFF)
