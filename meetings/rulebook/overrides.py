"""What a body's own working rules say instead of the profile: each with a citation, a date and a name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meetings.rulebook.profile import RuleProfile
from meetings.rulebook.sources import Kind, Source

# Days and seconds, people: whole numbers from the first to the last.
NUMBERS = {
    "quorum_num": (1, 100), "quorum_den": (1, 100),
    "docs_days": (0, 60), "docs_special_days": (0, 60), "dossier_days": (0, 90), "report_days": (0, 90),
    "min_tellers": (1, 50), "max_rounds": (1, 20), "surplus_percent": (0, 100),
    "speech_first_seconds": (30, 7200), "speech_second_seconds": (30, 7200), "speech_warn_seconds": (0, 600),
    "question_seconds": (10, 3600), "answer_seconds": (10, 3600), "written_answer_days": (1, 90),
    "convene_regular_days": (1, 120), "convene_urgent_days": (1, 120),
    "first_session_days": (1, 120), "send_up_days": (1, 120),
}  # fmt: skip
CHOICES = {
    "total_base": ("IN_OFFICE", "ELECTED"),
    "vote_again_by": ("COUNCIL", "PRESIDING_OFFICER"),
    "certifier": ("COUNCIL_CHAIR", "PRESIDING_OFFICER"),
    "tie_again": ("OLDER", "BODY_DECIDES"),
    "low_base": ("BALLOTS_RETURNED", "BALLOTS_VALID", "DELEGATES"),
    "no_confidence_base": ("BALLOTS_RETURNED", "BALLOTS_VALID", "DELEGATES"),
}
SWITCHES = (
    "suspended_in_total", "remote_allowed", "remote_counts_for_quorum", "subject_votes", "electronic_secret",
    "docs_working_days", "drafts_are_examined", "group_discussion", "tie_needs_majority", "sounding_held",
    "chair_breaks_tie_with_abstentions", "deputy_breaks_tie", "questioning_as_before_2026",
)  # fmt: skip
OVERRIDABLE = (*NUMBERS, *CHOICES, *SWITCHES)


class BadOverride(ValueError):
    """`parameter` cannot be set so; `vi` and `en` say what is wrong."""

    def __init__(self, parameter: str, vi: str, en: str) -> None:
        super().__init__(f"{parameter}: {en}")
        self.parameter = parameter
        self.vi = vi
        self.en = en


@dataclass(frozen=True)
class Override:
    """One parameter by the working rules: `by` is who entered it, `on` the day of the rules themselves.

    The same value as before, entered with its citation, is how an open question is confirmed.
    """

    parameter: str
    value: Any
    citation_vi: str
    citation_en: str
    by: str
    on: date

    def source(self) -> Source:
        return Source(
            Kind.WORKING_RULES, self.citation_vi, self.citation_en, by=self.by, on=self.on.isoformat()
        )


def with_overrides(profile: RuleProfile, overrides: Iterable[Override]) -> RuleProfile:
    """The profile as the body's working rules change it. A later override of the same parameter wins.

    Raises BadOverride: the majority and the days of a law's validity are nobody's to change.
    """
    for override in overrides:
        _check(override)
        profile = replace(
            profile,
            sources=profile.sources | {override.parameter: override.source()},
            **{override.parameter: override.value},
        )
    if profile.quorum_num > profile.quorum_den:
        raise BadOverride("quorum_num", "túc số không thể quá tổng số", "no quorum is more than all")
    return profile


def _check(override: Override) -> None:
    name, value = override.parameter, override.value
    if name not in OVERRIDABLE:
        raise BadOverride(
            name, "quy chế làm việc không thay đổi được tham số này", "working rules cannot change this"
        )
    if not (override.citation_vi.strip() and override.citation_en.strip() and override.by.strip()):
        raise BadOverride(
            name, "phải nêu điều, khoản của quy chế và người nhập", "the clause and a name are needed"
        )
    if name in SWITCHES and type(value) is not bool:
        raise BadOverride(name, "giá trị phải là có hoặc không", "yes or no")
    if name in CHOICES and value not in CHOICES[name]:
        allowed = ", ".join(CHOICES[name])
        raise BadOverride(name, f"giá trị phải là một trong: {allowed}", f"one of: {allowed}")
    if name in NUMBERS:
        first, last = NUMBERS[name]
        if type(value) is not int or not first <= value <= last:
            raise BadOverride(
                name, f"giá trị phải là số nguyên từ {first} đến {last}", f"a whole number, {first} to {last}"
            )
