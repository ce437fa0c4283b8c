"""Everything the server stored, over twenty votes, says no better than guessing whose ballot is whose."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from django.db import connection

from tests.voting.cast import Council, council_of
from tests.voting.secret.attacks import Loot, better_than_guessing, chance, database_files, loot
from tests.voting.secret.hall import SecretHall
from tests.voting.secret.process import KeeperProcess, running
from voting.secret import ballot

RUNS = 20
DELEGATES = 8


@pytest.fixture(scope="module")
def keeper() -> Iterator[KeeperProcess]:
    yield from running()


def one_vote(hall: SecretHall) -> Loot:
    """They receive their ballots in one order and cast in another, as people do; each choice is drawn."""
    people = hall.council.delegates
    vote = hall.open()
    hall.issue(vote, *random.sample(people, len(people)))
    casting = random.sample(people, len(people))
    for person in casting:
        hall.cast(vote, random.choice(["YES", "NO", "ABSTAIN"]), person)
    hall.seal(vote)
    hall.open_box(vote)
    serials = {person.id: hall.tokens[person.id].serial.hex() for person in people}
    return loot(vote, serials, [serials[person.id] for person in casting])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_order_of_what_was_stored_links_a_person_to_a_ballot(
    keeper: KeeperProcess, settings: object
) -> None:
    settings.KEEPER_DIR = keeper.folder  # type: ignore[attr-defined]
    hall = SecretHall(council_of("dien-bien", DELEGATES), keeper)
    hall.adopt()

    suspicious = better_than_guessing([one_vote(hall) for _ in range(RUNS)])
    if suspicious:
        # One in a hundred honest rounds looks so; two in a row do not.
        again = better_than_guessing([one_vote(hall) for _ in range(RUNS)])
        suspicious = {attack: chance for attack, chance in again.items() if attack in suspicious}

    assert suspicious == {}


@pytest.mark.django_db(transaction=True)
def test_what_was_stored_holds_no_choice_no_secret_and_no_box(
    council: Council, keeper: KeeperProcess, settings: object
) -> None:
    settings.KEEPER_DIR = keeper.folder  # type: ignore[attr-defined]
    hall = SecretHall(council, keeper)
    hall.adopt()
    vote = hall.open()
    hall.issue(vote, *council.delegates)
    key = bytes.fromhex(hall.poll(vote).box_key)
    cast = [hall.tokens[person.id].cast("YES", key) for person in council.delegates]
    for each in cast:
        assert hall.keeper.cast(each).status_code == 200
    hall.seal(vote)
    hall.open_box(vote)

    stored = database_files() + b"".join(
        path.read_bytes() for path in keeper.folder.rglob("*") if path.is_file()
    )
    leaks = [
        what
        for each in cast
        for what, content in (("box", each.box), ("body", each.pack()))
        if content in stored or content.hex().encode() in stored
    ]

    assert leaks == []
    # What was searched is what was stored: the root is there.
    assert connection.vendor != "sqlite" or hall.poll(vote).root.encode() in stored
    assert len(hall.poll(vote).listed) == len(cast)


def test_the_attacks_find_a_box_that_leaks() -> None:
    """Were ballots listed as they came, and had people cast as they received: all would be told."""
    people = list(range(DELEGATES))
    leaky = []
    for _ in range(RUNS):
        order = random.sample(people, DELEGATES)
        serials = {person: ballot.sha256(bytes([person])).hexdigest() for person in people}
        listed = [serials[person] for person in order]
        leaky.append(
            Loot({"row": order, "person": people}, {"list": listed, "serial": sorted(listed)}, serials)
        )

    assert ("row", "list") in better_than_guessing(leaky)
    assert ("person", "list") not in better_than_guessing(leaky, 1e-6)


def test_guessing_is_told_from_knowing() -> None:
    assert chance(20, 160, 1 / 8) == pytest.approx(0.54, abs=0.02)
    assert chance(60, 160, 1 / 8) < 1e-10
