"""The chair's next act, read off the map: opening, items, votes, closing; pure."""

from __future__ import annotations

from typing import Any

import pytest

from tests.bots.fold import Resources
from tests.bots.presiding import Act, items_of, next_act

EXPECTED = 47


def sitting(no: int, name: str, state: str = "PLANNED", held_on: str = "2023-12-06") -> dict[str, Any]:
    return {"id": str(no), "no": no, "name": name, "state": state, "held_on": held_on}


def item(position: int, kind: str = "REPORT", **fields: Any) -> dict[str, Any]:
    base = {"id": f"i{position}", "parent": None, "position": position, "kind": kind, "day": 1}
    return base | {"starts_at": "08:00", "state": "PLANNED", "vote_form": None, "dossiers": []} | fields


def hall(sittings: list[dict[str, Any]], items: list[dict[str, Any]], **more: Any) -> Resources:
    named = {"sitting": {s["id"]: s for s in sittings}, "item": {i["id"]: i for i in items}}
    return named | more


def quorum(present: int) -> dict[str, Any]:
    return {"1": {"present": present, "quorate": present >= 34}}


@pytest.mark.parametrize(
    ("present", "act"),
    [
        (33, None),
        (34, Act("open_sitting", "1", 75)),
        (42, Act("open_sitting", "1", 75)),
        (43, Act("open_sitting", "1", 8)),
        (47, Act("open_sitting", "1", 8)),
    ],
)
def test_a_sitting_opens_when_quorate_and_waits_longer_for_who_is_on_the_way(
    present: int, act: Act | None
) -> None:
    resources = hall([sitting(1, "Phiên trù bị")], [item(1)], quorum=quorum(present))

    assert next_act(resources, EXPECTED) == act


def test_items_follow_one_another_and_a_verdict_is_left_to_be_read() -> None:
    opened = [sitting(1, "Phiên trù bị", "OPEN")]
    first, voted = item(1), item(2, "AGENDA_APPROVAL", vote_form="OPEN")
    closed = {"9": {"id": "9", "item": "i2", "state": "CLOSED"}}
    cancelled = {"9": {"id": "9", "item": "i2", "state": "CANCELLED"}}

    def after(states: tuple[str, str], votes: dict[str, Any]) -> Act | None:
        items = [first | {"state": states[0]}, voted | {"state": states[1]}]
        return next_act(hall(opened, items, vote=votes), EXPECTED)

    assert after(("PLANNED", "PLANNED"), {}) == Act("start_item", "i1", 8)
    assert after(("CURRENT", "PLANNED"), {}) == Act("start_item", "i2", 25)
    assert after(("DONE", "CURRENT"), {}) == Act("open_vote", "i2", 12)
    assert after(("DONE", "CURRENT"), cancelled) == Act("open_vote", "i2", 12)
    assert after(("DONE", "CURRENT"), closed) == Act("close_sitting", "1", 20)


@pytest.mark.parametrize(("cast", "pause"), [(46, 60), (47, 3)])
def test_a_vote_closes_at_once_when_all_have_cast_and_waits_a_minute_for_the_last(
    cast: int, pause: int
) -> None:
    resources = hall(
        [sitting(1, "Phiên trù bị", "OPEN")],
        [item(1, vote_form="OPEN", state="CURRENT")],
        vote={"9": {"id": "9", "item": "i1", "state": "OPEN"}},
        turnout={"9": {"cast": cast, "entitled": 47}},
    )

    assert next_act(resources, EXPECTED) == Act("close_vote", "9", pause)


def test_an_adjourned_sitting_is_resumed_and_after_the_last_one_nothing_is_left() -> None:
    morning, afternoon = sitting(1, "Sáng", "CLOSED"), sitting(2, "Chiều", "ADJOURNED")

    assert next_act(hall([morning, afternoon], []), EXPECTED) == Act("resume_sitting", "2", 30)
    assert next_act(hall([morning, afternoon | {"state": "CLOSED"}], []), EXPECTED) is None


def test_each_item_belongs_to_the_sitting_of_its_day_and_hour() -> None:
    sittings = [
        sitting(1, "Phiên trù bị"),
        sitting(2, "Phiên khai mạc, sáng 06/12/2023"),
        sitting(3, "Phiên chiều 06/12/2023"),
        sitting(4, "Phiên bế mạc, sáng 07/12/2023", held_on="2023-12-07"),
    ]
    items = [
        item(1, "ROLL_CALL"),
        item(2, "AGENDA_APPROVAL"),
        item(3, "OPENING"),
        item(4, "GROUP_DISCUSSION", starts_at="13:30"),
        item(5, "QUESTIONING", day=2),
        item(1, "QUESTIONING", id="i5.1", parent="i5", day=2, starts_at=None),
        item(6, "CLOSING", day=2, starts_at="14:00"),
    ]
    resources = hall(sittings, items)

    placed = [[i["id"] for i in items_of(resources, s)] for s in sittings]

    assert placed == [["i1", "i2"], ["i3"], ["i4"], ["i5", "i5.1", "i6"]]
