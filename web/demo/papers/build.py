"""All papers of the session as files: drawn once, and anew when anything they come from changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import reportlab

from agenda.stamp import FONTS
from web.demo import people
from web.demo.papers import compose, earlier, selfreports, special
from web.demo.papers.compose import Paper
from web.demo.papers.sheet import Sheets

Progress = Callable[[str], None]
STEP = 100  # pages between two lines of progress
DAY = 24 * 3600


def build_papers(session: dict[str, Any], folder: Path, progress: Progress) -> Iterator[tuple[str, Path]]:
    """Yield the id and the file of each document once it is there, and of each version that it replaced.

    Raises ValueError on a wrong count of pages.
    """
    kept = folder / version(session)
    kept.mkdir(parents=True, exist_ok=True)
    papers = compose.papers_of(session)
    total, done, told = sum(paper.pages for paper in papers), 0, 0
    for paper in papers:
        for version_no in range(1, earlier.versions_of(paper.id) + 1):
            name = earlier.name_of(paper.id, version_no)
            file = kept / f"{name}.pdf"
            if not file.exists():
                draw(paper, session, file, version_no)
                if name == paper.id and done + paper.pages >= told + STEP:
                    told = done + paper.pages
                    progress(f"Dựng văn bản: {told}/{total} trang …")
            yield name, file
        done += paper.pages
    forget_old_versions(folder, kept)


def forget_old_versions(folder: Path, kept: Path) -> None:
    """Remove what other versions drew, but not of today: somebody may be reading it."""
    for other in folder.iterdir():
        if other != kept and time.time() - other.stat().st_mtime > DAY:
            shutil.rmtree(other, ignore_errors=True)


def draw(paper: Paper, session: dict[str, Any], path: Path, version_no: int | None = None) -> None:
    """Draw the newest version, or an earlier one."""
    sheets = sheets_of(paper, session)
    if version_no is not None and version_no < earlier.versions_of(paper.id):
        sheets = earlier.undo(sheets, paper.id, version_no)
    if sheets.number != paper.pages:
        raise ValueError(f"{paper.id} has {sheets.number} pages, not {paper.pages}")
    # Whoever looks at the folder meanwhile sees a whole file or none.
    unfinished = path.with_suffix(f".{os.getpid()}")
    sheets.draw(unfinished, title=f"{paper.number} {paper.title}".strip(), author=paper.issuer)
    unfinished.replace(path)


def sheets_of(paper: Paper, session: dict[str, Any]) -> Sheets:
    match paper.kind:
        case "CONVENING_DECISION":
            return special.convening(paper, session)
        case "AGENDA":
            return special.programme(paper, session)
        case "QUESTION_LIST":
            return special.questions(paper, session)
        case "SELF_REPORTS":
            return selfreports.volume(paper)
        case _:
            return compose.official(paper)


def version(session: dict[str, Any]) -> str:
    """A name for exactly these papers: made of the data, the texts, the fonts and the code that draws."""
    digest = hashlib.sha256(f"{reportlab.__version__}\n{json.dumps(session, sort_keys=True)}".encode())
    for file in sorted(sources()):
        digest.update(file.name.encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def sources() -> Iterator[Path]:
    here = Path(__file__).parent
    yield from here.glob("*.py")
    yield from here.glob("texts/*.txt")
    yield from FONTS.glob("*.ttf")
    yield Path(people.__file__)
    yield people.UNITS
