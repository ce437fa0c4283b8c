"""What a sheet must add up to, where two differ, what is announced from it: without the database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetings.errors import Refusal
from meetings.rulebook import profile_for
from tests.voting.paper_cast import votes_for
from voting.paper import steps
from voting.paper.figures import Figures, differences, require_sum
from voting.paper.outcomes import Box, Line, outcome_of
from voting.paper.posts import waits_for_approval

PROFILE = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))
NAMES = {1: "Lò Thị A", 2: "Vàng A B"}


def box(
    rule: str, *, seats: int = 0, post: str = "Phó Chủ tịch UBND tỉnh", names: int = 2, **more: Any
) -> Box:
    lines = [Line(no, name, post) for no, name in list({**NAMES, 3: "Giàng C"}.items())[:names]]
    given = {
        "rule": rule, "total": 12, "present": 12, "not_eligible": 0, "issued": 12, "returned": 12,
        "seats": seats, "revote": False, "lines": lines,
    }  # fmt: skip
    return Box(**(given | more))


def sums(figures: Figures, *, rule: str = "HDND.ELECTION", returned: int = 12, seats: int = 1) -> Figures:
    return require_sum(figures, rule=rule, returned=returned, seats=seats, names=NAMES)


def refused(figures: Figures, **more: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        sums(figures, **more)
    return refusal.value.code


def test_a_sheet_that_adds_up_is_written_out_whole() -> None:
    whole = sums(Figures(11, {"NO_STAMP": 1}, {1: {"YES": 7, "NO": 4}, 2: {"YES": 4, "NO": 6}}))

    assert whole.invalid == {
        "NOT_OURS": 0, "NO_STAMP": 1, "TOO_MANY_NAMES": 0, "NOTHING_MARKED": 0, "ADDED_NAMES": 0,
    }  # fmt: skip
    assert [whole.blank(no) for no in (1, 2)] == [0, 1]


@pytest.mark.parametrize(
    ("figures", "code"),
    [
        (votes_for(7, 5, valid=11), "voting.sheet_unbalanced"),
        (votes_for(7, 5, valid=12, invalid=1), "voting.sheet_unbalanced"),
        (Figures(12, {}, {1: {"YES": 13}, 2: {}}), "voting.line_exceeds"),
        (Figures(12, {}, {1: {"YES": 7, "NO": 6}, 2: {}}), "voting.line_exceeds"),
        (Figures(12, {}, {1: {"YES": 7}, 2: {"YES": 6}}), "voting.too_many_names"),
        (Figures(12, {}, {1: {"YES": 7}}), "voting.sheet_incomplete"),
        (Figures(12, {}, {1: {"YES": 7}, 2: {}, 3: {}}), "voting.sheet_incomplete"),
        (Figures(12, {}, {1: {"HIGH": 7}, 2: {}}), "voting.sheet_incomplete"),
        (Figures(11, {"TORN": 1}, {1: {}, 2: {}}), "voting.sheet_incomplete"),
    ],
)
def test_a_sheet_that_does_not_add_up_is_refused(figures: Figures, code: str) -> None:
    assert refused(figures) == code


def test_two_sheets_tell_where_they_differ_and_not_by_how_much() -> None:
    one = sums(votes_for(7, 5))
    other = sums(Figures(11, {"NO_STAMP": 1}, {1: {"YES": 7, "NO": 4}, 2: {"YES": 4, "NO": 7}}))

    assert differences(one, other) == ["valid", "invalid.NO_STAMP", "lines.1.NO", "lines.2.YES"]
    assert differences(one, one) == []


def test_a_sheet_is_as_long_whatever_it_says() -> None:
    few, many = sums(votes_for(0, 0)), sums(votes_for(12, 0))

    assert len(few.to_bytes()) == len(many.to_bytes()) == 1024
    assert Figures.from_bytes(many.to_bytes()) == many


def test_the_one_over_half_is_elected_and_waits_for_the_level_above() -> None:
    kept = Figures.from_bytes(sums(votes_for(7, 5)).to_bytes())

    outcome = outcome_of(box("HDND.ELECTION", seats=1), kept, PROFILE)

    assert [(line["result"], line["approval"]) for line in outcome["lines"]] == [
        ("ELECTED", "PENDING"),
        ("NOT_ELECTED", ""),
    ]
    assert [list(line["marks"]) for line in outcome["lines"]] == [["YES", "NO"], ["YES", "NO"]]
    assert (outcome["needed"], outcome["open_seats"], outcome["next"]) == (7, 0, "NONE")
    assert outcome["sentence_vi"] == (
        "Phiếu phát ra 12, thu về 12, hợp lệ 12, không hợp lệ 0. Lò Thị A trúng cử Phó Chủ tịch UBND tỉnh với "
        "7/12 phiếu (58,33% tổng số đại biểu), theo Hướng dẫn 883/HD-UBTVQH14 (nhiệm kỳ 2021-2026). "
        "Lò Thị A thực hiện nhiệm vụ Phó Chủ tịch UBND tỉnh ngay sau khi được bầu; kết quả bầu chờ cấp trên "
        "phê chuẩn."
    )


def test_half_of_all_elects_nobody() -> None:
    outcome = outcome_of(box("HDND.ELECTION", seats=1), sums(votes_for(6, 6)), PROFILE)

    assert [line["result"] for line in outcome["lines"]] == ["NOT_ELECTED", "NOT_ELECTED"]
    assert (outcome["open_seats"], outcome["next"]) == (1, "REVOTE_OR_NEW_LIST")


def test_equal_votes_over_half_at_the_last_seat_are_voted_on_again() -> None:
    three = box("HDND.ELECTION", seats=2, names=3)
    figures = require_sum(
        votes_for(9, 7, 7), rule="HDND.ELECTION", returned=12, seats=2, names={**NAMES, 3: "Giàng C"}
    )

    outcome = outcome_of(three, figures, PROFILE)

    assert [line["result"] for line in outcome["lines"]] == ["ELECTED", "TIED", "TIED"]
    assert (outcome["open_seats"], outcome["next"]) == (1, "REVOTE_TIED")


def test_confidence_has_three_levels_and_a_consequence_by_the_ballots() -> None:
    marks = {
        1: {"HIGH": 9, "MID": 2, "LOW": 1},
        2: {"HIGH": 2, "MID": 3, "LOW": 7},
        3: {"HIGH": 1, "MID": 2, "LOW": 8},
    }
    figures = require_sum(
        Figures(12, {}, marks), rule="HDND.CONFIDENCE_3", returned=12, seats=0, names={**NAMES, 3: "Giàng C"}
    )

    outcome = outcome_of(box("HDND.CONFIDENCE_3", names=3), figures, PROFILE)

    assert [line["result"] for line in outcome["lines"]] == ["KEPT", "MAY_RESIGN", "PROPOSE_DISMISSAL"]
    assert outcome["lines"][0]["shares"] == {"HIGH": "75,00%", "MID": "16,67%", "LOW": "8,33%"}
    assert [line["blank"] for line in outcome["lines"]] == [0, 0, 1]


@pytest.mark.parametrize(("without", "result"), [(6, "KEPT"), (7, "PROPOSE_DISMISSAL")])
def test_a_vote_of_confidence_is_lost_by_over_half_of_the_ballots(without: int, result: str) -> None:
    figures = sums(
        Figures(12, {}, {1: {"CONFIDENCE": 12 - without, "NO_CONFIDENCE": without}, 2: {"CONFIDENCE": 12}}),
        rule="HDND.CONFIDENCE_VOTE",
    )

    outcome = outcome_of(box("HDND.CONFIDENCE_VOTE"), figures, PROFILE)

    assert [line["result"] for line in outcome["lines"]] == [result, "KEPT"]


@pytest.mark.parametrize(("yes", "result"), [(7, "NOT_PASSED"), (8, "PASSED")])
def test_a_delegate_is_removed_by_two_thirds_of_all(yes: int, result: str) -> None:
    figures = sums(
        Figures(12, {}, {1: {"YES": yes, "NO": 12 - yes}, 2: {"NO": 12}}), rule="HDND.RECALL_DELEGATE"
    )

    outcome = outcome_of(box("HDND.RECALL_DELEGATE"), figures, PROFILE)

    assert [line["result"] for line in outcome["lines"]] == [result, "NOT_PASSED"]
    assert outcome["needed"] == 8


@pytest.mark.parametrize(
    ("post", "waits"),
    [
        ("Chủ tịch UBND tỉnh Điện Biên", True),
        ("Phó Chủ tịch Uỷ ban nhân dân tỉnh", True),
        ("Phó Chủ tịch HĐND tỉnh", True),
        ("Ủy viên UBND tỉnh", False),
        ("Trưởng Ban Pháp chế HĐND tỉnh", False),
        ("Chủ tịch Ủy ban Mặt trận Tổ quốc", False),
    ],
)
def test_chairs_and_deputies_wait_for_the_level_above(post: str, waits: bool) -> None:
    assert waits_for_approval(post) is waits


def test_the_acts_have_one_order() -> None:
    done: list[str] = []
    while act := steps.next_act(done):
        steps.require_turn(act, done)
        done.append(act.step)

    assert done == [
        "RULES_READ", "BOX_SEALED", "BALLOTS_ISSUED", "CASTING_ENDED", "BOX_OPENED", "ANNOUNCED", "HANDED_OVER",
    ]  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        steps.require_turn(steps.BY_STEP["RULES_READ"], done)
    assert refusal.value.code == "voting.out_of_order"
