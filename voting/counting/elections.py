"""Secret elections to posts: who is elected, ties at the last seat, rounds, names withdrawn and added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from meetings.rulebook import RuleProfile
from voting.counting.ballots import BallotBalance
from voting.counting.figures import CountError, Majority, require_whole


class NextStep(StrEnum):
    """What the body does about the seats that stay open; NONE when all are filled."""

    NONE = "NONE"
    REVOTE_TIED = "REVOTE_TIED"
    REVOTE_OR_NEW_LIST = "REVOTE_OR_NEW_LIST"
    BODY_DECIDES = "BODY_DECIDES"
    NO_MORE_ROUNDS = "NO_MORE_ROUNDS"


@dataclass(frozen=True)
class ElectionRules:
    """`tie_needs_majority`: in the vote again among the tied, over half is asked for again.

    Councils: yes, by HD 883/HD-UBTVQH14. Party bodies: no, the higher wins (PARTY.ELECTION.TIE).
    `tie_again`: equal even then, the OLDER is elected, or the BODY_DECIDES whether to go on.
    """

    tie_needs_majority: bool = True
    tie_again: str = "OLDER"
    max_rounds: int = 2
    surplus_percent: int = 0

    @classmethod
    def of(cls, profile: RuleProfile) -> ElectionRules:
        return cls(
            profile.tie_needs_majority, profile.tie_again, profile.max_rounds, profile.surplus_percent
        )  # fmt: skip


@dataclass(frozen=True)
class Elected:
    """`elected` by votes, the highest first; `tied` share the votes for the last open seat.

    `by_age`: those of the elected whom a tie of the second vote made the older one's.
    """

    elected: list[str]
    needed: int
    open_seats: int
    next: NextStep
    tied: list[str] = field(default_factory=list)
    revote_needs_majority: bool = True
    by_age: list[str] = field(default_factory=list)


def election(
    *,
    base: int,
    seats: int,
    yes: Mapping[str, int],
    rules: ElectionRules | None = None,
    revote: bool = False,
    balance: BallotBalance | None = None,
    born: Mapping[str, date] | None = None,
) -> Elected:
    """HDND.ELECTION, PARTY.ELECTION: over half of `base`, the highest first, as many as there are seats.

    `base` is all delegates (HD 883: valid ballots for, over the total of delegates), or all who were summoned
    (Party). Those with equal votes at the last seat are not elected: there is a vote again among them alone
    (`revote`, with `yes` holding only the tied); equal again, `rules.tie_again` decides (`born`: their
    birthdays). Raises CountError: nobody may have more votes than there are ballots, no seat.
    """
    rules = rules or ElectionRules()
    require_whole(base=base, seats=seats, **{f"votes of {name}": votes for name, votes in yes.items()})
    most = balance.valid if balance else base
    if seats < 1 or any(votes > most for votes in yes.values()):
        raise CountError("COUNT", f"{seats} seats, {most} ballots, votes: {dict(yes)}")

    needed = Majority.OVER_HALF.needed(base) if rules.tie_needs_majority or not revote else 1
    ranked = sorted((name for name in yes if yes[name] >= needed), key=lambda name: -yes[name])
    elected, tied = _seated(ranked, yes, seats)
    by_age: list[str] = []
    if tied and revote and rules.tie_again == "OLDER":
        by_age = _older(tied, born or {}, seats - len(elected))
        elected, tied = elected + by_age, [] if by_age else tied
    left = seats - len(elected)
    if tied:
        step = NextStep.BODY_DECIDES if revote else NextStep.REVOTE_TIED
    else:
        step = NextStep.REVOTE_OR_NEW_LIST if left else NextStep.NONE
    return Elected(
        elected=elected,
        needed=needed,
        open_seats=left,
        next=step,
        tied=tied,
        revote_needs_majority=rules.tie_needs_majority,
        by_age=by_age,
    )


def _seated(ranked: list[str], yes: Mapping[str, int], seats: int) -> tuple[list[str], list[str]]:
    """Who has a seat for certain, and who shares the votes at which the seats run out."""
    if len(ranked) <= seats:
        return ranked, []
    last = yes[ranked[seats - 1]]
    if yes[ranked[seats]] < last:
        return ranked[:seats], []
    return [name for name in ranked if yes[name] > last], [name for name in ranked if yes[name] == last]


def _older(tied: list[str], born: Mapping[str, date], seats: int) -> list[str]:
    """The oldest, as many as there are seats; nobody if a birthday is not known or decides nothing."""
    if any(name not in born for name in tied):
        return []
    by_age = sorted(tied, key=lambda name: born[name])
    if born[by_age[seats - 1]] < born[by_age[seats]]:
        return by_age[:seats]
    return []


@dataclass(frozen=True)
class Candidate:
    """A name on the list. `added`: by self-nomination or a delegate, which takes a decision of the body."""

    id: str
    withdrawn: bool = False
    added: bool = False
    accepted: bool = False


def names_on_ballot(candidates: Sequence[Candidate], seats: int, rules: ElectionRules) -> list[str]:
    """HDND.ELECTION.EXTRA_NAME: who stands, in the order of the list.

    An added name stands once the body decided so by open vote (`accepted`). Raises CountError: a name twice,
    fewer names than seats, or more than the surplus that the rules allow (PARTY.ELECTION.SURPLUS).
    """
    standing = [each.id for each in candidates if not each.withdrawn and (each.accepted or not each.added)]
    if len(set(standing)) != len(standing):
        raise CountError("TWICE", f"a name stands twice: {standing}")
    if len(standing) < seats or seats < 1:
        raise CountError("TOO_FEW_NAMES", f"{len(standing)} names for {seats} seats")
    if rules.surplus_percent and 100 * (len(standing) - seats) > rules.surplus_percent * seats:
        raise CountError("SURPLUS", f"{len(standing)} names for {seats} seats: over {rules.surplus_percent}%")
    return standing


@dataclass(frozen=True)
class Round:
    """The next vote: `names` to vote among, or empty where the body makes the list anew."""

    number: int
    seats: int
    names: list[str]
    revote: bool


def next_round(result: Elected, *, number: int, rules: ElectionRules) -> Round | NextStep:
    """What comes after round `number`: another round, or the step that ends them.

    HDND.ELECTION.NOBODY: how many rounds a session holds is the body's to set; after the last one the seats
    stay open until another session.
    """
    if result.next in (NextStep.NONE, NextStep.BODY_DECIDES):
        return result.next
    if number >= rules.max_rounds:
        return NextStep.NO_MORE_ROUNDS
    return Round(number + 1, result.open_seats, list(result.tied), revote=bool(result.tied))
