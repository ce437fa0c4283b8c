"""The check of a rehearsal finds what differs, and says where."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.bots.checking import Tally, wrong_tallies
from tests.bots.client import Client
from tests.bots.fold import State
from tests.bots.rehearsal import clearly_adopted, exactly_half, quantiles

CAST = {"5": "YES", "6": "YES", "7": "NO", "8": None}
VERDICT = {"yes": 2, "no": 1, "abstain": 0, "not_cast": 1, "passed": False}
NAMED = {"5": "YES", "6": "YES", "7": "NO"}


def told(verdict: dict[str, Any] | None, named: dict[str, str]) -> list[str]:
    """What the check says of one vote of four, of which the server announces this."""

    async def check() -> list[str]:
        witness = Client("http://127.0.0.1:1", "witness")
        witness.state = State(9, {"vote": {"3": {"verdict": verdict, "named": named}}})
        found = wrong_tallies(witness, [Tally("3", CAST, passed=False)])
        await witness.leave_hall()
        return found

    return asyncio.run(check())


def test_a_tally_that_is_what_was_cast_is_passed_over() -> None:
    assert told(VERDICT, NAMED) == []


@pytest.mark.parametrize(
    ("verdict", "named"),
    [
        (VERDICT | {"yes": 3}, NAMED),
        (VERDICT | {"passed": True}, NAMED),
        (VERDICT, NAMED | {"7": "YES"}),
        (VERDICT, NAMED | {"8": "YES"}),
        (None, {}),
    ],
    ids=["a ballot more", "another verdict", "another choice", "a ballot of nobody", "no verdict"],
)
def test_a_tally_that_is_not_what_was_cast_is_told(
    verdict: dict[str, Any] | None, named: dict[str, str]
) -> None:
    (problem,) = told(verdict, named)

    assert problem.startswith("biểu quyết 3: máy chủ công bố ")


def test_the_two_votes_are_one_adopted_and_one_at_exactly_half_of_fifty() -> None:
    adopted, half = clearly_adopted(47), exactly_half(47, 50)

    assert [adopted.count(choice) for choice in ("YES", "NO", "ABSTAIN", None)] == [42, 3, 2, 0]
    assert [half.count(choice) for choice in ("YES", "NO", "ABSTAIN", None)] == [25, 12, 9, 1]


def test_quantiles_are_measured_values_and_the_slowest_counts() -> None:
    assert quantiles([0.1] * 98 + [0.7, 0.9]) == {"p50": 100, "p99": 700}
    assert quantiles([0.1, 0.2, 0.9]) == {"p50": 200, "p99": 900}
