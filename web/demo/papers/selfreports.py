"""The volume of self-reports: 28 people, seven pages each, every one about their own field."""

from __future__ import annotations

from collections.abc import Iterator

from web.demo import people
from web.demo.papers import form, outline, prose
from web.demo.papers.compose import Paper, Writer
from web.demo.papers.numbers import between, whole
from web.demo.papers.outline import Item, Items, Section
from web.demo.papers.sheet import BOLD, ITALIC, Block, Sheets, lines_of, side_by_side
from web.demo.papers.tables import Grid, Plan, Table
from web.demo.papers.topics import Speech, read_topic, sentence

EACH = 7
TEXT = 5  # of them, before the table of tasks and the declaration
# What someone's office is about, for the results that they report.
FIELDS = (
    ("Kế hoạch", "dau-tu"), ("Tài chính", "ngan-sach"), ("Nông nghiệp", "rung"),
    ("Tài nguyên", "thu-hoi-dat"), ("Giáo dục", "hoc-phi"), ("Dân tộc", "giam-ngheo"),
    ("Nội vụ", "bien-che"), ("Tư pháp", "cai-cach"),
    ("Thanh tra", "tham-nhung"), ("Công an", "khieu-nai"), ("HĐND", "hoat-dong"), ("Giao thông", "dau-tu"),
    ("Văn phòng UBND", "cai-cach"), ("Lao động", "giam-ngheo"), ("", "kinh-te"),
)  # fmt: skip
DECLARED = (
    ("Nhà ở", 300, 2400), ("Quyền sử dụng đất ở", 200, 1900), ("Quyền sử dụng đất khác", 0, 600),
    ("Tiền, vàng, giấy tờ có giá", 50, 900), ("Phương tiện đi lại phải đăng ký", 30, 800),
    ("Tài sản khác", 0, 120), ("Tổng thu nhập giữa hai lần kê khai", 180, 520),
)  # fmt: skip


def volume(paper: Paper) -> Sheets:
    subjects = confidence_subjects()
    if len(subjects) * EACH != paper.pages:
        raise ValueError(f"{len(subjects)} reports of {EACH} pages are not {paper.pages} pages")
    sheets = Sheets()
    for no, subject in enumerate(subjects):
        if no:
            sheets.turn()
        self_report(paper, subject, sheets, (no + 1) * EACH)
    return sheets


def confidence_subjects() -> list[people.Official]:
    """The 28 who were elected by the council: its own heads, then the People's Committee."""
    delegates = people.delegates_in_office()
    heads = [d for d in delegates if d.presidium_role] + [
        d for d in delegates if d.title.startswith("Trưởng Ban") and d.title.endswith("HĐND tỉnh")
    ]
    own = [people.Official(d.username, d.full_name, d.title, d.gender) for d in heads]
    return [*own, *people.committee(delegates)]


def self_report(paper: Paper, subject: people.Official, sheets: Sheets, last_page: int) -> None:
    width = sheets.width
    own = Speech(read_topic("tin-nhiem"), f"{paper.id} {subject.username}")
    field = Speech(read_topic(field_of(subject.title)), f"{paper.id} {subject.username} lĩnh vực")
    writer = Writer(paper, own, sheets)
    sheets.put(*form.state_head(width), *form.title("BÁO CÁO", TITLE, width))
    first = lines_of(f"Họ và tên: {subject.full_name}.", width=width, indent=28, after=4)
    first[0].bookmark = f"{subject.full_name}, {subject.title}"
    sheets.put(*first, *lines_of(f"Chức vụ: {subject.title}.", width=width, indent=28, after=8))
    sections = [
        Section("I. PHẨM CHẤT CHÍNH TRỊ, ĐẠO ĐỨC, LỐI SỐNG", 0, 9, outline.spoken("tự đánh giá"), True),
        Section("II. KẾT QUẢ THỰC HIỆN CHỨC TRÁCH, NHIỆM VỤ", 0, 58, results_of(field), True),
        Section("III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", 0, 18, shortcomings(field), True),
        Section("IV. PHƯƠNG HƯỚNG KHẮC PHỤC", 0, 14, remedies(field), True),
    ]
    signed = signature("NGƯỜI BÁO CÁO", subject.full_name, width)
    writer.fill(sections, last_page - EACH + TEXT, signed)
    sheets.turn()
    plan = Plan.parse(own.topic.lines("bảng")[0])
    sheets.put(*lines_of(plan.title.upper(), width=width, face=BOLD, size=13, align="center", after=8))
    Table(plan, own, sheets).fill()
    sheets.turn()
    declaration(sheets, subject, own)


TITLE = "Tự đánh giá việc thực hiện chức trách, nhiệm vụ được giao; phẩm chất chính trị, đạo đức, lối sống"


def field_of(title: str) -> str:
    return next(topic for words, topic in FIELDS if words in title)


def results_of(field: Speech) -> Items:
    def items(speech: Speech) -> Iterator[Item]:
        while True:
            yield prose.done(field)
            yield f"{sentence(speech.say('tự đánh giá'))} {prose.figures(field)}"
            yield prose.at_place(field)

    return items


def shortcomings(field: Speech) -> Items:
    def items(speech: Speech) -> Iterator[Item]:
        while True:
            yield f"{sentence(speech.say('tự hạn chế'))} {sentence(field.say('khung nguyên nhân'))}"
            yield prose.lacking(field)

    return items


def remedies(field: Speech) -> Items:
    def items(speech: Speech) -> Iterator[Item]:
        while True:
            yield f"{sentence(speech.say('tự khắc phục'))} {sentence(field.say('khung giải pháp'))}"

    return items


def declaration(sheets: Sheets, subject: people.Official, speech: Speech) -> None:
    """Bản kê khai in short: what is declared, last year and this year, and what changed."""
    width = sheets.width
    sheets.put(*form.state_head(width), *form.title("BẢN KÊ KHAI", "Tài sản, thu nhập (bản tóm tắt)", width))
    sheets.put(
        *lines_of(f"Người kê khai: {subject.full_name}. Chức vụ: {subject.title}.", width=width, after=6)
    )
    plan = Plan.parse("| | Tài sản, thu nhập | Năm 2022: 1-2 ; Năm 2023: 1-2 ; Tăng, giảm: =2-1")
    grid = Grid(plan, width)
    sheets.put(
        *lines_of("Đơn vị tính: triệu đồng", width=width, face=ITALIC, size=12, align="right", after=3)
    )
    sheets.put(grid.row(["TT", plan.label, *(c.header for c in plan.columns)], BOLD, head=True))
    sums = [0, 0]
    for no, (what, low, high) in enumerate(DECLARED, 1):
        before = round(between(speech.rng, low, high))
        after = round(before * between(speech.rng, 1, 1.12))
        if no < len(DECLARED):
            sums = [sums[0] + before, sums[1] + after]
        sheets.put(grid.row([str(no), what, whole(before), whole(after), whole(after - before)]))
        if no == len(DECLARED) - 1:
            total = [whole(sums[0]), whole(sums[1]), whole(sums[1] - sums[0])]
            sheets.put(grid.row(["", "Cộng tài sản (mục 1 đến mục 6)", *total], BOLD))
    sheets.put(Block(6))
    for line in ASSURED:
        sheets.put_lines(lines_of(line, width=width, indent=28, after=5))
    sheets.put(*signature("NGƯỜI KÊ KHAI", subject.full_name, width))


ASSURED = (
    "Biến động tài sản trong năm chủ yếu do tiền lương, phụ cấp và tiết kiệm của gia đình; "
    "nguồn hình thành hợp pháp.",
    "Tôi xin cam đoan nội dung kê khai trên đây là đúng và chịu trách nhiệm trước pháp luật "
    "về nội dung kê khai.",
)


def signature(as_what: str, name: str, width: float) -> list[Block]:
    half = width / 2
    lines: list[Block] = []
    day = "Điện Biên, ngày 20 tháng 11 năm 2023"
    for text, face in ((day, ITALIC), (as_what, BOLD), ("(Đã ký)", ITALIC), (name, BOLD)):
        lines += lines_of(text, width=half, x=half, face=face, size=13, leading=17, align="center", after=5)
    return [Block(10), side_by_side(lines)]
