"""A paper with one's notes as annotations of the PDF standard (ISO 32000-2, 12.5), which any reader shows.

Each has its appearance drawn, so that it looks the same everywhere, and its facts beside it (author, dates,
text, place), so that other programs can list, answer and delete it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from agenda import stamp
from agenda.models import AnnotationKind

Point = tuple[float, float]

PRINTED = 4  # flag of an annotation: also on paper
ICON = 18.0  # points
INSET = 6.0
SEEN_THROUGH = 0.4
GREY = "#808080"
# What a note is called where its kind alone says what it is.
CALLED = {
    AnnotationKind.BOOKMARK: "Dấu trang",
    AnnotationKind.SPEECH: "Chuẩn bị phát biểu",
}
ICONS = {AnnotationKind.BOOKMARK: "/Key", AnnotationKind.SPEECH: "/Paragraph"}


@dataclass(frozen=True)
class Written:
    """A note as it goes out: `page` from 1, `body` as on the wire, the moments aware."""

    id: str
    page: int
    kind: str
    body: dict[str, Any]
    author: str
    made_at: datetime
    changed_at: datetime
    answer: str = ""


def write_annotated(source: Path, target: Path, notes: Iterable[Written], mark: stamp.Mark) -> None:
    """Write the marked copy of `source` to `target`, with the notes on it."""
    of_page: dict[int, list[Written]] = defaultdict(list)
    for note in notes:
        of_page[note.page].append(note)
    with pikepdf.open(source) as pdf:
        stamp.stamp(pdf, mark)
        for no, page in enumerate(pdf.pages, start=1):
            if no in of_page:
                annotate(pdf, page, of_page[no])
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def annotate(pdf: pikepdf.Pdf, page: pikepdf.Page, notes: Sequence[Written]) -> None:
    sheet = Sheet(page)
    held = page.obj.get(Name.Annots)
    annotations = list(held) if isinstance(held, Array) else []
    corner = 0
    for note in notes:
        if note.kind in (AnnotationKind.PEN, AnnotationKind.MARKER):
            made = ink(pdf, sheet, note)
        elif note.kind in (AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE):
            made = marked(pdf, sheet, note)
        else:
            made = pinned(pdf, sheet, note, corner)
            corner += "x" not in note.body
        made.P = page.obj
        annotations.append(pdf.make_indirect(made))
    page.obj.Annots = Array(annotations)


class Sheet:
    """The page as it is shown: turns its fractions into the space of the PDF (12.5.2: before rotation)."""

    def __init__(self, page: pikepdf.Page) -> None:
        media, crop = (tuple(float(edge) for edge in box) for box in (page.mediabox, page.cropbox))
        self.left, self.right = within((crop[0], crop[2]), (media[0], media[2]))
        self.low, self.top = within((crop[1], crop[3]), (media[1], media[3]))
        self.turn = stamp.rotation(page)
        size = self.right - self.left, self.top - self.low
        self.width, self.height = size if self.turn in (0, 180) else size[::-1]

    def point(self, x: float, y: float) -> Point:
        """Turn fractions, origin at the upper left of what is shown, into points of the page."""
        across, down = x * self.width, y * self.height
        match self.turn:
            case 90:
                return self.left + down, self.low + across
            case 180:
                return self.right - across, self.low + down
            case 270:
                return self.right - down, self.top - across
            case _:
                return self.left + across, self.top - down

    def corners(self, rect: Sequence[float]) -> tuple[Point, Point, Point, Point]:
        """Return upper left, upper right, lower left, lower right, as they are shown."""
        x, y, w, h = rect
        return self.point(x, y), self.point(x + w, y), self.point(x, y + h), self.point(x + w, y + h)


def within(inner: Sequence[float], outer: Sequence[float]) -> tuple[float, float]:
    """Cut a box back to the sheet, as readers do (14.11.2); one that lies outside of it is not believed."""
    start, end = max(min(inner), min(outer)), min(max(inner), max(outer))
    return (start, end) if start < end else (min(outer), max(outer))


# -- the kinds -------------------------------------------------------------------------------------


def ink(pdf: pikepdf.Pdf, sheet: Sheet, note: Written) -> Dictionary:
    """Draw a stroke: as thick at each point as the pen was pressed; half of its width without pressure."""
    body = note.body
    points = [(*sheet.point(x, y), pressure) for x, y, pressure in body["points"]]
    width = body["width"] * sheet.width
    seen_through = note.kind == AnnotationKind.MARKER
    draw = [f"{rgb(body['color'])} RG 1 J 1 j"]
    if seen_through:
        # One line: where the segments of a marker overlap it would be darker.
        steps = " ".join(f"{number(x)} {number(y)} l" for x, y, _ in points[1:] or points)
        draw.append(f"{number(width)} w {number(points[0][0])} {number(points[0][1])} m {steps} S")
    else:
        for (x, y, before), (to_x, to_y, after) in zip(points, points[1:] or points, strict=False):
            thick = width * (0.5 + (before + after) / 2)
            draw.append(f"{number(thick)} w {number(x)} {number(y)} m {number(to_x)} {number(to_y)} l S")
    made = described(note, "/Ink", around([(x, y) for x, y, _ in points], width))
    made.InkList = Array([Array([round(part, 2) for x, y, _ in points for part in (x, y)])])
    made.BS = Dictionary(W=round(width, 2), S=Name.S)
    made.Border = Array([0, 0, round(width, 2)])
    if seen_through:
        made.CA = SEEN_THROUGH
    return with_appearance(pdf, made, " ".join(draw), seen_through=seen_through)


def marked(pdf: pikepdf.Pdf, sheet: Sheet, note: Written) -> Dictionary:
    """Mark text. `QuadPoints`: upper left, upper right, lower left, lower right, as all readers take them."""
    quads = [sheet.corners(rect) for rect in note.body["rects"]]
    highlight = note.kind == AnnotationKind.HIGHLIGHT
    colour = rgb(note.body["color"])
    thick = 1.2
    if highlight:
        draw = [f"{colour} rg"]
        draw += [f"{path((ul, ur, lr, ll))} f" for ul, ur, ll, lr in quads]
    else:
        draw = [f"{colour} RG {thick} w"]
        draw += [f"{path((ll, lr))} S" for _, _, ll, lr in quads]
    made = described(
        note, "/Highlight" if highlight else "/Underline", around([p for quad in quads for p in quad], thick)
    )
    made.QuadPoints = Array([round(part, 2) for quad in quads for point in quad for part in point])
    return with_appearance(pdf, made, " ".join(draw), seen_through=highlight)


def pinned(pdf: pikepdf.Pdf, sheet: Sheet, note: Written, corner: int) -> Dictionary:
    """Pin a note to its place; what belongs to the whole page goes down its right edge, one below another."""
    body = note.body
    if "x" in body and "y" in body:
        x, y = body["x"], body["y"]
    else:
        x = 1 - (ICON + INSET) / sheet.width
        y = (INSET + corner * (ICON + INSET)) / sheet.height
    x = min(x, 1 - ICON / sheet.width)
    y = min(y, 1 - ICON / sheet.height)
    ul, ur, ll, lr = sheet.corners((x, y, ICON / sheet.width, ICON / sheet.height))
    lines = []
    for down in (6, 9, 12):
        level = y + down / sheet.height
        ends = sheet.point(x + 4 / sheet.width, level), sheet.point(x + 14 / sheet.width, level)
        lines.append(f"{path(ends)} S")
    draw = f"{rgb(body.get('color', GREY))} rg 0.3 G 0.8 w {path((ul, ur, lr, ll))} h B {' '.join(lines)}"
    made = described(note, "/Text", around([ul, ur, ll, lr], 0))
    made.Name = Name(ICONS.get(AnnotationKind(note.kind), "/Comment"))
    made.Open = False
    return with_appearance(pdf, made, draw)


# -- what all have ---------------------------------------------------------------------------------


def described(note: Written, subtype: str, rect: Sequence[float]) -> Dictionary:
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name(subtype),
        Rect=Array([round(edge, 2) for edge in rect]),
        NM=note.id,
        T=pikepdf.String(note.author),
        Contents=pikepdf.String(said(note)),
        CreationDate=moment(note.made_at),
        M=moment(note.changed_at),
        C=Array([round(part, 4) for part in parts(note.body.get("color", GREY))]),
        F=PRINTED,
    )


def said(note: Written) -> str:
    """Return the text of the note, with what it is where that is not seen, and with the answer to it."""
    text = str(note.body.get("text", ""))
    if name := CALLED.get(AnnotationKind(note.kind)):
        text = f"{name}: {text}" if text else name
    return f"{text}\n\nTrả lời: {note.answer}" if note.answer else text


def with_appearance(
    pdf: pikepdf.Pdf, made: Dictionary, draw: str, *, seen_through: bool = False
) -> Dictionary:
    """Add what readers draw: in the space of the page, cut to the rectangle of the annotation."""
    form = pikepdf.Stream(pdf, f"q /Look gs {draw} Q".encode())
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, made.Rect
    look = Dictionary(Type=Name.ExtGState, ca=1.0, CA=1.0)
    if seen_through:
        look = Dictionary(Type=Name.ExtGState, ca=SEEN_THROUGH, CA=SEEN_THROUGH, BM=Name.Multiply)
    form.Resources = Dictionary(ExtGState=Dictionary(Look=look))
    made.AP = Dictionary(N=pdf.make_indirect(form))
    return made


def around(points: Sequence[Point], width: float) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - width, min(ys) - width, max(xs) + width, max(ys) + width


def path(points: Sequence[Point]) -> str:
    steps = (f"{number(x)} {number(y)} {'l' if place else 'm'}" for place, (x, y) in enumerate(points))
    return " ".join(steps)


def number(value: float) -> str:
    return f"{value:.2f}"


def parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def rgb(colour: str) -> str:
    return " ".join(f"{part:.3f}" for part in parts(colour))


def moment(at: datetime) -> str:
    """Write a date as 7.9.4 of the standard says, in UTC."""
    return f"{at.astimezone(UTC):D:%Y%m%d%H%M%SZ}"
