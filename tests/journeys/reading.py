"""What the journeys of the reader share."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, Voice


def papers(hall: Hall, voice: Voice) -> list[dict[str, Any]]:
    return sorted(hall.snapshot(voice)["document"].values(), key=lambda paper: -paper["pages"])


def delegate(hall: Hall, no: int = 0) -> str:
    return hall.usernames("DELEGATE")[no]


def reading(hall: Hall, query: str, no: int = 0, **options: Any) -> Page:
    page = hall.screen(delegate(hall, no), hall.place("seat") + query, **options)
    page.wait_for_selector("[data-reader]")
    return page


def at(page: Page, number: int) -> None:
    """That page is the one that is read, and it is drawn."""
    expect(page.locator("[data-reader]").first).to_have_attribute("data-current-page", str(number))
    expect(page.locator(f'[data-page="{number}"]').first).not_to_have_attribute("data-drawn", "")


def press(page: Page, *keys: str) -> None:
    page.locator(".scroller").first.focus()
    for key in keys:
        page.keyboard.press(key)
