"""People's Committees: the chair's side, and opinion slips over days."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voting.counting import CommitteeResult, CountError, Slip, SlipCount, committee_decision, count_slips

DEADLINE = 1_000
MEMBERS = range(1, 25)


def decide(yes: int, no: int, abstain: int = 0, **more: Any) -> CommitteeResult:
    return committee_decision(
        **{"total": 24, "present": 24, "yes": yes, "no": no, "abstain": abstain, "chair": "yes"} | more
    )


@pytest.mark.parametrize(
    ("result", "given"),
    [
        ("PASSED", {"yes": 13, "no": 11}),
        ("PASSED", {"yes": 13, "no": 11, "chair": "no"}),
        ("PASSED", {"yes": 24, "no": 0}),
        ("REJECTED", {"yes": 12, "no": 10, "abstain": 2}),
        ("REJECTED", {"yes": 10, "no": 12, "abstain": 2}),
        ("REJECTED", {"yes": 0, "no": 0, "abstain": 24}),
        ("REJECTED", {"yes": 0, "no": 0, "abstain": 24, "chair": "abstain"}),
        ("NO_QUORUM", {"yes": 15, "no": 0, "present": 15}),
        ("PASSED", {"yes": 13, "no": 3, "present": 16}),
    ],
)
def test_over_half_of_all_members_decide_in_a_meeting_with_quorum(result: str, given: dict[str, Any]) -> None:
    got = decide(**given)

    assert (got.result, got.tie_broken, got.needed) == (result, False, 13)
    assert got.quorate == (result != "NO_QUORUM")


@pytest.mark.parametrize(
    ("chair", "yes", "no", "abstain", "result", "broken"),
    [
        ("yes", 12, 12, 0, "PASSED", True),
        ("no", 12, 12, 0, "REJECTED", True),
        ("abstain", 12, 12, 0, "REJECTED", False),
        ("", 12, 12, 0, "REJECTED", False),
        ("yes", 9, 9, 2, "PASSED", True),
        ("yes", 1, 1, 20, "PASSED", True),
        ("yes", 0, 0, 20, "REJECTED", False),
    ],
)
def test_equal_votes_go_with_the_chair(
    chair: str, yes: int, no: int, abstain: int, result: str, broken: bool
) -> None:
    got = decide(yes, no, abstain, chair=chair)

    assert (got.result, got.tie_broken, got.quorate, got.needed) == (result, broken, True, 13)


def test_whether_a_tie_with_abstentions_is_one_is_a_switch() -> None:
    assert decide(9, 9, 2, tie_with_abstentions=False) == CommitteeResult("REJECTED", True, False, 13)
    assert decide(12, 12, 0, tie_with_abstentions=False) == CommitteeResult("PASSED", True, True, 13)


@pytest.mark.parametrize(
    "given",
    [
        {"yes": 12, "no": 11, "abstain": 2},
        {"yes": 13, "no": 11, "present": 25},
        {"yes": 13, "no": 4, "present": 16},
        {"yes": -1, "no": 3},
        {"yes": 1, "no": -3},
    ],
)
def test_more_than_are_there_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(CountError):
        decide(**given)


def slips(**choices: str) -> list[Slip]:
    """Choices by time: each letter one member's, in order, at 10, 20, 30 …"""
    kinds = {"Y": "YES", "N": "NO", "A": "ABSTAIN"}
    return [
        Slip(member, kinds[letter], at=int(when[1:]))
        for when, letters in choices.items()
        for member, letter in enumerate(letters, start=1)
        if letter in kinds
    ]


def test_slips_in_time_count_and_silence_is_no_consent() -> None:
    count = count_slips(MEMBERS, slips(t10="Y" * 12 + "NNA"), deadline=DEADLINE, now=1_001)

    assert count == SlipCount(
        members=24, yes=12, no=2, abstain=1, outstanding=[*range(16, 25)], late=[], closed=True
    )
    assert count.returned == 15
    assert count.decision(chair="yes") == CommitteeResult("REJECTED", True, False, 13)


def test_over_half_of_all_members_by_slips_is_a_decision_without_a_sitting() -> None:
    count = count_slips(MEMBERS, slips(t10="Y" * 13), deadline=DEADLINE, now=1_001)

    assert count.decision(chair="no") == CommitteeResult("PASSED", True, False, 13)


def test_a_tie_by_slips_goes_with_the_chair_too() -> None:
    count = count_slips(MEMBERS, slips(t10="YYYNNNA"), deadline=DEADLINE, now=1_001)

    assert count.decision(chair="yes").tie_broken
    assert count.decision(chair="no").result == "REJECTED"
    assert not count.decision(chair="yes", tie_with_abstentions=False).tie_broken


def test_a_slip_at_the_deadline_is_in_time_and_one_after_it_is_told_apart() -> None:
    sent = [Slip(1, "YES", 1_000), Slip(2, "YES", 1_001), Slip(3, "NO", 5), Slip(3, "YES", 1_002)]

    count = count_slips([1, 2, 3], sent, deadline=DEADLINE, now=2_000)

    assert (count.yes, count.no, count.outstanding, count.late) == (1, 1, [2], [2, 3])


def test_the_last_slip_in_time_counts_in_whatever_order_they_are_read() -> None:
    sent = [Slip(1, "NO", 30), Slip(1, "YES", 10), Slip(1, "ABSTAIN", 20)]

    count = count_slips([1], sent, deadline=DEADLINE, now=40)

    assert (count.yes, count.no, count.abstain) == (0, 1, 0)


@pytest.mark.parametrize(
    ("letters", "now", "closed"),
    [("YYY", 40, True), ("YY", 40, False), ("YY", 1_000, False), ("YY", 1_001, True), ("", 1_001, True)],
)
def test_slips_are_closed_when_all_are_back_or_the_deadline_is_over(
    letters: str, now: int, closed: bool
) -> None:
    count = count_slips([1, 2, 3], slips(t10=letters), deadline=DEADLINE, now=now)

    assert count.closed is closed
    if not closed:
        with pytest.raises(CountError) as refused:
            count.decision(chair="yes")
        assert refused.value.what == "OPEN"


@pytest.mark.parametrize(
    ("slip", "what"), [(Slip(9, "YES", 1), "STRANGERS"), (Slip(1, "MAYBE", 1), "CHOICE")]
)
def test_a_slip_that_cannot_be_stops_the_count(slip: Slip, what: str) -> None:
    with pytest.raises(CountError) as refused:
        count_slips([1, 2], [slip], deadline=DEADLINE, now=5)
    assert refused.value.what == what


def test_a_member_who_is_named_twice_is_one() -> None:
    assert count_slips([1, 1, 2], [], deadline=DEADLINE, now=5).members == 2


@given(
    st.lists(st.tuples(st.integers(1, 8), st.sampled_from(["YES", "NO", "ABSTAIN"]), st.integers(0, 2000)))
)
def test_every_member_has_answered_once_or_is_outstanding(sent: list[tuple[int, str, int]]) -> None:
    count = count_slips(range(1, 9), [Slip(*each) for each in sent], deadline=DEADLINE, now=3_000)

    assert count.returned + len(count.outstanding) == count.members == 8
    assert count.closed


@given(st.integers(1, 40), st.data())
def test_one_more_approval_never_undoes_a_decision(total: int, data: st.DataObject) -> None:
    yes = data.draw(st.integers(0, total - 1))
    no = data.draw(st.integers(0, total - yes - 1))
    given = {"total": total, "present": total, "no": no, "abstain": 0, "chair": "yes"}

    before = committee_decision(yes=yes, **given)  # type: ignore[arg-type]
    after = committee_decision(yes=yes + 1, **given)  # type: ignore[arg-type]

    if before.result == "PASSED" and not before.tie_broken:
        assert after.result == "PASSED"
