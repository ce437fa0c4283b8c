"""Acts of the presiding officer on a vote: open, close, cancel."""

from __future__ import annotations

from uuid import UUID

from agenda import queries as agenda_queries
from agenda.errors import NoExaminationReport
from agenda.models import AgendaItem, Dossier
from agenda.models import VoteForm as FormOnAgenda
from meetings import clock, journal
from meetings.access import acting_for
from meetings.errors import NoQuorum, NotFound
from meetings.history import Entry
from meetings.models import Meeting, Membership, Person, Sitting
from meetings.queries import (
    live_quorum,
    present_ids,
    profile_of,
    roster,
    rules_of,
)
from meetings.rulebook import Quorum
from voting import access, counting, errors, events, queries, ways
from voting.commands.again import repeated
from voting.commands.established import establish_tellers
from voting.hands import agreed_states
from voting.models import RightStatus, Vote, VoteForm, VoteState, VotingRight
from voting.paper.errors import OnPaper
from voting.secret.errors import BallotIsSecret
from voting.verdicts import announce


@journal.command
def open_vote(
    item_id: int,
    *,
    question: str,
    dossier_id: int | None = None,
    rule: str | None = None,
    form: str = VoteForm.OPEN,
    again_id: int | None = None,
    by: Person,
    key: UUID,
) -> Entry:
    """Put the question to the delegates who are present at this instant; nobody joins by itself.

    `rule` is that of the programme unless another is named; `form` as `voting.ways` allows for it; `again_id`
    is the announced vote that the council is asked to hold again.
    """
    meeting = journal.lock(meeting_of_item(item_id))

    on_behalf_of = presiding_act(meeting, by)
    item, dossier = on_the_table(meeting, item_id, dossier_id)
    body_kind = meeting.body.kind
    rule = rule or item.vote_rule or ways.USUAL[body_kind]
    secret = item.vote_form == FormOnAgenda.SECRET_PAPER
    ways.require_way(rule, form, body_kind=body_kind, planned_secret=secret)
    if rule in ways.ON_DRAFTS:
        require_examined(meeting, item, dossier)
    question = question.strip()
    if not question:
        raise errors.QuestionMissing
    earlier = repeated(item, dossier, rule=rule, question=question, again_id=again_id)
    sitting, quorum = quorate_sitting(meeting)

    vote = Vote(
        meeting=meeting,
        sitting=sitting,
        item=item,
        dossier=dossier,
        question=question,
        form=form,
        rule=rule,
        again=earlier,
        opened_at=clock.now(),
        total=quorum.total,
    )
    return open_with_list(vote, quorum, by=by, on_behalf_of=on_behalf_of)


def open_with_list(vote: Vote, quorum: Quorum, *, by: Person, on_behalf_of: Person | None) -> Entry:
    """Save the vote with its voting list, and tell it.

    Two entries: what is voted on, for everyone, and the voting list, for the participants.
    """
    entitled, suspended = voting_list(vote.meeting, vote.sitting)
    vote.present = len(entitled)
    vote.save(force_insert=True)
    VotingRight.objects.bulk_create(
        VotingRight(vote=vote, person_id=person, status=status)
        for status, people in ((RightStatus.ELIGIBLE, entitled), (RightStatus.SUSPENDED, suspended))
        for person in people
    )
    tell_sitting(vote)

    opened = events.VoteOpened(
        vote=vote.id,
        sitting=vote.sitting_id,
        item=vote.item_id,
        dossier=vote.dossier_id,
        question=vote.question,
        form=vote.form,
        rule=vote.rule,
        profile=profile_of(vote.meeting).id,
        total=vote.total,
        present=vote.present,
        not_eligible=len(suspended),
        quorum_needed=quorum.needed,
        seats=vote.seats,
        again=vote.again_id,
    )
    entry = journal.append(vote.meeting, opened, by=by, on_behalf_of=on_behalf_of)
    fixed = events.VotersFixed(vote=vote.id, entitled=entitled, suspended=suspended)
    journal.append(vote.meeting, fixed, by=by, on_behalf_of=on_behalf_of)
    return entry


def quorate_sitting(meeting: Meeting) -> tuple[Sitting, Quorum]:
    """The sitting in which a vote may be opened now. Raises SittingNotOpen, VoteRunning, NoQuorum."""
    sitting = Sitting.objects.filter(meeting=meeting, state=Sitting.State.OPEN).first()
    if sitting is None:
        raise errors.SittingNotOpen
    running = Vote.objects.filter(meeting=meeting, state=VoteState.OPEN).first()
    if running is not None:
        raise errors.VoteRunning(vote=running.id, question=running.question)
    quorum = live_quorum(sitting)
    if not quorum.quorate:
        raise NoQuorum(n=quorum.present, t=quorum.total, k=quorum.needed)
    return sitting, quorum


@journal.command
def close_vote(vote_id: int, *, by: Person, key: UUID) -> Entry:
    """Count, and announce the verdict by the frozen profile.

    `present` is who was entitled: present at the opening, or admitted later. Who left without
    casting stays `not_cast`; `absent` is the rest of the total but for the suspended. So the six
    states sum to the total that the vote was opened with, whoever came or went meanwhile.
    Two entries: the figures, for everyone, and who chose what, for the participants.
    """
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote = open_or_refuse(vote_id)
    if vote.form == VoteForm.PAPER:
        raise OnPaper
    if vote.form == VoteForm.SECRET:
        raise BallotIsSecret

    profile = profile_of(meeting)
    ballots = queries.ballots_of(vote)
    states = agreed_states(vote) if vote.form == VoteForm.HANDS else states_of(vote, ballots)
    chair = ballots.get(chair_of(vote) or 0, "").lower()
    vote.verdict = announce(states, rule=vote.rule, profile=profile, chair=chair)
    vote.state = VoteState.CLOSED
    vote.closed_at = clock.now()
    vote.save(update_fields=["verdict", "state", "closed_at"])
    tell_sitting(vote)

    closed = events.VoteClosed(vote=vote.id, question=vote.question, profile=profile.id, verdict=vote.verdict)
    entry = journal.append(meeting, closed, by=by, on_behalf_of=on_behalf_of)
    if vote.form == VoteForm.OPEN:
        named = {str(person): choice for person, choice in sorted(ballots.items())}
        revealed = events.BallotsRevealed(vote=vote.id, ballots=named)
        journal.append(meeting, revealed, by=by, on_behalf_of=on_behalf_of)
    establish_tellers(vote, by=by, on_behalf_of=on_behalf_of)
    return entry


def chair_of(vote: Vote) -> int | None:
    """Who is in the chair of the body on that day; a deputy who presides is not (open question OQ-2A)."""
    chairs = (m for m in roster(vote.meeting.body, vote.sitting.held_on) if m.role == "CHAIR")
    return next((member.person_id for member in chairs), None)


def states_of(vote: Vote, ballots: dict[int, str]) -> counting.SixStates:
    """The six states of a named vote."""
    return counting.count_open(
        total=vote.total,
        entitled=queries.rights_of(vote, RightStatus.ELIGIBLE),
        not_eligible=len(queries.rights_of(vote, RightStatus.SUSPENDED)),
        ballots=ballots,
    )


@journal.command
def cancel_vote(vote_id: int, *, reason: str, by: Person, key: UUID) -> Entry:
    """End the vote without a count; what was chosen is never revealed."""
    meeting = journal.lock(meeting_of_vote(vote_id))

    on_behalf_of = presiding_act(meeting, by)
    vote = open_or_refuse(vote_id)
    if not reason.strip():
        raise errors.ReasonMissing

    vote.state = VoteState.CANCELLED
    vote.closed_at = clock.now()
    vote.cancel_reason = reason.strip()
    vote.save(update_fields=["state", "closed_at", "cancel_reason"])
    tell_sitting(vote)

    cancelled = events.VoteCancelled(vote=vote.id, question=vote.question, reason=vote.cancel_reason)
    return journal.append(meeting, cancelled, by=by, on_behalf_of=on_behalf_of)


def tell_sitting(vote: Vote) -> None:
    """Let the sitting know: while a vote is open or counted in it, it is neither adjourned nor closed."""
    running = Vote.objects.filter(sitting=vote.sitting_id, state__in=(VoteState.OPEN, VoteState.COUNTING))
    Sitting.objects.filter(pk=vote.sitting_id).update(voting=running.exists())


def presiding_act(meeting: Meeting, by: Person) -> Person | None:
    """Return on whose behalf. Raises NotFound for strangers, NotAllowed for the others."""
    access.require_known(meeting, by)
    return acting_for(meeting, by)


def on_the_table(meeting: Meeting, item_id: int, dossier_id: int | None) -> tuple[AgendaItem, Dossier | None]:
    """Return what is voted on. Raises NotFound for a dossier of another meeting."""
    item = AgendaItem.objects.get(id=item_id)
    dossier = None
    if dossier_id is not None:
        dossier = Dossier.objects.filter(id=dossier_id, meeting=meeting).first()
        if dossier is None:
            raise NotFound
    return item, dossier


def require_examined(meeting: Meeting, item: AgendaItem, dossier: Dossier | None) -> None:
    """Raise NoExaminationReport: of the dossier that is named, or of those decided at the item."""
    drafts = [dossier] if dossier else agenda_queries.decided_at(item)
    rules = rules_of(meeting)
    for draft in drafts:
        if agenda_queries.lacks_examination_report(draft, rules):
            raise NoExaminationReport(title=draft.title)


def voting_list(meeting: Meeting, sitting: Sitting) -> tuple[list[int], list[int]]:
    """Return who may vote (in office and present) and who is counted but suspended."""
    here = present_ids(sitting)
    members = roster(meeting.body, sitting.held_on)
    entitled = sorted(
        member.person_id
        for member in members
        if member.status == Membership.Status.ACTIVE and member.person_id in here
    )
    suspended = sorted(member.person_id for member in members if member.status == Membership.Status.SUSPENDED)
    return entitled, suspended


def open_or_refuse(vote_id: int) -> Vote:
    vote = Vote.objects.get(id=vote_id)
    if not vote.is_open:
        raise errors.VoteIsOver(time=hour(vote), state=vote.state)
    return vote


def hour(vote: Vote) -> str:
    """Return when the vote ended, or began if it is open, as a clock in the hall shows it."""
    return clock.on_screen(vote.closed_at or vote.opened_at)


def meeting_of_item(item_id: int) -> int:
    found = AgendaItem.objects.filter(id=item_id).values_list("meeting_id", flat=True).first()
    if found is None:
        raise NotFound
    return found


def meeting_of_vote(vote_id: int) -> int:
    found = Vote.objects.filter(id=vote_id).order_by("id").values_list("meeting_id", flat=True).first()
    if found is None:
        raise NotFound
    return found
