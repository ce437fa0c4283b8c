"""How many are needed, and how a share is printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.counting import CountError, Majority, needed_over_half, percent_bp, percent_en, percent_vi
from voting.counting.figures import require_whole


@pytest.mark.parametrize(
    ("of", "half", "two_thirds", "over_two_thirds"),
    [(50, 26, 34, 34), (51, 26, 34, 35), (52, 27, 35, 35), (33, 17, 22, 23), (1, 1, 1, 1), (3, 2, 2, 3)],
)
def test_each_majority_has_a_least_figure(of: int, half: int, two_thirds: int, over_two_thirds: int) -> None:
    assert Majority.OVER_HALF.needed(of) == needed_over_half(of) == half
    assert Majority.TWO_THIRDS.needed(of) == two_thirds
    assert Majority.OVER_TWO_THIRDS.needed(of) == over_two_thirds


@pytest.mark.parametrize(
    ("part", "of", "bp", "vi", "en"),
    [
        (1, 3, 3333, "33,33%", "33.33%"), (2, 3, 6667, "66,67%", "66.67%"), (1, 8, 1250, "12,50%", "12.50%"),
        (0, 50, 0, "0,00%", "0.00%"), (50, 50, 10000, "100,00%", "100.00%"), (4, 58, 690, "6,90%", "6.90%"),
        (1, 20000, 1, "0,01%", "0.01%"), (1, 20001, 0, "0,00%", "0.00%"), (0, 0, 0, "0,00%", "0.00%"),
        (1, 1, 10000, "100,00%", "100.00%"), (5, 0, 0, "0,00%", "0.00%"), (0, 1, 0, "0,00%", "0.00%"),
    ],
)  # fmt: skip
def test_a_percentage_is_in_hundredths_half_up(part: int, of: int, bp: int, vi: str, en: str) -> None:
    assert (percent_bp(part, of), percent_vi(part, of), percent_en(part, of)) == (bp, vi, en)


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_percentage_never_decides_but_agrees_with_what_does(yes: int, of: int) -> None:
    if yes >= needed_over_half(of):
        assert percent_bp(yes, of) >= 5000
    else:
        assert percent_bp(yes, of) <= 5000


def test_a_negative_figure_is_named() -> None:
    require_whole(a=0, b=3)
    with pytest.raises(CountError, match=r"negative figures: \{'b': -1\}") as refused:
        require_whole(a=0, b=-1)
    assert refused.value.what == "NEGATIVE"
