"""A small rehearsal, end to end: a real server, real clients, lines cut in mid-vote, everything verified."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOAD = 'shell -v 0 -c "from tests.bots.small_council import convene; convene()"'
SIZES = ("--delegates", "5", "--sites", "3", "--observers", "2")


def test_a_small_council_rehearses_and_everything_agrees() -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "rehearse", "--json", "--load", LOAD, *SIZES],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert ran.returncode == 0, ran.stdout + ran.stderr
    told = json.loads(ran.stdout.splitlines()[-1])
    measured = {name: told.pop(name) for name in ("vote_ms", "result_ms", "retries", "entries")}
    assert told == {
        "delegates": 5,
        "sites": 3,
        "observers": 2,
        "chain_ok": True,
        "states_equal": True,
        "tally_ok": True,
    }
    # A delegate's line is cut with the ballot on its way, in each vote.
    assert measured["retries"] >= 2
    assert measured["entries"] > 20
    assert 0 < measured["vote_ms"]["p50"] <= measured["vote_ms"]["p99"]
    assert 0 < measured["result_ms"]["p50"] <= measured["result_ms"]["p99"]
