"""Programmes that an office keeps as Word or Excel files, read into proposed items; nothing is filed here.

A table with a time, a content and a presenter in its columns is read row by row; paragraphs are read by
their numbering. Days are told by lines of their own ("Ngày thứ nhất: 06/12/2023", "Chiều ngày 07/12").
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

import docx
import openpyxl
from docx.table import Table
from docx.text.paragraph import Paragraph

from agenda.errors import ProgrammeEmpty, ProgrammeUnreadable
from agenda.intake.folding import fold
from agenda.models import ItemKind

MAX_BYTES = 10 << 20
MAX_UNPACKED = 64 << 20
MAX_XML = 8 << 20  # one part; as a tree it takes ten times as much
MAX_PARTS = 2_000
MAX_ROWS = 3_000
MAX_ITEMS = 300
MAX_DEPTH = 4

Row = list[str]


@dataclass
class Proposed:
    """`depth` counts from 1; `starts_at` is "HH:MM" or None."""

    title: str
    kind: str = ItemKind.OTHER
    day: int = 1
    starts_at: str | None = None
    presenter: str = ""
    depth: int = 1


@dataclass
class Programme:
    """`skipped`: rows that say nothing; `guessed`: items whose kind nothing tells."""

    items: list[Proposed] = field(default_factory=list)
    skipped: int = 0

    @property
    def guessed(self) -> int:
        return sum(item.kind == ItemKind.OTHER for item in self.items)


# Words of a title that tell its kind, in the order in which they are asked; without marks.
KINDS: tuple[tuple[str, ItemKind], ...] = (
    (r"diem danh|on dinh to chuc", ItemKind.ROLL_CALL),
    (r"bien ban kiem phieu|ket qua kiem phieu|cong bo ket qua", ItemKind.TELLERS_MINUTES),
    (r"thong qua bien ban", ItemKind.MINUTES),
    (r"chao co|quoc ca|van nghe|tang hoa|mac niem|gioi thieu dai bieu", ItemKind.CEREMONY),
    (r"be mac", ItemKind.CLOSING),
    (r"khai mac", ItemKind.OPENING),
    (r"thong qua (du kien )?chuong trinh|phien tru bi", ItemKind.AGENDA_APPROVAL),
    (r"bo phieu|lay phieu tin nhiem", ItemKind.SECRET_BALLOT),
    (r"mien nhiem|bai nhiem|\bbau\b|nhan su|xac nhan ket qua", ItemKind.PERSONNEL),
    (r"tong hop.*thao luan|tong hop y kien", ItemKind.GROUP_SUMMARY),
    (r"thao luan (tai |o )?to\b", ItemKind.GROUP_DISCUSSION),
    (r"thao luan", ItemKind.HALL_DISCUSSION),
    (r"chat van", ItemKind.QUESTIONING),
    (r"tiep thu|giai trinh", ItemKind.INTAKE),
    (r"bieu quyet|thong qua.*nghi quyet", ItemKind.DECISION),
    (r"tham tra", ItemKind.EXAMINATION),
    (r"giam sat", ItemKind.SUPERVISION),
    (r"to trinh|trinh bay (du thao|de an|cac du thao)", ItemKind.PRESENTATION),
    (r"bao cao|thong bao", ItemKind.REPORT),
)

HEADINGS = {
    "no": r"^(stt|tt|so tt|so)$",
    "time": r"thoi gian|^gio",
    "presenter": r"trinh bay|thuc hien|phu trach|chu tri|dieu hanh|phan cong",
    "title": r"noi dung|chuong trinh",
}
DAYS = {"nhat": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8}
NTH_DAY = re.compile(r"^(?:[ivx\d]+[.)]\s*)?(?:buoi \w+,?\s*)?ngay (?:lam viec )?thu (\d{1,2}|[a-z]+)\b")
DATED_DAY = re.compile(
    r"^(?:[ivx]+[.)]\s*)?(?:(?:buoi )?(?:sang|chieu|toi),?\s*)?ngay (\d{1,2})[/.-](\d{1,2})"
)
UNIT = r"\s*(?:giờ|gio|[:hg])(?![^\W\d])\s*"
CLOCK = re.compile(rf"(?<!\d)(\d{{1,2}}){UNIT}(\d{{2}})?(?!\d)", re.IGNORECASE)
MARKERS = (
    ("roman", re.compile(r"^(?:[IVX]+)\s*[.)/-]\s+")),
    ("dotted", re.compile(r"^\d+(?:\.\d+)+[.)]?\s+")),
    ("number", re.compile(r"^\d+\s*[.)/-]\s+")),
    ("letter", re.compile(r"^[a-zđ]\s*[.)]\s+")),
    ("dash", re.compile(r"^[-–—+•*]\s+")),
)


def read(content: bytes) -> Programme:
    """Read a .docx or an .xlsx, known by what is inside. Raises ProgrammeUnreadable, ProgrammeEmpty."""
    form = checked(content)
    try:
        tables = list(of_word(content) if form == ".docx" else of_excel(content))
    except Exception as problem:  # the libraries raise whatever a broken part makes them stumble over
        raise ProgrammeUnreadable(reason=type(problem).__name__) from problem
    programme = Programme()
    reader = Reader(programme)
    for rows in tables:
        reader.take(rows)
    if not programme.items:
        raise ProgrammeEmpty
    return programme


def checked(content: bytes) -> str:
    """Tell the form of the file, once nothing in it can burst the memory or reach out."""
    if len(content) > MAX_BYTES:
        raise ProgrammeUnreadable(reason="size")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise ProgrammeUnreadable(reason="unpacked")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    check_xml(archive, part)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as problem:
        raise ProgrammeUnreadable(reason="form") from problem
    names = {part.filename for part in parts}
    if "word/document.xml" in names:
        return ".docx"
    if "xl/workbook.xml" in names:
        return ".xlsx"
    raise ProgrammeUnreadable(reason="form")


def check_xml(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """No office program writes a document type; who does wants its entities unfolded."""
    if part.file_size > MAX_XML:
        raise ProgrammeUnreadable(reason="unpacked")
    with archive.open(part) as opened:
        content = opened.read(MAX_XML + 1)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\0" in content[:64]:
        raise ProgrammeUnreadable(reason="entities")


def of_word(content: bytes) -> Iterator[list[Row]]:
    """Yield tables as they are, and the paragraphs between two of them as a table of one column."""
    loose: list[Row] = []
    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            yield loose
            loose = []
            yield [cells_of(row) for row in block.rows[:MAX_ROWS]]
        elif len(loose) < MAX_ROWS:
            loose.append([listed(block)])
    yield loose


def cells_of(row: object) -> Row:
    """Return the texts of a row; a cell that spans several columns or rows is said once."""
    cells = row.cells  # type: ignore[attr-defined]
    above = getattr(row, "_tr", None)
    texts: Row = []
    for place, cell in enumerate(cells):
        again = place > 0 and cell._tc is cells[place - 1]._tc
        continued = above is not None and cell._tc.getparent() is not above
        texts.append("" if again or continued else "\n".join(listed(p) for p in cell.paragraphs))
    return texts


def listed(paragraph: Paragraph) -> str:
    """Return the text; where Word numbers it by itself, with a dash, for the number is not in the text."""
    text = paragraph.text.strip()
    properties = paragraph._p.pPr
    numbered = properties is not None and properties.numPr is not None
    return f"- {text}" if text and numbered and not any(m.match(text) for _, m in MARKERS) else text


def of_excel(content: bytes) -> Iterator[list[Row]]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    try:
        for sheet in book.worksheets[:3]:
            rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=12, values_only=True)
            yield [[shown(value) for value in row] for row in rows]
    finally:
        book.close()


def shown(value: object) -> str:
    """Return what a cell shows: a time as a time, a whole number without a fraction."""
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%H:%M}" if value.date().year < 1901 else f"ngày {value:%d/%m/%Y}"
        case time():
            return f"{value:%H:%M}"
        case float() if value.is_integer():
            return str(int(value))
        case float() if 0 < value < 1:  # Excel keeps a time as a part of a day
            minutes = round(value * 24 * 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case _:
            return str(value).strip()


class Reader:
    """Goes through the rows from the top and remembers the day and the numbering."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.day = 1
        self.dates: list[tuple[int, int]] = []
        self.markers: list[str] = []
        self.seen_table = False

    def take(self, rows: Sequence[Row]) -> None:
        columns, start = columns_of(rows)
        table = max((len(row) for row in rows), default=0) > 1
        if table and not self.seen_table:
            # What stands before the first table is its heading: names of authorities, a title.
            self.seen_table = True
            self.programme.items.clear()
            self.markers.clear()
        for row in rows[start:]:
            if len(self.programme.items) >= MAX_ITEMS:
                return
            self.row(row, columns)

    def row(self, row: Row, columns: dict[str, int]) -> None:
        said = [text for text in row if text.strip()]
        if not said:
            return
        if len(set(said)) == 1 and self.is_day(said[0]):
            return
        at = clock_in(cell(row, columns.get("time")))
        title = cell(row, columns.get("title"))
        if not columns and len(row) == 1:
            at, title = clock_in(title_clock(row[0])), without_clock(row[0])
        if not any(c.isalpha() for c in title) or is_heading(row):
            self.programme.skipped += 1
            return
        no, presenter = cell(row, columns.get("no")), cell(row, columns.get("presenter"))
        self.items_in(title, at, f"{no.rstrip('.')}. " if no else "", " ".join(presenter.split()))

    def items_in(self, text: str, at: str | None, no: str, presenter: str) -> None:
        """Add the item of a cell, and those that are listed in it under each other."""
        lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        for place, line in enumerate(lines):
            marker, title = marked(f"{no}{line}" if place == 0 else line)
            if place and marker is None:
                self.programme.items[-1].title = f"{self.programme.items[-1].title} {title}"[:1000]
                continue
            if len(self.programme.items) >= MAX_ITEMS:
                return
            depth = self.depth_of(marker, timed=at is not None and place == 0)
            self.programme.items.append(
                Proposed(
                    title=title[:1000],
                    kind=kind_of(title),
                    day=self.day,
                    starts_at=at if place == 0 else None,
                    presenter=presenter[:300] if place == 0 else "",
                    depth=depth,
                )
            )

    def depth_of(self, marker: str | None, *, timed: bool) -> int:
        """Tell how deep an item lies: a kind of numbering seen before leads back to where it was."""
        if marker is None or (timed and marker == "dash"):
            self.markers.clear()
            return 1
        if marker in self.markers:
            del self.markers[self.markers.index(marker) + 1 :]
        else:
            self.markers.append(marker)
        under_plain = marker == "dash" and len(self.markers) == 1 and bool(self.programme.items)
        return min(len(self.markers) + under_plain, MAX_DEPTH)

    def is_day(self, text: str) -> bool:
        """Follow the lines that name a day; tell whether this was one."""
        plain = fold(" ".join(text.split()))
        if match := NTH_DAY.match(plain):
            named = match.group(1)
            self.day = min(30, max(1, int(named) if named.isdigit() else DAYS.get(named, self.day)))
        elif match := DATED_DAY.match(plain):
            dated = (int(match.group(2)), int(match.group(1)))
            if dated not in self.dates:
                self.dates.append(dated)
            self.day = min(30, self.dates.index(dated) + 1)
        else:
            return False
        if dated_too := re.search(r"(\d{1,2})/(\d{1,2})", plain):
            dated = (int(dated_too.group(2)), int(dated_too.group(1)))
            if dated not in self.dates:
                self.dates.append(dated)
        self.markers.clear()
        return True


def columns_of(rows: Sequence[Row]) -> tuple[dict[str, int], int]:
    """Tell which column holds what, and where the rows begin: by a heading, or else by what is in them."""
    width = max((len(row) for row in rows), default=0)
    for number, row in enumerate(rows[:20]):
        if width > 1 and is_heading(row):
            found: dict[str, int] = {}
            for place, text in enumerate(row):
                for name, words in HEADINGS.items():
                    if name not in found and re.search(words, fold(" ".join(text.split()))):
                        found[name] = place
                        break
            return found, number + 1
    if width <= 1:
        return {}, 0
    letters = [sum(len(cell(row, place)) for row in rows) for place in range(width)]
    times = [sum(bool(clock_in(cell(row, place))) for row in rows) for place in range(width)]
    title = letters.index(max(letters))
    guessed = {"title": title}
    if max(times) and (clock := times.index(max(times))) != title:
        guessed["time"] = clock
    if title + 1 < width:
        guessed["presenter"] = title + 1
    return guessed, 0


def is_heading(row: Row) -> bool:
    plain = [fold(" ".join(text.split())) for text in row if text.strip()]
    named = {
        name
        for text in plain
        for name, words in HEADINGS.items()
        if len(text) < 40 and re.search(words, text)
    }
    return len(plain) > 1 and "title" in named and len(named) > 1


def cell(row: Row, place: int | None) -> str:
    return row[place].strip() if place is not None and place < len(row) else ""


def clock_in(text: str) -> str | None:
    """Return the first time of day in the text, "07:30", "7h30", "7 giờ 30", "8h"."""
    match = CLOCK.search(text)
    if not match:
        return None
    hour, minute = int(match.group(1)), int(match.group(2) or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


LEADING_CLOCK = re.compile(
    rf"^\s*(?:từ\s+)?(\d{{1,2}}{UNIT}(?:\d{{2}})?(?:\s*[-–]\s*\d{{1,2}}{UNIT}(?:\d{{2}})?)?)\s*[:.\-–]*\s*",
    re.IGNORECASE,
)


def title_clock(text: str) -> str:
    match = LEADING_CLOCK.match(text)
    return match.group(1) if match else ""


def without_clock(text: str) -> str:
    return LEADING_CLOCK.sub("", text).strip()


def marked(line: str) -> tuple[str | None, str]:
    """Return the kind of numbering that a line begins with, and the rest."""
    for name, marker in MARKERS:
        if match := marker.match(line):
            return name, line[match.end() :].strip() or line
    return None, line


def kind_of(title: str) -> str:
    plain = fold(title)
    return next((kind for words, kind in KINDS if re.search(words, plain)), ItemKind.OTHER)
