"""Other bodies decide by their own rules and words: the People's Committee, a committee of the Party."""

from __future__ import annotations

from datetime import date

import pytest

from meetings import rulebook
from meetings.models import Membership
from tests.voting.cast import Council, council_of, new_key
from voting import errors
from voting.commands import votes
from voting.models import Vote

DAY = date(2023, 12, 6)


def body_of(kind: str) -> Council:
    """Six members; the first is in the chair of the body, and presides."""
    council = council_of("dien-bien")
    body, meeting = council.meeting.body, council.meeting
    body.kind = kind
    body.save()
    meeting.profile_facts = rulebook.profile_for(kind, "PROVINCE", DAY).as_facts()
    meeting.save()
    Membership.objects.filter(person=council.delegates[0]).update(role="CHAIR")
    return council


def decided(council: Council, vote: Vote, *choices: str) -> Vote:
    for person, choice in zip(council.delegates, choices, strict=False):
        council.cast(vote, choice, person)
    return council.close(vote)


@pytest.mark.parametrize(
    ("choices", "passed", "said"),
    [
        (
            ["YES", "YES", "YES", "NO", "NO", "NO"],
            True,
            "Quyết nghị được thông qua theo ý kiến của Chủ tịch, do biểu quyết ngang nhau",
        ),
        (
            ["NO", "NO", "NO", "YES", "YES", "YES"],
            False,
            "Quyết nghị chưa được thông qua theo ý kiến của Chủ tịch, do biểu quyết ngang nhau",
        ),
        (["NO", "YES", "YES", "YES", "YES"], True, "Quyết nghị được thông qua: 4/6 thành viên tán thành"),
        (["YES", "YES", "YES", "NO"], False, "Quyết nghị chưa được thông qua: 3/6 thành viên tán thành"),
    ],
)
def test_in_a_peoples_committee_a_tie_goes_with_its_chair(
    db: None, choices: list[str], passed: bool, said: str
) -> None:
    council = body_of("PEOPLES_COMMITTEE")

    vote = decided(council, council.open_vote("Phê duyệt kế hoạch"), *choices)

    assert vote.rule == "UBND.DECISION"
    assert vote.verdict and vote.verdict["passed"] is passed
    assert vote.verdict["sentence_vi"].startswith(said)


def test_where_a_deputy_presides_nobodys_side_decides_a_tie(db: None) -> None:
    council = body_of("PEOPLES_COMMITTEE")
    Membership.objects.update(role="DEPUTY_CHAIR")

    vote = decided(council, council.open_vote(), "YES", "YES", "YES", "NO", "NO", "NO")

    assert vote.verdict and vote.verdict["passed"] is False


def test_a_party_committee_decides_by_its_members(db: None) -> None:
    council = body_of("PROVINCIAL_PARTY_COMMITTEE")

    vote = decided(council, council.open_vote("Nghị quyết chuyên đề"), "YES", "YES", "YES", "YES")

    assert vote.rule == "PARTY.RESOLUTION"
    assert vote.verdict and vote.verdict["sentence_vi"].startswith(
        "Nghị quyết được thông qua: 4/6 ủy viên tán thành"
    )


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("PEOPLES_COMMITTEE", "HDND.RESOLUTION"),
        ("PROVINCIAL_PARTY_COMMITTEE", "UBND.DECISION"),
        ("PEOPLES_COUNCIL", "PARTY.RESOLUTION"),
        ("PEOPLES_COMMITTEE", "UBND.WRITTEN"),
    ],
)
def test_nobody_decides_by_the_rule_of_another_body(db: None, kind: str, rule: str) -> None:
    council = body_of(kind)

    with pytest.raises(errors.RuleNotSupported):
        votes.open_vote(council.item.id, question="?", rule=rule, by=council["chair"], key=new_key())


def test_a_peoples_committee_does_not_count_hands_because_its_chair_may_decide(db: None) -> None:
    council = body_of("PEOPLES_COMMITTEE")

    with pytest.raises(errors.FormNotForRule):
        votes.open_vote(council.item.id, question="?", form="HANDS", by=council["chair"], key=new_key())
