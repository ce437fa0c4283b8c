"""Biên bản kiểm phiếu: the figures as they were announced, with places for the signatures of the tellers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer, Table

from meetings.clock import LOCAL
from voting import boxes
from voting.counting import INVALID_WORDS, Invalid
from voting.models import PaperStep, Step, Teller, TellerPost, Vote
from voting.paper.figures import MARK_WORDS
from voting.printing import sheet

RESULTS = {
    "ELECTED": "Trúng cử",
    "TIED": "Ngang phiếu",
    "NOT_ELECTED": "Chưa trúng cử",
    "KEPT": "",
    "MAY_RESIGN": "Có thể xin từ chức",
    "PROPOSE_DISMISSAL": "Trình miễn nhiệm",
    "PASSED": "Được thông qua",
    "NOT_PASSED": "Chưa được thông qua",
}
PENDING = "chờ cấp trên phê chuẩn"


@dataclass(frozen=True)
class Minutes:
    body: str
    meeting: str
    place: str
    question: str
    outcome: dict[str, Any]
    steps: dict[str, PaperStep]
    tellers: list[tuple[str, str]]


def minutes_of(vote: Vote) -> Minutes:
    """What the minutes tell of a vote whose result was announced."""
    tellers = Teller.objects.filter(board=boxes.board_of(vote)).select_related("person").order_by("id")
    return Minutes(
        body=vote.meeting.body.name,
        meeting=vote.meeting.name,
        place=vote.meeting.place,
        question=vote.question,
        outcome=vote.verdict or {},
        steps=boxes.done(vote),
        tellers=[(teller.person.full_name, TellerPost(teller.post).label) for teller in tellers],
    )


def minutes(told: Minutes) -> bytes:
    width = A4[0] - 2 * sheet.MARGIN
    with sheet.drawing:
        sheet.register()
        return sheet.built(story(told, width), size=A4, title="Biên bản kiểm phiếu")


def story(told: Minutes, width: float) -> list[Flowable]:
    text, bold = sheet.style(12), sheet.style(12, bold=True)
    under = [sheet.say("BAN KIỂM PHIẾU", sheet.style(11, bold=True, centre=True))]
    return [
        sheet.heading(told.body, width, size=11, under=under),
        Spacer(1, 6 * mm),
        sheet.say("BIÊN BẢN KIỂM PHIẾU", sheet.style(15, bold=True, centre=True)),
        sheet.say(told.question, sheet.style(12, bold=True, centre=True)),
        sheet.say(f"({told.meeting})", sheet.style(11, italic=True, centre=True)),
        Spacer(1, 4 * mm),
        *(sheet.say(line, text) for line in said(told)),
        Spacer(1, 3 * mm),
        result_table(told.outcome, width),
        Spacer(1, 3 * mm),
        sheet.say("Kết luận", bold),
        sheet.say(told.outcome["sentence_vi"], text),
        Spacer(1, 3 * mm),
        sheet.say("Biên bản được lập thành hai bản, đã đọc cho các thành viên cùng nghe và ký tên.", text),
        Spacer(1, 5 * mm),
        signatures(told.tellers, width),
    ]


def said(told: Minutes) -> list[str]:
    """When each act was done, and the balance of the ballots."""
    of = told.outcome
    lines = [f"{Step(step.step).label}: {hour(step.at)}." for step in told.steps.values()]
    where = f" tại {told.place}" if told.place else ""
    return [
        f"Ban kiểm phiếu gồm {len(told.tellers)} người, làm việc{where}.",
        *lines,
        f"Tổng số đại biểu: {of['total']}. Số đại biểu được bỏ phiếu: {of['present']}.",
        f"Số phiếu phát ra: {of['issued']}. Số phiếu thu về: {of['returned']}. "
        f"Không thu về: {of['unreturned']}.",
        f"Số phiếu hợp lệ: {of['valid']}. Số phiếu không hợp lệ: {of['invalid']}{reasons(of)}.",
    ]


def reasons(of: dict[str, Any]) -> str:
    told = [f"{INVALID_WORDS[Invalid(reason)][0]} {n}" for reason, n in of["reasons"].items() if n]
    return f" ({'; '.join(told)})" if told else ""


def hour(at: datetime) -> str:
    """As minutes are written: `07 giờ 30, ngày 06/12/2023`."""
    local = at.astimezone(LOCAL)
    return f"{local:%H} giờ {local:%M}, ngày {local:%d/%m/%Y}"


def result_table(of: dict[str, Any], width: float) -> Table:
    head, cell, name = sheet.style(10, bold=True, centre=True), sheet.style(11, centre=True), sheet.style(11)
    marks = [mark for mark in MARK_WORDS if mark in of["lines"][0]["marks"]]
    titles = ["TT", "Họ và tên, chức danh", *(MARK_WORDS[mark][0] for mark in marks), "Không ghi", "Kết quả"]
    rows: list[list[Flowable]] = [[sheet.say(title, head) for title in titles]]
    for line in of["lines"]:
        who = f"{line['name']}\n{line['post']}" if line["post"] else line["name"]
        figures = [f"{line['marks'][mark]}\n({line['shares'][mark]})" for mark in marks]
        result = RESULTS[line["result"]] + (f", {PENDING}" if line["approval"] else "")
        rows.append(
            [
                sheet.say(str(line["no"]), cell),
                sheet.say(who, name),
                *(sheet.say(each, cell) for each in [*figures, str(line["blank"]), result]),
            ]
        )
    narrow, each = 9 * mm, 21 * mm
    rest = width - narrow - each * (len(marks) + 1) - 30 * mm
    return sheet.grid(rows, [narrow, rest, *([each] * (len(marks) + 1)), 30 * mm])


def signatures(tellers: list[tuple[str, str]], width: float) -> Table:
    """Two to a row, with room to sign above the name."""
    look = sheet.style(11, bold=True, centre=True)
    places = [sheet.say(f"{post.upper()}\n\n\n\n{name}", look) for name, post in tellers]
    if len(places) % 2:
        places.append(sheet.say("", look))
    rows = [places[at : at + 2] for at in range(0, len(places), 2)]
    return Table(rows, colWidths=[width / 2, width / 2])
