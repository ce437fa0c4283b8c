"""A delegate reads: finds the way in a thick paper, words in all papers, two papers at once, and follows who presents."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.bench.thick import thick_pdf
from tests.journeys.hall import Hall, Voice
from tests.journeys.test_accessibility import findings, fits

pytestmark = pytest.mark.journey


def papers(hall: Hall, voice: Voice) -> list[dict[str, Any]]:
    return sorted(hall.snapshot(voice)["document"].values(), key=lambda paper: -paper["pages"])


def delegate(hall: Hall, no: int = 0) -> str:
    return hall.usernames("DELEGATE")[no]


def reading(hall: Hall, query: str, no: int = 0, **options: Any) -> Page:
    page = hall.screen(delegate(hall, no), hall.place("seat") + query, **options)
    page.wait_for_selector("[data-reader]")
    return page


def at(page: Page, number: int) -> None:
    """That page is the one that is read, and it is drawn."""
    expect(page.locator("[data-reader]").first).to_have_attribute("data-current-page", str(number))
    expect(page.locator(f'[data-page="{number}"]').first).not_to_have_attribute("data-drawn", "")


def press(page: Page, *keys: str) -> None:
    page.locator(".scroller").first.focus()
    for key in keys:
        page.keyboard.press(key)


def test_the_keyboard_alone_goes_through_a_thick_paper_and_the_address_follows(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=5")
    at(page, 5)

    press(page, "ArrowRight", "ArrowRight")
    at(page, 7)
    press(page, "End")
    at(page, thick["pages"])
    press(page, "Home")
    at(page, 1)
    page.fill("[data-page-number]", "40")
    page.keyboard.press("Enter")
    at(page, 40)
    expect(page).to_have_url(re.compile(r"[?&]page=40(&|$)"))

    press(page, "Escape")
    expect(page.locator("[data-reader]")).to_have_count(0)


def test_it_opens_where_one_left_and_the_newest_of_ones_devices_wins(quiet_hall: Hall) -> None:
    voice = quiet_hall.voice(delegate(quiet_hall, 5))
    paper = papers(quiet_hall, voice)[1]
    page = reading(quiet_hall, f"?paper={paper['id']}&page=9", no=5)
    at(page, 9)
    press(page, "ArrowRight")
    at(page, 10)
    page.wait_for_timeout(1_500)
    page.goto(quiet_hall.place("seat") + f"?paper={paper['id']}")
    at(page, 10)

    def place() -> dict[str, Any]:
        places = voice.get(f"/api/meetings/{quiet_hall.meeting}/reading")["places"]
        return dict(places.get(paper["id"], {"last_page": 0, "pages": []}))

    # What is read is told in batches, also what was left over when the page was closed.
    deadline = time.monotonic() + 30
    while 10 not in place()["pages"] and time.monotonic() < deadline:
        page.wait_for_timeout(500)
    assert (place()["last_page"], 10 in place()["pages"]) == (10, True)
    line = {"document": paper["id"], "version": paper["version"], "pages": [31], "last_page": 31}
    voice.post(f"/api/meetings/{quiet_hall.meeting}/receipts", {"receipts": [line]})
    page.goto(quiet_hall.place("seat") + f"?paper={paper['id']}")

    at(page, 31)


def test_one_page_at_a_time_turned_around_and_as_large_as_one_likes(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=3")
    at(page, 3)
    upright = page.locator('[data-page="3"]').bounding_box()

    page.click("[data-act=reader-options]")
    page.click("[data-act=mode-single]")
    page.click("[data-act=fit-page]")
    page.keyboard.press("Escape")
    at(page, 3)
    expect(page.locator("[data-page]:not(.hidden)")).to_have_count(1)
    press(page, "PageDown")
    at(page, 4)
    box, view = page.locator('[data-page="4"]').bounding_box(), page.locator(".scroller").bounding_box()
    assert upright
    assert box
    assert view
    assert box["height"] <= view["height"]

    page.click("[data-act=reader-options]")
    page.click("[data-act=turn-right]")
    page.keyboard.press("Escape")
    expect(page.locator('[data-page="4"] .text')).to_have_attribute("data-main-rotation", "90")
    turned = page.locator('[data-page="4"]').bounding_box()
    assert turned
    assert turned["width"] > turned["height"]

    press(page, "+", "+")
    larger = page.locator('[data-page="4"]').bounding_box()
    assert larger
    assert round(larger["width"] / turned["width"], 1) == 1.5


def test_of_a_thick_paper_only_what_is_near_takes_memory(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=1")
    at(page, 1)
    page.click("[data-act=panel]")
    page.wait_for_selector("[data-thumb='1'] canvas")

    most = page.evaluate(
        """async () => {
          const box = document.querySelector('.scroller')
          let most = 0
          for (let n = 0; n < 60; n++) {
            box.scrollTop += box.clientHeight * 3
            await new Promise((done) => setTimeout(done, 40))
            const pixels = [...document.querySelectorAll('[data-page] canvas')].reduce(
              (sum, each) => sum + each.width * each.height, 0)
            most = Math.max(most, pixels)
          }
          return most
        }"""
    )

    assert 0 < most < 30_000_000
    assert page.locator("[data-page]").count() <= 6
    assert page.locator("[data-thumb]").count() <= 10
    thumb = page.locator("[data-thumb]").last
    number = int(thumb.get_attribute("data-thumb") or 0)
    thumb.click()
    at(page, number)


def test_words_are_found_without_their_marks_and_a_link_leads_to_them(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=1")
    at(page, 1)

    page.keyboard.press("Control+f")
    page.fill("[data-find-input]", "nghi quyet")
    page.keyboard.press("Enter")
    count = page.locator("[data-find-count]")
    expect(count).to_have_text(re.compile(r"^1 / \d+ chỗ$"))
    all_of_them = int(re.findall(r"\d+", count.inner_text())[1])
    expect(page.locator(".hit.now")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(count).to_have_text(f"2 / {all_of_them} chỗ")
    page.click("[data-act=find-previous]")
    page.click("[data-act=find-previous]")
    expect(count).to_have_text(f"{all_of_them} / {all_of_them} chỗ")

    page.fill("[data-find-input]", "nghi quyết")
    page.click("[data-act=find-exact]")
    expect(count).to_have_text("Không tìm thấy")
    page.keyboard.press("Escape")
    expect(page.locator(".hit")).to_have_count(0)

    page.goto(quiet_hall.place("seat") + f"?paper={thick['id']}&find=nghi+quyet")
    expect(page.locator(".hit.now")).to_have_count(1)
    expect(page.locator("[data-find-input]")).to_have_value("nghi quyet")


def test_all_papers_are_searched_and_a_hit_opens_its_page_with_the_words_marked(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(delegate(quiet_hall), quiet_hall.place("seat"))
    page.click("[data-tab=search]")
    page.fill("[data-search-input]", "dien bien phu")
    expect(page.locator("[data-search-hit]").first).to_be_visible()
    assert {text.lower() for text in page.locator("[data-search-hit] mark").all_inner_texts()} == {
        "điện biên phủ"
    }

    hit = page.locator("[data-search-hit]").first
    paper, number = (hit.get_attribute("data-search-hit") or "").split("/")
    hit.click()

    at(page, int(number))
    expect(page.locator("[data-reader]")).to_have_attribute("data-paper", paper)
    expect(page.locator(".hit.now").first).to_be_visible()
    page.go_back()
    expect(page.locator("[data-reader]")).to_have_count(0)
    expect(page.locator("[data-search-input]")).to_have_value("dien bien phu")


def test_without_the_server_the_kept_papers_are_searched(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(delegate(quiet_hall, 1), quiet_hall.place("seat"))
    page.wait_for_selector("[data-keeping=idle]", timeout=120_000)
    page.click("[data-tab=search]")
    page.wait_for_selector("[data-search-input]")
    page.context.set_offline(True)

    page.fill("[data-search-input]", "dien bien phu")

    expect(page.locator("[data-search-hit]").first).to_be_visible(timeout=20_000)
    expect(page.locator(".kept")).to_have_text(
        "Đang mất kết nối: chỉ tìm trong các tài liệu đã lưu trên máy."
    )
    page.locator("[data-search-hit]").first.click()
    expect(page.locator(".hit.now").first).to_be_visible(timeout=20_000)


def test_two_papers_lie_side_by_side_each_with_its_own_place(quiet_hall: Hall) -> None:
    found = [
        paper for paper in papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall, 2))) if paper["dossier"]
    ]
    draft = next(paper for paper in found if paper["kind"] == "DRAFT_RESOLUTION")
    report = next(
        paper for paper in found if paper["dossier"] == draft["dossier"] and paper["kind"] == "SUBMISSION"
    )
    page = reading(quiet_hall, f"?paper={draft['id']}&page=2", no=2)
    at(page, 2)

    page.click("[data-act=reader-options]")
    page.click("[data-act=beside]")
    page.locator(f'[role=dialog] [data-paper-link="{report["id"]}"]').click()
    beside = page.locator("[data-reader][data-beside]")
    expect(beside).to_have_attribute("data-paper", report["id"])
    expect(beside.locator('[data-page="1"]')).not_to_have_attribute("data-drawn", "")
    left, right = page.locator("[data-reader]").first.bounding_box(), beside.bounding_box()
    assert left
    assert right
    assert (left["y"], left["width"]) == (right["y"], right["width"])
    beside.locator(".scroller").focus()
    page.keyboard.press("ArrowRight")
    expect(beside).to_have_attribute("data-current-page", "2")
    expect(page.locator("[data-reader]").first).to_have_attribute("data-current-page", "2")

    page.set_viewport_size({"width": 800, "height": 1280})
    expect(page.locator("[data-reader]:visible")).to_have_count(1)
    page.click("[data-paper-tab=first]")
    expect(page.locator("[data-reader]:visible")).to_have_attribute("data-paper", draft["id"])

    page.locator("[data-reader]:visible [data-act=close-paper]").click()
    expect(page.locator("[data-reader]")).to_have_count(1)
    expect(page.locator("[data-reader]")).to_have_attribute("data-paper", report["id"])


def test_tired_eyes_have_night_large_letters_and_are_told_when_no_voice_is_there(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=3")
    at(page, 3)

    page.click("[data-act=reader-options]")
    page.click("[data-act=look-night]")
    assert "invert" in page.locator('[data-page="3"] canvas').evaluate(
        "each => getComputedStyle(each).filter"
    )
    page.click("[data-act=mode-text]")
    page.keyboard.press("Escape")
    words = page.locator("[data-text-page='3'] [data-paragraph]").first
    expect(words).to_be_visible()
    assert words.evaluate("each => getComputedStyle(each).fontSize") == "24px"
    assert findings(page) == []

    page.click("[data-act=reader-options]")
    page.click("[data-act=read-aloud]")
    page.keyboard.press("Escape")
    expect(page.locator("[data-speech]")).to_have_attribute("data-speech", "none", timeout=10_000)
    expect(page.locator("[data-speech]")).to_contain_text("chưa có giọng đọc tiếng Việt")


def test_axe_finds_nothing_in_the_open_reader_and_nothing_overflows(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=2&find=nghi+quyet")
    for width, height in ((1280, 800), (800, 1280), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        at(page, int(page.locator("[data-reader]").get_attribute("data-current-page") or 0))
        assert findings(page) == [], (width, height)
        assert fits(page), (width, height)
        page.click("[data-act=panel]")
        page.wait_for_selector("[data-thumb] canvas")
        assert findings(page) == [], (width, height, "panel")
        page.click("[data-tab=outline]")
        page.wait_for_selector("[data-no-outline], [data-entry]")
        page.click("[data-act=close-panel]")
        page.click("[data-act=reader-options]")
        assert findings(page) == [], (width, height, "options")
        page.keyboard.press("Escape")


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
    page.wait_for_timeout(1_500)
    at(page, 14)
    page.click("[data-act=follow]")
    at(page, 20)

    page.goto(hall.place("seat") + f"?paper={other['id']}")
    page.wait_for_selector("[data-following=false]")
    page.click("[data-act=take-me]")
    expect(page.locator("[data-reader]")).to_have_attribute("data-paper", thick["id"])
    at(page, 20)
    secretary.post(f"/api/meetings/{hall.meeting}/presenting/stop")
    expect(page.locator("[data-following]")).to_have_count(0, timeout=10_000)


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
    expect(follower.locator("[data-following]")).to_have_count(0, timeout=10_000)


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
    page.wait_for_timeout(1_200)

    new = thick_pdf(tmp_path / "new.pdf", 7)
    text = {"reason": "Đính chính số liệu tại Phụ lục"}
    issue(hall, secretary, new, f"/api/documents/{replaced['id']}/replace", text)

    banner = page.locator("[data-version-banner=replaced]")
    expect(banner).to_contain_text(
        "Tài liệu đã được thay bằng bản 2. Ghi chú của đại biểu vẫn còn.", timeout=20_000
    )
    expect(banner).to_contain_text("Lý do: Đính chính số liệu tại Phụ lục")
    expect(banner.locator("[data-changed-pages]")).to_contain_text("Trang có thay đổi: 1–7.", timeout=20_000)
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
        "Trang này đã thay đổi so với lần đại biểu đọc trước", timeout=20_000
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
