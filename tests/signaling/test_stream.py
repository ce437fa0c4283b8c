"""The stream of one web process, over real sockets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from meetings import history
from meetings.models import StreamTicket
from signaling import tickets
from tests.signaling.hall import arrive, screen, served, until
from tests.voting.cast import Council, council_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council() -> Council:
    return council_of("Điện Biên", present=0)


@pytest.fixture
def url(council: Council, tmp_path: Path) -> Iterator[str]:
    with served(tmp_path / "data") as address:
        yield address


def head(council: Council) -> int:
    return history.head(history.journal_of(council.meeting)).seq


def test_a_screen_gets_what_happens_and_catches_up_from_where_it_was(council: Council, url: str) -> None:
    start = head(council)
    delegate = council.delegates[0]

    with screen(url, delegate, council.meeting, start) as socket:
        arrive(council, delegate)
        live = until(socket, head(council))
    arrive(council, council.delegates[1])
    with screen(url, delegate, council.meeting, start) as again:
        caught_up = until(again, head(council))

    assert live[0]["from_seq"] == start + 1
    assert live[-1]["kinds"] == ["meetings.checked_in"]
    assert (caught_up[0]["from_seq"], caught_up[-1]["seq"]) == (start + 1, start + 2)


def test_a_screen_without_a_snapshot_is_told_to_fetch_one(council: Council, url: str) -> None:
    with screen(url, council.delegates[0], council.meeting, None) as socket:
        said = json.loads(socket.recv(timeout=10))

    assert said == {"reset": True, "seq": head(council)}


def test_another_origin_is_refused_at_the_handshake(council: Council, url: str) -> None:
    address = f"ws{url[4:]}/ws/meetings/{council.meeting.pk}/stream"

    with pytest.raises(InvalidStatus) as refused:
        connect(address, origin="https://evil.example")  # type: ignore[arg-type]

    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("flaw", ["unknown", "used", "expired", "of another meeting"])
def test_a_bad_ticket_closes_the_socket(council: Council, url: str, flaw: str) -> None:
    token, _ = tickets.issue(council.delegates[0], council.meeting)
    meeting = council.meeting
    if flaw == "unknown":
        token = "x" * 43
    if flaw == "used":
        tickets.consume(token)
    if flaw == "expired":
        row = StreamTicket.objects.get()
        StreamTicket.objects.update(expires_at=row.expires_at - timedelta(seconds=31))
    if flaw == "of another meeting":
        meeting = council_of("Sơn La").meeting

    with (
        screen(url, council.delegates[0], meeting, 0, token) as socket,
        pytest.raises(ConnectionClosed) as closed,
    ):
        socket.recv(timeout=10)

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401
