"""Elections, confidence and committees: what holds whatever the figures are, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting import counting
from voting.counting import CountError

NAMES = ("A", "B", "C", "D", "E")


@st.composite
def ballots_for(draw: st.DrawFn) -> tuple[int, int, dict[str, int]]:
    """All delegates, seats, and the votes for each name."""
    base = draw(st.integers(1, 120))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    yes = {name: draw(st.integers(0, base)) for name in names}
    return base, draw(st.integers(1, 4)), yes


@given(ballots_for())
def test_nobody_is_elected_without_over_half_of_all(of: tuple[int, int, dict[str, int]]) -> None:
    base, seats, yes = of

    got = counting.election(base=base, seats=seats, yes=yes)

    assert all(yes[name] >= got.needed and 2 * yes[name] > base for name in (*got.elected, *got.tied))


@given(ballots_for())
def test_nobody_passed_over_has_more_votes_than_who_is_elected(of: tuple[int, int, dict[str, int]]) -> None:
    base, seats, yes = of

    got = counting.election(base=base, seats=seats, yes=yes)

    others = set(yes) - set(got.elected)
    assert all(yes[name] > yes[other] for name in got.elected for other in got.tied)
    assert all(yes[name] >= yes[other] for name in got.elected for other in others)
    assert [yes[name] for name in got.elected] == sorted((yes[name] for name in got.elected), reverse=True)


@given(ballots_for())
def test_a_seat_is_filled_or_somebody_says_what_comes_next(of: tuple[int, int, dict[str, int]]) -> None:
    base, seats, yes = of

    got = counting.election(base=base, seats=seats, yes=yes)

    assert len(got.elected) + got.open_seats == seats
    assert (got.next == counting.NextStep.NONE) == (got.open_seats == 0)
    assert (got.next == counting.NextStep.REVOTE_TIED) == (len(got.tied) > got.open_seats > 0)
    assert len({yes[name] for name in got.tied}) <= 1


@given(ballots_for(), st.randoms())
def test_the_order_of_the_names_on_the_ballot_decides_nothing(
    of: tuple[int, int, dict[str, int]], random: st.DataObject
) -> None:
    base, seats, yes = of
    shuffled = list(yes.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    one = counting.election(base=base, seats=seats, yes=yes)
    other = counting.election(base=base, seats=seats, yes=dict(shuffled))

    assert (set(one.elected), set(one.tied)) == (set(other.elected), set(other.tied))


def test_among_the_tied_a_council_asks_for_over_half_again_and_the_party_does_not() -> None:
    votes = {"B": 20, "C": 18}
    party = counting.ElectionRules(tie_needs_majority=False)

    council = counting.election(base=48, seats=1, yes=votes, revote=True)
    there = counting.election(base=48, seats=1, yes=votes, revote=True, rules=party)

    assert (council.elected, council.next) == ([], counting.NextStep.REVOTE_OR_NEW_LIST)
    assert (there.elected, there.next) == (["B"], counting.NextStep.NONE)


def test_in_the_partys_vote_again_nobody_wins_without_a_vote() -> None:
    party = counting.ElectionRules(tie_needs_majority=False)

    got = counting.election(base=48, seats=1, yes={"B": 0, "C": 0}, revote=True, rules=party)

    assert (got.elected, got.tied) == ([], [])


@pytest.mark.parametrize(
    ("seats", "yes"), [(0, {"A": 3}), (1, {"A": 51}), (1, {"A": -1})], ids=["no seat", "too many", "negative"]
)
def test_figures_that_cannot_be_are_refused(seats: int, yes: dict[str, int]) -> None:
    with pytest.raises(CountError):
        counting.election(base=50, seats=seats, yes=yes)


def test_nobody_has_more_votes_than_there_are_valid_ballots() -> None:
    balance = counting.BallotBalance(issued=48, returned=47, valid=46, invalid=1)

    counting.election(base=50, seats=1, yes={"A": 46}, balance=balance)
    with pytest.raises(CountError) as refused:
        counting.election(base=50, seats=1, yes={"A": 47}, balance=balance)

    assert refused.value.what == "COUNT"


@pytest.mark.parametrize(
    ("issued", "returned", "valid", "invalid", "what"),
    [
        (48, 49, 49, 0, "BALLOT_BALANCE"),
        (48, 47, 46, 0, "BALLOT_BALANCE"),
        (48, 47, 46, 2, "BALLOT_BALANCE"),
        (48, 47, 48, -1, "NEGATIVE"),
    ],
)
def test_a_box_that_does_not_balance_is_not_counted(
    issued: int, returned: int, valid: int, invalid: int, what: str
) -> None:
    with pytest.raises(CountError) as refused:
        counting.BallotBalance(issued=issued, returned=returned, valid=valid, invalid=invalid)

    assert refused.value.what == what


@given(st.integers(1, 120), st.data())
def test_the_consequence_grows_with_the_low_marks(total: int, data: st.DataObject) -> None:
    ballots = data.draw(st.integers(1, total))
    low = data.draw(st.integers(0, ballots - 1))
    order = list(counting.Consequence)

    def of(low: int) -> int:
        got = counting.sounding(total=total, ballots=ballots, high=0, mid=0, low=low)
        return order.index(got.consequence)

    assert of(low) <= of(low + 1)


@given(st.integers(1, 120), st.data())
def test_three_levels_and_the_unmarked_are_all_the_ballots(total: int, data: st.DataObject) -> None:
    ballots = data.draw(st.integers(0, total))
    high = data.draw(st.integers(0, ballots))
    mid = data.draw(st.integers(0, ballots - high))
    low = data.draw(st.integers(0, ballots - high - mid))

    got = counting.sounding(total=total, ballots=ballots, high=high, mid=mid, low=low)

    assert high + mid + low + got.unmarked == ballots
    assert got.consequence == counting.Consequence.NONE or 2 * low > ballots or 3 * low >= 2 * ballots


@pytest.mark.parametrize(
    "figures",
    [
        {"total": 50, "ballots": 48, "high": 40, "mid": 8, "low": 1},
        {"total": 50, "ballots": 51, "high": 1, "mid": 1, "low": 1},
        {"total": 50, "ballots": 48, "high": -1, "mid": 1, "low": 1},
        {"total": 50, "ballots": 48, "high": 1, "mid": 1, "low": 1, "low_base": "PRESENT"},
    ],
)
def test_marks_that_cannot_be_are_refused(figures: dict[str, int]) -> None:
    with pytest.raises(CountError):
        counting.sounding(**figures)


def test_no_ballot_at_all_has_no_consequence() -> None:
    got = counting.sounding(total=50, ballots=0, high=0, mid=0, low=0)

    assert got.consequence == counting.Consequence.NONE


def test_confidence_is_lost_by_over_half_of_the_ballots_not_by_half() -> None:
    assert not counting.confidence_lost(base=48, confidence=24, no_confidence=24)
    assert counting.confidence_lost(base=48, confidence=23, no_confidence=25)
    with pytest.raises(CountError):
        counting.confidence_lost(base=48, confidence=24, no_confidence=25)


@given(st.integers(1, 60), st.data())
def test_a_committee_decides_by_over_half_or_by_the_side_of_its_chair(
    total: int, data: st.DataObject
) -> None:
    present = data.draw(st.integers(0, total))
    yes = data.draw(st.integers(0, present))
    no = data.draw(st.integers(0, present - yes))
    chair = data.draw(st.sampled_from(["yes", "no", "abstain"]))

    got = counting.committee_decision(
        total=total, present=present, yes=yes, no=no, abstain=present - yes - no, chair=chair
    )

    assert got.quorate == (3 * present >= 2 * total)
    assert (got.result == "NO_QUORUM") == (not got.quorate)
    assert not got.tie_broken or (yes == no and chair != "abstain")
    if got.result == "PASSED":
        assert 2 * yes > total or (yes == no and chair == "yes")


def test_opinion_slips_need_no_sitting_and_silence_is_no_consent() -> None:
    got = counting.committee_decision(
        total=24, present=12, yes=12, no=0, abstain=0, chair="yes", written=True
    )

    assert (got.result, got.quorate) == ("REJECTED", True)


def test_a_committee_that_counts_more_than_are_there_is_refused() -> None:
    with pytest.raises(CountError):
        counting.committee_decision(total=24, present=10, yes=8, no=3, abstain=0, chair="yes")


@given(st.integers(0, 200), st.data())
def test_two_thirds_of_those_left_must_be_passed_not_reached(in_office: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, in_office))

    passed, needed = counting.understrength_verdict(in_office=in_office, yes=yes)

    assert passed == (yes >= needed) == (3 * yes > 2 * in_office)


@given(st.integers(1, 200), st.data())
def test_removing_a_delegate_takes_two_thirds_of_all(total: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, total))
    states = counting.SixStates(yes=yes, no=0, abstain=0, not_cast=0, absent=total - yes, not_eligible=0)

    verdict = counting.removal_verdict(states)

    assert verdict.passed == (yes >= verdict.needed) == (3 * yes >= 2 * total)
    assert not counting.removal_verdict(states, quorate=False).passed
