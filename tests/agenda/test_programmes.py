"""Programmes in Word and Excel, made on the spot as offices make them, and what is proposed from them."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime, time
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda import programmes
from agenda.errors import ProgrammeEmpty, ProgrammeUnreadable
from agenda.models import ItemKind

Rows = list[list[Any]]

DIEN_BIEN: Rows = [
    ["Thời gian", "Nội dung", "Trình bày, điều hành"],
    ["Ngày thứ 1: 06/12/2023", "Ngày thứ 1: 06/12/2023", "Ngày thứ 1: 06/12/2023"],
    ["07:30", "Điểm danh, ổn định tổ chức", "Thư ký kỳ họp"],
    ["8h05", "Chào cờ, giới thiệu đại biểu", "Văn phòng"],
    ["", "Khai mạc kỳ họp", "Chủ tịch HĐND tỉnh"],
    ["8 giờ 45", "Trình bày các tờ trình:\n- Tờ trình về giá đất\n- Tờ trình về học phí", "UBND tỉnh"],
    ["Ngày thứ hai", "Ngày thứ hai", "Ngày thứ hai"],
    ["13h30 - 17h00", "Chất vấn và trả lời chất vấn", "Chủ tọa"],
    ["", "", ""],
    ["17h", "Bế mạc kỳ họp", ""],
]

EXPECTED = [
    ("Điểm danh, ổn định tổ chức", "ROLL_CALL", 1, "07:30", "Thư ký kỳ họp", 1),
    ("Chào cờ, giới thiệu đại biểu", "CEREMONY", 1, "08:05", "Văn phòng", 1),
    ("Khai mạc kỳ họp", "OPENING", 1, None, "Chủ tịch HĐND tỉnh", 1),
    ("Trình bày các tờ trình:", "PRESENTATION", 1, "08:45", "UBND tỉnh", 1),
    ("Tờ trình về giá đất", "PRESENTATION", 1, None, "", 2),
    ("Tờ trình về học phí", "PRESENTATION", 1, None, "", 2),
    ("Chất vấn và trả lời chất vấn", "QUESTIONING", 2, "13:30", "Chủ tọa", 1),
    ("Bế mạc kỳ họp", "CLOSING", 2, "17:00", "", 1),
]


def word(*blocks: Rows | str) -> bytes:
    """Write paragraphs and tables; cells of one text over the whole row are merged, as for a day."""
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        table = document.add_table(rows=0, cols=len(block[0]))
        for row in block:
            cells = table.add_row().cells
            if len(row) > 1 and len(set(row)) == 1 and row[0]:
                cells[0].merge(cells[-1]).text = row[0]
            else:
                for cell, text in zip(cells, row, strict=True):
                    cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def excel(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def items(content: bytes) -> list[tuple[object, ...]]:
    found = programmes.read(content).items
    return [(i.title, i.kind, i.day, i.starts_at, i.presenter, i.depth) for i in found]


def test_a_word_table_is_read_with_days_times_presenters_and_lists() -> None:
    heading = ("HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐIỆN BIÊN", "CHƯƠNG TRÌNH", "Kỳ họp thứ mười ba")

    assert items(word(*heading, DIEN_BIEN)) == EXPECTED


def test_an_excel_sheet_is_read_alike_with_times_as_excel_keeps_them() -> None:
    rows = [
        ["CHƯƠNG TRÌNH KỲ HỌP", None, None, None],
        ["STT", "Thời gian", "Nội dung", "Người trình bày"],
        [None, "Ngày 06/12/2023", None, None],
        [1, time(7, 30), "Điểm danh", "Thư ký"],
        [2, 0.336805555555556, "Báo cáo kinh tế - xã hội", "UBND tỉnh"],
        [None, datetime(2023, 12, 7), None, None],
        [3, "14h", "Thảo luận tại hội trường", "Chủ tọa"],
    ]

    assert items(excel(rows)) == [
        ("Điểm danh", "ROLL_CALL", 1, "07:30", "Thư ký", 1),
        ("Báo cáo kinh tế - xã hội", "REPORT", 1, "08:05", "UBND tỉnh", 1),
        ("Thảo luận tại hội trường", "HALL_DISCUSSION", 2, "14:00", "Chủ tọa", 1),
    ]


def test_a_table_without_a_heading_is_read_by_what_is_in_its_columns() -> None:
    rows = [["7h30", "Khai mạc kỳ họp thứ mười ba", "Chủ tọa"], ["8h00", "Báo cáo của UBND tỉnh", "UBND"]]

    assert items(word(rows)) == [
        ("Khai mạc kỳ họp thứ mười ba", "OPENING", 1, "07:30", "Chủ tọa", 1),
        ("Báo cáo của UBND tỉnh", "REPORT", 1, "08:00", "UBND", 1),
    ]


def test_paragraphs_are_read_by_their_numbering() -> None:
    lines = [
        "Sáng ngày 06/12/2023",
        "I. Khai mạc",
        "1. Chào cờ",
        "2. Báo cáo",
        "a) Báo cáo kinh tế - xã hội",
        "b) Báo cáo giám sát",
        "II. Thảo luận",
        "Chiều ngày 06/12/2023",
        "III. Thảo luận tại tổ",
        "Ngày 07/12/2023",
        "IV. 8h00: Bế mạc",
    ]

    found = [(title, day, depth) for title, _, day, _, _, depth in items(word(*lines))]

    assert found == [
        ("Khai mạc", 1, 1),
        ("Chào cờ", 1, 2),
        ("Báo cáo", 1, 2),
        ("Báo cáo kinh tế - xã hội", 1, 3),
        ("Báo cáo giám sát", 1, 3),
        ("Thảo luận", 1, 1),
        ("Thảo luận tại tổ", 1, 1),
        ("8h00: Bế mạc", 2, 1),
    ]


def test_numbers_in_a_column_of_their_own_tell_the_depth() -> None:
    rows = [["TT", "Nội dung"], ["I", "Khai mạc"], ["1", "Chào cờ"], ["2", "Diễn văn"], ["II", "Bế mạc"]]

    assert [(i[0], i[5]) for i in items(excel(rows))] == [
        ("Khai mạc", 1), ("Chào cờ", 2), ("Diễn văn", 2), ("Bế mạc", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Thảo luận tại tổ về kinh tế - xã hội", "GROUP_DISCUSSION"),
        ("Thảo luận ở hội trường", "HALL_DISCUSSION"),
        ("Báo cáo tổng hợp ý kiến thảo luận tổ", "GROUP_SUMMARY"),
        ("Báo cáo thẩm tra của Ban Pháp chế", "EXAMINATION"),
        ("Báo cáo tiếp thu, giải trình", "INTAKE"),
        ("Biểu quyết thông qua các nghị quyết", "DECISION"),
        ("Bầu Ủy viên UBND tỉnh", "PERSONNEL"),
        ("Lấy phiếu tín nhiệm", "SECRET_BALLOT"),
        ("Công bố kết quả kiểm phiếu", "TELLERS_MINUTES"),
        ("Thông qua biên bản kỳ họp", "MINUTES"),
        ("Thông qua chương trình kỳ họp", "AGENDA_APPROVAL"),
        ("Nghỉ giải lao", "OTHER"),
    ],
)
def test_the_kind_of_an_item_is_guessed_by_its_words(title: str, kind: str) -> None:
    assert programmes.kind_of(title) == kind


def test_all_kinds_that_are_guessed_exist() -> None:
    assert {kind for _, kind in programmes.KINDS} <= set(ItemKind)


def test_what_was_passed_over_and_what_was_not_understood_is_counted() -> None:
    rows = [["Thời gian", "Nội dung"], ["7h30", "…"], ["8h", "Nghỉ giải lao"], ["9h", "Khai mạc"]]

    found = programmes.read(word(rows))

    assert (len(found.items), found.skipped, found.guessed) == (2, 1, 1)


def archive(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

BROKEN: dict[str, tuple[bytes, str]] = {
    "no archive": (b"%PDF-1.7", "form"),
    "nothing": (b"", "form"),
    "another archive": (archive({"readme.txt": b"x"}), "form"),
    "cut off": (word("I. Khai mạc")[:-400], "form"),
    "too large": (b"PK" + bytes(programmes.MAX_BYTES), "size"),
    "one part of 9 MB": (archive({"word/document.xml": bytes(b" " * (9 << 20))}), "unpacked"),
    "65 MB of pictures": (
        archive({"word/document.xml": b"<x/>"} | {f"word/media/{n}.png": bytes(13 << 20) for n in range(5)}),
        "unpacked",
    ),
    "thousands of parts": (archive({f"word/{n}.txt": b"" for n in range(2_001)}), "unpacked"),
    "entities in a document": (archive({"word/document.xml": ENTITIES}), "entities"),
    "entities in a workbook": (archive({"xl/workbook.xml": ENTITIES}), "entities"),
    "UTF-16, where they would not be seen": (
        archive({"xl/workbook.xml": ENTITIES.decode().encode("utf-16")}),
        "entities",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_bad_file_is_refused_with_what_is_wrong(name: str) -> None:
    content, reason = BROKEN[name]

    with pytest.raises(ProgrammeUnreadable) as refused:
        programmes.read(content)

    assert (refused.value.code, refused.value.facts) == ("agenda.programme_unreadable", {"reason": reason})


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml"])
def test_an_office_file_that_is_none_inside_is_refused(name: str) -> None:
    with pytest.raises(ProgrammeUnreadable):
        programmes.read(archive({name: b"<x/>", "[Content_Types].xml": b"<Types/>"}))


@pytest.mark.parametrize(
    "content", [word(), word("", "  "), excel([[None]]), excel([["Thời gian", "Nội dung"]])]
)
def test_a_file_without_items_is_refused(content: bytes) -> None:
    with pytest.raises(ProgrammeEmpty):
        programmes.read(content)


def test_a_sheet_without_end_gives_no_more_than_a_programme_may_have() -> None:
    rows = [["Thời gian", "Nội dung"], *[["7h30", f"Báo cáo số {n}"] for n in range(5_000)]]

    assert len(programmes.read(excel(rows)).items) == programmes.MAX_ITEMS


@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=4), max_size=12))
def test_whatever_the_cells_hold_items_are_fit_to_be_filed(rows: list[list[str]]) -> None:
    programme = programmes.Programme()

    programmes.Reader(programme).take(rows)

    for item in programme.items:
        assert item.title.strip() and len(item.title) <= 1000 and len(item.presenter) <= 300
        assert 1 <= item.depth <= programmes.MAX_DEPTH and 1 <= item.day <= 30
        assert item.kind in ItemKind.values
