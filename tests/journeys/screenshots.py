"""`make screenshots`: every screen in three sizes, in the states that matter, written to docs/screenshots/."""

from __future__ import annotations

import math
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, sync_playwright

from tests.browser import launch_options
from tests.journeys.hall import ROOT, Hall, loaded, served
from tests.journeys.papers import small_pdf

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


def with_papers(hall: Hall, at: dict[str, Page]) -> None:
    """Reading: search, two side by side, notes on a page, two versions compared, what the device keeps."""
    seat, me = at["seat"], hall.voice(hall.usernames("DELEGATE")[0])
    papers = list(hall.snapshot(me)["document"].values())
    draft = next(row for row in papers if row["kind"] == "DRAFT_RESOLUTION")
    report = next(row for row in papers if row["kind"] == "EXAMINATION_REPORT")
    replaced = next(row for row in papers if row["version"] > 1)
    open_at = f"{hall.place('seat')}?paper={draft['id']}"

    write_on(hall, draft)
    seat.locator("[data-act=put-away]").first.click()
    seat.goto(open_at)
    drawn(seat)
    seat.wait_for_selector("[data-note]")
    shoot(seat, "seat-notes")
    seat.set_viewport_size({"width": 1280, "height": 800})
    seat.goto(f"{open_at}&beside={report['id']}")
    drawn(seat)
    shoot(seat, "seat-beside")
    seat.goto(f"{hall.place('seat')}?search=ngan+sach&list")
    seat.wait_for_selector("[data-search-hit]")
    shoot(seat, "seat-search")
    seat.goto(f"{hall.place('seat')}?paper={replaced['id']}")
    drawn(seat)
    seat.locator("[data-act=reader-options]").click()
    seat.locator("[data-act=compare]").click()
    seat.wait_for_selector("[data-act=close-compare]")
    shoot(seat, "seat-compare")
    seat.goto(f"/m/{hall.meeting}/device")
    seat.get_by_text("Đã lưu đủ tài liệu").first.wait_for()
    shoot(seat, "seat-kept")


def drawn(page: Page) -> None:
    page.wait_for_selector("[data-drawn]:not([data-drawn='0'])", timeout=30_000)


def write_on(hall: Hall, paper: dict[str, Any]) -> None:
    """A stroke, a marked line and a note, as a tablet sends them."""
    stroke = [
        [0.16 + 0.004 * n, 0.34 + 0.012 * math.sin(n / 3), 0.4 + 0.3 * math.sin(n / 7)] for n in range(90)
    ]
    bodies = {
        "PEN": {"color": "#0b4a7d", "width": 0.004, "points": stroke},
        "HIGHLIGHT": {"color": "#f0c419", "rects": [[0.2, 0.2, 0.6, 0.02]], "text": "quyết nghị"},
        "NOTE": {"x": 0.82, "y": 0.3, "color": "#0b4a7d", "text": "Hỏi về nguồn vốn của dự án"},
    }
    notes = [
        {
            "id": str(uuid4()),
            "document": paper["id"],
            "version": paper["version"],
            "page": 1,
            "kind": kind,
            "rev": 0,
            "body": body,
            "made_at": "2023-12-06T00:20:00.000000Z",
            "deleted": False,
        }
        for kind, body in bodies.items()
    ]
    voice = hall.voice(hall.usernames("DELEGATE")[0])
    voice.post(f"/api/meetings/{hall.meeting}/annotations", {"annotations": notes})


def at_the_desk(hall: Hall, at: dict[str, Page]) -> None:
    """Who has read a paper, the proof of a recall, the tablets, an upload with what was read from it."""
    desk, staff = at["desk"], hall.voice(hall.usernames("SECRETARY")[0])
    paper = next(row for row in hall.snapshot(staff)["document"].values() if row["kind"] == "SUBMISSION")
    for username in hall.usernames("DELEGATE")[:9]:
        voice, device = hall.voice(username), str(uuid4())
        voice.post(f"/api/devices/{device}/lease", {"name": "Máy tính bảng"})
        copy = {"document": int(paper["id"]), "version": paper["version"]}
        voice.post(f"/api/devices/{device}/copies", {"taken": [copy]})
        seen = {**copy, "delivered": True, "opened": True, "pages": [1, 2, 3], "last_page": 3}
        voice.post(f"/api/meetings/{hall.meeting}/receipts", {"receipts": [seen]})
    desk.goto(f"{hall.place('desk')}?tab=papers")
    line = desk.locator(f"[data-paper='{paper['id']}']")
    line.locator("[data-act=menu]").click()
    desk.locator(".entry[data-act=reach]").click()
    desk.wait_for_load_state("networkidle")
    shoot(desk, "desk-reach")
    desk.goto(f"{hall.place('desk')}?tab=devices")
    desk.wait_for_load_state("networkidle")
    shoot(desk, "desk-devices")
    reason = {"reason": "Gửi nhầm bản chưa thẩm tra"}
    staff.post(f"/api/documents/{paper['id']}/recall", reason)
    desk.goto(f"{hall.place('desk')}?tab=papers")
    line.locator("[data-act=menu]").click()
    desk.locator(".entry[data-act=reach]").click()
    desk.wait_for_load_state("networkidle")
    shoot(desk, "desk-recall")
    with tempfile.TemporaryDirectory() as folder:
        desk.goto(f"{hall.place('desk')}?tab=papers")
        file = small_pdf(Path(folder) / "Tờ trình về giá đất.pdf", "Tờ trình về giá đất")
        desk.locator("[data-upload-input]").set_input_files(file)
        desk.wait_for_selector("[data-upload][data-state=ready]")
        shoot(desk, "desk-upload")


def main() -> None:
    TO.mkdir(parents=True, exist_ok=True)
    for old in TO.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_options())  # type: ignore[arg-type]
        with served(loaded(Path(folder) / "demo"), Path(folder) / "data", browser) as hall:
            at = before_opening(hall)
            under_way(hall, at)
            with_papers(hall, at)
            at_the_desk(hall, at)
        browser.close()


if __name__ == "__main__":
    main()
