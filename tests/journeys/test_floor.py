"""The floor on real screens: asked for at a seat and at a site, given at the chair, shown in the hall."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hall import Hall, act

pytestmark = pytest.mark.journey

QUORUM = 34


def ask(page: Page, topic: str) -> None:
    act(page, "ask-to-speak")
    page.get_by_label("Nội dung dự kiến").fill(topic)
    act(page, "send-request")


def test_the_chair_calls_who_asked_first_and_everybody_sees_who_speaks(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[:QUORUM])
    chair = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))
    act(chair, "open-sitting")
    first = hall.screen(delegates[0], hall.place("seat"))
    site = hall.screen(hall.usernames("SITE")[0], hall.place("site"))
    display = hall.screen(hall.usernames("DISPLAY")[0], hall.place("hall"), 1920, 1080)

    ask(first, "Nguồn vốn đường liên xã")
    expect(first.locator("[data-queue-place]")).to_contain_text("người phát biểu tiếp theo")
    ask(site, "Nước sinh hoạt")
    expect(site.locator("[data-queue-place]")).to_contain_text("vị trí 2")
    expect(chair.locator("[data-request]")).to_contain_text(["Nguồn vốn đường liên xã", "Nước sinh hoạt"])

    act(chair, "give-floor")
    turn = first.locator("[data-my-turn]")
    expect(turn).to_contain_text("phát biểu. Thời gian 7 phút.")
    expect(turn).to_contain_text(re.compile(r"0[67]:\d\d"))
    name = first.evaluate(
        "fetch('/api/me').then((answer) => answer.json()).then((me) => me.person.full_name)"
    )
    expect(display.locator("[data-speech]")).to_contain_text(name)
    expect(site.locator("[data-queue-place]")).to_contain_text("vị trí 1")

    act(chair, "extend-speech")
    expect(turn).to_contain_text(re.compile(r"0[78]:\d\d"))
    act(chair, "give-floor")
    expect(turn).to_have_count(0)
    expect(display.locator("[data-speech]")).not_to_contain_text(name)
    expect(chair.locator("[data-request]")).to_have_count(0)


def test_who_withdraws_is_out_of_the_queue(hall: Hall) -> None:
    delegate = hall.screen(hall.usernames("DELEGATE")[0], hall.place("seat"))
    ask(delegate, "Giá đất")
    expect(delegate.locator("[data-queue-place]")).to_be_visible()

    act(delegate, "withdraw-request")

    expect(delegate.locator("[data-act=ask-to-speak]").first).to_be_visible()


def test_what_was_prepared_is_large_on_the_screen_when_one_is_called(hall: Hall) -> None:
    delegates = hall.usernames("DELEGATE")
    hall.check_in(*delegates[:QUORUM])
    chair = hall.screen(hall.usernames("PRESIDING_OFFICER")[0], hall.place("chair"))
    act(chair, "open-sitting")
    delegate = hall.screen(delegates[0], hall.place("seat"))

    # Prepared from the list of notes; one tap asks for the floor with it.
    delegate.locator("[data-tab=notes]").click()
    act(delegate, "new-speech")
    delegate.locator("#note-text").fill("Đề nghị làm rõ nguồn vốn đường liên xã.")
    delegate.get_by_role("dialog").locator("[data-act=ask-to-speak]").click()
    expect(delegate.get_by_label("Nội dung dự kiến")).to_have_value("Đề nghị làm rõ nguồn vốn đường liên xã.")
    act(delegate, "send-request")
    expect(delegate.get_by_role("dialog")).to_have_count(0)

    act(chair, "give-floor")

    expect(delegate.locator("[data-large]")).to_contain_text("Đề nghị làm rõ nguồn vốn đường liên xã.")
