"""The papers that are made from the session itself: who is convened, to what, and who is asked what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from web.demo import people
from web.demo.papers import form
from web.demo.papers.compose import Paper, Writer
from web.demo.papers.sheet import BOLD, ITALIC, Block, Sheets, height_of_blocks, lines_of
from web.demo.papers.tables import Grid, Plan
from web.demo.papers.topics import Speech, read_topic

Session = dict[str, Any]
MAX_PAD = 16


def convening(paper: Paper, session: Session) -> Sheets:
    """Quyết định triệu tập: the day, the place, and the drafts that will be decided."""
    writer = begin(paper, "QUYẾT ĐỊNH", "Triệu tập kỳ họp thứ mười ba, Hội đồng nhân dân tỉnh khóa XV, "
                   "nhiệm kỳ 2021 - 2026")  # fmt: skip
    width = writer.sheets.width
    centre(writer, "THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN TỈNH ĐIỆN BIÊN")
    for base in writer.speech.topic.lines("căn cứ")[:2]:
        writer.sheets.put_lines(lines_of(f"Căn cứ {base};", width=width, face=ITALIC, indent=28, after=4))
    centre(writer, "QUYẾT ĐỊNH:")
    about = session["session"]
    opens, closes = (date.fromisoformat(about[when][:10]) for when in ("opens", "closes"))
    article(
        writer,
        "Điều 1.",
        f"Triệu tập kỳ họp thứ mười ba (kỳ họp thường lệ cuối năm 2023), Hội đồng nhân dân tỉnh khóa XV, "
        f"từ ngày {opens:%d/%m/%Y} đến hết buổi sáng ngày {closes:%d/%m/%Y} tại {about['place']}, kết nối "
        f"trực tuyến đến {about['sites']['remote']} điểm cầu xã, phường, thị trấn.",
    )
    article(writer, "Điều 2.", "Kỳ họp xem xét các báo cáo theo luật định và các dự thảo nghị quyết sau:")
    for no, dossier in enumerate(session["dossiers"], 1):
        writer.paragraph(f"{no}. {dossier['title']}{'.' if no == len(session['dossiers']) else ';'}")
    article(
        writer,
        "Điều 3.",
        "Giao Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh gửi tài liệu đến đại biểu chậm nhất "
        "05 ngày trước ngày khai mạc; chuẩn bị các điều kiện phục vụ kỳ họp không giấy.",
    )
    article(
        writer,
        "Điều 4.",
        "Các vị đại biểu Hội đồng nhân dân tỉnh, Chánh Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân "
        "tỉnh và các cơ quan, tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này./.",
    )
    writer.sheets.put(*form.foot(writer.issuer, width, also=("Như Điều 4",)))
    return writer.sheets


def programme(paper: Paper, session: Session) -> Sheets:
    """Dự kiến chương trình, then the list of papers; rows as tall as the pages ask for."""
    for pad in range(2, MAX_PAD * 4):
        sheets = programme_with(paper, session, pad / 4 + 1)
        if sheets.number >= paper.pages:
            return sheets
    raise ValueError(f"{paper.id} does not reach {paper.pages} pages")


def programme_with(paper: Paper, session: Session, pad: float) -> Sheets:
    writer = begin(paper, "CHƯƠNG TRÌNH", "Kỳ họp thứ mười ba, Hội đồng nhân dân tỉnh khóa XV (dự kiến)")
    sheets = writer.sheets
    grid = Grid(Plan.parse("| | Nội dung | Người trình bày, điều hành: @x"), sheets.width, pad)
    widths(grid, 62, sheets.width - 62 - 150, 150)
    head = grid.row(["Thời gian", "Nội dung", "Trình bày, điều hành"], BOLD, head=True)
    sheets.put(head)
    day = 0
    for item in sorted(session["agenda"], key=lambda item: item["no"]):
        if item["day"] != day:
            day = item["day"]
            row(sheets, head, grid.row(["", f"Ngày thứ {day}: {day + 5:02}/12/2023", ""], BOLD))
        row(sheets, head, grid.row([item["start"], item["title"], item["presenter"]]))
    sheets.put(Block(10))
    centre(writer, "DANH MỤC TÀI LIỆU KỲ HỌP")
    listed = Grid(Plan.parse("| | Tên tài liệu | Số, ký hiệu: @x ; Trang: 1-2"), sheets.width, pad)
    widths(listed, 30, sheets.width - 30 - 110 - 44, 110, 44)
    head = listed.row(["TT", "Tên tài liệu", "Số, ký hiệu", "Trang"], BOLD, head=True)
    sheets.put(head)
    for no, document in enumerate(session["documents"], 1):
        cells = [str(no), document["title"], document["number"], str(document["pages"])]
        row(sheets, head, listed.row(cells))
    sheets.put(*form.foot(writer.issuer, sheets.width))
    return sheets


def questions(paper: Paper, session: Session) -> Sheets:
    """Tổng hợp phiếu chất vấn: as many as the pages hold, by the groups of the questioning."""
    writer = begin(paper, "TỔNG HỢP", "Phiếu chất vấn và nhóm vấn đề chất vấn tại kỳ họp thứ mười ba")
    sheets, speech = writer.sheets, writer.speech
    (questioning,) = (item for item in session["agenda"] if item["kind"] == "QUESTIONING")
    writer.paragraph(
        "Căn cứ phiếu chất vấn của đại biểu và ý kiến cử tri, Thường trực Hội đồng nhân dân tỉnh lựa chọn "
        f"{len(questioning['groups'])} nhóm vấn đề chất vấn trực tiếp tại kỳ họp; các nội dung còn lại được "
        "trả lời bằng văn bản. Thời gian đặt câu hỏi không quá 01 phút, trả lời không quá 03 phút, "
        "tranh luận không quá 02 phút."
    )
    grid = Grid(Plan.parse("| | Đại biểu | Nội dung: @x ; Hình thức: @x"), sheets.width)
    widths(grid, 30, 112, sheets.width - 30 - 112 - 84, 84)
    head = grid.row(["TT", "Đại biểu", "Nội dung chất vấn", "Hình thức trả lời"], BOLD, head=True)
    foot = form.foot(writer.issuer, sheets.width)
    asked, asking = 0, delegates_in_turn()
    for no, group in enumerate(questioning["groups"], 1):
        until = sheets.height * paper.pages * no / len(questioning["groups"])
        writer.paragraph(f"{no}. Nhóm vấn đề: {group['topic']}. Người trả lời: {group['respondent']}.")
        if head.height + 60 > sheets.left:
            sheets.turn()
        sheets.put(head)
        reserved, in_group = height_of_blocks(foot) + 30, 0
        while True:
            delegate = next(asking)
            who = f"{delegate.full_name} (Tổ\u00a0{delegate.delegate_group_no})"
            answered = "Trực tiếp tại kỳ họp" if in_group < group["questions"] else "Bằng văn bản"
            cells = [str(asked + 1), who, speech.say(f"nhóm {no}"), answered]
            block = grid.row(cells)
            last = sheets.number == paper.pages
            if last and block.height + reserved > sheets.left:
                break
            if no < len(questioning["groups"]) and writer.position() >= until:
                break
            row(sheets, head, block)
            asked, in_group = asked + 1, in_group + 1
        sheets.put(Block(8))
    writer.paragraph(f"Tổng số: {asked} phiếu chất vấn.")
    sheets.put(*foot)
    return sheets


def delegates_in_turn() -> Iterator[people.Delegate]:
    while True:
        yield from (d for d in people.delegates_in_office() if not d.presidium_role)


def begin(paper: Paper, kind: str, abstract: str) -> Writer:
    writer = Writer(paper, Speech(read_topic(paper.topic), paper.seed))
    number = paper.number or f"……/{'CTr' if kind == 'CHƯƠNG TRÌNH' else 'TH'}-HĐND"
    writer.sheets.put(*form.head(writer.issuer, number, paper.dated, writer.sheets.width))
    writer.sheets.put(*form.title(kind, abstract, writer.sheets.width))
    return writer


def centre(writer: Writer, line: str) -> None:
    writer.sheets.put(*lines_of(line, width=writer.sheets.width, face=BOLD, align="center", after=8))


def article(writer: Writer, name: str, text: str) -> None:
    writer.paragraph(f"{name} {text}")


def row(sheets: Sheets, head: Block, block: Block) -> None:
    if block.height > sheets.left:
        sheets.turn()
        sheets.put(head)
    sheets.put(block)


def widths(grid: Grid, *columns: float) -> None:
    grid.widths = list(columns)
    grid.edges = [sum(columns[:no]) for no in range(len(columns) + 1)]
