"""Dossiers at the desk in a browser: put in order by the hand, the keyboard and buttons."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.desk import desk
from tests.journeys.hall import Hall

pytestmark = pytest.mark.journey


def titles(page: Page) -> list[str]:
    return page.locator("[data-dossier] .title").all_inner_texts()


def test_a_dossier_is_put_in_order_by_dragging_the_keyboard_and_buttons_alike(hall: Hall) -> None:
    # Tall enough that the list does not scroll under the hand.
    page = desk(hall, "dossiers", height=1400)
    other = desk(hall, "dossiers", role="STAFF")
    first, second, third, fourth, *rest = titles(page)

    # Dragged by its handle below the third, seen on the other desk at once.
    grip = page.locator("[data-dossier] [data-act=grip]").first.bounding_box()
    target = page.locator("[data-dossier]").nth(2).bounding_box()
    assert grip
    assert target
    page.mouse.move(grip["x"] + 20, grip["y"] + 20)
    page.mouse.down()
    page.mouse.move(grip["x"] + 20, grip["y"] + 60, steps=3)
    page.mouse.move(grip["x"] + 20, target["y"] + target["height"] - 5, steps=5)
    page.mouse.up()
    expect(other.locator("[data-dossier] .title").nth(2)).to_have_text(first)
    assert titles(other) == [second, third, first, fourth, *rest]

    # Two steps up by the arrow keys: the focus stays on the handle that moves.
    page.locator("[data-dossier]").filter(has_text=first).locator("[data-act=grip]").focus()
    for place in (1, 0):
        page.keyboard.press("ArrowUp")
        expect(other.locator("[data-dossier] .title").nth(place)).to_have_text(first)
    assert titles(other) == [first, second, third, fourth, *rest]

    # One step down by its button; the first cannot go up.
    row = page.locator("[data-dossier]").filter(has_text=first)
    expect(row.locator("[data-act=move-up]")).to_have_attribute("aria-disabled", "true")
    row.locator("[data-act=move-down]").click()
    expect(other.locator("[data-dossier] .title").nth(1)).to_have_text(first)
    assert titles(other) == [second, first, third, fourth, *rest]
    expect(page.get_by_role("status").filter(has_text="nay đứng trước hồ sơ 03")).to_have_count(1)

    # The number is the office's own, and stays.
    expect(row).to_have_attribute("data-no", "01")
    dossiers = hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["dossier"].values()
    assert [d["no"] for d in sorted(dossiers, key=lambda d: d["position"])][:3] == ["02", "01", "03"]
