"""Every command of secret electronic votes, folded on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.folds.verify import verify_command
from tests.voting.cast import council_of, new_key
from tests.voting.secret.hall import SecretHall
from tests.voting.secret.process import KeeperProcess, running
from voting.commands import box


@pytest.fixture(scope="module")
def keeper() -> Iterator[KeeperProcess]:
    yield from running()


@pytest.fixture
def hall(db: None, keeper: KeeperProcess, settings: Any) -> SecretHall:
    settings.KEEPER_DIR, settings.KEEPER_ORIGIN = keeper.folder, ":8123"
    return SecretHall(council_of("dien-bien"), keeper)


def test_a_secret_vote_folds_from_adoption_to_verdict(hall: SecretHall) -> None:
    meeting, people = hall.council.meeting, hall.council.delegates

    verify_command(meeting, hall.adopt)
    opened = verify_command(meeting, hall.open)
    vote = hall.poll(opened[0].facts["vote"]).vote
    verify_command(meeting, lambda: hall.issue(vote, people[0]))
    verify_command(meeting, lambda: hall.begin(vote))
    hall.cast(vote, "YES", people[0])
    verify_command(meeting, lambda: hall.seal(vote))
    verify_command(meeting, lambda: hall.open_box(vote))


def test_the_last_ballot_that_is_handed_out_begins_the_casting(hall: SecretHall) -> None:
    hall.adopt()
    vote, people = hall.open(), hall.council.delegates
    hall.issue(vote, *people[:5])

    entries = verify_command(hall.council.meeting, lambda: hall.issue(vote, people[5]))

    assert [entry.kind for entry in entries] == ["voting.token_issued", "voting.casting_began"]


def test_a_vote_whose_box_is_lost_folds(hall: SecretHall) -> None:
    hall.adopt()
    vote = hall.open()
    hall.keeper.ask("erase", poll=hall.poll(vote).poll)

    verify_command(hall.council.meeting, lambda: box.void_secret_vote(vote.id, key=new_key()))
