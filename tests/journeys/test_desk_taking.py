"""What comes in at the desk and goes out at its time: folders, pauses, programmes, a set hour, guests, approval."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import docx
import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.desk import PART, desk, large, line, newest, of_menu, official, put_in, with_approval
from tests.journeys.hall import Hall, act, confirmed
from tests.journeys.papers import small_pdf

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def database(hall: Hall) -> sqlite3.Connection:
    return sqlite3.connect(hall.server.folder / "nghi-truong.sqlite3", timeout=20)


def let_go_over(page: Page, *paths: Path) -> None:
    """Drag files and folders of this disk over the desk and let them go, as the system's own hand does."""
    box = page.locator("main").bounding_box()
    assert box
    held = {"items": [], "files": [str(path) for path in paths], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent",
            {"type": kind, "x": box["x"] + box["width"] / 2, "y": box["y"] + 200, "data": held},
        )


def test_a_folder_that_is_let_go_over_the_desk_is_walked_to_its_last_file(hall: Hall, tmp_path: Path) -> None:
    folder = tmp_path / "Kỳ họp"
    inner = folder / "Hồ sơ 3" / "Phụ lục"
    inner.mkdir(parents=True)
    official(folder / "Hồ sơ 3" / "scan0001.pdf", "4321/TTr-UBND", "TỜ TRÌNH", "Về kế hoạch đầu tư công")
    small_pdf(inner / "Biểu 1.pdf", "Biểu 1")
    (folder / "Thumbs.db").write_bytes(b"nothing that anybody means")
    (folder / ".an").write_bytes(b"nor this")
    page = desk(hall, "papers")
    page.locator("[data-paper]").first.wait_for()

    let_go_over(page, folder)

    for name in ("scan0001.pdf", "Biểu 1.pdf"):
        expect(page.locator(f"[data-upload='{name}']")).to_have_attribute(
            "data-state", "ready", timeout=60_000
        )
    expect(page.locator("[data-upload]")).to_have_count(2)
    dossier = next(
        row
        for row in hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["dossier"].values()
        if int(row["no"]) == 3
    )
    for row in page.locator("[data-upload]").all():
        expect(row.locator("[name=target]")).to_have_value(f"dossier:{dossier['id']}")


def test_an_upload_is_paused_by_hand_and_goes_on_from_what_the_server_has(hall: Hall, tmp_path: Path) -> None:
    page = desk(hall, "papers")
    offsets: list[int] = []
    held: list[Route] = []

    def hold_the_second(route: Route) -> None:
        if route.request.method != "PATCH":
            route.continue_()
            return
        offsets.append(int(route.request.headers["upload-offset"]))
        if len(offsets) == 2:
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/uploads/*", hold_the_second)
    file = large(tmp_path / "Phụ lục.pdf")
    whole = list(range(0, file.stat().st_size, PART))
    assert len(whole) >= 3
    with page.expect_request(lambda sent: sent.headers.get("upload-offset") == str(PART)):
        put_in(page, file)

    row = page.locator("[data-upload]")
    row.locator("[data-act=pause-file]").click()
    expect(row).to_have_attribute("data-state", "paused")
    assert offsets == [0, PART]

    row.locator("[data-act=go-on]").click()
    expect(row).to_have_attribute("data-state", "ready", timeout=60_000)
    assert offsets == [0, PART, *whole[1:]]
    act(page, "upload-all")
    expect(row).to_have_attribute("data-state", "done")
    assert newest(hall)["title"] == "Phụ lục"


def test_a_programme_in_word_fills_the_agenda(hall: Hall, tmp_path: Path) -> None:
    paper = docx.Document()
    paper.add_paragraph("CHƯƠNG TRÌNH KỲ HỌP CHUYÊN ĐỀ")
    rows = (
        ("Thời gian", "Nội dung", "Trình bày"),
        ("07:30", "Phát biểu khai mạc kỳ họp chuyên đề", "Chủ tịch HĐND tỉnh"),
        ("08:00", "Thông qua nghị quyết về học phí", "Trưởng Ban Văn hóa - Xã hội"),
    )
    table = paper.add_table(rows=0, cols=3)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    paper.save(str(tmp_path / "chuong-trinh.docx"))
    page = desk(hall, "programme")
    act(page, "fill")
    page.locator("[data-programme-input]").set_input_files(tmp_path / "chuong-trinh.docx")

    expect(page.locator("[data-proposed]")).to_have_count(2)
    act(page, "fill-programme")

    expect(page.locator("[data-row] .title").last).to_have_text("Thông qua nghị quyết về học phí")
    items = hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["item"].values()
    added = sorted(items, key=lambda row: int(row["id"]))[-2:]
    assert [(row["title"], row["starts_at"], row["presenter"], row["parent"]) for row in added] == [
        ("Phát biểu khai mạc kỳ họp chuyên đề", "07:30", "Chủ tịch HĐND tỉnh", None),
        ("Thông qua nghị quyết về học phí", "08:00", "Trưởng Ban Văn hóa - Xã hội", None),
    ]


def past_session(hall: Hall) -> None:
    """Put a session of the same council half a year ago, with two items, into its history."""
    with database(hall) as held:
        held.row_factory = sqlite3.Row
        for name, changes in (
            (
                "meetings_meeting",
                {"name": "Kỳ họp thứ mười hai", "opens_on": "2023-07-12", "state": "CLOSED"},
            ),
            ("agenda_programme", {}),
        ):
            of = "id" if name == "meetings_meeting" else "meeting_id"
            row = dict(held.execute(f"SELECT * FROM {name} WHERE {of} = ?", (hall.meeting,)).fetchone())
            row |= {**changes, of: 9000}
            if "id" in row:
                row["id"] = 9000
            if "guest_code" in row:
                row["guest_code"] = ""
            marks = ", ".join("?" for _ in row)
            held.execute(f"INSERT INTO {name} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        item = dict(held.execute("SELECT * FROM agenda_agendaitem LIMIT 1").fetchone())
        for no, title in ((1, "Khai mạc kỳ họp thứ mười hai"), (2, "Bế mạc kỳ họp thứ mười hai")):
            row = {**item, "id": 9000 + no, "meeting_id": 9000, "parent_id": None, "title": title}
            row |= {"position": no, "number": str(no)}
            marks = ", ".join("?" for _ in row)
            held.execute(
                f"INSERT INTO agenda_agendaitem ({', '.join(row)}) VALUES ({marks})",
                list(row.values()),
            )


def test_an_agenda_is_filled_as_an_earlier_session_had_it(hall: Hall) -> None:
    page = desk(hall, "programme")
    # Only now: the demo gives seats in the newest meeting that it knows.
    past_session(hall)
    act(page, "fill")
    page.locator("[data-act=take-template]").filter(has_text="mười hai").click()

    rows = page.locator("[data-proposed]")
    expect(rows).to_have_count(2)
    rows.nth(0).locator(".title").fill("Khai mạc kỳ họp thứ mười ba")
    act(page, "fill-programme")

    expect(page.locator("[data-row] .title").last).to_have_text("Bế mạc kỳ họp thứ mười hai")
    assert page.locator("[data-row] .title").all_inner_texts()[-2] == "Khai mạc kỳ họp thứ mười ba"


def test_a_paper_that_is_due_comes_to_an_open_seat_by_itself(hall: Hall, tmp_path: Path) -> None:
    title = "Tài liệu đến đúng giờ"
    page = desk(hall, "papers")
    put_in(page, small_pdf(tmp_path / f"{title}.pdf", title))
    act(page, "upload-all")
    expect(line(page, title)).to_have_attribute("data-standing", "draft")
    office = hall.voice(hall.usernames("SECRETARY")[0])
    item = min(hall.snapshot(office)["item"].values(), key=lambda row: int(row["id"]))["id"]
    paper = str(newest(hall)["id"])
    office.post(f"/api/documents/{paper}/edit", {"item": int(item)})
    seat = hall.screen(hall.usernames("DELEGATE")[0], f"{hall.place('seat')}?item={item}")
    seat.locator("main h1").wait_for(state="attached")
    link = seat.locator(f"[data-paper-link='{paper}']")
    expect(link).to_have_count(0)

    now = datetime.fromisoformat(httpx.get(f"{hall.url}/api/demo").json()["now"])
    office.post(
        f"/api/meetings/{hall.meeting}/documents/publish",
        {
            "documents": [int(paper)],
            "at": (now + timedelta(seconds=6)).isoformat(),
            "late_consent": "Thường trực HĐND tỉnh",
        },
    )
    expect(line(page, title)).to_have_attribute("data-standing", "scheduled")
    assert paper not in hall.snapshot(hall.voice(hall.usernames("DELEGATE")[0]))["document"]

    expect(link).to_be_visible(timeout=60_000)
    expect(line(page, title)).to_have_attribute("data-standing", "issued")


def test_a_guest_reads_the_public_papers_of_the_item_under_way_and_nothing_else(hall: Hall) -> None:
    page = desk(hall, "meeting")
    act(page, "make-code")
    address = page.locator("[data-guest-address] a").get_attribute("href")
    assert address
    with database(hall) as held:
        held.execute(
            "UPDATE meetings_sitting SET state = 'OPEN', opened_at = '2023-12-06 00:30:00'"
            " WHERE id = (SELECT MIN(id) FROM meetings_sitting)"
        )
        held.execute("UPDATE meetings_meeting SET state = 'UNDER_WAY'")
    chair = hall.voice(hall.usernames("PRESIDING_OFFICER")[0])
    shelf = hall.snapshot(chair)
    papers, items = shelf["document"].values(), shelf["item"]

    def of(item: dict[str, object], *, public: bool) -> set[str]:
        dossiers = {stage["dossier"] for stage in item["dossiers"]}  # type: ignore[attr-defined]
        return {
            paper["id"]
            for paper in papers
            if (paper["item"] == item["id"] or paper["dossier"] in dossiers)
            and (paper["circulation"] == "PUBLIC") == public
            and paper["state"] == "PUBLISHED"
        }

    item = next(row for row in items.values() if of(row, public=True))
    other = next(row for row in items.values() if of(row, public=True) - of(item, public=True))
    guest = hall.browser.new_context(
        base_url=hall.url, viewport={"width": 390, "height": 844}, locale="vi-VN"
    )
    hall.opened.append(guest)
    table = guest.new_page()
    table.goto(address)
    expect(table.locator("main")).to_contain_text("Hiện chưa có nội dung nào đang tiến hành")

    chair.post(f"/api/items/{item['id']}/start")
    expect(table.locator(f"[data-item='{item['id']}']")).to_be_visible(timeout=30_000)
    shown = [row.get_attribute("data-guest-paper") for row in table.locator("[data-guest-paper]").all()]
    assert set(shown) == of(item, public=True)
    file = table.locator("[data-guest-paper]").first.get_attribute("href")
    assert file
    assert guest.request.get(file).headers["content-type"] == "application/pdf"

    # The same code opens no paper of another item, none that is for delegates, and nothing of the meeting.
    hidden = of(other, public=True) - of(item, public=True)
    delegates = {paper["id"] for paper in papers if paper["circulation"] == "DELEGATES_ONLY"}
    for paper in [*sorted(hidden)[:3], *sorted(delegates)[:3]]:
        assert guest.request.get(file.replace(f"/{shown[0]}/", f"/{paper}/")).status == 404
    for path in (f"/api/meetings/{hall.meeting}/snapshot", f"/api/documents/{shown[0]}/file"):
        assert guest.request.get(path).status in (401, 403)

    # The next item begins: the paper of before is closed, its own are there.
    chair.post(f"/api/items/{other['id']}/start")
    expect(table.locator(f"[data-item='{other['id']}']")).to_be_visible(timeout=30_000)
    if shown[0] not in of(other, public=True):
        assert guest.request.get(file).status == 404


def test_a_new_file_of_an_issued_paper_reaches_readers_once_the_head_of_the_office_approved_it(
    hall: Hall, tmp_path: Path
) -> None:
    with_approval(hall)
    title = "Dự kiến chương trình kỳ họp thứ mười ba"
    page, head = desk(hall, "papers"), desk(hall, "papers", role="OFFICE_HEAD")
    delegate = hall.voice(hall.usernames("DELEGATE")[0])
    paper = next(
        row["id"] for row in hall.snapshot(delegate)["document"].values() if row["title"].startswith(title)
    )

    def read_by_a_delegate() -> tuple[int, object]:
        value = hall.snapshot(delegate)["document"][paper]
        return value["version"], value["replacement"]

    def put_in_anew(name: str) -> None:
        of_menu(page, title, "replace")
        expect(page.locator("[data-waits]")).to_be_visible()
        page.locator("[data-version-input]").set_input_files(small_pdf(tmp_path / f"{name}.pdf", name))
        page.fill("[data-replace] [name=reason]", "Sửa giờ bắt đầu")
        act(page, "replace-now")
        expect(line(page, title).locator("[data-waiting=waits]")).to_contain_text("Sửa giờ bắt đầu")

    now = read_by_a_delegate()[0]
    put_in_anew("Bản sửa")
    assert read_by_a_delegate() == (now, None)

    # It stands among what waits for the head, who reads the file and returns it with a reason.
    waiting = line(head, title).locator("[data-waiting]")
    expect(waiting).to_be_visible()
    href = waiting.locator("[data-act=open-waiting]").get_attribute("href")
    assert href
    assert head.request.get(href).headers["content-type"] == "application/pdf"
    assert delegate.http.get(href).status_code == 404
    waiting.locator("[data-act=return-waiting]").click()
    head.fill("#confirm-reason", "Thiếu chữ ký")
    confirmed(head)
    expect(line(page, title).locator("[data-waiting=returned]")).to_contain_text("Thiếu chữ ký")
    assert read_by_a_delegate() == (now, None)

    # Mended, approved: now everybody has it, and is told why.
    put_in_anew("Bản sửa lần hai")
    line(head, title).locator("[data-act=approve-waiting]").click()
    confirmed(head)
    expect(line(page, title).locator("[data-replaced]")).to_have_text(f"Đã thay: bản {now + 1}")
    expect(page.locator("[data-waiting]")).to_have_count(0)
    assert read_by_a_delegate() == (now + 1, None)
    assert hall.snapshot(delegate)["document"][paper]["versions"][-1]["reason"] == "Sửa giờ bắt đầu"
