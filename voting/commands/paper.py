"""A secret vote on paper up to the box: opening it, the list of names, breaking it off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from meetings import clock, journal
from meetings.history import Entry
from meetings.models import Meeting, Person
from voting import boxes, events, ways
from voting import errors as vote_errors
from voting.commands.listing import Listed, list_names, read_names, require_once
from voting.commands.rounds import earlier_round
from voting.commands.votes import (
    hour,
    meeting_of_item,
    meeting_of_vote,
    on_the_table,
    open_with_list,
    presiding_act,
    quorate_sitting,
    tell_sitting,
)
from voting.counting import Kind, Rule
from voting.models import BallotLine, PaperVote, TallySheet, TellersBoard, Vote, VoteForm, VoteState
from voting.paper import errors
from voting.paper.steps import casting_begun


@journal.command
def open_paper_vote(
    item_id: int,
    *,
    question: str,
    rule: str | None = None,
    names: list[dict[str, Any]],
    seats: int = 0,
    again_id: int | None = None,
    by: Person,
    key: UUID,
) -> Entry:
    """Put names to a secret vote on paper: an election, a confidence vote, a removal.

    `names`: person or name, and post, of each line in its order. `again_id`: the vote whose next round it is.
    Raises NoTellersBoard, TellerIsSubject, NobodyOnTheList, TwiceOnTheList, NoSeats, NotTheTied,
    TooManyRounds.
    """
    meeting = journal.lock(meeting_of_item(item_id))

    on_behalf_of = presiding_act(meeting, by)
    item, _ = on_the_table(meeting, item_id, None)
    decides = ways.require_way(
        rule or item.vote_rule or "", VoteForm.PAPER, body_kind=meeting.body.kind, planned_secret=True,
        listed=True,
    )  # fmt: skip
    question = question.strip()
    if not question:
        raise vote_errors.QuestionMissing
    sitting, quorum = quorate_sitting(meeting)
    listed = read_names(names)
    seats = require_seats(decides, seats, len(listed))
    board = board_without(meeting, listed)
    again = earlier_round(item, decides, question, again_id, listed, seats)

    vote = Vote(
        meeting=meeting, sitting=sitting, item=item, question=question, form=VoteForm.PAPER,
        rule=decides.code, seats=seats, again=again, opened_at=clock.now(), total=quorum.total,
    )  # fmt: skip
    entry = open_with_list(vote, quorum, by=by, on_behalf_of=on_behalf_of)
    PaperVote.objects.create(vote=vote, board=board)
    list_names(vote, board, listed, by=by, on_behalf_of=on_behalf_of)
    return entry


@journal.command
def add_name(
    vote_id: int,
    *,
    person_id: int | None = None,
    name: str = "",
    post: str = "",
    decision: str,
    by: Person,
    key: UUID,
) -> Entry:
    """Add a name to the list, by decision of the council and before the ballots are handed out.

    Raises DecisionMissing, CastingBegun, TwiceOnTheList, TellerIsSubject.
    """
    meeting, vote, on_behalf_of = presided_list(vote_id, by)

    if not decision.strip():
        raise errors.DecisionMissing
    (added,) = read_names([{"person": person_id, "name": name, "post": post}])
    lines = list(BallotLine.objects.filter(vote=vote).order_by("no"))
    require_once([*(Listed(line.person_id, line.name, line.post) for line in lines), added])
    require_not_on(boxes.board_of(vote), [added])

    line = BallotLine.objects.create(
        vote=vote, no=lines[-1].no + 1, person_id=added.person, name=added.name, post=added.post
    )
    told = events.NameAdded(
        vote=vote.pk, no=line.no, person=added.person, name=added.name, post=added.post,
        decision=decision.strip(),
    )  # fmt: skip
    return journal.append(meeting, told, by=by, on_behalf_of=on_behalf_of)


@journal.command
def withdraw_name(vote_id: int, no: int, *, reason: str, by: Person, key: UUID) -> Entry:
    """Strike out a name before the ballots are handed out; it stays on the list with the reason.

    Raises CastingBegun, ReasonMissing, AlreadyWithdrawn.
    """
    meeting, vote, on_behalf_of = presided_list(vote_id, by)

    if not reason.strip():
        raise vote_errors.ReasonMissing
    line = BallotLine.objects.filter(vote=vote, no=no).first()
    if line is None:
        raise errors.NobodyOnTheList
    if line.withdrawn_at is not None:
        raise errors.AlreadyWithdrawn(name=line.name)

    line.withdrawn_at, line.withdrawn_why = clock.now(), reason.strip()
    line.save(update_fields=["withdrawn_at", "withdrawn_why"])

    told = events.NameWithdrawn(vote=vote.pk, no=no, name=line.name, reason=line.withdrawn_why)
    return journal.append(meeting, told, by=by, on_behalf_of=on_behalf_of)


@journal.command
def break_off(vote_id: int, *, reason: str, by: Person, key: UUID) -> Entry:
    """End the round before the result is announced; what was counted is destroyed and never known."""
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote = on_paper(vote_id)
    if vote.is_over:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    if not reason.strip():
        raise vote_errors.ReasonMissing

    vote.state, vote.closed_at, vote.cancel_reason = VoteState.CANCELLED, clock.now(), reason.strip()
    vote.save(update_fields=["state", "closed_at", "cancel_reason"])
    tell_sitting(vote)

    cancelled = events.VoteCancelled(vote=vote.pk, question=vote.question, reason=vote.cancel_reason)
    entry = journal.append(meeting, cancelled, by=by, on_behalf_of=on_behalf_of)
    drop_sheets(meeting, vote, by)
    return entry


def drop_sheets(meeting: Meeting, vote: Vote, by: Person) -> None:
    """The round was broken off, or a number corrected: what was counted by then counts no more."""
    hearing = boxes.hearing(vote)
    sheets = TallySheet.objects.filter(vote=vote)
    if not sheets.exists():
        return
    sheets.delete()
    PaperVote.objects.filter(vote=vote).update(agree=None)
    for person in hearing:
        journal.append(meeting, events.TallyJudged(vote=vote.pk, person=person, agree=None), by=by)


def presided_list(vote_id: int, by: Person) -> tuple[Meeting, Vote, Person | None]:
    """The vote whose list the presiding officer may still change. Raises VoteIsOver, CastingBegun."""
    meeting = journal.lock(meeting_of_vote(vote_id))
    on_behalf_of = presiding_act(meeting, by)
    vote = on_paper(vote_id)
    if not vote.is_open:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    if casting_begun(boxes.done(vote)):
        raise errors.CastingBegun
    return meeting, vote, on_behalf_of


def on_paper(vote_id: int) -> Vote:
    """Raises NotOnPaper."""
    vote = Vote.objects.get(pk=vote_id)
    if vote.form != VoteForm.PAPER:
        raise errors.NotOnPaper
    return vote


def require_seats(rule: Rule, seats: int, names: int) -> int:
    """How many are elected; nobody is by a vote of confidence. Raises NoSeats."""
    if rule.kind != Kind.ELECTION:
        return 0
    if not 1 <= seats <= names:
        raise errors.NoSeats(n=names)
    return seats


def board_without(meeting: Meeting, listed: Sequence[Listed]) -> TellersBoard:
    """The board that will count. Raises NoTellersBoard, TellerIsSubject."""
    board = boxes.board_at_work(meeting)
    if board is None:
        raise errors.NoTellersBoard
    require_not_on(board, listed)
    return board


def require_not_on(board: TellersBoard, listed: Sequence[Listed]) -> None:
    """Raises TellerIsSubject, naming who is on the ballot and on the board."""
    people = boxes.people_on(board)
    for each in listed:
        if each.person in people:
            raise errors.TellerIsSubject(name=each.name)
