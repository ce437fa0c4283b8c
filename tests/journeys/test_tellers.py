"""An election on paper: two tellers count alone, their head announces, the hall and the seat read the result."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, act, confirmed

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PRESENT = 34  # two thirds of 50
TELLERS = 7


def with_board(hall: Hall) -> tuple[str, list[str]]:
    """A sitting with a quorum and a board of tellers; return the item under way, and who is present."""
    delegates = hall.usernames("DELEGATE")[:PRESENT]
    hall.check_in(*delegates)
    chair = hall.voice(hall.usernames("PRESIDING_OFFICER")[0])
    shown = hall.snapshot(chair)
    sitting = min(shown["sitting"].values(), key=lambda row: row["no"])["id"]
    chair.post(f"/api/sittings/{sitting}/open")
    item = min(shown["item"].values(), key=lambda row: int(row["position"]))["id"]
    chair.post(f"/api/items/{item}/start")
    ids = [hall.voice(name).get("/api/me")["person"]["id"] for name in delegates[:TELLERS]]
    vote = chair.post(f"/api/items/{item}/tellers", {"tellers": ids, "head": ids[0]})["result"]["vote"]
    for name in delegates[:27]:
        hall.voice(name).post(f"/api/votes/{vote}/ballots", {"choice": "YES"})
    chair.post(f"/api/votes/{vote}/close")
    return item, delegates


def fill(teller: Page, figures: dict[str, int]) -> None:
    for name, figure in figures.items():
        teller.locator(f"[data-figure='{name}']").fill(str(figure))
    act(teller, "enter-sheet")


def step(teller: Page, name: str, number: int | None = None) -> None:
    expect(teller.locator(f"main[data-due={name}]")).to_be_visible()
    if number is not None:
        teller.locator("[data-act-form] [name=number]").fill(str(number))
    act(teller, "step")


def test_an_election_of_one_is_counted_by_two_and_announced_by_the_head(hall: Hall) -> None:
    item, delegates = with_board(hall)
    presiding = hall.usernames("PRESIDING_OFFICER")[0]
    vote = hall.voice(presiding).post(
        f"/api/items/{item}/paper-votes",
        {
            "question": "Bầu Phó Chủ tịch Ủy ban nhân dân tỉnh nhiệm kỳ 2021 - 2026",
            "rule": "HDND.ELECTION",
            "seats": 1,
            "names": [
                {"name": "Lò Thị Minh Phượng", "post": "Phó Chủ tịch UBND tỉnh"},
                {"name": "Vàng A Dơ", "post": "Phó Chủ tịch UBND tỉnh"},
            ],
        },
    )["result"]["vote"]
    display = hall.screen(hall.usernames("DISPLAY")[0], hall.place("hall"), 1920, 1080)
    chair = hall.screen(presiding, hall.place("chair"))
    head, first, second = (hall.screen(delegates[at], hall.place("tellers")) for at in range(3))
    seat = hall.screen(delegates[20], hall.place("seat"), 390, 844)
    expect(seat.locator("[data-paper=OPEN]")).to_contain_text("Lò Thị Minh Phượng")

    step(first, "RULES_READ")
    step(first, "BOX_SEALED")
    expect(display.locator("[data-ballot] [data-next=BALLOTS_ISSUED]")).to_be_visible()
    step(first, "BALLOTS_ISSUED", 34)
    act(chair, "close-vote")
    step(first, "BOX_OPENED", 34)

    # Each counts alone; the second sheet shows where it differs, and on no other screen a figure is seen.
    right = {
        "valid": 33, "invalid.NO_STAMP": 1,
        "lines.1.YES": 27, "lines.1.NO": 6, "lines.2.YES": 6, "lines.2.NO": 27,
    }  # fmt: skip
    fill(first, right)
    expect(first.locator("[data-sheet][data-state=entered]")).to_be_visible()
    fill(second, right | {"lines.2.YES": 5, "lines.2.NO": 28})
    expect(second.locator("[data-sheet][data-state=differ]")).to_be_visible()
    expect(second.locator("[data-figure='lines.2.YES'].wrong")).to_be_visible()
    expect(second.locator("[data-figure='lines.1.YES'].wrong")).to_have_count(0)
    expect(head.locator("[data-act=announce]")).to_be_disabled()
    expect(display.locator("[data-ballot]")).not_to_contain_text("27")
    fill(second, right)
    expect(second.locator("[data-sheet][data-state=agree]")).to_be_visible()

    act(head, "announce")
    confirmed(head)

    for page in (display, seat, head, chair):
        outcome = page.locator("[data-outcome]").first
        expect(outcome.locator("[data-line='1'][data-outcome-of=ELECTED] [data-approval]")).to_be_visible()
        expect(outcome.locator("[data-line='1'] [data-mark=YES]")).to_contain_text("27")
    shown = hall.snapshot(hall.voice(delegates[20]))["vote"][vote]
    assert (shown["state"], shown["outcome"]["needed"]) == ("CLOSED", 26)
