"""The box keeper over HTTP: who may cast when, what counts, what it answers, and what it never tells."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.voting.secret.process import YES_NO, KeeperProcess, Room, running
from tests.voting.secret.voter import Token
from voting.secret import ballot, blind
from voting.secret.control import KeeperRefused


@pytest.fixture(scope="module")
def keeper() -> Iterator[KeeperProcess]:
    """One for all of them: each test has polls of its own."""
    yield from running()


def code(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_vote_goes_from_tokens_to_figures_and_leaves_nothing(keeper: KeeperProcess) -> None:
    room = Room(keeper, 4).begin()
    cast = [room.ballot(voter, choice) for voter, choice in enumerate(["YES", "NO", "YES"])]

    answers = [keeper.cast(each) for each in cast]
    sealed, opened = room.seal(), room.open()
    keeper.ask("erase", poll=room.poll)

    assert [each.json() for each in answers] == [{"tracker": each.tracker.hex()} for each in cast]
    assert sealed["count"] == 3
    assert sorted(sealed["trackers"]) == sorted(each.tracker.hex() for each in cast)
    assert ballot.root_of([bytes.fromhex(each) for each in sealed["trackers"]]).hex() == sealed["root"]
    assert opened["tally"] == {"valid": 3, "invalid": 0, "marks": {"YES": 2, "NO": 1, "ABSTAIN": 0}}
    assert sorted(opened["listed"]) == sorted(
        [each.serial.hex(), each.signature.hex(), each.box_hash.hex()] for each in cast
    )
    assert not (keeper.folder / room.poll).exists()


def test_the_list_shows_trackers_in_an_order_of_its_own(keeper: KeeperProcess) -> None:
    room = Room(keeper, 6).begin()
    for voter in range(6):
        keeper.cast(room.ballot(voter, "YES"))

    room.seal()
    listed = room.open()["listed"]

    serials = [bytes.fromhex(row[0]) for row in listed]
    assert serials == sorted(serials, key=lambda serial: ballot.sha256(serial).digest())


def test_a_changed_choice_replaces_the_earlier_one(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2).begin()
    keeper.cast(room.ballot(0, "YES"))
    keeper.cast(room.ballot(0, "NO", 2))

    late = keeper.cast(room.ballot(0, "YES", 1))
    room.seal()

    assert code(late) == (409, "voting.box_superseded")
    assert room.open()["tally"]["marks"] == {"YES": 0, "NO": 1, "ABSTAIN": 0}


def test_the_same_ballot_again_is_answered_the_same_and_counted_once(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2).begin()
    cast = room.ballot(0, "YES")

    answers = [keeper.cast(cast).json() for _ in range(3)]

    assert answers == [{"tracker": cast.tracker.hex()}] * 3
    assert room.seal()["count"] == 1


def test_nobody_casts_before_all_have_their_tokens(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2)

    early = keeper.cast(room.ballot(0, "YES"))
    room.begin()

    assert code(early) == (409, "voting.box_not_yet")
    assert keeper.cast(room.ballot(0, "YES")).status_code == 200


def test_nobody_casts_after_the_box_was_sealed(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2).begin()
    room.seal()

    assert code(keeper.cast(room.ballot(0, "YES"))) == (409, "voting.box_closed")
    assert room.seal()["count"] == 0


@pytest.mark.parametrize("forgery", ["unsigned", "own key", "another serial", "another vote"])
def test_a_forged_token_is_refused(keeper: KeeperProcess, forgery: str) -> None:
    room, other = Room(keeper, 2).begin(), Room(keeper, 2).begin()
    good = room.ballot(0, "YES")
    serial, signature = good.serial, good.signature
    if forgery == "unsigned":
        signature = bytes(blind.SIZE)
    elif forgery == "own key":
        own = blind.Signer()
        token = Token(good.poll, own.public)
        serial, signature = token.serial, token.take(own.sign(token.asked)).signature
    elif forgery == "another serial":
        serial = room.ballot(1, "YES").serial
    else:
        serial, signature = other.ballot(0, "YES").serial, other.ballot(0, "YES").signature

    answer = keeper.cast(ballot.SealedBallot(good.poll, serial, signature, 1, good.box))

    assert code(answer) == (403, "voting.box_no_token")
    assert room.seal()["count"] == 0


@pytest.mark.parametrize("size", [0, 1, 805, 807])
def test_a_body_of_another_size_is_refused(keeper: KeeperProcess, size: int) -> None:
    assert code(keeper.post(b"\1" * size)) == (422, "voting.box_malformed")


def test_a_large_body_is_not_even_read(keeper: KeeperProcess) -> None:
    with pytest.raises(httpx.TransportError):
        keeper.post(b"\1" * 1_000_000)

    assert keeper.post(b"").status_code == 422


def test_a_vote_that_is_no_more_says_so_in_the_language_asked(keeper: KeeperProcess) -> None:
    room = Room(keeper, 1).begin()
    keeper.ask("erase", poll=room.poll)

    vi = keeper.cast(room.ballot(0, "YES"))
    en = keeper.post(room.ballot(0, "YES").pack(), **{"Accept-Language": "en"})

    assert code(vi) == (410, "voting.box_unknown_poll")
    assert "bỏ phiếu giấy" in vi.json()["detail"]
    assert "paper ballots" in en.json()["detail"]


def test_a_box_opens_only_after_it_was_sealed(keeper: KeeperProcess) -> None:
    room = Room(keeper, 1).begin()

    with pytest.raises(KeeperRefused, match="not_sealed"):
        room.open()


def test_no_more_tokens_are_signed_than_there_are_voters_and_none_once_casting_began(
    keeper: KeeperProcess,
) -> None:
    room = Room(keeper, 2)
    with pytest.raises(KeeperRefused, match="no_more_tokens"):
        room.token()

    other = Room(keeper, 2)
    other.tokens.clear()
    fresh = keeper.ask("prepare", form=YES_NO, capacity=5)
    keeper.ask("begin_casting", poll=fresh["poll"])
    drawn = Token(bytes.fromhex(fresh["poll"]), blind.public_of(bytes.fromhex(fresh["signing_key"])))
    with pytest.raises(KeeperRefused, match="wrong_stage"):
        keeper.ask("sign", poll=fresh["poll"], blinded=drawn.asked.hex())


def test_the_same_blinded_message_is_signed_once_and_answered_the_same(keeper: KeeperProcess) -> None:
    poll = keeper.ask("prepare", form=YES_NO, capacity=1)
    drawn = Token(bytes.fromhex(poll["poll"]), blind.public_of(bytes.fromhex(poll["signing_key"])))

    answers = [keeper.ask("sign", poll=poll["poll"], blinded=drawn.asked.hex()) for _ in range(2)]

    assert answers[0] == answers[1]


def test_a_box_that_holds_no_valid_choice_counts_as_invalid(keeper: KeeperProcess) -> None:
    room = Room(keeper, 3).begin()
    noise = room.ballot(0, "YES")
    keeper.cast(ballot.SealedBallot(noise.poll, noise.serial, noise.signature, 1, bytes(ballot.BOX)))
    keeper.cast(room.ballot(1, "MAYBE"))
    keeper.cast(room.ballot(2, "YES,NO"))

    room.seal()

    assert room.open()["tally"] == {"valid": 0, "invalid": 3, "marks": {"YES": 0, "NO": 0, "ABSTAIN": 0}}


def test_an_election_counts_each_name_and_refuses_too_many(keeper: KeeperProcess) -> None:
    form = {"choices": ["1", "2", "3"], "least": 0, "most": 2}
    room = Room(keeper, 5, form=form).begin()
    for voter, choice in enumerate(["1,2", "2", "", "1,2,3", "2,2"]):
        keeper.cast(room.ballot(voter, choice))

    room.seal()

    assert room.open()["tally"] == {"valid": 3, "invalid": 2, "marks": {"1": 1, "2": 2, "3": 0}}


def test_the_number_in_the_box_is_told_in_steps(keeper: KeeperProcess) -> None:
    room = Room(keeper, 7).begin()
    told = []
    for voter in range(7):
        keeper.cast(room.ballot(voter, "YES"))
        told.append(keeper.ask("turnout", poll=room.poll)["cast"])

    assert told == [0, 0, 0, 0, 5, 5, 5]


def test_every_answer_to_a_ballot_has_one_size_and_sets_no_cookie(keeper: KeeperProcess) -> None:
    room = Room(keeper, 3).begin()

    answers = [
        keeper.cast(room.ballot(voter, choice)) for voter, choice in enumerate(["YES", "NO", "ABSTAIN"])
    ]

    assert {len(each.content) for each in answers} == {len('{"tracker": ""}') + 64}
    assert {each.headers["access-control-allow-origin"] for each in answers} == {"*"}
    assert [
        name for each in answers for name in each.headers if "credentials" in name or "cookie" in name
    ] == []


@pytest.mark.parametrize("path", ["/", "/cast", "/polls", "/admin"])
def test_there_is_nothing_to_read_here(keeper: KeeperProcess, path: str) -> None:
    assert code(httpx.get(f"{keeper.origin}{path}")) == (404, "voting.box_not_found")
