"""A paper's way at the desk: folder, correction, approval, issue, replacement, recall with proof; tablets, guests."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Route, expect
from reportlab.pdfgen.canvas import Canvas

from tests.journeys.desk import desk, keeps, large, line, newest, of_menu, official, put_in, with_approval
from tests.journeys.hall import Hall, act, confirmed
from tests.journeys.papers import small_pdf

pytestmark = [pytest.mark.journey, pytest.mark.slow]

PART = 4 * 1024 * 1024


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
    line(head, title).locator("[data-act=approve-waiting]").click()
    confirmed(head)
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
