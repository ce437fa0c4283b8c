"""Who took a paper out of the app, and when, on each of its pages.

What is kept in the store is never changed: the mark is drawn into a copy. A signed paper's copy says that
it is one, and carries the signature no more: a reader would call it broken.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from meetings.clock import LOCAL

# Letters with all Vietnamese marks (OFL); the papers of the demo are drawn with them too.
FONTS = Path(__file__).parent / "fonts"
FONT = "NghiTruongMark"
MARK = Name("/NghiTruongMark")
COPY = "Bản sao; chữ ký số nằm ở bản gốc"
MARGIN = 12.0  # points
SMALL = 7.5
# reportlab keeps the letters that a document uses in the font itself.
_drawing = threading.Lock()

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """Whose copy it is and when it was made; drawn on every page."""

    name: str
    at: datetime
    note: str = ""

    @property
    def time(self) -> str:
        local = self.at.astimezone(LOCAL)
        return f"{local:%H:%M}, {local:%d/%m/%Y}"


def stamp(pdf: pikepdf.Pdf, mark: Mark) -> bool:
    """Draw the mark on each page of the open file, upright as shown; tell whether it was signed."""
    signed = take_signatures(pdf)
    forms: dict[tuple[int, int], pikepdf.Object] = {}
    around: dict[Box | tuple[Box, int], pikepdf.Object] = {}
    before = pdf.make_indirect(pikepdf.Stream(pdf, b"q\n"))
    for page in pdf.pages:
        box, turn = shown_box(page), rotation(page)
        width, height = box[2] - box[0], box[3] - box[1]
        size = (round(height), round(width)) if turn in (90, 270) else (round(width), round(height))
        if size not in forms:
            forms[size] = drawn(pdf, mark, size, signed=signed)
        page.add_resource(forms[size], Name.XObject, MARK, replace_existing=True)
        place = around.setdefault((box, turn), pdf.make_indirect(pikepdf.Stream(pdf, placed(box, turn))))
        page.obj.Contents = Array([before, *contents(page), place])
    return signed


def stamp_file(source: Path, target: Path, mark: Mark) -> bool:
    """Write the marked copy of `source` to `target`; tell whether the original is signed."""
    with pikepdf.open(source) as pdf:
        signed = stamp(pdf, mark)
        # Streams go over as they are: inflating a scan only to deflate it again would take seconds.
        pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return signed


def take_signatures(pdf: pikepdf.Pdf) -> bool:
    """Take the values of signature fields out of the copy; tell whether there were any."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return False
    signed = [field for field in fields(form) if field.get(Name.FT) == Name.Sig and Name.V in field]
    for field in signed:
        del field[Name.V]
    if signed:
        for holder, key in ((form, Name.SigFlags), (pdf.Root, Name.Perms), (pdf.Root, Name.DSS)):
            if key in holder:
                del holder[key]
    return bool(signed)


def fields(form: Dictionary) -> Iterator[Any]:
    """Yield the fields of the form, those inside others too."""
    waiting, seen = list(form.get(Name.Fields, [])), set()
    while waiting:
        field: Any = waiting.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        yield field
        waiting += list(field.get(Name.Kids, []))


def shown_box(page: pikepdf.Page) -> Box:
    x0, y0, x1, y1 = (float(edge) for edge in page.cropbox)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def rotation(page: pikepdf.Page) -> int:
    """Return by how many degrees the page is turned clockwise when shown; it may be inherited."""
    node: Any = page.obj
    for _ in range(50):
        if Name.Rotate in node:
            return int(node[Name.Rotate]) % 360
        if Name.Parent not in node:
            break
        node = node[Name.Parent]
    return 0


def placed(box: Box, turn: int) -> bytes:
    """Return what draws the mark into the box, turned back so that it is upright on the screen."""
    x0, y0, x1, y1 = box
    matrix = {
        90: (0, 1, -1, 0, x1, y0),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, -1, 1, 0, x0, y1),
    }.get(turn, (1, 0, 0, 1, x0, y0))
    numbers = " ".join(f"{number:.2f}" for number in matrix)
    return f"\nQ q {numbers} cm {MARK} Do Q\n".encode()


def contents(page: pikepdf.Page) -> list[pikepdf.Object]:
    held = page.obj.get(Name.Contents)
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def drawn(pdf: pikepdf.Pdf, mark: Mark, size: tuple[int, int], *, signed: bool) -> pikepdf.Object:
    """Return the mark for pages of this size, as a form that all of them share."""
    with _drawing, pikepdf.open(io.BytesIO(sheet(mark, size, signed=signed))) as one:
        return pdf.copy_foreign(one.pages[0].as_form_xobject())


def sheet(mark: Mark, size: tuple[int, int], *, signed: bool) -> bytes:
    """Draw one line at the foot, and the name across the page, faint enough to read through."""
    register()
    width, height = size
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(width, height))
    line = " · ".join(filter(None, (mark.name, mark.time, COPY if signed else mark.note)))
    canvas.setFont(FONT, fitting(line, SMALL, width - 2 * MARGIN))
    canvas.setFillGray(0.35)
    canvas.drawCentredString(width / 2, MARGIN, line)
    canvas.setFillColorRGB(0.2, 0.25, 0.35, alpha=0.13)
    canvas.translate(width / 2, height / 2)
    canvas.rotate(35)
    across = f"{mark.name} · {mark.time}"
    letters = fitting(across, 34, 0.85 * min(width, height) * 1.2)
    canvas.setFont(FONT, letters)
    canvas.drawCentredString(0, -letters / 3, across)
    canvas.save()
    return out.getvalue()


def fitting(text: str, wanted: float, room: float) -> float:
    """Return the size of letters at which the text is no wider than the room."""
    width = pdfmetrics.stringWidth(text, FONT, wanted)
    return max(3.0, min(wanted, wanted * room / width)) if width else wanted


@cache
def register() -> None:
    pdfmetrics.registerFont(TTFont(FONT, str(FONTS / "Tinos-Regular.ttf")))
