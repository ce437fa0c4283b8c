"""The box keeper beside the server: started, allowed by the page's policy, started anew, found again."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.test import Client

from tests.voting.secret.process import YES_NO
from voting.secret import control
from web.keeper import KeeperBeside


@pytest.fixture
def folder(settings: Any) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="box-"))
    settings.KEEPER_DIR, settings.KEEPER_ORIGIN = folder, ""
    yield folder
    shutil.rmtree(folder)


def asked(folder: Path, *, other_than: int = 0) -> dict[str, Any]:
    """What the keeper says of itself, when it is there (another than the one with that process id)."""
    deadline = time.monotonic() + 60
    while True:
        try:
            said = control.ask(folder, "hello")
            if said["port"] and said["pid"] != other_than:
                return said
        except control.KeeperAway:
            pass
        assert time.monotonic() < deadline, "no keeper within a minute"
        time.sleep(0.1)


def ended(folder: Path) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            control.ask(folder, "hello")
        except control.KeeperAway:
            return
        assert time.monotonic() < deadline, "the keeper stays"
        time.sleep(0.1)


@pytest.mark.django_db(transaction=True)
def test_a_keeper_is_started_started_anew_and_ends_with_the_server(folder: Path, settings: Any) -> None:
    beside = KeeperBeside("127.0.0.1", None)
    beside.start()
    first = asked(folder)
    refused = httpx.get(f"http://127.0.0.1{settings.KEEPER_ORIGIN}/")

    beside._process.kill()  # type: ignore[union-attr]
    second = asked(folder, other_than=first["pid"])
    beside.stop()
    ended(folder)

    assert refused.json()["code"] == "voting.box_not_found"
    # Pages that are open have been told of one port alone.
    assert first["port"] == second["port"] == int(settings.KEEPER_ORIGIN.removeprefix(":"))


@pytest.mark.django_db(transaction=True)
def test_while_a_vote_is_on_the_next_server_finds_the_keeper_of_the_one_that_ended(
    folder: Path, settings: Any
) -> None:
    beside = KeeperBeside("127.0.0.1", None)
    beside.start()
    first = asked(folder)
    poll = control.ask(folder, "prepare", form=YES_NO, capacity=2)["poll"]
    beside.stop()

    settings.KEEPER_ORIGIN = ""
    following = KeeperBeside("127.0.0.1", None)
    following.start()
    found = asked(folder)
    following.stop()
    control.ask(folder, "erase", poll=poll)
    beside._process.wait(timeout=60)  # type: ignore[union-attr]

    assert (found["pid"], found["port"], list(found["polls"])) == (first["pid"], first["port"], [poll])


@pytest.mark.parametrize(
    ("origin", "allowed"),
    [
        ("", "connect-src 'self' ws://testserver;"),
        (":8123", "connect-src 'self' ws://testserver http://testserver:8123;"),
        ("https://hom.example.vn", "connect-src 'self' ws://testserver https://hom.example.vn;"),
    ],
)
def test_pages_may_reach_the_ballot_box_and_nothing_else(settings: Any, origin: str, allowed: str) -> None:
    settings.KEEPER_ORIGIN = origin
    settings.ALLOWED_HOSTS = ["testserver"]

    policy = Client().get("/").headers["Content-Security-Policy"]

    assert [part + ";" for part in policy.split("; ") if part.startswith("connect-src")] == [allowed]
