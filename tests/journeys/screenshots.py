"""`make screenshots`: every screen in three sizes, in the states that matter, written to docs/screenshots/."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch_options
from tests.journeys.hall import ROOT, Hall, loaded, served

TO = ROOT / "docs" / "screenshots"
SIZES = {"1280x800": (1280, 800), "800x1280": (800, 1280), "390x844": (390, 844)}


def shoot(page: Page, name: str, sizes: dict[str, tuple[int, int]] = SIZES) -> None:
    for size, (width, height) in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(700)
        page.screenshot(path=TO / f"{name}-{size}.png")
    print(f"  {name}", flush=True)


def before_opening(hall: Hall) -> dict[str, Page]:
    """Sign-in, Today, and each person at their place."""
    anonymous = hall.browser.new_context(
        base_url=hall.url, locale="vi-VN", viewport={"width": 1280, "height": 800}
    )
    hall.opened.append(anonymous)
    page = anonymous.new_page()
    page.goto("/sign-in")
    page.wait_for_selector("[data-seat=DELEGATE]")
    shoot(page, "sign-in")

    first = {
        role: hall.usernames(role)[0]
        for role in ("DELEGATE", "PRESIDING_OFFICER", "SECRETARY", "SITE", "DISPLAY")
    }
    at = {
        "seat": hall.screen(first["DELEGATE"], "/"),
        "chair": hall.screen(first["PRESIDING_OFFICER"], hall.place("chair")),
        "desk": hall.screen(first["SECRETARY"], hall.place("desk")),
        "site": hall.screen(first["SITE"], hall.place("site")),
        "hall": hall.screen(first["DISPLAY"], hall.place("hall"), 1920, 1080),
        "administration": hall.screen(hall.usernames("ADMINISTRATOR")[0], "/administration"),
    }
    shoot(at["seat"], "today")
    shoot(at["administration"], "administration")
    for tab in ("programme", "papers", "dossiers", "attendance", "meeting"):
        at["desk"].goto(f"{hall.place('desk')}?tab={tab}")
        at["desk"].wait_for_load_state("networkidle")
        shoot(at["desk"], f"desk-{tab}")
    at["seat"].goto(hall.place("seat"))
    at["seat"].wait_for_selector("[data-act=check-in]")
    shoot(at["seat"], "seat-arriving")
    shoot(at["hall"], "hall-arriving", {"1920x1080": (1920, 1080)})
    return at


def under_way(hall: Hall, at: dict[str, Page]) -> None:
    """A paper being read, a vote, its result."""
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[:44])
    chair = hall.voice(hall.usernames("PRESIDING_OFFICER")[0])
    seen = hall.snapshot(chair)
    sitting = min(seen["sitting"].values(), key=lambda row: row["no"])
    item = next(row for row in seen["item"].values() if row["vote_form"] == "OPEN")
    chair.post(f"/api/sittings/{sitting['id']}/check-in")
    chair.post(f"/api/sittings/{sitting['id']}/open")
    chair.post(f"/api/items/{item['id']}/start")
    shoot(at["chair"], "chair-item")
    at["seat"].set_viewport_size({"width": 1280, "height": 800})
    paper = at["seat"].locator("[data-paper-link]").first
    paper.wait_for()
    paper.click()
    at["seat"].wait_for_selector("[data-drawn]:not([data-drawn='0'])", timeout=30_000)
    shoot(at["seat"], "seat-reading")

    question = "Thông qua chương trình kỳ họp, cử Thư ký kỳ họp"
    vote = chair.post(f"/api/items/{item['id']}/votes", {"question": question})["result"]["vote"]
    for no, username in enumerate(delegates[1:40]):
        choice = "NO" if no % 13 == 5 else "ABSTAIN" if no % 11 == 3 else "YES"
        hall.voice(username).post(f"/api/votes/{vote}/ballots", {"choice": choice})
    shoot(at["seat"], "seat-voting")
    shoot(at["chair"], "chair-voting")
    shoot(at["hall"], "hall-voting", {"1920x1080": (1920, 1080)})
    chair.post(f"/api/votes/{vote}/close")
    for place in ("seat", "chair", "site"):
        shoot(at[place], f"{place}-result")
    shoot(at["hall"], "hall-result", {"1920x1080": (1920, 1080)})
    at["desk"].goto(hall.place("record"))
    at["desk"].wait_for_selector("[data-seq]")
    shoot(at["desk"], "record")


def main() -> None:
    TO.mkdir(parents=True, exist_ok=True)
    for old in TO.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())  # type: ignore[arg-type]
        with served(loaded(Path(folder) / "demo"), Path(folder) / "data", browser) as hall:
            under_way(hall, before_opening(hall))
        browser.close()


if __name__ == "__main__":
    main()
