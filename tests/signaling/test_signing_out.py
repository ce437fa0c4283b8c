"""A session that was ended reads nothing more: not by a new request, and not by a socket left open."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from meetings import history
from meetings.commands.people import end_sessions
from meetings.models import Person
from tests.signaling.hall import arrive, screen, served, until
from tests.voting.cast import Council, council_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council() -> Council:
    return council_of("Điện Biên", present=0)


def closed_with(socket: ClientConnection) -> int | None:
    """Read until the server closes; tells the code."""
    until_then = time.monotonic() + 10
    try:
        while time.monotonic() < until_then:
            socket.recv(timeout=10)
    except ConnectionClosed as closed:
        return closed.rcvd.code if closed.rcvd else None
    return None


@pytest.mark.parametrize("how", ["signed out everywhere", "deactivated"])
def test_open_screens_of_a_person_close_and_those_of_others_live_on(
    council: Council, tmp_path: Path, how: str
) -> None:
    lost, other = council.delegates[:2]
    with (
        served(tmp_path / "data") as url,
        screen(url, lost, council.meeting, 0) as tablet,
        screen(url, lost, council.meeting, 0) as phone,
        screen(url, other, council.meeting, 0) as neighbour,
    ):
        for socket in (tablet, phone, neighbour):
            socket.recv(timeout=10)

        if how == "deactivated":
            Person.objects.filter(pk=lost.pk).update(is_active=False)
        else:
            end_sessions(lost.pk)
        codes = [closed_with(socket) for socket in (tablet, phone)]

        arrive(council, other)
        seen = until(neighbour, history.head(history.journal_of(council.meeting)).seq)

    assert codes == [4401, 4401]
    assert seen[-1]["kinds"] == ["meetings.checked_in"]


def test_who_signs_in_again_has_a_stream_again(council: Council, tmp_path: Path) -> None:
    delegate = council.delegates[0]
    end_sessions(delegate.pk)
    delegate.refresh_from_db()

    with served(tmp_path / "data") as url, screen(url, delegate, council.meeting, 0) as socket:
        time.sleep(2.5)  # two looks at who is still signed in
        arrive(council, delegate)
        seen = until(socket, history.head(history.journal_of(council.meeting)).seq)

    assert seen[-1]["kinds"] == ["meetings.checked_in"]
