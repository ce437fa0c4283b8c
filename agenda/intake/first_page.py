"""What the first page of an official paper says of it, in the layout of decree 30/2020/NĐ-CP.

Upper left the authority and, under it, "Số: …" (and "V/v …" of a letter); upper right the national heading
and the place with the date; then the kind in capitals, the abstract (trích yếu) centred, and the body.
What is found is proposed, never filed: a person corrects it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


@dataclass(frozen=True)
class Line:
    """A line as it is seen; `left` and `right` in fractions of the page, None where nobody measured."""

    text: str
    left: float | None = None
    right: float | None = None


class Proposal(NamedTuple):
    """None where the page says nothing that was understood. `kind` is a value of DocumentKind."""

    title: str | None = None
    number: str | None = None
    issuer: str | None = None
    kind: str | None = None
    dated: date | None = None


# The heading, what it is filed as, and how it begins a title.
HEADINGS = {
    "NGHỊ QUYẾT": ("DRAFT_RESOLUTION", "Dự thảo Nghị quyết"),
    "QUYẾT ĐỊNH": ("OTHER", "Quyết định"),
    "TỜ TRÌNH": ("SUBMISSION", "Tờ trình"),
    "BÁO CÁO": ("REPORT", "Báo cáo"),
    "BÁO CÁO THẨM TRA": ("EXAMINATION_REPORT", "Báo cáo thẩm tra"),
    "BÁO CÁO THẨM ĐỊNH": ("APPRAISAL_REPORT", "Báo cáo thẩm định"),
    "THÔNG BÁO": ("NOTICE", "Thông báo"),
    "CHƯƠNG TRÌNH": ("AGENDA", "Chương trình"),
    "ĐỀ ÁN": ("SCHEME", "Đề án"),
    "KẾ HOẠCH": ("OTHER", "Kế hoạch"),
    "PHỤ LỤC": ("ANNEX", "Phụ lục"),
    "TỔNG HỢP": ("OTHER", "Tổng hợp"),
    "DANH MỤC": ("OTHER", "Danh mục"),
    "BIÊN BẢN": ("OTHER", "Biên bản"),
    "GIẤY MỜI": ("OTHER", "Giấy mời"),
    "CÔNG VĂN": ("OTHER", "Công văn"),
    "HƯỚNG DẪN": ("OTHER", "Hướng dẫn"),
    "CHỈ THỊ": ("OTHER", "Chỉ thị"),
}
# Words of the abstract that tell more exactly what it is, in the order in which they are asked.
SHARPER = (
    ("REPORT", r"^thẩm tra\b", "EXAMINATION_REPORT"),
    ("REPORT", r"^thẩm định\b", "APPRAISAL_REPORT"),
    ("REPORT", r"\(tài liệu bổ sung\)", "LATE_DOCUMENT"),
    ("REPORT", r"\btự đánh giá\b", "SELF_REPORTS"),
    ("REPORT", r"\btiếp thu, giải trình\b", "INTAKE_REPORT"),
    ("OTHER", r"\btriệu tập\b.*\bkỳ họp\b", "CONVENING_DECISION"),
    ("OTHER", r"\bchất vấn\b", "QUESTION_LIST"),
)

NUMBER = re.compile(r"\bSố\s*[:.]?\s*(\d+\s*/\s*[^\W_][\w.]*(?:\s*-\s*[^\W_][\w.]*)*)")
DATED = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)
NUMBER_LINE = re.compile(r"^(?:Số|So)\s*[:.]?\s*[\d…._/]", re.IGNORECASE)
CONCERNING = re.compile(r"^V\s*/\s*v\s*[:.]?\s*", re.IGNORECASE)
NATION = ("CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "ĐẢNG CỘNG SẢN")
# How a body begins, where nobody measured the lines.
BODY = re.compile(
    r"^(?:Kính gửi|Căn cứ|Thực hiện|Theo\b|Tiếp theo|Xét\b|Sau khi|Ngày \d|Thời gian\b|Họ và tên|Nơi nhận|"
    r"[IVX]+\.|\d+[.)]|Điều \d|Phần\b)",
)
ORGANS = re.compile(
    r"^(?:HỘI ĐỒNG|ỦY BAN|UỶ BAN|UBND|HĐND|THƯỜNG TRỰC|BAN\b|SỞ\b|VĂN PHÒNG|ĐOÀN|TÒA ÁN|TOÀ ÁN|VIỆN|"
    r"CỤC|CHI CỤC|TỔNG CỤC|CÔNG AN|BỘ\b|THANH TRA|KHO BẠC|BẢO HIỂM|PHÒNG|TỈNH ỦY|THÀNH ỦY|HUYỆN ỦY|"
    r"LIÊN ĐOÀN|HỘI\b|TRƯỜNG|ĐẢNG)"
)
PLACES = r"tỉnh|thành phố|thị xã|thị trấn|quận|huyện|xã|phường|đặc khu"
ABBREVIATED = (
    ("hội đồng nhân dân|hđnd", "HĐND"),
    ("ủy ban nhân dân|uỷ ban nhân dân|ubnd", "UBND"),
    ("mặt trận tổ quốc|mttq", "MTTQ"),
    ("việt nam", "Việt Nam"),
)
MAX_ABSTRACT = 8  # lines


def propose(lines: Sequence[Line]) -> Proposal:
    """Read the lines of the first page, from the top."""
    seen = [Line(tidy(line.text), line.left, line.right) for line in lines if tidy(line.text)]
    at = next((n for n, line in enumerate(seen) if heading_of(line.text)), None)
    head = seen[:at] if at is not None else seen[:14]
    title, kind = entitled(seen, at) if at is not None else (concerning(head), None)
    return Proposal(
        title=title,
        number=number_in(head),
        issuer=issuer_in(head),
        kind=kind or ("OTHER" if title else None),
        dated=date_in(head),
    )


def tidy(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def heading_of(text: str) -> str | None:
    """Return the heading that stands alone on a line, letters set apart ("T Ờ  T R Ì N H") or not."""
    close = re.sub(r"[^\w]", "", text)
    return next((name for name in HEADINGS if close == name.replace(" ", "")), None)


def entitled(lines: Sequence[Line], at: int) -> tuple[str, str]:
    kind, begins = HEADINGS[heading_of(lines[at].text) or ""]
    said = abstract(lines, at)
    for general, words, exact in SHARPER:
        if kind == general and re.search(words, said, re.IGNORECASE):
            kind = exact
            break
    if not said:
        return begins, kind
    if kind == "DRAFT_RESOLUTION" and not re.match(r"(?:về|ban hành)\b", said, re.IGNORECASE):
        return f"{begins}: {said}", kind
    return f"{begins} {said[:1].lower()}{said[1:]}", kind


def abstract(lines: Sequence[Line], at: int) -> str:
    """Join the lines under the heading at `at` that stand as it does, up to the body."""
    found: list[str] = []
    for line in lines[at + 1 : at + 1 + MAX_ABSTRACT]:
        opening = ("Kính gửi", "Căn cứ") if not found else ()
        if is_rule(line.text) or ORGANS.match(line.text) or line.text.startswith(opening):
            break
        if (found and BODY.match(line.text)) or not aligned(line, lines[at]):
            break
        found.append(line.text)
    return " ".join(found).strip(" .;:")


def aligned(line: Line, heading: Line) -> bool:
    """Tell whether the line is centred as its heading is, or begins where that does."""
    if line.left is None or line.right is None or heading.left is None or heading.right is None:
        return True
    beside = (line.left + line.right - heading.left - heading.right) / 2
    return abs(beside) < 0.02 or abs(line.left - heading.left) < 0.005


def is_rule(text: str) -> bool:
    return not re.search(r"\w", text.replace("_", " "))


def concerning(head: Sequence[Line]) -> str | None:
    """Return what a letter is about: "V/v …" under its number, over several lines of the same column."""
    start = next((n for n, line in enumerate(head) if CONCERNING.match(line.text)), None)
    if start is None:
        return None
    found = [CONCERNING.sub("", head[start].text)]
    for line in head[start + 1 :]:
        if DATED.search(line.text) or (line.left or 0) > 0.45:  # the other column
            continue
        goes_on = line.text[:1].islower() if line.right is None else line.right < 0.55
        if line.text.startswith("Kính gửi") or BODY.match(line.text) or not goes_on:
            break
        found.append(line.text)
    said = " ".join(found).strip(" .;:")
    return f"{said[:1].upper()}{said[1:]}" or None


def number_in(head: Sequence[Line]) -> str | None:
    """Return number and sign; a draft has dots in place of the number, which is none."""
    for line in head:
        if match := NUMBER.search(line.text):
            return re.sub(r"\s*([/-])\s*", r"\1", match.group(1))
    return None


def date_in(head: Sequence[Line]) -> date | None:
    for line in head:
        if match := DATED.search(line.text):
            day, month, year = (int(part) for part in match.groups())
            try:
                return date(year, month, day)
            except ValueError:
                return None
    return None


def issuer_in(head: Sequence[Line]) -> str | None:
    """Return the authority that stands lowest in the upper left corner: above it stands whose it is."""
    organs: list[str] = []
    for line in head:
        if NUMBER_LINE.match(line.text):
            break
        if line.text.startswith(NATION) or not is_capital(line.text) or (line.left or 0) > 0.45:
            continue
        if ORGANS.match(line.text) or not organs:
            organs.append(line.text)
        else:
            organs[-1] = f"{organs[-1]} {line.text}"
    if not organs:
        return None
    name = in_sentence_case(organs[-1])
    if len(organs) > 1 and organs[-1].startswith(("BAN ", "THƯỜNG TRỰC")):  # a committee is of somebody
        above = in_sentence_case(organs[-2])
        return above if organs[-1] == "BAN THƯỜNG TRỰC" else f"{name} {above}"
    return name


def is_capital(text: str) -> bool:
    return text == text.upper() and any(c.isalpha() for c in text)


def in_sentence_case(capitals: str) -> str:
    """Write a name in capitals as one writes it in a sentence: "Sở Tư pháp", "UBND tỉnh Điện Biên"."""
    words = capitals.lower()
    for written, known in ABBREVIATED:
        words = re.sub(rf"\b(?:{written})\b", known, words)
    words = re.sub(rf"(?<!- )\b({PLACES}) (.+)$", lambda m: f"{m[1]} {m[2].title()}", words)
    words = re.sub(r"^(sở|ban|cục|chi cục|phòng|bộ) (\w)", lambda m: f"{m[1]} {m[2].upper()}", words)
    words = re.sub(r" - (\w)", lambda m: f" - {m[1].upper()}", words)
    return f"{words[:1].upper()}{words[1:]}"
