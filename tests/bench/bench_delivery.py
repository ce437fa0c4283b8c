"""How fast 85 devices take the papers of a session at once, while people vote: `python -m tests.bench.bench_delivery`.

A real `manage.py serve` on a database of its own; 30 papers of together 1,000 pages and 100 MB; 85 devices, each
with a session of its own, take them all by Range requests, each paper after the other. The reference: the same
requests of the same devices for the same bytes from WhiteNoise on the same server. Both in parts, in turns, so
that what the machine does besides divides out. All the time delegates, 85 with their screens on the stream, cast
ballots, up to 25 a second; in between without any device.

The last line is JSON: `{"goodput_mb_s", "static_ref_mb_s", "ratio", "vote_ms_p99_during", "vote_ms_p99_quiet"}`. A
line before it says more: percentiles of the votes in each of the three, and the server's CPU for a gigabyte.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from tests.bench.bench_votes import ROOT, at, cpu_ms, delegate, run

DEVICES = 85
PAPERS, PAGES, BYTES = 30, 1000, 100 * 10**6
AT_A_TIME, PAUSE = 5, 0.2  # up to 25 ballots a second, as when a hall of 47 votes within two
QUIET_SECONDS = 8

TABLE = f"""
import json, os
from importlib import import_module
from pathlib import Path
from django.conf import settings
from agenda import files
from agenda.models import Document, DocumentVersion
from meetings import clock
from tests.voting.cast import council_of
store = import_module(settings.SESSION_ENGINE).SessionStore
council = council_of("dien-bien", {DEVICES})
def session(person):
    held = store()
    held["_auth_user_id"] = str(person.pk)
    held["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    held["_auth_user_hash"] = person.get_session_auth_hash()
    held.save()
    return held.session_key
papers = []
for no, path in enumerate(sorted(Path(os.environ["BENCH_STATIC"]).glob("*.pdf"))):
    sha256, now = files.store(path), clock.now()
    document = Document.objects.create(meeting=council.meeting, kind="REPORT", title=path.stem,
        circulation="DELEGATES_ONLY", state="PUBLISHED", published_at=now)
    DocumentVersion.objects.create(document=document, sha256=sha256, size=path.stat().st_size,
        pages={PAGES} // {PAPERS}, at=now)
    papers.append([f"/api/documents/{{document.pk}}/file", f"/static/{{path.name}}"])
vote = council.open_vote()
print(json.dumps({{"vote": vote.id, "meeting": council.meeting.id, "cookie": settings.SESSION_COOKIE_NAME,
    "csrf": settings.CSRF_COOKIE_NAME, "papers": papers,
    "sessions": [session(person) for person in council.delegates]}}))
"""


def draw(folder: Path) -> None:
    """Make the papers; no content of theirs is the same, so that nothing is kept twice."""
    folder.mkdir()
    for no in range(PAPERS):
        (folder / f"{no:02}.pdf").write_bytes(b"%PDF-1.7\n" + os.urandom(BYTES // PAPERS - 9))


@contextlib.contextmanager
def hall() -> Iterator[tuple[str, int, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder:
        static = Path(folder) / "static"
        draw(static)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.bench.delivery_settings",
            "BENCH_STATIC": str(static),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_DIR": folder,
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
            "DEBUG": "0",
        }
        run(environment, "manage.py", "migrate", "--verbosity", "0")
        table = json.loads(
            run(environment, "manage.py", "shell", "--no-imports", "-c", TABLE).splitlines()[-1]
        )
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", "0"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert server.stdout
            yield server.stdout.readline().removeprefix("READY ").strip(), server.pid, table
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


class Voters:
    """Delegates who cast and change their choice: a few at a time, each after the receipt of the one before.

    So a slow server is asked less, and what is measured is how long a receipt takes, not a queue that grows.
    """

    def __init__(self, tablets: list[httpx.AsyncClient], vote: int) -> None:
        self._tablets, self._path = tablets, f"/api/votes/{vote}/ballots"
        self._turn = 0

    async def cast_until(self, over: asyncio.Event) -> list[float]:
        """Return how long each receipt took, in ms."""
        taken: list[float] = []
        await asyncio.gather(*(self._one(over, taken) for _ in range(AT_A_TIME)))
        return taken

    async def _one(self, over: asyncio.Event, taken: list[float]) -> None:
        while not over.is_set():
            tablet = self._tablets[self._turn % len(self._tablets)]
            self._turn += 1
            began = time.perf_counter()
            answer = await tablet.post(
                self._path, json={"choice": "YES"}, headers={"Idempotency-Key": str(uuid4())}
            )
            assert answer.status_code == 200, answer.text
            taken.append((time.perf_counter() - began) * 1000)
            await asyncio.sleep(PAUSE)


def plan(url: str, table: dict[str, Any], papers: list[int], which: int) -> dict[str, Any]:
    """Each device begins with another paper: a hall does not read in step."""
    host, _, port = url.removeprefix("http://").partition(":")
    devices = []
    for no, session in enumerate(table["sessions"]):
        turned = papers[no % len(papers) :] + papers[: no % len(papers)]
        devices.append(
            {
                "cookie": f"{table['cookie']}={session}",
                "paths": [table["papers"][paper][which] for paper in turned],
            }
        )
    return {"host": host, "port": int(port), "devices": devices}


async def deliver(given: dict[str, Any]) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.devices", cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    said, _ = await process.communicate(json.dumps(given).encode())
    result: dict[str, Any] = json.loads(said)
    assert result["failed"] == 0, result
    return result


async def measure(url: str, pid: int, table: dict[str, Any], parts: int, taken: int) -> dict[str, Any]:
    votes: dict[str, list[float]] = {"quiet": [], "ours": [], "static": []}
    sums = {name: {"bytes": 0.0, "seconds": 0.0, "cpu": 0.0} for name in ("ours", "static")}
    async with contextlib.AsyncExitStack() as stack:
        tablets = [
            await stack.enter_async_context(delegate(url, table, session)) for session in table["sessions"]
        ]
        voters = Voters(tablets, table["vote"])
        for part in range(parts):
            papers = list(range(part * taken // parts, (part + 1) * taken // parts))
            await quiet(voters, QUIET_SECONDS / parts, votes["quiet"])
            order = (("ours", 0), ("static", 1)) if part % 2 else (("static", 1), ("ours", 0))
            for name, which in order:
                over = asyncio.Event()
                casting = asyncio.create_task(voters.cast_until(over))
                before = cpu_ms(pid)
                result = await deliver(plan(url, table, papers, which))
                sums[name]["cpu"] += cpu_ms(pid) - before
                over.set()
                votes[name] += await casting
                print(f"{name}: {result['bytes'] / result['seconds'] / 10**6:.0f} MB/s", file=sys.stderr)
                sums[name]["bytes"] += result["bytes"]
                sums[name]["seconds"] += result["seconds"]
    assert sums["ours"]["bytes"] == sums["static"]["bytes"], sums
    print(json.dumps(details(votes, sums, rss(pid))))
    rate = {name: of["bytes"] / of["seconds"] / 10**6 for name, of in sums.items()}
    return {
        "goodput_mb_s": round(rate["ours"], 1),
        "static_ref_mb_s": round(rate["static"], 1),
        "ratio": round(rate["ours"] / rate["static"], 2),
        "vote_ms_p99_during": round(at(votes["ours"], 99)),
        "vote_ms_p99_quiet": round(at(votes["quiet"], 99)),
    }


async def quiet(voters: Voters, seconds: float, taken: list[float]) -> None:
    over = asyncio.Event()
    asyncio.get_running_loop().call_later(seconds, over.set)
    taken += await voters.cast_until(over)


def details(votes: dict[str, list[float]], sums: dict[str, dict[str, float]], peak: int) -> dict[str, Any]:
    return {
        "votes_ms": {
            name: {"n": len(of), "p50": round(at(of, 50)), "p95": round(at(of, 95)), "p99": round(at(of, 99))}
            for name, of in votes.items()
        },
        "server_cpu_s_a_gb": {
            name: round(of["cpu"] / 1000 / (of["bytes"] / 10**9), 2) for name, of in sums.items()
        },
        "server_peak_mb": peak,
    }


def rss(pid: int) -> int:
    """The most memory that the server has had, in MB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=int, default=5)
    parser.add_argument("--papers", type=int, default=PAPERS, help="how many of them each device takes")
    given = parser.parse_args()
    with hall() as (url, pid, table):
        print(json.dumps(asyncio.run(measure(url, pid, table, given.parts, given.papers))))


if __name__ == "__main__":
    main()
