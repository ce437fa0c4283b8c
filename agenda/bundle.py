"""Many papers in one file to take away: a PDF with bookmarks to print, or a ZIP of folders to archive.

Memory stays bounded: a PDF is put together on disk, a ZIP flows out block by block.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pikepdf
from pikepdf import OutlineItem

from agenda import files

MOST_OPEN = 64  # files at a time; a process may have a thousand, sockets among them
SUMS = "SHA256SUMS.txt"
ORIGINALS = "BAN-GOC-SHA256.txt"
FORBIDDEN = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True)
class Paper:
    """A version of a document by its content; `title` names it in the bookmark and the file."""

    title: str
    sha256: str
    pages: int


@dataclass(frozen=True)
class Folder:
    title: str
    papers: list[Paper] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)

    def all_papers(self) -> Iterator[Paper]:
        yield from self.papers
        for inner in self.folders:
            yield from inner.all_papers()


class FileDamagedError(Exception):
    """What is in the store is not what its address says."""


def write_pdf(
    folders: list[Folder], target: Path, title: str, finish: Callable[[pikepdf.Pdf], object]
) -> None:
    """Write all papers one after another, a bookmark for each folder and each of them.

    `finish` is given the whole before it is saved. Raises FileNotFoundError.
    """
    papers = [paper for folder in folders for paper in folder.all_papers()]
    with tempfile.TemporaryDirectory(prefix="bundle-") as scratch, contextlib.ExitStack() as kept:
        paths = [kept.enter_context(files.on_disk(paper.sha256)) for paper in papers]
        with pikepdf.new() as whole, contextlib.ExitStack() as opened:
            for path in parts(paths, Path(scratch)):
                whole.pages.extend(opened.enter_context(pikepdf.open(path)).pages)
            bookmark(whole, folders)
            whole.docinfo["/Title"] = title
            finish(whole)
            whole.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def parts(paths: list[Path], scratch: Path) -> list[Path]:
    """Return files to be put one after another, never more than may be open at a time."""
    if len(paths) <= MOST_OPEN:
        return paths
    joined: list[Path] = []
    for start in range(0, len(paths), MOST_OPEN):
        part = scratch / f"{len(joined)}.pdf"
        with pikepdf.new() as some, contextlib.ExitStack() as opened:
            for path in paths[start : start + MOST_OPEN]:
                some.pages.extend(opened.enter_context(pikepdf.open(path)).pages)
            some.save(part, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
        joined.append(part)
    return joined


def bookmark(pdf: pikepdf.Pdf, folders: list[Folder]) -> None:
    page = 0

    def lines(folder: Folder) -> OutlineItem:
        nonlocal page
        line = OutlineItem(folder.title, page)
        for paper in folder.papers:
            line.children.append(OutlineItem(paper.title, page))
            page += paper.pages
        line.children.extend(lines(inner) for inner in folder.folders)
        return line

    with pdf.open_outline() as outline:
        outline.root.extend(lines(folder) for folder in folders)


class Flowing:
    """A file that only grows, and is emptied as it grows."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def write(self, block: bytes) -> int:
        self._blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        """Nothing waits."""

    def taken(self) -> bytes:
        blocks, self._blocks = self._blocks, []
        return b"".join(blocks)


def zip_blocks(
    folders: list[Folder], at: datetime, marked: Callable[[Paper], Iterator[bytes]] | None = None
) -> Iterator[bytes]:
    """Yield a ZIP of the papers as they are kept, or of what `marked` makes of each, and its checksums.

    `sha256sum -c SHA256SUMS.txt` checks it; of marked copies the originals' sums are beside it. Raises
    FileNotFoundError, FileDamagedError.
    """
    out, sums, originals = Flowing(), [], []
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # type: ignore[call-overload]
        for path, paper in placed(folders):
            digest = hashlib.sha256()
            with archive.open(zipfile.ZipInfo(path, moment), "w") as entry:
                for block in marked(paper) if marked else files.open_whole(paper.sha256):
                    digest.update(block)
                    entry.write(block)
                    yield out.taken()
            if marked is None and digest.hexdigest() != paper.sha256:
                raise FileDamagedError(paper.sha256)
            sums.append(f"{digest.hexdigest()}  {path}\n")
            originals.append(f"{paper.sha256}  {path}\n")
        archive.writestr(zipfile.ZipInfo(SUMS, moment), "".join(sums))
        if marked:
            archive.writestr(zipfile.ZipInfo(ORIGINALS, moment), "".join(originals))
    yield out.taken()


def placed(folders: Iterable[Folder], inside: str = "") -> Iterator[tuple[str, Paper]]:
    """Yield each paper with its path; two of one name are told apart by a number."""
    for folder in folders:
        here = f"{inside}{file_name(folder.title, 60)}/"
        taken: set[str] = set()
        for paper in folder.papers:
            name = free_name(file_name(paper.title, 100), taken)
            yield f"{here}{name}.pdf", paper
        yield from placed(folder.folders, here)


def free_name(name: str, taken: set[str]) -> str:
    """Return the name, numbered if it is taken. Some file systems tell no capitals apart."""
    given, count = name, 1
    while given.casefold() in taken:
        count += 1
        given = f"{name} ({count})"
    taken.add(given.casefold())
    return given


def file_name(title: str, longest: int) -> str:
    """Return the title as every system can keep it; Windows takes no dot or space at the end."""
    plain = " ".join(FORBIDDEN.sub("-", title).split())
    return plain[:longest].strip(" .-") or "tai-lieu"
