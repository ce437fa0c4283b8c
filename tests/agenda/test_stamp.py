"""The mark of who took a paper out: on every page, upright, in right Vietnamese; never in the original."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pypdf import PdfReader

from agenda import stamp
from tests.agenda.papers import pdf, signed

NAME = "Lò Thị Ngọc Yến Nguyễn Quỳnh"
MARK = stamp.Mark(NAME, datetime(2023, 12, 6, 0, 30, tzinfo=UTC))
LINE = f"{NAME} · 07:30, 06/12/2023"


def stamped(source: Path) -> Path:
    target = source.with_name("copy.pdf")
    stamp.stamp_file(source, target, MARK)
    return target


def words(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_each_page_bears_the_name_and_the_time_of_vietnam(tmp_path: Path) -> None:
    copy = stamped(pdf(tmp_path / "in.pdf", "Trang 1", "Trang 2", "Trang 3"))

    assert [text.count(LINE) for text in words(copy)] == [2, 2, 2]
    assert [f"Trang {no}" in text for no, text in enumerate(words(copy), start=1)] == [True] * 3


def test_the_original_stays_as_it_was(tmp_path: Path) -> None:
    source = pdf(tmp_path / "in.pdf", "Trang 1")
    before = source.read_bytes()

    stamped(source)

    assert source.read_bytes() == before


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_line_at_the_foot_is_at_the_foot_as_the_page_is_shown(tmp_path: Path, turn: int) -> None:
    source = pdf(tmp_path / "in.pdf", "x", size=(400, 700))
    with pikepdf.open(source, allow_overwriting_input=True) as file:
        file.pages[0].obj.Rotate = turn
        file.pages[0].obj.CropBox = pikepdf.Array([50, 80, 350, 680])
        file.save(source)

    assert shown_line(stamped(source)) == pytest.approx((0.5, 0.03), abs=0.02)


def shown_line(path: Path) -> tuple[float, float]:
    """Tell where the dark letters in the lowest tenth are: across and up, as shares of the page shown."""
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=3, grayscale=True).to_pil()
    document.close()
    width, height = picture.size
    foot = picture.crop((0, int(height * 0.9), width, height))
    dark = foot.point(lambda grey: 255 if grey < 150 else 0).getbbox()
    assert dark, "no line at the foot"
    left, upper, right, lower = dark
    return (left + right) / 2 / width, 1 - (height * 0.9 + (upper + lower) / 2) / height


def test_pages_of_one_size_share_one_drawing(tmp_path: Path) -> None:
    many = stamped(pdf(tmp_path / "many.pdf", *["x"] * 60)).stat().st_size
    few = stamped(pdf(tmp_path / "few.pdf", "x")).stat().st_size

    assert many - few < 60 * 1000


def test_the_copy_of_a_signed_paper_says_that_it_is_a_copy_and_claims_no_signature(tmp_path: Path) -> None:
    source = signed(tmp_path / "in.pdf", "Nghị quyết")
    before = source.read_bytes()

    copy = stamped(source)

    assert "Bản sao; chữ ký số nằm ở bản gốc" in words(copy)[0]
    with pikepdf.open(copy) as file:
        (field,) = file.Root.AcroForm.Fields
        assert "/V" not in field
        assert "/SigFlags" not in file.Root.AcroForm
    assert source.read_bytes() == before


def test_a_paper_without_a_signature_is_not_called_a_copy(tmp_path: Path) -> None:
    assert "Bản sao" not in words(stamped(pdf(tmp_path / "in.pdf", "x")))[0]


def test_a_page_without_content_is_marked_too(tmp_path: Path) -> None:
    with pikepdf.new() as file:
        file.add_blank_page(page_size=(200, 200))
        file.save(tmp_path / "in.pdf")

    assert LINE in words(stamped(tmp_path / "in.pdf"))[0]


def test_three_hundred_pages_take_well_under_two_seconds(tmp_path: Path) -> None:
    source = pdf(tmp_path / "in.pdf", *(f"Trang {no}" for no in range(300)))

    began = time.process_time()
    stamped(source)

    assert time.process_time() - began < 2
