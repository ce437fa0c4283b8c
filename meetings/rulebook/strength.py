"""How many of a body are left, and what the level above has to approve: 72/2025 art. 36 and 49."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.rulebook.calendar import after
from meetings.rulebook.profile import RuleProfile

LAST_MONTHS = 18  # of a term, in which seats are not filled anew


class Strength(StrEnum):
    """FULL: the ordinary rules. STRICT: over two thirds of who is left must approve. NONE: it cannot act."""

    FULL = "FULL"
    STRICT = "STRICT"
    NONE = "NONE"


def strength(profile: RuleProfile, *, seats: int, in_office: int, months_left: int) -> Strength:
    """HDND.UNDERSTRENGTH: fewer than two thirds of the seats are filled, and the term is about to end.

    Only where the law in force knows it; with more than 18 months left the seats are filled by election,
    and until then the ordinary rules hold.
    """
    if "understrength" not in profile.sources or 3 * in_office >= 2 * seats or months_left > LAST_MONTHS:
        return Strength.FULL
    return Strength.STRICT if 3 * in_office >= seats else Strength.NONE


COUNCIL_POSTS = ("COUNCIL_CHAIR", "COUNCIL_DEPUTY")
COMMITTEE_POSTS = ("COMMITTEE_CHAIR", "COMMITTEE_DEPUTY")
SEND_WITHIN = 5
ANSWER_WITHIN = 10

_WHO = {
    ("PROVINCE", COUNCIL_POSTS): ("Ủy ban Thường vụ Quốc hội", "the National Assembly's Standing Committee"),
    ("PROVINCE", COMMITTEE_POSTS): ("Thủ tướng Chính phủ", "the Prime Minister"),
    ("COMMUNE", COUNCIL_POSTS): ("Thường trực HĐND tỉnh", "the Standing Board of the provincial council"),
    ("COMMUNE", COMMITTEE_POSTS): ("Chủ tịch UBND tỉnh", "the chair of the provincial People's Committee"),
}  # fmt: skip


@dataclass(frozen=True)
class Approval:
    """Who approves a post that was filled, and by when the result goes there; working days."""

    by_vi: str
    by_en: str
    send_by: date

    def answer_by(self, received_on: date) -> date:
        return after(received_on, working_days=ANSWER_WITHIN)


def approval(profile: RuleProfile, post: str, elected_on: date) -> Approval | None:
    """HDND.ELECTION_APPROVAL; None for a post that needs none, or where the law in force does not know it.

    The person acts from the election on; refused, the council elects for that post again.
    """
    if "approval" not in profile.sources:
        return None
    for (level, posts), (vi, en) in _WHO.items():
        if profile.level == level and post in posts:
            return Approval(vi, en, send_by=after(elected_on, working_days=SEND_WITHIN))
    return None
