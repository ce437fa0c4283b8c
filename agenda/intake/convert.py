"""Word, Excel and PowerPoint files made into PDF, and scans recognised, by programs that may be installed.

Neither is a part of the platform: LibreOffice (`soffice`) and OCRmyPDF (`ocrmypdf`, with Tesseract's
Vietnamese) are used where they are found on PATH. They work in a folder and a home of their own, within
limits, and all that they started ends with them. What they make is cleaned as any upload is.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from contextlib import suppress
from pathlib import Path

from agenda.intake import child
from agenda.intake.errors import ConversionFailed, NoConverter
from agenda.intake.reading import ReadPage

LIMITED = Path(__file__).with_name("limited.py")
MEMORY = 4 << 30  # of address space: LibreOffice maps much that it never touches
CPU_SECONDS = 60
WALL_SECONDS = 90
OCR_SECONDS = 240
FILE_BYTES = 200 << 20
MAX_UNPACKED = 400 << 20
MAX_PARTS = 10_000
INK = 200  # a grey level: what is darker somewhere is no blank page

# The part by which each form is known, whatever the file is called.
PARTS = {"word/document.xml": ".docx", "xl/workbook.xml": ".xlsx", "ppt/presentation.xml": ".pptx"}


def form_of(path: Path) -> str | None:
    """Tell which office format it is, by what is inside. Raises PdfRefused for a bomb."""
    if not zipfile.is_zipfile(path):
        return None
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return None
    names = {part.filename for part in parts}
    form = next((form for name, form in PARTS.items() if name in names), None)
    if form and "[Content_Types].xml" in names:
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
            child.refuse("agenda.pdf_bomb", reason="inflated", limit=MAX_UNPACKED)
        return form
    return None


def make_pdf(path: Path, form: str) -> None:
    """Put the PDF in the place of the file. Raises NoConverter, ConversionFailed."""
    if shutil.which("soffice") is None:
        raise NoConverter(form=form)
    with tempfile.TemporaryDirectory(prefix="convert-", dir=path.parent) as folder:
        source = Path(folder) / f"paper{form}"
        shutil.copyfile(path, source)
        # A profile of its own: macros are off in it, and two conversions do not wait for one another.
        profile = f"-env:UserInstallation=file://{folder}/profile"
        asked = ("soffice", profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder)
        done = run(*asked, str(source), folder=folder, cpu=CPU_SECONDS, wall=WALL_SECONDS)
        made = source.with_suffix(".pdf")
        if not done or not made.is_file():
            raise ConversionFailed(form=form)
        made.replace(path)


def needs_recognition(pages: list[ReadPage]) -> bool:
    """Tell whether a page shows something and has no text."""
    return any(not page.text and page.picture and min(page.picture) < INK for page in pages)


def recognise(source: Path, target: Path) -> bool:
    """Write the scan with its words into `target`; tell whether that was done. No failure is the paper's."""
    if shutil.which("ocrmypdf") is None:
        return False
    with tempfile.TemporaryDirectory(prefix="recognise-", dir=source.parent) as folder:
        made = Path(folder) / "recognised.pdf"
        asked = ("ocrmypdf", "-l", "vie", "--skip-text", "--jobs", "1", "--output-type", "pdf")
        done = run(*asked, str(source), str(made), folder=folder, cpu=OCR_SECONDS, wall=OCR_SECONDS)
        if not done or not made.is_file():
            return False
        made.replace(target)
    return True


def run(*program: str, folder: str, cpu: int, wall: float) -> bool:
    """Run it within limits, and end all that it started; tell whether it ended well."""
    limits = (str(MEMORY), str(cpu), str(FILE_BYTES))
    started = subprocess.Popen(
        [sys.executable, "-I", str(LIMITED), *limits, *program],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return started.wait(wall) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)  # what it left behind, too
        started.wait()
