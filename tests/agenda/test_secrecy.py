"""Which words on the first pages are a mark of state secrecy, and which are only words."""

from __future__ import annotations

import json
import unicodedata
import zlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.intake import reading, secrecy

HEAD = ["HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐIỆN BIÊN", "Số: 512/BC-HĐND"]


def found(*lines: str) -> tuple[str, str] | None:
    mark = secrecy.mark_in([("\n".join(lines), [])])
    return (mark.level.label, mark.words) if mark else None


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("MẬT", "MẬT"),
        ("TỐI MẬT", "TỐI MẬT"),
        ("TUYỆT MẬT", "TUYỆT MẬT"),
        ("mật", "MẬT"),
        ("Tối mật", "TỐI MẬT"),
        ("tuyệt mật", "TUYỆT MẬT"),
        ("MAT", "MẬT"),
        ("TOI MAT", "TỐI MẬT"),
        ("Tuyet mat", "TUYỆT MẬT"),
        ("MÂT", "MẬT"),
        ("TUYÊT MẠT", "TUYỆT MẬT"),
        ("M Ậ T", "MẬT"),
        ("T Ố I   M Ậ T", "TỐI MẬT"),
        ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
        ("M A T", "MẬT"),
        ("M.Ậ.T", "MẬT"),
        ("[ MẬT ]", "MẬT"),
        ("★ TỐI MẬT ★", "TỐI MẬT"),
        ("M\u200bẬ\u200bT", "MẬT"),
        ("ＭẬＴ", "MẬT"),
        ("Độ mật: Mật", "MẬT"),
        ("Độ mật : TỐI MẬT", "TỐI MẬT"),
        ("Mức độ mật: tuyệt mật.", "TUYỆT MẬT"),
        ("Do mat: toi mat", "TỐI MẬT"),
        ("Độ mật: T Ố I M Ậ T", "TỐI MẬT"),
        ("Số: 12/BC-UBND (MẬT)", "MẬT"),
        ("TÀI LIỆU MẬT", "MẬT"),
        ("HỒ SƠ TUYỆT MẬT", "TUYỆT MẬT"),
        ("MËT", "MẬT"),
        ("TUYEÄT MAÄT", "TUYỆT MẬT"),
    ],
)
def test_a_mark_that_stands_alone_is_recognised(line: str, level: str) -> None:
    mark = found(*HEAD, line, "Điện Biên, ngày 15 tháng 11 năm 2023")

    assert mark is not None
    assert mark[0] == level


@pytest.mark.parametrize(
    "lines",
    [
        ["Luật Bảo vệ bí mật nhà nước"],
        ["VỀ CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC"],
        ["Mật độ dân số 63 người/km²"],
        ["Mật ong Mường Nhé"],
        ["MẬT ONG"],
        ["bảo mật thông tin; mật khẩu dài 10 ký tự"],
        ["Đại biểu vắng", "mặt"],
        ["MẶT"],
        ["Mất"],
        ["MÁT"],
        ["Độ mật: Không"],
        ["Độ mật: bình thường"],
        ["thực hiện nghiêm các quy định của pháp luật về bảo vệ bí", "mật."],
        ["tăng cường công tác bảo", "mật"],
        ["Danh mục tài liệu mật phải bàn giao"],
        ["Mật 12"],
        ["TỐI"],
        ["Tuyệt đối"],
        ["Có mặt: 48; vắng mặt: 2"],
    ],
)
def test_a_word_of_the_language_is_no_mark(lines: list[str]) -> None:
    assert found(*HEAD, *lines) is None


def test_a_stamp_of_two_lines_has_the_level_of_both() -> None:
    assert found(*HEAD, "TUYỆT", "MẬT") == ("TUYỆT MẬT", "MẬT")


def test_letters_written_in_pieces_are_the_same_letters() -> None:
    assert found(*HEAD, unicodedata.normalize("NFD", "TỐI MẬT")) == ("TỐI MẬT", "TỐI MẬT")


def test_the_gravest_of_several_marks_counts() -> None:
    assert found("Độ mật: Mật", "TỐI MẬT") == ("TỐI MẬT", "TỐI MẬT")


def test_only_the_first_pages_are_looked_at() -> None:
    pages = [("Trang", []), ("Trang", []), ("MẬT", []), ("TUYỆT MẬT", [])]

    assert secrecy.mark_in(pages) == secrecy.Mark(secrecy.BY_CODE["MAT"], 3, "MẬT")


def test_a_stamp_beside_other_text_is_seen_as_the_eye_sees_it() -> None:
    """On one line with the name of the authority, a hand's breadth away."""
    words = [("HỘI", 0.1), ("ĐỒNG", 0.15), ("MẬT", 0.45), ("CỘNG", 0.7), ("HÒA", 0.745)]
    page = page_of([(x, 0.1, 0.04, 0.0127, word) for word, x in words])

    lines = [line.text for line in reading.lines_seen(page)]

    assert lines == ["HỘI ĐỒNG", "MẬT", "CỘNG HÒA"]
    assert secrecy.mark_in([("HỘI ĐỒNG MẬT CỘNG HÒA", lines)]) == secrecy.Mark(
        secrecy.BY_CODE["MAT"], 1, "MẬT"
    )


def page_of(words: list[tuple[float, float, float, float, str]]) -> reading.ReadPage:
    return reading.ReadPage(1, 595.0, 842.0, "", zlib.compress(json.dumps(words).encode()))


def test_a_page_that_was_not_recognised_has_no_lines() -> None:
    assert reading.lines_seen(reading.ReadPage(1, 595.0, 842.0, "", b"")) == []


@given(st.text(alphabet="aâăbđcimtơốiuyệMẬTÚ  .\n", max_size=60))
def test_whatever_the_text_a_mark_is_spelt_by_its_letters_alone(text: str) -> None:
    mark = secrecy.mark_in([(text, [])])

    if mark:
        spelt = unicodedata.normalize("NFD", secrecy.letters(mark.words)).lower()
        bare = "".join(c for c in spelt if c.isalpha() and not unicodedata.combining(c))
        assert bare.endswith("mat")


@pytest.mark.parametrize(
    ("day", "law"),
    [
        (date(2023, 12, 6), "29/2018/QH14"),
        (date(2026, 2, 28), "29/2018/QH14"),
        (date(2026, 3, 1), "117/2025/QH15"),
        (date(2031, 1, 1), "117/2025/QH15"),
    ],
)
def test_the_ground_is_the_law_of_that_day(day: date, law: str) -> None:
    ground = secrecy.ground_on(day)

    assert (law in ground.vi, law in ground.en) == (True, True)
