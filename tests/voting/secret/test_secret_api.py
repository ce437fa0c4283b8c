"""Secret votes over HTTP, as tablets and the desk call them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.voting.cast import Council
from tests.voting.secret.hall import QUESTION, SecretHall
from tests.voting.secret.process import KeeperProcess, running
from tests.voting.test_api import post


@pytest.fixture(scope="module")
def keeper() -> Iterator[KeeperProcess]:
    yield from running()


@pytest.fixture
def hall(council: Council, keeper: KeeperProcess, settings: Any) -> SecretHall:
    settings.KEEPER_DIR, settings.KEEPER_ORIGIN = keeper.folder, ":8123"
    return SecretHall(council, keeper)


def box_of(person: object, vote: str) -> Any:
    client = Client()
    client.force_login(person)  # type: ignore[arg-type]
    answer = client.get(f"/api/votes/{vote}/box")
    return answer.json() if answer.status_code == 200 else (answer.status_code, answer.json()["code"])


def test_a_secret_vote_goes_from_adoption_to_verdict_over_http(hall: SecretHall) -> None:
    council, chair = hall.council, hall.council["chair"]
    address = f"/api/items/{council.item.id}/secret-votes"
    early = post(chair, address, {"question": QUESTION})
    adoption = {"citation": "Nghị quyết 12/NQ-HĐND", "decided_on": "2023-07-14"}
    post(chair, f"/api/meetings/{council.meeting.id}/electronic-secrecy", adoption)
    vote = post(chair, address, {"question": QUESTION, "rule": "HDND.REMOVAL"})[1]["result"]["vote"]

    person, tablet = council.delegates[0], hall.draw(vote, council.delegates[0])
    first = post(person, f"/api/votes/{vote}/token", {"blinded": tablet.asked.hex()})
    again = post(person, f"/api/votes/{vote}/token", {"blinded": tablet.asked.hex()})
    second = post(person, f"/api/votes/{vote}/token", {"blinded": hall.draw(vote, person).asked.hex()})
    post(chair, f"/api/votes/{vote}/begin-casting")
    tablet.take(bytes.fromhex(first[1]["signature"]))
    cast = hall.keeper.cast(tablet.cast("YES", bytes.fromhex(hall.poll(vote).box_key)))
    while_on = box_of(person, vote)
    sealed = post(chair, f"/api/votes/{vote}/seal-box")
    found = box_of(person, vote)
    opened = post(chair, f"/api/votes/{vote}/open-box")

    assert (early[0], early[1]["code"]) == (409, "voting.electronic_secret_not_adopted")
    assert first == again
    assert (second[0], second[1]["code"]) == (409, "voting.token_taken")
    assert while_on == {"stage": "CASTING", "cast": 0, "trackers": [], "listed": []}
    assert sealed[1]["result"]["count"] == 1
    assert found["trackers"] == [cast.json()["tracker"]]
    assert opened[1]["result"]["marks"] == {"YES": 1, "NO": 0, "ABSTAIN": 0}
    assert box_of(person, vote)["listed"] == [
        [tablet.serial.hex(), tablet.signature.hex(), hall.poll(vote).listed[0][2]]
    ]


def test_strangers_do_not_even_learn_that_there_is_a_box(hall: SecretHall, other_council: Council) -> None:
    hall.adopt()
    vote = hall.open()

    assert box_of(other_council["chair"], str(vote.id)) == (404, "meetings.not_found")
    assert box_of(hall.council["observer"], str(vote.id))["stage"] == "ISSUING"


@pytest.mark.parametrize("who", ["secretary", "staff", "observer", "display"])
def test_only_who_conducts_the_meeting_acts_on_the_box(hall: SecretHall, who: str) -> None:
    hall.adopt()
    vote = hall.open()

    answers = {
        act: post(hall.council[who], f"/api/votes/{vote.id}/{act}")[1]["code"]
        for act in ("begin-casting", "seal-box", "open-box")
    }

    # The secretary presses for who presides, and hears what is to be done first.
    told = ["voting.nobody_has_ballot", "voting.still_issuing", "voting.box_not_sealed"]
    assert list(answers.values()) == (told if who == "secretary" else ["meetings.not_allowed"] * 3)
