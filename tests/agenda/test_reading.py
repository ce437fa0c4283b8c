"""The pages of a file: their text, where each word stands on the page as it is shown, a small picture."""

from __future__ import annotations

import json
import unicodedata
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from agenda import intake
from agenda.intake import child, pages, reading, worker
from agenda.intake.errors import IntakeBusy, PdfBomb, PdfDamaged
from agenda.intake.reading import ReadPage
from agenda.models import FilePage
from tests.agenda import hostile, sheets

Upload = Callable[[bytes], Path]


@pytest.fixture
def upload(tmp_path: Path) -> Upload:
    def write(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write


def words_of(page: ReadPage) -> list[list[object]]:
    words: list[list[object]] = json.loads(zlib.decompress(page.words))
    return words


def test_a_page_gives_its_text_with_all_vietnamese_letters(upload: Upload) -> None:
    lines = ["NGHỊ QUYẾT", "Về kế hoạch đầu tư công trung hạn", "ưỡ ẵ ệ ữ đ Đ ợ"]

    (page,) = reading.read_pages(upload(sheets.drawn(lines)))

    assert page.text == "\n".join(lines)
    assert (page.no, page.width, page.height) == (1, 595, 842)


def test_letters_written_in_pieces_are_kept_composed(upload: Upload) -> None:
    apart = unicodedata.normalize("NFD", "nghị quyết")

    (page,) = reading.read_pages(upload(sheets.drawn(apart)))

    assert page.text == "nghị quyết"
    assert [word[4] for word in words_of(page)] == ["nghị", "quyết"]


def test_each_word_stands_where_it_is_seen(upload: Upload) -> None:
    (page,) = reading.read_pages(upload(sheets.drawn(["Điều 1.", "Phạm vi"])))

    words = words_of(page)

    assert [word[4] for word in words] == ["Điều", "1.", "Phạm", "vi"]
    x, y, w, h = words[0][:4]
    assert x == pytest.approx(100 / 595, abs=0.003)  # type: ignore[operator]
    # The line's foot stands 100 points from the top; its letters are 13 points tall.
    assert y < 100 / 842 < y + h < 106 / 842  # type: ignore[operator]
    assert words[2][1] - y == pytest.approx(20 / 842, abs=0.001)  # type: ignore[operator]
    assert words[1][0] > x + w  # type: ignore[operator]


@pytest.mark.parametrize(
    ("rotate", "where"),
    [(0, (100, 100)), (90, (842 - 100, 100)), (180, (595 - 100, 842 - 100)), (270, (100, 595 - 100))],
)
def test_on_a_turned_page_words_stand_where_the_reader_sees_them(
    upload: Upload, rotate: int, where: tuple[int, int]
) -> None:
    (page,) = reading.read_pages(upload(sheets.drawn("Điều", rotate=rotate)))

    x, y, w, h = (float(str(value)) for value in words_of(page)[0][:4])
    corners = [(x + a * w, y + b * h) for a in (0, 1) for b in (0, 1)]
    near = min(abs(cx * page.width - where[0]) + abs(cy * page.height - where[1]) for cx, cy in corners)
    assert (page.width > page.height) == (rotate in (90, 270))
    assert near < 8


def test_the_picture_is_small_grey_and_of_the_page(upload: Upload) -> None:
    blank, full = reading.read_pages(upload(sheets.drawn("", ["chữ " * 20] * 30)))

    columns, rows = FilePage.PICTURE
    assert pages.PICTURE == FilePage.PICTURE
    assert blank.picture == b"\xff" * (columns * rows)
    assert len(full.picture) == columns * rows
    assert min(full.picture[columns * 20 : columns * 40]) < 200, "ink"
    assert full.picture[:columns] == b"\xff" * columns, "the upper margin"


def test_the_reader_has_the_limits_of_the_cleaner_on_memory_and_files() -> None:
    assert (pages.MEMORY, pages.FILE_BYTES) == (worker.MEMORY, worker.FILE_BYTES)
    assert pages.CPU_SECONDS < child.WALL_SECONDS


def test_what_is_no_pdf_for_the_reader_is_refused(upload: Upload) -> None:
    with pytest.raises(PdfDamaged):
        reading.read_pages(upload(b"%PDF-1.7\nnothing\n"))


def test_texts_that_are_all_there_are_enough_however_the_program_ended(tmp_path: Path) -> None:
    """The pictures are drawn last, and a page may take for ever to draw."""
    page = {"no": 1, "width": 595, "height": 842, "text": "Điều 1", "words": ""}
    target = tmp_path / "pages"
    target.write_text(f'{json.dumps(page)}\n{{"texts": 1}}\n{{"no": 1, "pict')

    assert reading.pages_in(target) == [ReadPage(1, 595, 842, "Điều 1", b"")]


def test_texts_that_are_not_all_there_are_nothing(tmp_path: Path) -> None:
    target = tmp_path / "pages"
    target.write_text('{"no": 1, "width": 595, "height": 842, "text": "", "words": ""}\n{"no": 2, "wid')

    assert reading.pages_in(target) is None
    assert reading.pages_in(tmp_path / "never written") is None


def test_a_program_that_got_no_time_says_nothing_of_the_file(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "WALL_SECONDS", 0.001)

    for look in (intake.clean, reading.read_pages):
        with pytest.raises(IntakeBusy) as refused:
            look(upload(hostile.plain()))

        assert refused.value.facts == {"limit": 0.001}


def test_a_program_over_its_own_limit_is_a_bomb(tmp_path: Path) -> None:
    """The kernel ends it with SIGXCPU, however long the clock on the wall says."""
    endless = tmp_path / "endless.py"
    endless.write_text("import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile 1: pass\n")

    with pytest.raises(PdfBomb) as refused:
        child.judge(child.run(endless))

    assert refused.value.facts == {"reason": "SIGXCPU"}


def test_a_cleaned_file_reads_as_it_did_before(upload: Upload) -> None:
    report = intake.clean(upload(sheets.drawn("Trang một", "Trang hai")))

    assert [page.text for page in reading.read_pages(report.path)] == ["Trang một", "Trang hai"]
