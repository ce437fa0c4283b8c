"""Open votes: six states of each delegate, the majorities, and the sentence that is read aloud."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from meetings.rulebook import at_least
from voting.counting.figures import (
    CountError,
    needed_over_half,
    needed_over_share,
    percent_vi,
    require_whole,
)

CHOICES = ("YES", "NO", "ABSTAIN")


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
        require_whole(**asdict(self))

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
        raise CountError("STRANGERS", f"ballots of people who are not entitled: {sorted(strangers)}")
    unknown = {choice for choice in ballots.values() if choice not in CHOICES}
    if unknown:
        raise CountError("CHOICE", f"unknown choices: {sorted(unknown)}")
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
        needed=needed_over_half(states.total),
        pct_of_total=percent_vi(states.yes, states.total),
        pct_of_present=percent_vi(states.yes, states.present),
    )


def removal_verdict(states: SixStates, *, quorate: bool = True) -> Verdict:
    """HDND.RECALL_DELEGATE: removing a delegate takes at least two thirds of all (77/2015 art. 91 §3)."""
    return Verdict(
        passed=quorate and 3 * states.yes >= 2 * states.total,
        needed=at_least(states.total, 2, 3),
        pct_of_total=percent_vi(states.yes, states.total),
        pct_of_present=percent_vi(states.yes, states.present),
    )


def understrength_verdict(*, in_office: int, yes: int) -> tuple[bool, int]:
    """HDND.UNDERSTRENGTH: too few are left; strictly over two thirds of them (72/2025 art. 49 §2b).

    Returns whether it is passed, and how many were needed.
    """
    require_whole(in_office=in_office, yes=yes)
    return 3 * yes > 2 * in_office, needed_over_share(in_office, 2, 3)


def party_resolution(*, members: int, yes: int) -> tuple[bool, int]:
    """PARTY.RESOLUTION: over half of the members of the body (Điều lệ Đảng, art. 9 §5).

    Returns whether it is adopted, and how many were needed.
    """
    require_whole(members=members, yes=yes)
    return 2 * yes > members, needed_over_half(members)


@dataclass(frozen=True)
class CommitteeResult:
    """`result`: PASSED, REJECTED or NO_QUORUM; `tie_broken`: the chair's side decided it."""

    result: str
    quorate: bool
    tie_broken: bool


def committee_decision(
    *, total: int, present: int, yes: int, no: int, abstain: int, chair: str, written: bool = False
) -> CommitteeResult:
    """UBND.DECISION: over half of all members; equal yes and no go with the chair (77/2015 art. 117 §3).

    `chair` is the choice of who presides: "yes", "no" or "abstain". With abstentions a tie is read by the
    letter (open question OQ-2). Written opinion slips (`written`) have the same threshold and no quorum of
    a sitting: `present` is then the number of slips that came back. Raises CountError.
    """
    require_whole(total=total, present=present, yes=yes, no=no, abstain=abstain)
    if yes + no + abstain > present or present > total:
        raise CountError("COUNT", f"{yes} + {no} + {abstain} of {present} present of {total}")
    quorate = written or 3 * present >= 2 * total
    if not quorate:
        return CommitteeResult("NO_QUORUM", quorate=False, tie_broken=False)
    if 2 * yes > total:
        return CommitteeResult("PASSED", quorate=True, tie_broken=False)
    # Nobody for and nobody against is no tie: there are no sides.
    if yes == no and yes > 0 and chair in ("yes", "no"):
        return CommitteeResult("PASSED" if chair == "yes" else "REJECTED", quorate=True, tie_broken=True)
    return CommitteeResult("REJECTED", quorate=True, tie_broken=False)


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
