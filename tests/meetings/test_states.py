"""What may follow what: every step of a meeting and of a sitting from every state, as a table."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from meetings.commands import attendance, sittings
from meetings.errors import BadState, NotAllowed, NotFound, SittingUnfinished, VoteRunning
from meetings.history import Entry
from meetings.models import Meeting, Sitting
from tests.voting.cast import Council, council_of

Act = Callable[[Council], Entry]


def of_sitting(name: str) -> Act:
    return lambda it: getattr(sittings, name)(it.sitting.pk, by=it["chair"], key=uuid4())


def of_meeting(name: str, who: str) -> Act:
    return lambda it: getattr(sittings, name)(it.meeting.pk, by=it[who], key=uuid4())


MEETING_STATES = ("DRAFTED", "CONVENED", "UNDER_WAY", "CLOSED")
SITTING_STATES = ("PLANNED", "OPEN", "ADJOURNED", "CLOSED")
MEETING_ACTS = {
    "convene": (of_meeting("convene", "secretary"), {"DRAFTED": "CONVENED"}),
    "close_meeting": (of_meeting("close_meeting", "chair"), {"UNDER_WAY": "CLOSED"}),
}
SITTING_ACTS = {
    "open_sitting": {"PLANNED": "OPEN"},
    "adjourn_sitting": {"OPEN": "ADJOURNED"},
    "resume_sitting": {"ADJOURNED": "OPEN"},
    "close_sitting": {"OPEN": "CLOSED", "ADJOURNED": "CLOSED"},
}


@pytest.fixture
def council(db: None) -> Council:
    return council_of("dien-bien", 3)


def put(council: Council, meeting: str, sitting: str) -> None:
    Meeting.objects.update(state=meeting)
    Sitting.objects.update(state=sitting)


def states() -> tuple[str, str]:
    return Meeting.objects.get().state, Sitting.objects.get().state


@pytest.mark.parametrize("state", MEETING_STATES)
@pytest.mark.parametrize("name", MEETING_ACTS)
def test_a_step_of_the_meeting_is_taken_from_its_state_alone(council: Council, name: str, state: str) -> None:
    act, steps = MEETING_ACTS[name]
    put(council, state, "CLOSED")

    if state in steps:
        act(council)
        assert states() == (steps[state], "CLOSED")
    else:
        with pytest.raises(BadState) as refused:
            act(council)
        assert refused.value.facts["state_en"] == state
        assert refused.value.facts["wanted_en"] == next(iter(steps))
        assert states() == (state, "CLOSED")


@pytest.mark.parametrize("state", SITTING_STATES)
@pytest.mark.parametrize("name", SITTING_ACTS)
def test_a_step_of_the_sitting_is_taken_from_its_state_alone(council: Council, name: str, state: str) -> None:
    steps = SITTING_ACTS[name]
    put(council, "UNDER_WAY", state)

    if state in steps:
        of_sitting(name)(council)
        assert states() == ("UNDER_WAY", steps[state])
    else:
        with pytest.raises(BadState) as refused:
            of_sitting(name)(council)
        assert refused.value.facts["state_en"] == state
        assert refused.value.facts["wanted_en"] == next(iter(steps))
        assert states() == ("UNDER_WAY", state)


@pytest.mark.parametrize("state", ["DRAFTED", "CLOSED"])
@pytest.mark.parametrize("name", SITTING_ACTS)
def test_no_sitting_moves_before_convening_or_after_the_closing(
    council: Council, name: str, state: str
) -> None:
    put(council, state, next(iter(SITTING_ACTS[name])))

    with pytest.raises(BadState) as refused:
        of_sitting(name)(council)

    assert (refused.value.facts["what_en"], refused.value.facts["state_en"]) == ("meeting", state)


@pytest.mark.parametrize("state", ["DRAFTED", "CLOSED"])
def test_nobody_checks_in_or_leaves_before_convening_or_after_the_closing(
    council: Council, state: str
) -> None:
    put(council, state, "PLANNED")

    for act in (attendance.check_in, attendance.leave):
        with pytest.raises(BadState) as refused:
            act(council.sitting.pk, by=council.delegates[0], key=uuid4())
        assert refused.value.facts["what_en"] == "meeting"


def test_nobody_checks_in_to_a_closed_sitting(council: Council) -> None:
    put(council, "UNDER_WAY", "CLOSED")

    with pytest.raises(BadState) as refused:
        attendance.check_in(council.sitting.pk, by=council.delegates[0], key=uuid4())

    assert (refused.value.facts["what_en"], refused.value.facts["state_en"]) == ("sitting", "CLOSED")


@pytest.mark.parametrize(("state", "words"), [("OPEN", "đang họp"), ("ADJOURNED", "tạm dừng")])
def test_a_meeting_does_not_close_over_a_sitting_that_is_not_finished(
    council: Council, state: str, words: str
) -> None:
    put(council, "UNDER_WAY", state)

    with pytest.raises(SittingUnfinished) as refused:
        MEETING_ACTS["close_meeting"][0](council)

    assert refused.value.facts == {"name": "Phiên sáng", "state": words, "state_en": state}
    assert SittingUnfinished.code == "meetings.sitting_unfinished"


def test_a_secretary_closes_the_meeting_on_behalf_of_the_presiding_officer(council: Council) -> None:
    put(council, "UNDER_WAY", "CLOSED")

    entry = sittings.close_meeting(council.meeting.pk, by=council["secretary"], key=uuid4())

    assert (entry.kind, entry.by, entry.on_behalf_of) == (
        "meetings.meeting_closed",
        council["secretary"],
        council["chair"],
    )


@pytest.mark.parametrize("who", ["guest", "staff", "site", "teller", "observer", "display", "administrator"])
def test_nobody_else_closes_the_meeting(council: Council, who: str) -> None:
    put(council, "UNDER_WAY", "CLOSED")

    with pytest.raises(NotAllowed):
        sittings.close_meeting(council.meeting.pk, by=council[who], key=uuid4())


def test_a_delegate_of_another_council_does_not_learn_that_the_meeting_exists(council: Council) -> None:
    other = council_of("lai-chau", 3)

    with pytest.raises(NotFound):
        sittings.close_meeting(council.meeting.pk, by=other["chair"], key=uuid4())


@pytest.mark.parametrize("name", ["adjourn_sitting", "close_sitting"])
def test_a_sitting_does_not_end_while_a_vote_is_open(council: Council, name: str) -> None:
    vote = council.open_vote()

    with pytest.raises(VoteRunning):
        of_sitting(name)(council)
    assert states() == ("UNDER_WAY", "OPEN")

    council.close(vote)
    of_sitting(name)(council)
    assert states() == ("UNDER_WAY", SITTING_ACTS[name]["OPEN"])
    assert VoteRunning.code == "meetings.vote_running"
