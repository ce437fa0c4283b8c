"""Votes by majority: ballots, hands, six states."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.counting import (
    CountError,
    Majority,
    SixStates,
    agreed,
    count_hands,
    count_open,
    majority_verdict,
    party_resolution,
    removal_verdict,
    resolution_verdict,
    understrength_verdict,
)

HALL = SixStates(yes=26, no=10, abstain=3, not_cast=1, absent=8, not_eligible=2)
MAJORITIES = st.sampled_from(list(Majority))


@st.composite
def halls(draw: st.DrawFn) -> SixStates:
    return SixStates(*(draw(st.integers(0, 60)) for _ in range(6)))


def test_ballots_and_hands_count_to_the_same_six_states() -> None:
    choices = ["YES"] * 26 + ["NO"] * 10 + ["ABSTAIN"] * 3

    by_ballots = count_open(
        total=50, entitled=range(40), not_eligible=2, ballots=dict(enumerate(choices))
    )  # fmt: skip
    by_hands = count_hands(total=50, present=40, not_eligible=2, yes=26, no=10, abstain=3)

    assert by_ballots == by_hands == HALL
    assert (HALL.present, HALL.total) == (40, 50)


def test_who_is_named_twice_is_one_person() -> None:
    states = count_open(total=5, entitled=[1, 2, 2, 3], not_eligible=0, ballots={1: "YES"})

    assert (states.present, states.not_cast, states.absent) == (3, 2, 2)


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"total": 5, "entitled": range(3), "not_eligible": 0, "ballots": {3: "YES"}}, "STRANGERS"),
        ({"total": 5, "entitled": range(3), "not_eligible": 0, "ballots": {2: "MAYBE"}}, "CHOICE"),
        ({"total": 5, "entitled": range(6), "not_eligible": 0, "ballots": {}}, "NEGATIVE"),
        ({"total": 5, "entitled": range(5), "not_eligible": 1, "ballots": {}}, "NEGATIVE"),
    ],
)
def test_ballots_that_cannot_be_stop_the_count(given: dict[str, object], what: str) -> None:
    with pytest.raises(CountError) as refused:
        count_open(**given)  # type: ignore[arg-type]
    assert refused.value.what == what


@pytest.mark.parametrize("more", ["yes", "no", "abstain"])
def test_more_hands_than_people_stop_the_count(more: str) -> None:
    hands = {"yes": 13, "no": 13, "abstain": 14}

    assert count_hands(total=50, present=40, not_eligible=0, **hands).not_cast == 0
    with pytest.raises(CountError):
        count_hands(total=50, present=40, not_eligible=0, **hands | {more: hands[more] + 1})


def test_two_secretaries_must_agree() -> None:
    other = count_hands(total=50, present=40, not_eligible=2, yes=26, no=11, abstain=3)

    assert agreed(HALL, HALL) == HALL
    with pytest.raises(CountError) as refused:
        agreed(HALL, other)
    assert refused.value.what == "DISAGREE"


@pytest.mark.parametrize(
    ("yes", "majority", "passed", "needed"),
    [
        (25, Majority.OVER_HALF, False, 26), (26, Majority.OVER_HALF, True, 26),
        (33, Majority.TWO_THIRDS, False, 34), (34, Majority.TWO_THIRDS, True, 34),
        (40, Majority.OVER_HALF, True, 26), (50, Majority.TWO_THIRDS, True, 34),
        (33, Majority.OVER_TWO_THIRDS, False, 34), (34, Majority.OVER_TWO_THIRDS, True, 34),
    ],
)  # fmt: skip
def test_a_majority_is_of_all(yes: int, majority: Majority, passed: bool, needed: int) -> None:
    states = SixStates(yes=yes, no=0, abstain=0, not_cast=0, absent=50 - yes, not_eligible=0)

    verdict = majority_verdict(states, majority)

    assert (verdict.passed, verdict.needed, verdict.majority, verdict.quorate) == (
        passed,
        needed,
        majority,
        True,
    )
    assert not majority_verdict(states, majority, quorate=False).passed
    assert majority_verdict(states, majority, quorate=False).quorate is False


def test_a_resolution_takes_over_half_and_a_removal_two_thirds() -> None:
    resolution, removal = resolution_verdict(HALL), removal_verdict(HALL)

    assert (resolution.passed, resolution.needed, resolution.majority) == (True, 26, Majority.OVER_HALF)
    assert (resolution.pct_of_total, resolution.pct_of_present) == ("52,00%", "65,00%")
    assert (removal.passed, removal.needed, removal.majority) == (False, 34, Majority.TWO_THIRDS)
    assert removal_verdict(SixStates(34, 16, 0, 0, 0, 0)).passed
    assert (resolution_verdict(HALL, quorate=False).passed, removal_verdict(HALL, quorate=False).quorate) == (
        False,
        False,
    )


@given(halls())
def test_the_six_states_sum_to_the_total(states: SixStates) -> None:
    six = (states.yes, states.no, states.abstain, states.not_cast, states.absent, states.not_eligible)

    assert sum(six) == states.total
    assert states.present == states.total - states.absent - states.not_eligible


@given(halls(), MAJORITIES)
def test_one_who_changes_to_yes_never_undoes_a_majority(states: SixStates, majority: Majority) -> None:
    before = majority_verdict(states, majority)
    for other in ("no", "abstain", "not_cast", "absent"):
        count = getattr(states, other)
        if count:
            figures = {**vars(states), "yes": states.yes + 1, other: count - 1}
            after = majority_verdict(SixStates(**figures), majority)
            assert after.passed >= before.passed
            assert after.needed == before.needed


def test_those_who_are_left_need_strictly_over_two_thirds_of_themselves() -> None:
    assert understrength_verdict(in_office=33, yes=22) == (False, 23)
    assert understrength_verdict(in_office=33, yes=23) == (True, 23)
    assert understrength_verdict(in_office=33, yes=33) == (True, 23)
    assert understrength_verdict(in_office=32, yes=22) == (True, 22)
    with pytest.raises(CountError):
        understrength_verdict(in_office=33, yes=-1)


def test_a_party_body_decides_by_over_half_of_its_members() -> None:
    assert party_resolution(members=48, yes=24) == (False, 25)
    assert party_resolution(members=48, yes=25) == (True, 25)
    assert party_resolution(members=48, yes=48) == (True, 25)
    with pytest.raises(CountError) as refused:
        party_resolution(members=48, yes=49)
    assert refused.value.what == "COUNT"
    with pytest.raises(CountError):
        party_resolution(members=48, yes=-1)
