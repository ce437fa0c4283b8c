"""Confidence in office holders: three levels with their consequence, and the vote of confidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from meetings.rulebook import RuleProfile, one_third
from voting.counting.figures import CountError, percent_bp, require_whole

DELEGATES = "DELEGATES"
BALLOTS_RETURNED = "BALLOTS_RETURNED"
BALLOTS_VALID = "BALLOTS_VALID"

# 96/2023/QH15 art. 2 §2; a person with several of these posts is sounded once, for all of them (§5).
POSTS = (
    "COUNCIL_CHAIR", "COUNCIL_DEPUTY", "COUNCIL_COMMITTEE_HEAD",
    "COMMITTEE_CHAIR", "COMMITTEE_DEPUTY", "COMMITTEE_MEMBER",
)  # fmt: skip


class Consequence(StrEnum):
    """What follows for the person: 96/2023/QH15 art. 12."""

    NONE = "NONE"
    MAY_RESIGN_ELSE_CONFIDENCE_VOTE = "MAY_RESIGN_ELSE_CONFIDENCE_VOTE"
    PROPOSE_DISMISSAL = "PROPOSE_DISMISSAL"


class NotSounded(StrEnum):
    """Why no three-level vote is held on a person (HDND.CONFIDENCE_3.WHO); NO: it is held."""

    NO = "NO"
    LEVEL = "LEVEL"
    POST = "POST"
    RETIRING = "RETIRING"
    NEW_IN_OFFICE = "NEW_IN_OFFICE"


def why_not_sounded(
    profile: RuleProfile, post: str, *, retiring: bool = False, elected_this_year: bool = False
) -> NotSounded:
    """`retiring`: told that they stop work to wait for retirement; both exceptions are of art. 2 §4."""
    if not profile.sounding_held:
        return NotSounded.LEVEL
    if post not in POSTS:
        return NotSounded.POST
    if retiring:
        return NotSounded.RETIRING
    return NotSounded.NEW_IN_OFFICE if elected_this_year else NotSounded.NO


@dataclass(frozen=True)
class Sounding:
    """Shares in basis points of all delegates, as they are published; `unmarked` ballots are printed too."""

    high_bp: int
    mid_bp: int
    low_bp: int
    unmarked: int
    consequence: Consequence


@dataclass(frozen=True)
class Marks:
    """What the ballots say of one person: tín nhiệm cao, tín nhiệm, tín nhiệm thấp."""

    high: int
    mid: int
    low: int


def base_of(which: str, *, total: int, returned: int, valid: int) -> int:
    """What a consequence is counted by. Raises CountError: unknown, or more ballots than delegates."""
    require_whole(total=total, returned=returned, valid=valid)
    if which not in (DELEGATES, BALLOTS_RETURNED, BALLOTS_VALID) or not valid <= returned <= total:
        raise CountError("COUNT", f"{which}: {valid} valid of {returned} returned of {total}")
    return {DELEGATES: total, BALLOTS_RETURNED: returned, BALLOTS_VALID: valid}[which]


def sounding(
    *,
    total: int,
    ballots: int,
    high: int,
    mid: int,
    low: int,
    low_base: str = BALLOTS_RETURNED,
    valid: int | None = None,
) -> Sounding:
    """HDND.CONFIDENCE_3 for one person.

    `ballots`: those that came back, `valid` of them count (all, unless told); a ballot may be valid and
    unmarked for one name. `low_base` is what the consequence is counted by: ballots (96/2023 art. 12 "tổng
    số phiếu"), or all delegates (85/2014 before). Printed shares are always of all delegates. Raises
    CountError for more marks than ballots.
    """
    counted = ballots if valid is None else valid
    require_whole(high=high, mid=mid, low=low)
    base = base_of(low_base, total=total, returned=ballots, valid=counted)
    unmarked = counted - high - mid - low
    if unmarked < 0:
        raise CountError("COUNT", f"{high} + {mid} + {low} marks on {counted} ballots")
    return Sounding(
        high_bp=percent_bp(high, total),
        mid_bp=percent_bp(mid, total),
        low_bp=percent_bp(low, total),
        unmarked=unmarked,
        consequence=_consequence(low, base),
    )


def sound_all(
    profile: RuleProfile, marks: Mapping[str, Marks], *, total: int, returned: int, valid: int
) -> dict[str, Sounding]:
    """One ballot with many names: each person's result, in the order of the ballot. Raises CountError."""
    return {
        person: sounding(
            total=total, ballots=returned, valid=valid, low_base=profile.low_base,
            high=mark.high, mid=mark.mid, low=mark.low,
        )
        for person, mark in marks.items()
    }  # fmt: skip


def _consequence(low: int, base: int) -> Consequence:
    if base and 3 * low >= 2 * base:
        return Consequence.PROPOSE_DISMISSAL
    if 2 * low > base:
        return Consequence.MAY_RESIGN_ELSE_CONFIDENCE_VOTE
    return Consequence.NONE


# Over half low marks, if the person does not resign.
LEAD_TO_A_VOTE = frozenset({Consequence.MAY_RESIGN_ELSE_CONFIDENCE_VOTE})


def confidence_vote_starts(
    *, total: int, requesters: int, front_asks: bool = False, after: Consequence = Consequence.NONE
) -> bool:
    """HDND.CONFIDENCE_VOTE: one third of all delegates ask, the Front's committee proposes it, or a person
    with over half low marks did not resign (96/2023 art. 13 §2).
    """
    return front_asks or after in LEAD_TO_A_VOTE or requesters >= one_third(total)


def confidence_lost(*, base: int, confidence: int, no_confidence: int) -> bool:
    """HDND.CONFIDENCE_VOTE: over half of `base` without confidence; exactly half stays.

    `base` is the ballots (96/2023), or all delegates where the body's rules still say so. Raises CountError.
    """
    require_whole(base=base, confidence=confidence, no_confidence=no_confidence)
    if confidence + no_confidence > base:
        raise CountError("COUNT", f"{confidence} + {no_confidence} of {base}")
    return 2 * no_confidence > base
