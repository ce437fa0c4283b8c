"""How long 47 delegates wait for the receipt of their ballots: `python -m tests.bench.bench_votes`.

A real `manage.py serve` on a database of its own; 47 HTTP clients, each with its screen on the stream,
cast within two seconds, several rounds (from the second on they change their choice). The reference is
the same server's `GET /api/me`, asked by the same clients in the same rhythm just before each round:
so what the machine costs, and not the vote, divides out. The last line is JSON:
`{"casts": n, "vote_ms": {"p50", "p99"}, "me_ms": {"p50", "p99"}, "ratio_p50": r, "ratio_p99": r,
"vote_cpu_ms": c, "me_cpu_ms": c, "ratio_cpu": r}`, where the CPU is that of the server for each request,
the news to the 47 screens included: it says most on a machine that does other things as well.
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
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect

ROOT = Path(__file__).parents[2]
DELEGATES = 47
WITHIN = 2.0
CSRF = "k" * 32

SEAT = f"""
import json
from importlib import import_module
from django.conf import settings
from tests.voting.cast import council_of
store = import_module(settings.SESSION_ENGINE).SessionStore
council = council_of("dien-bien", {DELEGATES})
vote = council.open_vote()
def session(person):
    held = store()
    held["_auth_user_id"] = str(person.pk)
    held["_auth_user_backend"] = "django.contrib.auth.backends.ModelBackend"
    held["_auth_user_hash"] = person.get_session_auth_hash()
    held.save()
    return held.session_key
print(json.dumps({{"vote": vote.id, "meeting": council.meeting.id, "cookie": settings.SESSION_COOKIE_NAME,
    "csrf": settings.CSRF_COOKIE_NAME, "sessions": [session(person) for person in council.delegates]}}))
"""


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


@contextlib.contextmanager
def hall() -> Iterator[tuple[str, int, dict[str, Any]]]:
    """A served council with an open vote: its address, its process, and the keys to its seats."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "web.settings",
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATA_DIR": folder,
            "DATABASE_URL": os.environ.get("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3"),
            "DEBUG": "0",
        }
        run(environment, "manage.py", "migrate", "--verbosity", "0")
        seats = json.loads(run(environment, "manage.py", "shell", "--no-imports", "-c", SEAT))
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", "0"],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            assert server.stdout
            yield server.stdout.readline().removeprefix("READY ").strip(), server.pid, seats
        finally:
            server.terminate()
            server.wait(20)


@contextlib.asynccontextmanager
async def delegate(url: str, seats: dict[str, Any], session: str) -> AsyncIterator[httpx.AsyncClient]:
    """One delegate's tablet: a client of its own, and the screen that hears what happens."""
    cookies = {seats["cookie"]: session, seats["csrf"]: CSRF}
    async with httpx.AsyncClient(
        base_url=url, cookies=cookies, headers={"X-CSRFToken": CSRF}, timeout=30
    ) as client:
        answer = await client.post(f"/api/meetings/{seats['meeting']}/tickets")
        address = f"ws{url[4:]}/ws/meetings/{seats['meeting']}/stream"
        async with connect(address, origin=url) as screen:  # type: ignore[arg-type]
            await screen.send(json.dumps({"ticket": answer.json()["ticket"], "since": None}))
            watching = asyncio.create_task(watch(screen))
            try:
                yield client
            finally:
                watching.cancel()


async def watch(screen: Any) -> None:
    async for _ in screen:
        pass


async def timed(wait: float, act: Callable[[], Awaitable[httpx.Response]]) -> float:
    await asyncio.sleep(wait)
    began = time.perf_counter()
    answer = await act()
    assert answer.status_code == 200, answer.text
    return (time.perf_counter() - began) * 1000


def cpu_ms(pid: int) -> float:
    """What the process has used so far, user and system."""
    used = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) * 1000 / os.sysconf("SC_CLK_TCK")


async def measure(url: str, pid: int, seats: dict[str, Any], rounds: int) -> dict[str, Any]:
    cast: list[float] = []
    me: list[float] = []
    cpu = {"cast": 0.0, "me": 0.0}
    async with contextlib.AsyncExitStack() as stack:
        tablets = [
            await stack.enter_async_context(delegate(url, seats, session)) for session in seats["sessions"]
        ]
        path = f"/api/votes/{seats['vote']}/ballots"

        def ballot(tablet: httpx.AsyncClient) -> Awaitable[httpx.Response]:
            return tablet.post(path, json={"choice": "YES"}, headers={"Idempotency-Key": str(uuid4())})

        for _ in range(rounds):
            waits = [n * WITHIN / DELEGATES for n in range(DELEGATES)]
            for name, taken, act in (
                ("me", me, lambda tablet: tablet.get("/api/me")),
                ("cast", cast, ballot),
            ):
                before = cpu_ms(pid)
                asked = (
                    timed(wait, lambda act=act, tablet=tablet: act(tablet))
                    for wait, tablet in zip(waits, tablets, strict=True)
                )
                taken += await asyncio.gather(*asked)
                await asyncio.sleep(0.3)  # the last frames go out
                cpu[name] += cpu_ms(pid) - before
    return {
        "casts": len(cast),
        "vote_ms": {"p50": round(at(cast, 50)), "p99": round(at(cast, 99))},
        "me_ms": {"p50": round(at(me, 50)), "p99": round(at(me, 99))},
        "ratio_p50": round(at(cast, 50) / at(me, 50), 2),
        "ratio_p99": round(at(cast, 99) / at(me, 99), 2),
        "vote_cpu_ms": round(cpu["cast"] / len(cast), 1),
        "me_cpu_ms": round(cpu["me"] / len(me), 1),
        "ratio_cpu": round(cpu["cast"] / cpu["me"], 2),
    }


def at(taken: list[float], percent: int) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with hall() as (url, pid, seats):
        print(json.dumps(asyncio.run(measure(url, pid, seats, rounds))))


if __name__ == "__main__":
    main()
