"""The cast of the demo's council: invented people, the same at each start, in the seats of the hall.

Names follow the peoples of the province (Thái, H'Mông, Kinh, Khơ Mú, Dao, Hà Nhì, Cống, Xạ Phang);
nobody here holds or held the office in life.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

DATA = Path(__file__).with_name("data")
UNITS = DATA / "dien-bien-2023.csv"

Gender = Literal["F", "M"]
PresidiumRole = Literal["CHAIR", "DEPUTY_CHAIR"]


@dataclass(frozen=True)
class Delegate:
    username: str
    full_name: str
    title: str
    gender: Gender
    delegate_group_no: int
    seat_no: int | None  # None for the presidium, which sits apart
    absent: bool
    presidium_role: PresidiumRole | None


@dataclass(frozen=True)
class Official:
    username: str
    full_name: str
    title: str
    gender: Gender


@dataclass(frozen=True)
class FormerDelegate(Official):
    """Elected, and left the council: the reason why 52 were elected and 50 are in office."""

    delegate_group_no: int
    left: date


@dataclass(frozen=True)
class SiteAccount:
    unit_code: str
    name: str
    username: str


@dataclass(frozen=True)
class Display:
    username: str
    name: str


@dataclass(frozen=True)
class DiscussionGroup:
    no: int
    name: str
    delegate_groups: tuple[int, ...]


@dataclass(frozen=True)
class Cast:
    delegates: tuple[Delegate, ...]
    discussion_groups: tuple[DiscussionGroup, ...]
    secretaries: tuple[Official, ...]
    office_heads: tuple[Official, ...]
    staff: tuple[Official, ...]
    observers: tuple[Official, ...]
    former: tuple[FormerDelegate, ...]
    committee: tuple[Official, ...]
    committee_office: tuple[Official, ...]
    party_secretary: Official
    sites: tuple[SiteAccount, ...]
    display: Display


# In roster order, five to each delegate group; the group is the district that elected them.
# An asterisk marks who is away, a plus the presidium.
ROSTER = """
1 Thành phố Điện Biên Phủ
F + Lò Thị Kim Oanh | Chủ tịch HĐND tỉnh
M   Nguyễn Trọng Khải | Giám đốc Bệnh viện Đa khoa tỉnh
F   Trần Thu Hiền | Hiệu trưởng Trường THPT thành phố Điện Biên Phủ
M   Cà Văn Thoan | Bí thư Thành ủy Điện Biên Phủ
F   Phạm Thùy Dung | Chủ tịch Hội Liên hiệp Phụ nữ tỉnh
2 Thị xã Mường Lay
M + Giàng A Dua | Phó Chủ tịch HĐND tỉnh
F   Điêu Thị Phin | Chủ tịch UBND phường Sông Đà
M   Lù Văn Chom | Bí thư Thị ủy Mường Lay
F   Hoàng Thị Nguyệt Ánh | Trưởng Ban Văn hóa - Xã hội HĐND tỉnh
M * Lò Văn Ướng | Giám đốc Hợp tác xã Thủy sản lòng hồ
3 Huyện Mường Nhé
M   Pờ Xá Chừ | Chủ tịch UBND xã Sín Thầu
F   Khoàng Thị Mừ | Phó Trưởng Ban Dân tộc HĐND tỉnh
M   Vàng A Chinh | Bí thư Huyện ủy Mường Nhé
F   Chang Gió Xó | Trưởng trạm Y tế xã Sen Thượng
M   Mùa Sông Tủa | Phó Trưởng Công an huyện Mường Nhé
4 Huyện Mường Chà
F   Sùng Thị Mo | Giáo viên Trường PTDTBT THCS Sa Lông
M   Lý A Sử | Bí thư Huyện ủy Mường Chà
F   Khoàng Thị Panh | Chủ tịch Hội Nông dân huyện Mường Chà
M   Tào A Páo | Phó Trưởng Ban Kinh tế - Ngân sách HĐND tỉnh
F   Lường Thị Thiên | Cán bộ Trung tâm Y tế huyện Mường Chà
5 Huyện Tủa Chùa
M   Hạng A Chớ | Chủ tịch UBND huyện Tủa Chùa
F   Vừ Thị Say | Bí thư Huyện đoàn Tủa Chùa
M   Thào A Nhè | Trưởng Ban Dân tộc HĐND tỉnh
F   Lò Thị Ngoan | Hiệu trưởng Trường PTDTBT Tiểu học Sính Phình
M * Chang A Phứ | Giám đốc Hợp tác xã Chè cổ thụ Sín Chải
6 Huyện Tuần Giáo
F + Quàng Thị Hải Vân | Phó Chủ tịch HĐND tỉnh
M   Lường Văn Hặc | Bí thư Huyện ủy Tuần Giáo
F   Mùa Thị Dợ | Chủ tịch Hội Liên hiệp Phụ nữ huyện Tuần Giáo
M   Bùi Đức Thịnh | Trưởng Ban Kinh tế - Ngân sách HĐND tỉnh
F   Cà Thị Pành | Giáo viên Trường THPT Mùn Chung
7 Huyện Điện Biên
M   Lò Văn Panh | Chủ tịch UBND huyện Điện Biên
F   Vì Thị Phương Mai | Phó Trưởng Ban Văn hóa - Xã hội HĐND tỉnh
M   Đặng Quốc Huy | Chỉ huy trưởng Bộ Chỉ huy quân sự tỉnh
F   Quàng Thị Nhinh | Giám đốc Hợp tác xã Nông nghiệp Thanh Yên
M   Tòng Văn Liêm | Chủ tịch Ủy ban MTTQ Việt Nam huyện Điện Biên
8 Huyện Điện Biên Đông
F   Sùng Thị Dế | Phó Chủ tịch UBND huyện Điện Biên Đông
M   Hờ A Lầu | Bí thư Đảng ủy xã Keo Lôm
F   Lò Thị Inh | Trưởng phòng Dân tộc huyện Điện Biên Đông
M   Giàng A Khày | Trưởng Ban Pháp chế HĐND tỉnh
F   Vừ Thị Mỷ | Y sĩ Trạm Y tế xã Pú Nhi
9 Huyện Mường Ảng
M   Lường Văn Toản | Bí thư Huyện ủy Mường Ảng
F   Quàng Thị Nhung | Chủ tịch Liên đoàn Lao động huyện Mường Ảng
M   Vũ Hồng Phong | Phó Trưởng Ban Pháp chế HĐND tỉnh
F   Lò Thị Bun | Giám đốc Hợp tác xã Cà phê Ẳng Nưa
M   Cà Văn Hặc | Chủ tịch UBND xã Búng Lao
10 Huyện Nậm Pồ
F   Tao Thị Sơ | Phó Bí thư Huyện ủy Nậm Pồ
M   Thùng Văn Dơ | Chủ tịch UBND xã Chà Cang
F * Hầu Thị Ka | Giáo viên Trường PTDTBT THCS Nà Hỳ
M   Chảo Láo San | Chính trị viên Đồn Biên phòng Si Pa Phìn
F   Thào Thị Chứ | Chủ tịch Hội Nông dân huyện Nậm Pồ
"""

SECRETARIES = (
    ("F", "Đỗ Minh Nguyệt", "Phó Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh, Thư ký kỳ họp"),
    ("M", "Lò Văn Sương", "Trưởng phòng Công tác HĐND, Thư ký kỳ họp"),
)
OFFICE_HEADS = (("M", "Lường Xuân Thắng", "Chánh Văn phòng Đoàn ĐBQH và HĐND tỉnh"),)
STAFF = (
    ("M", "Phạm Đình Lộc", "Chuyên viên công nghệ thông tin"),
    ("F", "Cà Thị Lả", "Chuyên viên phòng Công tác HĐND"),
    ("M", "Giàng A Thếnh", "Chuyên viên phòng Hành chính - Tổ chức - Quản trị"),
)
OBSERVERS = (
    ("M", "Ngô Xuân Bách", "Giám đốc Sở Kế hoạch và Đầu tư"),
    ("F", "Lò Thị Hương Sen", "Giám đốc Sở Tài chính"),
    ("M", "Mùa A Gấu", "Giám đốc Sở Nông nghiệp và Phát triển nông thôn"),
    ("M", "Dương Văn Tuyền", "Giám đốc Sở Tài nguyên và Môi trường"),
    ("F", "Nguyễn Thị Bích Đào", "Giám đốc Sở Giáo dục và Đào tạo"),
    ("M", "Tòng Văn Inh", "Giám đốc Sở Y tế"),
    ("M", "Trịnh Công Thành", "Giám đốc Sở Giao thông vận tải"),
    ("F", "Vừ Thị Xua", "Trưởng Ban Dân tộc tỉnh"),
    ("F", "Lê Khánh Chi", "Giám đốc Sở Tư pháp"),
    ("M", "Hoàng Văn Nghị", "Giám đốc Sở Nội vụ"),
    ("M", "Quàng Văn Chựa", "Giám đốc Sở Lao động - Thương binh và Xã hội"),
    ("F", "Đinh Thị Lan Hương", "Giám đốc Sở Văn hóa, Thể thao và Du lịch"),
    ("M", "Bạc Cầm Sơn", "Chánh án Tòa án nhân dân tỉnh"),
    ("M", "Lương Tiến Dũng", "Viện trưởng Viện kiểm sát nhân dân tỉnh"),
    ("F", "Phan Thị Thúy Hà", "Cục trưởng Cục Thi hành án dân sự tỉnh"),
    ("M", "Lầu A Vàng", "Phó Chủ tịch Ủy ban MTTQ Việt Nam tỉnh"),
    ("M", "Vũ Thế Anh", "Chánh Thanh tra tỉnh"),
    ("F", "Lường Thị Hồng Nhạn", "Phóng viên Đài Phát thanh và Truyền hình tỉnh"),
    ("M", "Sùng A Khua", "Phóng viên Báo Điện Biên Phủ"),
    ("F", "Cà Thị Xuân", "Đại diện cử tri phường Noong Bua"),
)

FORMER = (
    ("M", "Khoàng Văn Pản", "Nguyên Giám đốc Sở Giao thông vận tải", 3, "2022-12-08"),
    ("F", "Nguyễn Thị Diệu Thảo", "Nguyên Giám đốc Sở Khoa học và Công nghệ", 7, "2023-07-14"),
)
# The People's Committee of the province: its chair and deputies, then those of its members who are
# not among the delegates or observers already (see COMMITTEE_MEMBERS).
COMMITTEE_HEADS = (
    ("M", "Hoàng Đình Khoát", "Chủ tịch UBND tỉnh"),
    ("M", "Mùa Chứ Dình", "Phó Chủ tịch UBND tỉnh"),
    ("F", "Lường Thị Ngân Hà", "Phó Chủ tịch UBND tỉnh"),
    ("M", "Phan Quốc Trực", "Phó Chủ tịch UBND tỉnh"),
    ("F", "Nguyễn Thị Hoài Thơ", "Chánh Văn phòng UBND tỉnh"),
    ("M", "Cà Văn Bướng", "Giám đốc Công an tỉnh"),
    ("M", "Vàng A Lìn", "Giám đốc Sở Công Thương"),
)
# Offices whose holders are members of the People's Committee: of the observers, and of the delegates.
COMMITTEE_MEMBERS = ("Giám đốc Sở ", "Trưởng Ban Dân tộc tỉnh", "Chánh Thanh tra tỉnh", "Chỉ huy trưởng ")
COMMITTEE_OFFICE = (
    ("M", "Trần Đức Sơn Lâm", "Phó Chánh Văn phòng UBND tỉnh, Thư ký phiên họp"),
    ("F", "Quàng Thị Biên", "Chuyên viên phòng Tổng hợp, Văn phòng UBND tỉnh"),
)
PARTY_SECRETARY = (("M", "Vừ A Sếnh Trung", "Bí thư Tỉnh ủy"),)


def cast(session: dict[str, Any]) -> Cast:
    """Return everybody who takes part in the session. Raises ValueError if its roster is another."""
    delegates = delegates_in_office()
    expected = session["roster"]
    found = (len(delegates), sum(not delegate.absent for delegate in delegates))
    if found != (expected["inOffice"], expected["expectedPresent"]):
        raise ValueError(f"the cast has {found} delegates in office and present, not {expected}")
    return Cast(
        delegates=delegates,
        discussion_groups=tuple(discussion_groups(session)),
        secretaries=officials(SECRETARIES),
        office_heads=officials(OFFICE_HEADS),
        staff=officials(STAFF),
        observers=officials(OBSERVERS),
        former=former_delegates(),
        committee=committee(delegates),
        committee_office=officials(COMMITTEE_OFFICE),
        party_secretary=officials(PARTY_SECRETARY)[0],
        sites=tuple(site_accounts(UNITS)),
        display=Display(username="man-hinh-hoi-truong", name="Màn hình hội trường"),
    )


def delegates_in_office() -> tuple[Delegate, ...]:
    delegates: list[Delegate] = []
    group = seat = 0
    for line in ROSTER.strip().splitlines():
        if line[0].isdigit():
            group = int(line.split()[0])
            continue
        name, title = line[4:].split(" | ")
        apart = line[2] == "+"
        seat += not apart
        delegates.append(
            Delegate(
                username=slug(name),
                full_name=name,
                title=title,
                gender="F" if line[0] == "F" else "M",
                delegate_group_no=group,
                seat_no=None if apart else seat,
                absent=line[2] == "*",
                presidium_role=presidium_role(title) if apart else None,
            )
        )
    return tuple(delegates)


def presidium_role(title: str) -> PresidiumRole:
    return "CHAIR" if title.startswith("Chủ tịch") else "DEPUTY_CHAIR"


def discussion_groups(session: dict[str, Any]) -> list[DiscussionGroup]:
    (item,) = (item for item in session["agenda"] if item["kind"] == "GROUP_DISCUSSION")
    return [
        DiscussionGroup(
            no=number,
            name=group["name"],
            delegate_groups=tuple(last_number(name) for name in group["delegateGroups"]),
        )
        for number, group in enumerate(item["groups"], 1)
    ]


def officials(rows: tuple[tuple[str, str, str], ...]) -> tuple[Official, ...]:
    return tuple(
        Official(slug(name), name, title, "F" if gender == "F" else "M") for gender, name, title in rows
    )


def former_delegates() -> tuple[FormerDelegate, ...]:
    return tuple(
        FormerDelegate(
            slug(name), name, title, "F" if gender == "F" else "M", group, date.fromisoformat(left)
        )
        for gender, name, title, group, left in FORMER
    )


def committee(delegates: tuple[Delegate, ...]) -> tuple[Official, ...]:
    """Return the People's Committee in protocol order; some sit in the council or watch it as well."""
    known: list[Delegate | Official] = [*delegates, *officials(OBSERVERS)]
    others = [
        Official(person.username, person.full_name, person.title, person.gender)
        for person in known
        if person.title.startswith(COMMITTEE_MEMBERS)
    ]
    return (*officials(COMMITTEE_HEADS), *others)


def site_accounts(units: Path) -> list[SiteAccount]:
    with units.open(encoding="utf-8", newline="") as file:
        return [
            SiteAccount(row["code"], row["name"], f"{slug(row['name'])}-{row['code']}")
            for row in csv.DictReader(file)
            if row["level"] == "commune"
        ]


def last_number(name: str) -> int:
    return int(name.rsplit(" ", 1)[1])


def slug(name: str) -> str:
    """Write a Vietnamese name in plain letters: 'Lò Văn Ướng' gives 'lo-van-uong'."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
