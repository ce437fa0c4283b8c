"""Tables whose totals add up: rows of districts, communes, projects; the head comes again overleaf."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from web.demo.papers.numbers import between, of_unit, roman, tenths, whole
from web.demo.papers.sheet import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    Align,
    Block,
    Rule,
    Sheets,
    Text,
    broken,
    height_of_blocks,
    lines_of,
)
from web.demo.papers.topics import Bag, Speech, Topic, limits, province

PAD = 4.0
MAX_NUMBER_WIDTH = 76.0


@dataclass(frozen=True)
class Column:
    """A column, as the rule after its header says.

    Figures: `10-90` at random, `~1*0.9-1.1` of column 1, `=2/1` in percent, `=1+2`, `=1-2`. Words: `@tên mục`
    from a section, `#1` the first part after the label of the row (`@@`, `##`: words that need little room).
    Of an indicator: `#đv` its unit, `#0.9-1.1` a figure of its size.
    """

    header: str
    rule: str

    @property
    def is_text(self) -> bool:
        return self.rule[0] in "@#" and not self.is_sized

    @property
    def is_sized(self) -> bool:
        return self.rule[0] == "#" and "-" in self.rule

    @property
    def is_long(self) -> bool:
        return self.is_text and self.rule[:2] not in ("@@", "##") and self.rule != "#đv"

    def words(self, speech: Speech, about: list[str]) -> str:
        name = self.rule.lstrip("@#")
        if self.rule.startswith("@"):
            return speech.say(name)
        if name == "đv":
            return about[0].replace("/", "/ ", 1)  # so that a long unit can be broken
        return about[int(name) - 1]

    @property
    def is_summed(self) -> bool:
        return self.rule[0] not in "@=#" and "." not in self.rule.split("*")[0]

    def value(self, speech: Speech, row: list[float]) -> float:
        if self.rule.startswith("="):
            return self.computed(row)
        if self.rule.startswith("~"):
            of, span = self.rule[1:].split("*")
            return float(round(row[int(of) - 1] * between(speech.rng, *limits(span))))
        value = between(speech.rng, *limits(self.rule))
        return round(value, 1) if "." in self.rule else float(round(value))

    def computed(self, row: list[float]) -> float:
        """From other columns of the same row; in the row of totals from the totals."""
        terms = re.findall(r"([+\-/=])(\d+)", self.rule)
        total = row[int(terms[0][1]) - 1]
        for sign, of in terms[1:]:
            other = row[int(of) - 1]
            if sign == "/":
                return 100 * total / other if other else 0.0
            total += other if sign == "+" else -other
        return total

    def shown(self, value: float) -> str:
        fraction = "/" in self.rule or ("." in self.rule and not self.rule.startswith("~"))
        return tenths(value) if fraction else whole(value)


@dataclass(frozen=True)
class Plan:
    """A table as a topic file describes it: `tên | nguồn | nhãn | cột: quy tắc ; cột: quy tắc`."""

    title: str
    source: str
    label: str
    columns: tuple[Column, ...]

    @classmethod
    def parse(cls, line: str) -> Plan:
        title, source, label, columns = (cell.strip() for cell in line.split("|"))
        parts = [column.rsplit(":", 1) for column in columns.split(" ; ")]
        return cls(title, source, label, tuple(Column(h.strip(), r.strip()) for h, r in parts))

    @property
    def is_wide(self) -> bool:
        return len(self.columns) > 6

    def is_endless(self, topic: Topic) -> bool:
        """Rows are made from patterns that name a commune: there is always another one."""
        return any("{x}" in line for line in topic.lines(self.source))


class Grid:
    """Column widths, and rows as blocks with their lines around."""

    def __init__(self, plan: Plan, width: float, pad: float = PAD) -> None:
        self.pad = pad
        self.size = 11.0 if len(plan.columns) > 4 else 12.0
        self.leading = self.size + 2.5
        long = [column for column in plan.columns if column.is_long]
        short = len(plan.columns) - len(long)
        first = 30.0
        share = 0.74 if plan.is_wide else 0.6
        each = min(MAX_NUMBER_WIDTH, (width - first) * share / max(1, short))
        rest = (width - first - each * short) / (1 + len(long))
        self.widths = [first, rest, *(rest if column in long else each for column in plan.columns)]
        aligns: list[Align] = ["left" if column.is_text else "right" for column in plan.columns]
        self.aligns: list[Align] = ["center", "left", *aligns]
        self.edges = [sum(self.widths[:no]) for no in range(len(self.widths) + 1)]

    def row(self, cells: list[str], face: str = REGULAR, *, head: bool = False) -> Block:
        lines = [
            broken(cell, face, self.size, width - 2 * PAD) if cell else []
            for cell, width in zip(cells, self.widths, strict=True)
        ]
        height = max(len(cell) for cell in lines) * self.leading + 2 * self.pad
        block = Block(height, rules=[Rule(edge, 0, edge, height) for edge in self.edges])
        block.rules.append(Rule(0, height, self.edges[-1], height))
        if head:
            block.rules.append(Rule(0, 0, self.edges[-1], 0))
        for no, cell in enumerate(lines):
            align = "center" if head else self.aligns[no]
            y = (height - len(cell) * self.leading) / 2 + self.leading * 0.76
            for text, used in cell:
                free = self.widths[no] - used
                x = self.edges[no] + (
                    PAD if align == "left" else free - PAD if align == "right" else free / 2
                )
                block.texts.append(Text(x, y, face, self.size, text))
                y += self.leading
        return block


@dataclass
class Group:
    """The rows of one district under a row with their sum; or rows that are of no district."""

    name: str
    head: Block
    rows: list[list[float]] = field(default_factory=list)


class Table:
    """A plan being filled into sheets, from where they stand to the end of its rows, or of a page."""

    def __init__(self, plan: Plan, speech: Speech, sheets: Sheets) -> None:
        self.plan, self.speech, self.sheets = plan, speech, sheets
        self.grid = Grid(plan, sheets.width)
        self.head = self.grid.row(["TT", plan.label, *(c.header for c in plan.columns)], BOLD, head=True)
        self.groups: list[Group] = []
        self.count = 0

    def fill(self, last_page: int | None = None) -> None:
        """Put all rows; or, of a list without end, as many as there is room for up to `last_page`."""
        total = self.grid.row(["", "TỔNG SỐ", *self.blank()], BOLD)
        self.sheets.put(self.head, *([total] if self.has_sums() else []))
        start = self.position()
        end = (last_page or 0) * self.sheets.height
        parts = list(self.parts())
        for no, (name, labels) in enumerate(parts, 1):
            until = start + (end - start) * no / len(parts) if last_page else None
            self.fill_group(name, labels, until, end)
        self.write_sums(total)

    def fill_group(self, name: str, labels: Iterator[str], until: float | None, end: float) -> None:
        shown = [roman(len(self.groups) + 1), name[:1].upper() + name[1:], *self.blank()]
        group = Group(name, self.grid.row(shown, BOLD))
        self.speech.place = name or None
        for label in labels:
            row, values = self.row(label)
            blocks = [group.head, row] if name and not group.rows else [row]
            after = self.position_with(blocks)
            if until is not None and (after > end or (after > until and group.rows)):
                break
            self.put(blocks)
            group.rows.append(values)
            self.count += 1
        self.speech.place = None
        self.groups.append(group)

    def put(self, blocks: list[Block]) -> None:
        if height_of_blocks(blocks) > self.sheets.left:
            self.sheets.turn(landscape=self.sheets.pages[-1].landscape)
            self.sheets.put(self.head)
        for block in blocks:
            self.sheets.put(block)

    def position(self) -> float:
        return (self.sheets.number - 1) * self.sheets.height + self.sheets.y

    def position_with(self, blocks: list[Block]) -> float:
        """Where the sheets would stand after these blocks."""
        height = height_of_blocks(blocks)
        if height <= self.sheets.left:
            return self.position() + height
        return self.sheets.number * self.sheets.height + self.head.height + height

    def parts(self) -> Iterator[tuple[str, Iterator[str]]]:
        """The names of the groups, each with the labels of its rows."""
        source = self.plan.source
        if source == "huyện":
            yield "", (name[0].upper() + name[1:] for name in province())
        elif source == "xã":
            for district, communes in province().items():
                yield district, (name[0].upper() + name[1:] for name in communes)
        elif self.plan.is_endless(self.speech.topic):
            bag = Bag(self.speech.topic.lines(source), self.speech.rng)
            for district in province():
                yield district, (sentence_case(self.speech.fill(bag.take())) for _ in iter(int, 1))
        else:
            lines = self.speech.topic.lines(source)
            yield "", (line if "|" in line else self.speech.fill(line) for line in lines)

    def row(self, label: str) -> tuple[Block, list[float]]:
        values: list[float] = []
        cells: list[str] = []
        name, *about = (part.strip() for part in label.split("|"))
        sized = any(column.is_sized for column in self.plan.columns)
        base = between(self.speech.rng, *map(float, about[1:3])) if sized else 0.0
        for column in self.plan.columns:
            if column.is_text:
                values.append(0.0)
                cells.append(column.words(self.speech, about))
            elif column.is_sized:
                values.append(base * between(self.speech.rng, *limits(column.rule[1:])))
                cells.append(of_unit(values[-1], about[0], float(about[2])))
            else:
                values.append(column.value(self.speech, values))
                cells.append(column.shown(values[-1]))
        return self.grid.row([str(self.count + 1), sentence_case(name), *cells]), values

    def write_sums(self, total: Block) -> None:
        """Now that all rows are there: the sum of each group, and of them all."""
        if not self.has_sums():
            return
        filled = [group for group in self.groups if group.rows]
        for no, group in enumerate(filled, 1):
            cells = [roman(no), group.name[:1].upper() + group.name[1:], *self.sums(group.rows)]
            group.head.texts = self.grid.row(cells, BOLD).texts
        rows = [row for group in filled for row in group.rows]
        total.texts = self.grid.row(["", "TỔNG SỐ", *self.sums(rows)], BOLD).texts

    def sums(self, rows: list[list[float]]) -> list[str]:
        totals: list[float] = []
        cells: list[str] = []
        for no, column in enumerate(self.plan.columns):
            if column.rule.startswith("="):
                totals.append(column.computed(totals))
                cells.append(column.shown(totals[-1]))
            else:
                totals.append(sum(row[no] for row in rows))
                cells.append(column.shown(totals[-1]) if column.is_summed else "")
        return cells

    def has_sums(self) -> bool:
        return any(column.is_summed for column in self.plan.columns)

    def blank(self) -> list[str]:
        return ["" for _ in self.plan.columns]


def caption(plan: Plan, number: str, belongs_to: str, width: float) -> list[Block]:
    """What stands above a table that is an annex of its own."""
    name, _, unit = plan.title.partition(" (ĐVT: ")
    blocks = lines_of(f"Phụ lục {number}", width=width, face=BOLD, align="center")
    blocks += lines_of(name.upper(), width=width, face=BOLD, size=13, leading=17, align="center")
    blocks += lines_of(f"(Kèm theo {belongs_to})", width=width, face=ITALIC, size=13, align="center", after=4)
    blocks[0].bookmark = f"Phụ lục {number}. {name}"
    return blocks + unit_line(unit, width)


def unit_line(unit: str, width: float) -> list[Block]:
    if not unit:
        return [Block(4)]
    said = f"Đơn vị tính: {unit.rstrip(')')}"
    return lines_of(said, width=width, face=ITALIC, size=12, leading=16, align="right", after=3)


def inline_caption(plan: Plan, width: float) -> list[Block]:
    name, _, unit = plan.title.partition(" (ĐVT: ")
    face = BOLD_ITALIC
    blocks = lines_of(f"Bảng: {name}", width=width, face=face, size=13, leading=17, align="center")
    return blocks + unit_line(unit, width)


def sentence_case(label: str) -> str:
    return label[0].upper() + label[1:]
