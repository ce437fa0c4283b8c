"""The demo's papers: to the page, within their margins, the same at each start, with totals that add up."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from web.demo import people
from web.demo.papers import build, compose, earlier
from web.demo.papers.compose import Paper, abstract_of
from web.demo.papers.numbers import day_of, of_unit, roman, tenths, whole
from web.demo.papers.sheet import BOLD, Block, Sheets, broken, width_of_text
from web.demo.papers.tables import Plan, Table
from web.demo.papers.topics import TEXTS, Speech, read_topic, topic_of

SESSION: dict[str, Any] = json.loads((people.DATA / "sample-session.json").read_text(encoding="utf-8"))
PAPERS = {paper.id: paper for paper in compose.papers_of(SESSION)}
TOPICS = sorted(file.stem for file in TEXTS.glob("*.txt"))


@pytest.fixture(scope="module")
def all_sheets() -> dict[str, Sheets]:
    return {paper.id: build.sheets_of(paper, SESSION) for paper in PAPERS.values()}


def words_of(block: Block) -> str:
    return " ".join(piece.text for piece in block.texts)


def drawn(paper: Paper, folder: Path) -> list[str]:
    path = folder / f"{paper.id}.pdf"
    build.draw(paper, SESSION, path)
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_each_paper_has_as_many_pages_as_the_session_says(all_sheets: dict[str, Sheets]) -> None:
    said = {document["id"]: document["pages"] for document in SESSION["documents"]}

    assert {paper: sheets.number for paper, sheets in all_sheets.items()} == said
    assert sum(said.values()) == 1023


def test_nothing_runs_over_a_margin(all_sheets: dict[str, Sheets]) -> None:
    over = [
        (paper, number, piece.text)
        for paper, sheets in all_sheets.items()
        for number, page in enumerate(sheets.pages, 1)
        for y, block in page.blocks
        for piece in block.texts
        if piece.x < -0.5
        or piece.x + width_of_text(piece.text, piece.font, piece.size) + piece.space * piece.text.count(" ")
        > page.width + 0.5
        or y + block.height > page.height + 0.5
    ]

    assert over == []


def test_no_page_is_empty(all_sheets: dict[str, Sheets]) -> None:
    empty = [
        (paper, number)
        for paper, sheets in all_sheets.items()
        for number, page in enumerate(sheets.pages, 1)
        if sum(len(block.texts) for _, block in page.blocks) < 8
    ]

    assert empty == []


def test_no_slot_is_left_open(all_sheets: dict[str, Sheets]) -> None:
    left = {
        (paper, piece.text)
        for paper, sheets in all_sheets.items()
        for page in sheets.pages
        for _, block in page.blocks
        for piece in block.texts
        if re.search(r"[{}|*#@]|None", piece.text)
    }

    assert left == set()


def test_the_same_paper_is_drawn_byte_for_byte_again(tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"

    build.draw(PAPERS["D17"], SESSION, first)
    build.draw(PAPERS["D17"], SESSION, second)

    assert first.read_bytes() == second.read_bytes()


def test_a_submission_is_an_official_paper(tmp_path: Path) -> None:
    pages = drawn(PAPERS["D17"], tmp_path)

    assert pages[0].startswith(
        "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 6120/TTr-UBND Điện Biên, ngày 20 tháng 11 năm 2023 TỜ TRÌNH"
    )
    assert "Kính gửi: Hội đồng nhân dân tỉnh Điện Biên." in pages[0]
    assert pages[1].startswith("2 ")
    assert pages[-1].endswith("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Mùa Chứ Dình")
    assert "Nơi nhận: - Thường trực HĐND tỉnh;" in pages[-1]


def test_a_draft_resolution_cites_the_papers_of_its_dossier_and_is_not_signed(tmp_path: Path) -> None:
    pages = drawn(PAPERS["D18"], tmp_path)
    text = " ".join(pages)

    assert "DỰ THẢO NGHỊ QUYẾT Kế hoạch phát triển kinh tế - xã hội năm 2024" in pages[0].replace("\xa0", " ")
    assert (
        "Xét Tờ trình số 6120/TTr-UBND ngày 20 tháng 11 năm 2023 của Ủy ban nhân dân tỉnh; Báo cáo thẩm tra "
        "số 140/BC-BKTNS ngày 24 tháng 11 năm 2023 của Ban Kinh tế - Ngân sách HĐND tỉnh"
    ) in text
    assert [line for line in ("QUYẾT NGHỊ:", "Điều 1.", "Điều 4.", "Phụ lục 01") if line not in text] == []
    assert "(Đã ký)" not in text


def test_the_bookmarks_lead_to_the_sections(tmp_path: Path) -> None:
    path = tmp_path / "D39.pdf"
    build.draw(PAPERS["D39"], SESSION, path)

    titles = [str(entry.title) for entry in PdfReader(path).outline]  # type: ignore[union-attr]

    assert titles[:2] == ["Điều 1. Phạm vi điều chỉnh, đối tượng áp dụng", "Điều 2. Nội dung và mức hỗ trợ"]
    assert titles[-1].startswith("Phụ lục 01. Danh mục và mức hỗ trợ")


def test_the_programme_lists_the_items_and_papers_of_the_session(all_sheets: dict[str, Sheets]) -> None:
    text = " ".join(words_of(block) for page in all_sheets["D02"].pages for _, block in page.blocks)

    assert [i["start"] for i in SESSION["agenda"] if i["start"] not in text] == []
    assert [d["number"] for d in SESSION["documents"] if d["number"] not in text] == []


def test_the_list_of_questions_says_how_many_it_holds(all_sheets: dict[str, Sheets]) -> None:
    rows = [words_of(block) for page in all_sheets["D54"].pages for _, block in page.blocks]
    numbered = [row for row in rows if re.match(r"\d+ .*(Trực tiếp|Bằng văn)", row)]

    assert f"Tổng số: {len(numbered)} phiếu chất vấn." in rows
    assert sum("Trực tiếp" in row for row in numbered) == 8 + 9 + 7


def test_the_28_self_reports_begin_on_pages_of_their_own(all_sheets: dict[str, Sheets]) -> None:
    begins = [
        (number, block.bookmark)
        for number, page in enumerate(all_sheets["D53"].pages, 1)
        for _, block in page.blocks
        if block.bookmark.endswith(("HĐND tỉnh", "UBND tỉnh", "tỉnh")) or "Sở" in block.bookmark
    ]

    assert [number for number, _ in begins] == list(range(1, 197, 7))
    assert begins[0][1] == "Lò Thị Kim Oanh, Chủ tịch HĐND tỉnh"


@pytest.mark.parametrize("topic", ["dau-tu", "ngan-sach", "giam-ngheo", "bien-che", "rung", "thu-hoi-dat"])
def test_totals_are_the_sums_of_their_rows(topic: str) -> None:
    speech = Speech(read_topic(topic), "tổng")
    plans = [Plan.parse(line) for line in speech.topic.lines("bảng")]
    plan = next(plan for plan in plans if plan.is_endless(speech.topic) and plan.columns[0].is_summed)
    sheets = Sheets()
    table = Table(plan, speech, sheets)

    table.fill(3)

    assert sheets.number == 3
    assert len(table.groups) == 10
    summed = [no for no, column in enumerate(plan.columns) if column.is_summed]
    shown = {re.findall(r"\d[\d.]*", words_of(group.head))[0] for group in table.groups}
    first = [sum(row[summed[0]] for row in group.rows) for group in table.groups]
    assert shown == {whole(total) for total in first}
    total = next(
        block for page in sheets.pages for _, block in page.blocks if words_of(block).startswith("TỔNG SỐ")
    )
    assert words_of(total).split(" ")[2] == whole(sum(first))


def test_the_head_of_a_table_comes_again_on_every_page() -> None:
    speech = Speech(read_topic("dau-tu"), "đầu bảng")
    plan = Plan.parse(speech.topic.lines("bảng")[-1])
    sheets = Sheets()

    Table(plan, speech, sheets).fill(4)

    assert [words_of(page.blocks[0][1]).split()[0] for page in sheets.pages] == ["TT"] * 4


def test_a_percentage_of_a_total_is_of_the_totals() -> None:
    plan = Plan.parse("Thu | huyện | Huyện | Dự toán: 100-900 ; Thực hiện: ~1*0.5-1.5 ; Tỷ lệ (%): =2/1")
    table = Table(plan, Speech(read_topic("ngan-sach"), "tỷ lệ"), Sheets())

    table.fill()

    rows = table.groups[0].rows
    planned, done = sum(row[0] for row in rows), sum(row[1] for row in rows)
    assert len(rows) == 10
    assert table.sums(rows) == [whole(planned), whole(done), tenths(100 * done / planned)]


def test_every_title_has_a_topic_and_every_topic_a_file() -> None:
    assert {topic_of(paper.title) for paper in PAPERS.values()} <= set(TOPICS)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_deed_has_its_outcome(topic: str) -> None:
    read = read_topic(topic)

    assert len(read.lines("việc")) == len(read.lines("kết quả"))


def test_no_law_is_younger_than_the_session() -> None:
    cited = " ".join(file.read_text(encoding="utf-8") for file in TEXTS.glob("*.txt"))
    days = [tuple(map(int, d)) for d in re.findall(r"ngày (\d+) tháng (\d+) năm (\d{4})", cited)]
    laws = re.findall(r"(?:Nghị định|Nghị quyết|Thông tư) số \d+/(\d{4})", cited)

    assert max((year, month, day) for day, month, year in days if (year, month) < (2023, 12)) < (2023, 12, 6)
    assert max(map(int, laws)) <= 2023


@pytest.mark.parametrize(
    ("paper", "abstract"),
    [
        ("D19", "Thẩm tra dự thảo Nghị quyết: Kế hoạch phát triển kinh tế - xã hội năm 2024"),
        ("D08", "Công tác phòng, chống tham nhũng, tiêu cực năm 2023"),
        (
            "D14",
            "Về tham gia xây dựng chính quyền và tổng hợp ý kiến, kiến nghị của cử tri",
        ),
    ],
)
def test_the_abstract_is_the_title_without_the_kind(paper: str, abstract: str) -> None:
    assert abstract_of(PAPERS[paper]) == abstract


def test_what_does_not_fit_the_pages_is_refused_not_cut() -> None:
    with pytest.raises(compose.TooLong, match="D18"):
        compose.composed(PAPERS["D18"], [], 1)


def test_papers_are_drawn_once_and_kept(tmp_path: Path) -> None:
    session = SESSION | {"documents": [d for d in SESSION["documents"] if d["id"] in ("D17", "D19")]}
    session["dossiers"] = [d for d in SESSION["dossiers"] if d["id"] == "H14"]
    session["documents"] += [d for d in SESSION["documents"] if d["id"] == "D18"]
    told: list[str] = []
    forgotten, of_today = tmp_path / "old", tmp_path / "other"
    for folder in (forgotten, of_today):
        folder.mkdir()
    os.utime(forgotten, (0, 0))

    first = dict(build.build_papers(session, tmp_path, told.append))
    written = {path: path.stat().st_mtime_ns for path in first.values()}
    again = dict(build.build_papers(session, tmp_path, told.append))

    assert again == first
    assert {path: path.stat().st_mtime_ns for path in again.values()} == written
    assert sorted(path.name for path in next(iter(first.values())).parent.iterdir()) == [
        "D17.pdf",
        "D18.pdf",
        "D19.pdf",
    ]
    assert told == []
    assert (forgotten.exists(), of_today.exists()) == (False, True)


@pytest.mark.parametrize(
    ("paper", "version", "differing"),
    [("D02", 1, [1, 2]), ("D02", 2, [1]), ("D21", 1, [12, 30]), ("D36", 1, [9])],
)
def test_an_earlier_version_differs_on_the_pages_that_were_changed_alone(
    paper: str, version: int, differing: list[int]
) -> None:
    newest = build.sheets_of(PAPERS[paper], SESSION)
    before = earlier.undo(build.sheets_of(PAPERS[paper], SESSION), paper, version)

    assert [
        number
        for number, (new, old) in enumerate(zip(newest.pages, before.pages, strict=True), 1)
        if [words_of(block) for _, block in new.blocks] != [words_of(block) for _, block in old.blocks]
    ] == differing


def test_the_versions_are_as_many_as_the_session_says() -> None:
    assert {d["id"]: earlier.versions_of(d["id"]) for d in SESSION["documents"]} == {
        d["id"]: d["version"] for d in SESSION["documents"]
    }


def test_a_time_stays_a_time_and_a_figure_a_figure() -> None:
    assert [earlier.other(text) for text in ("08:05", "00:05", "1.234", "1,15", "90", "Điều 1", "0,09")] == [
        "07:55",
        "23:55",
        "2.143",
        "2,26",
        None,
        None,
        None,
    ]


def test_another_text_makes_another_version() -> None:
    other = SESSION | {"documents": SESSION["documents"][:-1]}

    assert build.version(other) != build.version(SESSION)
    assert build.version(SESSION) == build.version(SESSION)


def test_figures_are_written_as_in_vietnamese() -> None:
    assert (whole(1234567.4), tenths(1234.56), tenths(7)) == ("1.234.567", "1.234,6", "7,0")
    assert (of_unit(104.2, "%", 96), of_unit(12.6, "xã", 27), of_unit(12.6, "tỷ đồng", 27)) == (
        "100,0",
        "13",
        "12,6",
    )
    assert [roman(no) for no in (1, 4, 9, 10)] == ["I", "IV", "IX", "X"]


def test_days_are_written_as_the_decree_wants(tmp_path: Path) -> None:
    from datetime import date

    assert day_of(date(2023, 11, 5)) == "ngày 05 tháng 11 năm 2023"
    assert day_of(date(2024, 2, 28)) == "ngày 28 tháng 02 năm 2024"


def test_lines_are_as_full_as_they_go() -> None:
    text = "Căn cứ Luật Tổ chức chính quyền địa phương"
    width = width_of_text("Căn cứ Luật Tổ chức", BOLD, 14)

    lines = [line for line, _ in broken(text, BOLD, 14, width + 1)]

    assert lines[0] == "Căn cứ Luật Tổ chức"
    assert " ".join(lines) == text
