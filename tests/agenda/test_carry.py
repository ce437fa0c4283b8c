"""Where an annotation belongs in the next version: with its words, or nowhere that is certain."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.carry import Body, Carrier, Place, box_of
from agenda.compare import Page, compare
from agenda.compare.words import Word
from tests.agenda.test_compare import TEXTS, laid, scan

GROUNDS = "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 theo đề nghị của Ủy ban"


def carried(before: list[Page], after: list[Page], page: int, body: Body) -> Place | None:
    pairs = {one.source: one.no for one in compare(before, after).pages if one.source}
    return Carrier(before, after, pairs).place(page, body)


def on(words: list[Word], phrase: str) -> list[Word]:
    """Return the words of the phrase, where it stands first."""
    wanted, letters = phrase.split(), [word[4] for word in words]
    start = next(i for i in range(len(words)) if letters[i : i + len(wanted)] == wanted)
    return words[start : start + len(wanted)]


def marking(words: list[Word], phrase: str) -> Body:
    return {"color": "#ffcc00", "rects": [list(word[:4]) for word in on(words, phrase)]}


def ring(words: list[Word], phrase: str) -> Body:
    """Return a stroke around the phrase, which must stand on one line."""
    found = on(words, phrase)
    left, top = found[0][0], found[0][1]
    right, low = found[-1][0] + found[-1][2], top + found[0][3]
    corners = [(left, top), (right, top), (right, low), (left, low), (left, top)]
    return {"color": "#1a4fd6", "width": 0.004, "points": [[x, y, 0.5] for x, y in corners]}


def middle(body: Body) -> tuple[float, float]:
    x, y, w, h = box_of(body) or (0.0, 0.0, 0.0, 0.0)
    return x + w / 2, y + h / 2


def two(before: str, after: str, **setting: Any) -> tuple[list[Word], list[Word]]:
    return laid(before), laid(after, **setting)


def test_on_a_page_that_is_the_same_nothing_moves() -> None:
    words = laid(TEXTS["đất"])
    body = ring(words, "giá đất")

    assert carried([Page(words)], [Page(words)], 1, body) == Place(1, body)


def test_a_highlight_goes_with_its_words_down_the_page() -> None:
    old, new = two(TEXTS["đất"], f"{TEXTS['rừng']} {TEXTS['rừng']} {TEXTS['đất']}")

    place = carried([Page(old)], [Page(new)], 1, marking(old, "vị trí đường phố"))

    assert place is not None
    found = on(new, "vị trí đường phố")
    first, last = place.body["rects"][0], place.body["rects"][-1]
    assert first[:2] == pytest.approx(found[0][:2], abs=1e-4)
    assert (last[0] + last[2], last[1]) == pytest.approx(
        (found[-1][0] + found[-1][2], found[-1][1]), abs=1e-4
    )


def test_a_highlight_over_a_corrected_figure_lies_on_the_correction() -> None:
    old, new = two(TEXTS["nợ"], TEXTS["nợ"].replace("212", "198,5"))

    place = carried([Page(old)], [Page(new)], 1, marking(old, "212"))

    (figure,) = on(new, "198,5")
    assert place is not None
    assert place.body["rects"] == [pytest.approx(figure[:4], abs=1e-4)]


def test_a_highlight_whose_words_were_struck_has_no_place() -> None:
    old, new = two(TEXTS["nợ"], TEXTS["nợ"].replace("tập trung ở các dự án ", ""))

    assert carried([Page(old)], [Page(new)], 1, marking(old, "tập trung ở các dự án")) is None


def test_a_ring_grows_with_the_letters() -> None:
    old, new = two(TEXTS["đất"], TEXTS["đất"], size=0.013)
    found = on(new, "giá đất")

    place = carried([Page(old)], [Page(new)], 1, ring(old, "giá đất"))

    assert place is not None
    _, _, _, high = box_of(place.body) or (0, 0, 0, 0)
    assert middle(place.body) == pytest.approx(
        ((found[0][0] + found[-1][0] + found[-1][2]) / 2, found[0][1] + found[0][3] / 2), abs=2e-3
    )
    assert high == pytest.approx(0.015 * 1.3, abs=1e-3)


def test_a_ring_around_words_that_are_on_two_lines_now_is_around_those_of_one() -> None:
    old = laid(TEXTS["nợ"])
    words = [*old]
    cut = next(place for place, word in enumerate(words) if word[4] == "xây")
    shifted = [(x, y + 0.02, w, h, text) for x, y, w, h, text in words[cut:]]
    new = [*words[:cut], *shifted]

    place = carried([Page(old)], [Page(new)], 1, ring(old, "đọng xây dựng"))

    assert place is not None
    x, y = middle(place.body)
    near = on(new, "xây dựng")
    assert near[0][0] <= x <= near[-1][0] + near[-1][2]
    assert near[0][1] <= y <= near[0][1] + near[0][3]


def test_a_pin_stays_at_its_word() -> None:
    old, new = two(TEXTS["trường"], f"{TEXTS['nợ']} {TEXTS['trường']}")
    (word,), (there,) = on(old, "công"), on(new, "công")
    pin = {"x": word[0] + word[2] / 2, "y": word[1] + word[3] / 2, "color": "#ffcc00", "text": "?"}

    place = carried([Page(old)], [Page(new)], 1, pin)

    assert place is not None
    assert middle(place.body) == pytest.approx((there[0] + there[2] / 2, there[1] + there[3] / 2), abs=2e-3)
    assert place.body["text"] == "?"


def test_a_bar_in_the_margin_stays_in_the_margin_beside_its_lines() -> None:
    old = laid(f"{TEXTS['trình']} {TEXTS['đất']} {TEXTS['nợ']}")
    new = [
        *laid(TEXTS["rừng"]),
        *[(x + 0.03, y + 0.06, w, h, text) for x, y, w, h, text in old],
    ]
    top, low = old[0][1], old[0][1] + 0.035
    bar = {"color": "#000000", "width": 0.004, "points": [[0.06, top, 0.5], [0.06, low, 0.5]]}

    place = carried([Page(old)], [Page(new)], 1, bar)

    assert place is not None
    assert middle(place.body)[1] == pytest.approx((top + low) / 2 + 0.06, abs=2e-3)
    assert middle(place.body)[0] < min(word[0] for word in new)


def test_a_note_on_a_page_that_is_gone_does_not_go_to_the_same_grounds_elsewhere() -> None:
    chapters = [laid(f"{GROUNDS} {TEXTS[name]}") for name in ("đất", "nợ", "rừng")]
    before = [Page(words) for words in chapters]

    for after in ([before[0], before[2]], [before[0]]):
        assert carried(before, after, 2, marking(chapters[1], "Căn cứ Luật")) is None
        assert carried(before, after, 2, marking(chapters[1], "Nợ đọng xây dựng")) is None


def test_a_paragraph_that_moved_to_another_page_takes_its_notes_along() -> None:
    moved = laid(f"{TEXTS['trình']} {TEXTS['nợ']}")
    there = laid(f"{TEXTS['đất']} {TEXTS['nợ']}")
    before = [Page(moved), Page(laid(TEXTS["đất"]))]
    after = [Page(laid(TEXTS["trình"])), Page(there)]

    place = carried(before, after, 1, marking(moved, "212 tỷ đồng"))

    assert place is not None
    assert place.page == 2
    assert {round(rect[1], 4) for rect in place.body["rects"]} == {
        round(w[1], 4) for w in on(there, "212 tỷ đồng")
    }


def test_a_mark_of_the_whole_page_goes_with_the_page_or_nowhere() -> None:
    before = [Page(laid(TEXTS[name])) for name in ("trình", "đất")]
    bookmark = {"text": "Xem lại"}

    assert carried(before, [Page(laid(TEXTS["nợ"])), *before], 2, bookmark) == Place(3, bookmark)
    assert carried(before, [before[0]], 2, bookmark) is None
    joined = Page(laid(f"{TEXTS['trình']} {TEXTS['đất']}"))
    assert carried(before, [joined], 2, bookmark) == Place(1, bookmark)


def test_on_a_scan_everything_lies_aside_as_the_sheet_does() -> None:
    words = laid(" ".join(TEXTS.values()))
    sheet = Page([], scan(words, 0.012, -0.008))

    place = carried([Page(words, scan(words))], [sheet], 1, ring(words, "giá đất"))

    assert place is not None
    x, y = middle(ring(words, "giá đất"))
    assert middle(place.body) == pytest.approx((x + 0.012, y - 0.008), abs=0.004)


def test_on_a_scan_of_something_else_nothing_has_a_place() -> None:
    words = laid(" ".join(TEXTS.values()))
    other = scan(laid(f"{TEXTS['nợ']} " * 9, size=0.013, top=0.2))

    carrier = Carrier([Page(words, scan(words))], [Page([], other)], {1: 1})

    assert carrier.place(1, ring(words, "giá đất")) is None


@pytest.mark.parametrize("page", [0, 2, -1])
def test_a_page_that_the_old_version_never_had_has_no_place(page: int) -> None:
    pages = [Page(laid(TEXTS["đất"]))]

    assert carried(pages, pages, page, {"text": "?"}) is None


POINT = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(list)
BODIES = st.one_of(
    st.lists(POINT, min_size=1, max_size=5).map(lambda points: {"points": points}),
    st.tuples(st.floats(0, 1), st.floats(0, 1)).map(lambda at: {"x": at[0], "y": at[1]}),
    st.tuples(st.floats(0, 0.8), st.floats(0, 0.8), st.floats(0.01, 0.2), st.floats(0.01, 0.2)).map(
        lambda rect: {"rects": [list(rect)]}
    ),
)


@given(BODIES, st.permutations(list(TEXTS)), st.sampled_from([0.008, 0.01, 0.014]))
@settings(deadline=None, max_examples=60)
def test_whatever_finds_a_place_is_on_a_page_that_is_there(body: Body, names: list[str], size: float) -> None:
    before = [Page(laid(" ".join(TEXTS[name] for name in TEXTS)))]
    after = [Page(laid(" ".join(TEXTS[name] for name in names), size=size)), Page(laid(TEXTS["nợ"]))]

    place = carried(before, after, 1, body)

    if place is not None:
        assert place.page in (1, 2)
        x, y, w, h = box_of(place.body) or (0, 0, 0, 0)
        assert -1e-6 <= x <= x + w <= 1 + 1e-4
        assert -1e-6 <= y <= y + h <= 1 + 1e-4
