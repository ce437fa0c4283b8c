"""The map of a client, frame by frame, by the golden frames that the TypeScript client reads too."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.bots.fold import Resources, State, differences, fold

VECTORS = Path(__file__).parents[1] / "vectors" / "frames.json"
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_golden_frame_is_folded_as_it_says(case: dict[str, Any]) -> None:
    before = State(**copy.deepcopy(case["before"]))

    after = fold(before, case["frame"])

    assert (None if after is None else vars(after)) == case["after"]
    assert vars(before) == case["before"], "the map that was there before must not change"


def test_differences_name_each_resource_once_and_take_an_empty_type_for_none() -> None:
    folded: Resources = {
        "vote": {"1": {"state": "OPEN"}, "2": {"state": "OPEN"}},
        "ballot": {},
        "site": {"7": {"n": 1}},
    }
    fresh: Resources = {
        "vote": {"1": {"state": "CLOSED"}, "2": {"state": "OPEN"}},
        "quorum": {"1": {"present": 47}},
    }

    assert differences(folded, fresh) == ["quorum/1", "site/7", "vote/1"]
    assert differences(folded, folded | {"ballot": {}, "speech": {}}) == []
