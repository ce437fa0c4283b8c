"""The form of an official paper (NĐ 30/2020): who issues it, the national heading, a table, plain words."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from agenda.stamp import FONTS

FACES = {
    "NghiTruongForm": "Tinos-Regular.ttf",
    "NghiTruongForm-Bold": "Tinos-Bold.ttf",
    "NghiTruongForm-Italic": "Tinos-Italic.ttf",
}
NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
MARGIN = 14 * mm
# reportlab keeps the letters that a document uses in the font itself.
drawing = threading.Lock()


def style(size: float, *, bold: bool = False, italic: bool = False, centre: bool = False) -> ParagraphStyle:
    face = "NghiTruongForm" + ("-Bold" if bold else "-Italic" if italic else "")
    return ParagraphStyle(
        f"{face}{size}{centre}",
        fontName=face,
        fontSize=size,
        leading=size * 1.3,
        alignment=TA_CENTER if centre else TA_LEFT,
    )


def say(text: str, look: ParagraphStyle) -> Paragraph:
    """A paragraph of plain text: what a person typed is never read as mark-up."""
    return Paragraph(escape(text).replace("\n", "<br/>"), look)


def heading(body: str, width: float, *, size: float, under: Sequence[Flowable] = ()) -> Table:
    """The body on the left with what stands `under` it, the nation on the right."""
    left = [say(body.upper(), style(size, bold=True, centre=True)), *under]
    right = [
        say(NATION[0], style(size, bold=True, centre=True)),
        say(NATION[1], style(size, bold=True, centre=True)),
    ]
    table = Table([[left, right]], colWidths=[width * 0.42, width * 0.58])
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
                ("ALIGN", (0, 0), (0, 0), "CENTER"),
            ]
        )
    )
    return table


def grid(rows: Sequence[Sequence[Flowable]], widths: Sequence[float]) -> Table:
    table = Table([list(row) for row in rows], colWidths=list(widths), repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.7, colors.black),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("ALIGN", (2, 0), (-1, -1), "CENTER"),
            ]
        )
    )
    return table


def built(story: list[Flowable], *, size: tuple[float, float], title: str) -> bytes:
    """Return the story as a PDF. The caller holds `drawing`."""
    out = io.BytesIO()
    SimpleDocTemplate(
        out, pagesize=size, title=title, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN,
        bottomMargin=MARGIN, invariant=1,
    ).build(story)  # fmt: skip
    return out.getvalue()


def register() -> None:
    known: Any = pdfmetrics.getRegisteredFontNames()
    for face, file in FACES.items():
        if face not in known:
            pdfmetrics.registerFont(TTFont(face, str(FONTS / file)))
