"""Every command of voting, folded on every screen."""

from __future__ import annotations

import pytest

from tests.folds.verify import verify_command
from tests.voting.cast import Council, council_of, new_key
from voting.commands import ballots, hands, votes
from voting.models import Vote


@pytest.fixture
def council(db: None) -> Council:
    return council_of("dien-bien")


def test_open_vote_folds(council: Council) -> None:
    verify_command(council.meeting, council.open_vote)


def test_cast_ballot_folds(council: Council) -> None:
    vote = council.open_vote()

    verify_command(council.meeting, lambda: council.cast(vote, "YES", council.delegates[0]))
    verify_command(council.meeting, lambda: council.cast(vote, "NO", council.delegates[0]))


def test_admit_voter_folds(council: Council) -> None:
    late = council.delegates[5]
    council.leave(late)
    vote = council.open_vote()
    council.check_in(late)

    verify_command(
        council.meeting,
        lambda: ballots.admit_voter(vote.id, person_id=late.id, by=council["chair"], key=new_key()),
    )


def test_count_hands_folds(council: Council) -> None:
    votes.open_vote(
        council.item.id, question="Chương trình", rule="HDND.AGENDA", form="HANDS",
        by=council["chair"], key=new_key(),
    )  # fmt: skip
    vote = Vote.objects.get()

    for yes in (4, 5):
        verify_command(
            council.meeting,
            lambda yes=yes: hands.count_hands(
                vote.id, yes=yes, no=0, abstain=0, by=council["secretary"], key=new_key()
            ),
        )


def test_close_vote_folds(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:4])

    verify_command(council.meeting, lambda: council.close(vote))


def test_cancel_vote_folds(council: Council) -> None:
    vote = council.open_vote()
    council.cast(vote, "YES", *council.delegates[:4])

    verify_command(
        council.meeting,
        lambda: votes.cancel_vote(vote.id, reason="Nhầm", by=council["chair"], key=new_key()),
    )
