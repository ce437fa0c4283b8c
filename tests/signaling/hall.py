"""Web processes and screens for the stream tests: real servers, real sockets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from django.db import connection
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from meetings.commands.attendance import check_in
from meetings.models import Meeting, Person
from signaling import tickets
from tests.voting.cast import Council, new_key


@contextmanager
def served(folder: Path, redis_url: str = "") -> Iterator[str]:
    """Run `manage.py serve` on the test's own database; yields http://host:port."""
    folder.mkdir(exist_ok=True)
    at = connection.settings_dict
    url = f"sqlite:///{at['NAME']}"
    if connection.vendor == "postgresql":
        url = f"postgres://{at['USER']}@{quote(at['HOST'], safe='')}:{at['PORT']}/{at['NAME']}"
    given = {"DATABASE_URL": url, "DATA_DIR": str(folder), "REDIS_URL": redis_url}
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", "0"],
        env=os.environ | given,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout
        yield server.stdout.readline().removeprefix("READY ").strip()
    finally:
        server.terminate()
        server.wait(20)
        if server.stdout:
            server.stdout.close()


@contextmanager
def screen(
    url: str, person: Person, meeting: Meeting, since: int | None, token: str | None = None
) -> Iterator[ClientConnection]:
    """A socket that has said its first message."""
    address = f"ws{url[4:]}/ws/meetings/{meeting.pk}/stream"
    with connect(address, origin=Origin(url)) as socket:
        ticket = token or tickets.issue(person, meeting)[0]
        socket.send(json.dumps({"ticket": ticket, "since": since}))
        yield socket


def until(socket: ClientConnection, seq: int) -> list[dict[str, Any]]:
    """The frames (ticks apart) up to the one that reaches `seq`."""
    frames: list[dict[str, Any]] = []
    while not frames or frames[-1]["seq"] < seq:
        said = json.loads(socket.recv(timeout=10))
        if "tick" not in said:
            frames.append(said)
    return frames


def arrive(council: Council, person: Person) -> None:
    """A command with its journal entry, in the process of the test: a third writer."""
    check_in(council.sitting.pk, by=person, key=new_key())
