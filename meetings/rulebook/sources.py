"""What a rule rests on: a law, a guidance, the body's own working rules; and whether that is confirmed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

UNCONFIRMED_VI = "chờ xác nhận pháp lý"
UNCONFIRMED_EN = "to be confirmed by the legal office"

_LAW_VI = "Luật Tổ chức chính quyền địa phương số"
_LAW_EN = "Law on Organisation of Local Government"


class Kind(StrEnum):
    LAW = "LAW"
    GUIDANCE = "GUIDANCE"
    WORKING_RULES = "WORKING_RULES"
    PARTY_RULES = "PARTY_RULES"
    PRODUCT = "PRODUCT"


@dataclass(frozen=True)
class Source:
    """`confirmed`: the text was read and says so. `by`, `on` (a date in ISO form): who set it, and when."""

    kind: str
    vi: str
    en: str
    confirmed: bool = True
    by: str = ""
    on: str = ""

    @property
    def said_vi(self) -> str:
        """As it is cited aloud: what nobody confirmed says so."""
        return self.vi if self.confirmed else f"{self.vi} ({UNCONFIRMED_VI})"

    @property
    def said_en(self) -> str:
        return self.en if self.confirmed else f"{self.en} ({UNCONFIRMED_EN})"

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> Source:
        return cls(**facts)


def law_2015(vi: str, en: str) -> Source:
    return Source(Kind.LAW, f"{vi} {_LAW_VI} 77/2015/QH13", f"{en} of the {_LAW_EN} 77/2015/QH13")


def law_2025(vi: str, en: str) -> Source:
    return Source(Kind.LAW, f"{vi} {_LAW_VI} 72/2025/QH15", f"{en} of the {_LAW_EN} 72/2025/QH15")


# Of 65/2025, in force for three and a half months, the article on recall was read (36 §5), not that on votes.
LAW_65_2025 = Source(
    Kind.LAW, f"{_LAW_VI} 65/2025/QH15", f"the {_LAW_EN} 65/2025/QH15 (article on votes)", confirmed=False
)
RECALL_65_2025 = Source(
    Kind.LAW,
    f"khoản 5 Điều 36 {_LAW_VI} 65/2025/QH15",
    f"clause 5, article 36 of the {_LAW_EN} 65/2025/QH15",
)
TELLERS_883 = Source(Kind.GUIDANCE, "Hướng dẫn 883/HD-UBTVQH14", "guidance 883/HD-UBTVQH14")
ELECTION_883 = Source(
    Kind.GUIDANCE,
    "Hướng dẫn 883/HD-UBTVQH14 (nhiệm kỳ 2021-2026)",
    "guidance 883/HD-UBTVQH14 (term 2021-2026)",
)
# Read for the National Assembly alone; the copy of guidance 883 breaks off where it would say so of councils.
OLDER_71 = Source(
    Kind.GUIDANCE,
    "vận dụng Điều 29 Nội quy kỳ họp Quốc hội (Nghị quyết 71/2022/QH15)",
    "by analogy with article 29 of the rules of the National Assembly (71/2022/QH15)",
    confirmed=False,
)
CONFIDENCE_96 = Source(Kind.LAW, "Điều 12 Nghị quyết 96/2023/QH15", "article 12 of resolution 96/2023/QH15")
CONFIDENCE_85 = Source(
    Kind.LAW, "Nghị quyết 85/2014/QH13", "resolution 85/2014/QH13", confirmed=False
)  # fmt: skip
WHO_IS_SOUNDED_96 = Source(
    Kind.LAW, "Điều 2 Nghị quyết 96/2023/QH15", "article 2 of resolution 96/2023/QH15"
)  # fmt: skip
QUESTIONING_87 = Source(
    Kind.LAW,
    "Điều 60 Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 87/2015/QH13",
    "article 60 of the law on supervision 87/2015/QH13",
)
QUESTIONING_121 = Source(
    Kind.LAW,
    "Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 121/2025/QH15",
    "the law on supervision 121/2025/QH15",
    confirmed=False,
)
PARTY_STATUTE = Source(
    Kind.PARTY_RULES,
    "khoản 5 Điều 9 Điều lệ Đảng",
    "clause 5, article 9 of the Party statute",
    confirmed=False,
)
PARTY_ELECTIONS = Source(
    Kind.PARTY_RULES,
    "Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW)",
    "the rules of elections in the Party (190-QĐ/TW)",
    confirmed=False,
)
PRODUCT = Source(Kind.PRODUCT, "mặc định của hệ thống", "default of this system", confirmed=False)


def working_rules(body_vi: str, body_en: str) -> Source:
    """The body's own working rules, whose text nobody has entered yet."""
    return Source(
        Kind.WORKING_RULES,
        f"Quy chế làm việc của {body_vi}",
        f"the working rules of {body_en}",
        confirmed=False,
    )
