"""A show of hands in the hall: the chair asks, two secretaries count, and the verdict is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import act, confirmed

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.hall import Hall

pytestmark = pytest.mark.journey


def count(page: Page, yes: int, no: int) -> None:
    hands = page.locator("[data-hands]")
    for name, figure in (("yes", yes), ("no", no), ("abstain", 0)):
        hands.locator(f"input[name={name}]").fill(str(figure))
    act(page, "count-hands")


def test_hands_are_counted_by_two_secretaries_until_they_agree(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[:34])
    chair = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))
    secretaries = [hall.screen(name, hall.place("chair")) for name in hall.usernames("SECRETARY")[:2]]
    delegate = hall.screen(delegates[0], hall.place("seat"))
    display = hall.screen(hall.usernames("DISPLAY")[0], hall.place("hall"))

    act(chair, "open-sitting")
    act(chair, "start-item")
    act(chair, "prepare-vote")
    chair.locator("[data-form=HANDS]").check()
    chair.locator("[data-field=question]").fill("Thông qua đề nghị nghỉ giải lao sớm")
    chair.locator("[data-kind] summary, [data-kind] button").first.click()
    chair.locator("#vote-rule").select_option("HDND.PROCEDURE")
    act(chair, "open-vote")
    confirmed(chair)

    expect(delegate.locator("[data-raise]")).to_contain_text("giơ tay hoặc giơ thẻ")
    expect(delegate.locator("[data-choice]")).to_have_count(0)
    expect(display.locator("[data-hands]")).to_contain_text("Thư ký đang đếm")

    count(secretaries[0], 30, 2)
    count(secretaries[1], 31, 2)
    expect(chair.locator("[data-hands]")).to_have_attribute("data-state", "differ")
    act(chair, "close-vote")
    expect(chair.locator("[data-notice]").last).to_contain_text("đếm chưa khớp")

    count(secretaries[0], 31, 2)
    expect(chair.locator("[data-hands]")).to_have_attribute("data-state", "agreed")
    act(chair, "close-vote")
    for page in (chair, display, delegate):
        expect(page.locator("[data-sentence]").first).to_contain_text(
            "Đề nghị về điều hành kỳ họp được thông qua: 31/50 đại biểu tán thành (62,00%"
        )
