"""The rule vectors hold, one by one, and whatever the figures are some things always hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings import rulebook
from tests.vectors.rules import PROFILE, RULES, Answer, Vector, main, put
from voting.counting import CHOICES, CountError, count_open, percent_bp, percent_vi, resolution_verdict

HERE = Path(__file__).parent
GOLDENS: list[Vector] = json.loads((HERE / "rule-vectors.json").read_text(encoding="utf-8"))
OURS: list[Vector] = json.loads((HERE / "more-vectors.json").read_text(encoding="utf-8"))
HALVES = {"id": "A", "rule": "FORMAT.PERCENT_VI", "n": 1, "of": 8, "expect": {"text": "12,50%"}}


def test_each_rule_has_vectors() -> None:
    assert {vector["rule"] for vector in [*GOLDENS, *OURS]} == set(RULES)
    assert len(GOLDENS) == 98
    assert len({vector["id"] for vector in [*GOLDENS, *OURS]}) == len(GOLDENS) + len(OURS)


@pytest.mark.parametrize("vector", [*GOLDENS, *OURS], ids=lambda vector: vector["id"])
def test_the_vector_holds(vector: Vector) -> None:
    assert put(vector).why == ""


@pytest.mark.parametrize("vector", GOLDENS, ids=lambda vector: vector["id"])
def test_another_expectation_of_the_same_vector_fails(vector: Vector) -> None:
    """So that no vector holds because nothing was looked at."""
    for name, value in vector["expect"].items():
        other = not value if isinstance(value, bool) else [value]
        assert put(vector | {"expect": vector["expect"] | {name: other}}).why.startswith(f"{name}: cần ")


@pytest.mark.parametrize("vector", GOLDENS, ids=lambda vector: vector["id"])
def test_the_name_of_a_vector_decides_nothing(vector: Vector) -> None:
    assert put(vector | {"id": "X", "source": ""}).why == ""


@pytest.mark.parametrize(
    ("vector", "id", "why"),
    [
        (HALVES | {"expect": {"text": "12,5%"}}, "A", "text: cần '12,5%', được '12,50%'"),
        (
            HALVES | {"expect": {"share": 1}},
            "A",
            "quy tắc này không cho biết share; được {'bp': 1250, 'text': '12,50%'}",
        ),
        (HALVES | {"expect": {"bp": True}, "n": 1, "of": 10000}, "A", "bp: cần True, được 1"),
        (HALVES | {"n": 1.0}, "A", "không phải số nguyên: n"),
        (HALVES | {"n": True}, "A", "không phải số nguyên: n"),
        (HALVES | {"n": "1"}, "A", "không phải số nguyên: n"),
        (HALVES | {"rule": "HDND.NEW"}, "A", "không có quy tắc 'HDND.NEW'"),
        (HALVES | {"expect": {}}, "A", "thiếu “expect”"),
        ({"id": "B", "rule": "FORMAT.PERCENT_VI", "n": 1, "of": 8}, "B", "thiếu “expect”"),
        ({"id": "C", "rule": "HDND.QUORUM", "present": 1, "expect": {"quorate": True}}, "C", "thiếu 'total'"),
        ({"rule": "FORMAT.PERCENT_VI", "n": 1, "of": 8, "expect": {"bp": 1}}, "#7", "bp: cần 1, được 1250"),
        (
            {"id": "D", "rule": "HDND.CONVENE_REGULAR", "anchor": "hôm nay", "offsetDays": -20, "expect": {"latest": ""}},
            "D",
            "không tính được: ValueError: Invalid isoformat string: 'hôm nay'",
        ),
        (
            {"id": "S", "rule": "SEC.AI", "level": "KIN", "expect": {"allowed": True}},
            "S",
            "không tính được: ValueError: unknown level of secrecy: KIN",
        ),
        ("R01", "#7", "không phải một véc-tơ (cần một đối tượng JSON)"),
    ],
)  # fmt: skip
def test_a_vector_that_does_not_hold_says_why(vector: Vector, id: str, why: str) -> None:
    assert put(vector, 7) == Answer(id, why)


def test_the_last_line_names_what_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vectors.json"
    file.write_text(json.dumps([HALVES, HALVES | {"id": "B", "n": 2}, None]), encoding="utf-8")

    code = main([str(file)])

    said = capsys.readouterr()
    assert (code, said.out) == (1, '{"passed": 1, "failed": ["B", "#3"]}\n')
    assert said.err == (
        "B: text: cần '12,50%', được '25,00%'\n#3: không phải một véc-tơ (cần một đối tượng JSON)\n"
    )


def test_a_file_of_vectors_that_all_hold_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(HERE / "rule-vectors.json")]) == 0
    assert capsys.readouterr().out == '{"passed": 98, "failed": []}\n'


def test_a_file_that_is_no_list_of_vectors_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = tmp_path / "one.json"
    one.write_text("{}", encoding="utf-8")

    assert main([str(one)]) == 2
    assert main([]) == 2
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
