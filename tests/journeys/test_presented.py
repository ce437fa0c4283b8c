"""Papers that others turn, replace or recall while one reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.bench.thick import thick_pdf
from tests.journeys.hall import Hall, Voice
from tests.journeys.reading import at, delegate, papers, press, reading

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def test_a_delegate_follows_who_presents_leaves_by_turning_and_comes_back_with_one_tap(hall: Hall) -> None:
    secretary = hall.voice(hall.usernames("SECRETARY")[0])
    thick, other = papers(hall, secretary)[:2]
    page = hall.screen(delegate(hall), hall.place("seat"))

    def present(number: int) -> None:
        secretary.post(f"/api/meetings/{hall.meeting}/presenting", {"document": thick["id"], "page": number})

    present(10)
    page.click("[data-act=take-me]")
    at(page, 10)
    expect(page.locator("[data-following=true]")).to_be_visible()
    for number in range(11, 16):
        present(number)
        at(page, number)

    press(page, "ArrowLeft")
    at(page, 14)
    expect(page.locator("[data-following=false]")).to_be_visible()
    present(20)
    expect(page.locator("[data-following=false]")).to_contain_text("trang 20")  # it was heard
    at(page, 14)
    page.click("[data-act=follow]")
    at(page, 20)

    page.goto(hall.place("seat") + f"?paper={other['id']}")
    page.wait_for_selector("[data-following=false]")
    page.click("[data-act=take-me]")
    expect(page.locator("[data-reader]")).to_have_attribute("data-paper", thick["id"])
    at(page, 20)
    secretary.post(f"/api/meetings/{hall.meeting}/presenting/stop")
    expect(page.locator("[data-following]")).to_have_count(0)


def test_the_chair_presents_the_page_that_is_open_and_the_hall_follows(hall: Hall) -> None:
    thick = papers(hall, hall.voice(delegate(hall)))[0]
    follower = reading(hall, f"?paper={thick['id']}&page=1")
    chair = hall.screen(
        hall.usernames("PRESIDING_OFFICER")[0], hall.place("seat") + f"?paper={thick['id']}&page=30"
    )
    at(chair, 30)

    chair.click("[data-act=present]")
    follower.click("[data-act=follow]")
    at(follower, 30)
    press(chair, "ArrowRight")
    at(follower, 31)

    expect(chair.locator("[data-following]")).to_have_count(0)
    chair.click("[data-act=present]")
    expect(follower.locator("[data-following]")).to_have_count(0)


def issue(hall: Hall, secretary: Voice, path: Path, address: str, text: dict[str, Any]) -> dict[str, Any]:
    headers = {"X-CSRFToken": secretary.http.cookies["csrftoken"], "Idempotency-Key": str(uuid4())}
    with path.open("rb") as content:
        answer = secretary.http.post(
            address, data=text, files={"file": content}, headers=headers, timeout=120
        )
    assert answer.status_code == 200, answer.text
    result: dict[str, Any] = answer.json()["result"]
    return result


def test_a_replaced_paper_says_why_marks_what_changed_and_keeps_the_old_version(
    hall: Hall, tmp_path: Path
) -> None:
    secretary = hall.voice(hall.usernames("SECRETARY")[0])
    replaced = next(
        paper for paper in papers(hall, secretary) if paper["version"] == 1 and paper["pages"] > 5
    )
    page = reading(hall, f"?paper={replaced['id']}&page=4")
    at(page, 4)

    new = thick_pdf(tmp_path / "new.pdf", 7)
    text = {"reason": "Đính chính số liệu tại Phụ lục"}
    issue(hall, secretary, new, f"/api/documents/{replaced['id']}/replace", text)

    banner = page.locator("[data-version-banner=replaced]")
    expect(banner).to_contain_text("Tài liệu đã được thay bằng bản 2. Ghi chú của đại biểu vẫn còn.")
    expect(banner).to_contain_text("Lý do: Đính chính số liệu tại Phụ lục")
    expect(banner.locator("[data-changed-pages]")).to_contain_text("Trang có thay đổi: 1–7.")
    expect(page.locator("[data-pages]")).to_have_text("/ 7")
    page.click("[data-act=panel]")
    expect(page.locator("[data-thumb='1'][data-changed]")).to_be_visible()

    page.click("[data-act=compare-versions]")
    for side, version in (("before", 1), ("after", 2)):
        compared = page.locator(f"[data-side={side}]")
        expect(compared.locator(".name")).to_have_text(f"Bản {version}")
        expect(compared.locator("[data-page]").first).not_to_have_attribute("data-drawn", "")
        expect(compared.locator(".mark").first).to_be_attached()
    page.click("[data-act=close-compare]")

    page.click("[data-act=reader-options]")
    page.click("[data-version='1']")
    page.keyboard.press("Escape")
    expect(page.locator("[data-reader]")).to_have_attribute("data-shown-version", "1")
    expect(page.locator("[data-version-banner=old]")).to_contain_text(
        "Đang xem bản 1, bản mới nhất là bản 2."
    )
    expect(page.locator("[data-pages]")).to_have_text(f"/ {replaced['pages']}")
    page.click("[data-act=newest-version]")
    expect(page.locator("[data-reader]")).to_have_attribute("data-shown-version", "2")


def test_who_is_taken_to_a_page_is_told_that_it_changed_since_it_was_read(hall: Hall, tmp_path: Path) -> None:
    secretary, reader = hall.voice(hall.usernames("SECRETARY")[0]), hall.voice(delegate(hall))
    paper = next(paper for paper in papers(hall, secretary) if paper["version"] == 1 and paper["pages"] > 5)
    line = {"document": paper["id"], "version": 1, "opened": True, "pages": [1, 2], "last_page": 2}
    reader.post(f"/api/meetings/{hall.meeting}/receipts", {"receipts": [line]})
    new = thick_pdf(tmp_path / "new.pdf", 7)
    issue(hall, secretary, new, f"/api/documents/{paper['id']}/replace", {"reason": "Đính chính"})
    secretary.post(f"/api/meetings/{hall.meeting}/presenting", {"document": paper["id"], "page": 3})
    page = hall.screen(delegate(hall), hall.place("seat"))

    page.click("[data-act=take-me]")

    at(page, 3)
    expect(page.locator("[data-here-changed]")).to_have_text(
        "Trang này đã thay đổi so với lần đại biểu đọc trước"
    )


def test_a_recalled_paper_closes_at_once_and_says_by_whose_decision(hall: Hall) -> None:
    secretary = hall.voice(hall.usernames("SECRETARY")[0])
    paper = papers(hall, secretary)[3]
    page = reading(hall, f"?paper={paper['id']}&page=2")
    at(page, 2)

    recall = {"reason": "Có sai sót về số liệu", "decided_by": "Thường trực HĐND tỉnh"}
    secretary.post(f"/api/documents/{paper['id']}/recall", recall)

    said = page.locator("[data-trouble=recalled]")
    expect(said).to_contain_text(
        "Tài liệu đã được thu hồi theo quyết định của Thường trực HĐND tỉnh.", timeout=5_000
    )
    expect(said).to_contain_text("Lý do: Có sai sót về số liệu")
    expect(page.locator("[data-page]")).to_have_count(0)
    expect(page.locator("canvas")).to_have_count(0)
    page.click("[data-act=leave-recalled]")
    expect(page.locator("[data-reader]")).to_have_count(0)
