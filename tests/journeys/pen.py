"""The hand of a journey: a pen with pressure, a finger, and where on a page they go."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

Spot = tuple[float, float]


def wave(count: int = 40) -> list[tuple[float, float, float]]:
    """A stroke across the upper part of a page: fractions of it, the pressure up and down."""
    return [
        (0.25 + 0.4 * n / count, 0.3 + 0.02 * math.sin(n / 4), 0.2 + 0.6 * abs(math.sin(n / 9)))
        for n in range(count)
    ]


class Hand:
    """What a person does on the page `number` of the paper that is open; places are fractions of it."""

    def __init__(self, page: Page, number: int = 1) -> None:
        self.page, self.number = page, number
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.sheet = page.locator(f"[data-reader] [data-page='{number}']")

    def at(self, x: float, y: float) -> Spot:
        box = self.sheet.bounding_box()
        assert box
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    def stroke(self, points: list[tuple[float, float, float]], pointer: str = "pen") -> None:
        """Down at the first point, up at the last."""
        last = len(points) - 1
        for n, (x, y, force) in enumerate(points):
            left, top = self.at(x, y)
            self.mouse("mousePressed" if n == 0 else "mouseMoved", left, top, force, pointer, buttons=1)
            if n == last:
                self.mouse("mouseReleased", left, top, 0, pointer, buttons=0)

    def tap(self, x: float, y: float) -> None:
        self.stroke([(x, y, 0.5)])

    def mouse(self, kind: str, x: float, y: float, force: float, pointer: str, *, buttons: int) -> None:
        self.cdp.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind, "x": x, "y": y, "force": force, "pointerType": pointer, "clickCount": 1,
                "button": "left", "buttons": buttons,
            },
        )  # fmt: skip

    def fingers(self, kind: str, *spots: Spot) -> None:
        points: list[dict[str, Any]] = [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(spots)]
        self.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def swipe(self, *ways: tuple[Spot, Spot], steps: int = 12) -> None:
        """One finger or several at once, each from a spot on the screen to another."""
        for step in range(steps + 1):
            share = step / steps
            spots = [(a + (c - a) * share, b + (d - b) * share) for (a, b), (c, d) in ways]
            self.fingers("touchStart" if step == 0 else "touchMove", *spots)
        self.fingers("touchEnd")
