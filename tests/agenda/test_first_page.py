"""What the first page says of a paper: read from the demo's own papers, and from other layouts by hand."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from agenda.intake import first_page, reading
from agenda.intake.first_page import Line, Proposal
from agenda.models import DocumentKind
from web.demo import load
from web.demo.papers import build, compose

SESSION: dict[str, Any] = load.sample_session()  # type: ignore[assignment]


def text(*lines: str) -> list[Line]:
    return [Line(line) for line in lines]


HEAD = text(
    "ỦY BAN NHÂN DÂN",
    "TỈNH ĐIỆN BIÊN",
    "SỞ TƯ PHÁP",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Số: 356/BC-STP",
    "Điện Biên, ngày 10 tháng 11 năm 2023",
)


@pytest.fixture(scope="module")
def first_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Line]]:
    """Draw the shorter papers of the demo, a fifth of its pages, and read them as uploads are read."""
    folder = tmp_path_factory.mktemp("papers")
    shorter = [paper for paper in compose.papers_of(SESSION) if paper.pages <= 9]
    assert len(shorter) >= 25
    pairs: list[tuple[Path, Path]] = []
    for paper in shorter:
        build.draw(paper, SESSION, folder / f"{paper.id}.pdf")
        pairs.append((folder / f"{paper.id}.pdf", folder / paper.id))
    reading.write_pages(pairs)
    return {
        paper.id: reading.lines_seen((reading.pages_in(target) or [])[0])
        for paper, (_, target) in zip(shorter, pairs, strict=True)
    }


def test_the_demo_s_papers_are_proposed_as_they_were_filed(first_pages: dict[str, list[Line]]) -> None:
    filed = {document["id"]: document for document in SESSION["documents"]}
    wrong = []
    for paper, lines in first_pages.items():
        proposal, known = first_page.propose(lines), filed[paper]
        draft = known["kind"] == "DRAFT_RESOLUTION"  # not signed yet: dots for the number and the day
        expected = (known["kind"], known["number"] or None, None if draft else known["date"])
        if (proposal.kind, proposal.number, proposal.dated and f"{proposal.dated}") != expected:
            wrong.append((paper, proposal, expected))

    assert wrong == []


def test_the_demo_s_titles_are_found_whole_and_no_more(first_pages: dict[str, list[Line]]) -> None:
    filed = {document["id"]: document["title"] for document in SESSION["documents"]}
    likeness = {
        paper: difflib.SequenceMatcher(
            None, (first_page.propose(lines).title or "").lower(), filed[paper].lower()
        ).ratio()
        for paper, lines in first_pages.items()
    }

    assert {paper: ratio for paper, ratio in likeness.items() if ratio < 0.75} == {}


def test_an_issuer_is_written_as_in_a_sentence(first_pages: dict[str, list[Line]]) -> None:
    assert {first_page.propose(lines).issuer for lines in first_pages.values()} == {
        "HĐND tỉnh Điện Biên",
        "UBND tỉnh Điện Biên",
        "Sở Tư pháp",
        "Ban Dân tộc HĐND tỉnh Điện Biên",
        "Ban Kinh tế - Ngân sách HĐND tỉnh Điện Biên",
        "Ban Pháp chế HĐND tỉnh Điện Biên",
        "Ban Văn hóa - Xã hội HĐND tỉnh Điện Biên",
    }


def test_a_letter_is_titled_by_what_it_concerns() -> None:
    letter = [
        Line("SỞ TÀI CHÍNH", 0.2, 0.4),
        Line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 0.48, 0.9),
        Line("Số: 1234 /STC - QLNS", 0.2, 0.4),
        Line("Điện Biên, ngày 06 tháng 12 năm 2023", 0.5, 0.88),
        Line("V/v tham gia ý kiến dự thảo", 0.15, 0.42),
        Line("Nghị quyết về học phí", 0.17, 0.38),
        Line("Kính gửi: Ban Văn hóa - Xã hội.", 0.3, 0.7),
    ]

    proposal = first_page.propose(letter)

    assert proposal.number == "1234/STC-QLNS"
    assert (proposal.title, proposal.kind) == ("Tham gia ý kiến dự thảo Nghị quyết về học phí", "OTHER")
    assert (proposal.issuer, proposal.dated) == ("Sở Tài chính", date(2023, 12, 6))


def test_without_measures_the_abstract_ends_where_a_body_begins() -> None:
    page = [*HEAD, *text("BÁO CÁO", "Kết quả công tác tư pháp năm 2023", "Thực hiện kế hoạch, Sở báo cáo:")]

    assert first_page.propose(page) == Proposal(
        title="Báo cáo kết quả công tác tư pháp năm 2023",
        number="356/BC-STP",
        issuer="Sở Tư pháp",
        kind="REPORT",
        dated=date(2023, 11, 10),
    )


@pytest.mark.parametrize(
    ("heading", "abstract", "kind", "title"),
    [
        ("TỜ TRÌNH", "Về giá đất", "SUBMISSION", "Tờ trình về giá đất"),
        ("T Ờ  T R Ì N H", "Về giá đất", "SUBMISSION", "Tờ trình về giá đất"),
        ("BÁO CÁO", "Thẩm tra dự thảo", "EXAMINATION_REPORT", "Báo cáo thẩm tra dự thảo"),
        ("BÁO CÁO THẨM ĐỊNH", "Dự thảo", "APPRAISAL_REPORT", "Báo cáo thẩm định dự thảo"),
        ("BÁO CÁO", "Tiếp thu, giải trình ý kiến", "INTAKE_REPORT", "Báo cáo tiếp thu, giải trình ý kiến"),
        ("NGHỊ QUYẾT", "Về học phí", "DRAFT_RESOLUTION", "Dự thảo Nghị quyết về học phí"),
        ("NGHỊ QUYẾT", "Thông qua giá đất", "DRAFT_RESOLUTION", "Dự thảo Nghị quyết: Thông qua giá đất"),
        ("QUYẾT ĐỊNH", "Triệu tập kỳ họp", "CONVENING_DECISION", "Quyết định triệu tập kỳ họp"),
        ("QUYẾT ĐỊNH", "Về khen thưởng", "OTHER", "Quyết định về khen thưởng"),
        ("ĐỀ ÁN", "Sắp xếp xã", "SCHEME", "Đề án sắp xếp xã"),
        ("THÔNG BÁO", "", "NOTICE", "Thông báo"),
    ],
)
def test_the_heading_and_the_abstract_tell_the_kind(
    heading: str, abstract: str, kind: str, title: str
) -> None:
    proposal = first_page.propose([*HEAD, *text(heading, abstract), *text("Căn cứ Luật số 1:")])

    assert (proposal.kind, proposal.title) == (kind, title)


def test_all_kinds_that_are_proposed_exist() -> None:
    proposed = {kind for kind, _ in first_page.HEADINGS.values()} | {kind for *_, kind in first_page.SHARPER}

    assert proposed <= set(DocumentKind.values)


@pytest.mark.parametrize(
    "lines",
    [[], text("", "  "), text("123", "một trang không có gì của văn bản hành chính"), text("Trang bìa")],
)
def test_a_page_that_is_no_official_paper_proposes_nothing(lines: list[Line]) -> None:
    assert first_page.propose(lines) == Proposal()


def test_a_day_that_does_not_exist_is_not_proposed() -> None:
    assert first_page.propose(text("SỞ Y TẾ", "Số: 1/BC-SYT", "ngày 31 tháng 02 năm 2023")).dated is None
