"""A tablet without a network: read from what it keeps, said what it may not, and emptied of what was taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import eventually, served
from tests.journeys.pen import Hand
from tests.journeys.tablet import (
    HELD,
    ROWS,
    copies,
    cut,
    device_of,
    devices_of,
    drawn,
    issued,
    joined,
    kept,
    notes_of,
    strokes,
    write,
    written,
)
from tests.journeys.test_accessibility import SIZES, findings, fits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.journeys.hall import Hall

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SMALL_DEVICE = """
  const bytes = () => Number(sessionStorage.getItem('room') ?? 100000);
  navigator.storage.estimate = async () => ({ usage: 1000000, quota: 1000000 + bytes() });
"""


@pytest.fixture(scope="module")
def one_hall(demo_data: Path, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Hall]:
    with served(demo_data, tmp_path_factory.mktemp("offline") / "data", browser) as hall:
        yield hall


@pytest.fixture
def hall(one_hall: Hall) -> Iterator[Hall]:
    """One server for all journeys here, each with delegates of its own; whoever stops it may leave it so."""
    yield one_hall
    while one_hall.opened:
        one_hall.opened.pop().close()
    if not one_hall.server.process:
        one_hall.server.start()


def test_with_no_network_and_no_server_one_opens_reads_searches_and_writes_and_it_is_sent_later(
    hall: Hall,
) -> None:
    page = kept(hall)
    paper = issued(hall)[-1]
    where = f"{hall.url}{hall.place('seat')}?paper={paper['id']}"
    cut(hall, page)

    page.goto(where)
    offline = page.locator("[data-offline]")
    expect(offline).to_contain_text("Đang đọc bản lưu trên máy; biểu quyết tạm dừng", timeout=60_000)
    drawn(page, 1)
    for no in (2, 3):
        page.locator("[data-act=next-page]").click()
        drawn(page, no)

    page.locator("[data-tab=search]").click()
    page.locator("[data-search-input]").fill("nghi quyet")
    expect(page.locator("[data-search-hit] mark").first).to_have_text(
        re.compile("nghị quyết", re.IGNORECASE), timeout=60_000
    )

    page.goto(where + "&page=1")
    drawn(page, 1)
    write(page, 0.3)
    page.locator("[data-act=bookmark]").click()
    # Two notes, and what was read of one paper, which counts once it could not be told.
    chip = page.locator("[data-waiting-chip]")
    expect(chip).to_have_text("3 việc chờ gửi", timeout=60_000)
    expect(chip).to_have_attribute("aria-busy", "false")  # it is on the disk

    # As after the tablet was switched off: what was written is still there, and still waits.
    page.goto("about:blank")
    page.goto(where + "&page=1")
    expect(strokes(page)).to_have_count(1, timeout=60_000)
    expect(chip).to_have_text("3 việc chờ gửi", timeout=60_000)
    chip.click()
    expect(page.locator("[data-waiting=notes]")).to_have_text(re.compile(r"Ghi chú\s*2"))
    expect(page.locator("[data-waiting=receipts]")).to_have_text(re.compile(r"Trang đã đọc\s*1"))
    page.go_back()
    expect(strokes(page)).to_have_count(1)
    mine = written(page)

    joined(hall, page)
    expect(page.locator("[data-line=live]")).to_be_visible(timeout=30_000)
    expect(offline).to_have_count(0)
    expect(chip).to_have_count(0, timeout=60_000)
    places = hall.voice(hall.usernames("DELEGATE")[0]).get(f"/api/meetings/{hall.meeting}/reading")["places"]
    assert 1 in places[paper["id"]]["pages"]
    assert sorted(note["kind"] for note in notes_of(hall, 0)) == ["BOOKMARK", "PEN"]
    assert [copy["purged_at"] for copy in copies(hall, paper["id"], device_of(page))] == [None]

    other = hall.screen(hall.usernames("DELEGATE")[0], f"{hall.place('seat')}?paper={paper['id']}&page=1")
    expect(strokes(other)).to_have_count(1, timeout=60_000)
    assert written(other) == mine


def test_two_tablets_of_one_person_written_on_without_a_network_are_equal_afterwards(hall: Hall) -> None:
    nth = 8
    paper = issued(hall)[-1]
    where = f"{hall.url}{hall.place('seat')}?paper={paper['id']}&page=1"
    one, two = kept(hall, nth=nth), kept(hall, nth=nth)
    one.goto(where)
    drawn(one, 1)
    write(one, 0.18)
    eventually(lambda: len(notes_of(hall, nth)) == 1)
    [both] = written(one)
    two.goto(where)
    drawn(two, 1)
    expect(strokes(two)).to_have_count(1, timeout=60_000)

    cut(hall, one, two)
    for page in (one, two):
        expect(page.locator("[data-offline]")).to_be_visible(timeout=40_000)
    write(one, 0.24)
    write(one, 0.28)
    write(two, 0.28)
    two.locator("[data-tool=ERASER]").click()
    Hand(two).stroke([(0.42, y, 0.5) for y in (0.15, 0.18, 0.21)])
    expect(strokes(two)).to_have_count(1)

    joined(hall, one, two)
    for page in (one, two):
        expect(page.locator("[data-waiting-chip]")).to_have_count(0, timeout=60_000)
    # What waits no longer is at the server; each hears of the other's within half a minute.
    everything = sorted(note["id"] for note in notes_of(hall, nth))
    assert len(everything) == 3
    assert both not in everything
    eventually(lambda: written(one) == everything and written(two) == everything, seconds=60)


def test_what_breaks_off_when_the_server_goes_is_taken_on_when_it_is_back(hall: Hall) -> None:
    page = hall.screen(hall.usernames("DELEGATE")[1], "/")
    page.add_init_script("if (!sessionStorage.getItem('begun')) localStorage.setItem('keeping', 'paused')")
    page.goto(hall.place("device"))
    bar = page.locator("[data-keeping]")
    expect(bar).to_have_attribute("data-keeping", "paused", timeout=60_000)
    figures = page.locator("[data-kept-figures]")
    expect(figures).to_contain_text(f"0/{len(issued(hall))} tài liệu")

    page.evaluate("sessionStorage.setItem('begun', '1')")
    page.locator("[data-act=keep-resume]").click()
    expect(bar).to_have_attribute("data-keeping", "taking")
    hall.server.stop(at_once=True)  # in the midst of it
    expect(bar).to_have_attribute("data-keeping", "away", timeout=60_000)

    hall.server.start()
    expect(bar).to_have_attribute("data-keeping", "idle", timeout=60_000)
    expect(figures).to_contain_text(f"{len(issued(hall))}/{len(issued(hall))} tài liệu")


def test_a_recalled_paper_goes_from_open_screens_at_once_and_from_a_tablet_offline_at_its_next_opening(
    hall: Hall,
) -> None:
    paper, later, *_ = issued(hall)
    secretary = hall.voice(hall.usernames("SECRETARY")[0])
    open_page, away = kept(hall, nth=2), kept(hall, nth=3)
    assert [len(copies(hall, paper["id"], device_of(page))) for page in (open_page, away)] == [1, 1]
    open_page.goto(f"{hall.place('seat')}?paper={paper['id']}")
    drawn(open_page, 1)
    device = device_of(away)
    away.context.set_offline(True)
    away.goto("about:blank")

    secretary.post(f"/api/documents/{paper['id']}/recall", {"reason": "Số liệu sai ở trang 2"})

    expect(open_page.locator("[data-page]")).to_have_count(0)
    expect(open_page.locator("main")).to_contain_text("thu hồi")
    mine = device_of(open_page)
    eventually(lambda: copies(hall, paper["id"], mine)[0]["purged_at"] is not None)
    open_page.goto(hall.place("device"))
    expect(open_page.locator(f"[data-kept='{later['id']}']")).to_be_visible()
    expect(open_page.locator(f"[data-kept='{paper['id']}']")).to_have_count(0)

    # The tablet that is away can still read it, and the desk knows until when.
    [outstanding] = copies(hall, paper["id"], device)
    assert outstanding["purged_at"] is None
    until, taken = (datetime.fromisoformat(outstanding[name]) for name in ("readable_until", "taken_at"))
    assert until - taken > timedelta(hours=71)

    away.context.set_offline(False)
    away.goto(hall.url)  # not even the meeting: any page of the application
    eventually(lambda: copies(hall, paper["id"], device)[0]["purged_at"] is not None)
    assert copies(hall, later["id"], device)[0]["purged_at"] is None


def test_when_the_lease_is_over_nothing_can_be_read_and_the_person_is_told(hall: Hall) -> None:
    page = kept(hall, nth=4)
    cut(hall, page)
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=73))

    page.goto(f"{hall.url}{hall.place('seat')}")

    expect(page.locator("[data-locked]")).to_contain_text("Đã hết hạn đọc bản lưu trên máy")
    expect(page.locator("[data-locked]")).to_contain_text("các ghi chú chưa gửi vẫn còn")
    expect(page.locator("[data-keeping], [data-paper-link], [data-offline]")).to_have_count(0)
    eventually(lambda: page.evaluate(HELD) == ["owner"])

    # The server gives the key again, and what was kept is readable without being fetched anew.
    fetched: list[str] = []
    page.context.on(
        "request", lambda request: fetched.append(request.url) if "/file?" in request.url else None
    )
    joined(hall, page)
    page.reload()
    page.goto(hall.place("device"))
    expect(page.locator("[data-keeping=idle]")).to_be_visible(timeout=30_000)
    assert fetched == []


def test_a_clock_that_is_set_back_opens_nothing(hall: Hall) -> None:
    page = kept(hall, nth=5)
    cut(hall, page)
    page.clock.install(time=datetime.now(UTC) - timedelta(hours=1))

    page.goto(f"{hall.url}{hall.place('seat')}")

    expect(page.locator("[data-locked]")).to_contain_text("Đồng hồ của máy bị chỉnh lùi")


def test_a_device_that_is_full_says_what_to_let_go_and_goes_on_when_there_is_room(hall: Hall) -> None:
    page = hall.screen(hall.usernames("DELEGATE")[6], "/")
    page.add_init_script(SMALL_DEVICE)
    page.goto(hall.place("device"))
    bar = page.locator("[data-keeping]")
    expect(bar).to_have_attribute("data-keeping", "full", timeout=60_000)
    expect(bar).to_contain_text("Bộ nhớ của máy đã đầy")
    expect(bar).to_contain_text("bỏ bớt tài liệu của cuộc họp đã qua")

    page.evaluate("sessionStorage.setItem('room', 1e9)")
    page.locator("[data-act=keep-resume]").click()
    expect(bar).to_have_attribute("data-keeping", "idle", timeout=60_000)

    # One paper let go is not fetched again by itself; asked for, it is.
    total = len(issued(hall))
    page.locator("[data-act=drop-paper]").first.click()
    page.get_by_role("dialog").get_by_role("button").last.click()
    expect(page.locator("[data-kept]")).to_have_count(total - 1)
    expect(bar).to_have_attribute("data-keeping", "idle")
    page.locator("[data-act=take-again]").click()
    expect(page.locator("[data-kept]")).to_have_count(total, timeout=60_000)


def test_a_device_that_is_cut_off_is_emptied_and_signed_out(hall: Hall) -> None:
    page = kept(hall, nth=7)
    device = device_of(page)
    secretary = hall.voice(hall.usernames("SECRETARY")[0])

    secretary.post(f"/api/devices/{device}/cut-off", {"meeting": hall.meeting})
    page.reload()

    expect(page.locator("[data-notice]")).to_contain_text("Thiết bị này đã bị ngắt", timeout=60_000)
    page.wait_for_url("**/sign-in*")
    eventually(lambda: page.evaluate(ROWS) == 0)
    paper = issued(hall)[0]["id"]
    eventually(lambda: copies(hall, paper, device)[0]["purged_at"] is not None)
    assert [row["cut_off_at"] is not None for row in devices_of(hall, device)] == [True]


def test_signing_out_destroys_what_is_kept_and_the_next_person_finds_nothing(hall: Hall) -> None:
    page = kept(hall, nth=9)
    device = device_of(page)
    paper = issued(hall)[-1]["id"]
    page.goto(f"{hall.place('seat')}?paper={paper}")
    drawn(page, 1)
    page.locator("[data-act=next-page]").click()
    page.wait_for_function("() => localStorage.getItem('reading') !== null")

    page.locator("[aria-label^='Tài khoản của']").click()
    page.get_by_role("menuitem", name="Đăng xuất", exact=True).click()

    page.wait_for_url("**/sign-in*")
    assert page.evaluate(ROWS) == 0
    assert page.evaluate("localStorage.getItem('reading')") is None
    assert copies(hall, paper, device)[0]["purged_at"] is not None

    cut(hall, page)
    page.goto(f"{hall.url}{hall.place('seat')}")
    expect(page.locator("#username")).to_be_visible()
    expect(page.locator("[data-paper-link], [data-locked]")).to_have_count(0)


def test_what_a_device_keeps_is_shown_in_each_size_and_to_everybody(hall: Hall) -> None:
    page = kept(hall, nth=10, place="device")
    expect(page.locator("[data-until]")).to_contain_text("Không có mạng vẫn đọc được đến")
    expect(page.locator("[data-kept]")).to_have_count(len(issued(hall)))

    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        assert findings(page) == [], (width, height)
        assert fits(page), (width, height)
