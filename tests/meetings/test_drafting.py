"""A meeting is drafted by the office of its body, with those who take part; then its sittings are planned."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from meetings import history
from meetings.commands import drafting
from meetings.errors import BadInput, BadState, NotAllowed, NotFound
from meetings.models import Meeting, Person
from tests.agenda.cast import Hall, hall_of
from tests.folds.verify import verify_command


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


def draft(hall: Hall, by: Person, **other: Any) -> history.Entry:
    given: dict[str, Any] = {
        "name": "Kỳ họp thứ mười bốn",
        "place": "Hội trường UBND tỉnh",
        "opens_on": "2024-07-09",
        "closes_on": "2024-07-11",
        "presiding_id": hall["chair"].pk,
        "participants": [
            {"person": hall["chair"].pk, "role": "PRESIDING_OFFICER"},
            {"person": hall["secretary"].pk, "role": "SECRETARY"},
            {"person": hall["delegate"].pk, "role": "DELEGATE"},
        ],
    }
    return drafting.draft_meeting(hall.meeting.body_id, **given | other, by=by, key=uuid4())


def test_the_office_drafts_the_next_session_and_its_journal_begins(hall: Hall) -> None:
    entry = draft(hall, hall["secretary"])

    meeting = Meeting.objects.get(pk=entry.facts["meeting"])
    assert (entry.journal_id, entry.seq, entry.audience) == (f"meeting:{meeting.pk}", 1, "staff")
    assert (meeting.state, meeting.opens_on, meeting.presiding) == (
        "DRAFTED",
        date(2024, 7, 9),
        hall["chair"],
    )
    assert sorted(meeting.participants.values_list("role", flat=True)) == [
        "DELEGATE",
        "PRESIDING_OFFICER",
        "SECRETARY",
    ]


@pytest.mark.parametrize("role", ["delegate", "guest", "chair", "site", "observer", "display", "outsider"])
def test_nobody_else_drafts_a_meeting_of_the_body(hall: Hall, role: str) -> None:
    with pytest.raises(NotAllowed):
        draft(hall, hall[role])


def test_the_first_meeting_of_a_body_is_drafted_by_an_administrator(hall: Hall) -> None:
    admin = Person.objects.create_superuser("quan-tri", None, full_name="Quản trị hệ thống")

    assert draft(hall, admin).by == admin


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"closes_on": "2024-07-08"}, "ngày bế mạc"),
        ({"presiding_id": 0}, "chủ tọa"),
        ({"participants": None}, "thư ký"),
    ],
)
def test_what_is_missing_in_the_draft_is_named(hall: Hall, other: dict[str, Any], field: str) -> None:
    if "participants" in other:
        other = {"participants": [{"person": hall["chair"].pk, "role": "PRESIDING_OFFICER"}]}

    with pytest.raises(BadInput) as refused:
        draft(hall, hall["secretary"], **other)

    assert refused.value.facts == {"field": field}
    assert Meeting.objects.count() == 1


def test_a_body_that_is_not_there_is_not_found(hall: Hall) -> None:
    with pytest.raises(NotFound):
        drafting.draft_meeting(
            0, name="", place="", opens_on="2024-07-09", closes_on="2024-07-09",
            presiding_id=1, participants=[], by=hall["secretary"], key=uuid4(),
        )  # fmt: skip


def test_a_sitting_is_planned_after_the_others_on_every_screen(hall: Hall) -> None:
    (entry,) = verify_command(
        hall.meeting,
        lambda: drafting.plan_sitting(
            hall.meeting.pk,
            name="Phiên chiều 06/12/2023",
            held_on="2023-12-06",
            by=hall["staff"],
            key=uuid4(),
        ),
    )

    sitting = hall.meeting.sittings.get(pk=entry.facts["sitting"])
    assert (sitting.no, sitting.name, sitting.state) == (2, "Phiên chiều 06/12/2023", "PLANNED")


def plan(hall: Hall, by: Person) -> None:
    drafting.plan_sitting(hall.meeting.pk, name="Phiên", held_on="2023-12-06", by=by, key=uuid4())


def test_only_the_office_plans_sittings_and_a_stranger_finds_no_meeting(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        plan(hall, hall["chair"])
    with pytest.raises(NotFound):
        plan(hall, hall["outsider"])


def test_a_closed_meeting_gets_no_more_sittings(hall: Hall) -> None:
    hall.set_state("CLOSED")

    with pytest.raises(BadState):
        plan(hall, hall["secretary"])
