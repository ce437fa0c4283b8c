"""A delegate reads: finds the way in a thick paper, words in all papers, two papers at once, and follows who presents."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import Hall, eventually
from tests.journeys.reading import at, delegate, papers, press, reading
from tests.journeys.test_accessibility import findings, fits

pytestmark = [pytest.mark.journey, pytest.mark.slow]


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
    expect(page).to_have_url(re.compile(r"[?&]page=10(&|$)"))  # told to the address, and kept
    page.goto(quiet_hall.place("seat") + f"?paper={paper['id']}")
    at(page, 10)

    def place() -> dict[str, Any]:
        places = voice.get(f"/api/meetings/{quiet_hall.meeting}/reading")["places"]
        return dict(places.get(paper["id"], {"last_page": 0, "pages": []}))

    # What is read is told in batches, also what was left over when the page was closed.
    eventually(lambda: (place()["last_page"], 10 in place()["pages"]) == (10, True), seconds=40)
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
    page.wait_for_function(
        """width => {
          const page = document.querySelector('[data-page="4"]');
          return Math.abs(page.getBoundingClientRect().width / width - 1.5) < 0.05;
        }""",
        arg=turned["width"],
    )


def test_the_next_pages_are_drawn_before_one_turns_to_them_whichever_way_one_goes(quiet_hall: Hall) -> None:
    thick = papers(quiet_hall, quiet_hall.voice(delegate(quiet_hall)))[0]
    page = reading(quiet_hall, f"?paper={thick['id']}&page=20")
    at(page, 20)

    def drawn(*pages: int) -> None:
        for number in pages:
            expect(page.locator(f'[data-page="{number}"]')).not_to_have_attribute("data-drawn", "")

    drawn(19, 20, 21, 22)
    press(page, "ArrowRight")
    at(page, 21)
    drawn(20, 21, 22, 23)
    press(page, "ArrowLeft", "ArrowLeft")
    at(page, 19)
    drawn(17, 18, 19, 20)
    expect(page.locator('[data-page="23"]')).to_have_count(0)


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
    page.wait_for_function(
        """() => document.querySelectorAll('[data-page]').length <= 6 &&
        document.querySelectorAll('[data-thumb]').length <= 10"""
    )
    number = int(page.locator("[data-thumb][aria-current=page]").get_attribute("data-thumb") or 0) - 1
    page.locator(f"[data-thumb='{number}']").click()
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
    expect(count).to_have_attribute("aria-busy", "false")  # all pages were looked through
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
    expect(page.locator('[data-page="3"] canvas').first).to_have_css("filter", re.compile("invert"))
    page.click("[data-act=mode-text]")
    page.keyboard.press("Escape")
    words = page.locator("[data-text-page='3'] [data-paragraph]").first
    expect(words).to_be_visible()
    expect(words).to_have_css("font-size", "24px")
    assert findings(page) == []

    page.click("[data-act=reader-options]")
    page.click("[data-act=read-aloud]")
    page.keyboard.press("Escape")
    expect(page.locator("[data-speech]")).to_have_attribute("data-speech", "none")
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
