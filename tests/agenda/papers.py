"""Real PDF files for tests: some pages with a line of text on each, put in the store if wanted."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, String
from reportlab.pdfgen.canvas import Canvas

from agenda import files
from agenda.models import Document

A4 = (595, 842)


def pdf(path: Path, *lines: str, size: tuple[float, float] = A4) -> Path:
    """Write a PDF with a page for each line."""
    canvas = Canvas(str(path), pagesize=size)
    for line in lines:
        canvas.drawString(40, size[1] - 60, line)
        canvas.showPage()
    canvas.save()
    return path


def signed(path: Path, *lines: str) -> Path:
    """Write a PDF with the fields of a signature, as a signing program leaves them."""
    pdf(path, *lines)
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        value = Dictionary(
            Type=Name.Sig, ByteRange=Array([0, 10, 20, 30]), Contents=String("ký" * 20), Name=String("UBND")
        )
        field = file.make_indirect(
            Dictionary(
                Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("ky-so"), Rect=Array([0, 0, 90, 30]),
                V=file.make_indirect(value), P=file.pages[0].obj,
            )
        )  # fmt: skip
        file.pages[0].obj.Annots = Array([field])
        file.Root.AcroForm = Dictionary(Fields=Array([field]), SigFlags=3)
        file.save(path)
    return path


def keep(document: Document, path: Path) -> str:
    """Make the file the newest version's content; return its address."""
    sha256 = files.store(path)
    with pikepdf.open(path) as file:
        pages = len(file.pages)
    newest = document.versions.order_by("-no").first()
    document.versions.filter(pk=newest.pk).update(sha256=sha256, size=path.stat().st_size, pages=pages)
    return sha256
