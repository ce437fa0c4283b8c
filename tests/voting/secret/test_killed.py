"""SIGKILL at the worst moments: what was confirmed is there once; what cannot be continued says so."""

from __future__ import annotations

import httpx
import pytest

from tests.voting.secret.process import KeeperProcess, Room
from voting.secret.control import KeeperAway, KeeperRefused
from voting.secret.poll import Poll


def test_killed_between_cast_and_answer_nothing_is_lost_and_nothing_doubled(keeper: KeeperProcess) -> None:
    room = Room(keeper, 12, board=True).begin()
    cast = [room.ballot(voter, "YES" if voter % 3 else "NO") for voter in range(12)]
    for each in cast[:6]:
        assert keeper.cast(each).status_code == 200
    # The seventh is sent and the keeper killed before anybody reads an answer.
    sent = httpx.Client()
    request = sent.build_request("POST", f"{keeper.origin}/cast", content=cast[6].pack())
    answer = sent.send(request, stream=True)
    keeper.kill()
    answer.close()
    sent.close()

    with pytest.raises(KeeperAway):
        keeper.ask("hello")
    keeper.start()
    again = [keeper.cast(each) for each in cast]
    sealed, opened = room.seal(), room.open()

    assert [each.json() for each in again] == [{"tracker": each.tracker.hex()} for each in cast]
    assert sealed["count"] == 12
    assert opened["tally"]["marks"] == {"YES": 8, "NO": 4, "ABSTAIN": 0}


def test_killed_while_a_choice_is_changed_the_later_one_counts(keeper: KeeperProcess) -> None:
    room = Room(keeper, 3, board=True).begin()
    for version, choice in enumerate(["YES", "NO", "ABSTAIN"], start=1):
        keeper.cast(room.ballot(0, choice, version))

    keeper.kill()
    keeper.start()
    stale = keeper.cast(room.ballot(0, "YES", 2))
    room.seal()

    assert stale.status_code == 409
    assert room.open()["tally"]["marks"] == {"YES": 0, "NO": 0, "ABSTAIN": 1}


def test_with_keys_on_the_boards_tablets_a_killed_keeper_continues_between_closing_and_count(
    keeper: KeeperProcess,
) -> None:
    room = Room(keeper, 2, board=True).begin()
    keeper.cast(room.ballot(0, "NO"))
    sealed = room.seal()

    keeper.kill()
    keeper.start()

    assert room.seal() == sealed
    assert room.open()["tally"]["marks"] == {"YES": 0, "NO": 1, "ABSTAIN": 0}


def test_with_keys_in_memory_a_restart_voids_the_vote_and_says_so(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2).begin()
    cast = room.ballot(0, "YES")
    keeper.cast(cast)

    keeper.kill()
    keeper.start()

    refused = keeper.cast(cast)
    assert (refused.status_code, refused.json()["code"]) == (410, "voting.box_unknown_poll")
    with pytest.raises(KeeperRefused, match="unknown_poll"):
        room.seal()
    assert [each.name for each in keeper.folder.iterdir()] == ["control.sock"]


def test_the_wrong_key_opens_nothing(keeper: KeeperProcess) -> None:
    room = Room(keeper, 1, board=True).begin()
    room.seal()

    for secret in ("", "01" * 32):
        with pytest.raises(KeeperRefused, match="wrong_key"):
            keeper.ask("open", poll=room.poll, secret=secret)


def test_a_second_platform_continues_the_vote_that_is_on(keeper: KeeperProcess) -> None:
    room = Room(keeper, 1).begin()

    keeper.leave()

    assert keeper.cast(room.ballot(0, "YES")).status_code == 200
    assert room.seal()["count"] == 1
    keeper.ask("erase", poll=room.poll)
    assert keeper.ended() == (0, "")


def test_half_a_poll_is_no_poll(keeper: KeeperProcess) -> None:
    half = keeper.folder / "00112233445566778899aabbccddeeff"
    half.mkdir()
    (half / "poll.json").write_text("{")

    assert Poll.found(half) is None
    assert not half.exists()


def test_nothing_is_ever_logged(keeper: KeeperProcess) -> None:
    room = Room(keeper, 2).begin()
    keeper.cast(room.ballot(0, "YES"))
    keeper.post(b"nonsense")
    keeper.ask("erase", poll=room.poll)

    keeper.leave()

    assert keeper.ended() == (0, "")
