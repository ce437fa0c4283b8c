"""The rule vectors hold, one by one, and whatever the figures are some things always hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import rulebook
from tests.vectors.rules import PROFILE, RULES, Vector, main, put
from voting.counting import CHOICES, CountError, count_open, percent_bp, percent_vi, resolution_verdict

FILE = Path(__file__).parent / "rule-vectors.json"
VECTORS: list[Vector] = json.loads(FILE.read_text(encoding="utf-8"))
OURS = [vector for vector in VECTORS if vector["rule"] in RULES]


def test_each_of_our_rules_has_vectors() -> None:
    assert {vector["rule"] for vector in OURS} == set(RULES)
    assert len(OURS) == 88


@pytest.mark.parametrize("vector", OURS, ids=lambda vector: vector["id"])
def test_the_vector_holds(vector: Vector) -> None:
    assert put(vector).got == vector["expect"]


def test_the_last_line_names_what_holds_what_does_not_and_what_is_not_here(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    holds = {"id": "A", "rule": "FORMAT.PERCENT_VI", "n": 1, "of": 8, "expect": {"text": "12,50%"}}
    fails = {"id": "B", "rule": "FORMAT.PERCENT_VI", "n": 1, "of": 8, "expect": {"text": "12,5%"}}
    broken = {"id": "C", "rule": "HDND.QUORUM", "present": 1, "expect": {"quorate": True}}
    later = {"id": "D", "rule": "SEC.AI", "expect": {"refused": "agenda.state_secret_ai"}}
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps([holds, fails, broken, later]), encoding="utf-8")

    code = main([str(file)])

    said = capsys.readouterr().out.splitlines()
    assert (code, json.loads(said[-1])) == (1, {"passed": 1, "failed": ["B", "C"], "not_supported": ["D"]})


def test_a_file_that_is_no_list_of_vectors_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    assert capsys.readouterr().err.startswith("Không đọc được tệp véc-tơ")


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, dict[int, str]]:
    """Total, present and ballots that a sitting may have."""
    total = draw(st.integers(1, 600))
    present = draw(st.integers(0, total))
    cast = draw(st.lists(st.sampled_from(CHOICES), max_size=present))
    return total, present, dict(enumerate(cast))


@given(counts(), st.integers(0, 5))
def test_the_six_states_sum_to_the_total(of: tuple[int, int, dict[int, str]], suspended: int) -> None:
    total, present, ballots = of
    suspended = min(suspended, total - present)

    states = count_open(total=total, entitled=range(present), not_eligible=suspended, ballots=ballots)

    six = (states.yes, states.no, states.abstain, states.not_cast, states.absent, states.not_eligible)
    assert sum(six) == states.total == total
    assert min(six) >= 0


@given(counts())
def test_one_more_approval_never_turns_an_adopted_resolution_down(
    of: tuple[int, int, dict[int, str]],
) -> None:
    total, present, ballots = of
    others = [person for person in range(present) if ballots.get(person) != "YES"]

    before = resolution_verdict(
        count_open(total=total, entitled=range(present), not_eligible=0, ballots=ballots)
    )
    for person in others[:1]:
        ballots[person] = "YES"
    after = resolution_verdict(
        count_open(total=total, entitled=range(present), not_eligible=0, ballots=ballots)
    )

    assert after.passed >= before.passed
    assert after.needed == before.needed


@given(counts())
def test_adopted_means_as_many_as_are_needed(of: tuple[int, int, dict[int, str]]) -> None:
    total, present, ballots = of
    states = count_open(total=total, entitled=range(present), not_eligible=0, ballots=ballots)

    verdict = resolution_verdict(states)

    assert verdict.passed == (states.yes >= verdict.needed) == (states.yes > total - states.yes)


@given(st.integers(1, 10_000), st.data())
def test_the_quorum_is_the_least_number_that_makes_two_thirds(total: int, data: st.DataObject) -> None:
    present = data.draw(st.integers(0, total))

    now = rulebook.quorum(PROFILE, total=total, in_hall=present, remote=0)

    assert now.quorate == (3 * present >= 2 * total)
    assert 3 * now.needed >= 2 * total > 3 * (now.needed - 1)


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_printed_half_up_in_hundredths(part: int, of: int) -> None:
    bp = percent_bp(part, of)

    assert abs(10_000 * part - bp * of) * 2 <= of
    assert percent_vi(part, of) == f"{bp // 100},{bp % 100:02d}%"


@pytest.mark.parametrize("ballots", [{9: "YES"}, {0: "MAYBE"}], ids=["of a stranger", "of an unknown choice"])
def test_a_ballot_that_cannot_be_stops_the_count(ballots: dict[int, str]) -> None:
    with pytest.raises(CountError):
        count_open(total=5, entitled=range(5), not_eligible=0, ballots=ballots)


def test_more_people_than_delegates_stop_the_count() -> None:
    with pytest.raises(CountError):
        count_open(total=5, entitled=range(6), not_eligible=0, ballots={})
