"""Proposing the tellers: an open vote on the named list establishes them (HDND.TELLERS)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from meetings import clock, journal
from meetings.history import Entry
from meetings.models import Membership, Person, Sitting
from meetings.queries import profile_of, roster
from voting import ways
from voting.commands.listing import list_names, read_names
from voting.commands.votes import (
    meeting_of_item,
    on_the_table,
    open_with_list,
    presiding_act,
    quorate_sitting,
)
from voting.models import (
    BallotLine,
    Teller,
    TellerPost,
    TellersBoard,
    Vote,
    VoteForm,
    VoteState,
)
from voting.paper import errors

QUESTION = "Thành lập Ban kiểm phiếu theo danh sách"


@journal.command
def propose_tellers(
    item_id: int,
    *,
    tellers: list[int],
    head: int,
    question: str = QUESTION,
    form: str = VoteForm.OPEN,
    by: Person,
    key: UUID,
) -> Entry:
    """Open the vote on the list; when it is passed, the board exists.

    Raises TooFewTellers (`min_tellers` of the profile), HeadNotOnBoard, TellerNotDelegate, TellerIsSubject.
    """
    meeting = journal.lock(meeting_of_item(item_id))

    on_behalf_of = presiding_act(meeting, by)
    item, _ = on_the_table(meeting, item_id, None)
    ways.require_way(ways.TELLERS, form, body_kind=meeting.body.kind, planned_secret=False, listed=True)
    sitting, quorum = quorate_sitting(meeting)
    listed = read_names([{"person": person} for person in tellers])
    if head not in tellers:
        raise errors.HeadNotOnBoard
    if not profile_of(meeting).tellers_suffice(len(tellers)):
        raise errors.TooFewTellers(n=len(tellers), k=profile_of(meeting).min_tellers)
    require_delegates(sitting, {each.person: each.name for each in listed})
    require_no_subject(meeting.pk, tellers)

    vote = Vote(
        meeting=meeting, sitting=sitting, item=item, question=question.strip() or QUESTION, form=form,
        rule=ways.TELLERS, opened_at=clock.now(), total=quorum.total,
    )  # fmt: skip
    entry = open_with_list(vote, quorum, by=by, on_behalf_of=on_behalf_of)
    board = TellersBoard.objects.create(meeting=meeting, vote=vote)
    Teller.objects.bulk_create(
        Teller(board=board, person_id=person, post=TellerPost.HEAD if person == head else TellerPost.MEMBER)
        for person in tellers
    )
    list_names(vote, board, listed, by=by, on_behalf_of=on_behalf_of)
    return entry


def require_delegates(sitting: Sitting, names: dict[int | None, str]) -> None:
    """All tellers are delegates in office (guidance 883/HD-UBTVQH14). Raises TellerNotDelegate."""
    members = roster(sitting.meeting.body, sitting.held_on)
    active = {member.person_id for member in members if member.status == Membership.Status.ACTIVE}
    for person, name in names.items():
        if person not in active:
            raise errors.TellerNotDelegate(name=name)


def require_no_subject(meeting_id: int, tellers: Sequence[int]) -> None:
    """Raises TellerIsSubject for who stands on a secret ballot that is not announced yet."""
    lines = BallotLine.objects.filter(
        vote__meeting=meeting_id,
        vote__form__in=ways.SECRET_FORMS,
        vote__state__in=(VoteState.OPEN, VoteState.COUNTING),
        withdrawn_at__isnull=True,
        person__in=tellers,
    )
    subject = lines.first()
    if subject is not None:
        raise errors.TellerIsSubject(name=subject.name)
