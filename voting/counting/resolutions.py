"""Votes by majority: six states of each voter, counted by ballots or by hands, and what is adopted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

from voting.counting.figures import CountError, Majority, percent_vi, require_whole

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
    """`passed` by `majority` of all in a sitting with quorum; without one (`quorate`) nothing is adopted."""

    passed: bool
    needed: int
    pct_of_total: str
    pct_of_present: str
    majority: Majority
    quorate: bool


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
    return count_hands(
        total=total, present=len(set(entitled)), not_eligible=not_eligible,
        yes=of["YES"], no=of["NO"], abstain=of["ABSTAIN"],
    )  # fmt: skip


def count_hands(*, total: int, present: int, not_eligible: int, yes: int, no: int, abstain: int) -> SixStates:
    """Raised hands or cards, counted by the secretaries. Who raised none is `not_cast`.

    Raises CountError for more hands than people, or more people than delegates.
    """
    return SixStates(
        yes=yes,
        no=no,
        abstain=abstain,
        not_cast=present - yes - no - abstain,
        absent=total - present - not_eligible,
        not_eligible=not_eligible,
    )


def agreed(first: SixStates, second: SixStates) -> SixStates:
    """What two secretaries counted, each alone. Raises CountError("DISAGREE"): they count again."""
    if first != second:
        raise CountError("DISAGREE", f"{first} against {second}")
    return first


def majority_verdict(
    states: SixStates, majority: Majority = Majority.OVER_HALF, *, quorate: bool = True
) -> Verdict:
    """Whether so many of all approve. Exactly half is not over half; exactly two thirds are two thirds."""
    needed = majority.needed(states.total)
    return Verdict(
        passed=quorate and states.yes >= needed,
        needed=needed,
        pct_of_total=percent_vi(states.yes, states.total),
        pct_of_present=percent_vi(states.yes, states.present),
        majority=majority,
        quorate=quorate,
    )


def resolution_verdict(states: SixStates, *, quorate: bool = True) -> Verdict:
    """HDND.RESOLUTION: over half of all delegates, in a sitting with quorum. Exactly half is not adopted."""
    return majority_verdict(states, quorate=quorate)


def removal_verdict(states: SixStates, *, quorate: bool = True) -> Verdict:
    """HDND.RECALL_DELEGATE: removing a delegate takes at least two thirds of all (72/2025 art. 35 §2)."""
    return majority_verdict(states, Majority.TWO_THIRDS, quorate=quorate)


def understrength_verdict(*, in_office: int, yes: int) -> tuple[bool, int]:
    """HDND.UNDERSTRENGTH: too few are left; strictly over two thirds of them (72/2025 art. 49 §2b).

    Returns whether it is passed, and how many were needed.
    """
    require_whole(in_office=in_office, yes=yes)
    needed = Majority.OVER_TWO_THIRDS.needed(in_office)
    return yes >= needed, needed


def party_resolution(*, members: int, yes: int) -> tuple[bool, int]:
    """PARTY.RESOLUTION: over half of the members of the body (Điều lệ Đảng, art. 9 §5).

    Returns whether it is adopted, and how many were needed. Raises CountError for more votes than members.
    """
    require_whole(members=members, yes=yes)
    if yes > members:
        raise CountError("COUNT", f"{yes} of {members} members")
    needed = Majority.OVER_HALF.needed(members)
    return yes >= needed, needed
