"""The child process that reads the pages of a cleaned PDF: their text, where each word stands, a picture.

Run as a file (`python -I pages.py SOURCE TARGET [SOURCE TARGET …]`), imports nothing of ours. Writes one
JSON object a line to TARGET: first every page's {"no", "width", "height", "text", "words"}, then
{"texts": number of pages}, then {"no", "picture"} for each page that there was time to draw. `words` and
`picture` are as in `agenda.models.FilePage`, in base64. Whoever reads TARGET has all texts when the line
"texts" is there, however this program ended.
"""

from __future__ import annotations

import base64
import ctypes
import json
import os
import re
import resource
import sys
import time
import unicodedata
import zlib
from pathlib import Path
from typing import IO, Any

MEMORY = 768 << 20
CPU_SECONDS = 20
FILE_BYTES = 200 << 20


def set_limits() -> None:
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    set_limits()

import pypdfium2  # noqa: E402  after the limits, so that its library loads under them
import pypdfium2.raw as pdfium  # noqa: E402

PICTURE = (48, 64)
# Seconds of CPU. The texts of 5,000 full pages take 7, their words 20 more and their pictures 5: what of
# those was not reached by then, a version is compared and searched without.
WORDS_UNTIL, DRAW_UNTIL = 11, 18
MAX_CHARACTERS = 200_000  # a page: an A0 table in the smallest print has 100,000
MAX_WORDS = 20_000

WORD = re.compile(r"[^\s\x00-\x20\u00a0]+")
# PDFium writes U+0002 for a hyphen at the end of a line, U+FFFE and U+FFFF for what it cannot name.
HYPHENS = str.maketrans({"\x02": "-", "\x00": "", "\ufffe": "", "\uffff": ""})
UNTIDY = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(source: str, target: str) -> None:
    document = pypdfium2.PdfDocument(Path(source))
    with Path(target).open("w", encoding="ascii") as out:
        for number in range(len(document)):
            line(out, no=number + 1, **text_of(document, number))
        line(out, texts=len(document))
        out.flush()
        for number in range(len(document)):
            if time.process_time() > DRAW_UNTIL:
                break
            if drawn := picture_of(document, number):
                line(out, no=number + 1, picture=base64.b64encode(drawn).decode())


def line(out: IO[str], **value: object) -> None:
    out.write(json.dumps(value, ensure_ascii=True) + "\n")


def text_of(document: Any, number: int) -> dict[str, object]:
    """Read one page. A page that cannot be opened has no size and no text: its place is kept."""
    try:
        page = document[number]
        width, height = page.get_size()
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return {"width": 0.0, "height": 0.0, "text": "", "words": ""}
    try:
        raw = characters(textpage)
        words = words_of(textpage, raw, Frame(page)) if time.process_time() < WORDS_UNTIL else []
    finally:
        textpage.close()
        page.close()
    packed = zlib.compress(json.dumps(words, ensure_ascii=False, separators=(",", ":")).encode())
    return {
        "width": round(width, 2),
        "height": round(height, 2),
        "text": tidied(raw.replace("\r\n", "\n")).strip(),
        "words": base64.b64encode(packed).decode() if words else "",
    }


def characters(textpage: Any) -> str:
    """Return the text with one character for each UTF-16 unit, so that places in it are PDFium's own."""
    count = min(max(0, pdfium.FPDFText_CountChars(textpage)), MAX_CHARACTERS)
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer) if count else 1
    return "".join(map(chr, buffer[: max(0, written - 1)]))


def tidied(raw: str) -> str:
    """Join surrogates again, drop what is no text, and compose: NFC, as all that is typed."""
    if not UNTIDY.search(raw) and unicodedata.is_normalized("NFC", raw):
        return raw
    whole = raw.translate(HYPHENS).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return unicodedata.normalize("NFC", CONTROL.sub("", whole))


def words_of(textpage: Any, raw: str, frame: Frame) -> list[list[object]]:
    """Return [x, y, w, h, word] of each word, x and y being its upper left corner."""
    tidy = tidied(raw) == raw
    # Nearly always the places in the text are those of the characters: then nobody need be asked.
    same = pdfium.FPDFText_CountChars(textpage) == len(raw)
    index_of, box_of = pdfium.FPDFText_GetCharIndexFromTextIndex, pdfium.FPDFText_GetLooseCharBox
    first, last = pdfium.FS_RECTF(), pdfium.FS_RECTF()
    found: list[list[object]] = []
    for match in WORD.finditer(raw):
        begin, end = match.start(), match.end() - 1
        if not same:
            begin, end = index_of(textpage, begin), index_of(textpage, end)
        if begin < 0 or not box_of(textpage, begin, first) or not box_of(textpage, end, last):
            continue
        if word := match.group() if tidy else tidied(match.group()):
            found.append([*frame.place(first, last), word])
        if len(found) == MAX_WORDS:
            break
    return found


class Frame:
    """Turns boxes in points of a page into fractions of the page as it is shown: upper left (0, 0)."""

    def __init__(self, page: Any) -> None:
        self.left, self.bottom, right, top = page.get_bbox()
        self.width = (right - self.left) or 1.0
        self.height = (top - self.bottom) or 1.0
        self.rotation = page.get_rotation()

    def place(self, first: Any, last: Any) -> tuple[float, float, float, float]:
        """Return x, y, w, h of the smallest upright box around both, as far as it is on the page."""
        left, right = within((first.left, last.left, first.right, last.right), self.left, self.width)
        low, high = within((first.bottom, last.bottom, first.top, last.top), self.bottom, self.height)
        wide, tall = round(right - left, 4), round(high - low, 4)
        match self.rotation:
            case 90:
                return low, left, tall, wide
            case 180:
                return round(1 - right, 4), low, wide, tall
            case 270:
                return round(1 - high, 4), round(1 - right, 4), tall, wide
            case _:
                return left, round(1 - high, 4), wide, tall


def within(points: tuple[float, ...], start: float, length: float) -> tuple[float, float]:
    """Return the least and the greatest of the points, as fractions of the length from its start."""
    least, most = (min(points) - start) / length, (max(points) - start) / length
    return round(min(1.0, max(0.0, least)), 4), round(min(1.0, max(0.0, most)), 4)


def picture_of(document: Any, number: int) -> bytes:
    """Draw the page small and grey, stretched to PICTURE whatever its format; b"" when it cannot be."""
    columns, rows = PICTURE
    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return b""
    bitmap = pdfium.FPDFBitmap_CreateEx(columns, rows, pdfium.FPDFBitmap_Gray, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, columns, rows, 0, pdfium.FPDF_GRAYSCALE)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        levels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * rows)
        return b"".join(levels[row * stride : row * stride + columns] for row in range(rows))
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
        page.close()


def main(pairs: list[str]) -> None:
    for source, target in zip(pairs[::2], pairs[1::2], strict=True):
        read(source, target)
    sys.stdout.flush()
    os._exit(0)  # a library that is out of memory must not get a chance to crash while it tidies up


if __name__ == "__main__":
    main(sys.argv[1:])
