"""A body's own working rules change parameters, each with a citation, a date and a name."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest

from meetings.rulebook import (
    COMMITTEE,
    COUNCIL,
    OVERRIDABLE,
    BadOverride,
    Override,
    RuleProfile,
    Source,
    open_questions,
    profile_for,
    with_overrides,
)
from meetings.rulebook.overrides import CHOICES, NUMBERS, SWITCHES

PROFILE = profile_for(COUNCIL, "PROVINCE", date(2026, 7, 1))
RANGES = {
    "quorum_num": (1, 100), "quorum_den": (1, 100), "docs_days": (0, 60), "docs_special_days": (0, 60),
    "dossier_days": (0, 90), "report_days": (0, 90), "min_tellers": (1, 50), "max_rounds": (1, 20),
    "surplus_percent": (0, 100), "speech_first_seconds": (30, 7200), "speech_second_seconds": (30, 7200),
    "speech_warn_seconds": (0, 600), "question_seconds": (10, 3600), "answer_seconds": (10, 3600),
    "written_answer_days": (1, 90), "convene_regular_days": (1, 120), "convene_urgent_days": (1, 120),
    "first_session_days": (1, 120), "send_up_days": (1, 120),
}  # fmt: skip
# No working rules change these: what the body is, and when its law holds.
FIXED = {"id", "body_kind", "level", "valid_from", "valid_to", "sources"}


def rule(parameter: str, value: Any, **changes: Any) -> Override:
    given = Override(
        parameter, value, "khoản 1 Điều 9 Quy chế làm việc", "article 9 of the working rules", "Lò Văn A",
        date(2026, 7, 2),
    )  # fmt: skip
    return replace(given, **changes)


def test_a_parameter_changes_with_its_source_and_no_other_does() -> None:
    own = with_overrides(PROFILE, [rule("docs_days", 7)])

    assert own.docs_days == 7
    assert own.source_of("docs_days") == Source(
        "WORKING_RULES", "khoản 1 Điều 9 Quy chế làm việc", "article 9 of the working rules",
        by="Lò Văn A", on="2026-07-02",
    )  # fmt: skip
    assert own.source_of("dossier_days") == PROFILE.source_of("dossier_days")
    assert replace(own, docs_days=5, sources=PROFILE.sources) == PROFILE
    assert own.docs_deadline(date(2026, 12, 8)) == date(2026, 12, 1)


def test_the_later_of_two_wins_and_no_override_changes_nothing() -> None:
    assert with_overrides(PROFILE, [rule("docs_days", 7), rule("docs_days", 3)]).docs_days == 3
    assert with_overrides(PROFILE, []) == PROFILE


def test_the_version_tells_the_rules_of_one_body_from_those_of_another() -> None:
    own = with_overrides(PROFILE, [rule("docs_days", 7)])

    assert own.id == PROFILE.id
    assert own.version != PROFILE.version
    assert RuleProfile.from_facts(own.as_facts()).version == own.version


def test_a_quorum_of_working_rules_is_the_one_that_counts() -> None:
    own = with_overrides(PROFILE, [rule("quorum_num", 3), rule("quorum_den", 4)])

    assert own.needed(50) == 38


def test_a_question_is_confirmed_by_the_same_value_with_its_citation() -> None:
    own = with_overrides(PROFILE, [rule("total_base", "IN_OFFICE")])

    assert [each.question.code for each in open_questions(own) if not each.pending] == ["OQ-1"]


def test_every_parameter_is_somebodys_to_change_but_what_the_body_is() -> None:
    assert {*OVERRIDABLE} == {each.name for each in fields(RuleProfile)} - FIXED
    assert len(OVERRIDABLE) == len({*OVERRIDABLE})
    assert {*NUMBERS} == {*RANGES}


@pytest.mark.parametrize("name", [*FIXED, "majority", "needed"])
def test_the_majority_and_what_a_law_says_of_itself_are_nobodys_to_change(name: str) -> None:
    with pytest.raises(BadOverride) as refused:
        with_overrides(PROFILE, [rule(name, 1)])

    assert (refused.value.parameter, str(refused.value)) == (
        name,
        f"{name}: working rules cannot change this",
    )
    assert refused.value.vi == "quy chế làm việc không thay đổi được tham số này"


@pytest.mark.parametrize("missing", ["citation_vi", "citation_en", "by"])
def test_without_a_citation_and_a_name_nothing_changes(missing: str) -> None:
    with pytest.raises(BadOverride, match="the clause and a name are needed"):
        with_overrides(PROFILE, [rule("docs_days", 7, **{missing: "  "})])


@pytest.mark.parametrize(("name", "first", "last"), [(name, *of) for name, of in RANGES.items()])
def test_a_number_is_whole_and_within_its_limits(name: str, first: int, last: int) -> None:
    profile = replace(PROFILE, quorum_num=1, quorum_den=100)

    assert getattr(with_overrides(profile, [rule(name, first)]), name) == first
    assert getattr(with_overrides(profile, [rule(name, last)]), name) == last
    for value in (first - 1, last + 1, float(first), True, "5", None):
        with pytest.raises(BadOverride) as refused:
            with_overrides(profile, [rule(name, value)])
        assert str(refused.value) == f"{name}: a whole number, {first} to {last}"


@pytest.mark.parametrize("name", SWITCHES)
def test_a_switch_is_yes_or_no(name: str) -> None:
    assert getattr(with_overrides(PROFILE, [rule(name, False)]), name) is False
    assert getattr(with_overrides(PROFILE, [rule(name, True)]), name) is True
    for value in (1, 0, "YES", None):
        with pytest.raises(BadOverride, match=f"{name}: yes or no"):
            with_overrides(PROFILE, [rule(name, value)])


@pytest.mark.parametrize("name", CHOICES)
def test_a_choice_is_one_of_those_that_the_rules_know(name: str) -> None:
    for value in CHOICES[name]:
        assert getattr(with_overrides(PROFILE, [rule(name, value)]), name) == value
    with pytest.raises(BadOverride, match=f"{name}: one of: {', '.join(CHOICES[name])}"):
        with_overrides(PROFILE, [rule(name, "MAYBE")])


def test_a_quorum_of_more_than_all_is_refused_and_one_of_all_is_not() -> None:
    assert with_overrides(PROFILE, [rule("quorum_num", 3)]).needed(50) == 50
    with pytest.raises(BadOverride, match="quorum_num: no quorum is more than all"):
        with_overrides(PROFILE, [rule("quorum_num", 4)])


def test_a_peoples_committee_gets_its_deadline_of_papers_from_its_working_rules() -> None:
    committee = profile_for(COMMITTEE, "PROVINCE", date(2026, 7, 1))
    own = with_overrides(committee, [rule("docs_days", 3), rule("docs_working_days", True)])

    assert committee.deadlines(date(2026, 7, 15)) == ()
    (deadline,) = own.deadlines(date(2026, 7, 15))
    assert (deadline.due, deadline.days, deadline.working_days) == (date(2026, 7, 10), 3, True)
    assert deadline.source_vi == "khoản 1 Điều 9 Quy chế làm việc"
