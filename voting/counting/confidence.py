"""Confidence in office holders: three levels with their consequence, and the vote of confidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from voting.counting.figures import CountError, percent_bp, require_whole

DELEGATES = "DELEGATES"
BALLOTS_RETURNED = "BALLOTS_RETURNED"


class Consequence(StrEnum):
    """What follows for the person: 96/2023/QH15 art. 12."""

    NONE = "NONE"
    MAY_RESIGN_ELSE_CONFIDENCE_VOTE = "MAY_RESIGN_ELSE_CONFIDENCE_VOTE"
    PROPOSE_DISMISSAL = "PROPOSE_DISMISSAL"


@dataclass(frozen=True)
class Sounding:
    """Shares in basis points of all delegates, as they are published; `unmarked` ballots are printed too."""

    high_bp: int
    mid_bp: int
    low_bp: int
    unmarked: int
    consequence: Consequence


def sounding(
    *, total: int, ballots: int, high: int, mid: int, low: int, low_base: str = BALLOTS_RETURNED
) -> Sounding:
    """HDND.CONFIDENCE_3: tín nhiệm cao, tín nhiệm, tín nhiệm thấp for one person.

    `ballots`: those that came back; a ballot may be valid and unmarked for one name. `low_base` is what the
    consequence is counted by: ballots (96/2023 art. 12 "tổng số phiếu"), or all delegates (85/2014 before).
    Printed shares are always of all delegates. Raises CountError for more marks than ballots.
    """
    require_whole(total=total, ballots=ballots, high=high, mid=mid, low=low)
    unmarked = ballots - high - mid - low
    if unmarked < 0 or ballots > total or low_base not in (DELEGATES, BALLOTS_RETURNED):
        raise CountError("COUNT", f"{high} + {mid} + {low} marks on {ballots} ballots of {total}")
    base = ballots if low_base == BALLOTS_RETURNED else total
    return Sounding(
        high_bp=percent_bp(high, total),
        mid_bp=percent_bp(mid, total),
        low_bp=percent_bp(low, total),
        unmarked=unmarked,
        consequence=_consequence(low, base),
    )


def _consequence(low: int, base: int) -> Consequence:
    if base and 3 * low >= 2 * base:
        return Consequence.PROPOSE_DISMISSAL
    if 2 * low > base:
        return Consequence.MAY_RESIGN_ELSE_CONFIDENCE_VOTE
    return Consequence.NONE


def confidence_lost(*, base: int, confidence: int, no_confidence: int) -> bool:
    """HDND.CONFIDENCE_VOTE: over half of `base` without confidence; exactly half stays.

    `base` is the ballots (96/2023), or all delegates where the body's rules still say so. Raises CountError.
    """
    require_whole(base=base, confidence=confidence, no_confidence=no_confidence)
    if confidence + no_confidence > base:
        raise CountError("COUNT", f"{confidence} + {no_confidence} of {base}")
    return 2 * no_confidence > base
