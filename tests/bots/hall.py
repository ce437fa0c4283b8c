"""A hall full of bots: who sits in it, how they come in, and how one waits for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from tests.bots.client import Client, LineLostError
from tests.bots.progress import Progress
from tests.bots.seats import Delegate, Observer, PresidingOfficer, Seat, Secretary, Site

TOGETHER = 12  # clients that come in, or are checked, at one time
PATROL = 5.0  # seconds
C = TypeVar("C", bound=Client)


@dataclass(frozen=True)
class Sizes:
    """`delegates` includes the presiding officer, who is one of them."""

    delegates: int = 47
    sites: int = 129
    observers: int = 20


@dataclass(frozen=True)
class Hall:
    chair: PresidingOfficer
    secretary: Secretary
    delegates: list[Delegate]  # the presiding officer first
    sites: list[Site]
    observers: list[Observer]

    @property
    def clients(self) -> list[Client]:
        return [*self.delegates, *self.sites, *self.observers, self.secretary]


def seated(url: str, meeting: str, seats: dict[str, list[Seat]], sizes: Sizes) -> Hall:
    """Put a client in each seat. Raises ValueError when the hall is smaller than the play."""

    def place(role: str, kind: Callable[[str, str, str], C], count: int) -> list[C]:
        found = seats.get(role, [])
        if len(found) < count:
            raise ValueError(f"{role}: {count} seats wanted, {len(found)} found")
        return [kind(url, seat.username, meeting) for seat in found[:count]]

    (chair,) = place("PRESIDING_OFFICER", PresidingOfficer, 1)
    (secretary,) = place("SECRETARY", Secretary, 1)
    return Hall(
        chair=chair,
        secretary=secretary,
        delegates=[chair, *place("DELEGATE", Delegate, sizes.delegates - 1)],
        sites=place("SITE", Site, sizes.sites),
        observers=place("OBSERVER", Observer, sizes.observers),
    )


async def in_turn(
    people: Sequence[C], act: Callable[[C], Awaitable[None]], progress: Progress | None = None
) -> None:
    """Each of them, a dozen at a time."""
    gate, done = asyncio.Semaphore(TOGETHER), 0

    async def one(person: C) -> None:
        nonlocal done
        async with gate:
            await act(person)
        done += 1
        if progress:
            progress.part(done, len(people))

    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(one(person))


async def enter(person: Client) -> None:
    """Come in, again if the line was lost on the way."""
    for patience in (0.5, 2, 5):
        try:
            return await person.enter()
        except (LineLostError, TimeoutError):
            await asyncio.sleep(patience)
    return await person.enter()


async def patrol(people: Iterable[Client]) -> None:
    """Find dead lines, until cancelled."""
    everybody = list(people)
    while True:
        await asyncio.sleep(PATROL)
        for person in everybody:
            person.drop_if_silent()


async def all_see(people: Iterable[C], shows: Callable[[C], bool], within: float = 30.0) -> list[float]:
    """The moment at which each of them saw it. Raises TimeoutError when one does not."""
    return list(await asyncio.wait_for(asyncio.gather(*sights(people, shows)), within))


def sights(people: Iterable[C], shows: Callable[[C], bool]) -> list[asyncio.Future[float]]:
    """For each of them, the moment at which the map shows it."""
    return [person.watch(partial(shows, person)) for person in people]
