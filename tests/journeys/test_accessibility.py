"""axe-core finds nothing on our own screens, in three sizes; what it says of Django's admin is written down."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.hall import ROOT, Hall

pytestmark = pytest.mark.journey

AXE = (ROOT / "web" / "client" / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
SIZES = ((1280, 800), (800, 1280), (390, 844))
SCREENS = (
    ("DELEGATE", "seat"),
    ("PRESIDING_OFFICER", "chair"),
    ("SECRETARY", "desk"),
    ("DISPLAY", "hall"),
    ("SITE", "site"),
    ("OBSERVER", "site"),
    ("SECRETARY", "record"),
)
KNOWN_OF_THE_ADMIN = {"link-in-text-block", "target-size"}
RULES = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def findings(page: Page) -> list[str]:
    # By the debugger, not by a script element: our own policy refuses scripts from elsewhere.
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, rules)", RULES)
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in found["violations"]
        for node in each["nodes"]
    ]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1"))


@pytest.mark.parametrize(("role", "place"), SCREENS)
def test_axe_finds_nothing_and_nothing_overflows(quiet_hall: Hall, role: str, place: str) -> None:
    page = quiet_hall.screen(quiet_hall.usernames(role)[0], quiet_hall.place(place))
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_selector("main h1", state="attached")

        assert findings(page) == [], (width, height)
        assert fits(page), (width, height)


def test_axe_finds_nothing_on_sign_in_today_and_administration(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(quiet_hall.usernames("ADMINISTRATOR")[0], "/administration")
    page.wait_for_selector("[data-check=writer]")
    found = {"administration": findings(page)}
    page.goto("/")
    page.wait_for_selector("main h1")
    found["today"] = findings(page)
    page.context.clear_cookies()
    page.goto("/sign-in")
    page.wait_for_selector("[data-seat=DELEGATE]")
    found["sign-in"] = findings(page)

    assert found == {"administration": [], "today": [], "sign-in": []}


def test_the_large_text_mode_cuts_nothing_off(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(quiet_hall.usernames("DELEGATE")[0], quiet_hall.place("seat"), 390, 844)
    page.evaluate("localStorage.setItem('text', 'large')")
    page.reload()
    page.wait_for_selector("[data-act=check-in]")

    assert page.evaluate("document.documentElement.dataset.text") == "large"
    assert fits(page)


def test_what_axe_says_of_djangos_own_administration_is_known(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(quiet_hall.usernames("ADMINISTRATOR")[0], "/admin/meetings/person/")
    page.wait_for_selector("#result_list")

    rules = {found.partition(":")[0] for found in findings(page)}

    assert rules == KNOWN_OF_THE_ADMIN


def test_english_is_one_click_away_and_stays(quiet_hall: Hall) -> None:
    page = quiet_hall.screen(quiet_hall.usernames("DELEGATE")[0], "/")
    assert page.locator("h1").inner_text() == "Hôm nay"

    page.get_by_role("button", name="EN – switch to English").click()
    page.reload()
    page.wait_for_selector("main h1")

    assert page.locator("h1").inner_text() == "Today"
    assert page.locator("html").get_attribute("lang") == "en"


UNREACHED = """() => {
  const wanted = "main button:not([disabled]), main a[href], main input, main select, main textarea"
  const shown = [...document.querySelectorAll(wanted)].filter((each) => each.checkVisibility())
  // Of a list of tabs one is a stop; the arrow keys go on from there.
  const alone = shown.filter((each) => each.type !== "file" && !["tab", "radio"].includes(each.role))
  return alone.filter((each) => each.tabIndex < 0).map((each) => each.outerHTML.slice(0, 160))
}"""


@pytest.mark.parametrize(("role", "place"), SCREENS)
def test_whatever_can_be_pressed_is_a_stop_of_the_keyboard(quiet_hall: Hall, role: str, place: str) -> None:
    page = quiet_hall.screen(quiet_hall.usernames(role)[0], quiet_hall.place(place))
    page.wait_for_selector("main h1", state="attached")

    assert page.evaluate(UNREACHED) == []
    assert page.evaluate(PRESSED_WITHOUT_A_KEY) == []


PRESSED_WITHOUT_A_KEY = """() => [...document.querySelectorAll("main *")]
  .filter((each) => getComputedStyle(each).cursor === "pointer")
  .filter((each) => !each.closest("button, a[href], label, input, select, summary, [tabindex], [role=tab]"))
  .map((each) => each.outerHTML.slice(0, 160))"""
