"""What is checked after the play: each client's map against a fresh snapshot, each tally against the casts."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from dataclasses import dataclass

from tests.bots.client import Client
from tests.bots.fold import State, Value, differences
from tests.bots.hall import Hall, in_turn
from tests.bots.progress import Progress

QUIET_WITHIN = 15.0  # seconds until a client stands where a snapshot stands
SHOWN = 5  # differences told of one client


@dataclass(frozen=True)
class Tally:
    """What the bots cast in one vote (None: nothing), and whether that adopts."""

    vote: str
    cast: dict[str, str | None]
    passed: bool


async def unequal_states(hall: Hall, progress: Progress) -> list[str]:
    """One sentence for each client whose folded map is not what it is given afresh."""
    problems: list[str] = []

    async def check(client: Client) -> None:
        fresh = await at_same_seq(client)
        if fresh is None:
            problems.append(f"{client.username}: luồng dừng ở mục {client.state.seq}")
        elif found := differences(client.state.resources, fresh.resources):
            problems.append(f"{client.username}: khác ở {', '.join(found[:SHOWN])} ({len(found)} chỗ)")

    await in_turn(hall.clients, check, progress)
    return sorted(problems)


async def at_same_seq(client: Client) -> State | None:
    """A fresh snapshot of the moment at which the client stands; None when it never gets there."""
    deadline = time.monotonic() + QUIET_WITHIN
    while time.monotonic() < deadline:
        fresh = await client.snapshot()
        if fresh.seq == client.state.seq:
            return fresh
        await asyncio.sleep(0.2)
    return None


def wrong_tallies(witness: Client, tallies: list[Tally]) -> list[str]:
    """One sentence for each vote whose result is not what the bots cast."""
    return [
        f"biểu quyết {tally.vote}: máy chủ công bố {told}, các máy đã gửi {sent}"
        for tally in tallies
        if (told := announced(witness.row("vote", tally.vote))) != (sent := expected(tally))
    ]


def announced(vote: Value) -> Value:
    verdict = vote.get("verdict") or {}
    figures = {name: verdict.get(name) for name in ("yes", "no", "abstain", "not_cast", "passed")}
    return figures | {"named": vote.get("named")}


def expected(tally: Tally) -> Value:
    counted = Counter(tally.cast.values())
    return {
        "yes": counted["YES"],
        "no": counted["NO"],
        "abstain": counted["ABSTAIN"],
        "not_cast": counted[None],
        "passed": tally.passed,
        "named": {person: choice for person, choice in tally.cast.items() if choice},
    }
