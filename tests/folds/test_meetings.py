"""Every command of meetings, folded on every screen."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from meetings.commands import attendance, sittings
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
