"""What a question may be decided by: each rule with its majority, its form and how it is named aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from meetings.rulebook import COMMITTEE, COUNCIL, PARTY, RuleProfile, Source
from voting.counting.figures import Majority


class Kind(StrEnum):
    """How it is counted: each kind has a function of its own in this package."""

    MAJORITY = "MAJORITY"
    COMMITTEE = "COMMITTEE"
    ELECTION = "ELECTION"
    SOUNDING = "SOUNDING"
    CONFIDENCE = "CONFIDENCE"


@dataclass(frozen=True)
class Subject:
    """What is voted on, as the verdict sentence begins; `voters` are those who make the total."""

    vi: str
    en: str
    voters_vi: str = "đại biểu"
    voters_en: str = "delegates"

    def about(self, name: str) -> Subject:
        """Of a person or a thing that is named: "Việc bãi nhiệm đại biểu Nguyễn Văn A"."""
        return Subject(f"{self.vi} {name}", f"{self.en} {name}", self.voters_vi, self.voters_en)


@dataclass(frozen=True)
class Rule:
    """`secret`: by default of table 1.1 of the rule book. `topic`: where the profile has its source.

    `procedural`: on the conduct of the meeting, so that hands or cards do, and no draft is decided.
    """

    code: str
    body_kind: str
    kind: Kind
    subject: Subject
    majority: Majority = Majority.OVER_HALF
    secret: bool = False
    procedural: bool = False
    topic: str = "majority"

    def source(self, profile: RuleProfile) -> Source:
        return profile.source_of(self.topic)


RESOLUTION = Subject("Nghị quyết", "The resolution")

# Code, name in Vietnamese and English: what a council decides by over half of all delegates.
_BY_OVER_HALF = (
    ("RESOLUTION", "Nghị quyết", "The resolution"),
    ("POINT", "Nội dung xin ý kiến", "The point put to the vote"),
    ("CONFIRMATION", "Nghị quyết xác nhận kết quả bỏ phiếu", "The resolution confirming the ballot"),
    ("QUESTIONING", "Nghị quyết về chất vấn", "The resolution on questioning"),
)
_PROCEDURAL = (
    ("AGENDA", "Chương trình kỳ họp", "The programme of the session"),
    ("AGENDA_CHANGE", "Việc điều chỉnh chương trình kỳ họp", "The change of the programme"),
    ("PROCEDURE", "Đề nghị về điều hành kỳ họp", "The procedural motion"),
    ("PUBLIC_CLOSED", "Việc họp kín", "The motion to sit in private"),
    ("VOTE_AGAIN", "Việc biểu quyết lại", "The motion to vote again"),
    ("RECOUNT", "Việc kiểm phiếu lại", "The motion to count again"),
    ("TELLERS", "Việc thành lập Ban kiểm phiếu", "The board of tellers"),
    ("CANDIDATES", "Danh sách người ứng cử", "The list of candidates"),
)
_ON_PERSONS = (
    ("REMOVAL", "Việc bãi nhiệm", "The removal of"),
    ("DISMISSAL", "Việc miễn nhiệm", "The release from office of"),
)
_OF_THE_PARTY = (
    ("RESOLUTION", "Nghị quyết", "The resolution", False),
    ("AGENDA", "Chương trình hội nghị", "The programme of the conference", True),
    ("PROCEDURE", "Đề nghị về điều hành hội nghị", "The procedural motion", True),
)


def _all() -> Iterator[Rule]:
    for code, vi, en in _BY_OVER_HALF:
        yield Rule(f"HDND.{code}", COUNCIL, Kind.MAJORITY, Subject(vi, en))
    for code, vi, en in _PROCEDURAL:
        yield Rule(f"HDND.{code}", COUNCIL, Kind.MAJORITY, Subject(vi, en), procedural=True)
    for code, vi, en in _ON_PERSONS:
        yield Rule(f"HDND.{code}", COUNCIL, Kind.MAJORITY, Subject(vi, en), secret=True)
    yield Rule(
        "HDND.RECALL_DELEGATE", COUNCIL, Kind.MAJORITY,
        Subject("Việc bãi nhiệm đại biểu", "The removal of the delegate"),
        Majority.TWO_THIRDS, secret=True, topic="removal",
    )  # fmt: skip
    yield Rule(
        "HDND.UNDERSTRENGTH", COUNCIL, Kind.MAJORITY, RESOLUTION,
        Majority.OVER_TWO_THIRDS, topic="understrength",
    )  # fmt: skip
    for code, kind, topic, subject in (
        ("ELECTION", Kind.ELECTION, "election", Subject("Bầu cử", "The election")),
        ("CONFIDENCE_3", Kind.SOUNDING, "confidence", Subject("Lấy phiếu tín nhiệm", "The sounding")),
        ("CONFIDENCE_VOTE", Kind.CONFIDENCE, "confidence", Subject("Bỏ phiếu tín nhiệm", "The vote")),
    ):
        yield Rule(f"HDND.{code}", COUNCIL, kind, subject, secret=True, topic=topic)
    for code in ("DECISION", "WRITTEN"):
        subject = Subject("Quyết nghị", "The decision", "thành viên", "members")
        yield Rule(f"UBND.{code}", COMMITTEE, Kind.COMMITTEE, subject)
    for code, vi, en, procedural in _OF_THE_PARTY:
        subject = Subject(vi, en, "ủy viên", "members")
        yield Rule(f"PARTY.{code}", PARTY, Kind.MAJORITY, subject, procedural=procedural)
    subject = Subject("Bầu cử", "The election", "ủy viên", "members")
    yield Rule("PARTY.ELECTION", PARTY, Kind.ELECTION, subject, secret=True, topic="election")


RULES = {rule.code: rule for rule in _all()}


def rules_for(body_kind: str) -> tuple[Rule, ...]:
    """What a body of that kind decides by."""
    return tuple(rule for rule in RULES.values() if rule.body_kind == body_kind)
