"""Sheets of paper: fonts, broken lines, and pages that are filled from the top and then drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agenda.stamp import FONTS

MM = 72 / 25.4
# Annex I of the decree: 20-25 mm above and below, 30-35 at the left, 15-20 at the right.
TOP, BOTTOM, LEFT, RIGHT = 22 * MM, 20 * MM, 30 * MM, 17 * MM
REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Regular", "Bold", "Italic", "BoldItalic"

Align = Literal["left", "right", "center", "justify"]


class Text(NamedTuple):
    """A piece of a line; `y` is its baseline, downwards from the top of the block."""

    x: float
    y: float
    font: str
    size: float
    text: str
    space: float = 0  # added to each gap between words


class Rule(NamedTuple):
    x1: float
    y1: float
    x2: float
    y2: float


@dataclass
class Block:
    """What stays in one piece: a line of text, a row of a table."""

    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    bookmark: str = ""
    level: int = 0


@dataclass
class Page:
    landscape: bool
    numbered: bool
    blocks: list[tuple[float, Block]] = field(default_factory=list)

    @property
    def size(self) -> tuple[float, float]:
        return (A4[1], A4[0]) if self.landscape else A4

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - LEFT - RIGHT

    @property
    def height(self) -> float:
        return self.size[1] - TOP - BOTTOM


class Sheets:
    """Pages being filled. What is put together stays together; what does not fit goes overleaf."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.y = 0.0
        self.turn(numbered=False)

    @property
    def number(self) -> int:
        return len(self.pages)

    @property
    def width(self) -> float:
        return self.pages[-1].width

    @property
    def height(self) -> float:
        return self.pages[-1].height

    @property
    def left(self) -> float:
        """How much is free on this page."""
        return self.height - self.y

    def turn(self, *, landscape: bool = False, numbered: bool = True) -> None:
        self.pages.append(Page(landscape, numbered))
        self.y = 0.0

    def put(self, *blocks: Block) -> None:
        if self.y and sum(block.height for block in blocks) > self.left:
            self.turn(landscape=self.pages[-1].landscape)
        for block in blocks:
            self.pages[-1].blocks.append((self.y, block))
            self.y += block.height

    def put_lines(self, lines: list[Block]) -> None:
        """Put a paragraph so that no single line of it stands alone on a page."""
        if len(lines) <= 3:
            self.put(*lines)
            return
        self.put(*lines[:2])
        for line in lines[2:-2]:
            self.put(line)
        self.put(*lines[-2:])

    def draw(self, path: Path, *, title: str, author: str) -> None:
        """Write the PDF: the same bytes for the same pages."""
        canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=1)
        canvas.setTitle(title)
        canvas.setAuthor(author)
        canvas.setCreator("")
        for number, page in enumerate(self.pages, 1):
            draw_page(canvas, page, number)
            canvas.showPage()
        canvas.save()


def draw_page(canvas: Canvas, page: Page, number: int) -> None:
    width, height = page.size
    canvas.setPageSize((width, height))
    text = canvas.beginText()
    if page.numbered:
        shown = str(number)
        middle = (width - width_of_text(shown, REGULAR, 13)) / 2
        write(text, Text(middle, 0, REGULAR, 13, shown), 0, height - 13 * MM)
    rules: list[tuple[float, float, float, float]] = []
    for y, block in page.blocks:
        top = height - TOP - y
        for piece in block.texts:
            write(text, piece, LEFT, top)
        rules += [(LEFT + r.x1, top - r.y1, LEFT + r.x2, top - r.y2) for r in block.rules]
        if block.bookmark:
            mark = f"{number}-{y:.0f}"
            canvas.bookmarkHorizontal(mark, 0, top)
            canvas.addOutlineEntry(block.bookmark, mark, block.level, closed=True)
    canvas.drawText(text)
    canvas.setLineWidth(0.6)
    canvas.lines(rules)


def write(text: object, piece: Text, left: float, top: float) -> None:
    text.setTextOrigin(left + piece.x, top - piece.y)  # type: ignore[attr-defined]
    text.setFont(font(piece.font), piece.size)  # type: ignore[attr-defined]
    text.setWordSpace(piece.space)  # type: ignore[attr-defined]
    text.textOut(piece.text)  # type: ignore[attr-defined]


@lru_cache
def font(face: str) -> str:
    """Make a face known to the renderer and return its name there."""
    name = f"Tinos-{face}"
    pdfmetrics.registerFont(TTFont(name, str(FONTS / f"{name}.ttf")))
    return name


@lru_cache(maxsize=100_000)
def width_of_text(text: str, face: str, size: float) -> float:
    width: float = pdfmetrics.stringWidth(text, font(face), size)
    return width


def broken(text: str, face: str, size: float, width: float, indent: float = 0) -> list[tuple[str, float]]:
    """Break a text into lines as full as they go, the first one shorter; with the width of each."""
    gap = width_of_text(" ", face, size)
    lines: list[tuple[str, float]] = []
    words: list[str] = []
    used, room = 0.0, width - indent
    for word in text.split(" "):  # and not at spaces that bind
        wide = width_of_text(word, face, size)
        if words and used + gap + wide > room:
            lines.append((" ".join(words), used))
            words, used, room = [], 0.0, width
        used += wide + (gap if words else 0)
        words.append(word)
    lines.append((" ".join(words), used))
    return lines


def lines_of(
    text: str,
    *,
    width: float,
    face: str = REGULAR,
    size: float = 14,
    leading: float = 18.5,
    align: Align = "justify",
    indent: float = 0,
    after: float = 0,
    x: float = 0,
) -> list[Block]:
    """A paragraph as blocks of one line each; `after` is the space below the last."""
    lines = broken(text, face, size, width, indent)
    blocks = []
    for no, (line, used) in enumerate(lines):
        room = width - (indent if no == 0 else 0)
        start, space = x + width - room, 0.0
        if align == "right":
            start += room - used
        elif align == "center":
            start += (room - used) / 2
        elif align == "justify" and no < len(lines) - 1 and " " in line:
            space = (room - used) / line.count(" ")
        baseline = (leading + size * 0.66) / 2
        blocks.append(Block(leading, [Text(start, baseline, face, size, line, space)]))
    blocks[-1].height += after
    return blocks


def height_of_blocks(blocks: Iterable[Block]) -> float:
    return sum(block.height for block in blocks)


def side_by_side(*columns: list[Block], gap: float = 0) -> Block:
    """Put columns beside each other into one block that does not break; each has its own x already."""
    texts: list[Text] = []
    rules: list[Rule] = []
    for column in columns:
        y = 0.0
        for block in column:
            texts += [piece._replace(y=piece.y + y) for piece in block.texts]
            rules += [Rule(r.x1, r.y1 + y, r.x2, r.y2 + y) for r in block.rules]
            y += block.height
    return Block(max(height_of_blocks(column) for column in columns) + gap, texts, rules)
