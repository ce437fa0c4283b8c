"""One kind of body between two days: its parameters, and what each of them rests on. Pure; integers."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from meetings.rulebook.calendar import DELEGATES, EXAMINING_COMMITTEE, STANDING_BOARD, Deadline, before
from meetings.rulebook.shares import at_least
from meetings.rulebook.sources import PRODUCT, Kind, Source

IN_OFFICE = "IN_OFFICE"
ELECTED = "ELECTED"

# What a dossier holds when it comes to the committee that examines it.
DOSSIER_KINDS = ("SUBMISSION", "DRAFT_RESOLUTION", "APPRAISAL_REPORT")

# Which source a parameter has, if it has none of its own.
TOPIC_OF = {
    "quorum_num": "quorum", "quorum_den": "quorum",
    "total_base": "total", "suspended_in_total": "total",
    "remote_allowed": "remote", "remote_counts_for_quorum": "remote",
    "docs_days": "docs", "docs_working_days": "docs", "docs_special_days": "docs",
    "dossier_days": "docs", "report_days": "docs",
    "drafts_are_examined": "examined", "group_discussion": "groups",
    "min_tellers": "tellers",
    "tie_needs_majority": "election", "tie_again": "tie_again", "max_rounds": "rounds",
    "surplus_percent": "election",
    "low_base": "confidence", "no_confidence_base": "confidence", "sounding_held": "sounded",
    "certifier": "certify",
    "speech_first_seconds": "speech", "speech_second_seconds": "speech", "speech_warn_seconds": "speech",
    "question_seconds": "questioning_time", "answer_seconds": "questioning_time",
    "questioning_as_before_2026": "questioning", "written_answer_days": "questioning",
    "convene_regular_days": "convening", "convene_urgent_days": "convening",
    "first_session_days": "first_session", "send_up_days": "send_up",
    "chair_breaks_tie_with_abstentions": "chairs_side", "deputy_breaks_tie": "deputys_side",
}  # fmt: skip


@dataclass(frozen=True)
class Quorum:
    """`present` is who counts: remote delegates are told apart, and count when the working rules say so."""

    present: int
    total: int
    needed: int
    in_hall: int
    remote: int

    @property
    def quorate(self) -> bool:
        return self.total > 0 and self.present >= self.needed


@dataclass(frozen=True)
class RuleProfile:
    """The rules of one kind of body at one level; what a meeting freezes when it is convened.

    `sources` are by topic or by parameter (see `source_of`). `total_base` says what "all delegates" means:
    those in office that day, or the number elected (open question OQ-1). Numbers of days that are 0 are
    known from no text that was read. The majority is no parameter: over half of all, by every law.
    """

    id: str
    body_kind: str
    level: str
    valid_from: date
    valid_to: date | None
    sources: dict[str, Source] = field(default_factory=dict)
    quorum_num: int = 2
    quorum_den: int = 3
    total_base: str = IN_OFFICE
    suspended_in_total: bool = True
    remote_allowed: bool = True
    remote_counts_for_quorum: bool = False
    subject_votes: bool = True
    electronic_secret: bool = False
    vote_again_by: str = "COUNCIL"
    certifier: str = "COUNCIL_CHAIR"
    docs_days: int = 5
    docs_working_days: bool = False
    docs_special_days: int = 0
    dossier_days: int = 15
    report_days: int = 10
    drafts_are_examined: bool = True
    group_discussion: bool = True
    min_tellers: int = 7
    # Elections: HDND.ELECTION and its ties, rounds in the same session, surplus of names (Party).
    tie_needs_majority: bool = True
    tie_again: str = "OLDER"
    max_rounds: int = 2
    surplus_percent: int = 0
    # Confidence: what its consequences are counted by, and whether the three-level vote is held at all.
    low_base: str = "BALLOTS_RETURNED"
    no_confidence_base: str = "BALLOTS_RETURNED"
    sounding_held: bool = True
    # People's Committee: UBND.TIE.
    chair_breaks_tie_with_abstentions: bool = True
    deputy_breaks_tie: bool = False
    # HDND.SPEECH, of the session rules each council adopts; until it does, as in 71/2022/QH15.
    speech_first_seconds: int = 420
    speech_second_seconds: int = 180
    speech_warn_seconds: int = 60
    # CV.TIME, of the questioning rules each council adopts; CV.WRITTEN.
    question_seconds: int = 60
    answer_seconds: int = 180
    questioning_as_before_2026: bool = True
    written_answer_days: int = 20
    # Calendar days: HDND.CONVENE_*, HDND.FIRST_SESSION, HDND.SIGN.
    convene_regular_days: int = 20
    convene_urgent_days: int = 7
    first_session_days: int = 45
    send_up_days: int = 10

    def source_of(self, parameter: str) -> Source:
        """What a parameter, or a topic like "majority", rests on: its own source, else that of its topic."""
        own = self.sources.get(parameter)
        return own or self.sources.get(TOPIC_OF.get(parameter, parameter), PRODUCT)

    @property
    def citation_vi(self) -> str:
        """The source of the majority over the total, as it is read aloud."""
        return self.source_of("majority").said_vi

    @property
    def citation_en(self) -> str:
        return self.source_of("majority").said_en

    @property
    def version(self) -> str:
        """The id, and a sum over everything that it says: two versions are the same rules or differ here."""
        told = json.dumps(self.as_facts(), sort_keys=True, ensure_ascii=False)
        return f"{self.id}@{hashlib.sha256(told.encode()).hexdigest()[:12]}"

    def docs_deadline(self, opens_on: date, *, special: bool = False) -> date:
        """The last day on which papers reach delegates in time (HDND.DOCS, UBND.DOCS; working rules).

        A special or urgent meeting may have days of its own, which are never working days.
        """
        if special and self.docs_special_days:
            return opens_on - timedelta(days=self.docs_special_days)
        if self.docs_working_days:
            return before(opens_on, working_days=self.docs_days)
        return opens_on - timedelta(days=self.docs_days)

    def deadlines(self, opens_on: date, *, special: bool = False) -> tuple[Deadline, ...]:
        """HDND.DOCS and HDND.EXAMINE: all papers to the delegates; dossiers to the committee that examines
        them, its reports to the Standing Board. Where no number of days is known, there is no deadline.
        """
        own = special and self.docs_special_days > 0
        to_delegates = (
            DELEGATES, (), self.docs_special_days if own else self.docs_days,
            self.docs_working_days and not own, self.docs_deadline(opens_on, special=special),
        )  # fmt: skip
        due: list[tuple[str, tuple[str, ...], int, bool, date]] = [to_delegates]
        if self.drafts_are_examined:
            due += [
                (reader, kinds, days, False, opens_on - timedelta(days=days))
                for reader, kinds, days in (
                    (EXAMINING_COMMITTEE, DOSSIER_KINDS, self.dossier_days),
                    (STANDING_BOARD, ("EXAMINATION_REPORT",), self.report_days),
                )
            ]
        source = self.source_of("docs_days")
        return tuple(Deadline(*each, source.said_vi, source.said_en) for each in due if each[2])

    def convening_deadline(self, opens_on: date, *, urgent: bool = False) -> date:
        """The last day of the convening decision: HDND.CONVENE_REGULAR, HDND.CONVENE_URGENT."""
        return opens_on - timedelta(days=self.convene_urgent_days if urgent else self.convene_regular_days)

    def first_session_deadline(self, election_day: date) -> date:
        """The last day on which a new council meets for the first time: HDND.FIRST_SESSION."""
        return election_day + timedelta(days=self.first_session_days)

    def send_up_deadline(self, closes_on: date) -> date:
        """The last day on which resolutions and minutes go to the level above: HDND.RESOLUTION_SEND_UP."""
        return closes_on + timedelta(days=self.send_up_days)

    def tellers_suffice(self, tellers: int) -> bool:
        """HDND.TELLERS: at least seven at the province, five at the district, three in a commune."""
        return tellers >= self.min_tellers

    def total(self, *, in_office: int, elected: int, suspended: int = 0) -> int:
        """Tổng số đại biểu: the base of the quorum and of every majority.

        `suspended` are some of those in office; whether they are counted is open question OQ-7.
        """
        base = elected if self.total_base == ELECTED and elected else in_office
        return base if self.suspended_in_total else base - suspended

    def needed(self, total: int) -> int:
        """How many make the quorum: at least two thirds, by the default of all profiles."""
        return at_least(total, self.quorum_num, self.quorum_den)

    def under(self, *, remote: str, total_base: str) -> RuleProfile:
        """The profile with what is chosen for the body; an empty text changes nothing.

        Without a citation nothing is confirmed by it: that takes `overrides.with_overrides`.
        """
        changes: dict[str, Any] = {"total_base": total_base} if total_base else {}
        if remote:
            changes |= {
                "remote_allowed": remote != "REFUSED",
                "remote_counts_for_quorum": remote == "COUNTED",
            }
        return replace(self, **changes)

    def as_facts(self) -> dict[str, Any]:
        """What a meeting freezes: strings, whole numbers, yes and no; sources by name."""
        facts = asdict(self)
        facts["valid_from"] = self.valid_from.isoformat()
        facts["valid_to"] = self.valid_to.isoformat() if self.valid_to else None
        return facts

    @classmethod
    def from_facts(cls, facts: dict[str, Any]) -> RuleProfile:
        """A profile as it was frozen; parameters that did not exist then have their default."""
        known = {each.name for each in fields(cls)}
        days = {k: date.fromisoformat(facts[k]) if facts[k] else None for k in ("valid_from", "valid_to")}
        if "sources" in facts:
            sources = {name: Source.from_facts(source) for name, source in facts["sources"].items()}
        else:
            sources = _sources_frozen_flat(facts)
        return cls(**{k: v for k, v in facts.items() if k in known} | days | {"sources": sources})


def _sources_frozen_flat(facts: dict[str, Any]) -> dict[str, Source]:
    """Profiles frozen before sources had names: five pairs of texts, doubts within the text."""
    flat = {
        "majority": "citation", "quorum": "quorum_source", "choices": "choices_source",
        "docs": "docs_source", "examined": "examined_source",
    }  # fmt: skip
    return {
        topic: Source(Kind.LAW, facts[f"{name}_vi"], facts.get(f"{name}_en", ""))
        for topic, name in flat.items()
        if f"{name}_vi" in facts
    }


def quorum(profile: RuleProfile, *, total: int, in_hall: int, remote: int) -> Quorum:
    """HDND.QUORUM: `3 * present >= 2 * total`; whether the remote count is the working rules' choice."""
    present = in_hall + (remote if profile.remote_counts_for_quorum else 0)
    return Quorum(present=present, total=total, needed=profile.needed(total), in_hall=in_hall, remote=remote)
