"""The profiles in force: which law, at which level, for which body, from which day to which."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meetings.rulebook import sources
from meetings.rulebook.profile import RuleProfile
from meetings.rulebook.sources import Source, law_2015, law_2025, working_rules

COUNCIL = "PEOPLES_COUNCIL"
COMMITTEE = "PEOPLES_COMMITTEE"
PARTY = "PROVINCIAL_PARTY_COMMITTEE"


class NoProfile(LookupError):
    """No profile is known for that kind of body on that day."""


@dataclass(frozen=True)
class _Law:
    """One law of the organisation of local government between two days, and its articles by topic."""

    id: str
    valid_from: date
    valid_to: date | None
    council: dict[str, Source]
    committee: dict[str, Source]

    @property
    def is_of_2015(self) -> bool:
        return self.id.startswith("77-2015")


_OF_2015 = {
    "majority": law_2015("khoản 3 Điều 91", "clause 3, article 91"),
    "removal": law_2015("khoản 3 Điều 91", "clause 3, article 91"),
    "choices": law_2015("khoản 1 Điều 91", "clause 1, article 91"),
    "examined": law_2015("Điều 85", "article 85"),
    "groups": law_2015("khoản 3 Điều 85", "clause 3, article 85"),
    "agenda": law_2015("Điều 79", "article 79"),
    "closed": law_2015("khoản 4 Điều 78", "clause 4, article 78"),
    "first_session": law_2015("khoản 1 Điều 80", "clause 1, article 80"),
    "posts": law_2015("Điều 83", "article 83"),
}
_COMMITTEE_2015 = {
    "majority": law_2015("khoản 3 Điều 117", "clause 3, article 117"),
    "chairs_side": law_2015("khoản 3 Điều 117", "clause 3, article 117"),
    "choices": law_2015("khoản 1 Điều 117", "clause 1, article 117"),
    "quorum": law_2015("khoản 3 Điều 114", "clause 3, article 114"),
    "docs": law_2015("khoản 4 Điều 114", "clause 4, article 114"),
    "convening": law_2015("Điều 113", "article 113"),
}
_ON_COUNCILS_2025 = {
    "majority": law_2025("khoản 2 Điều 35", "clause 2, article 35"),
    "removal": law_2025("khoản 2 Điều 35", "clause 2, article 35"),
    "remote": law_2025("khoản 1 Điều 35", "clause 1, article 35"),
    "examined": law_2025("khoản 3 Điều 29", "clause 3, article 29"),
    "groups": law_2025("khoản 4 Điều 29", "clause 4, article 29"),
    "closed": law_2025("khoản 5 Điều 34", "clause 5, article 34"),
    "first_session": law_2025("khoản 1 Điều 34", "clause 1, article 34"),
    "posts": law_2025("Điều 36", "article 36"),
    "approval": law_2025("khoản 7 Điều 36", "clause 7, article 36"),
    "dismissal": law_2025("Điều 37", "article 37"),
    "certify": law_2025("khoản 5 Điều 32", "clause 5, article 32"),
    "understrength": law_2025("điểm b khoản 2 Điều 49", "point b, clause 2, article 49"),
}
_COMMITTEE_2025 = {
    "majority": law_2025("khoản 3 Điều 40", "clause 3, article 40"),
    "chairs_side": law_2025("khoản 3 Điều 40", "clause 3, article 40"),
    "written": law_2025("khoản 3 Điều 40", "clause 3, article 40"),
    "convening": law_2025("khoản 1 Điều 40", "clause 1, article 40"),
}

# One law ends where the next begins. 72/2025 has no quorum, no list of choices, no days for papers: these
# rest on each body's working rules, and say so.
LAWS = (
    _Law("77-2015", date(2016, 1, 1), date(2020, 6, 30), _OF_2015, _COMMITTEE_2015),
    _Law("77-2015+47-2019", date(2020, 7, 1), date(2025, 2, 28), _OF_2015, _COMMITTEE_2015),
    _Law(
        "65-2025", date(2025, 3, 1), date(2025, 6, 15),
        {"majority": sources.LAW_65_2025, "removal": sources.RECALL_65_2025},
        {"majority": sources.LAW_65_2025, "chairs_side": sources.LAW_65_2025},
    ),
    _Law("72-2025", date(2025, 6, 16), None, _ON_COUNCILS_2025, _COMMITTEE_2025),
)  # fmt: skip

# What rests on working rules wherever the law in force has no article of it.
_LEFT_TO_WORKING_RULES = (
    "quorum", "total", "choices", "docs", "examined", "groups", "agenda", "closed", "remote", "speech",
    "questioning_time", "convening", "send_up", "certify", "first_session", "rounds", "vote_again_by",
    "electronic_secret", "written", "deputys_side",
)  # fmt: skip

# No law of councils, no guidance: what holds of elections and confidence whichever law is in force.
_ON_VOTES = {
    "tellers": sources.TELLERS_883,
    "election": sources.ELECTION_883,
    "tie_again": sources.OLDER_71,
    "sounded": sources.WHO_IS_SOUNDED_96,
    "confidence": sources.CONFIDENCE_96,
    "questioning": sources.QUESTIONING_87,
}


@dataclass(frozen=True)
class _Level:
    """What differs between levels: tellers by guidance 883/HD-UBTVQH14, groups by 77/2015 art. 85 §3."""

    level: str
    short: str
    vi: str
    en: str
    min_tellers: int
    until: date | None = None


LEVELS = (
    _Level("PROVINCE", "TINH", "tỉnh", "provincial", 7),
    # Districts ended on 01-07-2025 (72/2025, art. 51 §3).
    _Level("DISTRICT", "HUYEN", "huyện", "district", 5, date(2025, 6, 30)),
    _Level("COMMUNE", "XA", "xã", "commune", 3),
)


def _council(law: _Law, at: _Level) -> RuleProfile:
    rules = working_rules(f"HĐND {at.vi}", f"the {at.en} People's Council")
    return RuleProfile(
        id=f"HDND.{at.short}/{law.id}",
        body_kind=COUNCIL,
        level=at.level,
        valid_from=law.valid_from,
        valid_to=law.valid_to or at.until,
        sources=dict.fromkeys(_LEFT_TO_WORKING_RULES, rules) | _ON_VOTES | law.council,
        group_discussion=at.level != "COMMUNE" or not law.is_of_2015,
        min_tellers=at.min_tellers,
        # The chair of the council certifies since 72/2025 (art. 32 §5); before, who presided at the session.
        certifier="COUNCIL_CHAIR" if "certify" in law.council else "PRESIDING_OFFICER",
        # 96/2023 art. 2 §2 names posts of the province and the district, none of the commune (OQ-5).
        sounding_held=at.level != "COMMUNE",
    )


def _committee(law: _Law, at: _Level) -> RuleProfile:
    rules = working_rules(f"UBND {at.vi}", f"the {at.en} People's Committee")
    # UBND.DOCS: 77/2015 art. 114 §4; no law since then says by when papers come.
    docs: dict[str, Any] = {"docs_days": 0}
    if "docs" in law.committee:
        docs = {"docs_days": 3, "docs_working_days": True, "docs_special_days": 1}
    return RuleProfile(
        id=f"UBND.{at.short}/{law.id}",
        body_kind=COMMITTEE,
        level=at.level,
        valid_from=law.valid_from,
        valid_to=law.valid_to or at.until,
        sources=dict.fromkeys(_LEFT_TO_WORKING_RULES, rules) | law.committee,
        drafts_are_examined=False,
        group_discussion=False,
        sounding_held=False,
        certifier="PRESIDING_OFFICER",
        vote_again_by="PRESIDING_OFFICER",
        dossier_days=0,
        report_days=0,
        **docs,
    )


# Nothing that is published says from when the rules of a Party body hold: they are offered for every day
# on which the other bodies have rules, and none of their sources is called confirmed.
_PARTY = RuleProfile(
    id="DANG.TINH/DIEU-LE",
    body_kind=PARTY,
    level="PROVINCE",
    valid_from=LAWS[0].valid_from,
    valid_to=None,
    sources={
        topic: working_rules("cấp ủy", "the Party committee") for topic in _LEFT_TO_WORKING_RULES
    }
    | dict.fromkeys(("election", "tie_again", "tellers"), sources.PARTY_ELECTIONS)
    | {"majority": sources.PARTY_STATUTE},
    drafts_are_examined=False,
    group_discussion=False,
    sounding_held=False,
    min_tellers=3,
    certifier="PRESIDING_OFFICER",
    # PARTY.ELECTION.TIE: the higher wins; still equal, and the meeting decides whether to go on.
    tie_needs_majority=False,
    tie_again="BODY_DECIDES",
    surplus_percent=30,
    docs_days=0,
    dossier_days=0,
    report_days=0,
)  # fmt: skip


def _all() -> Iterator[RuleProfile]:
    for at in LEVELS:
        for law in LAWS:
            yield _council(law, at)
            yield _committee(law, at)
    yield _PARTY


PROFILES = tuple(_all())


@dataclass(frozen=True)
class _Beside:
    """A law that changes on another day than those of the organisation; of councils alone."""

    since: date
    until: date
    parameters: dict[str, Any]
    sources: dict[str, Source]


BESIDE = (
    # Before resolution 96/2023/QH15 the consequences were counted by delegates, not by ballots.
    _Beside(
        date.min, date(2023, 6, 30),
        {"low_base": "DELEGATES", "no_confidence_base": "DELEGATES"}, {"confidence": sources.CONFIDENCE_85},
    ),
    # Whose text nobody has read yet: questioning goes on as before, and says so (OQ-9).
    _Beside(date(2026, 3, 1), date.max, {}, {"questioning": sources.QUESTIONING_121}),
)  # fmt: skip


def profile_for(body_kind: str, level: str, on: date) -> RuleProfile:
    """The profile in force that day. Raises `NoProfile`."""
    for profile in PROFILES:
        in_force = profile.valid_from <= on and (profile.valid_to is None or on <= profile.valid_to)
        if (profile.body_kind, profile.level) == (body_kind, level) and in_force:
            return _beside(profile, on) if body_kind == COUNCIL else profile
    raise NoProfile(f"{body_kind} {level} on {on}")


def _beside(profile: RuleProfile, on: date) -> RuleProfile:
    for each in BESIDE:
        if each.since <= on <= each.until:
            profile = replace(profile, sources=profile.sources | each.sources, **each.parameters)
    return profile
