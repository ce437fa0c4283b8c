"""Where a delegate's notes go: what cannot be carried to a new version, files to take along, comments."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pypdf
import pytest
from playwright.sync_api import expect

from tests.bench.thick import thick_pdf
from tests.journeys.desk import desk
from tests.journeys.pen import Hand
from tests.journeys.test_ink import LINE, delegate, notes_of, paper_of, reading, saved, strokes

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.hall import Hall

pytestmark = [pytest.mark.journey, pytest.mark.slow]

__all__ = ["delegate"]  # a fixture

WORDS = "Đề nghị làm rõ nguồn vốn"


def write(page: Page, text: str) -> None:
    page.locator("[data-reader] [role=region]").focus()
    page.keyboard.press("n")
    page.keyboard.type(text)


def replace(hall: Hall, paper: dict[str, Any], file: Path) -> None:
    """The secretariat issues this file in place of the paper."""
    secretary = hall.voice(hall.usernames("SECRETARY")[0])
    answer = secretary.http.post(
        f"/api/documents/{paper['id']}/replace",
        data={"reason": "Thay toàn văn"},
        files={"file": file.read_bytes()},
        headers={"X-CSRFToken": secretary.http.cookies["csrftoken"], "Idempotency-Key": str(uuid4())},
        timeout=120,
    )
    assert answer.status_code == 200, answer.text


def downloaded(page: Page, act: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.locator(f"[data-act={act}]").first.click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_note_without_a_place_in_the_new_version_is_listed_and_leads_to_the_old_one(
    hall: Hall, delegate: str, tmp_path: Path
) -> None:
    paper = paper_of(hall, delegate)
    page = reading(hall, delegate, page=4)
    write(page, WORDS)
    page.keyboard.press("Control+Enter")
    saved(page, hall, delegate, 1)

    replace(hall, paper, thick_pdf(tmp_path / "other.pdf", 3))
    expect(page.locator("[data-version-banner=replaced]")).to_be_visible(timeout=60_000)
    page.reload()
    page.locator("[data-tab='notes']").click()

    listed = page.locator("[data-listed]")
    # Notes are carried after the replacement; a seat that asked before hears of it at its next beat.
    expect(listed.locator("[data-note-line]")).to_contain_text(WORDS, timeout=90_000)
    listed.locator("[data-act=open-old]").click()
    reader = page.locator("[data-reader]")
    expect(reader).to_have_attribute("data-shown-version", str(paper["version"]))
    expect(reader).to_have_attribute("data-current-page", "4")
    expect(page.locator("[data-page='4'] [data-pin]")).to_have_attribute("aria-label", f"Ghi chú: {WORDS}")
    kept = notes_of(hall, delegate)
    assert [(note["version"], note["page"], note["listed"]) for note in kept] == [(paper["version"], 4, True)]


def test_notes_are_taken_along_in_a_pdf_that_others_read_and_as_a_list(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    Hand(page).stroke(LINE)
    expect(strokes(page)).to_have_count(1)
    write(page, WORDS)
    page.keyboard.press("Control+Enter")
    saved(page, hall, delegate, 2)
    page.locator("[data-tab='notes']").click()

    name, pdf = downloaded(page, "annotated-pdf")
    list_name, text = downloaded(page, "note-list-file")

    held: Any = pypdf.PdfReader(BytesIO(pdf)).pages[0]["/Annots"]
    annotations = [each.get_object() for each in held]
    assert sorted(each["/Subtype"] for each in annotations) == ["/Ink", "/Text"]
    assert [each["/Contents"] for each in annotations if each["/Subtype"] == "/Text"] == [WORDS]
    assert name.endswith("(ghi chú).pdf")
    assert list_name == "ghi-chu.txt"
    assert [line.strip() for line in text.decode().splitlines() if WORDS in line] != []


def test_a_comment_is_answered_at_the_desk_and_the_delegate_sees_the_answer(
    hall: Hall, delegate: str
) -> None:
    page = reading(hall, delegate)
    write(page, "Điều 3: đề nghị ghi rõ thời hạn")
    page.click("[data-act='share-note']")
    page.locator("input[name=circle][value=SECRETARIAT]").check()
    page.click("[data-act='save-share']")
    page.locator("input[name=circle]").first.wait_for(state="detached")

    office = desk(hall, "comments")
    comment = office.locator("[data-comment]").filter(has_text="Điều 3: đề nghị ghi rõ thời hạn")
    comment.locator("[data-act=answer]").click()
    comment.locator("textarea").fill("Đã bổ sung vào khoản 2.")
    comment.locator("[data-act=send-answer]").click()
    office.click("[data-act=all-comments]")
    expect(office.locator("[data-comment]")).to_contain_text("Đã bổ sung vào khoản 2.")

    page.reload()
    page.locator("[data-tab='notes']").click()
    expect(page.locator("[data-shared-mine] [data-answer]")).to_contain_text("Đã bổ sung vào khoản 2.")
