"""Office files and scans go through programs that may be installed; without them it is said so."""

from __future__ import annotations

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest

from agenda.intake import convert
from agenda.intake.errors import ConversionFailed, NoConverter, NotAPdf, PdfBomb
from agenda.intake.prepare import prepare
from tests.agenda import hostile, sheets

Program = Callable[[str, str], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "incoming"
    folder.mkdir()
    return folder / "upload"


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a small program on PATH, in the place of one that is not installed here."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    def write(name: str, script: str) -> None:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)

    return write


def word_file(text: str = "Tờ trình") -> bytes:
    file, document = io.BytesIO(), docx.Document()
    document.add_paragraph(text)
    document.save(file)
    return file.getvalue()


def excel_file() -> bytes:
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    return file.getvalue()


def slides() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("ppt/presentation.xml", "<p:presentation/>")
    return file.getvalue()


def scan() -> bytes:
    """A page with ink and no text."""
    pdf = pikepdf.open(io.BytesIO(sheets.drawn("")))
    pdf.pages[0].Contents = pdf.make_stream(b"0 g 100 200 300 300 re f")
    return hostile.written(pdf)


@pytest.mark.parametrize(
    ("content", "form"), [(word_file, ".docx"), (excel_file, ".xlsx"), (slides, ".pptx")]
)
def test_without_libreoffice_the_uploader_is_told_to_export_a_pdf(
    path: Path, program: Program, content: Callable[[], bytes], form: str
) -> None:
    path.write_bytes(content())

    with pytest.raises(NoConverter) as refused:
        prepare(path)

    assert (refused.value.code, refused.value.facts) == ("agenda.no_converter", {"form": form})
    assert list(path.parent.iterdir()) == [path]


def test_an_office_file_becomes_a_pdf_that_is_cleaned(path: Path, program: Program, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(sheets.drawn("Tờ trình đã chuyển"))
    program(
        "soffice",
        'echo "$@" > ' + str(tmp_path / "asked") + "\n"
        'while [ "$1" != --outdir ]; do shift; done\n'
        f'cp {made} "$2/paper.pdf"; echo $HOME > {tmp_path / "home"}',
    )
    path.write_bytes(word_file())

    ready = prepare(path)

    asked = (tmp_path / "asked").read_text()
    assert ready.pages[0].text == "Tờ trình đã chuyển"
    assert "--headless" in asked and "--convert-to pdf" in asked and asked.endswith("paper.docx\n")
    assert (tmp_path / "home").read_text().strip() != os.environ["HOME"]
    assert sorted(p.name for p in path.parent.iterdir()) == [
        "upload", "upload.clean", "upload.pages", "upload.report",
    ]  # fmt: skip


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "kill -9 $$"])
def test_a_conversion_that_fails_is_refused_and_leaves_nothing(
    path: Path, program: Program, script: str
) -> None:
    program("soffice", script)
    path.write_bytes(word_file())

    with pytest.raises(ConversionFailed) as refused:
        prepare(path)

    assert refused.value.code == "agenda.conversion_failed"
    assert list(path.parent.iterdir()) == [path]


def test_a_conversion_without_end_is_ended_with_all_that_it_started(
    path: Path, program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "WALL_SECONDS", 1)
    program("soffice", f"sleep 300 & echo $! > {tmp_path / 'child'}; wait")
    path.write_bytes(word_file())
    began = time.monotonic()

    with pytest.raises(ConversionFailed):
        prepare(path)

    assert time.monotonic() - began < 20
    child = Path(f"/proc/{(tmp_path / 'child').read_text().strip()}/stat")
    deadline = time.monotonic() + 5
    while child.exists() and child.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not child.exists() or child.read_text().split()[2] == "Z"


def test_a_conversion_may_not_write_more_than_a_paper_may_have(
    path: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(convert, "FILE_BYTES", 100_000)
    program(
        "soffice",
        'while [ "$1" != --outdir ]; do shift; done\nexec head -c 5000000 /dev/zero > "$2/paper.pdf"',
    )
    path.write_bytes(word_file())

    with pytest.raises(ConversionFailed):
        prepare(path)


def test_an_archive_that_is_no_office_file_is_no_paper(path: Path, program: Program) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/readme.txt", "x")

    with pytest.raises(NotAPdf):
        prepare(path)


def test_an_office_file_that_unpacks_to_half_a_gigabyte_is_a_bomb(path: Path, program: Program) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
        with archive.open("word/media/image1.bmp", "w") as bomb:
            for _ in range(410):
                bomb.write(bytes(1 << 20))

    with pytest.raises(PdfBomb):
        prepare(path)


def test_a_scan_is_recognised_where_that_can_be_done(path: Path, program: Program, tmp_path: Path) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(sheets.drawn("Chữ nhận dạng được"))
    program("ocrmypdf", f'echo "$@" > {tmp_path / "asked"}; shift $(($# - 1)); cp {made} "$1"')
    path.write_bytes(scan())

    ready = prepare(path)

    assert (ready.searchable, ready.pages[0].text) == (True, "Chữ nhận dạng được")
    assert (tmp_path / "asked").read_text().startswith("-l vie --skip-text ")


def test_a_mark_of_secrecy_is_seen_in_what_was_recognised(
    path: Path, program: Program, tmp_path: Path
) -> None:
    made = tmp_path / "made.pdf"
    made.write_bytes(sheets.drawn(["UBND TỈNH", "MẬT"]))
    program("ocrmypdf", f'shift $(($# - 1)); cp {made} "$1"')
    path.write_bytes(scan())

    mark = prepare(path).mark

    assert mark is not None
    assert mark.words == "MẬT"


@pytest.mark.parametrize("script", [None, "exit 1", "exit 0"])
def test_a_scan_that_cannot_be_recognised_is_kept_and_said_to_be_unsearchable(
    path: Path, program: Program, script: str | None
) -> None:
    if script:
        program("ocrmypdf", script)
    path.write_bytes(scan())

    ready = prepare(path)

    assert (ready.report.pages, ready.searchable) == (1, False)


@pytest.mark.parametrize("content", [lambda: sheets.drawn("Có chữ", ""), lambda: sheets.drawn("")])
def test_what_has_text_or_is_blank_is_not_recognised(
    path: Path, program: Program, tmp_path: Path, content: Callable[[], bytes]
) -> None:
    program("ocrmypdf", f"touch {tmp_path / 'called'}")
    path.write_bytes(content())

    prepare(path)

    assert not (tmp_path / "called").exists()


def test_a_signed_scan_stays_byte_by_byte(path: Path, program: Program, tmp_path: Path) -> None:
    program("ocrmypdf", f"touch {tmp_path / 'called'}")
    pdf = pikepdf.open(io.BytesIO(hostile.signed(active=False)))
    pdf.pages[0].Contents = pdf.make_stream(b"0 g 100 200 300 300 re f")
    content = hostile.written(pdf)
    path.write_bytes(content)

    ready = prepare(path)

    assert (ready.report.signed, ready.report.path.read_bytes()) == (True, content)
    assert not (tmp_path / "called").exists()
