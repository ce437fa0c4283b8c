"""The living hall, thirty times as fast: a whole sitting conducted by bots, beside a person in one seat."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.bots.fold import State
from tests.bots.seats import Observer
from web.management.commands.rehearse import fresh, manage, serving

ROOT = Path(__file__).parents[2]
SEATED = "from tests.bots.small_council import convene; convene()"
PERSON = "Điện Biên.3"


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    environment = fresh(tmp_path)
    manage(environment, "migrate", "-v", "0")
    manage(environment, "shell", "-v", "0", "-c", SEATED)
    with serving(environment) as address:
        yield address


async def seen_by_the_press(url: str) -> State:
    observer = Observer(url, "observer-1")
    await observer.sign_in()
    seen = await observer.snapshot()
    await observer.leave_hall()
    return seen


def phases(said: IO[str]) -> list[str]:
    """The lines up to DONE."""
    found: list[str] = []
    for line in said:
        found.append(line.strip())
        if found[-1] == "DONE":
            break
    return found


def test_bots_hold_a_sitting_and_leave_the_seat_of_a_person_alone(url: str) -> None:
    bots = subprocess.Popen(
        [sys.executable, "-m", "tests.bots.living", "--url", url, "--pace", "0.03"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with bots:
        assert bots.stdin
        assert bots.stdout
        bots.stdin.write(f"taken {PERSON}\n")
        bots.stdin.flush()
        told = phases(bots.stdout)
        bots.stdin.close()
        assert bots.wait(20) == 0
    seen = asyncio.run(seen_by_the_press(url)).resources

    assert told == [
        "CHECKING_IN",
        "WAITING_FOR_CHAIR",
        "IN_SESSION",
        "VOTING",
        "IN_SESSION",
        "VOTING",
        "IN_SESSION",
        "DONE",
    ]
    assert [sitting["state"] for sitting in seen["sitting"].values()] == ["CLOSED"]
    assert [quorum["present"] for quorum in seen["quorum"].values()] == [5]
    assert [(vote["state"], vote["entitled"], vote["verdict"]["yes"]) for vote in seen["vote"].values()] == [
        ("CLOSED", 5, 5),
        ("CLOSED", 5, 5),
    ]
