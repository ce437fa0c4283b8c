"""The form of an official paper (decree 30/2020/NĐ-CP, annex I): head, title, foot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from web.demo.papers.numbers import day_of
from web.demo.papers.sheet import (
    BOLD,
    BOLD_ITALIC,
    ITALIC,
    REGULAR,
    Block,
    Rule,
    Text,
    broken,
    lines_of,
    side_by_side,
    width_of_text,
)

MOTTO = "Độc lập - Tự do - Hạnh phúc"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COUNCIL = "HỘI ĐỒNG NHÂN DÂN TỈNH ĐIỆN BIÊN"


# Words of a title that are not parted by the end of a line.
BOUND = (
    "nhân dân", "Hội đồng", "kinh tế", "xã hội", "ngân sách", "nhiệm vụ", "nhà nước", "công tác", "thực hiện",
    "kết quả", "địa bàn", "đầu tư", "công khai", "cử tri", "kỳ họp", "khóa XV", "Nghị quyết", "kế hoạch",
    "đối với", "giai đoạn", "chính quyền", "giám sát", "phương hướng", "quốc phòng", "an ninh", "năm 2024",
    "năm 2023", "Ủy ban", "tỉnh Điện Biên",
)  # fmt: skip


@dataclass(frozen=True)
class Issuer:
    """Who issues a paper: the agency above, its own name, and in whose name who signs."""

    above: str
    name: str
    signs: tuple[str, ...]
    signer: str
    called: str  # as the text speaks of it
    archive: str  # where the copy of the file stays


ISSUERS = {
    "UBND tỉnh": Issuer(
        "ỦY BAN NHÂN DÂN", "TỈNH ĐIỆN BIÊN",
        ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Mùa Chứ Dình",
        "Ủy ban nhân dân tỉnh", "VT, TH",
    ),
    "Thường trực HĐND tỉnh": Issuer(
        "HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐIỆN BIÊN",
        ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"), "Lò Thị Kim Oanh",
        "Thường trực Hội đồng nhân dân tỉnh", "VT, CTHĐND",
    ),
    "Ban Kinh tế - Ngân sách HĐND tỉnh": Issuer(
        COUNCIL, "BAN KINH TẾ - NGÂN SÁCH", ("TM. BAN KINH TẾ - NGÂN SÁCH", "TRƯỞNG BAN"),
        "Bùi Đức Thịnh", "Ban Kinh tế - Ngân sách", "VT, KTNS",
    ),
    "Ban Dân tộc HĐND tỉnh": Issuer(
        COUNCIL, "BAN DÂN TỘC", ("TM. BAN DÂN TỘC", "TRƯỞNG BAN"), "Thào A Nhè", "Ban Dân tộc", "VT, DT",
    ),
    "Ban Văn hóa - Xã hội HĐND tỉnh": Issuer(
        COUNCIL, "BAN VĂN HÓA - XÃ HỘI", ("TM. BAN VĂN HÓA - XÃ HỘI", "TRƯỞNG BAN"),
        "Hoàng Thị Nguyệt Ánh", "Ban Văn hóa - Xã hội", "VT, VHXH",
    ),
    "Ban Pháp chế HĐND tỉnh": Issuer(
        COUNCIL, "BAN PHÁP CHẾ", ("TM. BAN PHÁP CHẾ", "TRƯỞNG BAN"), "Giàng A Khày", "Ban Pháp chế", "VT, PC",
    ),
    "Tòa án nhân dân tỉnh": Issuer(
        "TÒA ÁN NHÂN DÂN TỐI CAO", "TÒA ÁN NHÂN DÂN TỈNH ĐIỆN BIÊN", ("CHÁNH ÁN",), "Bạc Cầm Sơn",
        "Tòa án nhân dân tỉnh", "VT, VP",
    ),
    "Viện kiểm sát nhân dân tỉnh": Issuer(
        "VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO", "VIỆN KIỂM SÁT NHÂN DÂN TỈNH ĐIỆN BIÊN", ("VIỆN TRƯỞNG",),
        "Lương Tiến Dũng", "Viện kiểm sát nhân dân tỉnh", "VT, VP",
    ),
    "Cục Thi hành án dân sự tỉnh": Issuer(
        "TỔNG CỤC THI HÀNH ÁN DÂN SỰ", "CỤC THI HÀNH ÁN DÂN SỰ TỈNH ĐIỆN BIÊN", ("CỤC TRƯỞNG",),
        "Phan Thị Thúy Hà", "Cục Thi hành án dân sự tỉnh", "VT, NV",
    ),
    "Ủy ban MTTQ Việt Nam tỉnh": Issuer(
        "ỦY BAN MTTQ VIỆT NAM TỈNH ĐIỆN BIÊN", "BAN THƯỜNG TRỰC",
        ("TM. BAN THƯỜNG TRỰC", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Lầu A Vàng",
        "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "VT, DCPL",
    ),
    "Sở Tư pháp": Issuer(
        "ỦY BAN NHÂN DÂN TỈNH ĐIỆN BIÊN", "SỞ TƯ PHÁP", ("GIÁM ĐỐC",), "Lê Khánh Chi",
        "Sở Tư pháp", "VT, XDKTVB",
    ),
}  # fmt: skip
RECIPIENTS = (
    "Thường trực HĐND tỉnh",
    "UBND tỉnh",
    "Ủy ban MTTQ Việt Nam tỉnh",
    "Các Ban HĐND tỉnh",
    "Đại biểu HĐND tỉnh",
    "Các sở, ban, ngành tỉnh",
    "HĐND, UBND các huyện, thị xã, thành phố",
)


def head(
    issuer: Issuer, number: str, dated: date | None, width: float, *, draft: bool = False
) -> list[Block]:
    """Quốc hiệu and tiêu ngữ beside the agency, then number beside place and date."""
    split = width * 0.42
    agency = []
    if issuer.above:
        above = BOLD if issuer.name == "TỈNH ĐIỆN BIÊN" else REGULAR
        agency += centred(issuer.above, above, split)
    agency += centred(issuer.name, BOLD, split)
    agency.append(ruled(split / 2, split * 0.34))
    state = state_head(width - split, split)
    shown = "ngày …… tháng 12 năm 2023" if draft else day_of(dated) if dated else ""
    second = side_by_side(
        lines_of(f"Số: {number or '……/NQ-HĐND'}", width=split, size=13, align="center"),
        lines_of(f"Điện Biên, {shown}", width=width - split, x=split, face=ITALIC, size=13, align="center"),
        gap=4,
    )
    blocks = [side_by_side(agency, state, gap=4), second]
    if draft:
        blocks.append(boxed("DỰ THẢO", split / 2))
    return blocks


def state_head(width: float, x: float = 0) -> list[Block]:
    return [
        *lines_of(STATE, width=width, x=x, face=BOLD, size=12, leading=15, align="center"),
        *lines_of(MOTTO, width=width, x=x, face=BOLD, size=13, leading=15, align="center"),
        ruled(x + width / 2, width_of_text(MOTTO, BOLD, 13)),
    ]


def title(kind: str, abstract: str, width: float) -> list[Block]:
    blocks = [space(12), *lines_of(kind, width=width, face=BOLD, size=14, align="center")]
    for words in BOUND:
        abstract = abstract.replace(words, words.replace(" ", "\u00a0"))
    narrow = balanced(abstract, BOLD, 14, width * 0.88)
    blocks += lines_of(
        abstract, width=narrow, x=(width - narrow) / 2, face=BOLD, size=14, leading=18, align="center"
    )
    blocks += [ruled(width / 2, width * 0.22), space(12)]
    return blocks


def centred(name: str, face: str, width: float) -> list[Block]:
    """The name of an agency in lines of about the same length."""
    for words in ("HỘI ĐỒNG", "NHÂN DÂN", "ĐIỆN BIÊN"):
        name = name.replace(words, words.replace(" ", "\u00a0"))
    narrow = balanced(name, face, 12, width)
    return lines_of(
        name, width=narrow, x=(width - narrow) / 2, face=face, size=12, leading=15, align="center"
    )


def balanced(text: str, face: str, size: float, width: float) -> float:
    """The narrowest width at which the text needs no more lines."""
    lines = len(broken(text, face, size, width))
    while len(broken(text, face, size, width - 6)) == lines and width > 100:
        width -= 6
    return width


def foot(issuer: Issuer, width: float, *, signed: bool = True, also: tuple[str, ...] = ()) -> list[Block]:
    """Where the paper goes, and who signs; in one piece."""
    split = width * 0.46
    goes = lines_of("Nơi nhận:", width=split, face=BOLD_ITALIC, size=12, leading=15, align="left")
    for line in (*also, *RECIPIENTS):
        goes += lines_of(f"- {line};", width=split, size=11, leading=13, align="left")
    goes += lines_of(f"- Lưu: {issuer.archive}.", width=split, size=11, leading=13, align="left")
    lines = [(line, BOLD) for line in issuer.signs]
    lines += [("", REGULAR), ("(Đã ký)", ITALIC), ("", REGULAR), (issuer.signer, BOLD)] if signed else []
    signs: list[Block] = []
    for line, face in lines:
        narrow = balanced(line, face, 13, width - split)
        inset = split + (width - split - narrow) / 2
        leading = 17 if line else 24
        signs += lines_of(line, width=narrow, x=inset, face=face, size=13, leading=leading, align="center")
    return [space(10), side_by_side(goes, signs)]


def addressed(to: str, width: float) -> list[Block]:
    return lines_of(f"Kính gửi: {to}.", width=width, align="center", after=8)


def space(height: float) -> Block:
    return Block(height)


def ruled(middle: float, length: float) -> Block:
    return Block(5, rules=[Rule(middle - length / 2, 2.5, middle + length / 2, 2.5)])


def boxed(word: str, middle: float) -> Block:
    half = width_of_text(word, BOLD, 12) / 2
    left, right, top, low = middle - half - 8, middle + half + 8, 2.0, 20.0
    box = [
        Rule(left, top, right, top), Rule(left, low, right, low),
        Rule(left, top, left, low), Rule(right, top, right, low),
    ]  # fmt: skip
    return Block(24, [Text(middle - half, 15, BOLD, 12, word)], box)
