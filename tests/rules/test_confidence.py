"""Confidence: three levels with both consequences, and the vote of confidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rulebook import COUNCIL, profile_for
from voting.counting import (
    Consequence,
    CountError,
    Marks,
    Sounding,
    base_of,
    confidence_lost,
    confidence_vote_starts,
    sound_all,
    sounding,
    why_not_sounded,
)

PROFILE = profile_for(COUNCIL, "PROVINCE", date(2023, 12, 6))
NONE, RESIGN, DISMISS = Consequence


@pytest.mark.parametrize(
    ("low", "ballots", "base", "consequence"),
    [
        (24, 48, "BALLOTS_RETURNED", NONE), (25, 48, "BALLOTS_RETURNED", RESIGN), (25, 48, "DELEGATES", NONE),
        (26, 48, "DELEGATES", RESIGN), (31, 48, "BALLOTS_RETURNED", RESIGN), (32, 48, "BALLOTS_RETURNED", DISMISS),
        (32, 48, "DELEGATES", RESIGN), (33, 48, "DELEGATES", RESIGN), (34, 48, "DELEGATES", DISMISS),
        (48, 48, "BALLOTS_RETURNED", DISMISS), (0, 0, "BALLOTS_RETURNED", NONE), (1, 1, "BALLOTS_RETURNED", DISMISS),
        (0, 48, "DELEGATES", NONE), (1, 2, "BALLOTS_RETURNED", NONE),
    ],
)  # fmt: skip
def test_what_follows_is_counted_by_ballots_or_by_delegates(
    low: int, ballots: int, base: str, consequence: Consequence
) -> None:
    got = sounding(total=50, ballots=ballots, high=0, mid=0, low=low, low_base=base)

    assert got.consequence == consequence


def test_shares_are_of_all_delegates_and_the_unmarked_are_told() -> None:
    got = sounding(total=50, ballots=48, high=40, mid=5, low=1)

    assert got == Sounding(high_bp=8000, mid_bp=1000, low_bp=200, unmarked=2, consequence=NONE)


def test_by_valid_ballots_where_the_rules_say_so() -> None:
    given = {"total": 50, "ballots": 48, "high": 10, "mid": 12, "low": 24}

    assert sounding(**given, valid=46, low_base="BALLOTS_VALID").consequence == RESIGN
    assert sounding(**given, valid=46).consequence == NONE
    assert sounding(**given, valid=46).unmarked == 0
    assert sounding(**given).unmarked == 2


@pytest.mark.parametrize(
    "figures",
    [
        {"high": 40, "mid": 8, "low": 1}, {"ballots": 51}, {"high": -1}, {"mid": -1}, {"low": -1},
        {"low_base": "PRESENT"}, {"valid": 49}, {"valid": -1}, {"valid": 2},
    ],
)  # fmt: skip
def test_marks_that_cannot_be_are_refused(figures: dict[str, Any]) -> None:
    with pytest.raises(CountError):
        sounding(**{"total": 50, "ballots": 48, "high": 1, "mid": 1, "low": 1} | figures)


def test_marks_on_every_ballot_are_fine() -> None:
    assert sounding(total=50, ballots=50, high=40, mid=9, low=1).unmarked == 0
    assert sounding(total=50, ballots=48, high=1, mid=1, low=1, valid=3).unmarked == 0


def test_many_persons_are_sounded_on_one_ballot_in_its_order() -> None:
    marks = {"B": Marks(10, 13, 25), "A": Marks(48, 0, 0)}

    got = sound_all(PROFILE, marks, total=50, returned=48, valid=48)

    assert [(who, each.consequence) for who, each in got.items()] == [("B", RESIGN), ("A", NONE)]
    assert (got["A"].high_bp, got["B"].mid_bp, got["B"].low_bp) == (9600, 2600, 5000)
    by_delegates = sound_all(replace(PROFILE, low_base="DELEGATES"), marks, total=50, returned=48, valid=48)
    assert by_delegates["B"].consequence == NONE
    fewer = sound_all(PROFILE, {"A": Marks(40, 5, 0)}, total=50, returned=48, valid=46)
    assert fewer["A"].unmarked == 1


@pytest.mark.parametrize(
    ("which", "base"), [("DELEGATES", 50), ("BALLOTS_RETURNED", 48), ("BALLOTS_VALID", 46)]
)  # fmt: skip
def test_three_bases_are_known(which: str, base: int) -> None:
    assert base_of(which, total=50, returned=48, valid=46) == base
    assert base_of("DELEGATES", total=50, returned=50, valid=50) == 50


@pytest.mark.parametrize(
    ("which", "total", "returned", "valid"),
    [
        ("PRESENT", 50, 48, 46),
        ("DELEGATES", 50, 51, 46),
        ("DELEGATES", 50, 48, 49),
        ("DELEGATES", 50, 48, -1),
    ],
)
def test_a_base_that_cannot_be_is_refused(which: str, total: int, returned: int, valid: int) -> None:
    with pytest.raises(CountError):
        base_of(which, total=total, returned=returned, valid=valid)


@pytest.mark.parametrize(
    ("post", "more", "why"),
    [
        ("COUNCIL_CHAIR", {}, "NO"), ("COUNCIL_DEPUTY", {}, "NO"), ("COUNCIL_COMMITTEE_HEAD", {}, "NO"),
        ("COMMITTEE_CHAIR", {}, "NO"), ("COMMITTEE_DEPUTY", {}, "NO"), ("COMMITTEE_MEMBER", {}, "NO"),
        ("DELEGATE", {}, "POST"),
        ("COMMITTEE_CHAIR", {"retiring": True}, "RETIRING"),
        ("COMMITTEE_CHAIR", {"elected_this_year": True}, "NEW_IN_OFFICE"),
        ("COMMITTEE_CHAIR", {"retiring": True, "elected_this_year": True}, "RETIRING"),
    ],
)  # fmt: skip
def test_who_is_sounded(post: str, more: dict[str, bool], why: str) -> None:
    assert why_not_sounded(PROFILE, post, **more) == why


def test_a_commune_sounds_nobody() -> None:
    assert why_not_sounded(profile_for(COUNCIL, "COMMUNE", date(2026, 7, 1)), "COUNCIL_CHAIR") == "LEVEL"


@pytest.mark.parametrize(
    ("given", "starts"),
    [
        ({"requesters": 0}, False), ({"requesters": 16}, False), ({"requesters": 17}, True), ({"front_asks": True}, True),
        ({"after": RESIGN}, True), ({"after": DISMISS}, False), ({"after": NONE}, False), ({"requesters": 18}, True),
    ],
)  # fmt: skip
def test_a_vote_of_confidence_has_three_beginnings(given: dict[str, Any], starts: bool) -> None:
    assert confidence_vote_starts(**{"total": 50, "requesters": 0} | given) is starts


def test_confidence_is_lost_by_over_half_of_the_base_not_by_half() -> None:
    assert not confidence_lost(base=48, confidence=24, no_confidence=24)
    assert confidence_lost(base=48, confidence=23, no_confidence=25)
    assert confidence_lost(base=47, confidence=23, no_confidence=24)
    assert not confidence_lost(base=50, confidence=0, no_confidence=25)


@pytest.mark.parametrize(("confidence", "no_confidence"), [(24, 25), (-1, 3), (3, -1)])
def test_more_than_the_base_is_refused(confidence: int, no_confidence: int) -> None:
    with pytest.raises(CountError):
        confidence_lost(base=48, confidence=confidence, no_confidence=no_confidence)


@given(st.integers(1, 120), st.data())
def test_the_consequence_grows_with_the_low_marks(total: int, data: st.DataObject) -> None:
    ballots = data.draw(st.integers(1, total))
    low = data.draw(st.integers(0, ballots - 1))

    def of(low: int) -> int:
        got = sounding(total=total, ballots=ballots, high=0, mid=0, low=low)
        return list(Consequence).index(got.consequence)

    assert of(low) <= of(low + 1)
