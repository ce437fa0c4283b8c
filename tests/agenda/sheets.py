"""Papers with real text for the tests: drawn with the demo's own fonts, a line at a time."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agenda.stamp import FONTS

SIZE = (595, 842)


def drawn(*pages: Sequence[str] | str, rotate: int = 0) -> bytes:
    """Write each page's lines from its top, 100 points from the left, 20 points apart."""
    pdfmetrics.registerFont(TTFont("Paper", str(FONTS / "Tinos-Regular.ttf")))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=SIZE, invariant=True)
    for page in pages:
        canvas.setFont("Paper", 13)
        for row, line in enumerate([page] if isinstance(page, str) else page):
            canvas.drawString(100, SIZE[1] - 100 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    if not rotate:
        return file.getvalue()
    turned = io.BytesIO()
    with pikepdf.open(file) as pdf:
        for sheet in pdf.pages:
            sheet.Rotate = rotate
        pdf.save(turned)
    return turned.getvalue()
