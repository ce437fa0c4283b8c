"""Raised hands and cards: two session secretaries count each for themselves, and their figures must agree."""

from __future__ import annotations

from uuid import UUID

from meetings import clock, journal
from meetings.access import require_role
from meetings.history import Entry
from meetings.models import Person, Role
from voting import access, errors, events
from voting.commands.votes import meeting_of_vote, open_or_refuse
from voting.models import HandCount, VoteForm


@journal.command
def count_hands(vote_id: int, *, yes: int, no: int, abstain: int, by: Person, key: UUID) -> Entry:
    """Enter what one secretary counted; entered again it replaces the earlier figures.

    Raises NotHands, HandsExceed (more hands than people who may vote), NotAllowed for all but secretaries.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    access.require_known(meeting, by)
    require_role(meeting, by, Role.SECRETARY)
    vote = open_or_refuse(vote_id)
    if vote.form != VoteForm.HANDS:
        raise errors.NotHands
    if yes + no + abstain > vote.present:
        raise errors.HandsExceed(n=yes + no + abstain, p=vote.present)
    HandCount.objects.update_or_create(
        vote=vote, secretary=by, defaults={"yes": yes, "no": no, "abstain": abstain, "at": clock.now()}
    )

    counted = events.HandsCounted(vote=vote.id, secretary=by.id, yes=yes, no=no, abstain=abstain)
    return journal.append(meeting, counted, by=by)
