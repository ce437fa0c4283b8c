"""Shares of a whole in whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rulebook import at_least, one_third, over, petition_reaches
from meetings.rulebook.shares import at_least as the_same

SHARES = st.sampled_from([(1, 2), (2, 3), (1, 3), (3, 4), (1, 1), (1, 10)])


def test_the_package_hands_out_the_functions_of_its_modules() -> None:
    assert at_least is the_same


@pytest.mark.parametrize(
    ("of", "num", "den", "least", "more"),
    [
        (50, 2, 3, 34, 34), (51, 2, 3, 34, 35), (52, 2, 3, 35, 35), (45, 2, 3, 30, 31), (1, 2, 3, 1, 1),
        (50, 1, 2, 25, 26), (51, 1, 2, 26, 26), (0, 1, 2, 0, 1), (50, 1, 3, 17, 17), (7, 1, 1, 7, 8),
    ],
)  # fmt: skip
def test_at_least_is_reached_by_the_share_itself_and_over_is_not(
    of: int, num: int, den: int, least: int, more: int
) -> None:
    assert (at_least(of, num, den), over(of, num, den)) == (least, more)


@given(st.integers(0, 10_000), SHARES)
def test_they_are_the_least_whole_numbers_of_their_kind(of: int, share: tuple[int, int]) -> None:
    num, den = share

    assert den * at_least(of, num, den) >= num * of > den * (at_least(of, num, den) - 1)
    assert den * over(of, num, den) > num * of >= den * (over(of, num, den) - 1)


def test_a_third_of_all_may_ask() -> None:
    assert [one_third(total) for total in (48, 49, 50, 51)] == [16, 17, 17, 17]


@pytest.mark.parametrize(
    ("signatures", "voters", "reached"), [(100, 1000, False), (101, 1000, True), (0, 0, False), (1, 9, True)]
)
def test_a_petition_needs_over_a_tenth_of_the_voters(signatures: int, voters: int, reached: bool) -> None:
    assert petition_reaches(signatures, voters) is reached
