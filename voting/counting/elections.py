"""Secret elections to posts: the balance of the ballots, who is elected, and what comes next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from voting.counting.figures import CountError, needed_over_half, require_whole


class NextStep(StrEnum):
    """What the council does about the seats that stay open; NONE when all are filled."""

    NONE = "NONE"
    REVOTE_TIED = "REVOTE_TIED"
    REVOTE_OR_NEW_LIST = "REVOTE_OR_NEW_LIST"


@dataclass(frozen=True)
class BallotBalance:
    """HDND.ELECTION.BALANCE: what was handed out, what came back, what of it counts.

    Raises CountError("BALLOT_BALANCE") at once: nothing is counted from a box that does not balance.
    """

    issued: int
    returned: int
    valid: int
    invalid: int

    def __post_init__(self) -> None:
        require_whole(issued=self.issued, returned=self.returned, valid=self.valid, invalid=self.invalid)
        if self.returned > self.issued or self.valid + self.invalid != self.returned:
            raise CountError("BALLOT_BALANCE", f"the ballots do not balance: {self}")

    @property
    def unreturned(self) -> int:
        return self.issued - self.returned


@dataclass(frozen=True)
class ElectionRules:
    """`tie_needs_majority`: in the vote again among the tied, over half is asked for again.

    Councils: yes, by HD 883/HD-UBTVQH14. Party bodies: no, the higher wins (PARTY.ELECTION.TIE).
    """

    tie_needs_majority: bool = True


@dataclass(frozen=True)
class Elected:
    """`elected` by votes, the highest first; `tied` share the votes for the last open seat."""

    elected: list[str]
    needed: int
    open_seats: int
    next: NextStep
    tied: list[str] = field(default_factory=list)
    revote_needs_majority: bool = True


def election(
    *,
    base: int,
    seats: int,
    yes: Mapping[str, int],
    rules: ElectionRules | None = None,
    revote: bool = False,
    balance: BallotBalance | None = None,
) -> Elected:
    """HDND.ELECTION, PARTY.ELECTION: over half of `base`, the highest first, as many as there are seats.

    `base` is all delegates (HD 883: valid ballots for, over the total of delegates), or all who were summoned
    (Party). Those with equal votes at the last seat are not elected: there is a vote again among them alone
    (`revote`, with `yes` holding only the tied). Raises CountError: nobody may have more votes than there are
    ballots, no seat, a candidate twice.
    """
    rules = rules or ElectionRules()
    require_whole(base=base, seats=seats, **{f"votes of {name}": votes for name, votes in yes.items()})
    most = balance.valid if balance else base
    if seats == 0 or any(votes > most for votes in yes.values()):
        raise CountError("COUNT", f"{seats} seats, {most} ballots, votes: {dict(yes)}")

    majority = rules.tie_needs_majority or not revote
    over = [name for name in yes if 2 * yes[name] > base] if majority else [name for name in yes if yes[name]]
    ranked = sorted(over, key=lambda name: -yes[name])
    elected, tied = _seated(ranked, yes, seats)
    left = seats - len(elected)
    if tied:
        step = NextStep.REVOTE_TIED
    else:
        step = NextStep.REVOTE_OR_NEW_LIST if left else NextStep.NONE
    return Elected(
        elected=elected,
        needed=needed_over_half(base),
        open_seats=left,
        next=step,
        tied=tied,
        revote_needs_majority=rules.tie_needs_majority,
    )


def _seated(ranked: list[str], yes: Mapping[str, int], seats: int) -> tuple[list[str], list[str]]:
    """Who has a seat for certain, and who shares the votes at which the seats run out."""
    if len(ranked) <= seats:
        return ranked, []
    last = yes[ranked[seats - 1]]
    if yes[ranked[seats]] < last:
        return ranked[:seats], []
    return [name for name in ranked if yes[name] > last], [name for name in ranked if yes[name] == last]
