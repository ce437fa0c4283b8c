"""Papers that were replaced while the session was prepared: what stood otherwise in the versions before."""

from __future__ import annotations

import re
from dataclasses import dataclass

from web.demo.papers.sheet import Block, Sheets

FIGURE = re.compile(r"[\d.,]*\d[\d.,]*\Z")
TIME = re.compile(r"(\d\d):(\d\d)\Z")
# Digits of one width take each other's place: no line gets longer.
OTHER = str.maketrans("12345678", "21436587")
ROWS = 6  # of a page, at most


@dataclass(frozen=True)
class Change:
    """From one version to the next: when, on which pages, and what the readers were told."""

    at: str
    pages: tuple[int, ...]
    reason: str


CHANGES: dict[str, tuple[Change, ...]] = {
    "D36": (
        Change(
            "2023-11-30T10:00",
            (9,),
            "Đính chính hệ số tại Phụ lục, theo Báo cáo thẩm tra số 146/BC-BKTNS",
        ),
    ),
    "D02": (
        Change("2023-12-01T15:00", (2,), "Điều chỉnh giờ của một số nội dung ngày làm việc thứ hai"),
        Change("2023-12-04T10:30", (1,), "Điều chỉnh giờ của một số nội dung ngày làm việc thứ nhất"),
    ),
    "D21": (
        Change(
            "2023-12-02T09:30",
            (12, 30),
            "Tiếp thu Báo cáo thẩm tra số 141/BC-BKTNS: điều chỉnh số phân bổ tại hai phụ lục",
        ),
    ),
}


def versions_of(paper: str) -> int:
    return len(CHANGES.get(paper, ())) + 1


def name_of(paper: str, version: int) -> str:
    """The id under which that version of a paper is drawn: `D21@1`; of the newest, `D21`."""
    return paper if version == versions_of(paper) else f"{paper}@{version}"


def undo(sheets: Sheets, paper: str, version: int) -> Sheets:
    """Turn the newest version into that one: other figures on the pages that changed since.

    Raises ValueError where a page holds no figure that could have been another.
    """
    for change in CHANGES[paper][version - 1 :]:
        for number in change.pages:
            page = sheets.pages[number - 1]
            rows = [block for _, block in page.blocks if any(other(text.text) for text in block.texts)]
            if not rows:
                raise ValueError(f"{paper} has no figure on page {number}")
            for block in rows[len(rows) // 3 :][:ROWS]:
                alter(block)
    return sheets


def alter(block: Block) -> None:
    """Change the figures of a row; its number, the first of them, stays."""
    block.texts = [
        text if no == 0 and text.text.isdigit() else text._replace(text=other(text.text) or text.text)
        for no, text in enumerate(block.texts)
    ]


def other(text: str) -> str | None:
    """Another figure, or another time of the day; None for what is neither."""
    if time := TIME.match(text):
        minutes = (int(time[1]) * 60 + int(time[2]) - 10) % (24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    if len(text) > 2 and FIGURE.match(text) and (changed := text.translate(OTHER)) != text:
        return changed
    return None
