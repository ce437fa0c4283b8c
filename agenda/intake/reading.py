"""The pages of a cleaned file: read in a child process, as all that comes from outside is."""

from __future__ import annotations

import base64
import json
import subprocess
import zlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from agenda.intake import child
from agenda.intake.first_page import Line

PROGRAM = Path(__file__).with_name("pages.py")
MAX_WORDS_BYTES = 4 << 20  # 20,000 words of 200 bytes


@dataclass(frozen=True)
class ReadPage:
    """One page; what the fields hold is told at `agenda.models.FilePage`."""

    no: int
    width: float
    height: float
    text: str
    words: bytes
    picture: bytes = b""


def read_pages(path: Path) -> list[ReadPage]:
    """Return the pages of a file, whose folder is used for a moment. Raises PdfRefused."""
    target = path.with_name(f"{path.name}.pages")
    try:
        write_pages([(path, target)])
        return pages_in(target) or []
    finally:
        target.unlink(missing_ok=True)


def write_pages(pairs: Sequence[tuple[Path, Path]]) -> None:
    """Read several files in one child process, each into its target. Raises PdfRefused, IntakeBusy.

    A file whose pages take too long to draw has all its texts and no pictures.
    """
    ended: subprocess.CompletedProcess[bytes] | None = None
    with suppress(subprocess.TimeoutExpired):  # what was read until then may be enough
        ended = child.run(PROGRAM, *(str(path.resolve()) for pair in pairs for path in pair))
    if all(pages_in(target) is not None for _, target in pairs):
        return
    if ended is None:
        child.starved()
    said = ended.stderr.decode(errors="replace")
    if "PdfiumError" in said:
        # The cleaning opened it and another reader cannot: a tablet's would neither.
        child.refuse("agenda.pdf_damaged", reason="pages")
    if "MemoryError" in said:
        child.refuse("agenda.pdf_bomb", reason="memory")
    child.judge(ended)
    raise RuntimeError("the pages were not written, and the program did not say why")


def pages_in(target: Path) -> list[ReadPage] | None:
    """Return what the program wrote; None when it did not come to the end of the texts."""
    pages: dict[int, ReadPage] = {}
    whole = False
    for line in lines_of(target):
        if "texts" in line:
            whole = line["texts"] == len(pages)
        elif "picture" in line:
            pages[line["no"]] = replace(pages[line["no"]], picture=base64.b64decode(line["picture"]))
        else:
            line["words"] = base64.b64decode(line["words"])
            pages[line["no"]] = ReadPage(**line)
    return [pages[no] for no in sorted(pages)] if whole else None


def lines_of(target: Path) -> list[dict[str, Any]]:
    if not target.exists():
        return []
    with target.open(encoding="ascii") as written:
        # The last line may be cut: the program was stopped in the middle of it.
        return [json.loads(line) for line in written if line.endswith("}\n")]


def words_on(page: ReadPage) -> list[tuple[float, float, float, float, str]]:
    """Return the words of a page with their places: x, y, w, h in fractions of it."""
    if not page.words:
        return []
    unpacked = zlib.decompressobj().decompress(page.words, MAX_WORDS_BYTES)
    return [(x, y, w, h, word) for x, y, w, h, word in json.loads(unpacked)]


def lines_seen(page: ReadPage, gap: float = 1.0) -> list[Line]:
    """Return what stands together on one line: a blank wider than `gap` line heights parts it.

    A stamp beside the name of an authority is a line of its own here, unlike in the text of the page.
    """
    lines: list[list[tuple[float, float, str]]] = []
    end, level, tall = 0.0, 0.0, 0.0
    for x, y, w, h, word in words_on(page):
        blank = (x - end) * page.width
        together = abs(y - level) < tall / 2 and -tall * page.height < blank < gap * tall * page.height
        if not lines or not together:
            lines.append([])
        lines[-1].append((x, x + w, word))
        end, level, tall = x + w, y, h
    return [
        Line(" ".join(word for _, _, word in line), min(x for x, _, _ in line), max(x for _, x, _ in line))
        for line in lines
    ]
