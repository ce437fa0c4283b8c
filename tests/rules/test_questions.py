"""Open questions: named switches that say "chờ xác nhận pháp lý" until a person confirms them."""

from __future__ import annotations

from datetime import date

import pytest

from meetings.rulebook import (
    COMMITTEE,
    COUNCIL,
    PARTY,
    Override,
    RuleProfile,
    open_questions,
    profile_for,
    with_overrides,
)

DAY = date(2026, 7, 1)
COUNCIL_NOW = profile_for(COUNCIL, "PROVINCE", DAY)


def asked(profile: RuleProfile) -> dict[str, object]:
    return {each.question.code: each.value for each in open_questions(profile)}


def test_what_holds_for_a_council_until_somebody_says_otherwise() -> None:
    assert asked(COUNCIL_NOW) == {
        "OQ-1": "IN_OFFICE", "OQ-3": True, "OQ-4": False, "OQ-5": True, "OQ-6": False, "OQ-7": True, "OQ-8": 2,
        "OQ-9": True, "OQ-10": "COUNCIL", "OQ-11": "BALLOTS_RETURNED", "OQ-12": "OLDER",
    }  # fmt: skip


def test_a_commune_holds_no_three_level_vote_by_the_letter() -> None:
    assert asked(profile_for(COUNCIL, "COMMUNE", DAY))["OQ-5"] is False


def test_a_committee_and_the_party_have_their_own() -> None:
    assert asked(profile_for(COMMITTEE, "PROVINCE", DAY)) == {
        "OQ-1": "IN_OFFICE", "OQ-2": True, "OQ-2A": False, "OQ-4": False, "OQ-6": False, "OQ-8": 2,
    }  # fmt: skip
    assert asked(profile_for(PARTY, "PROVINCE", DAY)) == {
        "OQ-1": "IN_OFFICE", "OQ-4": False, "OQ-6": False, "OQ-8": 2, "OQ-12": "BODY_DECIDES",
    }  # fmt: skip


@pytest.mark.parametrize("kind", [COUNCIL, COMMITTEE, PARTY])
def test_all_wait_for_the_legal_office(kind: str) -> None:
    for each in open_questions(profile_for(kind, "PROVINCE", DAY)):
        assert each.pending
        assert (each.state_vi, each.state_en) == (
            "chờ xác nhận pháp lý",
            "to be confirmed by the legal office",
        )


def test_who_confirms_one_ends_the_waiting_for_that_one_alone() -> None:
    said = Override("electronic_secret", True, "Nghị quyết số 9/NQ-HĐND", "resolution 9", "Lò Văn A", DAY)

    own = open_questions(with_overrides(COUNCIL_NOW, [said]))

    (confirmed,) = [each for each in own if not each.pending]
    assert (confirmed.question.code, confirmed.value) == ("OQ-6", True)
    assert (confirmed.state_vi, confirmed.state_en) == ("Nghị quyết số 9/NQ-HĐND", "resolution 9")


@pytest.mark.parametrize("profile", [COUNCIL_NOW, profile_for(COMMITTEE, "COMMUNE", DAY)], ids=lambda p: p.id)
def test_each_question_is_put_in_two_languages_as_a_question(profile: RuleProfile) -> None:
    for each in open_questions(profile):
        assert each.question.vi.endswith("?")
        assert each.question.en.endswith("?")
        assert "bạn" not in each.question.vi.split()
