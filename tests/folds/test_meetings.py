"""Every command of meetings, folded on every screen."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from meetings.commands import attendance, floor, sittings
from meetings.models import Meeting, Sitting
from tests.folds.verify import verify_command
from tests.voting.cast import Council, council_of


@pytest.fixture
def council(db: None) -> Council:
    return council_of("dien-bien", 6, present=5)


def put(meeting: str, sitting: str) -> None:
    Meeting.objects.update(state=meeting)
    Sitting.objects.update(state=sitting)


def test_convene_folds(council: Council) -> None:
    put("DRAFTED", "PLANNED")

    verify_command(
        council.meeting,
        lambda: sittings.convene(council.meeting.pk, by=council["secretary"], key=uuid4()),
    )


@pytest.mark.parametrize(
    ("act", "meeting", "sitting"),
    [
        (sittings.open_sitting, "CONVENED", "PLANNED"),
        (sittings.adjourn_sitting, "UNDER_WAY", "OPEN"),
        (sittings.resume_sitting, "UNDER_WAY", "ADJOURNED"),
        (sittings.close_sitting, "UNDER_WAY", "OPEN"),
        (sittings.close_sitting, "UNDER_WAY", "ADJOURNED"),
    ],
)
def test_every_step_of_a_sitting_folds(
    council: Council, act: Callable[..., object], meeting: str, sitting: str
) -> None:
    put(meeting, sitting)

    verify_command(council.meeting, lambda: act(council.sitting.pk, by=council["chair"], key=uuid4()))


def asked(council: Council, no: int = 1) -> int:
    by = council.delegates[no - 1]
    facts = floor.ask_to_speak(council.meeting.pk, kind="DISCUSSION", topic="Vốn", by=by, key=uuid4()).facts
    return int(facts["request"])


def test_asking_to_speak_and_withdrawing_fold(council: Council) -> None:
    verify_command(council.meeting, lambda: asked(council))

    verify_command(
        council.meeting,
        lambda: floor.withdraw_request(asked(council, 2), by=council.delegates[1], key=uuid4()),
    )


def test_giving_the_floor_extending_and_ending_fold(council: Council) -> None:
    chair = council["chair"]
    first, second = asked(council, 1), asked(council, 2)
    floor.give_floor(first, by=chair, key=uuid4())

    entry, *_ = verify_command(council.meeting, lambda: floor.give_floor(second, by=chair, key=uuid4()))
    speech = entry.facts["speech"]
    verify_command(council.meeting, lambda: floor.extend_speech(speech, seconds=60, by=chair, key=uuid4()))
    verify_command(council.meeting, lambda: floor.end_speech(speech, by=chair, key=uuid4()))


@pytest.mark.parametrize("act", [sittings.adjourn_sitting, sittings.close_sitting])
def test_stopping_a_sitting_while_somebody_speaks_folds(council: Council, act: Callable[..., object]) -> None:
    floor.give_floor(asked(council), by=council["chair"], key=uuid4())

    verify_command(council.meeting, lambda: act(council.sitting.pk, by=council["chair"], key=uuid4()))


def test_close_meeting_folds(council: Council) -> None:
    put("UNDER_WAY", "CLOSED")

    verify_command(
        council.meeting,
        lambda: sittings.close_meeting(council.meeting.pk, by=council["chair"], key=uuid4()),
    )


@pytest.mark.parametrize("place", ["HALL", "REMOTE"])
def test_check_in_folds(council: Council, place: str) -> None:
    late = council.delegates[5]

    verify_command(
        council.meeting,
        lambda: attendance.check_in(council.sitting.pk, place=place, by=late, key=uuid4()),
    )


def test_leave_folds(council: Council) -> None:
    verify_command(
        council.meeting,
        lambda: attendance.leave(council.sitting.pk, by=council.delegates[0], key=uuid4()),
    )


def test_closing_a_sitting_after_a_vote_folds(council: Council) -> None:
    vote = council.open_vote()
    council.close(vote)

    verify_command(
        council.meeting,
        lambda: sittings.close_sitting(council.sitting.pk, by=council["chair"], key=uuid4()),
    )
