"""The figures of a show of hands on which two secretaries agree."""

from __future__ import annotations

from voting import counting, errors, queries
from voting.models import HandCount, RightStatus, Vote

COUNTERS = 2


def agree(counts: list[HandCount]) -> bool:
    return len(counts) >= COUNTERS and len({count.figures for count in counts}) == 1


def agreed_states(vote: Vote) -> counting.SixStates:
    """The figures on which two secretaries agree. Raises HandsNotCounted, HandsDisagree."""
    counts = list(HandCount.objects.filter(vote=vote).order_by("id"))
    if len(counts) < COUNTERS:
        raise errors.HandsNotCounted(n=len(counts), k=COUNTERS)
    if not agree(counts):
        raise errors.HandsDisagree(first=spelt(counts[0]), second=spelt(other(counts)))
    yes, no, abstain = counts[0].figures
    return counting.count_hands(
        total=vote.total,
        present=vote.present,
        not_eligible=len(queries.rights_of(vote, RightStatus.SUSPENDED)),
        yes=yes,
        no=no,
        abstain=abstain,
    )


def other(counts: list[HandCount]) -> HandCount:
    """The first that differs from the first."""
    return next(count for count in counts if count.figures != counts[0].figures)


def spelt(count: HandCount) -> str:
    return " – ".join(str(figure) for figure in count.figures)
