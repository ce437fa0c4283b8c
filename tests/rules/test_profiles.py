"""A profile: its figures and days, the sources of its parameters, and how it is frozen."""

from __future__ import annotations

import ast
import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from meetings import rulebook
from meetings.rulebook import OVERRIDABLE, RuleProfile, profile_for

DAY = date(2023, 12, 6)
PROFILE = profile_for("PEOPLES_COUNCIL", "PROVINCE", DAY)
COMMITTEE = profile_for("PEOPLES_COMMITTEE", "PROVINCE", DAY)


@pytest.mark.parametrize("profile", rulebook.PROFILES, ids=lambda p: p.id)
def test_a_frozen_profile_reads_back_the_same(profile: RuleProfile) -> None:
    assert RuleProfile.from_facts(profile.as_facts()) == profile
    facts = profile.as_facts()
    assert json.loads(json.dumps(facts)) == facts
    assert {type(v) for v in facts.values()} <= {str, int, bool, dict, type(None)}


def test_a_profile_frozen_before_a_parameter_existed_has_its_default() -> None:
    facts = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6)).as_facts()
    del facts["min_tellers"]

    assert RuleProfile.from_facts(facts | {"dropped": 1}).min_tellers == 7


def test_the_documents_deadline_is_five_days_before_the_opening() -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))

    assert profile.docs_deadline(date(2023, 12, 6)) == date(2023, 12, 1)


def test_each_kind_of_reader_has_a_deadline_of_its_own() -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))

    deadlines = profile.deadlines(date(2023, 12, 6))

    assert [(each.reader, each.kinds, each.days, each.due) for each in deadlines] == [
        ("DELEGATES", (), 5, date(2023, 12, 1)),
        (
            "EXAMINING_COMMITTEE",
            ("SUBMISSION", "DRAFT_RESOLUTION", "APPRAISAL_REPORT"),
            15,
            date(2023, 11, 21),
        ),
        ("STANDING_BOARD", ("EXAMINATION_REPORT",), 10, date(2023, 11, 26)),
    ]
    # Of none of the three is the number of days in a law that was read.
    assert {each.source_vi for each in deadlines} == {"Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)"}


@pytest.mark.parametrize(
    ("on", "source"),
    [
        (date(2023, 12, 6), "Điều 85 Luật Tổ chức chính quyền địa phương số 77/2015/QH13"),
        (date(2025, 5, 1), "Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)"),
        (date(2025, 12, 6), "khoản 3 Điều 29 Luật Tổ chức chính quyền địa phương số 72/2025/QH15"),
    ],
)
def test_that_a_draft_is_examined_is_a_duty_with_a_source(on: date, source: str) -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", on)

    assert (profile.drafts_are_examined, profile.source_of("drafts_are_examined").said_vi) == (True, source)


@pytest.mark.parametrize(
    ("remote", "allowed", "counts"),
    [
        ("", True, False),
        ("COUNTED", True, True),
        ("RECORDED", True, False),
        ("REFUSED", False, False),
        ("ANOTHER", True, False),
    ],
)
def test_the_working_rules_say_whether_remote_delegates_count(
    remote: str, allowed: bool, counts: bool
) -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6)).under(
        remote=remote, total_base=""
    )

    assert (profile.remote_allowed, profile.remote_counts_for_quorum) == (allowed, counts)


def test_what_is_chosen_for_the_body_changes_the_profile_and_confirms_nothing() -> None:
    own = PROFILE.under(remote="", total_base="ELECTED")

    assert (own.total_base, own.remote_allowed, own.sources) == ("ELECTED", True, PROFILE.sources)
    assert PROFILE.under(remote="", total_base="") == PROFILE


def test_a_council_of_nobody_has_no_quorum() -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))

    assert rulebook.quorum(profile, total=0, in_hall=0, remote=0).quorate is False


def test_a_quorum_is_reached_at_two_thirds_and_a_remote_delegate_counts_where_the_rules_say() -> None:
    counted = replace(PROFILE, remote_counts_for_quorum=True)

    without = rulebook.quorum(PROFILE, total=50, in_hall=30, remote=4)
    with_them = rulebook.quorum(counted, total=50, in_hall=30, remote=4)

    assert (without.quorate, without.present, without.needed) == (False, 30, 34)
    assert (with_them.quorate, with_them.present, with_them.needed) == (True, 34, 34)
    assert (without.in_hall, without.remote, without.total) == (30, 4, 50)
    assert rulebook.quorum(PROFILE, total=1, in_hall=1, remote=0).quorate
    assert rulebook.quorum(PROFILE, total=50, in_hall=50, remote=0).quorate


@pytest.mark.parametrize(
    ("base", "suspended_in_total", "elected", "total"),
    [
        ("IN_OFFICE", True, 50, 48),
        ("ELECTED", True, 50, 50),
        ("ELECTED", True, 0, 48),
        ("IN_OFFICE", False, 50, 46),
        ("ELECTED", False, 50, 48),
        ("ANOTHER", True, 50, 48),
    ],
)
def test_what_all_delegates_means_is_a_switch(
    base: str, suspended_in_total: bool, elected: int, total: int
) -> None:
    profile = replace(PROFILE, total_base=base, suspended_in_total=suspended_in_total)

    assert profile.total(in_office=48, elected=elected, suspended=2) == total
    assert PROFILE.total(in_office=48, elected=50) == 48
    assert replace(PROFILE, suspended_in_total=False).total(in_office=48, elected=50) == 48


def test_a_topic_or_a_parameter_has_its_own_source_that_of_its_topic_or_none_but_the_products() -> None:
    own = rulebook.Source("WORKING_RULES", "Điều 9", "article 9")

    assert PROFILE.source_of("quorum_num") == PROFILE.sources["quorum"]
    assert PROFILE.source_of("quorum") == PROFILE.sources["quorum"]
    assert replace(PROFILE, sources=PROFILE.sources | {"quorum_num": own}).source_of("quorum_num") == own
    assert PROFILE.source_of("nothing").said_vi == "mặc định của hệ thống (chờ xác nhận pháp lý)"
    assert PROFILE.citation_en == (
        "clause 3, article 91 of the Law on Organisation of Local Government 77/2015/QH13"
    )


def test_every_parameter_has_a_source_of_its_topic() -> None:
    """But for three, which are choices of this product until working rules speak of them."""
    named = {*OVERRIDABLE} - {name for name in OVERRIDABLE if PROFILE.source_of(name).kind != "PRODUCT"}

    assert named == {"subject_votes", "chair_breaks_tie_with_abstentions"}
    assert {name for name in OVERRIDABLE if COMMITTEE.source_of(name).kind == "PRODUCT"} == {
        "subject_votes", "min_tellers", "tie_needs_majority", "tie_again", "surplus_percent", "low_base",
        "no_confidence_base", "sounding_held", "questioning_as_before_2026", "written_answer_days",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (False, ("2023-12-01", 3, True)),
        (True, ("2023-12-05", 1, False)),
    ],
)
def test_a_committee_has_one_deadline_for_its_papers(kind: bool, expected: tuple[str, int, bool]) -> None:
    (deadline,) = COMMITTEE.deadlines(DAY, special=kind)

    assert (deadline.due.isoformat(), deadline.days, deadline.working_days) == expected
    assert (deadline.reader, deadline.kinds) == ("DELEGATES", ())
    assert COMMITTEE.docs_deadline(DAY, special=kind) == deadline.due


def test_a_councils_special_session_has_the_days_of_every_session_unless_its_rules_say_so() -> None:
    own = replace(PROFILE, docs_special_days=2)

    assert PROFILE.deadlines(DAY, special=True) == PROFILE.deadlines(DAY)
    assert PROFILE.docs_deadline(DAY, special=True) == date(2023, 12, 1)
    assert own.docs_deadline(DAY, special=True) == date(2023, 12, 4)
    assert own.docs_deadline(DAY) == date(2023, 12, 1)
    assert [each.days for each in own.deadlines(DAY, special=True)] == [2, 15, 10]
    assert [each.days for each in own.deadlines(DAY)] == [5, 15, 10]
    assert [each.working_days for each in own.deadlines(DAY)] == [False, False, False]


def test_a_number_of_days_that_nobody_knows_is_no_deadline() -> None:
    assert [each.reader for each in replace(PROFILE, docs_days=0).deadlines(DAY)] == [
        "EXAMINING_COMMITTEE",
        "STANDING_BOARD",
    ]
    assert replace(PROFILE, docs_days=1).deadlines(DAY)[0].due == date(2023, 12, 5)
    assert replace(COMMITTEE, docs_days=0, docs_special_days=0).deadlines(DAY, special=True) == ()


def test_other_days_are_counted_from_the_day_that_the_rule_names() -> None:
    assert PROFILE.convening_deadline(DAY) == date(2023, 11, 16)
    assert PROFILE.convening_deadline(DAY, urgent=True) == date(2023, 11, 29)
    assert PROFILE.first_session_deadline(date(2026, 3, 15)) == date(2026, 4, 29)
    assert PROFILE.send_up_deadline(date(2023, 12, 8)) == date(2023, 12, 18)


def test_tellers_suffice_from_the_least_number_on() -> None:
    assert [PROFILE.tellers_suffice(n) for n in (6, 7, 8)] == [False, True, True]


def test_what_is_not_said_of_a_profile_is_as_the_rule_book_has_it() -> None:
    plain = RuleProfile("X", "B", "L", DAY, None).as_facts()

    assert {name: value for name, value in plain.items() if name not in ("id", "body_kind", "level")} == {
        "valid_from": "2023-12-06", "valid_to": None, "sources": {}, "quorum_num": 2, "quorum_den": 3,
        "total_base": "IN_OFFICE", "suspended_in_total": True, "remote_allowed": True,
        "remote_counts_for_quorum": False, "subject_votes": True, "electronic_secret": False,
        "vote_again_by": "COUNCIL", "certifier": "COUNCIL_CHAIR", "docs_days": 5, "docs_working_days": False,
        "docs_special_days": 0, "dossier_days": 15, "report_days": 10, "drafts_are_examined": True,
        "group_discussion": True, "min_tellers": 7, "tie_needs_majority": True, "tie_again": "OLDER",
        "max_rounds": 2, "surplus_percent": 0, "low_base": "BALLOTS_RETURNED",
        "no_confidence_base": "BALLOTS_RETURNED", "sounding_held": True,
        "chair_breaks_tie_with_abstentions": True, "deputy_breaks_tie": False, "speech_first_seconds": 420,
        "speech_second_seconds": 180, "speech_warn_seconds": 60, "question_seconds": 60, "answer_seconds": 180,
        "questioning_as_before_2026": True, "written_answer_days": 20, "convene_regular_days": 20,
        "convene_urgent_days": 7, "first_session_days": 45, "send_up_days": 10,
    }  # fmt: skip


def test_a_profile_frozen_when_sources_were_texts_keeps_them() -> None:
    flat = {
        name: value for name, value in PROFILE.as_facts().items() if name != "sources"
    } | {"citation_vi": "Điều 91", "citation_en": "article 91", "quorum_source_vi": "Quy chế"}  # fmt: skip

    old = RuleProfile.from_facts(flat)

    assert (old.citation_vi, old.citation_en) == ("Điều 91", "article 91")
    assert (old.source_of("quorum_num").said_vi, old.source_of("quorum_num").said_en) == ("Quy chế", "")
    assert {*old.sources} == {"majority", "quorum"}


def test_a_version_is_the_id_and_a_sum_of_everything_that_it_says() -> None:
    id, _, digest = PROFILE.version.partition("@")

    facts = json.dumps(PROFILE.as_facts(), sort_keys=True, ensure_ascii=False)
    other_order = dict(reversed(PROFILE.sources.items()))

    assert (id, digest) == ("HDND.TINH/77-2015+47-2019", hashlib.sha256(facts.encode()).hexdigest()[:12])
    assert replace(PROFILE, sources=other_order).version == PROFILE.version
    assert replace(PROFILE, docs_days=6).version != PROFILE.version
    assert RuleProfile.from_facts(PROFILE.as_facts()).version == PROFILE.version


RULES = sorted([*Path("meetings/rulebook").glob("*.py"), *Path("voting/counting").glob("*.py")])


@pytest.mark.parametrize("module", RULES, ids=str)
def test_no_fraction_ever_decides(module: Path) -> None:
    """No float literal, no true division, nothing that makes a float."""
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(module.read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow))
        or (isinstance(node, ast.Name) and node.id in ("float", "round", "Decimal", "Fraction", "divide"))
        or (isinstance(node, ast.alias) and node.name in ("math", "decimal", "fractions", "statistics"))
        or (
            isinstance(node, ast.ImportFrom) and node.module in ("math", "decimal", "fractions", "statistics")
        )
    ]

    assert len(RULES) > 15
    assert found == []
