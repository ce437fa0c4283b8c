"""A small real PDF for an upload."""

from __future__ import annotations

from pathlib import Path

from reportlab.pdfgen.canvas import Canvas


def small_pdf(path: Path, title: str) -> Path:
    drawing = Canvas(str(path))
    drawing.setTitle(title)
    drawing.drawString(72, 770, "Nghi truong")
    drawing.showPage()
    drawing.save()
    return path
