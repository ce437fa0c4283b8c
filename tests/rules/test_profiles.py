"""Which rules hold on which day, for which council, and what each of them rests on."""

from __future__ import annotations

import ast
import itertools
import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from meetings import rulebook
from meetings.rulebook import NoProfile, RuleProfile, profile_for

LAST_OF_DISTRICTS = date(2025, 6, 30)
DATES = [
    (date(2016, 1, 1), "77-2015"),
    (date(2020, 6, 30), "77-2015"),
    (date(2020, 7, 1), "77-2015+47-2019"),
    (date(2023, 12, 6), "77-2015+47-2019"),
    (date(2025, 2, 28), "77-2015+47-2019"),
    (date(2025, 3, 1), "65-2025"),
    (date(2025, 6, 15), "65-2025"),
    (date(2025, 6, 16), "72-2025"),
    (date(2025, 6, 30), "72-2025"),
    (date(2026, 11, 24), "72-2025"),
]
COUNCILS = {"PROVINCE": "HDND.TINH", "DISTRICT": "HDND.HUYEN", "COMMUNE": "HDND.XA"}


@pytest.mark.parametrize("level", COUNCILS)
@pytest.mark.parametrize(("on", "law"), DATES)
def test_the_law_of_the_day_decides(on: date, law: str, level: str) -> None:
    if level == "DISTRICT" and on > LAST_OF_DISTRICTS:
        with pytest.raises(NoProfile):
            profile_for("PEOPLES_COUNCIL", level, on)
    else:
        assert profile_for("PEOPLES_COUNCIL", level, on).id == f"{COUNCILS[level]}/{law}"


@pytest.mark.parametrize("level", COUNCILS)
@pytest.mark.parametrize("kind", ["PEOPLES_COUNCIL", "PEOPLES_COMMITTEE"])
def test_there_is_no_day_without_rules_and_none_with_two(level: str, kind: str) -> None:
    own = [p for p in rulebook.PROFILES if (p.body_kind, p.level) == (kind, level)]

    assert own[0].valid_from == date(2016, 1, 1)
    for before, after in itertools.pairwise(own):
        assert before.valid_to == after.valid_from - timedelta(days=1)
    assert own[-1].valid_to == (LAST_OF_DISTRICTS if level == "DISTRICT" else None)


def test_before_the_first_law_there_are_no_rules() -> None:
    with pytest.raises(NoProfile):
        profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2015, 12, 31))


@pytest.mark.parametrize(
    ("on", "majority", "choices"),
    [
        (
            date(2023, 12, 6),
            "khoản 3 Điều 91 Luật Tổ chức chính quyền địa phương số 77/2015/QH13",
            "khoản 1 Điều 91 Luật Tổ chức chính quyền địa phương số 77/2015/QH13",
        ),
        (
            date(2025, 4, 1),
            "Luật Tổ chức chính quyền địa phương số 65/2025/QH15 (chờ xác nhận pháp lý)",
            "Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)",
        ),
        (
            date(2025, 12, 8),
            "khoản 2 Điều 35 Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
            "Quy chế làm việc của HĐND tỉnh (chờ xác nhận pháp lý)",
        ),
    ],
)
def test_each_parameter_names_its_own_source(on: date, majority: str, choices: str) -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", on)

    assert profile.citation_vi == majority
    assert profile.source_of("choices").said_vi == choices


OF_COUNCILS = [p for p in rulebook.PROFILES if p.body_kind == "PEOPLES_COUNCIL"]


@pytest.mark.parametrize("profile", OF_COUNCILS, ids=lambda p: p.id)
def test_the_quorum_of_a_council_rests_on_working_rules_and_never_on_a_law(profile: RuleProfile) -> None:
    source = profile.source_of("quorum_num")

    assert source.said_vi.startswith("Quy chế làm việc của HĐND ")
    assert source.said_vi.endswith("(chờ xác nhận pháp lý)")
    assert source.said_en.endswith("People's Council (to be confirmed by the legal office)")
    assert (profile.quorum_num, profile.quorum_den) == (2, 3)


@pytest.mark.parametrize(
    ("level", "on", "groups", "tellers"),
    [
        ("PROVINCE", date(2023, 12, 6), True, 7),
        ("DISTRICT", date(2023, 12, 6), True, 5),
        ("COMMUNE", date(2023, 12, 6), False, 3),
        ("COMMUNE", date(2025, 12, 6), True, 3),
    ],
)
def test_what_differs_from_level_to_level(level: str, on: date, groups: bool, tellers: int) -> None:
    profile = profile_for("PEOPLES_COUNCIL", level, on)

    assert (profile.group_discussion, profile.min_tellers) == (groups, tellers)


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
    ("opens_on", "special", "due"),
    [
        # A Friday: Tuesday is three working days before. A Tuesday: the Thursday before the week-end.
        (date(2023, 12, 15), False, date(2023, 12, 12)),
        (date(2023, 12, 12), False, date(2023, 12, 7)),
        (date(2023, 12, 10), False, date(2023, 12, 6)),
        (date(2023, 12, 6), True, date(2023, 12, 5)),
    ],
)
def test_a_peoples_committee_sends_its_papers_three_working_days_before_or_one(
    opens_on: date, special: bool, due: date
) -> None:
    deadline = rulebook.committee_deadline(opens_on, special=special)

    assert deadline is not None
    assert (deadline.due, deadline.working_days) == (due, not special)
    assert deadline.source_vi == "khoản 4 Điều 114 Luật Tổ chức chính quyền địa phương số 77/2015/QH13"


def test_no_law_says_by_when_the_papers_of_a_peoples_committee_come_today() -> None:
    assert rulebook.committee_deadline(date(2025, 12, 6), special=False) is None


@pytest.mark.parametrize(
    ("remote", "allowed", "counts"),
    [("", True, False), ("COUNTED", True, True), ("RECORDED", True, False), ("REFUSED", False, False)],
)
def test_the_working_rules_say_whether_remote_delegates_count(
    remote: str, allowed: bool, counts: bool
) -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6)).under(
        remote=remote, total_base=""
    )

    assert (profile.remote_allowed, profile.remote_counts_for_quorum) == (allowed, counts)


def test_a_council_of_nobody_has_no_quorum() -> None:
    profile = profile_for("PEOPLES_COUNCIL", "PROVINCE", date(2023, 12, 6))

    assert rulebook.quorum(profile, total=0, in_hall=0, remote=0).quorate is False


@pytest.mark.parametrize(
    "module",
    [*map(str, Path("meetings/rulebook").glob("*.py")), *map(str, Path("voting/counting").glob("*.py"))],
)
def test_no_fraction_ever_decides(module: str) -> None:
    """No float literal, no true division, nothing that makes a float."""
    found = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(Path(module).read_text()))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div))
        or (isinstance(node, ast.Name) and node.id in ("float", "round", "Decimal", "Fraction"))
    ]

    assert found == []
