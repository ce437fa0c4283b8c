"""The page on show reaches every screen of every process with the ticks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from websockets.sync.client import ClientConnection

from meetings import history
from meetings.commands.presenting import present
from tests.servers import valkey
from tests.signaling.hall import screen, served
from tests.voting.cast import Council, council_of

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def council() -> Council:
    return council_of("Điện Biên", present=0)


def next_on_show(socket: ClientConnection) -> Any:
    """What the next tick says is on show; a tick without the field says nothing is."""
    while True:
        said = json.loads(socket.recv(timeout=10))
        if "tick" in said:
            return said["tick"].get("presenting")


def show(council: Council, page: int) -> dict[str, Any]:
    present(council.meeting.pk, subject="document:49", page=page, by=council["chair"])
    return {
        "subject": "document:49",
        "page": page,
        "by": str(council["chair"].pk),
        "name": council["chair"].full_name,
    }


def until_on_show(socket: ClientConnection, wanted: dict[str, Any]) -> bool:
    """Whether it came within the next few ticks."""
    return any(next_on_show(socket) == wanted for _ in range(4))


def test_who_listens_sees_each_page_and_who_joins_sees_the_one_on_show(
    council: Council, tmp_path: Path
) -> None:
    seq = history.head(history.journal_of(council.meeting)).seq
    with served(tmp_path / "data") as url:
        with screen(url, council.delegates[0], council.meeting, seq) as socket:
            first = next_on_show(socket)
            three = until_on_show(socket, show(council, 3))
            wanted = show(council, 4)
            four = until_on_show(socket, wanted)
        with screen(url, council.delegates[1], council.meeting, seq) as late:
            joined = next_on_show(late)

    assert (first, three, four, joined) == (None, True, True, wanted)


def test_the_page_reaches_the_screens_of_another_process_too(council: Council, tmp_path: Path) -> None:
    seq = history.head(history.journal_of(council.meeting)).seq
    with (
        valkey(tmp_path) as server,
        served(tmp_path / "data", server.url) as url,
        screen(url, council.delegates[0], council.meeting, seq) as socket,
    ):
        assert next_on_show(socket) is None
        # This process is not the one that the screen hangs on.
        assert until_on_show(socket, show(council, 7))
