"""Pure counting of an open vote: six states, the majority, percent for printing. No framework.

Integers only: a percentage never decides. RULES: over half is `2 * yes > total`, of all delegates.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

CHOICES = ("YES", "NO", "ABSTAIN")


class CountError(ValueError):
    """The figures contradict each other: nothing may be announced from them."""


@dataclass(frozen=True)
class SixStates:
    """Where each delegate of the total ended; the six sum to it.

    `not_cast` (silence) is never folded into `abstain`: not voting is a right that the law names.
    """

    yes: int
    no: int
    abstain: int
    not_cast: int
    absent: int
    not_eligible: int

    def __post_init__(self) -> None:
        if (
            min(
                self.yes,
                self.no,
                self.abstain,
                self.not_cast,
                self.absent,
                self.not_eligible,
            )
            < 0
        ):
            raise CountError(f"a negative figure: {self}")

    @property
    def present(self) -> int:
        return self.yes + self.no + self.abstain + self.not_cast

    @property
    def total(self) -> int:
        return self.present + self.absent + self.not_eligible


@dataclass(frozen=True)
class Verdict:
    passed: bool
    needed: int
    pct_of_total: str
    pct_of_present: str


def count_open(
    *,
    total: int,
    entitled: Collection[int],
    not_eligible: int,
    ballots: Mapping[int, str],
) -> SixStates:
    """Count the last choice of each person. Raises CountError for a ballot without a right."""
    strangers = set(ballots) - set(entitled)
    if strangers:
        raise CountError(f"ballots of people who are not entitled: {sorted(strangers)}")
    unknown = {choice for choice in ballots.values() if choice not in CHOICES}
    if unknown:
        raise CountError(f"unknown choices: {sorted(unknown)}")
    of = dict.fromkeys(CHOICES, 0)
    for choice in ballots.values():
        of[choice] += 1
    present = len(set(entitled))
    return SixStates(
        yes=of["YES"],
        no=of["NO"],
        abstain=of["ABSTAIN"],
        not_cast=present - len(ballots),
        absent=total - present - not_eligible,
        not_eligible=not_eligible,
    )


def resolution_verdict(states: SixStates, *, quorate: bool = True) -> Verdict:
    """Over half of all delegates, in a sitting with quorum. Exactly half is not adopted."""
    return Verdict(
        passed=quorate and 2 * states.yes > states.total,
        needed=states.total // 2 + 1,
        pct_of_total=percent_vi(states.yes, states.total),
        pct_of_present=percent_vi(states.yes, states.present),
    )


def percent_bp(part: int, of: int) -> int:
    """Return basis points, half up; 0 of nobody."""
    return (20000 * part + of) // (2 * of) if of else 0


def percent_vi(part: int, of: int) -> str:
    """Print as official papers do: `84,48%`."""
    whole, rest = divmod(percent_bp(part, of), 100)
    return f"{whole},{rest:02d}%"


def verdict_sentence(
    states: SixStates, verdict: Verdict, *, citation_vi: str, citation_en: str
) -> tuple[str, str]:
    """Return what the presiding officer reads aloud, in Vietnamese and in English."""
    yes, total, share = states.yes, states.total, verdict.pct_of_total
    if verdict.passed:
        vi = f"Nghị quyết được thông qua: {yes}/{total} đại biểu tán thành ({share} tổng số đại biểu)"
        en = f"Adopted: {yes} of {total} delegates approve ({share} of all delegates)"
    else:
        vi = (
            f"Nghị quyết chưa được thông qua: {yes}/{total} đại biểu tán thành "
            f"({share} tổng số đại biểu), cần trên một nửa tổng số ({verdict.needed})"
        )
        en = (
            f"Not adopted: {yes} of {total} delegates approve ({share} of all delegates), "
            f"over half of all ({verdict.needed}) needed"
        )
    return f"{vi}, theo {citation_vi}.", f"{en}, under {citation_en}."
