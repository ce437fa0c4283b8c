"""The play of `manage.py rehearse`: one sitting by real clients over the network, measured and checked.

    python -m tests.bots.rehearsal --url http://127.0.0.1:8000

The last line of standard output is the result as JSON, with `problems`: what went wrong, in words.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import math
import random
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from tests.bots import checking
from tests.bots.checking import Tally
from tests.bots.client import Client, LineLostError, Refused
from tests.bots.fold import Value
from tests.bots.hall import Hall, Sizes, all_see, enter, in_turn, patrol, seated, sights
from tests.bots.presiding import decided_at
from tests.bots.progress import Progress
from tests.bots.seats import Delegate, seats_of

CAST_WITHIN = 2.0  # seconds in which all casts start
CHECK_IN_WITHIN = 3.0
CUT = 0.05  # of the clients, in each vote
STEPS = 10


@dataclass
class Measures:
    """Seconds, one for each cast and for each sight of a verdict."""

    vote: list[float] = field(default_factory=list)
    result: list[float] = field(default_factory=list)
    tallies: list[Tally] = field(default_factory=list)


class Play:
    def __init__(self, hall: Hall, progress: Progress, chance: random.Random) -> None:
        self.hall, self.progress, self.chance = hall, progress, chance
        self.measures = Measures()

    async def perform(self) -> None:
        """The whole sitting. Raises Refused, LineLostError, TimeoutError."""
        self.progress.step("Kết nối các đại biểu, điểm cầu và dự thính")
        await in_turn(self.hall.clients, enter, self.progress)
        await self._all_connected()
        self.progress.step("Thư ký phát hành tài liệu")
        await self._publish()
        sitting = self._first_sitting()
        self.progress.step("Đại biểu điểm danh")
        await self._check_in(sitting)
        self.progress.step("Chủ tọa mở phiên trù bị")
        await self.hall.chair.open_sitting(sitting)

        first, second = self._items_to_vote()
        present, total = len(self.hall.delegates), self._total()
        self.progress.step("Biểu quyết lần thứ nhất")
        await self._vote(first, clearly_adopted(present), passed=True)
        self.progress.step("Biểu quyết lần thứ hai")
        await self._vote(second, exactly_half(present, total), passed=False)

        self.progress.step("Chủ tọa kết thúc phiên họp")
        closed = await self.hall.chair.close_sitting(sitting)
        await all_see(self.hall.clients, lambda c: (c.state.seq or 0) >= closed.seq)

    async def _all_connected(self) -> None:
        """By the server's own count, which goes out with the ticks."""
        here = {"DELEGATE": len(self.hall.delegates), "SITE": len(self.hall.sites)}
        here |= {"OBSERVER": len(self.hall.observers), "SECRETARY": 1}
        deadline = time.monotonic() + 20
        while {role: self.hall.chair.presence.get(role, 0) for role in here} != here:
            if time.monotonic() > deadline:
                raise TimeoutError(f"presence {self.hall.chair.presence}, expected {here}")
            await asyncio.sleep(0.1)

    async def _publish(self) -> None:
        secretary = self.hall.secretary
        with contextlib.suppress(Refused):  # the demo's programme is published already
            await secretary.publish_agenda()
        title = "Báo cáo phục vụ diễn tập kỳ họp"
        answer = await secretary.upload_document(
            paper(title), title=title, kind="REPORT", circulation="PUBLIC", number="01/BC-DT"
        )
        document = answer.result["document"]
        # On the day of the session every paper is late: who presides lets it out.
        await secretary.publish_documents(document, late_consent="Chủ tọa kỳ họp")
        await all_see(self.hall.clients, lambda c: c.row("document", document).get("state") == "PUBLISHED")
        await in_turn(self.hall.delegates, lambda delegate: read(delegate, document), self.progress)

    async def _check_in(self, sitting: str) -> None:
        async def arrive(delegate: Delegate) -> None:
            await asyncio.sleep(self.chance.uniform(0, CHECK_IN_WITHIN))
            await delegate.check_in(sitting)

        await asyncio.gather(*(arrive(delegate) for delegate in self.hall.delegates))
        present = len(self.hall.delegates)
        await all_see(self.hall.clients, lambda c: c.row("quorum", sitting).get("present") == present)

    async def _vote(self, item: Value, choices: list[str | None], *, passed: bool) -> None:
        """Open, cast within two seconds while some lose their line, close, and see who saw the verdict when.

        The first delegate changes mind: of two choices the last counts.
        """
        chair = self.hall.chair
        await chair.start_item(item["id"])
        opened = await chair.open_vote(item["id"], f"Thông qua: {item['title']}"[:900], decided_at(item))
        vote = opened.result["vote"]
        await all_see(self.hall.delegates, lambda c: c.row("vote", vote).get("state") == "OPEN")

        tally = Tally(vote, dict(zip([d.person for d in self.hall.delegates], choices, strict=True)), passed)
        self.measures.tallies.append(tally)
        cut = self._who_is_cut()
        casts = [
            self._cast(delegate, vote, choice, delegate in cut)
            for delegate, choice in zip(self.hall.delegates, choices, strict=True)
            if choice
        ]
        others = [self._lose_line(client) for client in cut if client not in self.hall.delegates]
        await asyncio.gather(*casts, *others)
        await chair.until(lambda: chair.row("turnout", vote).get("cast") == len(casts))

        verdicts = sights(self.hall.clients, lambda c: bool(c.row("vote", vote).get("verdict")))
        closing = time.monotonic()
        await chair.close_vote(vote)
        seen = await asyncio.wait_for(asyncio.gather(*verdicts), 30)
        self.measures.result += [at - closing for at in seen]

    async def _cast(self, delegate: Delegate, vote: str, choice: str, cut: bool) -> None:
        await asyncio.sleep(self.chance.uniform(0, CAST_WITHIN * 0.95))
        if delegate is self.hall.chair:
            other = "NO" if choice != "NO" else "ABSTAIN"
            self.measures.vote.append((await delegate.cast_ballot(vote, other)).took)
        casting = asyncio.ensure_future(delegate.cast_ballot(vote, choice))
        if cut:
            await asyncio.sleep(0.003)  # the ballot is on its way
            delegate.cut()
        self.measures.vote.append((await casting).took)

    async def _lose_line(self, client: Client) -> None:
        await asyncio.sleep(self.chance.uniform(0, CAST_WITHIN))
        client.cut()

    def _who_is_cut(self) -> set[Client]:
        """One in twenty of all, one at least of them in the act of voting."""
        count = max(2, round(CUT * len(self.hall.clients)))
        voter = self.chance.choice(self.hall.delegates)
        return {voter, *self.chance.sample([c for c in self.hall.clients if c is not voter], count - 1)}

    def _first_sitting(self) -> str:
        return str(min(self.hall.chair.rows("sitting").values(), key=lambda sitting: sitting["no"])["id"])

    def _total(self) -> int:
        return int(self.hall.chair.row("meeting", self.hall.chair.meeting)["total"])

    def _items_to_vote(self) -> tuple[Value, Value]:
        items = self.hall.chair.rows("item").values()
        open_form = sorted((i for i in items if i["vote_form"] == "OPEN"), key=place)
        return open_form[0], open_form[1]


def shown_head(client: Client) -> str:
    """The head of the journal that the hall showed at the last closing, as this client saw it."""
    heads = [sitting["head_close"] for sitting in client.rows("sitting").values() if sitting["head_close"]]
    return str(heads[-1]) if heads else ""


async def read(delegate: Delegate, document: str) -> None:
    if not (await delegate.read(document)).startswith(b"%PDF-"):
        raise ValueError(f"document {document} does not begin as a PDF")


def place(item: Value) -> tuple[int, int]:
    number = str(item["no"]).split(".")[0]
    return (int(number) if number.isdigit() else 10**6, item["position"])


def clearly_adopted(present: int) -> list[str | None]:
    no, abstain = present // 12, present // 16
    return choices_of(present - no - abstain, no, abstain)


def exactly_half(present: int, total: int) -> list[str | None]:
    """Half of all delegates say yes, one of those present says nothing: the law asks for more than half."""
    yes = total // 2
    no = (present - yes - 1) * 3 // 5
    return [*choices_of(yes, no, present - yes - no - 1), None]


def choices_of(yes: int, no: int, abstain: int) -> list[str | None]:
    return [*["YES"] * yes, *["NO"] * no, *["ABSTAIN"] * abstain]


def paper(title: str) -> bytes:
    """A small PDF."""
    out = io.BytesIO()
    canvas = Canvas(out)
    for page in range(1, 4):
        canvas.drawString(72, 770, f"{page}/3")
        canvas.showPage()
    canvas.setTitle(title)
    canvas.save()
    return out.getvalue()


def quantiles(seconds: list[float]) -> dict[str, int]:
    """In milliseconds, by nearest rank: each figure was really measured."""
    ranked = sorted(seconds) or [0.0]
    return {f"p{p}": math.ceil(1000 * ranked[max(math.ceil(len(ranked) * p / 100) - 1, 0)]) for p in (50, 99)}


async def rehearse(url: str, meeting: str, sizes: Sizes, progress: Progress) -> dict[str, Any]:
    hall = seated(url, meeting, await seats_of(url), sizes)
    play = Play(hall, progress, random.Random(20231206))
    watching = asyncio.ensure_future(patrol(hall.clients))
    problems: list[str] = []
    states: list[str] = []
    tally: list[str] = []
    try:
        await play.perform()
        progress.step("Đối chiếu dữ liệu của từng máy với máy chủ")
        states = await checking.unequal_states(hall, progress)
        tally = checking.wrong_tallies(hall.chair, play.measures.tallies)
    except (Refused, LineLostError, TimeoutError, ValueError, ExceptionGroup) as broken:
        problems = [f"Buổi diễn tập dừng giữa chừng: {broken!r}"]
    finally:
        watching.cancel()
        progress.step("Rời phòng họp")
        await asyncio.gather(*(client.leave_hall() for client in hall.clients))
        progress.end()
    return {
        "delegates": len(hall.delegates),
        "sites": len(hall.sites),
        "observers": len(hall.observers),
        "entries": hall.chair.state.seq or 0,
        "head": shown_head(hall.observers[0] if hall.observers else hall.chair),
        "states_equal": not (problems or states),
        "tally_ok": not (problems or tally),
        "retries": sum(client.counts.retries for client in hall.clients),
        "vote_ms": quantiles(play.measures.vote),
        "result_ms": quantiles(play.measures.result),
        "slowest_ms": {
            "vote": math.ceil(1000 * max(play.measures.vote, default=0)),
            "result": math.ceil(1000 * max(play.measures.result, default=0)),
        },
        "cuts": sum(client.counts.cuts for client in hall.clients),
        "reconnections": sum(client.counts.reconnections for client in hall.clients),
        "snapshots": sum(client.counts.snapshots for client in hall.clients),
        "problems": problems + states + tally,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--meeting", default="1")
    parser.add_argument("--delegates", type=int, default=Sizes.delegates)
    parser.add_argument("--sites", type=int, default=Sizes.sites)
    parser.add_argument("--observers", type=int, default=Sizes.observers)
    given = parser.parse_args()
    sizes = Sizes(given.delegates, given.sites, given.observers)
    result = asyncio.run(rehearse(given.url, given.meeting, sizes, Progress(STEPS)))
    sys.stdout.write(json.dumps(result, ensure_ascii=False) + "\n")
    sys.exit(1 if result["problems"] else 0)


if __name__ == "__main__":
    main()
