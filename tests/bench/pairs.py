"""Pairs of versions of a paper, drawn so that it is known where each word of the old one went.

Every word has a number of its own. A version is a list of chapters (each begins a page) of paragraphs of
numbered words; what is done to it (a page put in, a paragraph edited …) keeps the numbers of what stayed.
"""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from agenda.stamp import FONTS

WIDTH, HEIGHT = 595.0, 842.0
LIKELY = (
    "tỉnh huyện xã nhân dân hội đồng ủy ban quyết định nghị quyết ngân sách nhà nước đầu tư công dự án nguồn vốn "
    "kế hoạch năm phát triển kinh tế xã hội giáo dục y tế đất đai môi trường rừng giao thông nông thôn mới giảm "
    "nghèo thu chi cân đối dự toán bổ sung điều chỉnh phân bổ cơ cấu tỷ lệ tăng giảm bình quân thực hiện hoàn "
    "thành chỉ tiêu nhiệm vụ giải pháp tập trung chỉ đạo kiểm tra giám sát thẩm tra báo cáo tờ trình đề nghị xem "
    "xét thông qua ban hành chính sách hỗ trợ đối tượng mức kinh phí đơn vị địa phương cơ quan trách nhiệm và của "
    "các cho với trong theo tại từ đến được là có không những này đó khi để về trên"
)
SYLLABLES = LIKELY.split()
# Stands in every chapter, word by word.
GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 và Luật sửa đổi, bổ sung một số điều "
    "của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;"
)
HEADING = ["Phần", "nội", "dung", "trình", "kỳ", "họp"]

Numbered = tuple[int, str]  # of a word: its number, its letters
Paragraph = list[Numbered]
Chapter = list[Paragraph]
Box = tuple[int, float, float, float, float]  # page from 1, x, y, w, h as fractions


@dataclass(frozen=True)
class Form:
    """How a version is set."""

    font: str = "Tinos-Regular"
    size: float = 12.0
    left: float = 85.0
    right: float = 510.0


@dataclass
class Version:
    chapters: list[Chapter]
    form: Form = field(default_factory=Form)
    scan: tuple[float, float, float] | None = None  # shifted by fractions of the page, and how noisy


@dataclass
class Drawn:
    """A version on paper: the file, and where each word stands on it."""

    pdf: bytes
    boxes: dict[int, Box]
    pages: int


class Author:
    """Writes words, each with a number that no other has."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.numbers = chance, count(1)

    def words(self, length: int) -> Paragraph:
        return [(next(self.numbers), self.syllable()) for _ in range(length)]

    def syllable(self) -> str:
        if self.chance.random() < 0.06:
            return f"{self.chance.randint(2, 999)}"
        return SYLLABLES[min(int(self.chance.expovariate(1 / 45)), len(SYLLABLES) - 1)]

    def table(self, rows: int) -> Chapter:
        """Write rows that differ in their figures alone, as the annexes of a budget do."""
        return [
            [(next(self.numbers), text) for text in f"Dự án nhóm B {no} vốn ngân sách tỉnh".split()]
            + [(next(self.numbers), str(self.chance.randint(100, 99_999))) for _ in range(2)]
            for no in range(1, rows + 1)
        ]

    def chapter(self) -> Chapter:
        heading = [(next(self.numbers), text) for text in HEADING]
        grounds = [(next(self.numbers), text) for text in GROUNDS.split()]
        body = [self.words(self.chance.randint(25, 110)) for _ in range(self.chance.randint(4, 6))]
        return [heading, grounds, *body, *(self.table(12) if self.chance.random() < 0.4 else [])]

    def paper(self) -> Version:
        return Version([self.chapter() for _ in range(self.chance.randint(4, 7))])


# -- what is done to a version ---------------------------------------------------------------------


def page_inserted(author: Author, old: Version) -> Version:
    chapters = list(old.chapters)
    chapters.insert(author.chance.randint(0, len(chapters)), author.chapter())
    return replace(old, chapters=chapters)


def page_removed(author: Author, old: Version) -> Version:
    chapters = list(old.chapters)
    del chapters[author.chance.randrange(len(chapters))]
    return replace(old, chapters=chapters)


def page_moved(author: Author, old: Version) -> Version:
    chapters = list(old.chapters)
    moved = chapters.pop(author.chance.randrange(len(chapters)))
    chapters.insert(author.chance.randint(0, len(chapters)), moved)
    return replace(old, chapters=chapters)


def paragraph_edited(author: Author, old: Version) -> Version:
    """Mend words in half of the chapters, write a sentence more, strike one, add a paragraph."""
    chapters = [[list(paragraph) for paragraph in chapter] for chapter in old.chapters]
    for chapter in chapters[:: author.chance.randint(1, 2)]:
        edited = author.chance.randrange(1, len(chapter))
        chapter[edited] = mended(author, chapter[edited])
        if author.chance.random() < 0.5:
            chapter.insert(author.chance.randint(1, len(chapter)), author.words(40))
        if author.chance.random() < 0.3:
            del chapter[author.chance.randrange(1, len(chapter))]
    return replace(old, chapters=chapters)


def mended(author: Author, paragraph: Paragraph) -> Paragraph:
    kept: Paragraph = []
    for word in paragraph:
        chance = author.chance.random()
        if chance < 0.05:
            kept += author.words(1)
        elif chance < 0.08:
            kept += [word, *author.words(author.chance.randint(1, 6))]
        elif chance > 0.05 + 0.9:
            continue
        else:
            kept.append(word)
    return kept or author.words(10)


def font_changed(author: Author, old: Version) -> Version:
    font = author.chance.choice(["Tinos-Bold", "Tinos-Italic", "Tinos-Regular"])
    size = author.chance.choice([10.5, 13.0, 14.0])
    return replace(old, form=Form(font, size, left=author.chance.choice([70.0, 85.0, 100.0])))


def rescanned(author: Author, old: Version) -> Version:
    """Put the printed paper on a scanner: no word is left, the sheet lies a little aside, there is dust."""
    shift = (author.chance.uniform(-0.015, 0.015), author.chance.uniform(-0.012, 0.012))
    changed = page_inserted(author, old) if author.chance.random() < 0.4 else old
    return replace(changed, scan=(*shift, author.chance.uniform(4, 14)))


CHANGES: dict[str, Callable[[Author, Version], Version]] = {
    "page inserted": page_inserted,
    "page removed": page_removed,
    "page moved": page_moved,
    "paragraph edited": paragraph_edited,
    "font changed": font_changed,
    "rescanned": rescanned,
}


# -- set and drawn ---------------------------------------------------------------------------------


def drawn(version: Version) -> Drawn:
    """Set the words in lines and pages, number the pages, and draw it as a PDF."""
    form = version.form
    pdfmetrics.registerFont(TTFont(form.font, str(FONTS / f"{form.font}.ttf")))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    boxes: dict[int, Box] = {}
    page = 0
    for page, line in enumerate(sheets(version), start=1):
        canvas.setFont(form.font, form.size)
        for x, y, (number, text) in line:
            canvas.drawString(x, y, text)
            wide = pdfmetrics.stringWidth(text, form.font, form.size)
            boxes[number] = (
                page,
                x / WIDTH,
                1 - (y + 0.9 * form.size) / HEIGHT,
                wide / WIDTH,
                1.1 * form.size / HEIGHT,
            )
        canvas.drawCentredString(WIDTH / 2, 30, str(page))
        canvas.showPage()
    canvas.save()
    if version.scan is None:
        return Drawn(file.getvalue(), boxes, page)
    dx, dy, noise = version.scan
    moved = {no: (at, x + dx, y + dy, w, h) for no, (at, x, y, w, h) in boxes.items()}
    return Drawn(scanned(file.getvalue(), dx, dy, noise), moved, page)


def sheets(version: Version) -> Iterator[list[tuple[float, float, Numbered]]]:
    """Yield the words of each page with the place of their base line in points."""
    form = version.form
    leading, bottom = 1.35 * form.size, 70.0
    blank = pdfmetrics.stringWidth(" ", form.font, form.size)
    for chapter in version.chapters:
        page: list[tuple[float, float, Numbered]] = []
        y = HEIGHT - 80
        for paragraph in chapter:
            x = form.left
            for word in paragraph:
                wide = pdfmetrics.stringWidth(word[1], form.font, form.size)
                if x + wide > form.right:
                    x, y = form.left, y - leading
                if y < bottom:
                    yield page
                    page, y = [], HEIGHT - 80
                page.append((x, y, word))
                x += wide + blank
            y -= 1.5 * leading
            if y < bottom:
                yield page
                page, y = [], HEIGHT - 80
        if page:
            yield page


def scanned(pdf: bytes, dx: float, dy: float, noise: float) -> bytes:
    """Draw each page at 110 dpi, push it aside, blur it, strew noise on it: a PDF of pictures."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), invariant=True)
    for page in pypdfium2.PdfDocument(pdf):
        sheet: Any = page.render(scale=110 / 72).to_pil().convert("L")
        laid = Image.new("L", sheet.size, 250)
        laid.paste(sheet, (round(dx * sheet.width), round(dy * sheet.height)))
        dust = Image.effect_noise(sheet.size, noise * 2)
        mixed = Image.blend(laid.filter(ImageFilter.GaussianBlur(0.7)), dust, 0.12)
        jpeg = io.BytesIO()
        mixed.save(jpeg, "JPEG", quality=70)
        canvas.drawImage(ImageReader(jpeg), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
    canvas.save()
    return file.getvalue()
