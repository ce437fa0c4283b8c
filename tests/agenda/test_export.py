"""Notes in a PDF as the standard has them: read back by two libraries that we did not write."""

from __future__ import annotations

import ctypes
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pypdf import PdfReader

from agenda import export, stamp
from tests.agenda.sheets import SIZE, drawn

MADE, CHANGED = datetime(2023, 12, 5, 13, 30, tzinfo=UTC), datetime(2023, 12, 6, 0, 15, tzinfo=UTC)
MARK = stamp.Mark("Lò Thị Ngọc Yến", datetime(2023, 12, 6, 0, 30, tzinfo=UTC))
TEXT = "Hỏi giám đốc Sở về nợ đọng: 212 tỷ đồng?"
RECTS = [[0.2, 0.3, 0.4, 0.02], [0.15, 0.33, 0.1, 0.02]]
BODIES: dict[str, dict[str, Any]] = {
    "PEN": {"color": "#1a4fd6", "width": 0.01, "points": [[0.1, 0.1, 0.2], [0.3, 0.2, 1.0], [0.5, 0.1, 0.5]]},
    "MARKER": {"color": "#ffcc00", "width": 0.03, "points": [[0.1, 0.5, 0.5], [0.6, 0.5, 0.5]]},
    "HIGHLIGHT": {"color": "#ffcc00", "rects": RECTS, "text": "nợ đọng xây dựng cơ bản"},
    "UNDERLINE": {"color": "#0a7f3f", "rects": RECTS[:1], "text": "giá đất"},
    "NOTE": {"x": 0.7, "y": 0.6, "color": "#ffcc00", "text": TEXT},
    "BOOKMARK": {"text": "Xem lại"},
    "SPEECH": {"text": "Kính thưa Quốc hội"},
}


def written(kind: str, page: int = 1, **fields: Any) -> export.Written:
    body = BODIES[kind] | fields.pop("body", {})
    return export.Written(f"id-{kind}", page, kind, body, "Lò Thị Ngọc Yến", MADE, CHANGED, **fields)


def annotated(tmp_path: Path, *notes: export.Written, pdf: bytes | None = None) -> bytes:
    (tmp_path / "in.pdf").write_bytes(pdf or drawn("Trang một", "Trang hai"))
    export.write_annotated(tmp_path / "in.pdf", tmp_path / "out.pdf", notes, MARK)
    return (tmp_path / "out.pdf").read_bytes()


def by_pypdf(file: bytes, page: int = 1) -> list[Any]:
    held = PdfReader(io.BytesIO(file)).pages[page - 1].get("/Annots", [])
    return [one.get_object() for one in held]


def test_each_kind_is_the_annotation_that_the_standard_has_for_it(tmp_path: Path) -> None:
    found = by_pypdf(annotated(tmp_path, *map(written, BODIES)))

    assert [one["/Subtype"] for one in found] == [
        "/Ink", "/Ink", "/Highlight", "/Underline", "/Text", "/Text", "/Text",
    ]  # fmt: skip
    assert [one["/NM"] for one in found] == [f"id-{kind}" for kind in BODIES]
    assert {one["/T"] for one in found} == {"Lò Thị Ngọc Yến"}
    assert {(one["/CreationDate"], one["/M"]) for one in found} == {
        ("D:20231205133000Z", "D:20231206001500Z")
    }
    assert all(one["/AP"]["/N"].get_object()["/Subtype"] == "/Form" for one in found)
    assert {one["/F"] for one in found} == {4}


def test_the_words_of_notes_come_back_in_right_vietnamese(tmp_path: Path) -> None:
    file = annotated(
        tmp_path, written("NOTE", answer="Đã làm rõ tại trang 5"), written("SPEECH"), written("BOOKMARK")
    )

    expected = [
        f"{TEXT}\n\nTrả lời: Đã làm rõ tại trang 5",
        "Chuẩn bị phát biểu: Kính thưa Quốc hội",
        "Dấu trang: Xem lại",
    ]
    assert [one["/Contents"] for one in by_pypdf(file)] == expected
    assert [one.strings["Contents"] for one in by_pdfium(file)] == expected
    # UTF-16 with its mark, as the standard wants text that is not Latin.
    assert TEXT.encode("utf-16-be") in uncompressed(file)


def uncompressed(file: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file)) as pdf:
        strings = [bytes(one.Contents) for one in pdf.pages[0].Annots]
        out.write(b"".join(strings))
    return out.getvalue()


def test_pen_strokes_keep_their_points_width_and_colour(tmp_path: Path) -> None:
    (pen,) = by_pypdf(annotated(tmp_path, written("PEN")))

    width, height = SIZE
    assert [list(map(float, line)) for line in pen["/InkList"]] == [
        pytest.approx(
            [0.1 * width, 0.9 * height, 0.3 * width, 0.8 * height, 0.5 * width, 0.9 * height], abs=0.01
        )
    ]
    assert float(pen["/BS"]["/W"]) == pytest.approx(0.01 * width, abs=0.01)
    assert float(pen["/Border"][2]) == pytest.approx(0.01 * width, abs=0.01)
    assert [float(part) for part in pen["/C"]] == pytest.approx([26 / 255, 79 / 255, 214 / 255], abs=1e-3)


def test_marked_text_has_a_quadrilateral_for_each_line(tmp_path: Path) -> None:
    (highlight,) = by_pypdf(annotated(tmp_path, written("HIGHLIGHT")))

    width, height = SIZE
    left, right, top, low = 0.2 * width, 0.6 * width, 0.7 * height, 0.68 * height
    assert [float(part) for part in highlight["/QuadPoints"]][:8] == pytest.approx(
        [left, top, right, top, left, low, right, low], abs=0.01
    )
    assert len(highlight["/QuadPoints"]) == 16
    assert highlight["/Contents"] == "nợ đọng xây dựng cơ bản"


class Read:
    """One annotation as PDFium reads it."""

    def __init__(self, annotation: Any) -> None:
        rect = pdfium.FS_RECTF()
        assert pdfium.FPDFAnnot_GetRect(annotation, rect)
        self.subtype = pdfium.FPDFAnnot_GetSubtype(annotation)
        self.rect = (rect.left, rect.bottom, rect.right, rect.top)
        self.strokes = pdfium.FPDFAnnot_GetInkListCount(annotation)
        self.quads = pdfium.FPDFAnnot_CountAttachmentPoints(annotation)
        self.strings = {name: string(annotation, name) for name in ("Contents", "T")}


def string(annotation: Any, name: str) -> str:
    length = pdfium.FPDFAnnot_GetStringValue(annotation, name.encode(), None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFAnnot_GetStringValue(
        annotation, name.encode(), ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw[:-2].decode("utf-16-le")


def by_pdfium(file: bytes, page: int = 1) -> list[Read]:
    document = pypdfium2.PdfDocument(file)
    sheet = document[page - 1]
    found = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(sheet)):
        annotation = pdfium.FPDFPage_GetAnnot(sheet, index)
        found.append(Read(annotation))
        pdfium.FPDFPage_CloseAnnot(annotation)
    document.close()
    return found


def test_another_engine_reads_the_same(tmp_path: Path) -> None:
    found = by_pdfium(annotated(tmp_path, *map(written, BODIES)))

    assert [one.subtype for one in found] == [
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_INK,
        pdfium.FPDF_ANNOT_HIGHLIGHT,
        pdfium.FPDF_ANNOT_UNDERLINE,
        *[pdfium.FPDF_ANNOT_TEXT] * 3,
    ]
    assert [(one.strokes, one.quads) for one in found[:4]] == [(1, 0), (1, 0), (0, 2), (0, 1)]


def turned(rotate: int) -> bytes:
    """Return a page that is cut out of a larger sheet, whose corner is nowhere near (0, 0)."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(drawn(""))) as pdf:
        sheet = pdf.pages[0]
        sheet.MediaBox, sheet.CropBox = [-50, -20, 545, 822], [10, 40, 500, 900]
        sheet.Rotate = rotate
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("kind", ["HIGHLIGHT", "PEN", "UNDERLINE", "NOTE"])
def test_a_note_stands_where_the_reader_put_it_on_a_cut_and_turned_page(
    tmp_path: Path, kind: str, rotate: int
) -> None:
    """Drawn by PDFium: the coloured dots are where the fractions of the shown page say, within a point."""
    red = {"color": "#ff0000"}
    bodies = {
        "HIGHLIGHT": red | {"rects": [[0.2, 0.3, 0.4, 0.1]]},
        "PEN": red | {"width": 0.01, "points": [[0.2, 0.3, 0.5], [0.6, 0.3, 0.5], [0.6, 0.4, 0.5]]},
        "UNDERLINE": red | {"rects": [[0.2, 0.3, 0.4, 0.1]]},
        "NOTE": red | {"x": 0.2, "y": 0.3},
    }
    file = annotated(tmp_path, written(kind, body=bodies[kind]), pdf=turned(rotate))

    document = pypdfium2.PdfDocument(file)
    picture = document[0].render(scale=2, draw_annots=True).to_pil().convert("RGB")
    document.close()
    width, height = picture.size
    dots = [
        (place % width, place // width)
        for place, (red_level, green, blue) in enumerate(picture.get_flattened_data())
        if red_level > green + 60 and red_level > blue + 60
    ]
    xs, ys = [x for x, _ in dots], [y for _, y in dots]
    thick = 0.005 * width if kind == "PEN" else 0.0
    expected = {
        "HIGHLIGHT": (0.2 * width, 0.3 * height, 0.6 * width, 0.4 * height),
        "PEN": (0.2 * width - thick, 0.3 * height - thick, 0.6 * width + thick, 0.4 * height + thick),
        "UNDERLINE": (0.2 * width, 0.4 * height - 1.2, 0.6 * width, 0.4 * height + 1.2),
        "NOTE": (0.2 * width, 0.3 * height, 0.2 * width + 36, 0.3 * height + 36),
    }[kind]
    assert (min(xs), min(ys), max(xs) + 1, max(ys) + 1) == pytest.approx(
        expected, abs=2
    )  # dots of half a point


def test_notes_of_the_whole_page_stand_one_below_another(tmp_path: Path) -> None:
    first, second = by_pdfium(annotated(tmp_path, written("BOOKMARK"), written("SPEECH")))

    assert first.rect[2] < SIZE[0]
    assert first.rect[3] < SIZE[1]
    assert second.rect[3] < first.rect[1]


def test_a_note_at_the_very_corner_stays_on_the_page(tmp_path: Path) -> None:
    (note,) = by_pdfium(annotated(tmp_path, written("NOTE", body={"x": 1.0, "y": 1.0})))

    assert note.rect == pytest.approx((SIZE[0] - 18, 0, SIZE[0], 18), abs=0.1)


def test_what_was_annotated_before_stays_and_the_name_is_on_the_page(tmp_path: Path) -> None:
    once = annotated(tmp_path, written("NOTE"), written("PEN", page=2))
    twice = annotated(tmp_path, written("HIGHLIGHT"), pdf=once)

    assert [one["/Subtype"] for one in by_pypdf(twice)] == ["/Text", "/Highlight"]
    assert [one["/Subtype"] for one in by_pypdf(twice, page=2)] == ["/Ink"]
    assert "Lò Thị Ngọc Yến" in PdfReader(io.BytesIO(twice)).pages[0].extract_text()


def test_a_dot_is_a_stroke(tmp_path: Path) -> None:
    body = {"points": [[0.5, 0.5, 1.0]]}
    file = annotated(tmp_path, written("PEN", body=body), written("MARKER", body=body))

    assert [one.strokes for one in by_pdfium(file)] == [1, 1]
