"""Elections: who is elected, ties, rounds, and who stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rulebook import COUNCIL, PARTY, profile_for
from voting.counting import (
    BallotBalance,
    Candidate,
    CountError,
    Elected,
    ElectionRules,
    NextStep,
    Round,
    election,
    names_on_ballot,
    next_round,
)

DAY = date(2026, 7, 1)
COUNCILS = ElectionRules.of(profile_for(COUNCIL, "PROVINCE", DAY))
PARTYS = ElectionRules.of(profile_for(PARTY, "PROVINCE", DAY))
BORN = {"A": date(1970, 5, 1), "B": date(1965, 5, 1), "C": date(1975, 5, 1)}


def test_the_rules_come_from_the_profile() -> None:
    assert COUNCILS == ElectionRules() == ElectionRules(True, "OLDER", 2, 0)
    assert ElectionRules(False, "BODY_DECIDES", 2, 30) == PARTYS


@pytest.mark.parametrize(
    ("seats", "yes", "elected", "tied", "left", "step"),
    [
        (1, {"A": 26, "B": 24}, ["A"], [], 0, "NONE"),
        (1, {"A": 25, "B": 25}, [], [], 1, "REVOTE_OR_NEW_LIST"),
        (1, {"A": 30, "B": 30}, [], ["A", "B"], 1, "REVOTE_TIED"),
        (1, {"A": 30, "B": 30, "C": 26}, [], ["A", "B"], 1, "REVOTE_TIED"),
        (2, {"A": 28, "B": 40, "C": 30}, ["B", "C"], [], 0, "NONE"),
        (2, {"A": 40, "B": 28, "C": 28}, ["A"], ["B", "C"], 1, "REVOTE_TIED"),
        (2, {"A": 40, "B": 40, "C": 28}, ["A", "B"], [], 0, "NONE"),
        (2, {"A": 40, "B": 40}, ["A", "B"], [], 0, "NONE"),
        (2, {"A": 28, "B": 28, "C": 28}, [], ["A", "B", "C"], 2, "REVOTE_TIED"),
        (3, {"A": 40, "B": 26, "C": 25}, ["A", "B"], [], 1, "REVOTE_OR_NEW_LIST"),
        (1, {}, [], [], 1, "REVOTE_OR_NEW_LIST"),
    ],
)
def test_over_half_of_all_and_the_highest_first(
    seats: int, yes: dict[str, int], elected: list[str], tied: list[str], left: int, step: str
) -> None:
    got = election(base=50, seats=seats, yes=yes, born=BORN)

    assert got == Elected(elected, 26, left, NextStep(step), tied)


def test_among_the_tied_a_council_asks_for_over_half_again_and_the_party_does_not() -> None:
    votes = {"B": 20, "C": 18}

    council = election(base=48, seats=1, yes=votes, revote=True, rules=COUNCILS)
    party = election(base=48, seats=1, yes=votes, revote=True, rules=PARTYS)

    assert (council.elected, council.needed, council.next) == ([], 25, NextStep.REVOTE_OR_NEW_LIST)
    assert (party.elected, party.needed, party.next) == (["B"], 1, NextStep.NONE)
    assert (council.revote_needs_majority, party.revote_needs_majority) == (True, False)


def test_in_the_first_vote_the_party_asks_for_over_half_too() -> None:
    got = election(base=48, seats=1, yes={"A": 24, "B": 10}, rules=PARTYS)

    assert (got.elected, got.needed) == ([], 25)


def test_nobody_wins_without_a_vote_and_one_is_enough_among_the_partys_tied() -> None:
    nobody = election(base=48, seats=1, yes={"B": 0, "C": 0}, revote=True, rules=PARTYS)

    assert (nobody.elected, nobody.tied) == ([], [])
    assert election(base=48, seats=1, yes={"B": 1, "C": 0}, revote=True, rules=PARTYS).elected == ["B"]


@pytest.mark.parametrize(
    ("yes", "seats", "born", "elected", "by_age", "tied", "step"),
    [
        ({"A": 30, "B": 30}, 1, BORN, ["B"], ["B"], [], "NONE"),
        ({"A": 30, "C": 30}, 1, BORN, ["A"], ["A"], [], "NONE"),
        ({"A": 30, "B": 30, "C": 30}, 2, BORN, ["B", "A"], ["B", "A"], [], "NONE"),
        ({"C": 40, "A": 30, "B": 30}, 2, BORN, ["C", "B"], ["B"], [], "NONE"),
        ({"A": 30, "B": 30}, 1, {"A": BORN["A"]}, [], [], ["A", "B"], "BODY_DECIDES"),
        ({"A": 30, "B": 30}, 1, {}, [], [], ["A", "B"], "BODY_DECIDES"),
        ({"A": 30, "B": 30}, 1, {"A": DAY, "B": DAY}, [], [], ["A", "B"], "BODY_DECIDES"),
        ({"A": 30, "B": 30, "C": 30}, 1, BORN | {"A": BORN["B"]}, [], [], ["A", "B", "C"], "BODY_DECIDES"),
        ({"A": 30, "B": 30, "C": 30}, 2, BORN | {"A": BORN["B"]}, ["A", "B"], ["A", "B"], [], "NONE"),
    ],
)
def test_equal_again_the_older_is_elected(
    yes: dict[str, int], seats: int, born: dict[str, date], elected: list[str], by_age: list[str], tied: list[str],
    step: str,
) -> None:  # fmt: skip
    got = election(base=50, seats=seats, yes=yes, revote=True, born=born)

    assert (got.elected, got.by_age, got.tied, got.next) == (elected, by_age, tied, step)
    assert got.open_seats == seats - len(elected)


def test_age_decides_nothing_where_the_rules_do_not_say_so() -> None:
    rules = ElectionRules(tie_again="SOMETHING_NEW")

    got = election(base=50, seats=1, yes={"A": 30, "B": 30}, born=BORN, revote=True, rules=rules)

    assert (got.next, got.elected) == (NextStep.BODY_DECIDES, [])


def test_age_decides_nothing_in_the_first_vote_and_nothing_in_the_party() -> None:
    first = election(base=50, seats=1, yes={"A": 30, "B": 30}, born=BORN)
    party = election(base=50, seats=1, yes={"A": 30, "B": 30}, born=BORN, revote=True, rules=PARTYS)
    without = election(base=50, seats=1, yes={"A": 30, "B": 30}, revote=True)

    assert (first.next, first.by_age) == (NextStep.REVOTE_TIED, [])
    assert (party.next, party.tied, party.by_age) == (NextStep.BODY_DECIDES, ["A", "B"], [])
    assert without.next == NextStep.BODY_DECIDES


@pytest.mark.parametrize(
    "given",
    [
        {"seats": 0, "yes": {"A": 3}}, {"yes": {"A": 51}}, {"yes": {"A": -1}}, {"yes": {"A": 3, "B": 51}},
        {"seats": -1, "yes": {"A": 3}}, {"base": -1, "yes": {}},
    ],
)  # fmt: skip
def test_figures_that_cannot_be_are_refused(given: dict[str, Any]) -> None:
    with pytest.raises(CountError):
        election(**{"base": 50, "seats": 1} | given)


def test_nobody_has_more_votes_than_there_are_valid_ballots_or_delegates() -> None:
    balance = BallotBalance(issued=48, returned=47, valid=46, invalid=1)

    assert election(base=50, seats=1, yes={"A": 46}, balance=balance).elected == ["A"]
    assert election(base=50, seats=1, yes={"A": 50}).elected == ["A"]
    with pytest.raises(CountError) as refused:
        election(base=50, seats=1, yes={"A": 47}, balance=balance)
    assert refused.value.what == "COUNT"


@given(
    st.integers(1, 60),
    st.dictionaries(st.sampled_from("ABCDE"), st.integers(0, 60), min_size=1),
    st.integers(1, 4),
    st.data(),
)
def test_one_more_vote_never_takes_a_seat_away(
    base: int, votes: dict[str, int], seats: int, data: st.DataObject
) -> None:
    yes = {name: min(n, base - 1) for name, n in votes.items()}
    name = data.draw(st.sampled_from(sorted(yes)))

    before = election(base=base, seats=seats, yes=yes)
    after = election(base=base, seats=seats, yes=yes | {name: yes[name] + 1})

    assert name not in before.elected or name in after.elected


LIST = [Candidate("A"), Candidate("B"), Candidate("C", withdrawn=True)]


def test_who_withdrew_does_not_stand_and_who_was_added_stands_by_decision_alone() -> None:
    added = Candidate("D", added=True, accepted=True)
    proposed = Candidate("E", added=True, accepted=False)
    gone = Candidate("F", withdrawn=True, added=True, accepted=True)

    assert names_on_ballot([*LIST, added, proposed, gone], 2, COUNCILS) == ["A", "B", "D"]
    assert names_on_ballot([Candidate("A"), Candidate("G", added=True)], 1, COUNCILS) == ["A"]


@pytest.mark.parametrize(
    ("candidates", "seats", "what"),
    [
        ([*LIST, Candidate("A")], 1, "TWICE"),
        (LIST, 3, "TOO_FEW_NAMES"),
        (LIST, 0, "TOO_FEW_NAMES"),
        ([], 1, "TOO_FEW_NAMES"),
        ([], 0, "TOO_FEW_NAMES"),
    ],
)
def test_a_list_that_cannot_be_voted_on_is_refused(
    candidates: list[Candidate], seats: int, what: str
) -> None:
    with pytest.raises(CountError) as refused:
        names_on_ballot(candidates, seats, COUNCILS)
    assert refused.value.what == what


def test_as_many_names_as_seats_are_enough() -> None:
    assert names_on_ballot(LIST, 2, COUNCILS) == ["A", "B"]


@pytest.mark.parametrize(
    ("seats", "names", "fine"),
    [(10, 13, True), (10, 14, False), (33, 43, False), (3, 3, True), (3, 4, False), (4, 5, True)],
)
def test_the_party_allows_a_surplus_of_three_tenths_of_the_seats(seats: int, names: int, fine: bool) -> None:
    candidates = [Candidate(str(n)) for n in range(names)]

    assert len(names_on_ballot(candidates, seats, COUNCILS)) == names
    if fine:
        assert len(names_on_ballot(candidates, seats, PARTYS)) == names
    else:
        with pytest.raises(CountError) as refused:
            names_on_ballot(candidates, seats, PARTYS)
        assert refused.value.what == "SURPLUS"


def test_a_surplus_of_one_percent_is_a_limit_too() -> None:
    with pytest.raises(CountError):
        names_on_ballot(LIST, 1, ElectionRules(surplus_percent=1))


def result(step: NextStep, tied: list[str], left: int = 1) -> Elected:
    return Elected([], 26, left, step, tied)


def test_the_tied_are_voted_on_again_alone() -> None:
    again = next_round(result(NextStep.REVOTE_TIED, ["B", "C"]), number=1, rules=COUNCILS)

    assert again == Round(number=2, seats=1, names=["B", "C"], revote=True)


def test_when_nobody_has_over_half_the_council_makes_the_list_anew() -> None:
    again = next_round(result(NextStep.REVOTE_OR_NEW_LIST, [], left=2), number=1, rules=COUNCILS)

    assert again == Round(number=2, seats=2, names=[], revote=False)


@pytest.mark.parametrize(
    ("step", "number", "after"),
    [
        (NextStep.NONE, 1, NextStep.NONE), (NextStep.BODY_DECIDES, 2, NextStep.BODY_DECIDES),
        (NextStep.REVOTE_TIED, 2, NextStep.NO_MORE_ROUNDS), (NextStep.REVOTE_OR_NEW_LIST, 3, NextStep.NO_MORE_ROUNDS),
    ],
)  # fmt: skip
def test_rounds_end(step: NextStep, number: int, after: NextStep) -> None:
    assert next_round(result(step, []), number=number, rules=COUNCILS) == after


def test_how_many_rounds_a_session_holds_is_the_bodys_to_set() -> None:
    again = next_round(result(NextStep.REVOTE_TIED, ["B", "C"]), number=2, rules=ElectionRules(max_rounds=3))

    assert again == Round(number=3, seats=1, names=["B", "C"], revote=True)
