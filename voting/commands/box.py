"""The electronic ballot box: sealing it, opening it, and what follows when it is lost."""

from __future__ import annotations

import json
from hashlib import sha256
from uuid import UUID, uuid5

from django.db import transaction

from meetings import clock, journal
from meetings.errors import Refusal
from meetings.history import Entry
from meetings.models import Person
from meetings.queries import profile_of
from voting import counting, queries
from voting import errors as vote_errors
from voting import events as vote_events
from voting.commands.secret import ask, secret_vote
from voting.commands.votes import hour, meeting_of_vote, open_or_refuse, presiding_act, tell_sitting
from voting.models import PollStage, RightStatus, SecretPoll, Vote, VoteState
from voting.secret import errors, events
from voting.verdicts import announce

KEYS = UUID("5d3a3d4e-6a0b-4c55-9e0f-8a1b6f5f7c21")
LOST = (
    "Hòm phiếu điện tử đã khởi động lại; khóa chỉ nằm trong bộ nhớ nên các phiếu không mở được nữa. "
    "Lượt bỏ phiếu không có giá trị: đề nghị bỏ phiếu lại hoặc bỏ phiếu giấy"
)


@journal.command
def seal_box(vote_id: int, *, by: Person, key: UUID) -> Entry:
    """End the casting. How many ballots there are and the root over their trackers are in the record before
    any key is used. Raises StillIssuing, BoxLost, BoxAway.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote, poll = secret_vote(vote_id, meeting)
    open_or_refuse(vote.id)
    if poll.stage != PollStage.CASTING:
        raise errors.StillIssuing
    sealed = ask("seal", poll=poll.poll)

    poll.stage, poll.root, poll.count = PollStage.SEALED, sealed["root"], sealed["count"]
    poll.trackers = sealed["trackers"]
    poll.save(update_fields=["stage", "root", "count", "trackers"])
    vote.state = VoteState.COUNTING
    vote.save(update_fields=["state"])
    tell_sitting(vote)

    done = events.BoxSealed(vote=vote.id, issued=poll.issued, count=sealed["count"], root=poll.root)
    return journal.append(meeting, done, by=by, on_behalf_of=on_behalf_of)


@journal.command
def open_box(vote_id: int, *, by: Person, key: UUID) -> Entry:
    """Have the box opened and counted, and announce the verdict; then it is erased.

    Totals, and apart from them the sorted list of serials, signatures and box hashes: no one can tell which
    choice is whose ballot's. Raises BoxNotSealed, BoxLost, BoxAway.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote, poll = secret_vote(vote_id, meeting)
    if vote.is_over:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    if poll.stage != PollStage.SEALED:
        raise errors.BoxNotSealed
    opened = ask("open", poll=poll.poll)
    tally, listed = opened["tally"], opened["listed"]

    poll.stage, poll.listed = PollStage.OPENED, listed
    poll.save(update_fields=["stage", "listed"])
    profile = profile_of(meeting)
    vote.verdict = announce(states_of(vote, tally["marks"]), rule=vote.rule, profile=profile)
    vote.state, vote.closed_at = VoteState.CLOSED, clock.now()
    vote.save(update_fields=["verdict", "state", "closed_at"])
    tell_sitting(vote)

    counted = events.BoxOpened(
        vote=vote.id,
        keys=poll.keys,
        valid=tally["valid"],
        invalid=tally["invalid"],
        marks=tally["marks"],
        list_sha256=sha256(json.dumps(listed, separators=(",", ":")).encode()).hexdigest(),
    )
    entry = journal.append(meeting, counted, by=by, on_behalf_of=on_behalf_of)
    closed = vote_events.VoteClosed(
        vote=vote.id, question=vote.question, profile=profile.id, verdict=vote.verdict
    )
    journal.append(meeting, closed, by=by, on_behalf_of=on_behalf_of)
    # Not before the figures are in the record: a crash in between counts again.
    transaction.on_commit(lambda: erase(poll.poll))
    return entry


@journal.command
def void_secret_vote(vote_id: int, *, by: Person | None = None, key: UUID) -> Entry:
    """Break off a vote whose box was lost with the keeper's memory. Raises BoxStillKept when it was not.

    Nobody decides that: it is the platform's own finding, and `by` stays empty.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    vote, poll = secret_vote(vote_id, meeting)
    if vote.is_over:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    if poll.poll in ask("hello")["polls"]:
        raise errors.BoxStillKept

    poll.stage = PollStage.VOID
    poll.save(update_fields=["stage"])
    vote.state, vote.closed_at, vote.cancel_reason = VoteState.CANCELLED, clock.now(), LOST
    vote.save(update_fields=["state", "closed_at", "cancel_reason"])
    tell_sitting(vote)

    entry = journal.append(meeting, events.SecretVoteVoided(vote=vote.id), by=None)
    broken = vote_events.VoteCancelled(vote=vote.id, question=vote.question, reason=LOST)
    journal.append(meeting, broken, by=None)
    return entry


def tend_boxes() -> None:
    """Void the votes whose box is lost; erase the boxes of votes that are over. Nobody's act: see `void`."""
    polls = list(SecretPoll.objects.select_related("vote").order_by("id").reverse()[:20])
    if not polls:
        return
    try:
        kept = ask("hello")["polls"]
    except errors.BoxAway:
        return
    for poll in polls:
        if poll.vote.is_over:
            if poll.poll in kept:
                erase(poll.poll)
        elif poll.poll not in kept:
            void_secret_vote(poll.vote_id, key=uuid5(KEYS, poll.poll))


def erase(poll: str) -> None:
    """The ballots, and every key. A keeper that is away erases when it is asked again (`tend_boxes`)."""
    try:
        ask("erase", poll=poll)
    except Refusal:
        return


def states_of(vote: Vote, marks: dict[str, int]) -> counting.SixStates:
    """A ballot that says nothing valid has not voted: it stays with those who did not cast."""
    suspended = len(queries.rights_of(vote, RightStatus.SUSPENDED))
    yes, no, abstain = marks["YES"], marks["NO"], marks["ABSTAIN"]
    return counting.SixStates(
        yes=yes,
        no=no,
        abstain=abstain,
        not_cast=vote.present - yes - no - abstain,
        absent=vote.total - vote.present - suspended,
        not_eligible=suspended,
    )
