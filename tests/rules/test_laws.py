"""Which rules hold on which day, for which body, and what each of them rests on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from meetings import rulebook
from meetings.rulebook import COMMITTEE, COUNCIL, PARTY, NoProfile, RuleProfile, profile_for

LAW_2015 = "Luật Tổ chức chính quyền địa phương số 77/2015/QH13"
LAW_2025 = "Luật Tổ chức chính quyền địa phương số 72/2025/QH15"
LAW_65 = "Luật Tổ chức chính quyền địa phương số 65/2025/QH15"
ASKED = "(chờ xác nhận pháp lý)"
RULES = f"Quy chế làm việc của HĐND tỉnh {ASKED}"
PERIODS = [
    ("77-2015", date(2016, 1, 1), date(2020, 6, 30)),
    ("77-2015+47-2019", date(2020, 7, 1), date(2025, 2, 28)),
    ("65-2025", date(2025, 3, 1), date(2025, 6, 15)),
    ("72-2025", date(2025, 6, 16), None),
]
SHORT = {COUNCIL: "HDND", COMMITTEE: "UBND"}
LEVELS = {"PROVINCE": "TINH", "DISTRICT": "HUYEN", "COMMUNE": "XA"}
# What differs from the defaults of a profile.
ON_2023, NOW = date(2023, 12, 6), date(2026, 7, 1)


def test_every_profile_is_one_of_a_body_a_level_and_a_law() -> None:
    expected = {("DANG.TINH/DIEU-LE", date(2016, 1, 1), None)}
    for kind in SHORT:
        for level, short in LEVELS.items():
            for law, first, last in PERIODS:
                ends = last or (date(2025, 6, 30) if level == "DISTRICT" else None)
                expected.add((f"{SHORT[kind]}.{short}/{law}", first, ends))

    assert {(p.id, p.valid_from, p.valid_to) for p in rulebook.PROFILES} == expected
    assert len(rulebook.PROFILES) == 25


@pytest.mark.parametrize("kind", SHORT)
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(("law", "first", "last"), PERIODS)
def test_a_law_holds_from_its_first_day_to_its_last(
    kind: str, level: str, law: str, first: date, last: date | None
) -> None:
    last = last or (date(2025, 6, 30) if level == "DISTRICT" else date(2031, 1, 1))

    for day in (first, last):
        found = profile_for(kind, level, day)
        assert found.id == f"{SHORT[kind]}.{LEVELS[level]}/{law}"
        assert (found.body_kind, found.level) == (kind, level)


@pytest.mark.parametrize("kind", SHORT)
def test_before_the_first_law_and_after_the_last_district_there_are_no_rules(kind: str) -> None:
    for level, day in (("PROVINCE", date(2015, 12, 31)), ("DISTRICT", date(2025, 7, 1))):
        with pytest.raises(NoProfile, match=f"{kind} {level} on {day}"):
            profile_for(kind, level, day)


def test_a_party_committee_below_the_province_has_no_rules_here() -> None:
    with pytest.raises(NoProfile):
        profile_for(PARTY, "COMMUNE", NOW)
    assert profile_for(PARTY, "PROVINCE", NOW).id == "DANG.TINH/DIEU-LE"


def parameters(profile: RuleProfile) -> dict[str, Any]:
    """What is set otherwise than a profile is by itself."""
    plain = RuleProfile(profile.id, profile.body_kind, profile.level, profile.valid_from, profile.valid_to)
    facts, usual = profile.as_facts(), plain.as_facts()
    return {name: value for name, value in facts.items() if value != usual[name] and name != "sources"}


COMMITTEES = {
    "drafts_are_examined": False, "group_discussion": False, "sounding_held": False,
    "certifier": "PRESIDING_OFFICER", "vote_again_by": "PRESIDING_OFFICER", "dossier_days": 0, "report_days": 0,
}  # fmt: skip
PAPERS_2015 = {"docs_days": 3, "docs_special_days": 1, "docs_working_days": True}
OLD = {"certifier": "PRESIDING_OFFICER"}
BY_DELEGATES = {"low_base": "DELEGATES", "no_confidence_base": "DELEGATES"}


@pytest.mark.parametrize(
    ("kind", "level", "on", "own"),
    [
        (COUNCIL, "PROVINCE", date(2023, 6, 30), OLD | BY_DELEGATES),
        (COUNCIL, "PROVINCE", date(2023, 7, 1), OLD),
        (COUNCIL, "PROVINCE", ON_2023, OLD),
        (COUNCIL, "DISTRICT", ON_2023, OLD | {"min_tellers": 5}),
        (
            COUNCIL, "COMMUNE", ON_2023,
            OLD | {"min_tellers": 3, "group_discussion": False, "sounding_held": False},
        ),
        (COUNCIL, "COMMUNE", date(2016, 1, 1), OLD | BY_DELEGATES | {"min_tellers": 3, "group_discussion": False, "sounding_held": False}),
        (COUNCIL, "COMMUNE", date(2025, 4, 1), OLD | {"min_tellers": 3, "sounding_held": False}),
        (COUNCIL, "PROVINCE", NOW, {}),
        (COUNCIL, "COMMUNE", NOW, {"min_tellers": 3, "sounding_held": False}),
        (COMMITTEE, "PROVINCE", ON_2023, COMMITTEES | PAPERS_2015),
        (COMMITTEE, "PROVINCE", date(2016, 1, 1), COMMITTEES | PAPERS_2015),
        (COMMITTEE, "COMMUNE", date(2025, 4, 1), COMMITTEES | {"docs_days": 0}),
        (COMMITTEE, "PROVINCE", NOW, COMMITTEES | {"docs_days": 0}),
        (
            PARTY, "PROVINCE", NOW,
            {
                "drafts_are_examined": False, "group_discussion": False, "sounding_held": False, "min_tellers": 3,
                "certifier": "PRESIDING_OFFICER", "tie_needs_majority": False, "tie_again": "BODY_DECIDES",
                "surplus_percent": 30, "docs_days": 0, "dossier_days": 0, "report_days": 0,
            },
        ),
    ],
)  # fmt: skip
def test_what_differs_between_bodies_levels_and_days(
    kind: str, level: str, on: date, own: dict[str, Any]
) -> None:
    assert parameters(profile_for(kind, level, on)) == own


def cited(profile: RuleProfile) -> dict[str, str]:
    return {topic: source.said_vi for topic, source in profile.sources.items()}


LEFT = (
    "quorum", "total", "choices", "docs", "examined", "groups", "agenda", "closed", "remote", "speech",
    "questioning_time", "convening", "send_up", "certify", "first_session", "rounds", "vote_again_by",
    "electronic_secret", "written", "deputys_side",
)  # fmt: skip
ON_VOTES = {
    "tellers": "Hướng dẫn 883/HD-UBTVQH14",
    "election": "Hướng dẫn 883/HD-UBTVQH14 (nhiệm kỳ 2021-2026)",
    "tie_again": f"vận dụng Điều 29 Nội quy kỳ họp Quốc hội (Nghị quyết 71/2022/QH15) {ASKED}",
    "sounded": "Điều 2 Nghị quyết 96/2023/QH15",
    "confidence": "Điều 12 Nghị quyết 96/2023/QH15",
    "questioning": "Điều 60 Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 87/2015/QH13",
}
COUNCIL_2015 = {
    "majority": f"khoản 3 Điều 91 {LAW_2015}", "removal": f"khoản 3 Điều 91 {LAW_2015}",
    "choices": f"khoản 1 Điều 91 {LAW_2015}", "examined": f"Điều 85 {LAW_2015}",
    "groups": f"khoản 3 Điều 85 {LAW_2015}", "agenda": f"Điều 79 {LAW_2015}",
    "closed": f"khoản 4 Điều 78 {LAW_2015}", "first_session": f"khoản 1 Điều 80 {LAW_2015}",
    "posts": f"Điều 83 {LAW_2015}",
}  # fmt: skip
COUNCIL_2025 = {
    "majority": f"khoản 2 Điều 35 {LAW_2025}", "removal": f"khoản 2 Điều 35 {LAW_2025}",
    "remote": f"khoản 1 Điều 35 {LAW_2025}", "examined": f"khoản 3 Điều 29 {LAW_2025}",
    "groups": f"khoản 4 Điều 29 {LAW_2025}", "closed": f"khoản 5 Điều 34 {LAW_2025}",
    "first_session": f"khoản 1 Điều 34 {LAW_2025}", "posts": f"Điều 36 {LAW_2025}",
    "approval": f"khoản 7 Điều 36 {LAW_2025}", "dismissal": f"Điều 37 {LAW_2025}",
    "certify": f"khoản 5 Điều 32 {LAW_2025}", "understrength": f"điểm b khoản 2 Điều 49 {LAW_2025}",
}  # fmt: skip
SUPERVISION_2026 = (
    f"Luật Hoạt động giám sát của Quốc hội và Hội đồng nhân dân số 121/2025/QH15 {ASKED}"
)  # fmt: skip


@pytest.mark.parametrize(
    ("on", "own"),
    [
        (ON_2023, COUNCIL_2015),
        (date(2023, 6, 30), COUNCIL_2015 | {"confidence": f"Nghị quyết 85/2014/QH13 {ASKED}"}),
        (date(2025, 4, 1), {"majority": f"{LAW_65} {ASKED}", "removal": f"khoản 5 Điều 36 {LAW_65}"}),
        (date(2026, 2, 28), COUNCIL_2025),
        (date(2026, 3, 1), COUNCIL_2025 | {"questioning": SUPERVISION_2026}),
    ],
)
def test_each_topic_of_a_council_rests_on_a_law_or_on_its_working_rules(
    on: date, own: dict[str, str]
) -> None:
    assert cited(profile_for(COUNCIL, "PROVINCE", on)) == dict.fromkeys(LEFT, RULES) | ON_VOTES | own


@pytest.mark.parametrize(
    ("on", "own"),
    [
        (
            ON_2023,
            {
                "majority": f"khoản 3 Điều 117 {LAW_2015}", "chairs_side": f"khoản 3 Điều 117 {LAW_2015}",
                "choices": f"khoản 1 Điều 117 {LAW_2015}", "quorum": f"khoản 3 Điều 114 {LAW_2015}",
                "docs": f"khoản 4 Điều 114 {LAW_2015}", "convening": f"Điều 113 {LAW_2015}",
            },
        ),
        (date(2025, 4, 1), {"majority": f"{LAW_65} {ASKED}", "chairs_side": f"{LAW_65} {ASKED}"}),
        (
            NOW,
            {
                "majority": f"khoản 3 Điều 40 {LAW_2025}", "chairs_side": f"khoản 3 Điều 40 {LAW_2025}",
                "written": f"khoản 3 Điều 40 {LAW_2025}", "convening": f"khoản 1 Điều 40 {LAW_2025}",
            },
        ),
    ],
)  # fmt: skip
def test_each_topic_of_a_committee_as_well(on: date, own: dict[str, str]) -> None:
    rules = f"Quy chế làm việc của UBND tỉnh {ASKED}"

    assert cited(profile_for(COMMITTEE, "PROVINCE", on)) == dict.fromkeys(LEFT, rules) | own


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2023, 12, 6), date(2026, 7, 1)])
def test_the_laws_on_confidence_and_supervision_change_the_rules_of_councils_alone(on: date) -> None:
    for kind in (COMMITTEE, PARTY):
        assert profile_for(kind, "PROVINCE", on) in rulebook.PROFILES


def test_nothing_of_the_party_is_called_confirmed() -> None:
    profile = profile_for(PARTY, "PROVINCE", NOW)

    assert not any(source.confirmed for source in profile.sources.values())
    assert profile.citation_vi == f"khoản 5 Điều 9 Điều lệ Đảng {ASKED}"
    assert cited(profile)["election"] == f"Quy chế bầu cử trong Đảng (Quyết định 190-QĐ/TW) {ASKED}"
    assert cited(profile)["quorum"] == f"Quy chế làm việc của cấp ủy {ASKED}"


def test_there_is_no_day_without_rules_and_none_with_two() -> None:
    day = date(2016, 1, 1)
    while day <= date(2026, 12, 31):
        for kind in SHORT:
            held = [
                p for p in rulebook.PROFILES
                if (p.body_kind, p.level) == (kind, "COMMUNE") and p.valid_from <= day
                and (p.valid_to is None or day <= p.valid_to)
            ]  # fmt: skip
            assert len(held) == 1
        day += timedelta(days=13)
