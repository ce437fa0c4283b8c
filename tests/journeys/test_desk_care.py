"""Looking after readers at the desk: reminders, tablets, guests, the programme, dossiers; and how it all looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from tests.journeys.desk import desk, keeps, line, newest, of_menu, put_in
from tests.journeys.hall import Hall, act, confirmed
from tests.journeys.papers import small_pdf
from tests.journeys.test_accessibility import SIZES, findings, fits

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PART = 4 * 1024 * 1024


def test_who_has_not_opened_a_paper_is_reminded_and_nobody_else(hall: Hall) -> None:
    first, second = hall.usernames("DELEGATE")[:2]
    page = desk(hall, "papers")
    row = page.locator("[data-paper][data-state=PUBLISHED]").first
    paper = row.get_attribute("data-paper")
    assert paper
    version = hall.snapshot(hall.voice(first))["document"][paper]["version"]
    hall.voice(first).post(
        f"/api/meetings/{hall.meeting}/receipts",
        {
            "receipts": [
                {"document": int(paper), "version": version, "opened": True, "pages": [1], "last_page": 1}
            ]
        },
    )

    row.locator("button[data-act=reach]").click()
    people = page.locator("[data-readers] [data-reader]")
    page.locator("[data-readers] [data-filter=unopened]").click()
    expect(people).to_have_count(49)
    act(page, "remind")
    confirmed(page)
    expect(page.locator("[data-notice]").last).to_contain_text("Đã nhắc 49 người.")
    reminded = [len(hall.snapshot(hall.voice(name)).get("reminder", {})) for name in (first, second)]
    assert reminded == [0, 1]

    # The reminder leads to the paper, and is gone once it was followed.
    seat = hall.screen(second, hall.place("seat"))
    seat.locator(f"[data-reminded='{paper}']").click()
    expect(seat.locator("[data-reminder]")).to_have_count(0)
    expect(seat.locator("main")).to_have_attribute("data-reading", paper)


def test_a_lost_tablet_is_cut_off_and_the_desk_says_until_when_it_can_be_read(hall: Hall) -> None:
    holder = hall.usernames("DELEGATE")[0]
    paper = next(iter(hall.snapshot(hall.voice(holder))["document"]))
    device = keeps(hall, holder, paper)
    page = desk(hall, "devices")
    row = page.locator(f"[data-device='{device}']")
    expect(row).to_contain_text("Đọc được khi mất mạng đến")

    row.locator("[data-act=cut-off]").click()
    confirmed(page)
    expect(row).to_have_attribute("data-standing", "cut")
    expect(row).to_contain_text("nếu máy không nối mạng thì bản lưu còn đọc được đến")
    voice = hall.voice(holder)
    refused = voice.http.post(
        f"/api/devices/{device}/lease",
        json={"name": "Máy tính bảng"},
        headers={"X-CSRFToken": voice.http.cookies["csrftoken"]},
    )
    assert (refused.status_code, refused.json()["code"]) == (403, "meetings.device_cut_off")


def test_the_desk_looks_as_a_delegate_does_before_and_after_the_issue(hall: Hall, tmp_path: Path) -> None:
    title = "Chỉ bàn thư ký thấy"
    page = desk(hall, "papers")
    put_in(page, small_pdf(tmp_path / f"{title}.pdf", title))
    act(page, "upload-all")
    expect(line(page, title)).to_be_visible()

    page.get_by_role("tab", name="Kỳ họp").click()
    page.select_option("[name=as]", index=1)
    expect(page.locator("[data-preview]")).to_contain_text("59 tài liệu")
    voice = hall.voice(hall.usernames("SECRETARY")[0])
    voice.post(
        f"/api/meetings/{hall.meeting}/documents/publish",
        {"documents": [int(str(newest(hall)["id"]))], "late_consent": "Chủ tọa"},
    )
    expect(page.locator("[data-preview]")).to_contain_text("60 tài liệu")
    expect(page.locator("[data-preview]")).to_contain_text(title)


def test_guests_read_by_the_code_on_the_table_until_it_is_withdrawn(hall: Hall) -> None:
    page = desk(hall, "meeting")
    act(page, "make-code")
    address = page.locator("[data-guest-address] a").get_attribute("href")
    assert address
    guest = hall.browser.new_context(
        base_url=hall.url, viewport={"width": 390, "height": 844}, locale="vi-VN"
    )
    hall.opened.append(guest)
    table = guest.new_page()
    table.goto(address)
    expect(table.locator("main")).to_contain_text("Hiện chưa có nội dung nào đang tiến hành")
    assert findings(table) == []

    act(page, "withdraw-code")
    confirmed(page)
    expect(page.locator("[data-act=make-code]")).to_be_visible()
    table.reload()
    expect(table.locator("main")).to_contain_text("Đề nghị liên hệ bàn thư ký")


def test_a_programme_of_the_office_is_read_corrected_and_filled_in_at_once(
    hall: Hall, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("Thời gian", "Nội dung", "Trình bày"),
        ("07:30", "Phát biểu khai mạc kỳ họp", "Chủ tịch HĐND tỉnh"),
        ("08:00", "Báo cáo kết quả giám sát chuyên đề", "Trưởng Ban Pháp chế"),
        ("08:30", "Dòng không cần", ""),
    ):
        sheet.append(row)
    book.save(tmp_path / "chuong-trinh.xlsx")
    page = desk(hall, "programme")
    act(page, "fill")
    page.locator("[data-programme-input]").set_input_files(tmp_path / "chuong-trinh.xlsx")
    rows = page.locator("[data-proposed]")
    expect(rows).to_have_count(3)
    rows.nth(2).locator("[data-act=drop-proposed]").click()
    rows.nth(1).locator(".title").fill("Báo cáo giám sát chuyên đề về rừng")
    rows.nth(1).get_by_role("button", name="Đưa dòng 2 vào trong").click()
    assert findings(page) == []
    act(page, "fill-programme")

    expect(page.locator("[data-row] .title").last).to_have_text("Báo cáo giám sát chuyên đề về rừng")
    items = hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["item"].values()
    last, above = (
        next(row for row in items if row["title"].startswith(title))
        for title in ("Báo cáo giám sát chuyên đề về", "Phát biểu khai mạc kỳ họp")
    )
    assert (last["parent"], last["starts_at"], last["presenter"], last["kind"]) == (
        max((row for row in items if row["title"] == above["title"]), key=lambda row: int(row["id"]))["id"],
        "08:00",
        "Trưởng Ban Pháp chế",
        "SUPERVISION",
    )


def test_a_dossier_says_what_it_lacks_and_may_be_spared_it(hall: Hall) -> None:
    page = desk(hall, "dossiers")
    act(page, "add-dossier")
    page.fill("[name=title]", "Nghị quyết về phí và lệ phí")
    act(page, "save")
    row = page.locator("[data-dossier]").filter(has_text="phí và lệ phí")
    expect(row.locator("[data-sign=MISSING]")).to_have_count(3)
    expect(row.locator("[data-kind=EXAMINATION_REPORT]")).to_have_text("Báo cáo thẩm tra: còn thiếu")

    row.locator("[data-act=menu]").click()
    page.locator(".entry[data-act=EXAMINATION_REPORT]").click()
    confirmed(page)
    expect(row.locator("[data-kind=EXAMINATION_REPORT]")).to_have_attribute("data-sign", "EXEMPT")


@pytest.mark.parametrize("tab", ["papers", "dossiers", "comments", "devices", "meeting"])
def test_axe_finds_nothing_at_the_desk_and_nothing_overflows(quiet_hall: Hall, tab: str) -> None:
    page = desk(quiet_hall, tab)
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector("main h1", state="attached")

        assert findings(page) == [], (width, height)
        assert fits(page), (width, height)


@pytest.mark.parametrize("name", ["replace", "recall", "reach", "versions"])
def test_axe_finds_nothing_in_what_is_done_with_a_paper(quiet_hall: Hall, name: str) -> None:
    page = desk(quiet_hall, "papers")
    of_menu(page, "Dự kiến chương trình kỳ họp", name)
    page.get_by_role("dialog").wait_for()

    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
