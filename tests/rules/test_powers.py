"""Who may do what, and when (RULES 6a)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from meetings.rulebook import (
    COMMITTEE,
    COUNCIL,
    PARTY,
    Act,
    Phase,
    Position,
    grants,
    may,
    profile_for,
    who_may,
)
from meetings.rulebook.powers import NAMES

DAY = date(2026, 7, 1)
OF_COUNCIL = profile_for(COUNCIL, "PROVINCE", DAY)
OF_COMMITTEE = profile_for(COMMITTEE, "PROVINCE", DAY)
OF_PARTY = profile_for(PARTY, "PROVINCE", DAY)
CHAIR = "PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER"
BODY = "COUNCIL by vote"
CONDUCT = """
SITTING OPEN_VOTE: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING CLOSE_VOTE: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING BREAK_OFF_VOTE: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING ANNOUNCE_RESULT: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING GIVE_FLOOR: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING SET_TIME_LIMIT: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING HAND_OVER_CONDUCT: PRESIDING_OFFICER
SITTING ALLOW_LATE_DOCUMENT: PRESIDING_OFFICER
SITTING COUNT_HANDS: SECRETARY
AFTER NUMBER_AND_SEND: RECORDS_CLERK
AFTER SIGN_MINUTES: PRESIDING_OFFICER, SECRETARY
AFTER PUBLISH: STAFF, OFFICE_HEAD
"""
SECRET = """
SITTING ESTABLISH_TELLERS: COUNCIL by vote
SITTING DECIDE_CANDIDATES: COUNCIL by vote
SITTING COUNT_BALLOTS: TELLER, TELLERS_HEAD
SITTING SEAL_FIGURES: TELLER, TELLERS_HEAD
SITTING ANNOUNCE_FIGURES: TELLERS_HEAD
AFTER RECOUNT: COUNCIL by vote
"""
TABLES = {
    COUNCIL: f"""{CONDUCT}{SECRET}
BEFORE PROPOSE_PROGRAMME: STANDING_BOARD
SITTING APPROVE_PROGRAMME: COUNCIL by vote
SITTING CHANGE_PROGRAMME: COUNCIL by vote
BEFORE ALLOW_LATE_DOCUMENT: STANDING_BOARD
BEFORE PROPOSE_CLOSED_SITTING: STANDING_BOARD, COMMITTEE_CHAIR, ONE_THIRD
SITTING PROPOSE_CLOSED_SITTING: STANDING_BOARD, COMMITTEE_CHAIR, ONE_THIRD
SITTING DECIDE_CLOSED_SITTING: COUNCIL by vote
SITTING CARRY_OUT_CLOSED_SITTING: PRESIDING_OFFICER, SECRETARY for PRESIDING_OFFICER
SITTING PROPOSE_CANDIDATE: STANDING_BOARD, DELEGATE
BEFORE ALLOW_PUBLICATION: STANDING_BOARD
BEFORE PUBLISH: STAFF, OFFICE_HEAD
AFTER VOTE_AGAIN: COUNCIL by vote
AFTER CERTIFY_RESOLUTION: COUNCIL_CHAIR
""",
    COMMITTEE: f"""{CONDUCT}
BEFORE PROPOSE_PROGRAMME: OFFICE_HEAD, STAFF
BEFORE APPROVE_PROGRAMME: COMMITTEE_CHAIR
SITTING CHANGE_PROGRAMME: PRESIDING_OFFICER
BEFORE ALLOW_LATE_DOCUMENT: COMMITTEE_CHAIR
BEFORE ASK_FOR_SLIPS: COMMITTEE_CHAIR
BEFORE COUNT_SLIPS: SECRETARY, STAFF, OFFICE_HEAD
AFTER ALLOW_PUBLICATION: COMMITTEE_CHAIR
AFTER VOTE_AGAIN: PRESIDING_OFFICER
AFTER CERTIFY_RESOLUTION: PRESIDING_OFFICER
""",
    PARTY: f"""{CONDUCT}{SECRET}
BEFORE PROPOSE_PROGRAMME: STANDING_BOARD
SITTING APPROVE_PROGRAMME: COUNCIL by vote
SITTING CHANGE_PROGRAMME: COUNCIL by vote
BEFORE ALLOW_LATE_DOCUMENT: STANDING_BOARD
SITTING PROPOSE_CANDIDATE: STANDING_BOARD, DELEGATE
AFTER ALLOW_PUBLICATION: STANDING_BOARD
AFTER VOTE_AGAIN: COUNCIL by vote
AFTER CERTIFY_RESOLUTION: PRESIDING_OFFICER
""",
}


def told(kind: str) -> set[str]:
    """The table of the body as lines, one for each act and phase."""
    lines: dict[str, list[str]] = {}
    for each in grants(profile_for(kind, "PROVINCE", DAY)):
        how = " by vote" if each.vote else f" for {each.for_whom}" if each.for_whom else ""
        lines.setdefault(f"{each.phase} {each.act}", []).append(f"{each.position}{how}")
    return {f"{act}: {', '.join(who)}" for act, who in lines.items()}


@pytest.mark.parametrize("kind", TABLES)
def test_the_table_of_the_body_says_whose_each_act_is(kind: str) -> None:
    assert told(kind) == {line for line in TABLES[kind].splitlines() if line}


def test_the_presiding_officer_opens_a_vote_and_a_secretary_presses_for_them() -> None:
    assert may("PRESIDING_OFFICER", "OPEN_VOTE", OF_COUNCIL)
    assert may("SECRETARY", "OPEN_VOTE", OF_COUNCIL)
    assert [each.for_whom for each in who_may(Act.OPEN_VOTE, OF_COUNCIL, Phase.SITTING)] == [
        None,
        Position.PRESIDING_OFFICER,
    ]
    assert not may("DELEGATE", "OPEN_VOTE", OF_COUNCIL)
    assert not may("ADMINISTRATOR", "OPEN_VOTE", OF_COUNCIL)


@pytest.mark.parametrize("phase", [Phase.BEFORE, Phase.AFTER])
def test_nobody_presides_before_the_opening_or_after_the_closing(phase: Phase) -> None:
    assert not may("PRESIDING_OFFICER", "OPEN_VOTE", OF_COUNCIL, phase)
    assert who_may(Act.OPEN_VOTE, OF_COUNCIL, phase) == ()


def test_after_the_announcement_the_council_decides_to_vote_again_and_never_the_chair_alone() -> None:
    assert not may("PRESIDING_OFFICER", Act.VOTE_AGAIN, OF_COUNCIL, Phase.AFTER)
    assert not may("COUNCIL", Act.VOTE_AGAIN, OF_COUNCIL, Phase.AFTER)
    assert may("PRESIDING_OFFICER", Act.VOTE_AGAIN, OF_COUNCIL, Phase.AFTER, decided=True)
    assert may("COUNCIL", Act.VOTE_AGAIN, OF_COUNCIL, Phase.AFTER, decided=True)
    assert not may("SECRETARY", Act.VOTE_AGAIN, OF_COUNCIL, Phase.AFTER, decided=True)


def test_working_rules_may_give_it_to_the_chair() -> None:
    own = replace(OF_COUNCIL, vote_again_by="PRESIDING_OFFICER")

    assert may("PRESIDING_OFFICER", Act.VOTE_AGAIN, own, Phase.AFTER)


def test_the_chair_of_the_council_certifies_and_who_presided_while_the_post_is_vacant() -> None:
    assert may("COUNCIL_CHAIR", Act.CERTIFY_RESOLUTION, OF_COUNCIL, Phase.AFTER)
    assert not may("PRESIDING_OFFICER", Act.CERTIFY_RESOLUTION, OF_COUNCIL, Phase.AFTER)
    assert may("PRESIDING_OFFICER", Act.CERTIFY_RESOLUTION, OF_COUNCIL, Phase.AFTER, post_vacant=True)
    assert not may("COUNCIL_CHAIR", Act.CERTIFY_RESOLUTION, OF_COUNCIL, Phase.AFTER, post_vacant=True)


@pytest.mark.parametrize("phase", [Phase.BEFORE, Phase.SITTING])
def test_nothing_is_certified_before_it_is_decided(phase: Phase) -> None:
    assert not may("COUNCIL_CHAIR", Act.CERTIFY_RESOLUTION, OF_COUNCIL, phase)


def test_the_post_is_not_vacant_unless_somebody_says_so() -> None:
    assert [each.position for each in who_may(Act.CERTIFY_RESOLUTION, OF_COUNCIL, Phase.AFTER)] == [
        "COUNCIL_CHAIR"
    ]
    assert grants(OF_COUNCIL)[-1].position == "COUNCIL_CHAIR"


def test_before_the_law_of_2025_who_presided_certified() -> None:
    old = profile_for(COUNCIL, "PROVINCE", date(2023, 12, 6))

    assert may("PRESIDING_OFFICER", Act.CERTIFY_RESOLUTION, old, Phase.AFTER)


def test_the_head_of_the_tellers_alone_announces_their_figures() -> None:
    assert may("TELLER", Act.COUNT_BALLOTS, OF_COUNCIL)
    assert not may("TELLER", Act.ANNOUNCE_FIGURES, OF_COUNCIL)
    assert may("TELLERS_HEAD", Act.ANNOUNCE_FIGURES, OF_COUNCIL)


@pytest.mark.parametrize("profile", [OF_COMMITTEE, OF_PARTY], ids=lambda p: p.id)
def test_other_bodies_have_no_closed_part_decided_by_a_council(profile) -> None:  # type: ignore[no-untyped-def]
    assert who_may(Act.DECIDE_CLOSED_SITTING, profile, Phase.SITTING) == ()


def test_every_position_has_a_name_in_two_languages() -> None:
    assert {*NAMES} == {*Position}
    assert all(vi and en for vi, en in NAMES.values())
