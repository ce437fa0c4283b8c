"""The secretariat's desk in a browser: two hands on one item, refused files, moves, the roster."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, act
from tests.journeys.papers import small_pdf

pytestmark = pytest.mark.journey


def desk(hall: Hall, tab: str, role: str = "SECRETARY", **size: int) -> Page:
    return hall.screen(hall.usernames(role)[0], f"{hall.place('desk')}?tab={tab}", **size)


def titles(page: Page) -> list[str]:
    return page.locator("[data-row] .title").all_inner_texts()


def test_the_second_of_two_editors_sees_what_changed_and_loses_nothing(hall: Hall) -> None:
    first, second = desk(hall, "programme"), desk(hall, "programme", role="STAFF")
    for page in (first, second):
        page.locator("[data-row] [data-act=choose]").nth(3).click()

    second.fill("[name=title]", "Phát biểu khai mạc của Chủ tịch")
    second.fill("[name=minutes]", "25")
    first.fill("[name=title]", "Diễn văn khai mạc")
    first.fill("[name=presenter]", "Phó Chủ tịch HĐND tỉnh")
    act(first, "save")
    expect(first.locator("[data-unsaved]")).to_have_count(0)

    # The form is told of the newer text, and not overwritten by it.
    expect(second.locator("[data-newer]")).to_be_visible()
    expect(second.locator("[name=title]")).to_have_value("Phát biểu khai mạc của Chủ tịch")

    act(second, "save")
    fields = second.locator("[data-difference]")
    expect(fields).to_have_count(2)
    assert [field.get_attribute("data-difference") for field in fields.all()] == ["title", "presenter"]
    expect(second.locator("[data-difference=title] [data-choice=mine]")).to_be_checked()
    expect(second.locator("[data-difference=presenter] [data-choice=theirs]")).to_be_checked()
    act(second, "save-merged")
    expect(second.locator("[data-unsaved]")).to_have_count(0)

    item = next(
        row
        for row in hall.snapshot(hall.voice(hall.usernames("STAFF")[0]))["item"].values()
        if row["no"] == "4"
    )
    assert (item["title"], item["minutes"], item["presenter"]) == (
        "Phát biểu khai mạc của Chủ tịch",
        25,
        "Phó Chủ tịch HĐND tỉnh",
    )
    expect(first.locator("[name=title]")).to_have_value("Phát biểu khai mạc của Chủ tịch")


def test_an_item_is_moved_by_dragging_and_by_the_keyboard_alike(hall: Hall) -> None:
    page = desk(hall, "programme")
    expect(page.locator("[data-row] .title").first).to_be_visible()
    before = titles(page)

    grip = page.locator("[data-row] [data-act=grip]").nth(1)
    start = grip.bounding_box()
    target = page.locator("[data-row]").nth(3).bounding_box()
    assert start
    assert target
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 60, steps=3)
    page.mouse.move(start["x"] + 30, target["y"] + target["height"] - 5, steps=5)
    page.mouse.up()
    moved = [before[0], before[2], before[3], before[1]]
    expect(page.locator("[data-row] .title").nth(3)).to_have_text(before[1])
    assert titles(page)[:4] == moved

    page.locator("[data-row] [data-act=grip]").nth(3).focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-row] .title").nth(2)).to_have_text(before[1])
    page.keyboard.press("ArrowUp")
    expect(page.locator("[data-row] .title").nth(1)).to_have_text(before[1])
    assert titles(page) == before


def test_a_refused_file_stays_with_its_fields_for_another_try(hall: Hall, tmp_path: Path) -> None:
    page = desk(hall, "papers")
    word = tmp_path / "12-TTr-UBND Về giá đất.pdf"
    word.write_bytes(b"PK\x03\x04 a word file under another name")
    page.locator("[data-upload-input]").set_input_files(word)
    expect(page.locator("[data-upload] [name=number]")).to_have_value("12/TTr-UBND")
    page.fill("[data-upload] [name=issuer]", "UBND tỉnh")
    act(page, "upload-all")

    row = page.locator("[data-upload][data-state=refused]")
    expect(row.locator("[data-refusal]")).to_have_text(
        "Tệp này không phải là PDF, dù tên tệp ghi thế nào. Mời xuất văn bản ra PDF rồi tải lên lại."
    )
    expect(row.locator("[name=issuer]")).to_have_value("UBND tỉnh")

    row.locator("[data-replace-input]").set_input_files(small_pdf(tmp_path / "dung.pdf", "Về giá đất"))
    act(page, "upload-all")
    expect(page.locator("[data-upload][data-state=done]")).to_have_count(1)
    papers = hall.snapshot(hall.voice(hall.usernames("SECRETARY")[0]))["document"].values()
    paper = max(papers, key=lambda each: int(each["id"]))
    assert (paper["title"], paper["number"], paper["issuer"], paper["kind"], paper["state"]) == (
        "Về giá đất",
        "12/TTr-UBND",
        "UBND tỉnh",
        "SUBMISSION",
        "DRAFT",
    )


def test_a_delegate_is_checked_in_for_by_one_tap_and_it_is_undone_by_another(hall: Hall) -> None:
    page = desk(hall, "attendance", width=390, height=844)
    page.locator("[data-filter=absent]").click()
    rows = page.locator("[data-person]")
    expect(rows.first).to_be_visible()
    absent = rows.count()
    name = rows.first.locator("strong").inner_text()

    act(page, "check-in-for")
    expect(rows).to_have_count(absent - 1)
    expect(page.locator("[data-recent]")).to_contain_text(f"Đã điểm danh hộ {name}.")
    act(page, "undo")
    expect(rows).to_have_count(absent)


def test_the_desk_is_closed_to_who_has_no_work_there(hall: Hall) -> None:
    page = desk(hall, "papers", role="DELEGATE")
    expect(page.locator("main")).to_contain_text("Bàn này dành cho Thư ký kỳ họp và Văn phòng.")
    expect(page.get_by_role("tab")).to_have_count(0)
