"""The papers of the demo on their way in: drawn or taken from the cache, then cleaned as any upload is."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings

from agenda import files, intake
from agenda.commands import uploads
from agenda.commands.uploads import CleanFile
from agenda.intake import reading
from web.demo.papers.build import build_papers


def take_in(session: dict[str, Any], progress: Callable[[str], None]) -> dict[str, CleanFile]:
    """Return what each document's file became in the store, by the document's id."""
    # Each file is cleaned in a process of its own: as many at once as there are processors, while
    # this thread draws the next.
    with uploads.incoming_folder() as folder, ThreadPoolExecutor(os.cpu_count()) as pool:
        cleaning = {
            paper: pool.submit(clean, file, folder)
            for paper, file in build_papers(session, cache(), progress)
        }
        progress(f"Kiểm tra, làm sạch {len(cleaning)} tệp PDF …")
        taken = {paper: report.result() for paper, report in cleaning.items()}
        read(list(taken.values()), pool)
    for report in taken.values():
        uploads.keep_pages(report.sha256, reading.pages_in(pages_of(report)) or [])
    return {paper: uploads.clean_file(report) for paper, report in taken.items()}


def clean(paper: Path, folder: Path) -> intake.CleanReport:
    copy = folder / paper.name
    copy.write_bytes(paper.read_bytes())
    report = intake.clean(copy)
    files.store(report.path)
    return report


def read(reports: list[intake.CleanReport], pool: ThreadPoolExecutor) -> None:
    """Read the pages of those that were not read before, in one process for each processor."""
    missing = [report for report in reports if not pages_of(report).exists()]
    # The thickest first, dealt out in turn, so that the processes end at about the same time.
    missing.sort(key=lambda report: report.pages, reverse=True)
    hands = os.cpu_count() or 1
    list(pool.map(read_hand, [hand for n in range(hands) if (hand := missing[n::hands])]))


def read_hand(reports: list[intake.CleanReport]) -> None:
    unfinished = [pages_of(report).with_suffix(f".{os.getpid()}") for report in reports]
    reading.write_pages(list(zip((report.path for report in reports), unfinished, strict=True)))
    for report, path in zip(reports, unfinished, strict=True):
        path.replace(pages_of(report))


def pages_of(report: intake.CleanReport) -> Path:
    """Where the pages of these bytes are kept, as this version of the reading program reads them."""
    program = hashlib.sha256(reading.PROGRAM.read_bytes()).hexdigest()[:16]
    folder = cache() / f"pages-{program}"
    folder.mkdir(exist_ok=True)
    return folder / f"{report.sha256}.pages"


def cache() -> Path:
    """The checkout's own cache, so that a rehearsal on fresh data finds it; else one beside the data."""
    for parent in (settings.BASE_DIR, settings.DATA_DIR.parent):
        folder = Path(parent) / ".cache" / "papers"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:  # a read-only image
            continue
        if os.access(folder, os.W_OK):
            return folder
    raise PermissionError(f"no folder for the papers can be written beside {settings.DATA_DIR}")
