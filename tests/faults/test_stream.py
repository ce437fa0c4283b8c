"""Two web processes, and Valkey killed and started again between two votes: nothing is missed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from django.conf import settings
from django.test import Client

from meetings import history
from meetings.models import Person
from tests.servers import Valkey
from tests.signaling.hall import screen, served, until
from tests.voting.cast import Council, council_of

CSRF = "k" * 32


@contextmanager
def tablet(url: str, person: Person) -> Iterator[httpx.Client]:
    """The person's commands, sent to the process at `url`."""
    signed_in = Client()
    signed_in.force_login(person)
    cookies = {
        settings.SESSION_COOKIE_NAME: signed_in.cookies[settings.SESSION_COOKIE_NAME].value,
        settings.CSRF_COOKIE_NAME: CSRF,
    }
    with httpx.Client(base_url=url, cookies=cookies, headers={"X-CSRFToken": CSRF}, timeout=30) as client:
        yield client


def command(client: httpx.Client, path: str, **body: Any) -> dict[str, Any]:
    """Send a command; the answer is its place in the journal and its facts."""
    answer = client.post(path, json=body, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def vote(url: str, council: Council, choices: str) -> tuple[str, int]:
    """Open, cast and close one vote on the process at `url`: its id, and the `seq` of its last entry."""
    with tablet(url, council["chair"]) as chair:
        opened = command(
            chair, f"/api/items/{council.item.pk}/votes", question=f"Thông qua nghị quyết {choices}"
        )
        vote_id = opened["result"]["vote"]
        for delegate, choice in zip(council.delegates, choices, strict=False):
            with tablet(url, delegate) as seat:
                command(seat, f"/api/votes/{vote_id}/ballots", choice={"y": "YES", "n": "NO"}[choice])
        command(chair, f"/api/votes/{vote_id}/close")
    return str(vote_id), history.head(history.journal_of(council.meeting)).seq


@pytest.mark.django_db(transaction=True)
def test_nothing_is_missed_when_valkey_dies_between_two_votes(
    shape: str, tmp_path: Path, valkey: Valkey
) -> None:
    if shape != "postgres":
        pytest.skip("two web processes need PostgreSQL")
    council = council_of("Điện Biên", present=5)
    journal = history.journal_of(council.meeting)
    start = history.head(journal).seq
    one, two, *_, late = council.delegates

    with (
        served(tmp_path / "a", valkey.url) as first,
        served(tmp_path / "b", valkey.url) as second,
        screen(first, one, council.meeting, start) as here,
        screen(second, two, council.meeting, start) as there,
    ):
        adopted, closed_first = vote(first, council, "yyyyn")
        frames = [until(socket, closed_first) for socket in (here, there)]
        valkey.kill()
        with tablet(first, late) as seat:
            arrived = command(seat, f"/api/sittings/{council.sitting.pk}/check-in")["seq"]
        frames = [f + until(socket, arrived) for f, socket in zip(frames, (here, there), strict=True)]
        valkey.start()
        rejected, closed_second = vote(first, council, "yyynnn")
        frames = [f + until(socket, closed_second) for f, socket in zip(frames, (here, there), strict=True)]

    for seen in frames:
        covered = [n for f in seen for n in range(f["from_seq"], f["seq"] + 1)]
        told = {
            (change["id"], change["value"]["verdict"]["passed"])
            for frame in seen
            for change in frame["changes"]
            if change["type"] == "vote" and change["value"]["verdict"]
        }
        assert covered == list(range(start + 1, closed_second + 1))
        assert told == {(adopted, True), (rejected, False)}
