"""People's Committees: over half of all members, the chair's side in a tie, opinion slips over days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from meetings.rulebook import at_least
from voting.counting.figures import CountError, Majority, require_whole
from voting.counting.resolutions import CHOICES

SIDES = {"yes": "PASSED", "no": "REJECTED"}  # of the chair, in a tie


@dataclass(frozen=True)
class CommitteeResult:
    """`result`: PASSED, REJECTED or NO_QUORUM; `tie_broken`: the chair's side decided it."""

    result: str
    quorate: bool
    tie_broken: bool
    needed: int


def committee_decision(
    *,
    total: int,
    present: int,
    yes: int,
    no: int,
    abstain: int,
    chair: str,
    written: bool = False,
    tie_with_abstentions: bool = True,
) -> CommitteeResult:
    """UBND.DECISION: over half of all members; equal yes and no go with the chair (72/2025 art. 40 §3).

    `chair` is the choice of the chair: "yes", "no", "abstain"; empty where nobody's side decides, as when
    a deputy presides (open question OQ-2A). `tie_with_abstentions` reads the law by the letter: equal is
    equal, whoever abstains (OQ-2). Written opinion slips (`written`) have the same threshold and no quorum
    of a sitting: `present` is then the number of slips that came back. Raises CountError.
    """
    require_whole(total=total, present=present, yes=yes, no=no, abstain=abstain)
    if yes + no + abstain > present or present > total:
        raise CountError("COUNT", f"{yes} + {no} + {abstain} of {present} present of {total}")
    needed = Majority.OVER_HALF.needed(total)
    if not written and present < at_least(total, 2, 3):
        return CommitteeResult("NO_QUORUM", quorate=False, tie_broken=False, needed=needed)
    if yes >= needed:
        return CommitteeResult("PASSED", quorate=True, tie_broken=False, needed=needed)
    # Nobody for and nobody against is no tie: there are no sides.
    tie = yes == no and yes > 0 and (tie_with_abstentions or not abstain)
    if tie and chair in SIDES:
        return CommitteeResult(SIDES[chair], quorate=True, tie_broken=True, needed=needed)
    return CommitteeResult("REJECTED", quorate=True, tie_broken=False, needed=needed)


@dataclass(frozen=True)
class Slip:
    """Phiếu lấy ý kiến of one member; `at` in milliseconds, as all clocks of the record."""

    member: int
    choice: str
    at: int


@dataclass(frozen=True)
class SlipCount:
    """`outstanding`: who has not answered in time, and is counted for nothing; `late`: who answered after it.

    `closed`: the deadline is over, or all have answered.
    """

    members: int
    yes: int
    no: int
    abstain: int
    outstanding: list[int]
    late: list[int]
    closed: bool

    @property
    def returned(self) -> int:
        return self.yes + self.no + self.abstain

    def decision(self, *, chair: str, tie_with_abstentions: bool = True) -> CommitteeResult:
        """UBND.WRITTEN: the threshold of a sitting. Raises CountError("OPEN") before the slips are closed."""
        if not self.closed:
            raise CountError("OPEN", f"{len(self.outstanding)} slips are out and the deadline is not over")
        return committee_decision(
            total=self.members, present=self.returned, yes=self.yes, no=self.no, abstain=self.abstain,
            chair=chair, written=True, tie_with_abstentions=tie_with_abstentions,
        )  # fmt: skip


def count_slips(members: Collection[int], slips: Iterable[Slip], *, deadline: int, now: int) -> SlipCount:
    """Count each member's last slip in time. Silence is no consent: who did not answer is `outstanding`.

    A slip at the deadline itself is in time. Raises CountError for a stranger's slip, an unknown choice.
    """
    choices: dict[int, str] = {}
    late: set[int] = set()
    for slip in sorted(slips, key=lambda slip: slip.at):
        if slip.member not in members:
            raise CountError("STRANGERS", f"a slip of {slip.member}, who is no member")
        if slip.choice not in CHOICES:
            raise CountError("CHOICE", f"unknown choice: {slip.choice}")
        if slip.at <= deadline:
            choices[slip.member] = slip.choice
        else:
            late.add(slip.member)
    answers = list(choices.values())
    outstanding = sorted(set(members) - set(choices))
    return SlipCount(
        members=len(set(members)),
        yes=answers.count("YES"),
        no=answers.count("NO"),
        abstain=answers.count("ABSTAIN"),
        outstanding=outstanding,
        late=sorted(late),
        closed=now > deadline or not outstanding,
    )
