"""A tablet that is full, that gets a new version of the application, that has two tabs open: what was written stays."""

from __future__ import annotations

import contextlib
import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

from tests.journeys.hall import CLIENT, eventually
from tests.journeys.tablet import (
    DATABASE,
    ROWS,
    copies,
    cut,
    device_of,
    drawn,
    issued,
    joined,
    kept,
    notes_of,
    strokes,
    write,
    written,
)

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

    from tests.journeys.hall import Hall

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PAPERS = DATABASE % "return await done(store('paper').count())"
HASHED = re.compile(r"-([\w-]{8})\.(\w+)$")


def newer_build(folder: Path) -> Path:
    """The same client as if one line of it had changed: each of its files has another hash in its name."""
    shutil.copytree(CLIENT.parent, folder, ignore=shutil.ignore_patterns("*.gz", ".vite"))
    renamed = {}
    for file in sorted((folder / "assets").iterdir()):
        # The name of a font says nothing new: its content is the same.
        if file.suffix in (".js", ".css", ".mjs"):
            renamed[file.name] = HASHED.sub(lambda found: f"-{found[1][:4]}newr.{found[2]}", file.name)
    assert len(set(renamed.values())) == len(renamed)
    names = re.compile("|".join(re.escape(name) for name in sorted(renamed, key=len, reverse=True)))
    for file in [folder / "index.html", folder / "sw.js", *(folder / "assets").iterdir()]:
        if file.suffix in (".js", ".css", ".mjs", ".html"):
            text = file.read_text(encoding="utf-8")
            file.write_text(names.sub(lambda found: renamed[found[0]], text), encoding="utf-8")
        if file.name in renamed:
            file.rename(file.with_name(renamed[file.name]))
    worker = folder / "sw.js"
    name = re.compile(r'"name":"\w+"')
    worker.write_text(
        name.sub('"name":"newer"', worker.read_text(encoding="utf-8"), count=1), encoding="utf-8"
    )
    return folder


def entry(page: Page) -> str:
    said: str = page.evaluate("document.querySelector('script[type=module][src]').src.split('/').at(-1)")
    return said


def opened(hall: Hall, page: Page) -> None:
    page.goto(f"{hall.place('seat')}?paper={issued(hall)[-1]['id']}&page=1")
    drawn(page, 1)


def on_disk(page: Page, waiting: str) -> None:
    chip = page.locator("[data-waiting-chip]")
    expect(chip).to_have_text(waiting)
    expect(chip).to_have_attribute("aria-busy", "false")


def test_a_new_version_waits_for_a_tap_and_what_was_written_is_sent_by_it(hall: Hall, tmp_path: Path) -> None:
    page = kept(hall)
    opened(hall, page)
    before = entry(page)

    def silent(route: Route) -> None:
        if route.request.method == "POST":
            route.abort()
        else:
            route.continue_()

    page.context.route("**/annotations", silent)
    write(page, 0.2)
    on_disk(page, "1 việc chờ gửi")
    hall.server.stop()
    hall.server.more = {
        "DJANGO_SETTINGS_MODULE": "tests.journeys.newer_settings",
        "NEWER_BUILD": str(newer_build(tmp_path / "newer")),
    }
    hall.server.start()
    expect(page.locator("[data-line=live]")).to_be_visible()

    # As the application asks by itself each hour.
    page.evaluate("navigator.serviceWorker.getRegistration().then((here) => here.update())")

    strip = page.locator("[data-new-version]")
    expect(strip).to_contain_text("Có bản mới của ứng dụng")
    # It goes on as it is until somebody taps: also into a screen whose files the server has no more.
    page.locator("[data-waiting-chip]").click()
    expect(page.locator("main h1")).to_have_text("Tài liệu trên máy")
    page.go_back()
    expect(strokes(page)).to_have_count(1)
    assert entry(page) == before

    strip.locator("[data-act=take-over]").click()

    page.wait_for_function(
        "before => !document.querySelector('script[type=module][src]').src.endsWith(before)", arg=before
    )
    assert entry(page) == HASHED.sub(lambda found: f"-{found[1][:4]}newr.{found[2]}", before)
    expect(strokes(page)).to_have_count(1)
    expect(strip).to_have_count(0)
    on_disk(page, "1 việc chờ gửi")
    page.wait_for_function(
        """async () => {
          const shells = (await caches.keys()).filter((name) => name.startsWith('shell-'));
          return shells.join() === 'shell-newer';
        }"""
    )

    page.context.unroute("**/annotations")
    expect(page.locator("[data-waiting-chip]")).to_have_count(0, timeout=60_000)
    assert [note["kind"] for note in notes_of(hall, 0)] == ["PEN"]


def test_a_full_browser_says_what_to_let_go_and_no_note_is_lost(hall: Hall) -> None:
    page = kept(hall)
    paper = issued(hall)[-1]["id"]
    opened(hall, page)
    cdp = page.context.new_cdp_session(page)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    cut(hall, page)
    expect(page.locator("[data-offline]")).to_be_visible(timeout=60_000)

    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hall.url, "quotaSize": used // 2})
    told = page.get_by_role("alert").filter(has_text="Bộ nhớ của máy đã đầy")
    # Chromium asks again how much room there is after half a minute: one writes on until then.
    for no in range(30):
        write(page, 0.16 + no / 100)
        with contextlib.suppress(PlaywrightTimeoutError):
            told.wait_for(timeout=3_000)
            break
    expect(told).to_contain_text("Mời gỡ bớt tài liệu đã tải về máy")
    mine = written(page)
    chip = page.locator("[data-waiting-chip]")
    expect(chip).to_have_attribute("aria-busy", "true")  # it is not on the disk, and that is said

    # What to let go is one tap away, and goes although there is no room to note that it went.
    chip.click()
    expect(page.locator("[data-room]")).to_contain_text("trình duyệt cho phép")
    page.locator("[data-act=drop-meeting]").click()
    page.get_by_role("dialog").get_by_role("button").last.click()
    expect(page.locator("[data-kept]")).to_have_count(0)
    eventually(lambda: page.evaluate(PAPERS) == 0)

    # Browsers give back room in their own time; once there is some, the note is on the disk by itself.
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hall.url})
    expect(chip).to_have_attribute("aria-busy", "false", timeout=60_000)
    expect(told).to_have_count(0)
    device = device_of(page)
    joined(hall, page)
    eventually(lambda: copies(hall, paper, device)[0]["purged_at"] is not None, seconds=60)
    page.goto("about:blank")  # as after the tablet was switched off
    page.goto(f"{hall.url}{hall.place('seat')}")
    expect(page.locator("[data-line=live]")).to_be_visible(timeout=60_000)
    eventually(lambda: sorted(note["id"] for note in notes_of(hall, 0)) == mine, seconds=60)


def test_papers_that_find_no_room_are_told_and_taken_when_there_is(hall: Hall) -> None:
    page = hall.screen(hall.usernames("DELEGATE")[1], "/")
    page.evaluate("localStorage.setItem('keeping', 'paused')")
    page.goto(hall.place("device"))
    bar = page.locator("[data-keeping]")
    expect(bar).to_have_attribute("data-keeping", "paused")
    cdp = page.context.new_cdp_session(page)
    used = page.evaluate("navigator.storage.estimate().then(({ usage }) => usage)")
    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hall.url, "quotaSize": used + 2_000_000})

    page.locator("[data-act=keep-resume]").click()
    expect(bar).to_have_attribute("data-keeping", "full", timeout=60_000)
    expect(bar).to_contain_text("Bộ nhớ của máy đã đầy")
    expect(bar).to_contain_text("bỏ bớt tài liệu của cuộc họp đã qua")

    cdp.send("Storage.overrideQuotaForOrigin", {"origin": hall.url})
    page.locator("[data-act=keep-resume]").click()
    expect(bar).to_have_attribute("data-keeping", "idle", timeout=120_000)
    expect(page.locator("[data-kept]")).to_have_count(len(issued(hall)))


def test_one_tab_signs_out_while_the_other_writes_and_nothing_is_left(hall: Hall) -> None:
    one = kept(hall, nth=2)
    opened(hall, one)
    two = one.context.new_page()
    two.goto(hall.place("seat"))
    expect(two.locator("[data-line=live]")).to_be_visible()
    write(one, 0.2)
    expect(one.locator("[data-waiting-chip]")).to_have_count(0)

    two.locator("[aria-label^='Tài khoản của']").click()
    two.get_by_role("menuitem", name="Đăng xuất", exact=True).click()
    write(one, 0.3)  # it has not heard yet, or just now
    two.wait_for_url("**/sign-in*")

    eventually(lambda: two.evaluate(ROWS) == 0)
    one.goto(hall.place("seat"))
    expect(one.locator("#username")).to_be_visible()
    assert two.evaluate(ROWS) == 0
