"""One paper from its title: head, sections that fill its pages exactly, foot, annexes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from web.demo.papers import form, outline
from web.demo.papers.numbers import day_of
from web.demo.papers.outline import Item, Section
from web.demo.papers.sheet import BOLD, BOLD_ITALIC, ITALIC, Block, Sheets, height_of_blocks, lines_of
from web.demo.papers.tables import Plan, Table, caption, inline_caption
from web.demo.papers.topics import Speech, read_topic, sentence, topic_of

INDENT = 28.0
CAPITALS = {
    "REPORT": "BÁO CÁO", "LATE_DOCUMENT": "BÁO CÁO", "EXAMINATION_REPORT": "BÁO CÁO",
    "APPRAISAL_REPORT": "BÁO CÁO", "SUBMISSION": "TỜ TRÌNH", "NOTICE": "THÔNG BÁO",
    "DRAFT_RESOLUTION": "NGHỊ QUYẾT",
}  # fmt: skip
# How much of a report is annexes, where it is not a third.
ANNEXES = {"cu-tri": 0.72, "dau-tu": 0.6, "ngan-sach": 0.5, "kinh-te": 0.36, "cai-cach": 0.3}
SHORT_REPORT = 17  # up to so many pages a report has no annex
RESOLUTION_PAGES = (2, 3)  # of a draft resolution that has annexes: two if its articles allow


@dataclass(frozen=True)
class Paper:
    """What the sample data say of a document, and the numbers of the papers of its dossier."""

    id: str
    kind: str
    number: str
    dated: date
    issuer: str
    title: str
    pages: int
    matter: str  # the title of the dossier, or of the paper itself
    submission: str = ""
    examination: str = ""
    examined_by: str = ""

    @property
    def topic(self) -> str:
        return topic_of(self.title)

    @property
    def seed(self) -> str:
        return f"{self.id} {self.title}"


def papers_of(session: dict[str, Any]) -> list[Paper]:
    said = {document["id"]: document for document in session["documents"]}
    dossiers = {dossier["id"]: dossier for dossier in session["dossiers"]}

    def cited(document_id: str | None) -> str:
        paper = said[document_id] if document_id else None
        return f"số {paper['number']} {day_of(date.fromisoformat(paper['date']))}" if paper else ""

    papers = []
    for document in session["documents"]:
        dossier = dossiers.get(document.get("dossier", ""), {})
        papers.append(
            Paper(
                id=document["id"],
                kind=document["kind"],
                number=document["number"],
                dated=date.fromisoformat(document["date"]),
                issuer=document["issuer"],
                title=document["title"],
                pages=document["pages"],
                matter=dossier.get("title", document["title"]),
                submission=cited(dossier.get("submission")),
                examination=cited(dossier.get("examinationReport")),
                examined_by=dossier.get("examinedBy") or "",
            )
        )
    return papers


class TooLong(ValueError):
    """What must be said does not fit into the pages that it should take."""


def official(paper: Paper) -> Sheets:
    """Compose a report, a submission, a draft resolution: what has sections of its kind."""
    topic = read_topic(paper.topic)
    plans = [Plan.parse(line) for line in topic.lines("bảng")]
    if not any(plan.is_endless(topic) for plan in plans):
        return composed(paper, plans, paper.pages)
    if paper.kind != "DRAFT_RESOLUTION" or paper.pages < 4:
        return composed(paper, plans, main_pages(paper))
    try:
        return composed(paper, plans, RESOLUTION_PAGES[0])
    except TooLong:
        return composed(paper, plans, RESOLUTION_PAGES[1])


def main_pages(paper: Paper) -> int:
    """How many pages come before the annexes."""
    if paper.kind != "REPORT" or paper.pages <= SHORT_REPORT:
        return paper.pages
    return paper.pages - round(paper.pages * ANNEXES.get(paper.topic, 0.33))


def composed(paper: Paper, plans: list[Plan], main: int) -> Sheets:
    speech = Speech(read_topic(paper.topic), paper.seed)
    writer = Writer(paper, speech)
    tables = [plan for plan in plans if plan.source == "huyện" or plan.source == "chỉ tiêu"]
    if paper.kind == "DRAFT_RESOLUTION":
        writer.open_resolution()
        sections = outline.resolution(speech)
        writer.fill(sections, main, writer.close_resolution(len(sections) + 1))
    else:
        writer.open_paper()
        sections = outline.OUTLINES[paper.kind](speech, main, tables)
        writer.fill(sections, main, writer.close_paper())
    writer.annexes([plan for plan in plans if plan not in tables])
    return writer.sheets


class Writer:
    """Puts one paper on its sheets."""

    def __init__(self, paper: Paper, speech: Speech, sheets: Sheets | None = None) -> None:
        self.paper, self.speech = paper, speech
        self.sheets = sheets or Sheets()
        self.issuer = form.ISSUERS.get(paper.issuer, form.ISSUERS["Thường trực HĐND tỉnh"])
        self.pending: list[Block] = []

    def open_paper(self) -> None:
        paper, width = self.paper, self.sheets.width
        self.sheets.put(*form.head(self.issuer, paper.number, paper.dated, width))
        self.sheets.put(*form.title(CAPITALS[paper.kind], abstract_of(paper), width))
        if paper.kind == "SUBMISSION":
            self.sheets.put(*form.addressed("Hội đồng nhân dân tỉnh Điện Biên", width))
        self.paragraph(self.say(f"mở đầu {paper.kind}"))

    def close_paper(self) -> list[Block]:
        closing = self.lines(self.say(f"kết thúc {self.paper.kind}"))
        return closing + form.foot(self.issuer, self.sheets.width)

    def say(self, section: str) -> str:
        paper = self.paper
        return sentence(
            self.speech.say(
                section,
                **{
                    "cơ quan ban hành": self.issuer.called,
                    "nội dung": paper.matter,
                    "trích yếu": abstract_of(paper)[0].lower() + abstract_of(paper)[1:],
                    "tờ trình": paper.submission,
                    "thẩm tra": paper.examination,
                },
            )
        )

    def open_resolution(self) -> None:
        paper, width = self.paper, self.sheets.width
        council = form.ISSUERS["Thường trực HĐND tỉnh"]
        self.sheets.put(*form.head(council, "", None, width, draft=True))
        self.sheets.put(*form.title("NGHỊ QUYẾT", abstract_of(paper), width))
        body = "HỘI ĐỒNG NHÂN DÂN TỈNH ĐIỆN BIÊN|KHÓA XV, KỲ HỌP THỨ MƯỜI BA"
        for line in body.split("|"):
            self.sheets.put(*lines_of(line, width=width, face=BOLD, align="center"))
        self.sheets.put(Block(8))
        for line in self.bases():
            self.sheets.put_lines(lines_of(line, width=width, face=ITALIC, indent=INDENT, after=4))
        self.sheets.put(Block(4), *lines_of("QUYẾT NGHỊ:", width=width, face=BOLD, align="center", after=8))

    def bases(self) -> list[str]:
        """Căn cứ …; Xét …: what the resolution rests on, with the real numbers of its dossier."""
        bases = [f"Căn cứ {line};" for line in self.speech.topic.lines("căn cứ")]
        proposer = "Thường trực HĐND tỉnh" if "HĐND" in self.paper.submission else "Ủy ban nhân dân tỉnh"
        considered = [f"Tờ trình {self.paper.submission} của {proposer}"]
        if self.paper.examination:
            considered.append(f"Báo cáo thẩm tra {self.paper.examination} của {self.paper.examined_by}")
        considered.append("ý kiến thảo luận của đại biểu Hội đồng nhân dân tỉnh tại kỳ họp.")
        return [*bases, f"Xét {'; '.join(considered)}"]

    def close_resolution(self, last_article: int) -> list[Block]:
        closing = self.heading(Section(f"Điều {last_article}. Tổ chức thực hiện", 2))
        for no, line in enumerate(self.speech.common.lines("tổ chức thực hiện"), 1):
            closing += self.lines(f"{no}. {sentence(line)}")
        closing += self.lines(
            "Nghị quyết này được Hội đồng nhân dân tỉnh Điện Biên khóa XV, Kỳ họp thứ mười ba "
            "thông qua ngày …… tháng 12 năm 2023./."
        )
        council = form.Issuer("", "", ("CHỦ TỊCH",), "", "", "VT, CTHĐND")
        also = ("Ủy ban Thường vụ Quốc hội", "Chính phủ", "Thường trực Tỉnh ủy")
        return closing + form.foot(council, self.sheets.width, signed=False, also=also)

    def fill(self, sections: list[Section], last_page: int, closing: list[Block]) -> None:
        """Give each section its share of the pages, the last one what is left before the closing."""
        reserved = height_of_blocks(closing)
        free = last_page * self.sheets.height - self.position() - reserved
        each = free / sum(section.weight for section in sections)
        until = self.position()
        for section in sections[:-1]:
            until = until + each * section.weight if section.weight else self.position()
            self.section(section, until)
        self.section(sections[-1], None, last_page, reserved)
        self.sheets.put(*closing)
        if self.sheets.number != last_page:
            raise TooLong(
                f"{self.paper.id} has {self.sheets.number} pages before its annexes, not {last_page}"
            )

    def section(self, section: Section, until: float | None, last_page: int = 0, reserved: float = 0) -> None:
        heading, self.pending = self.pending + self.heading(section), []
        if section.items is None:
            self.pending = heading  # it must not stand alone at the foot of a page
            return
        no = 0
        for item in section.items(self.speech):
            # The articles of a resolution have no share: they are all there, however long.
            if until is not None and section.weight and no and self.position() >= until:
                break
            no += isinstance(item, str)
            shown = f"{no}. {item}" if section.numbered and isinstance(item, str) else item
            lines = self.lines(shown) if isinstance(shown, str) else []
            needed = height_of_blocks(heading) + height_of_blocks(lines)
            full = self.sheets.number >= last_page and needed + reserved > self.sheets.left
            if until is None and full:
                break
            self.put_item(heading, shown, lines)
            heading = []

    def put_item(self, heading: list[Block], item: Item, lines: list[Block]) -> None:
        if isinstance(item, Plan):
            self.table(item)
        elif heading:
            self.sheets.put(*heading, *lines[:2])
            self.sheets.put_lines(lines[2:])
        else:
            self.sheets.put_lines(lines)

    def table(self, plan: Plan) -> None:
        """A table inside the text; begun overleaf when too little of the page is left."""
        if self.sheets.left < self.sheets.height / 3:
            self.sheets.turn()
        self.sheets.put(Block(4), *inline_caption(plan, self.sheets.width))
        Table(plan, Speech(self.speech.topic, self.paper.seed + plan.title), self.sheets).fill()
        self.sheets.put(Block(8))

    def annexes(self, plans: list[Plan]) -> None:
        """Lists that end first, as long as they are; then those without end share the pages left."""
        free = self.paper.pages - self.sheets.number
        endless = [plan for plan in plans if plan.is_endless(self.speech.topic)]
        number = 0
        for plan in plans:
            if plan not in endless and (long := self.pages_of(plan)) + len(endless) <= free:
                number += 1
                self.annex(plan, number, None)
                free -= long
        for waiting, plan in zip(range(len(endless), 0, -1), endless, strict=True):
            share = round(free / waiting)
            if share:
                number += 1
                self.annex(plan, number, self.sheets.number + share)
                free -= share

    def pages_of(self, plan: Plan) -> int:
        trial = Writer(self.paper, self.speech)
        trial.annex(plan, 1, None)
        return trial.sheets.number - 1

    def annex(self, plan: Plan, number: int, last_page: int | None) -> None:
        self.sheets.turn(landscape=plan.is_wide)
        belongs = f"{CAPITALS[self.paper.kind].capitalize()} số {self.paper.number or '……/NQ-HĐND'}"
        if self.paper.kind != "DRAFT_RESOLUTION":
            belongs += f" {day_of(self.paper.dated)} của {self.issuer.called}"
        self.sheets.put(*caption(plan, f"{number:02}", belongs, self.sheets.width))
        speech = Speech(self.speech.topic, f"{self.paper.seed} {number} {plan.title}")
        Table(plan, speech, self.sheets).fill(last_page)

    def heading(self, section: Section) -> list[Block]:
        face = (BOLD, BOLD, BOLD, BOLD_ITALIC)[section.level]
        blocks = lines_of(
            section.heading, width=self.sheets.width, face=face, indent=INDENT, after=5, align="left"
        )
        blocks[0].bookmark, blocks[0].level = section.heading, int(section.level == 1)
        return blocks

    def paragraph(self, text: str) -> None:
        self.sheets.put_lines(self.lines(text))

    def lines(self, text: str) -> list[Block]:
        return lines_of(text, width=self.sheets.width, indent=INDENT, after=5)

    def position(self) -> float:
        return (self.sheets.number - 1) * self.sheets.height + self.sheets.y


PREFIXES = re.compile(
    r"^(Báo cáo thẩm tra|Báo cáo thẩm định|Báo cáo|Tờ trình|Thông báo của Ủy ban MTTQ Việt Nam tỉnh"
    r"|Dự thảo Nghị quyết):? "
)


def abstract_of(paper: Paper) -> str:
    """What stands under the kind of the paper: its title without the kind."""
    rest = PREFIXES.sub("", paper.title)
    if paper.kind == "EXAMINATION_REPORT":
        return f"Thẩm tra dự thảo Nghị quyết: {rest}"
    if paper.kind == "APPRAISAL_REPORT":
        return f"Thẩm định dự thảo Nghị quyết: {rest}"
    return rest[0].upper() + rest[1:]
