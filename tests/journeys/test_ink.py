"""A delegate writes on a paper: with a pen, a finger, the keyboard; on one device and on two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.journeys.hall import eventually
from tests.journeys.pen import Hand, wave
from tests.journeys.test_accessibility import SIZES, findings, fits

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.journeys.hall import Hall

pytestmark = [pytest.mark.journey, pytest.mark.slow]

STROKES = "[data-note-layer='{n}'] path[data-note]"
LINE = [(0.3, 0.25, 0.5), (0.4, 0.25, 0.5), (0.5, 0.25, 0.5), (0.6, 0.25, 0.5)]


@pytest.fixture
def delegate(hall: Hall) -> str:
    return hall.usernames("DELEGATE")[2]


def paper_of(hall: Hall, username: str) -> dict[str, Any]:
    """The longest paper that they may read."""
    documents = hall.snapshot(hall.voice(username))["document"].values()
    paper: dict[str, Any] = max(documents, key=lambda row: row["pages"])
    return paper


def reading(hall: Hall, username: str, page: int = 1, width: int = 1280, height: int = 800) -> Page:
    """The seat of a delegate who has a paper open, with the tools for notes."""
    paper = paper_of(hall, username)
    screen = hall.screen(username, hall.place("seat") + f"?paper={paper['id']}&page={page}", width, height)
    screen.locator(f"[data-page='{page}']:not([data-drawn=''])").wait_for()
    screen.locator(f"[data-note-layer='{page}']").wait_for(state="attached")
    screen.click("[data-act='note-tools']")
    return screen


def strokes(page: Page, number: int = 1) -> Locator:
    return page.locator(STROKES.format(n=number))


def notes_of(hall: Hall, username: str) -> list[dict[str, Any]]:
    """What the server has of them, as one of their devices is told."""
    said = hall.voice(username).get(f"/api/meetings/{hall.meeting}/annotations?since=0")
    return [note for note in said["annotations"] if not note["deleted"]]


def saved(page: Page, hall: Hall, username: str, count: int) -> list[dict[str, Any]]:
    """Wait until the server has that many notes of them, and the screen knows that it has all."""
    eventually(lambda: len(notes_of(hall, username)) == count)
    expect(page.locator("[data-waiting-chip]")).to_have_count(0)
    return notes_of(hall, username)


def write_note(page: Page, text: str) -> None:
    """The key for a note, and words into the field that it opens."""
    page.locator("[data-reader] [role=region]").focus()
    page.keyboard.press("n")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type(text)


def place_on_page(page: Page, number: int = 1) -> list[float]:
    """Where the first stroke lies, in fractions of its page as it is on screen."""
    place: list[float] = page.evaluate(
        """(number) => {
          const sheet = document.querySelector(`[data-reader] [data-page='${number}']`).getBoundingClientRect();
          const path = document.querySelector(`[data-note-layer='${number}'] path[data-note]`);
          const box = path.getBoundingClientRect();
          return [(box.left - sheet.left) / sheet.width, (box.top - sheet.top) / sheet.height,
                  box.width / sheet.width, box.height / sheet.height]
            .map((share) => Math.round(share * 100) / 100);
        }""",
        number,
    )
    return place


def test_a_stroke_with_pressure_is_kept_and_is_there_on_the_other_device(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")

    Hand(page).stroke(wave())

    expect(strokes(page)).to_have_count(1)
    note = saved(page, hall, delegate, 1)[0]
    pressures = {point[2] for point in note["body"]["points"]}
    assert (note["kind"], note["page"], len(pressures) > 10) == ("PEN", 1, True)
    other = reading(hall, delegate)
    strokes(other).first.wait_for(state="attached")
    assert place_on_page(other) == place_on_page(page)


def test_strokes_stay_where_they_are_when_the_page_is_enlarged(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    Hand(page).stroke(wave())
    expect(strokes(page)).to_have_count(1)
    before = place_on_page(page)
    drawn = page.locator("[data-page='1']").get_attribute("data-drawn")

    page.click("[data-act='zoom-in']")
    page.locator(f"[data-page='1']:not([data-drawn='{drawn}']):not([data-drawn=''])").wait_for()

    assert place_on_page(page) == before


def test_a_turned_page_takes_its_strokes_along_and_new_ones_lie_where_they_are_drawn(
    hall: Hall, delegate: str
) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    Hand(page).stroke(LINE)
    expect(strokes(page)).to_have_count(1)
    x, y, width, height = place_on_page(page)

    page.click("[data-act='reader-options']")
    page.click("[data-act='turn-right']")
    page.keyboard.press("Escape")
    page.locator("[data-note-layer='1'][data-rotation='90']").wait_for(state="attached")
    turned = place_on_page(page)
    Hand(page).stroke([(0.5, 0.2, 0.5), (0.5, 0.3, 0.5), (0.5, 0.4, 0.5)])

    assert turned == pytest.approx([1 - y - height, x, height, width], abs=0.011)
    points = saved(page, hall, delegate, 2)[1]["body"]["points"]
    assert points[0][:2] + points[-1][:2] == pytest.approx([0.2, 0.5, 0.4, 0.5], abs=0.003)


def scrolled_past(page: Page, top: float) -> None:
    page.wait_for_function(
        "top => document.querySelector('[data-reader] [role=region]').scrollTop > top", arg=top
    )


def test_quick_strokes_are_all_there(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    hand = Hand(page)

    for n in range(8):
        hand.stroke([(x, 0.2 + n * 0.02, force) for x, _, force in LINE])

    expect(strokes(page)).to_have_count(8)
    saved(page, hall, delegate, 8)


def test_once_a_pen_was_seen_the_finger_scrolls_and_writes_nothing(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    hand = Hand(page)
    start, end = hand.at(0.4, 0.35), hand.at(0.4, 0.15)
    hand.swipe((start, end))
    expect(strokes(page)).to_have_count(1)

    hand.stroke(wave())
    expect(strokes(page)).to_have_count(2)
    scroller = page.locator("[data-reader] [role=region]")
    before = scroller.evaluate("(box) => box.scrollTop")
    hand.swipe((start, end))

    scrolled_past(page, before)
    expect(strokes(page)).to_have_count(2)


def test_without_a_pen_one_finger_writes_and_two_scroll(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    hand = Hand(page)

    first, second = hand.at(0.4, 0.35), hand.at(0.5, 0.35)
    up_first, up_second = hand.at(0.4, 0.2), hand.at(0.5, 0.2)
    hand.swipe((first, up_first), (second, up_second))

    scrolled_past(page, 50)
    expect(strokes(page)).to_have_count(0)


def test_text_is_highlighted_line_by_line_and_says_what_it_lies_on(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    line = page.locator("[data-page='1'] .text span", has_text="BÁO CÁO").first
    line.wait_for(state="attached")
    text = line.inner_text()
    box = line.bounding_box()
    assert box
    page.click("[data-tool='HIGHLIGHT']")
    hand = Hand(page)

    middle = box["y"] + box["height"] / 2
    hand.mouse("mousePressed", box["x"] + 1, middle, 0.5, "pen", buttons=1)
    for share in (0.3, 0.6, 1):
        hand.mouse("mouseMoved", box["x"] + box["width"] * share - 1, middle, 0.5, "pen", buttons=1)
    hand.mouse("mouseReleased", box["x"] + box["width"] - 1, middle, 0, "pen", buttons=0)

    note = saved(page, hall, delegate, 1)[0]
    assert (note["kind"], note["body"]["text"], len(note["body"]["rects"])) == ("HIGHLIGHT", text, 1)


def test_what_is_selected_is_underlined_with_one_key(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    line = page.locator("[data-page='1'] .text span", has_text="BÁO CÁO").first
    line.wait_for(state="attached")
    line.evaluate("(span) => getSelection().selectAllChildren(span)")
    page.locator("[data-reader] [role=region]").focus()

    page.keyboard.press("u")

    note = saved(page, hall, delegate, 1)[0]
    assert (note["kind"], note["body"]["text"]) == ("UNDERLINE", line.inner_text())


def test_one_gesture_of_the_eraser_is_undone_at_once(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    hand = Hand(page)
    for height in (0.22, 0.25, 0.28):
        hand.stroke([(x, height, force) for x, _, force in LINE])
    saved(page, hall, delegate, 3)

    page.click("[data-tool='ERASER']")
    hand.stroke([(0.45, y / 100, 0.5) for y in range(20, 31)])
    expect(strokes(page)).to_have_count(0)
    page.click("[data-act='undo']")

    expect(strokes(page)).to_have_count(3)
    saved(page, hall, delegate, 3)
    page.click("[data-act='redo']")
    expect(strokes(page)).to_have_count(0)
    saved(page, hall, delegate, 0)


def test_a_stroke_is_selected_moved_and_removed(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.click("[data-tool='PEN']")
    hand = Hand(page)
    hand.stroke(LINE)
    expect(strokes(page)).to_have_count(1)
    before = place_on_page(page)

    page.click("[data-tool='SELECT']")
    hand.stroke([(0.45, 0.25, 0.5), (0.45, 0.28, 0.5), (0.45, 0.3, 0.5)])
    expect(page.locator("[data-note-actions]")).to_be_visible()
    after = place_on_page(page)
    assert [after[0], round(after[1] - before[1], 2)] == [before[0], 0.05]
    page.click("[data-note-actions] [data-act='remove-note']")

    expect(strokes(page)).to_have_count(0)


def test_a_note_is_written_found_and_opened_with_the_keyboard_alone(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)

    write_note(page, "Đề nghị làm rõ nguồn vốn")
    page.keyboard.press("Control+Enter")

    pin = page.locator("[data-pin]")
    expect(pin).to_have_attribute("aria-label", "Ghi chú: Đề nghị làm rõ nguồn vốn")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("[data-tab='notes']").click()
    page.fill("[data-note-filter]", "nguon von")
    expect(page.locator("[data-notes-of] [data-note-line]")).to_have_count(1)
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#note-text")).to_have_value("Đề nghị làm rõ nguồn vốn")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.locator("[data-reader] [role=region]").focus()
    page.keyboard.press("Control+z")
    expect(pin).to_have_count(0)


def test_escape_puts_the_tool_down_before_it_closes_the_paper(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    page.locator("[data-reader] [role=region]").focus()
    page.keyboard.press("p")
    expect(page.locator("[data-tool='PEN']")).to_have_attribute("aria-pressed", "true")

    page.keyboard.press("Escape")
    expect(page.locator("[data-tool='PEN']")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("[data-reader]")).to_have_count(1)
    page.keyboard.press("Escape")

    page.locator("[data-reader]").wait_for(state="detached")


def test_two_tablets_of_one_person_without_a_network_lose_nothing(hall: Hall, delegate: str) -> None:
    one, other = reading(hall, delegate), reading(hall, delegate)
    for screen, height in ((one, 0.22), (other, 0.27)):
        screen.click("[data-tool='PEN']")
        screen.context.set_offline(True)
        hand = Hand(screen)
        for n in range(5):
            hand.stroke([(x, height + n / 200, force) for x, _, force in LINE])
        expect(screen.locator("[data-waiting-chip]")).to_have_text("5 việc chờ gửi")
    assert notes_of(hall, delegate) == []

    for screen in (one, other):
        screen.context.set_offline(False)
    for screen in (one, other):
        saved(screen, hall, delegate, 10)

    for screen in (one, other):
        screen.reload()
        expect(strokes(screen)).to_have_count(10)


def test_a_comment_reaches_the_secretariat_alone_and_its_answer_comes_back(hall: Hall, delegate: str) -> None:
    neighbour = hall.usernames("DELEGATE")[3]
    page = reading(hall, delegate)
    write_note(page, "Điều 3: đề nghị ghi rõ thời hạn")

    page.click("[data-act='share-note']")
    page.locator("input[name=circle][value=SECRETARIAT]").check()
    page.click("[data-act='save-share']")
    page.locator("input[name=circle]").first.wait_for(state="detached")

    staff = hall.voice(hall.usernames("SECRETARY")[0])
    comments = staff.get(f"/api/meetings/{hall.meeting}/comments")["comments"]
    assert [comment["body"]["text"] for comment in comments] == ["Điều 3: đề nghị ghi rõ thời hạn"]
    assert notes_of(hall, neighbour) == []
    staff.post(f"/api/annotations/{comments[0]['id']}/answer", {"text": "Đã bổ sung vào khoản 2."})
    page.reload()
    page.locator("[data-tab='notes']").click()
    expect(page.locator("[data-shared-mine] [data-answer]")).to_contain_text("Đã bổ sung vào khoản 2.")


def test_a_prepared_speech_is_large_on_the_screen_after_one_tap(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    write_note(page, "Kính thưa Chủ tọa, tôi đề nghị làm rõ nguồn vốn.")
    page.click("[data-act='prepare-speech']")
    page.locator("[data-act='open-large']").wait_for()
    page.click("[data-act='done']")

    page.click("[data-reader] [data-act='open-speech']")

    text = page.locator("[data-large] .text")
    expect(text).to_have_text("Kính thưa Chủ tọa, tôi đề nghị làm rõ nguồn vốn.")
    size = float(text.evaluate("(box) => parseFloat(getComputedStyle(box).fontSize)"))
    page.click("[data-act='larger']")
    expect(text).not_to_have_css("font-size", f"{size:g}px")
    larger = float(text.evaluate("(box) => parseFloat(getComputedStyle(box).fontSize)"))
    assert 24 <= size < larger <= 40
    page.keyboard.press("Escape")
    page.click("[data-act='close-paper']")
    page.click("[data-act='open-speech']")
    text.wait_for()


def test_what_the_server_refuses_is_told_and_stays(hall: Hall, delegate: str) -> None:
    page = reading(hall, delegate)
    refused = {"status": "refused", "detail": "Tài liệu đã được thu hồi."}

    def answer(route: Any) -> None:
        if route.request.method == "POST":
            ids = [note["id"] for note in route.request.post_data_json["annotations"]]
            route.fulfill(json={"tide": 0, "results": [refused | {"id": each} for each in ids]})
        else:
            route.continue_()

    page.route("**/annotations", answer)
    page.click("[data-act='bookmark']")
    page.locator("[data-tab='notes']").click()

    expect(page.locator("[data-refused] [data-note-line]")).to_contain_text("Tài liệu đã được thu hồi.")
    expect(page.locator("[data-bookmark='1']")).to_have_count(1)


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_axe_finds_nothing_on_tools_notes_list_and_dialogs(
    hall: Hall, delegate: str, width: int, height: int
) -> None:
    page = reading(hall, delegate, width=width, height=height)
    page.click("[data-tool='PEN']")
    Hand(page).stroke(LINE)
    expect(strokes(page)).to_have_count(1)
    assert findings(page) == []
    assert fits(page)

    write_note(page, "Đề nghị làm rõ nguồn vốn")
    assert findings(page) == []
    page.click("[data-act='share-note']")
    page.locator("input[name=circle]").first.wait_for()
    assert findings(page) == []
    page.keyboard.press("Escape")

    if page.locator("[data-act='open-list']").count():
        page.click("[data-act='open-list']")
    page.locator("[data-tab='notes']").click()
    page.locator("[data-notes-of]").wait_for()
    assert findings(page) == []
    assert fits(page)
