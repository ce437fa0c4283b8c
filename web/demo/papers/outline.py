"""What stands in a paper of each kind: its sections, how much of it each may take, and what fills them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from web.demo.papers import prose
from web.demo.papers.numbers import roman
from web.demo.papers.tables import Plan
from web.demo.papers.topics import Focus, Speech, province, sentence

Item = str | Plan
Items = Callable[[Speech], Iterator[Item]]


@dataclass(frozen=True)
class Section:
    """`weight` is its share of the pages; without one it is a heading alone, or put whole."""

    heading: str
    level: int
    weight: float = 0
    items: Items | None = None
    numbered: bool = False


def again(paragraph: Callable[[Speech], str]) -> Items:
    """Paragraphs of one sort, without end."""

    def items(speech: Speech) -> Iterator[Item]:
        while True:
            yield paragraph(speech)

    return items


def once(section: str, before: str = "") -> Items:
    """The lines of a section, each once, in order."""

    def items(speech: Speech) -> Iterator[Item]:
        lines = speech.topic.lines(section) or speech.common.lines(section)
        yield from (before + sentence(speech.fill(line)) for line in lines)

    return items


def spoken(section: str) -> Items:
    return again(lambda speech: sentence(speech.say(section)))


def each_once(section: str) -> Items:
    """The lines of a section, each once, in another order in every paper."""

    def items(speech: Speech) -> Iterator[Item]:
        lines = speech.topic.lines(section) or speech.common.lines(section)
        yield from (sentence(speech.say(section)) for _ in lines)

    return items


def with_table(items: Items, plan: Plan | None) -> Items:
    """The same paragraphs, with a table after the second."""
    if plan is None:
        return items

    def mixed(speech: Speech) -> Iterator[Item]:
        for no, item in enumerate(items(speech), 1):
            yield item
            if no == 2:
                yield plan

    return mixed


def in_district(district: str) -> Items:
    def items(speech: Speech) -> Iterator[Item]:
        while True:
            for paragraph in (prose.figures, prose.at_place, prose.done, prose.at_place):
                speech.place = district
                text = paragraph(speech)
                speech.place = None
                yield text

    return items


def report(speech: Speech, pages: int, tables: list[Plan]) -> list[Section]:
    """What is said of other years than this one is held short, however long the report is."""
    directed, lacking, to_do, asked = (
        min(share * pages, most) for share, most in ((0.07, 1), (0.13, 3), (0.18, 4), (0.06, 0.8))
    )
    found = pages - directed - lacking - to_do - asked
    fields = speech.topic.lines("lĩnh vực")
    in_fields = found * 0.6 if pages > 14 else found
    waiting = list(tables) if pages >= 6 else []
    by_field = [Section("KẾT QUẢ THỰC HIỆN", 0)]
    for no, name in enumerate(fields):
        items = with_table(focused(no, len(fields)), waiting.pop(0) if waiting else None)
        by_field.append(Section(f"{no + 1}. {name}", 1, in_fields / len(fields), items))
    parts = [
        [Section("CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO, TỔ CHỨC THỰC HIỆN", 0, directed, each_once("chỉ đạo"))],
        by_field,
    ]
    if pages > 14:
        districts = [
            Section(f"{no}. {name[0].upper()}{name[1:]}", 1, (found - in_fields) / 10, in_district(name))
            for no, name in enumerate(province(), 1)
        ]
        parts.append([Section("KẾT QUẢ TRÊN ĐỊA BÀN CÁC HUYỆN, THỊ XÃ, THÀNH PHỐ", 0), *districts])
    parts += [
        [Section("TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN", 0, lacking, again(prose.lacking), True)],
        [Section("PHƯƠNG HƯỚNG, NHIỆM VỤ VÀ GIẢI PHÁP NĂM 2024", 0, to_do, again(prose.to_do), True)],
        [Section("KIẾN NGHỊ, ĐỀ XUẤT", 0, asked, again(prose.asked), True)],
    ]
    return counted(parts)


def focused(no: int, fields: int) -> Items:
    """Results that stay with one field."""

    def items(speech: Speech) -> Iterator[Item]:
        paragraphs = prose.results(speech)
        while True:
            speech.focus = Focus(no, fields)
            text = next(paragraphs)
            speech.focus = None
            yield text

    return items


def submission(speech: Speech, pages: int, tables: list[Plan]) -> list[Section]:
    table = tables[0] if tables and pages >= 5 else None
    return counted(
        [
            [
                Section("SỰ CẦN THIẾT BAN HÀNH NGHỊ QUYẾT", 0),
                Section("1. Cơ sở pháp lý", 1, 16, once("căn cứ", "- ")),
                Section("2. Cơ sở thực tiễn", 1, 24, with_table(again(prose.needed), table)),
            ],
            [Section("MỤC ĐÍCH, QUAN ĐIỂM XÂY DỰNG NGHỊ QUYẾT", 0, 9, spoken("quan điểm"), True)],
            [Section("QUÁ TRÌNH XÂY DỰNG NGHỊ QUYẾT", 0, 9, once("quá trình"), True)],
            [
                Section("BỐ CỤC VÀ NỘI DUNG CƠ BẢN CỦA NGHỊ QUYẾT", 0),
                Section("1. Bố cục và nội dung", 1, 14, once("nội dung", "- ")),
                Section("2. Thuyết minh một số nội dung", 1, 16, prose.results),
            ],
            [Section("NGUỒN LỰC VÀ ĐIỀU KIỆN BẢO ĐẢM THI HÀNH", 0, 12, again(prose.to_do), numbered=True)],
        ]
    )


def examination(speech: Speech, pages: int, tables: list[Plan]) -> list[Section]:
    return counted(
        [
            [Section("VỀ THẨM QUYỀN, TRÌNH TỰ VÀ HỒ SƠ DỰ THẢO", 0, 14, once("thẩm tra hồ sơ"), True)],
            [
                Section("VỀ NỘI DUNG DỰ THẢO NGHỊ QUYẾT", 0),
                Section("1. Những nội dung Ban tán thành", 1, 32, agreed),
                Section("2. Những nội dung đề nghị làm rõ, tiếp thu", 1, 36, doubted),
            ],
            [Section("KIẾN NGHỊ", 0, 16, again(prose.asked), True)],
        ]
    )


def agreed(speech: Speech) -> Iterator[Item]:
    while True:
        yield f"{sentence(speech.say('thẩm tra tán thành'))} {prose.figures(speech)}"
        yield prose.done(speech)


def doubted(speech: Speech) -> Iterator[Item]:
    while True:
        yield f"{sentence(speech.say('thẩm tra đề nghị'))} {prose.lacking(speech)}"
        yield f"{sentence(speech.say('thẩm tra đề nghị'))} {prose.to_do(speech)}"


def appraisal(speech: Speech, pages: int, tables: list[Plan]) -> list[Section]:
    scope = "ĐỐI TƯỢNG, PHẠM VI ĐIỀU CHỈNH; THẨM QUYỀN BAN HÀNH"
    return counted(
        [
            [Section("SỰ CẦN THIẾT BAN HÀNH NGHỊ QUYẾT", 0, 24, again(prose.needed))],
            [Section(scope, 0, 12, once("thẩm định phạm vi"), True)],
            [Section("SỰ PHÙ HỢP VỚI CHỦ TRƯƠNG CỦA ĐẢNG, PHÁP LUẬT", 0, 16, once("căn cứ", "- "))],
            [Section("NGÔN NGỮ, KỸ THUẬT SOẠN THẢO", 0, 18, once("thẩm định kỹ thuật"), True)],
            [Section("NỘI DUNG CỤ THỂ CỦA TỪNG QUY ĐỊNH", 0, 30, by_clause, True)],
        ]
    )


def by_clause(speech: Speech) -> Iterator[Item]:
    """What the appraisers say of each clause of the draft."""
    clauses = [line for line in speech.topic.lines("điều") if not line.startswith("# ")]
    while True:
        for clause in clauses:
            yield f"Về quy định “{speech.fill(clause)}”: {speech.say('thẩm định nội dung')}."


def answer(speech: Speech, pages: int, tables: list[Plan]) -> list[Section]:
    """A report that accepts or explains what a committee asked."""
    return counted(
        [
            [Section("NHỮNG NỘI DUNG TIẾP THU", 0, 30, with_table(accepted, tables[0]), True)],
            [Section("NHỮNG NỘI DUNG GIẢI TRÌNH", 0, 46, explained, True)],
            [Section("CAM KẾT TỔ CHỨC THỰC HIỆN", 0, 24, again(prose.to_do), True)],
        ]
    )


def accepted(speech: Speech) -> Iterator[Item]:
    while True:
        yield f"{sentence(speech.say('thẩm tra đề nghị'))} {sentence(speech.say('tiếp thu'))}"


def explained(speech: Speech) -> Iterator[Item]:
    while True:
        yield f"{sentence(speech.say('giải trình'))} {prose.figures(speech)}"
        yield f"{sentence(speech.say('giải trình'))} {prose.lacking(speech)}"


def resolution(speech: Speech) -> list[Section]:
    """Articles of the topic, then what is elastic, then who carries it out."""
    articles: list[tuple[str, list[str]]] = []
    for line in speech.topic.lines("điều"):
        if line.startswith("# "):
            articles.append((line[2:], []))
        else:
            articles[-1][1].append(sentence(speech.fill(line)))
    sections = [
        Section(f"Điều {no}. {name}", 2, 0, fixed(clauses), len(clauses) > 1)
        for no, (name, clauses) in enumerate(articles, 1)
    ]
    heading = f"Điều {len(sections) + 1}. Nhiệm vụ, giải pháp chủ yếu"
    return [*sections, Section(heading, 2, 60, again(prose.to_do), True)]


def fixed(lines: list[str]) -> Items:
    return lambda speech: iter(lines)


def counted(parts: list[list[Section]]) -> list[Section]:
    """Number the parts with Roman figures."""
    return [
        Section(f"{roman(no)}. {s.heading}", 0, s.weight, s.items, s.numbered) if s.level == 0 else s
        for no, part in enumerate(parts, 1)
        for s in part
    ]


OUTLINES: dict[str, Callable[[Speech, int, list[Plan]], list[Section]]] = {
    "REPORT": report,
    "NOTICE": report,
    "SUBMISSION": submission,
    "EXAMINATION_REPORT": examination,
    "APPRAISAL_REPORT": appraisal,
    "LATE_DOCUMENT": answer,
}
