"""Two versions of a paper, compared: which page is which, what changed on it, what is gone."""

from __future__ import annotations

import random
import time
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from agenda.compare import Change, Page, compare
from agenda.compare.pictures import COLUMNS, ROWS, picture_of
from agenda.compare.scans import beside
from agenda.compare.words import Word, align, lines_of

TEXTS = {
    "trình": "Căn cứ Luật Ngân sách nhà nước Ủy ban nhân dân tỉnh trình Hội đồng nhân dân tỉnh xem xét quyết định",
    "đất": "Bảng giá đất năm 2024 được xây dựng theo từng vị trí đường phố và khu vực của huyện thị xã thành phố",
    "nợ": "Nợ đọng xây dựng cơ bản đến hết tháng mười một còn 212 tỷ đồng tập trung ở các dự án giao thông",
    "trường": "Mức thu học phí của các cơ sở giáo dục công lập giữ như năm học trước để chia sẻ khó khăn với dân",
    "rừng": "Chi trả dịch vụ môi trường rừng cho các chủ rừng là hộ gia đình cộng đồng dân cư thôn bản",
}


def laid(text: str, *, top: float = 0.1, size: float = 0.01) -> list[Word]:
    """Set the text in lines from the left margin, as wide as its letters."""
    words: list[Word] = []
    x, y = 0.1, top
    for word in text.split():
        if x + size * len(word) > 0.9:
            x, y = 0.1, y + 2 * size
        words.append((x, y, size * len(word), 1.5 * size, word))
        x += size * (len(word) + 1)
    return words


def page(name: str, levels: bytes = b"") -> Page:
    return Page(laid(TEXTS.get(name, name)), levels)


def pages(*names: str) -> list[Page]:
    return [page(name) for name in names]


def kinds(before: list[Page], after: list[Page]) -> list[tuple[int | None, str]]:
    return [(change.source, change.kind) for change in compare(before, after).pages]


def drawing(*marks: tuple[int, int, int, int]) -> bytes:
    """Draw black bars (x, y, w, h in cells) on white."""
    cells = bytearray([255]) * (COLUMNS * ROWS)
    for x, y, w, h in marks:
        for row in range(y, y + h):
            cells[row * COLUMNS + x : row * COLUMNS + x + w] = bytes(w)
    return bytes(cells)


def test_the_same_paper_has_not_changed() -> None:
    assert compare(pages("trình", "đất"), pages("trình", "đất")).pages == [
        Change(1, 1, "SAME"),
        Change(2, 2, "SAME"),
    ]


def test_a_page_put_in_is_added_and_the_rest_is_the_same() -> None:
    compared = compare(pages("trình", "đất"), pages("trình", "nợ", "đất"))

    assert [(one.source, one.kind) for one in compared.pages] == [(1, "SAME"), (None, "ADDED"), (2, "SAME")]
    assert compared.gone == []


def test_a_page_taken_out_is_gone() -> None:
    compared = compare(pages("trình", "nợ", "đất"), pages("trình", "đất"))

    assert [(one.source, one.kind) for one in compared.pages] == [(1, "SAME"), (3, "SAME")]
    assert compared.gone == [2]


def test_a_page_that_stands_elsewhere_has_moved() -> None:
    before, after = pages("trình", "nợ", "đất", "rừng"), pages("rừng", "trình", "nợ", "đất")

    assert kinds(before, after) == [(4, "MOVED"), (1, "SAME"), (2, "SAME"), (3, "SAME")]


def test_a_figure_that_was_corrected_is_marked_where_it_stands() -> None:
    after = Page(laid(TEXTS["nợ"].replace("212", "198")))

    (change,) = compare(pages("nợ"), [after]).pages

    (place,) = [word for word in after.words if word[4] == "198"]
    assert (change.kind, change.where) == ("EDITED", [tuple(round(part, 4) for part in place[:4])])


def test_words_that_went_leave_a_thin_mark_behind_the_word_before() -> None:
    after = Page(laid(TEXTS["nợ"].replace("xây dựng cơ bản ", "")))

    (change,) = compare(pages("nợ"), [after]).pages

    x, y, w, h, word = after.words[1]
    assert word == "đọng"
    assert (change.kind, change.where) == ("EDITED", [(round(x + w, 4), y, 0.004, h)])


def test_each_side_is_marked_where_its_own_words_stand() -> None:
    before = Page(laid(TEXTS["nợ"]))
    after = Page(laid("Đến nay tỉnh " + TEXTS["nợ"].replace("212", "198")))

    (change,) = compare([before], [after]).pages

    (old,) = [word for word in before.words if word[4] == "212"]
    (new,) = [word for word in after.words if word[4] == "198"]
    assert tuple(round(part, 4) for part in old[:4]) in change.was
    assert tuple(round(part, 4) for part in new[:4]) in change.where
    assert old[:2] != new[:2]
    x, y, _, h, _ = before.words[0]
    assert change.was[0] == (round(x - 0.004, 4), y, 0.004, h), (
        "what came before the first word, on the old page"
    )


def test_words_that_went_are_marked_whole_on_the_old_page() -> None:
    before = Page(laid(TEXTS["nợ"]))

    (change,) = compare([before], [Page(laid(TEXTS["nợ"].replace("xây dựng cơ bản ", "")))]).pages

    assert [word[4] for word in before.words[2:6]] == ["xây", "dựng", "cơ", "bản"]
    assert change.was == [tuple(round(part, 4) for part in rect) for rect in lines_of(before.words[2:6])]


def test_a_number_of_the_page_is_no_change() -> None:
    first, second = laid(TEXTS["đất"]), laid(TEXTS["đất"])
    first.append((0.5, 0.95, 0.01, 0.015, "3"))
    second.append((0.5, 0.95, 0.01, 0.015, "4"))

    assert kinds([Page(first)], [Page(second)]) == [(1, "SAME")]


def test_another_font_is_no_change() -> None:
    assert kinds([Page(laid(TEXTS["đất"]))], [Page(laid(TEXTS["đất"], size=0.013))]) == [(1, "SAME")]


def test_words_that_flow_to_the_next_page_have_not_changed() -> None:
    words = " ".join(TEXTS.values()).split()[:86]
    before = [Page(laid(" ".join(words[start : start + 30]))) for start in range(0, 90, 30)]
    longer = [*words[:10], "theo", "đúng", "quy", "định", *words[10:]]
    after = [Page(laid(" ".join(longer[start : start + 30]))) for start in range(0, 90, 30)]

    changes = compare(before, after).pages

    assert [(one.source, one.kind) for one in changes] == [(1, "EDITED"), (2, "SAME"), (3, "SAME")]
    assert len(changes[0].where) == len(lines_of(after[0].words[10:14]))


def test_another_signature_is_a_change_of_the_picture() -> None:
    unsigned = page("trình", drawing((5, 6, 30, 1)))
    signed = page("trình", drawing((5, 6, 30, 1), (30, 50, 6, 4)))

    (change,) = compare([unsigned], [signed]).pages

    assert (change.kind, change.where) == ("EDITED", [(0.625, 0.7812, 0.125, 0.0625)])


def scan(words: list[Word], dx: float = 0.0, dy: float = 0.0) -> bytes:
    """Draw the words as small as a picture of a page is, put aside by fractions of the page."""
    fine, dark = 6, set()
    for x, y, w, h, _ in words:
        for row in range(round((y + dy + 0.3 * h) * ROWS * fine), round((y + dy + 0.8 * h) * ROWS * fine)):
            for column in range(round((x + dx) * COLUMNS * fine), round((x + dx + w) * COLUMNS * fine)):
                dark.add((column // fine, row // fine, column % fine, row % fine))
    covered = Counter((column, row) for column, row, _, _ in dark)
    levels = (255 - 120 * covered[x, y] // fine**2 for y in range(ROWS) for x in range(COLUMNS))
    return bytes(levels)


def test_a_scan_of_the_print_is_known_by_where_the_words_stood() -> None:
    chance = random.Random(7)
    names = list(TEXTS.values())
    texts = [" ".join(chance.choice(names) for _ in range(no)) for no in (3, 8, 5, 9)]
    prints = [laid(text, size=0.008 + 0.001 * no) for no, text in enumerate(texts)]
    before = [Page(words, scan(words)) for words in prints]
    scans = [Page([], scan(prints[no], 0.012, -0.009)) for no in (3, 0, 1, 2)]

    assert kinds(before, scans) == [(4, "MOVED"), (1, "SAME"), (2, "SAME"), (3, "SAME")]


@given(st.floats(-0.04, 0.04), st.floats(-0.03, 0.03))
@settings(deadline=None, max_examples=20)
def test_how_a_scan_lies_beside_the_print_is_told_to_a_fraction_of_a_cell(dx: float, dy: float) -> None:
    words = laid(" ".join([*TEXTS.values(), TEXTS["nợ"], TEXTS["đất"]]), top=0.2)
    picture = picture_of(scan(words, dx, dy))
    assert picture is not None

    found = beside(words, picture)

    assert found.score > 0.95
    assert (abs(found.dx - dx), abs(found.dy - dy)) < (0.25 / COLUMNS, 0.25 / ROWS)
    assert abs(found.dy - dy) < 0.25 / ROWS


def test_another_scan_is_known_by_its_picture() -> None:
    lines = {
        "a": [(5, row, 36 - row % 7, 1) for row in range(6, 58, 3)],
        "b": [(5, row, 12 + row % 20, 1) for row in range(6, 30, 3)],
        "c": [(10, 10, 28, 30)],
    }
    before = [Page([], drawing(*bars)) for bars in lines.values()]
    shifted = [drawing(*[(x + 1, y + 1, w, h) for x, y, w, h in bars]) for bars in lines.values()]
    scans = [Page([], shifted[2]), Page([], shifted[0]), Page([], shifted[1])]

    assert kinds(before, scans) == [(3, "MOVED"), (1, "SAME"), (2, "SAME")]


def test_blank_pages_stay_where_they_are() -> None:
    blank = Page([], drawing())

    assert kinds([page("đất"), blank], [page("đất"), blank]) == [(1, "SAME"), (2, "SAME")]


def test_pages_of_which_nothing_is_known_are_paired_by_their_place() -> None:
    before, after = [*pages("đất"), Page([]), *pages("nợ")], [*pages("đất"), Page([]), *pages("nợ")]

    assert kinds(before, after) == [(1, "SAME"), (2, "SAME"), (3, "SAME")]


def test_a_picture_of_another_size_is_none() -> None:
    assert picture_of(b"\x00" * 10) is None


def test_five_hundred_pages_are_compared_in_seconds() -> None:
    chance = random.Random(5)
    vocabulary = [f"từ{no}" for no in range(1500)]
    texts = [[chance.choice(vocabulary) for _ in range(350)] for _ in range(500)]
    later = [*texts[:100], [chance.choice(vocabulary) for _ in range(350)], *texts[101:]]
    for no in range(0, 500, 5):
        later[no] = [*later[no][:100], "SỬA", *later[no][101:]]
    before = [Page(laid(" ".join(words))) for words in texts]
    after = [Page(laid(" ".join(words))) for words in later]

    begun = time.process_time()
    compared = compare(before, after)
    took = time.process_time() - begun

    assert Counter(change.kind for change in compared.pages) == {"SAME": 400, "EDITED": 99, "ADDED": 1}
    assert compared.gone == [101]
    assert took < 10, "two seconds on an idle machine"


WORDS = st.lists(st.sampled_from(["tỉnh", "huyện", "xã", "đất", "rừng", "nợ"]), max_size=40)


@given(WORDS, WORDS)
def test_aligned_words_are_equal_and_in_order(a: list[str], b: list[str]) -> None:
    pairs = align(a, b)

    assert all(a[i] == b[j] for i, j in pairs)
    assert pairs == sorted(set(pairs))
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert [j for _, j in pairs] == sorted(j for _, j in pairs)


@given(st.lists(st.sampled_from(list(TEXTS)), max_size=6), st.lists(st.sampled_from(list(TEXTS)), max_size=6))
@settings(deadline=None)
def test_each_old_page_is_the_source_of_one_new_page_or_gone(before: list[str], after: list[str]) -> None:
    compared = compare(pages(*before), pages(*after))

    sources = [one.source for one in compared.pages if one.source]
    assert sorted([*sources, *compared.gone]) == list(range(1, len(before) + 1))
    assert [one.no for one in compared.pages] == list(range(1, len(after) + 1))
    assert all((one.source is None) == (one.kind == "ADDED") for one in compared.pages)
