"""Casting a ballot in an open vote, and admitting a delegate who checked in late."""

from __future__ import annotations

from uuid import UUID

from meetings import clock, journal
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Membership, Person
from meetings.queries import is_present, is_remote, roster
from voting import access, errors, events
from voting.commands.votes import hour, meeting_of_vote, open_or_refuse, presiding_act
from voting.models import Ballot, Choice, RightStatus, Vote, VoteForm, VotingRight
from voting.paper.errors import OnPaper
from voting.secret.errors import BallotIsSecret


@journal.command
def cast_ballot(vote_id: int, *, choice: str, person_id: int | None = None, by: Person, key: UUID) -> Entry:
    """Record the choice; until the closing another one replaces it, and both stay in the record.

    A key that was answered is answered the same again (journal.command), so that a retry on a bad
    line can neither add a ballot nor bring back an older choice.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    vote = Vote.objects.get(id=vote_id)
    vote.meeting = meeting
    right = VotingRight.objects.filter(vote=vote, person=by).order_by("id").first()
    if right is None:
        access.require_known(meeting, by)
    if person_id is not None and person_id != by.id:
        raise errors.ProxyForbidden
    if not vote.is_open:
        raise errors.VoteClosed(time=hour(vote), state=vote.state)
    if vote.form == VoteForm.PAPER:
        raise OnPaper
    if vote.form == VoteForm.SECRET:
        raise BallotIsSecret
    if vote.form == VoteForm.HANDS:
        raise errors.ByHands
    require_right(vote, right, by)
    if choice not in Choice.values:
        raise errors.UnknownChoice(choice=choice)

    ballot = Ballot.objects.filter(vote=vote, person=by).order_by("id").first()
    change = 0
    if ballot is None:
        Ballot.objects.create(vote=vote, person=by, choice=choice, at=clock.now(), key=key)
    else:
        change = ballot.changes + 1
        ballot.choice, ballot.at, ballot.changes, ballot.key = (
            choice,
            clock.now(),
            change,
            key,
        )
        ballot.save(update_fields=["choice", "at", "changes", "key"])

    cast = events.BallotCast(vote=vote.id, person=by.id, choice=choice, change=change)
    return journal.append(meeting, cast, by=by)


@journal.command
def admit_voter(vote_id: int, *, person_id: int, by: Person, key: UUID) -> Entry:
    """Add a delegate who checked in after the opening to the voting list."""
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote = open_or_refuse(vote_id)
    if not Person.objects.filter(id=person_id).exists():
        raise NotFound
    right = VotingRight.objects.filter(vote=vote, person=person_id).first()
    if right is not None and right.may_cast:
        raise errors.AlreadyEntitled
    require_delegate(vote, person_id)
    if not is_present(meeting, vote.sitting_id, person_id):
        raise errors.RemoteNotCounted if is_remote(vote.sitting_id, person_id) else errors.VoterNotPresent

    VotingRight.objects.create(
        vote=vote,
        person_id=person_id,
        status=RightStatus.ELIGIBLE,
        admitted_at=clock.now(),
    )
    vote.present += 1
    vote.save(update_fields=["present"])

    admitted = events.VoterAdmitted(vote=vote.id, person=person_id)
    return journal.append(meeting, admitted, by=by, on_behalf_of=on_behalf_of)


def require_right(vote: Vote, right: VotingRight | None, by: Person) -> None:
    """Raises the reason why this person may not vote now, the gravest first."""
    if right is None:
        require_delegate(vote, by.id)
    elif not right.may_cast:
        raise errors.Suspended
    if not is_present(vote.meeting, vote.sitting_id, by.id):
        raise errors.RemoteNotCounted if is_remote(vote.sitting_id, by.id) else errors.NotCheckedIn
    if right is None:
        raise errors.CheckedInLate(time=hour(vote))


def require_delegate(vote: Vote, person_id: int) -> None:
    """Raises Suspended, or NotEligible for who is not on the roster of the day."""
    members = roster(vote.meeting.body, vote.sitting.held_on)
    status = {member.person_id: member.status for member in members}.get(person_id)
    if status == Membership.Status.SUSPENDED:
        raise errors.Suspended
    if status != Membership.Status.ACTIVE:
        raise errors.NotEligible
