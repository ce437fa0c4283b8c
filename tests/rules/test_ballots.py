"""Ballots: who may cast one, what counts twice, what balances, what is invalid."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.counting import (
    INVALID_WORDS,
    Attempt,
    BallotBalance,
    CountError,
    Invalid,
    NameCount,
    Sent,
    fold_ballots,
    why_invalid,
    why_not_cast,
)

FINE = Attempt("D01", status="ACTIVE", checked_in=True, received_at=1_000, closed_at=1_000)
BALANCE = BallotBalance(issued=48, returned=47, valid=46, invalid=1)


@pytest.mark.parametrize(
    ("attempt", "code"),
    [
        (FINE, ""),
        (Attempt("D01"), ""),
        (Attempt("D01", closed_at=0), ""),
        (Attempt("D01", closed_at=-1), "voting.vote_closed"),
        (replace(FINE, on_behalf_of="D01"), ""),
        (replace(FINE, on_behalf_of="D02"), "voting.proxy_forbidden"),
        (replace(FINE, received_at=1_001), "voting.vote_closed"),
        (replace(FINE, received_at=999), ""),
        (replace(FINE, received_at=1_001, closed_at=None), ""),
        (replace(FINE, received_at=1, closed_at=0), "voting.vote_closed"),
        (replace(FINE, received_at=0, closed_at=0), ""),
        (replace(FINE, status="SUSPENDED"), "voting.not_eligible"),
        (replace(FINE, status=""), "voting.not_eligible"),
        (replace(FINE, checked_in=False), "voting.not_checked_in"),
        (Attempt("D01", "D02", "SUSPENDED", False, 2, 1), "voting.proxy_forbidden"),
        (Attempt("D01", "", "SUSPENDED", False, 2, 1), "voting.vote_closed"),
        (Attempt("D01", "", "SUSPENDED", False, 1, 1), "voting.not_eligible"),
    ],
)
def test_a_ballot_counts_or_is_refused_by_the_gravest_reason(attempt: Attempt, code: str) -> None:
    assert why_not_cast(attempt) == code


def test_the_same_key_counts_once_and_an_old_one_brings_no_older_choice_back() -> None:
    first, second = Sent("k1", "D01", "YES"), Sent("k2", "D01", "NO")

    assert fold_ballots([first, first, first]) == {"D01": "YES"}
    assert fold_ballots([first, second, first]) == {"D01": "NO"}
    assert fold_ballots([first, Sent("k3", "D02", "ABSTAIN")]) == {"D01": "YES", "D02": "ABSTAIN"}
    assert fold_ballots([]) == {}


@given(
    st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("xyz"), st.sampled_from("YNA")), max_size=12)
)
def test_sending_everything_again_changes_nothing(sent: list[tuple[str, str, str]]) -> None:
    once = [Sent(*each) for each in sent]

    assert fold_ballots([*once, *once]) == fold_ballots(once)


@pytest.mark.parametrize(
    ("issued", "returned", "valid", "invalid", "what"),
    [
        (48, 49, 49, 0, "BALLOT_BALANCE"), (48, 47, 46, 0, "BALLOT_BALANCE"), (48, 47, 46, 2, "BALLOT_BALANCE"),
        (48, 47, 48, -1, "NEGATIVE"), (-1, -1, 0, -1, "NEGATIVE"),
    ],
)  # fmt: skip
def test_a_box_that_does_not_balance_is_not_counted(
    issued: int, returned: int, valid: int, invalid: int, what: str
) -> None:
    with pytest.raises(CountError) as refused:
        BallotBalance(issued=issued, returned=returned, valid=valid, invalid=invalid)
    assert refused.value.what == what


def test_what_never_came_back_is_known_and_all_may_come_back() -> None:
    assert BALANCE.unreturned == 1
    assert BallotBalance(issued=48, returned=48, valid=48, invalid=0).unreturned == 0
    assert BallotBalance(issued=48, returned=40, valid=0, invalid=40).unreturned == 8


def test_each_ballot_put_aside_has_one_reason() -> None:
    BALANCE.require_reasons({Invalid.NO_STAMP: 1})
    BALANCE.require_reasons({Invalid.NO_STAMP: 0, Invalid.TOO_MANY_NAMES: 1})
    for reasons in ({}, {Invalid.NO_STAMP: 2}, {Invalid.NO_STAMP: 1, Invalid.ADDED_NAMES: 1}):
        with pytest.raises(CountError) as refused:
            BALANCE.require_reasons(reasons)
        assert refused.value.what == "REASONS"
    with pytest.raises(CountError) as refused:
        BALANCE.require_reasons({Invalid.NO_STAMP: 2, Invalid.ADDED_NAMES: -1})
    assert refused.value.what == "NEGATIVE"


def test_the_marks_for_each_name_and_the_blanks_are_all_the_valid_ballots() -> None:
    BALANCE.require_lines({"A": NameCount(45, 1, 0), "B": NameCount(0, 40, 6)}, seats=1)
    with pytest.raises(CountError, match="B: 45 of 46 valid ballots") as refused:
        BALANCE.require_lines({"A": NameCount(45, 1, 0), "B": NameCount(0, 40, 5)}, seats=1)
    assert refused.value.what == "LINES"


@pytest.mark.parametrize(
    ("first", "second", "seats", "fine"), [(26, 20, 1, True), (27, 20, 1, False), (46, 46, 2, True)]
)
def test_no_more_names_than_seats_are_chosen(first: int, second: int, seats: int, fine: bool) -> None:
    lines = {"A": NameCount(first, 46 - first, 0), "B": NameCount(second, 0, 46 - second)}

    if fine:
        BALANCE.require_lines(lines, seats)
    else:
        with pytest.raises(CountError) as refused:
            BALANCE.require_lines(lines, seats)
        assert refused.value.what == "TOO_MANY_NAMES"


@pytest.mark.parametrize("line", [(-1, 1, 0), (1, -1, 0), (1, 0, -1)])
def test_no_mark_is_negative(line: tuple[int, int, int]) -> None:
    with pytest.raises(CountError):
        NameCount(*line)


@pytest.mark.parametrize(
    ("marks", "reason"),
    [
        ({"A": "YES"}, None),
        ({"A": "YES", "B": "YES"}, None),
        ({"A": "YES", "B": "YES", "C": "YES"}, Invalid.TOO_MANY_NAMES),
        ({"A": "YES", "B": "YES", "C": "NO"}, None),
        ({"A": "NO", "B": "NO", "C": "NO"}, None),
        ({"A": "NO", "B": "NO", "C": "NO", "W": "NO"}, None),
        ({}, Invalid.NOTHING_MARKED),
        ({"X": "YES"}, Invalid.ADDED_NAMES),
        ({"A": "YES", "B": "YES", "C": "YES", "X": "NO"}, Invalid.ADDED_NAMES),
        ({"W": "YES"}, Invalid.NOTHING_MARKED),
        ({"A": "YES", "B": "YES", "W": "YES"}, None),
    ],
)
def test_a_ballot_is_judged_by_its_marks(marks: dict[str, str], reason: Invalid | None) -> None:
    assert why_invalid(marks, names=["A", "B", "C"], withdrawn=["W"], seats=2) == reason


def test_every_reason_has_words() -> None:
    assert {*INVALID_WORDS} == {*Invalid}
