"""Each rule by which a question is decided: its majority, its form, and how it is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetings.rulebook import COMMITTEE, COUNCIL, PARTY, profile_for
from voting.counting import RESOLUTION, RULES, Subject, rules_for

DAY = date(2026, 7, 1)
# Code: how it is counted, by which majority, whether secret, whether on the conduct alone, its source.
TABLE = """
HDND.RESOLUTION MAJORITY OVER_HALF majority | Nghị quyết
HDND.POINT MAJORITY OVER_HALF majority | Nội dung xin ý kiến
HDND.CONFIRMATION MAJORITY OVER_HALF majority | Nghị quyết xác nhận kết quả bỏ phiếu
HDND.QUESTIONING MAJORITY OVER_HALF majority | Nghị quyết về chất vấn
HDND.AGENDA MAJORITY OVER_HALF majority procedural | Chương trình kỳ họp
HDND.AGENDA_CHANGE MAJORITY OVER_HALF majority procedural | Việc điều chỉnh chương trình kỳ họp
HDND.PROCEDURE MAJORITY OVER_HALF majority procedural | Đề nghị về điều hành kỳ họp
HDND.PUBLIC_CLOSED MAJORITY OVER_HALF majority procedural | Việc họp kín
HDND.VOTE_AGAIN MAJORITY OVER_HALF majority procedural | Việc biểu quyết lại
HDND.RECOUNT MAJORITY OVER_HALF majority procedural | Việc kiểm phiếu lại
HDND.TELLERS MAJORITY OVER_HALF majority procedural | Việc thành lập Ban kiểm phiếu
HDND.CANDIDATES MAJORITY OVER_HALF majority procedural | Danh sách người ứng cử
HDND.REMOVAL MAJORITY OVER_HALF majority secret | Việc bãi nhiệm
HDND.DISMISSAL MAJORITY OVER_HALF majority secret | Việc miễn nhiệm
HDND.RECALL_DELEGATE MAJORITY TWO_THIRDS removal secret | Việc bãi nhiệm đại biểu
HDND.UNDERSTRENGTH MAJORITY OVER_TWO_THIRDS understrength | Nghị quyết
HDND.ELECTION ELECTION OVER_HALF election secret | Bầu cử
HDND.CONFIDENCE_3 SOUNDING OVER_HALF confidence secret | Lấy phiếu tín nhiệm
HDND.CONFIDENCE_VOTE CONFIDENCE OVER_HALF confidence secret | Bỏ phiếu tín nhiệm
UBND.DECISION COMMITTEE OVER_HALF majority | Quyết nghị
UBND.WRITTEN COMMITTEE OVER_HALF majority | Quyết nghị
PARTY.RESOLUTION MAJORITY OVER_HALF majority | Nghị quyết
PARTY.AGENDA MAJORITY OVER_HALF majority procedural | Chương trình hội nghị
PARTY.PROCEDURE MAJORITY OVER_HALF majority procedural | Đề nghị về điều hành hội nghị
PARTY.ELECTION ELECTION OVER_HALF election secret | Bầu cử
"""


def test_every_rule_is_in_the_table_and_no_other() -> None:
    told = []
    for code, rule in RULES.items():
        marks = [name for name in ("secret", "procedural") if getattr(rule, name)]
        told.append(" ".join([code, rule.kind, rule.majority, rule.topic, *marks, "|", rule.subject.vi]))

    assert told == TABLE.strip().splitlines()
    assert all(rule.code == code and rule.subject.en for code, rule in RULES.items())


@pytest.mark.parametrize(
    ("body", "prefix", "voters"),
    [(COUNCIL, "HDND.", "đại biểu"), (COMMITTEE, "UBND.", "thành viên"), (PARTY, "PARTY.", "ủy viên")],
)
def test_each_body_has_its_own_rules_and_its_own_voters(body: str, prefix: str, voters: str) -> None:
    own = rules_for(body)

    assert [rule.code for rule in own] == [code for code in RULES if code.startswith(prefix)]
    assert {rule.subject.voters_vi for rule in own} == {voters}


def test_the_source_of_a_rule_is_that_of_its_topic() -> None:
    profile = profile_for(COUNCIL, "PROVINCE", DAY)

    assert RULES["HDND.UNDERSTRENGTH"].source(profile) == profile.sources["understrength"]
    assert RULES["HDND.AGENDA"].source(profile) == profile.sources["majority"]
    assert RULES["HDND.ELECTION"].source(profile) == profile.sources["election"]


def test_a_subject_may_be_about_a_person() -> None:
    subject = RULES["HDND.RECALL_DELEGATE"].subject.about("Lò Văn A")

    assert (subject.vi, subject.en) == (
        "Việc bãi nhiệm đại biểu Lò Văn A",
        "The removal of the delegate Lò Văn A",
    )
    assert replace(subject, vi="", en="") == Subject("", "", "đại biểu", "delegates")
    assert RULES["UBND.DECISION"].subject.about("X").voters_en == "members"


def test_a_resolution_is_what_is_meant_when_nothing_is_said() -> None:
    assert RESOLUTION == RULES["HDND.RESOLUTION"].subject == Subject("Nghị quyết", "The resolution")
