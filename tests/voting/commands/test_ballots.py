"""Casting a ballot: each bad input has its refusal; a retry counts once."""

from __future__ import annotations

import pytest

from meetings import history
from meetings.errors import KeyReused, NotFound
from tests.voting.cast import Council, new_key
from voting import errors
from voting.commands import ballots
from voting.models import Ballot


def test_a_ballot_is_an_entry_that_only_its_voter_hears(council: Council) -> None:
    vote, voter = council.open_vote(), council.delegates[0]

    entry = ballots.cast_ballot(vote.id, choice="NO", by=voter, key=new_key())

    assert (entry.kind, entry.audience) == ("voting.ballot_cast", f"person:{voter.id}")
    assert entry.facts == {"vote": vote.id, "person": voter.id, "choice": "NO", "change": 0}


def test_one_key_sent_three_times_is_one_ballot(council: Council) -> None:
    vote, voter, key = council.open_vote(), council.delegates[0], new_key()

    answers = [ballots.cast_ballot(vote.id, choice="YES", by=voter, key=key).seq for _ in range(3)]

    assert len(set(answers)) == 1
    assert Ballot.objects.filter(vote=vote).count() == 1


def test_a_late_retry_of_the_first_key_does_not_bring_the_old_choice_back(council: Council) -> None:
    vote, voter, first = council.open_vote(), council.delegates[0], new_key()
    ballots.cast_ballot(vote.id, choice="YES", by=voter, key=first)
    ballots.cast_ballot(vote.id, choice="NO", by=voter, key=new_key())

    ballots.cast_ballot(vote.id, choice="YES", by=voter, key=first)

    assert Ballot.objects.get(vote=vote).choice == "NO"


def test_another_key_counts_last_and_both_are_in_the_record(council: Council) -> None:
    vote, voter = council.open_vote(), council.delegates[0]

    council.cast(vote, "YES", voter)
    council.cast(vote, "ABSTAIN", voter)

    ballot = Ballot.objects.get(vote=vote)
    entries = history.entries(history.journal_of(council.meeting), after=0)
    cast = [entry.facts["choice"] for entry in entries if entry.kind == "voting.ballot_cast"]
    assert (ballot.choice, ballot.changes) == ("ABSTAIN", 1)
    assert cast == ["YES", "ABSTAIN"]


def test_a_key_of_another_choice_is_refused(council: Council) -> None:
    vote, voter, key = council.open_vote(), council.delegates[0], new_key()
    ballots.cast_ballot(vote.id, choice="YES", by=voter, key=key)

    with pytest.raises(KeyReused):
        ballots.cast_ballot(vote.id, choice="NO", by=voter, key=key)


def test_nobody_votes_for_another_delegate(council: Council) -> None:
    vote, absent = council.open_vote(), council.delegates[1]

    with pytest.raises(errors.ProxyForbidden):
        ballots.cast_ballot(
            vote.id, choice="YES", person_id=absent.id, by=council.delegates[0], key=new_key()
        )

    assert Ballot.objects.count() == 0


def test_a_ballot_after_the_closing_is_refused_with_the_time(council: Council) -> None:
    vote = council.close(council.open_vote())

    with pytest.raises(errors.VoteClosed) as refused:
        council.cast(vote, "YES", council.delegates[0])

    assert len(str(refused.value.facts["time"])) == len("07:45")
    assert Ballot.objects.count() == 0


def test_a_retry_after_the_closing_is_answered_as_before(council: Council) -> None:
    vote, voter, key = council.open_vote(), council.delegates[0], new_key()
    first = ballots.cast_ballot(vote.id, choice="YES", by=voter, key=key)
    council.close(vote)

    assert ballots.cast_ballot(vote.id, choice="YES", by=voter, key=key).seq == first.seq


def test_a_delegate_who_has_not_checked_in_cannot_vote(council: Council) -> None:
    council.leave(council.delegates[5])
    vote = council.open_vote()

    with pytest.raises(errors.NotCheckedIn):
        council.cast(vote, "YES", council.delegates[5])


def test_a_delegate_who_left_cannot_vote(council: Council) -> None:
    vote = council.open_vote()
    council.leave(council.delegates[0])

    with pytest.raises(errors.NotCheckedIn):
        council.cast(vote, "YES", council.delegates[0])


def test_who_checks_in_late_votes_only_when_admitted(council: Council) -> None:
    late = council.delegates[5]
    council.leave(late)
    vote = council.open_vote()
    council.check_in(late)
    with pytest.raises(errors.CheckedInLate):
        council.cast(vote, "YES", late)

    ballots.admit_voter(vote.id, person_id=late.id, by=council["chair"], key=new_key())
    council.cast(vote, "YES", late)

    vote.refresh_from_db()
    assert (vote.present, Ballot.objects.get(vote=vote).person_id) == (6, late.id)


def test_a_suspended_delegate_cannot_vote(council: Council) -> None:
    council.suspend(council.delegates[5])
    vote = council.open_vote()

    with pytest.raises(errors.Suspended):
        council.cast(vote, "YES", council.delegates[5])
    with pytest.raises(errors.Suspended):
        ballots.admit_voter(vote.id, person_id=council.delegates[5].id, by=council["chair"], key=new_key())


@pytest.mark.parametrize("who", ["guest", "chair", "secretary", "staff", "site", "observer"])
def test_who_is_not_on_the_roster_cannot_vote(council: Council, who: str) -> None:
    vote = council.open_vote()
    council.check_in(council[who])

    with pytest.raises(errors.NotEligible):
        council.cast(vote, "YES", council[who])


@pytest.mark.parametrize("choice", ["", "MAYBE", "yes", "NOT_CAST"])
def test_an_unknown_choice_is_refused(council: Council, choice: str) -> None:
    vote = council.open_vote()

    with pytest.raises(errors.UnknownChoice):
        council.cast(vote, choice, council.delegates[0])


def test_a_delegate_of_another_council_finds_no_vote(council: Council, other_council: Council) -> None:
    vote = council.open_vote()

    with pytest.raises(NotFound):
        council.cast(vote, "YES", other_council.delegates[0])


def test_an_entitled_delegate_is_not_admitted_twice(council: Council) -> None:
    vote = council.open_vote()

    with pytest.raises(errors.AlreadyEntitled):
        ballots.admit_voter(vote.id, person_id=council.delegates[0].id, by=council["chair"], key=new_key())


def test_who_is_not_here_is_not_admitted(council: Council) -> None:
    council.leave(council.delegates[5])
    vote = council.open_vote()

    with pytest.raises(errors.VoterNotPresent):
        ballots.admit_voter(vote.id, person_id=council.delegates[5].id, by=council["chair"], key=new_key())
