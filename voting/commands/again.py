"""Voting again: after a result was announced only the council itself decides it, by a vote of its own."""

from __future__ import annotations

from django.db.models import QuerySet

from agenda.models import AgendaItem, Dossier
from meetings import clock
from voting import errors, ways
from voting.models import Vote, VoteState


def repeated(
    item: AgendaItem, dossier: Dossier | None, *, rule: str, question: str, again_id: int | None
) -> Vote | None:
    """The announced vote that this one is about to repeat, or that the council is asked to repeat; else None.

    A draft is decided once as a whole, whatever the wording; without a draft the same question counts. Raises
    AlreadyDecided when the council has not resolved to vote again (RULES 6a), NothingToRepeat.
    """
    if rule == ways.VOTE_AGAIN:
        found = announced(item).filter(id=again_id or 0).exclude(rule=ways.VOTE_AGAIN).first()
        if found is None:
            raise errors.NothingToRepeat
        return found
    same = announced(item).filter(rule=rule)
    if dossier is not None and rule != ways.POINT:
        same = same.filter(dossier=dossier)
    else:
        same = same.filter(item=item, dossier=dossier, question=question)
    earlier = same.last()
    if earlier is None:
        if again_id is not None:
            raise errors.NothingToRepeat
        return None
    if not resolved_to_repeat(earlier):
        raise errors.AlreadyDecided(
            question=earlier.question, time=clock.on_screen(earlier.closed_at or earlier.opened_at)
        )
    return earlier


def announced(item: AgendaItem) -> QuerySet[Vote]:
    return Vote.objects.filter(meeting=item.meeting_id, state=VoteState.CLOSED).order_by("id")


def resolved_to_repeat(vote: Vote) -> bool:
    """Whether the council decided, after the announcement, to vote again."""
    asked = Vote.objects.filter(again=vote, rule=ways.VOTE_AGAIN, state=VoteState.CLOSED).order_by("id")
    return any((each.verdict or {}).get("passed") for each in asked)
