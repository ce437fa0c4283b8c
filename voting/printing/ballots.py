"""The ballots: all alike, without a number or a name of whoever gets one."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from reportlab.graphics.shapes import Drawing, Rect
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, A5
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table, TableStyle

from voting.counting import RULES, Kind
from voting.models import BallotLine, Vote
from voting.paper.figures import MARK_WORDS, MARKS
from voting.printing import sheet

TITLES = {
    Kind.ELECTION: "PHIẾU BẦU",
    Kind.SOUNDING: "PHIẾU LẤY PHIẾU TÍN NHIỆM",
    Kind.CONFIDENCE: "PHIẾU BỎ PHIẾU TÍN NHIỆM",
    Kind.MAJORITY: "PHIẾU BIỂU QUYẾT",
}
FITS_A5 = 6  # names
BOX = 6 * mm


@dataclass(frozen=True)
class Ballot:
    body: str
    meeting: str
    question: str
    kind: Kind
    seats: int
    names: list[tuple[int, str, str]]


def ballot_of(vote: Vote) -> Ballot:
    """What is printed: the names that stand, with their posts."""
    lines = BallotLine.objects.filter(vote=vote, withdrawn_at__isnull=True).order_by("no")
    return Ballot(
        body=vote.meeting.body.name,
        meeting=vote.meeting.name,
        question=vote.question,
        kind=RULES[vote.rule].kind,
        seats=vote.seats,
        names=[(line.no, line.name, line.post) for line in lines],
    )


def ballots(ballot: Ballot, copies: int) -> bytes:
    """One PDF with so many ballots, each on a page of its own; the pages share what is drawn on them."""
    size = A5 if len(ballot.names) <= FITS_A5 else A4
    with sheet.drawing:
        sheet.register()
        one = sheet.built(story(ballot, size[0] - 2 * sheet.MARGIN), size=size, title=TITLES[ballot.kind])
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(one)) as pdf:
        pages = list(pdf.pages)
        for _ in range(copies - 1):
            pdf.pages.extend(pages)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def story(ballot: Ballot, width: float) -> list[Flowable]:
    small = sheet.style(8, italic=True, centre=True)
    return [
        sheet.heading(ballot.body, width, size=8, under=[Spacer(1, 2 * mm), stamp_place(small)]),
        Spacer(1, 3 * mm),
        sheet.say(TITLES[ballot.kind], sheet.style(15, bold=True, centre=True)),
        sheet.say(ballot.question, sheet.style(11, bold=True, centre=True)),
        sheet.say(f"({ballot.meeting})", sheet.style(9, italic=True, centre=True)),
        Spacer(1, 4 * mm),
        names_table(ballot, width),
        Spacer(1, 4 * mm),
        sheet.say(instruction(ballot), sheet.style(9.5)),
    ]


def stamp_place(look: ParagraphStyle) -> Table:
    """Where the body's stamp goes: a ballot without it is invalid."""
    place = Table([[sheet.say("(Dấu của cơ quan)", look)]], colWidths=[34 * mm], rowHeights=[18 * mm])
    place.setStyle(
        TableStyle(
            [
                ("BOX", (0, 0), (-1, -1), 0.5, colors.grey, None, (2, 2)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    return place


def names_table(ballot: Ballot, width: float) -> Table:
    marks = MARKS[ballot.kind]
    head, cell, bold = (
        sheet.style(9, bold=True, centre=True),
        sheet.style(10.5),
        sheet.style(10.5, bold=True),
    )
    first = [sheet.say(text, head) for text in ("TT", "Họ và tên, chức danh")]
    rows: list[list[Flowable]] = [[*first, *(sheet.say(MARK_WORDS[mark][0], head) for mark in marks)]]
    for place, (_, name, post) in enumerate(ballot.names, start=1):
        who = Table([[sheet.say(name, bold)], *([[sheet.say(post, cell)]] if post else [])])
        rows.append([sheet.say(str(place), head), who, *(tick_box() for _ in marks)])
    narrow, each = 9 * mm, 21 * mm
    return sheet.grid(rows, [narrow, width - narrow - each * len(marks), *([each] * len(marks))])


def tick_box() -> Drawing:
    drawing = Drawing(BOX, BOX, hAlign="CENTER")
    drawing.add(Rect(0, 0, BOX, BOX, fillColor=None, strokeColor=colors.black, strokeWidth=1))
    return drawing


def instruction(ballot: Ballot) -> str:
    """How it is filled in, and what makes it invalid (HDND.ELECTION.INVALID)."""
    if ballot.kind == Kind.ELECTION:
        how = f"Đánh dấu X vào một ô ở mỗi dòng. Được chọn “Đồng ý” không quá {ballot.seats} người."
        spoilt = f"bầu quá {ballot.seats} người"
    else:
        how = "Đánh dấu X vào một ô ở mỗi dòng."
        spoilt = "không đánh dấu người nào"
    return (
        f"{how} Không ký tên, không ghi thêm tên người ngoài danh sách.\n"
        f"Phiếu không hợp lệ: không theo mẫu phát ra, không có dấu, {spoilt}, ghi thêm tên ngoài danh sách. "
        "Phiếu viết hỏng được đổi tại Ban kiểm phiếu."
    )
