"""Every command of votes on paper, folded on every screen."""

from __future__ import annotations

import pytest

from tests.folds.verify import verify_command
from tests.voting import paper_cast as cast
from tests.voting.cast import Council, new_key
from voting.commands import paper
from voting.models import Vote


@pytest.fixture
def council(db: None) -> Council:
    return cast.council_of_twelve()


def test_the_tellers_fold(council: Council) -> None:
    verify_command(council.meeting, lambda: cast.propose(council))
    vote = Vote.objects.get()
    council.cast(vote, "YES", *council.delegates[:8])
    verify_command(council.meeting, lambda: council.close(vote))


def test_the_list_folds(council: Council) -> None:
    cast.establish(council)
    verify_command(council.meeting, lambda: cast.open_paper(council))
    vote, tenth = Vote.objects.get(form="PAPER"), council.delegates[9].id
    chair = council["chair"]

    verify_command(
        council.meeting,
        lambda: paper.add_name(vote.id, person_id=tenth, decision="HĐND nhất trí", by=chair, key=new_key()),
    )
    verify_command(
        council.meeting, lambda: paper.withdraw_name(vote.id, 1, reason="Xin rút", by=chair, key=new_key())
    )
    verify_command(
        council.meeting, lambda: paper.break_off(vote.id, reason="Thiếu hòm", by=chair, key=new_key())
    )


def test_the_box_folds(council: Council) -> None:
    cast.establish(council)
    vote = cast.open_paper(council)
    for name in cast.BEFORE_CASTING:
        verify_command(council.meeting, lambda name=name: cast.step(council, vote, name))  # type: ignore[misc]
    verify_command(council.meeting, lambda: cast.step(council, vote, "BALLOTS_ISSUED", 12))
    verify_command(council.meeting, lambda: cast.step(council, vote, "CASTING_ENDED"))
    verify_command(council.meeting, lambda: cast.step(council, vote, "BOX_OPENED", 12))
    verify_command(council.meeting, lambda: cast.enter(vote, cast.votes_for(7, 5), council.delegates[1]))
    verify_command(council.meeting, lambda: cast.enter(vote, cast.votes_for(8, 4), council.delegates[2]))
    verify_command(council.meeting, lambda: cast.step(council, vote, "BOX_OPENED", 12))
    for person in council.delegates[1:3]:
        verify_command(council.meeting, lambda person=person: cast.enter(vote, cast.votes_for(7, 5), person))  # type: ignore[misc]
    verify_command(council.meeting, lambda: cast.announce(council, vote))
    verify_command(council.meeting, lambda: cast.step(council, vote, "HANDED_OVER", text="Văn phòng"))
