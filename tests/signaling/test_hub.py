"""A room while news is being read for it: who joins in that moment misses nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection
from typing import Any

from meetings.models import Role
from meetings.snapshot import Viewer
from signaling.hub import Batch, Connection, Hub

MEETING = 7


def delegate(person: int) -> Viewer:
    return Viewer(person, frozenset({Role.DELEGATE}), frozenset({"everyone", f"person:{person}"}))


class Journal:
    """Stands at 412. The reading of the next entry, the ballot of `caster`, takes until `read` is set."""

    def __init__(self, caster: int) -> None:
        self.caster = caster
        self.seq = 412
        self.reading, self.read = asyncio.Event(), asyncio.Event()

    async def heads(self, meeting_ids: Collection[int]) -> dict[int, int]:
        return dict.fromkeys(meeting_ids, self.seq)

    async def epochs(self, person_ids: Collection[int]) -> dict[int, int]:
        return dict.fromkeys(person_ids, 0)

    async def urgent(self, meeting_id: int, after: int) -> bool:
        return False

    async def batch(
        self, meeting_id: int, after: int, upto: int | None, viewers: Collection[Viewer]
    ) -> Batch | None:
        self.reading.set()
        await self.read.wait()
        own = f"person:{self.caster}"
        frames = {viewer.shared: '{"seq":413,"for":"everyone"}' for viewer in viewers}
        frames |= {viewer: '{"seq":413,"for":"caster"}' for viewer in viewers if own in viewer.hears}
        return Batch(413, frames, frozenset({own}))

    async def beside(self, meeting_ids: Collection[int]) -> dict[int, dict[str, Any]]:
        return {}

    def now(self) -> str:
        return "2023-12-06T00:31:07.120000Z"


class Screen:
    def __init__(self, viewer: Viewer) -> None:
        self.frames: list[dict[str, Any]] = []
        self.told = asyncio.Event()
        self.connection = Connection(self.send, viewer)

    async def send(self, message: dict[str, Any]) -> None:
        said = json.loads(message["text"])
        if "tick" not in said:
            self.frames.append(said)
            self.told.set()


async def play(caster: int) -> list[list[dict[str, Any]]]:
    """Delegate 1 is there before the entry is read; 2 and 3 join while it is."""
    journal = Journal(caster)
    hub = Hub(journal)
    screens = [Screen(delegate(person)) for person in (1, 2, 3)]
    hub.attach()
    await hub.join(MEETING, screens[0].connection, 412)
    hub.nudge(f"meeting:{MEETING}", 413)
    await journal.reading.wait()
    for late in screens[1:]:
        await hub.join(MEETING, late.connection, 412)
    journal.read.set()
    await asyncio.sleep(0.05)
    await hub.detach()
    return [screen.frames for screen in screens]


def test_who_joins_while_the_own_ballot_is_read_is_told_to_fetch_a_snapshot() -> None:
    there, caster, other = asyncio.run(play(caster=2))

    assert there == [{"seq": 413, "for": "everyone"}]
    assert caster == [{"reset": True, "seq": 413}]
    assert other == [{"seq": 413, "for": "everyone"}]


def test_who_was_there_before_gets_the_frame_of_the_own_ballot() -> None:
    there, *late = asyncio.run(play(caster=1))

    assert there == [{"seq": 413, "for": "caster"}]
    assert late == [[{"seq": 413, "for": "everyone"}]] * 2


class SlowJournal(Journal):
    """Each reading takes a fifth of a second; the second entry is a verdict, or is not."""

    def __init__(self, verdict: bool) -> None:
        super().__init__(caster=1)
        self.verdict = verdict
        self.read_at: list[float] = []

    async def urgent(self, meeting_id: int, after: int) -> bool:
        return self.verdict

    async def batch(
        self, meeting_id: int, after: int, upto: int | None, viewers: Collection[Viewer]
    ) -> Batch | None:
        self.read_at.append(asyncio.get_running_loop().time())
        await asyncio.sleep(0.2)
        return Batch(after + 1, {viewer.shared: f'{{"seq":{after + 1}}}' for viewer in viewers})


async def seconds_between(verdict: bool) -> float:
    """How long the second of two entries waits after the first was told."""
    journal = SlowJournal(verdict)
    hub, screen = Hub(journal), Screen(delegate(1))
    hub.attach()
    await hub.join(MEETING, screen.connection, 412)
    for seq in (413, 414):
        hub.nudge(f"meeting:{MEETING}", seq)
        await screen.told.wait()
        screen.told.clear()
    await hub.detach()
    first, second = journal.read_at
    return second - first - 0.2


def test_a_busy_process_rests_between_frames_but_not_before_a_verdict() -> None:
    assert asyncio.run(seconds_between(verdict=False)) >= 0.6
    assert asyncio.run(seconds_between(verdict=True)) < 0.6
