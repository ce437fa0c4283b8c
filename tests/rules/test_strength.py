"""Too few delegates left, and the approval by the level above."""

from __future__ import annotations

from datetime import date

import pytest

from meetings.rulebook import COMMITTEE, COUNCIL, approval, profile_for, strength

NOW, OLD = date(2026, 7, 1), date(2023, 12, 6)
PROVINCE, COMMUNE = profile_for(COUNCIL, "PROVINCE", NOW), profile_for(COUNCIL, "COMMUNE", NOW)


@pytest.mark.parametrize(
    ("seats", "in_office", "months_left", "found"),
    [
        (50, 34, 10, "FULL"),
        (50, 33, 10, "STRICT"),
        (51, 34, 10, "FULL"),
        (51, 33, 18, "STRICT"),
        (50, 33, 19, "FULL"),
        (50, 17, 18, "STRICT"),
        (50, 16, 18, "NONE"),
        (51, 17, 18, "STRICT"),
        (51, 16, 18, "NONE"),
    ],
)
def test_at_the_end_of_a_term_a_council_of_few_needs_more_than_two_thirds(
    seats: int, in_office: int, months_left: int, found: str
) -> None:
    assert strength(PROVINCE, seats=seats, in_office=in_office, months_left=months_left) == found


def test_the_law_before_knew_no_such_rule() -> None:
    old = profile_for(COUNCIL, "PROVINCE", OLD)

    assert strength(old, seats=50, in_office=20, months_left=3) == "FULL"


@pytest.mark.parametrize(
    ("level", "post", "by"),
    [
        ("PROVINCE", "COUNCIL_CHAIR", "Ủy ban Thường vụ Quốc hội"),
        ("PROVINCE", "COUNCIL_DEPUTY", "Ủy ban Thường vụ Quốc hội"),
        ("PROVINCE", "COMMITTEE_CHAIR", "Thủ tướng Chính phủ"),
        ("PROVINCE", "COMMITTEE_DEPUTY", "Thủ tướng Chính phủ"),
        ("COMMUNE", "COUNCIL_CHAIR", "Thường trực HĐND tỉnh"),
        ("COMMUNE", "COMMITTEE_DEPUTY", "Chủ tịch UBND tỉnh"),
    ],
)
def test_the_level_above_approves_chairs_and_deputies(level: str, post: str, by: str) -> None:
    found = approval({"PROVINCE": PROVINCE, "COMMUNE": COMMUNE}[level], post, date(2026, 7, 1))

    assert found is not None
    assert (found.by_vi, found.send_by) == (by, date(2026, 7, 8))
    assert found.answer_by(date(2026, 7, 8)) == date(2026, 7, 22)


def test_members_need_no_approval_and_a_law_that_does_not_know_it_asks_for_none() -> None:
    in_its_last_days = date(2025, 6, 20)

    assert (
        approval(profile_for(COUNCIL, "DISTRICT", in_its_last_days), "COUNCIL_CHAIR", in_its_last_days)
        is None
    )
    assert approval(PROVINCE, "COMMITTEE_MEMBER", NOW) is None
    assert approval(profile_for(COUNCIL, "PROVINCE", OLD), "COUNCIL_CHAIR", OLD) is None
    assert approval(profile_for(COMMITTEE, "PROVINCE", NOW), "COMMITTEE_CHAIR", NOW) is None
