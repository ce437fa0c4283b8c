"""SIGKILL in the middle of 47 votes: what was confirmed is there, and nothing is counted twice."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

ROOT = Path(__file__).parents[2]
CSRF = "k" * 32
DELEGATES = 47
CHOICES = ("YES", "NO", "ABSTAIN")
KILL_AFTER = 12

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
print(json.dumps({{"vote": vote.id, "cookie": settings.SESSION_COOKIE_NAME,
    "chair": session(council["chair"]),
    "delegates": [[person.id, session(person)] for person in council.delegates]}}))
"""

TELL = """
import json
from meetings import hashchain, history
from voting.models import Ballot, Vote
vote = Vote.objects.get()
journal = history.journal_of(vote.meeting)
cast = [e.facts["person"] for e in history.entries(journal) if e.kind == "voting.ballot_cast"]
problems = hashchain.check(history.chain(journal), history.head(journal).hash)
print(json.dumps({"problems": [p.says for p in problems], "cast": cast, "verdict": vote.verdict,
    "ballots": dict(Ballot.objects.values_list("person_id", "choice"))}))
"""


@dataclass(frozen=True)
class Ballot:
    person: int
    session: str
    choice: str
    key: str


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Give the server a database of its own, in a file: the tests' own is rolled back."""
    (tmp_path / "data").mkdir()
    return os.environ | {
        "DATA_DIR": str(tmp_path / "data"),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'kill.sqlite3'}",
        "REDIS_URL": "",
        "PYTHONPATH": str(ROOT),
    }


def django(environment: dict[str, str], *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "django", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run the web process for real; the port is a new one each time, no old socket is met."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "django", "serve", "--port", str(port)],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield server, f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        assert server.poll() is None, "the server ended by itself"
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")


def post(address: str, session: str, cookie: str, key: str, body: object) -> int:
    """Return the status, or 0 when the line was cut before an answer."""
    try:
        answer = httpx.post(
            address,
            json=body,
            cookies={cookie: session, "csrftoken": CSRF},
            headers={"Idempotency-Key": key, "X-CSRFToken": CSRF},
            timeout=30,
        )
    except httpx.TransportError:
        return 0
    return answer.status_code


def test_every_confirmed_ballot_survives_a_kill_and_none_counts_twice(
    environment: dict[str, str], shape: str
) -> None:
    if shape != "sqlite":
        pytest.skip("PostgreSQL is a process of its own: it is not what is killed here")
    django(environment, "migrate", "-v", "0")
    hall = json.loads(django(environment, "shell", "-v", "0", "-c", SEAT))
    ballots = [
        Ballot(person, session, CHOICES[no % 3], str(uuid4()))
        for no, (person, session) in enumerate(hall["delegates"])
    ]
    path, cookie = f"/api/votes/{hall['vote']}", hall["cookie"]

    confirmed: list[int] = []
    with serving(environment) as (server, address):
        enough = threading.Event()

        def cast(ballot: Ballot) -> int:
            status = post(
                f"{address}{path}/ballots",
                ballot.session,
                cookie,
                ballot.key,
                {"choice": ballot.choice},
            )
            if status == 200:
                confirmed.append(ballot.person)
                if len(confirmed) >= KILL_AFTER:
                    enough.set()
            return status

        with ThreadPoolExecutor(DELEGATES) as hands:
            sent = [hands.submit(cast, ballot) for ballot in ballots]
            assert enough.wait(60), [each.result() for each in sent]
            server.send_signal(signal.SIGKILL)
            server.wait()
            first = [each.result() for each in sent]
    assert set(first) == {0, 200}, "the kill came too early or too late"

    before = json.loads(django(environment, "shell", "-v", "0", "-c", TELL))
    with serving(environment) as (_, address):
        with ThreadPoolExecutor(8) as hands:
            again = list(
                hands.map(
                    lambda ballot: post(
                        f"{address}{path}/ballots",
                        ballot.session,
                        cookie,
                        ballot.key,
                        {"choice": ballot.choice},
                    ),
                    ballots,
                )
            )
        closed = post(f"{address}{path}/close", hall["chair"], cookie, str(uuid4()), {})
    after = json.loads(django(environment, "shell", "-v", "0", "-c", TELL))

    chosen = {str(ballot.person): ballot.choice for ballot in ballots}
    assert {str(person) for person in confirmed} <= before["ballots"].keys()
    assert (before["problems"], after["problems"]) == ([], [])
    assert (set(again), closed) == ({200}, 200)
    assert after["ballots"] == chosen
    assert sorted(after["cast"]) == sorted(ballot.person for ballot in ballots)
    counted = [after["verdict"][name] for name in ("yes", "no", "abstain", "not_cast")]
    assert counted == [16, 16, 15, 0]
