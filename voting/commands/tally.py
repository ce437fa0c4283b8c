"""The acts around the box, the sheets of the two who count, the announcement by their head."""

from __future__ import annotations

from uuid import UUID

from meetings import clock, journal
from meetings.history import Entry
from meetings.models import Person
from meetings.queries import profile_of
from voting import access, boxes, events, queries
from voting import errors as vote_errors
from voting.boxes import SheetSent
from voting.commands.paper import drop_sheets, on_paper
from voting.commands.rounds import is_among_tied
from voting.commands.votes import hour, meeting_of_vote, presiding_act, tell_sitting
from voting.models import (
    BallotLine,
    PaperStep,
    PaperVote,
    RightStatus,
    Step,
    TallySheet,
    Teller,
    TellerPost,
    Vote,
    VoteState,
)
from voting.paper import errors, steps
from voting.paper.figures import require_sum
from voting.paper.outcomes import Box, Line, outcome_of

COUNTERS = 2


@journal.command
def take_step(
    vote_id: int, *, step: str, number: int | None = None, text: str = "", by: Person, key: UUID
) -> Entry:
    """Record one act, in its order: `voting.paper.steps` says whose each is and what it tells.

    A number may be corrected until the announcement; then the sheets are entered anew. Raises OutOfOrder,
    NotTeller, NumberMissing, IssuedExceed, BallotsUnbalanced, ReceiverMissing.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    access.require_known(meeting, by)
    vote = on_paper(vote_id)
    done = boxes.done(vote)
    act = steps.BY_STEP.get(step)
    if act is None or act.own_verb:
        raise steps.out_of_order(steps.next_act(done))
    on_behalf_of = presiding_act(meeting, by) if act.whose == steps.Whose.CHAIR else None
    if act.whose != steps.Whose.CHAIR:
        require_teller(vote, by)
    if vote.state == VoteState.CANCELLED:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    steps.require_turn(act, done)
    number = require_number(vote, act, number, done)
    if act.named and not text.strip():
        raise errors.ReceiverMissing

    corrected = step in done
    told = text.strip() if act.named else ""
    PaperStep.objects.update_or_create(
        vote=vote, step=step, defaults={"at": clock.now(), "by": by, "number": number, "text": told}
    )
    if step == Step.CASTING_ENDED:
        vote.state = VoteState.COUNTING
        vote.save(update_fields=["state"])
        tell_sitting(vote)

    taken = events.PaperStepTaken(vote=vote.pk, step=step, number=number, text=told, corrected=corrected)
    entry = journal.append(meeting, taken, by=by, on_behalf_of=on_behalf_of)
    if corrected:
        drop_sheets(meeting, vote, by)
    return entry


@journal.command
def enter_sheet(vote_id: int, *, sheet: SheetSent, by: Person, key: UUID) -> Entry:
    """Enter what one teller counted, alone; entered again it replaces the earlier sheet.

    The figures are sealed, and in no entry. Raises NotTeller, OutOfOrder, TwoTellersEnter, SheetIncomplete,
    SheetUnbalanced, LineExceeds, TooManyNames.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    access.require_known(meeting, by)
    vote = on_paper(vote_id)
    require_teller(vote, by)
    done = boxes.done(vote)
    require_box_open(vote, done)
    others = [each for each in boxes.sheets(vote) if each.teller_id != by.pk]
    if len(others) >= COUNTERS:
        raise errors.TwoTellersEnter(names=", ".join(each.teller.full_name for each in others))
    figures = require_sum(
        sheet.figures, rule=vote.rule, returned=done[Step.BOX_OPENED].number or 0, seats=vote.seats,
        names={line.no: line.name for line in standing(vote)},
    )  # fmt: skip

    TallySheet.objects.update_or_create(
        vote=vote, teller=by, defaults={"sealed": boxes.seal(vote.pk, by.pk, figures), "at": clock.now()}
    )
    agree = boxes.unseal(others[0]) == figures if others else None
    PaperVote.objects.filter(vote=vote).update(agree=agree)

    entry = journal.append(meeting, events.SheetEntered(vote=vote.pk, person=by.pk), by=by)
    for person in boxes.hearing(vote):
        journal.append(meeting, events.TallyJudged(vote=vote.pk, person=person, agree=agree), by=by)
    return entry


@journal.command
def announce_tally(vote_id: int, *, by: Person, key: UUID) -> Entry:
    """The head of the tellers announces: the seal is broken, the rule applied, the result is everybody's.

    Raises NotHead, OutOfOrder, SheetsMissing, SheetsDiffer.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    access.require_known(meeting, by)
    vote = on_paper(vote_id)
    require_head(vote, by)
    done = boxes.done(vote)
    require_box_open(vote, done)
    sheets = boxes.sheets(vote)
    if len(sheets) < COUNTERS:
        raise errors.SheetsMissing(n=len(sheets))
    figures, other = (boxes.unseal(sheet) for sheet in sheets)
    if figures != other:
        raise errors.SheetsDiffer

    profile = profile_of(meeting)
    verdict = dict(outcome_of(box_of(vote, done), figures, profile))
    vote.verdict, vote.state, vote.closed_at = verdict, VoteState.CLOSED, clock.now()
    vote.save(update_fields=["verdict", "state", "closed_at"])
    PaperStep.objects.create(vote=vote, step=Step.ANNOUNCED, at=vote.closed_at, by=by)
    tell_sitting(vote)

    closed = events.VoteClosed(vote=vote.pk, question=vote.question, profile=profile.id, verdict=verdict)
    return journal.append(meeting, closed, by=by)


def standing(vote: Vote) -> list[BallotLine]:
    return list(BallotLine.objects.filter(vote=vote, withdrawn_at__isnull=True).order_by("no"))


def box_of(vote: Vote, done: dict[str, PaperStep]) -> Box:
    return Box(
        rule=vote.rule,
        total=vote.total,
        present=vote.present,
        not_eligible=len(queries.rights_of(vote, RightStatus.SUSPENDED)),
        issued=done[Step.BALLOTS_ISSUED].number or 0,
        returned=done[Step.BOX_OPENED].number or 0,
        seats=vote.seats,
        revote=is_among_tied(vote),
        lines=[Line(line.no, line.name, line.post) for line in standing(vote)],
    )


def require_number(
    vote: Vote, act: steps.PaperAct, number: int | None, done: dict[str, PaperStep]
) -> int | None:
    """How many ballots, where the act tells it; from the handing out on the list stands.

    Raises NumberMissing, IssuedExceed, BallotsUnbalanced, NobodyOnTheList, NoSeats.
    """
    if not act.numbered:
        return None
    if number is None:
        raise errors.NumberMissing
    issued, returned = done.get(Step.BALLOTS_ISSUED), done.get(Step.BOX_OPENED)
    if act.step == Step.BALLOTS_ISSUED:
        names = len(standing(vote))
        if names == 0:
            raise errors.NobodyOnTheList
        if vote.seats > names:
            raise errors.NoSeats(n=names)
        if number > vote.present:
            raise errors.IssuedExceed(n=number, p=vote.present)
        if returned is not None and (returned.number or 0) > number:
            raise errors.BallotsUnbalanced(r=returned.number, i=number)
    elif issued is not None and number > (issued.number or 0):
        raise errors.BallotsUnbalanced(r=number, i=issued.number)
    return number


def require_box_open(vote: Vote, done: dict[str, PaperStep]) -> None:
    """Raises VoteIsOver, OutOfOrder."""
    if vote.is_over:
        raise vote_errors.VoteIsOver(time=hour(vote), state=vote.state)
    if Step.BOX_OPENED not in done:
        raise steps.out_of_order(steps.next_act(done))


def require_teller(vote: Vote, by: Person) -> None:
    """Raises NotTeller."""
    if not Teller.objects.filter(board=boxes.board_of(vote), person=by).exists():
        raise errors.NotTeller


def require_head(vote: Vote, by: Person) -> None:
    """Raises NotTeller, NotHead."""
    require_teller(vote, by)
    head = Teller.objects.select_related("person").get(board=boxes.board_of(vote), post=TellerPost.HEAD)
    if head.person_id != by.pk:
        raise errors.NotHead(name=head.person.full_name)
