"""The living hall of the demo: bots in all the seats that no person took, at a human pace.

    python -m tests.bots.living --url http://127.0.0.1:8000 --meeting 1 --taken lo-van-uong

Prints its phase, one a line: CHECKING_IN, WAITING_FOR_CHAIR, IN_SESSION, VOTING, DONE. A line
`taken <user name>` on standard input frees that seat; the end of the input, or SIGTERM, ends the hall.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import signal
import sys
import threading
import time
from collections.abc import Coroutine
from typing import Any

import httpx

from tests.bots import presiding
from tests.bots.client import Client, LineLostError, Refused
from tests.bots.fold import Resources, Value
from tests.bots.hall import patrol
from tests.bots.seats import Delegate, PresidingOfficer, Seat, Site, seats_of

PRESENT = 47  # of the fifty in office; the other three are away
LOOK = 1.0  # seconds between two looks at the hall
COMING_IN = 3  # clients that come in at one time: the person at the screen comes first
ARRIVE_WITHIN = (60.0, 25.0)  # seconds: the first sitting, and the later ones
THINK = (4.0, 25.0)  # seconds from the opening of a vote to the ballot
READ_WITHIN = 20.0
READERS = {Delegate: 0.5, PresidingOfficer: 0.0, Site: 0.15}  # how many look into a paper of an item
FIRST_RANGES = 2


class LivingHall:
    def __init__(self, url: str, meeting: str, taken: set[str], pace: float = 1.0) -> None:
        self.url, self.meeting, self.taken, self.pace = url, meeting, taken, pace
        self.delegates: dict[str, Delegate] = {}
        self.sites: dict[str, Site] = {}
        self.chair: PresidingOfficer | None = None
        self.expected = PRESENT  # delegates who are to come, people among them
        self.phase = ""
        self.chance = random.Random(20231206)
        self._begun: set[tuple[str, ...]] = set()
        self._acts: set[asyncio.Task[None]] = set()
        self._proposed: tuple[presiding.Act | None, float] = (None, 0.0)
        self._conducting: asyncio.Task[None] | None = None

    # -- who is here ---------------------------------------------------------------------------

    async def seat(self) -> None:
        """Put a bot into each free seat, and let them come in one after another."""
        seats = await self._seats()
        presiding_officer = seats.get("PRESIDING_OFFICER", [])[:1]
        others = seats.get("DELEGATE", [])[: PRESENT - len(presiding_officer)]
        self.expected = len(presiding_officer) + len(others)
        for seat in presiding_officer:
            if seat.username not in self.taken:
                self.chair = PresidingOfficer(self.url, seat.username, self.meeting)
                self.delegates[seat.username] = self.chair
        for seat in others:
            if seat.username not in self.taken:
                self.delegates[seat.username] = Delegate(self.url, seat.username, self.meeting)
        for seat in seats.get("SITE", []):
            if seat.username not in self.taken:
                self.sites[seat.username] = Site(self.url, seat.username, self.meeting)
        gate = asyncio.Semaphore(COMING_IN)
        for bot in self.bots:
            self._start(self._come_in(bot, gate))

    async def _seats(self) -> dict[str, list[Seat]]:
        while True:
            try:
                return await seats_of(self.url)
            except httpx.HTTPError:
                await asyncio.sleep(2)

    async def _come_in(self, bot: Client, gate: asyncio.Semaphore) -> None:
        """Until it works: a server that restarts is met again."""
        while bot.username not in self.taken and not bot.connected.is_set():
            async with gate:
                with contextlib.suppress(LineLostError, Refused, TimeoutError):
                    await bot.enter()
                    continue
            await asyncio.sleep(self.chance.uniform(1, 5))

    @property
    def bots(self) -> list[Client]:
        return [*self.delegates.values(), *self.sites.values()]

    def take(self, username: str) -> None:
        """A person sits down here: the bot goes, whatever it was about to do."""
        self.taken.add(username)
        bot = self.delegates.pop(username, None) or self.sites.pop(username, None)
        if bot is None:
            return
        if bot is self.chair:
            self.chair = None
        self._start(bot.leave_hall())

    # -- each second ---------------------------------------------------------------------------

    async def run(self) -> None:
        self._tell("CHECKING_IN")
        await self.seat()
        while True:
            self._tell(self._phase())
            for delegate in list(self.delegates.values()):
                self._delegate(delegate)
            for bot in self.bots:
                self._reader(bot)
            self._preside()
            await asyncio.sleep(LOOK * min(self.pace, 1))

    def _tell(self, phase: str) -> None:
        if phase != self.phase:
            self.phase = phase
            print(phase, flush=True)

    def _phase(self) -> str:
        here = [d for d in self.delegates.values() if d.connected.is_set()]
        if not here:
            return self.phase or "CHECKING_IN"
        seen = here[0].state.resources
        sitting = presiding.current_sitting(seen)
        if sitting is None:
            return "DONE"
        if presiding.open_vote(seen):
            return "VOTING"
        if sitting["state"] != "PLANNED":
            return "IN_SESSION"
        arrived = sum(is_present(d, sitting["id"]) for d in here)
        return "WAITING_FOR_CHAIR" if arrived * 10 >= len(self.delegates) * 9 else "CHECKING_IN"

    def _delegate(self, delegate: Delegate) -> None:
        """Check in to the sitting at hand, once; vote, once."""
        seen = delegate.state.resources
        sitting, vote = presiding.current_sitting(seen), presiding.open_vote(seen)
        if sitting and not is_present(delegate, sitting["id"]):
            within = ARRIVE_WITHIN[0] if sitting["no"] == 1 else ARRIVE_WITHIN[1]
            self._once(delegate, "check-in", sitting["id"], self.chance.uniform(0, within))
        if (
            vote
            and delegate.person in vote.get("entitled_ids", ())
            and not delegate.row("ballot", vote["id"])
        ):
            self._once(delegate, "cast", vote["id"], self.chance.uniform(*THINK))

    def _reader(self, bot: Client) -> None:
        """Some look into a paper of the item that is on."""
        item = presiding.current_item(bot.state.resources)
        if item is None or (bot.username, "read", item["id"]) in self._begun:
            return
        papers = papers_of(item, bot.state.resources)
        if papers and self.chance.random() < READERS[type(bot)]:
            delay = self.chance.uniform(0, READ_WITHIN)
            self._once(bot, "read", item["id"], delay, self.chance.choice(papers))
        self._begun.add((bot.username, "read", item["id"]))

    def _once(self, bot: Client, verb: str, of: str, delay: float, paper: str = "") -> None:
        act = (bot.username, verb, of)
        if act not in self._begun:
            self._begun.add(act)
            self._start(self._act(bot, act, delay, paper))

    async def _act(self, bot: Client, act: tuple[str, str, str], delay: float, paper: str) -> None:
        await asyncio.sleep(delay * self.pace)
        _, verb, of = act
        if bot.username in self.taken:
            return
        try:
            if verb == "read":
                for no in range(FIRST_RANGES):
                    await bot.read(paper, start=no * 65536)
            elif isinstance(bot, Delegate) and verb == "check-in":
                await bot.check_in(of)
            elif isinstance(bot, Delegate):
                await bot.cast_ballot(of, choice_in(bot.row("vote", of), bot))
        except Refused:
            pass  # checked in at the desk, voted out of time: the platform's word is the last
        except LineLostError:
            self._begun.discard(act)

    # -- the chair -----------------------------------------------------------------------------

    def _preside(self) -> None:
        """Do the next act when it has been the next one for long enough; while one runs, wait."""
        if self.chair is None or (self._conducting and not self._conducting.done()):
            return
        act = presiding.next_act(self.chair.state.resources, self.expected)
        if act != self._proposed[0]:
            self._proposed = (act, time.monotonic())
        if act and time.monotonic() - self._proposed[1] >= act.pause * self.pace:
            self._proposed = (None, 0.0)
            self._conducting = self._start(self._conduct(self.chair, act))

    async def _conduct(self, chair: PresidingOfficer, act: presiding.Act) -> None:
        with contextlib.suppress(Refused, LineLostError):
            if act.verb == "open_vote":
                item = chair.row("item", act.of)
                answer = await chair.open_vote(act.of, question_of(item, chair), presiding.decided_at(item))
            else:
                answer = await getattr(chair, act.verb)(act.of)
            # The next act is judged by a map that knows of this one.
            await chair.until(lambda: (chair.state.seq or 0) >= answer.seq)

    def _start(self, act: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.ensure_future(act)
        self._acts.add(task)
        task.add_done_callback(self._acts.discard)
        return task

    async def end(self) -> None:
        for task in self._acts:
            task.cancel()
        await asyncio.gather(*(bot.leave_hall() for bot in self.bots), return_exceptions=True)


def is_present(delegate: Delegate, sitting: str) -> bool:
    return bool(delegate.row("attendance", f"{sitting}-{delegate.person}").get("present"))


def papers_of(item: Value, resources: Resources) -> list[str]:
    """The documents of an item and of the dossiers that pass through it, as far as this seat sees them."""
    dossiers = {stage["dossier"] for stage in item["dossiers"]}
    return [
        paper["id"]
        for paper in resources.get("document", {}).values()
        if paper["item"] == item["id"] or paper["dossier"] in dossiers
    ]


def question_of(item: Value, chair: Client) -> str:
    dossier = chair.row("dossier", presiding.decided_at(item) or "")
    if dossier:
        return f"Thông qua Nghị quyết về {dossier['title']}"[:1000]
    return str(item["title"])[:1000]


def choice_in(vote: Value, delegate: Delegate) -> str:
    """Most votes of a council are clear, some are not; each delegate decides alone, the same at each start."""
    if not vote.get("dossier"):
        share = 1.0  # the programme, the minutes
    else:
        share = random.Random(f"vote {vote['dossier']}").choice((0.98, 0.95, 0.93, 0.9, 0.87, 0.82, 0.7, 0.5))
    mind = random.Random(f"{vote['id']} {delegate.username}")
    if mind.random() < share:
        return "YES"
    return "NO" if mind.random() < 0.55 else "ABSTAIN"


async def live(hall: LivingHall) -> None:
    """Until SIGTERM or the end of the input."""
    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)

    def listen() -> None:
        for line in sys.stdin:
            word, _, username = line.strip().partition(" ")
            if word == "taken" and username:
                loop.call_soon_threadsafe(hall.take, username)
        loop.call_soon_threadsafe(ended.set)

    # A thread, for any kind of input; a daemon, so that a quiet input holds nobody up at the end.
    threading.Thread(target=listen, daemon=True).start()
    watching = asyncio.ensure_future(watch_lines(hall))
    running = asyncio.ensure_future(hall.run())
    end = asyncio.ensure_future(ended.wait())
    await asyncio.wait((running, end), return_when=asyncio.FIRST_COMPLETED)
    watching.cancel()
    running.cancel()
    await hall.end()
    await asyncio.gather(running, return_exceptions=True)
    if not running.cancelled() and (broken := running.exception()):
        raise broken


async def watch_lines(hall: LivingHall) -> None:
    while True:
        patrolling = asyncio.ensure_future(patrol(hall.bots))
        await asyncio.sleep(30)  # seats were taken meanwhile
        patrolling.cancel()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--meeting", default="1")
    parser.add_argument("--taken", nargs="*", action="extend", default=[])
    parser.add_argument("--pace", type=float, default=1.0, help="0.1: ten times as fast as people are")
    given = parser.parse_args()
    asyncio.run(live(LivingHall(given.url, given.meeting, set(given.taken), given.pace)))


if __name__ == "__main__":
    main()
