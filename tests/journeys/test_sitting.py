"""A sitting from the desk to the verdict: secretary, presiding officer, delegate and hall display, each on a screen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, act, confirmed
from tests.journeys.papers import small_pdf

pytestmark = pytest.mark.journey

QUORUM = 34  # two thirds of 50


def test_a_paper_is_issued_a_vote_is_taken_and_the_hall_reads_the_verdict(hall: Hall, tmp_path: Path) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[1:QUORUM])
    delegate = hall.screen(delegates[0], hall.place("seat"))
    secretary = hall.screen(hall.usernames("SECRETARY")[0], f"{hall.place('desk')}?tab=papers")
    chair = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))
    display = hall.screen(hall.usernames("DISPLAY")[0], hall.place("hall"), 1920, 1080)

    # The delegate checks in with one tap; the hall counts along.
    act(delegate, "check-in")
    expect(delegate.locator("[data-checked-in]")).to_be_visible()
    expect(display.locator("main")).to_contain_text(str(QUORUM))

    # The secretary uploads a paper and issues it; the delegate is told.
    title = "Báo cáo bổ sung về giá đất"
    secretary.locator("[data-upload-input]").set_input_files(small_pdf(tmp_path / f"{title}.pdf", title))
    act(secretary, "upload-all")
    act(secretary, "select-drafts")
    act(secretary, "publish-documents")
    secretary.fill("[data-issue] [name=late_consent]", "Chủ tọa kỳ họp")
    act(secretary, "issue-now")
    expect(delegate.locator("[data-notice]").filter(has_text=title)).to_be_visible()

    # The presiding officer opens the sitting, comes to the first decision, opens the vote.
    act(chair, "open-sitting")
    for title in ("Điểm danh, ổn định tổ chức", "thông qua chương trình kỳ họp"):
        act(chair, "start-item")
        expect(chair.locator("[data-state=CURRENT]").first).to_contain_text(title)
    act(chair, "open-vote")
    confirmed(chair)

    # The delegate votes, and changes the choice; nobody sees a distribution.
    card = delegate.locator("[data-vote-card]")
    expect(card).to_be_visible()
    for choice in ("NO", "YES"):
        card.locator(f"[data-choice={choice}]").click()
        confirmed(delegate)
        expect(card.locator("[data-recorded]")).to_contain_text(
            "Tán thành" if choice == "YES" else "Không tán thành"
        )
    expect(display.locator("main")).to_contain_text(f"1/{QUORUM}")
    expect(display.locator("[data-sentence]")).to_have_count(0)

    # 25 of 50 more: adopted by 26; the sentence is the same on each screen.
    voice = hall.voice(delegates[1])
    vote = next(iter(hall.snapshot(voice)["vote"]))
    for username in delegates[1:26]:
        hall.voice(username).post(f"/api/votes/{vote}/ballots", {"choice": "YES"})
    act(chair, "close-vote")
    confirmed(chair)  # eight have not voted: the desk names them and asks
    sentence = re.compile(
        r"Chương trình kỳ họp được thông qua: 26/50 đại biểu tán thành \(52,00% tổng số đại biểu\), theo khoản"
    )
    for page in (display, chair, delegate):
        expect(page.locator("[data-sentence]").first).to_have_text(sentence)


def test_a_screen_that_lost_the_network_catches_up_by_itself(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    page = hall.screen(delegates[0], hall.place("seat"))
    quorum = page.locator("[data-quorum]").first
    expect(quorum).to_contain_text("0/50")

    page.context.set_offline(True)
    page.evaluate("window.dispatchEvent(new Event('offline'))")
    hall.check_in(*delegates[1:4])
    expect(page.locator("[data-line=waiting]")).to_be_visible(timeout=30_000)
    expect(quorum).to_contain_text("0/50")
    page.context.set_offline(False)

    expect(page.locator("[data-line=live]")).to_be_visible(timeout=30_000)
    expect(quorum).to_contain_text("3/50")


def test_a_vote_can_be_cast_with_the_keyboard_alone(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[1:QUORUM])
    page = hall.screen(delegates[0], hall.place("seat"))
    press_to(page, "[data-act=check-in]")
    expect(page.locator("[data-checked-in]")).to_be_visible()
    open_a_vote(hall)

    press_to(page, "[data-choice=YES]")
    page.get_by_role("dialog").wait_for()
    press_to(page, "[role=dialog] button[type=submit]")

    expect(page.locator("[data-recorded]")).to_contain_text("Tán thành")


def test_the_presiding_officer_can_conduct_a_vote_with_the_keyboard_alone(hall: Hall) -> None:
    hall.check_in(*hall.usernames("DELEGATE")[:QUORUM])
    page = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))

    press_to(page, "[data-act=open-sitting]")
    for title in ("Điểm danh, ổn định tổ chức", "thông qua chương trình kỳ họp"):
        press_to(page, "[data-act=start-item]")
        expect(page.locator("[data-state=CURRENT]").first).to_contain_text(title)
    press_to(page, "[data-act=open-vote]")
    answer_yes(page)
    press_to(page, "[data-act=close-vote]")
    answer_yes(page)

    expect(page.locator("[data-sentence]").first).to_contain_text("chưa được thông qua: 0/50")


def answer_yes(page: Page) -> None:
    page.get_by_role("dialog").wait_for()
    press_to(page, "[role=dialog] button[type=submit]")
    page.get_by_role("dialog").wait_for(state="hidden")


def press_to(page: Page, selector: str) -> None:
    """Tab until the element has the focus, then press it, once it is ready to be pressed."""
    page.locator(f"{selector}:not([aria-disabled=true])").first.wait_for()
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"{selector} cannot be reached by the keyboard")


def open_a_vote(hall: Hall) -> str:
    """The presiding officer, over HTTP: opens the sitting, starts the first item with an open vote, opens it."""
    chair = hall.voice(hall.usernames("PRESIDING_OFFICER")[0])
    seen = hall.snapshot(chair)
    sitting = min(seen["sitting"].values(), key=lambda row: row["no"])
    item = next(row for row in seen["item"].values() if row["vote_form"] == "OPEN")
    chair.post(f"/api/sittings/{sitting['id']}/open")
    chair.post(f"/api/items/{item['id']}/start")
    opened = chair.post(f"/api/items/{item['id']}/votes", {"question": f"Thông qua: {item['title']}"})
    return str(opened["result"]["vote"])
