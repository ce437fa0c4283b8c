"""What a delegate's seat costs before a paper is opened, and that nothing is asked of anybody else."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

import pytest

from tests.journeys.hall import Hall

pytestmark = pytest.mark.journey

BUDGET = 250_000  # bytes of JavaScript, gzipped


def test_the_seat_loads_little_and_only_from_its_own_server(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(quiet_hall.usernames("DELEGATE")[0], "/")
    scripts: dict[str, int] = {}
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    page.on(
        "response",
        lambda answer: (
            scripts.update({answer.url: len(gzip.compress(answer.body()))})
            if answer.request.resource_type == "script"
            else None
        ),
    )

    page.goto(quiet_hall.place("seat"))
    page.wait_for_selector("[data-act=check-in]")
    page.wait_for_load_state("networkidle")

    assert scripts, "no script was seen: the test looks at the wrong thing"
    assert sum(scripts.values()) <= BUDGET, scripts
    assert hosts == {urlsplit(quiet_hall.url).netloc}


def test_no_screen_breaks_the_content_security_policy(quiet_hall: Hall) -> None:
    said: list[str] = []
    places = [
        ("DELEGATE", "seat"),
        ("PRESIDING_OFFICER", "chair"),
        ("SECRETARY", "desk"),
        ("DISPLAY", "hall"),
        ("SITE", "site"),
    ]
    for role, place in places:
        page = quiet_hall.screen(quiet_hall.usernames(role)[0], "/")
        page.on(
            "console",
            lambda line, place=place: said.append(f"{place}: {line.text}") if line.type == "error" else None,
        )
        page.goto(quiet_hall.place(place))
        page.wait_for_selector("main h1", state="attached")
        page.wait_for_load_state("networkidle")

    assert said == []
