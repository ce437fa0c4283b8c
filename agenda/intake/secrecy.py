"""Marks of state secrecy on the first pages of a paper: a stamp or a line of its own, however it is spelt.

A mark stands alone: on its line, in a stamp beside other text, after "Độ mật:", in brackets after a number.
The same letters inside a sentence are a word of the language ("bí mật", "mật độ", "mật ong"). Where the two
cannot be told apart a mark is assumed: a person can say that it is none, and nobody can unsay a leak.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

FIRST_PAGES = 3


@dataclass(frozen=True)
class Level:
    """One of the three levels of law 29/2018/QH14, art. 8, and 117/2025/QH15."""

    code: str
    label: str


LEVELS = (Level("TUYET_MAT", "TUYỆT MẬT"), Level("TOI_MAT", "TỐI MẬT"), Level("MAT", "MẬT"))
BY_CODE = {level.code: level for level in LEVELS}


@dataclass(frozen=True)
class Mark:
    """`words` is the mark as it is written; `page` counts from 1."""

    level: Level
    page: int
    words: str


@dataclass(frozen=True)
class Ground:
    """The article that keeps secrets off a networked computer, from a day on."""

    since: date
    vi: str
    en: str


GROUNDS = (
    Ground(
        date(2026, 3, 1),
        "khoản 2 Điều 5 Luật Bảo vệ bí mật nhà nước số 117/2025/QH15",
        "Law 117/2025/QH15 on the protection of state secrets, article 5(2)",
    ),
    Ground(
        date(2020, 7, 1),
        "khoản 5 Điều 5 Luật Bảo vệ bí mật nhà nước số 29/2018/QH14",
        "Law 29/2018/QH14 on the protection of state secrets, article 5(5)",
    ),
)

# What the fonts of before Unicode (TCVN3, VNI) leave of the letters.
OLD_FONTS = {
    "mët": "mật", "maät": "mật", "tèi": "tối", "toái": "tối", "tuyöt": "tuyệt", "tuyeät": "tuyệt",
}  # fmt: skip

LABEL = re.compile(r"\b[đd]o mat\s*[:;.\-–—]*\s*(?=\S)")
# A kind of paper before the mark, with nothing else on the line.
PAPERS = re.compile(r"(?:tai lieu|van ban|cong van|ho so|bao cao)\s+")
BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{3,24}?)\s*[)\]]")
INVISIBLE = ("Cf", "Cc", "Co", "Cn")
LONG_LINE = 25  # characters; a shorter line is a heading, not a sentence that goes on
# "bí / mật", "bảo / mật": a line that ends so goes on with a word, not with a stamp.
GOES_ON = {"bi", "bao", "co", "vang", "ra", "be", "can", "đuong", "ong", "tuyen"}


def ground_on(day: date) -> Ground:
    return next((ground for ground in GROUNDS if day >= ground.since), GROUNDS[-1])


def mark_in(pages: Sequence[tuple[str, Sequence[str]]]) -> Mark | None:
    """Return the gravest mark on the first pages, each given as its text and its lines as they are seen."""
    found = [
        Mark(level, number, words)
        for number, (text, lines) in enumerate(pages[:FIRST_PAGES], start=1)
        for level, words in marks_on(text, lines)
    ]
    return min(found, key=lambda mark: (LEVELS.index(mark.level), mark.page), default=None)


def marks_on(text: str, lines: Sequence[str]) -> Iterator[tuple[Level, str]]:
    for kind in (plain(text).splitlines(), [plain(line) for line in lines]):
        before = ""
        for line in kind:
            if not line.strip():
                continue
            if level := mark_of_line(line, before):
                yield level, line.strip()
            before = line
        for line in kind:
            yield from marks_inside(line)


def mark_of_line(line: str, before: str) -> Level | None:
    """Tell the level when nothing but a mark stands on the line."""
    level = level_of(line)
    if level is None and line == line.upper() and (paper := PAPERS.match(folded(line))):
        level = level_of(line[paper.end() :])
    if level is None or (letters(line)[:1].islower() and goes_on(before)):
        return None
    if level.code == "MAT":  # a stamp of two lines
        above = level_of(f"{before} {line}")
        return above or level
    return level


def goes_on(before: str) -> bool:
    """Tell whether the line before breaks off in the middle of a sentence."""
    words = folded(before).split()
    if not words or not before.rstrip()[-1:].isalpha():
        return False
    return words[-1] in GOES_ON or len(before.strip()) >= LONG_LINE


def marks_inside(line: str) -> Iterator[tuple[Level, str]]:
    """Find what is labelled "Độ mật:", and what stands in brackets in capitals."""
    for label in LABEL.finditer(folded(line)):
        words = line[label.end() :].split()
        for count in (2, 1, 3, 6):  # three and six: single letters with blanks between
            given = " ".join(words[:count]).strip(".,;()[]")
            if level := level_of(given):
                yield level, given
                break
    for bracket in BRACKETS.finditer(line):
        given = bracket.group(1)
        if given == given.upper() and (level := level_of(given)):
            yield level, given


def level_of(words: str) -> Level | None:
    """Tell which level the letters spell, alone: without their marks too, and with blanks between them."""
    spelt = letters(words).lower()
    for old, new in OLD_FONTS.items():
        spelt = spelt.replace(old, new)
    for level in LEVELS:
        if spells(spelt, letters(level.label).lower()):
            return level
    return None


def spells(given: str, true: str) -> bool:
    """Tell whether each letter is the true one, or that letter with fewer marks: ậ, ạ, â, a, but not ặ, ấ."""
    if len(given) != len(true):
        return False
    return all(
        g[:1] == t[:1] and set(g[1:]) <= set(t[1:])
        for g, t in (
            (unicodedata.normalize("NFD", one), unicodedata.normalize("NFD", other))
            for one, other in zip(given, true, strict=True)
        )
    )


def plain(text: str) -> str:
    """Compose, widen nothing, and drop what is not seen; lines stay."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(c for c in composed if c == "\n" or unicodedata.category(c) not in INVISIBLE)


def letters(words: str) -> str:
    """Return the letters alone; a digit makes it no mark."""
    if any(c.isdigit() for c in words):
        return ""
    return "".join(c for c in unicodedata.normalize("NFC", words) if c.isalpha())


def folded(line: str) -> str:
    """Lower case without marks, character by character: places in it are those in the line."""
    return "".join(
        "đ" if c in "đĐ" else (unicodedata.normalize("NFD", c).lower()[:1] or " ") for c in line
    ).replace("\n", " ")
