"""A paper's way at the desk: folder, correction, approval, issue, replacement, recall with proof; tablets, guests."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path
from uuid import uuid4

import pytest
from openpyxl import Workbook
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.journeys.hall import ROOT, Hall
from tests.journeys.papers import small_pdf
from tests.journeys.test_accessibility import SIZES, findings, fits

pytestmark = pytest.mark.journey

PART = 4 * 1024 * 1024


def act(page: Page, name: str) -> None:
    page.locator(f"[data-act={name}]:not([aria-disabled=true]):not([disabled])").first.click()


def confirmed(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button").last.click()


def desk(hall: Hall, tab: str, role: str = "SECRETARY", **size: int) -> Page:
    return hall.screen(hall.usernames(role)[0], f"{hall.place('desk')}?tab={tab}", **size)


def of_menu(page: Page, title: str, name: str) -> None:
    """Choose an act from the menu of the paper with this title."""
    line(page, title).locator("[data-act=menu]").click()
    page.locator(f".entry[data-act={name}]").click()


def line(page: Page, title: str) -> Locator:
    return page.locator("[data-paper]").filter(has_text=title).first


def official(path: Path, number: str, heading: str, abstract: str) -> Path:
    """A first page as decree 30/2020 lays it out, with letters that can be read."""
    pdfmetrics.registerFont(TTFont("Tinos", ROOT / "web" / "demo" / "fonts" / "Tinos-Regular.ttf"))
    drawing = Canvas(str(path))
    drawing.setFont("Tinos", 13)
    drawing.drawCentredString(150, 780, "ỦY BAN NHÂN DÂN")
    drawing.drawCentredString(150, 762, "TỈNH ĐIỆN BIÊN")
    drawing.drawCentredString(150, 740, f"Số: {number}")
    drawing.drawCentredString(430, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    drawing.drawCentredString(430, 762, "Độc lập - Tự do - Hạnh phúc")
    drawing.drawCentredString(430, 740, "Điện Biên, ngày 20 tháng 11 năm 2023")
    drawing.drawCentredString(297, 690, heading)
    drawing.drawCentredString(297, 670, abstract)
    drawing.drawString(72, 620, "Kính gửi: Hội đồng nhân dân tỉnh.")
    drawing.showPage()
    drawing.save()
    return path


def large(path: Path) -> Path:
    """A PDF that goes in three parts: a picture of noise, which no filter makes smaller."""
    noise = Image.frombytes("RGB", (1700, 1700), random.Random(4).randbytes(3 * 1700 * 1700))
    drawing = Canvas(str(path))
    drawing.drawImage(ImageReader(noise), 72, 200, 450, 450)
    drawing.showPage()
    drawing.save()
    return path


def put_in(page: Page, *paths: Path) -> None:
    page.locator("[data-upload-input]").set_input_files(list(paths))


def newest(hall: Hall) -> dict[str, object]:
    papers = hall.snapshot(hall.voice(hall.usernames("SECRETARY")[0]))["document"].values()
    found: dict[str, object] = max(papers, key=lambda each: int(each["id"]))
    return found


def with_approval(hall: Hall) -> None:
    """Have the body ask for approval, before anybody has looked at the meeting."""
    with sqlite3.connect(hall.server.folder / "nghi-truong.sqlite3", timeout=20) as database:
        database.execute("UPDATE meetings_body SET issue_needs_approval = 1")


def keeps(hall: Hall, username: str, document: str, version: int = 1) -> str:
    """Have a tablet of this person take a copy; return the tablet's id."""
    device, voice = str(uuid4()), hall.voice(username)
    voice.post(f"/api/devices/{device}/lease", {"name": "Máy tính bảng"})
    voice.post(f"/api/devices/{device}/copies", {"taken": [{"document": int(document), "version": version}]})
    return device


def test_a_folder_finds_its_dossier_and_what_its_pages_say_is_proposed(hall: Hall, tmp_path: Path) -> None:
    folder = tmp_path / "Kỳ họp" / "Hồ sơ 3"
    folder.mkdir(parents=True)
    official(folder / "scan0001.pdf", "4321/TTr-UBND", "TỜ TRÌNH", "Về kế hoạch đầu tư công năm 2024")
    (folder / "hong.pdf").write_bytes(b"PK\x03\x04 a word file under another name")
    (folder / "Thumbs.db").write_bytes(b"nothing that anybody means")
    page = desk(hall, "papers")
    page.locator("[data-folder-input]").set_input_files(tmp_path / "Kỳ họp")

    # One bad file does not stop the other, and what nobody means is not among them.
    bad, good = page.locator("[data-upload='hong.pdf']"), page.locator("[data-upload='scan0001.pdf']")
    expect(bad).to_have_attribute("data-state", "refused")
    expect(good).to_have_attribute("data-state", "ready")
    expect(page.locator("[data-upload]")).to_have_count(2)
    dossier = next(
        row
        for row in hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["dossier"].values()
        if int(row["no"]) == 3
    )
    expect(good.locator("[name=number]")).to_have_value("4321/TTr-UBND")
    expect(good.locator("[name=kind]")).to_have_value("SUBMISSION")
    expect(good.locator("[name=target]")).to_have_value(f"dossier:{dossier['id']}")

    # What was proposed is marked until somebody looks at it, and corrected by hand.
    marks = good.get_by_text("Máy đọc từ tệp, mời xem lại")
    before = marks.count()
    good.locator("[name=number]").fill("4322/TTr-UBND")
    expect(marks).to_have_count(before - 1)
    bad.locator("[data-act=drop-file]").click()
    act(page, "upload-all")
    expect(good).to_have_attribute("data-state", "done")

    paper = newest(hall)
    assert (paper["number"], paper["kind"], paper["dossier"], paper["state"], paper["dated"]) == (
        "4322/TTr-UBND",
        "SUBMISSION",
        dossier["id"],
        "DRAFT",
        "2023-11-20",
    )


def test_an_upload_that_breaks_off_goes_on_from_where_it_was(hall: Hall, tmp_path: Path) -> None:
    page = desk(hall, "papers")
    offsets: list[int] = []

    def break_off_once(route: Route) -> None:
        offsets.append(int(route.request.headers["upload-offset"]))
        if len(offsets) == 2:
            route.abort()
        else:
            route.continue_()

    page.route(
        "**/api/uploads/*",
        lambda route: break_off_once(route) if route.request.method == "PATCH" else route.continue_(),
    )
    file = large(tmp_path / "Phu luc.pdf")
    put_in(page, file)

    row = page.locator("[data-upload]")
    expect(row).to_have_attribute("data-state", "ready", timeout=30_000)
    whole = list(range(0, file.stat().st_size, PART))
    assert offsets == [0, PART, *whole[1:]]
    assert len(whole) >= 3
    act(page, "upload-all")
    expect(row).to_have_attribute("data-state", "done")


def test_a_word_like_a_secrecy_mark_is_refused_until_a_person_answers_for_it(
    hall: Hall, tmp_path: Path
) -> None:
    page = desk(hall, "papers")
    drawing = Canvas(str(tmp_path / "mat.pdf"))
    drawing.drawString(72, 790, "MAT")
    drawing.drawString(72, 700, "To trinh ve dat dai")
    drawing.showPage()
    drawing.save()
    put_in(page, tmp_path / "mat.pdf")

    row = page.locator("[data-upload]")
    expect(row).to_have_attribute("data-state", "refused")
    expect(row.locator("[data-refusal]")).to_contain_text("bí mật nhà nước")
    expect(row.locator("[data-secret]")).to_have_text("Trang 1: “MAT”")
    act(page, "harmless")
    expect(page.get_by_role("dialog")).to_contain_text("Tên người xác nhận được ghi vào nhật ký")
    confirmed(page)

    expect(row).to_have_attribute("data-state", "ready")
    act(page, "upload-all")
    expect(row).to_have_attribute("data-state", "done")
    with sqlite3.connect(hall.server.folder / "nghi-truong.sqlite3", timeout=20) as database:
        kind, facts = database.execute(
            "SELECT kind, facts FROM meetings_journalentry ORDER BY id DESC LIMIT 1"
        ).fetchone()
    assert (kind, json.loads(facts)["harmless"]) == ("agenda.document_uploaded", "MAT (tr. 1)")


def test_a_paper_goes_through_approval_to_one_group_then_to_all_and_is_replaced(
    hall: Hall, tmp_path: Path
) -> None:
    with_approval(hall)
    title = "Báo cáo bổ sung về giá đất"
    page, head = desk(hall, "papers"), desk(hall, "papers", role="OFFICE_HEAD")
    expect(head.get_by_role("tab")).to_have_count(1)
    expect(head.locator("[data-upload-input]")).to_have_count(0)
    put_in(page, small_pdf(tmp_path / f"{title}.pdf", title))
    act(page, "upload-all")

    # Returned with a reason, submitted again, approved.
    for turn in ("return", "approve"):
        of_menu(page, title, "submit")
        confirmed(page)
        expect(line(page, title)).to_have_attribute("data-standing", "submitted")
        of_menu(head, title, turn)
        if turn == "return":
            head.fill("#confirm-reason", "Thiếu phụ lục")
            confirmed(head)
            expect(line(page, title)).to_contain_text("Lý do trả lại: Thiếu phụ lục")
    confirmed(head)
    expect(line(page, title)).to_have_attribute("data-standing", "approved")

    # To one group first, after the deadline with somebody's consent; nobody else sees it.
    of_menu(page, title, "issue")
    page.select_option("[data-issue] [name=group]", label="Gửi trước cho Tổ 3")
    expect(page.locator("[data-act=issue-now]")).to_be_disabled()
    page.fill("[data-issue] [name=late_consent]", "Thường trực HĐND tỉnh")
    act(page, "issue-now")
    expect(line(page, title)).to_have_attribute("data-standing", "group")
    expect(line(page, title).locator("[data-late]")).to_be_visible()
    paper = newest(hall)
    delegates = {seat["username"]: seat["group"] for seat in hall.seats if seat["role"] == "DELEGATE"}
    inside = next(name for name, group in delegates.items() if group == 3)
    outside = next(name for name, group in delegates.items() if group == 1)
    assert [paper["id"] in hall.snapshot(hall.voice(name))["document"] for name in (inside, outside)] == [
        True,
        False,
    ]

    # Then to all of them, by the same act without a group.
    of_menu(page, title, "issue")
    page.fill("[data-issue] [name=late_consent]", "Thường trực HĐND tỉnh")
    act(page, "issue-now")
    expect(line(page, title)).to_have_attribute("data-standing", "issued")
    assert paper["id"] in hall.snapshot(hall.voice(outside))["document"]

    # Replaced: it warns of who has opened it, and the old version can still be read.
    hall.voice(inside).post(
        f"/api/meetings/{hall.meeting}/receipts",
        {
            "receipts": [
                {
                    "document": int(str(paper["id"])),
                    "version": 1,
                    "opened": True,
                    "pages": [1],
                    "last_page": 1,
                }
            ]
        },
    )
    page.reload()
    of_menu(page, title, "replace")
    expect(page.locator("[data-opened]")).to_contain_text("1 người đã mở bản đang dùng")
    page.locator("[data-version-input]").set_input_files(small_pdf(tmp_path / "moi.pdf", "Bản mới"))
    page.fill("[data-replace] [name=reason]", "Sửa số liệu ở bảng 2")
    act(page, "replace-now")
    expect(line(page, title).locator("[data-replaced]")).to_have_text("Đã thay: bản 2")
    of_menu(page, title, "versions")
    expect(page.locator("[data-version='2']")).to_contain_text("Sửa số liệu ở bảng 2")
    old = page.request.get(f"/api/documents/{paper['id']}/file?version=1")
    assert old.status == 200
    act(page, "compare")
    expect(page.locator("[data-compare] [data-side]")).to_have_count(2)


def test_an_issue_at_a_time_is_shown_and_taken_back(hall: Hall, tmp_path: Path) -> None:
    title = "Tài liệu hẹn giờ"
    page = desk(hall, "papers")
    put_in(page, small_pdf(tmp_path / f"{title}.pdf", title))
    act(page, "upload-all")
    of_menu(page, title, "issue")
    page.check("[data-issue] [value=at]")
    page.fill("[data-issue] [name=day]", "7/12/2023")
    page.fill("[data-issue] [name=time]", "7h30")
    page.fill("[data-issue] [name=late_consent]", "Thường trực HĐND tỉnh")
    act(page, "issue-now")

    expect(line(page, title)).to_have_attribute("data-standing", "scheduled")
    expect(line(page, title)).to_contain_text("07:30, 07/12/2023")
    assert newest(hall)["publish_at"] == "2023-12-07T00:30:00.000000Z"
    of_menu(page, title, "unschedule")
    confirmed(page)
    expect(line(page, title)).to_have_attribute("data-standing", "draft")


def test_a_recall_names_who_has_the_paper_and_proves_person_by_person_what_became_of_it(hall: Hall) -> None:
    holder, other = hall.usernames("DELEGATE")[:2]
    title = "Dự kiến chương trình kỳ họp thứ mười ba"
    paper = next(
        row
        for row in hall.snapshot(hall.voice(holder))["document"].values()
        if str(row["title"]).startswith(title)
    )
    device = keeps(hall, holder, paper["id"], paper["version"])
    reader = hall.screen(other, f"{hall.place('seat')}?paper={paper['id']}")
    page = desk(hall, "papers")

    of_menu(page, title, "recall")
    expect(page.locator("[data-has]")).to_contain_text("50 người nhận tài liệu này")
    # The tablet that is not here, and the screen that is: it has kept a copy by itself.
    expect(page.locator("[data-has]")).to_contain_text("2 bản lưu đang nằm trên máy", timeout=40_000)
    expect(page.locator("[data-act=recall-now]")).to_be_disabled()
    page.fill("[data-recall] [name=reason]", "Sai số liệu")
    page.fill("[data-recall] [name=decided_by]", "Thường trực HĐND tỉnh")
    act(page, "recall-now")

    # It goes from the open screen at once, and from its copies; the proof is live.
    expect(reader.locator("main")).to_contain_text("thu hồi")
    people = page.locator("[data-readers] [data-reader]")
    expect(people).to_have_count(50)
    page.locator("[data-readers] [data-filter=outstanding]").click()
    expect(people).to_have_count(1, timeout=20_000)
    expect(people.first).to_contain_text("đọc được đến")
    hall.voice(holder).post(
        f"/api/devices/{device}/copies",
        {"purged": [{"document": int(paper["id"]), "version": paper["version"]}]},
    )
    expect(people).to_have_count(0, timeout=20_000)
    page.locator("[data-readers] [data-filter=purged]").click()
    expect(people).to_have_count(2)
    expect(people.first).to_contain_text("Đã hủy trên máy lúc")
    page.locator("[data-readers] [data-filter=never]").click()
    expect(people).to_have_count(48)
    assert hall.voice(holder).http.get(f"/api/documents/{paper['id']}/file").status_code == 410


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
