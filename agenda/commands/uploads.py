"""Files on their way in: cleaned, read page by page, and kept under their content."""

from __future__ import annotations

import errno
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, NotRequired, TypedDict

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from agenda import files, intake, search
from agenda.intake import secrecy
from agenda.intake.errors import NoSpace, StateSecret
from agenda.intake.prepare import Prepared, prepare
from agenda.intake.reading import ReadPage
from agenda.models import FilePage
from meetings import clock, writer
from meetings.models import Person

AT_ONCE = 100  # pages written in one transaction: a vote waits for some hundredths of a second


class CleanFile(TypedDict):
    """A file that was cleaned, measured and stored: all that a command needs to know of it."""

    sha256: str
    size: int
    pages: int
    removed: dict[str, object]
    # The words like a secrecy mark that the uploader confirmed to be harmless.
    harmless: NotRequired[str]
    # False: no page has text, so nobody finds it; what is a scan here could not be recognised.
    searchable: NotRequired[bool]


def take_in(
    chunks: Iterable[bytes], *, by: Person | None, harmless: bool = False, declared: str | None = None
) -> CleanFile:
    """Clean, measure, read and store an uploaded file. Raises PdfRefused, StateSecret, NoSpace.

    `declared`: the secrecy level that the uploader named (a code of `intake.secrecy.LEVELS`); such a file
    is not even opened. `harmless`: a word like a secrecy mark is none, says the uploader.

    Runs before the command: it takes seconds, and the writer must not wait for it. A file whose
    command is then refused stays in the store under its own hash, referred to by nothing.
    """
    if declared:
        refuse_secret(secrecy.BY_CODE[declared], mark=None)
    with on_disk(), incoming_folder() as folder:
        path = folder / "upload"
        with path.open("wb") as upload:
            for chunk in chunks:
                upload.write(chunk)
        return admit(prepare(path), by=by, harmless=harmless)


def admit(ready: Prepared, *, by: Person | None, harmless: bool) -> CleanFile:
    """Keep a prepared file, its pages, and what was said of it. Raises StateSecret: nothing is kept."""
    mark = ready.mark
    if mark and not (harmless and by):
        refuse_secret(mark.level, mark)
    with on_disk():
        files.store(ready.report.path)
        keep_pages(ready.report.sha256, ready.pages)
    taken = clean_file(ready.report)
    if mark:
        taken["harmless"] = f"{mark.words} (tr. {mark.page})"
    if not ready.searchable:
        taken["searchable"] = False
    return taken


def refuse_secret(level: secrecy.Level, mark: secrecy.Mark | None) -> NoReturn:
    ground = secrecy.ground_on(timezone.localdate(clock.now()))
    raise StateSecret(
        level=level.label,
        page=mark.page if mark else None,
        words=mark.words if mark else None,
        declared=mark is None,
        sign=f"chữ “{mark.words}” ở trang {mark.page}" if mark else "theo khai báo của người tải lên",
        sign_en=f'"{mark.words}" on page {mark.page}' if mark else "as its uploader declared",
        law=ground.vi,
        law_en=ground.en,
    )


@contextmanager
def on_disk() -> Iterator[None]:
    """Say in words that the disk is full. Raises NoSpace."""
    try:
        yield
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoSpace from problem
        raise
    except OperationalError as problem:
        if "full" in str(problem) or "No space left" in str(problem):
            raise NoSpace from problem
        raise


def incoming() -> Path:
    """The folder of files on their way in, for the server alone."""
    folder = Path(settings.DATA_DIR) / "incoming"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def incoming_folder() -> Iterator[Path]:
    """A folder of its own among the incoming files, gone at the end."""
    with tempfile.TemporaryDirectory(prefix="upload-", dir=incoming()) as folder:
        yield Path(folder)


def clean_file(report: intake.CleanReport) -> CleanFile:
    return {
        "sha256": report.sha256,
        "size": report.size,
        "pages": report.pages,
        "removed": dict(report.removed),
    }


def keep_pages(sha256: str, pages: list[ReadPage]) -> None:
    """Write and index what was read of a file, once, in short transactions: nobody waits for a book."""
    kept = set(FilePage.objects.filter(sha256=sha256).values_list("no", flat=True))
    missing = [page for page in pages if page.no not in kept]
    for start in range(0, len(missing), AT_ONCE):
        some = missing[start : start + AT_ONCE]
        with writer.transaction():
            # The same file may come twice at once: the second finds the rows there.
            FilePage.objects.bulk_create([row_of(sha256, page) for page in some], ignore_conflicts=True)
            rows = FilePage.objects.filter(sha256=sha256, no__in=[page.no for page in some])
            search.index(rows.values_list("id", "text"))


def row_of(sha256: str, page: ReadPage) -> FilePage:
    return FilePage(
        sha256=sha256,
        no=page.no,
        width=page.width,
        height=page.height,
        text=page.text,
        words=page.words,
        picture=page.picture,
    )
