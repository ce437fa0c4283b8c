"""The next round of an election, and a vote on paper that was broken off and is held once more."""

from __future__ import annotations

from collections.abc import Sequence

from agenda.models import AgendaItem
from meetings.queries import profile_of
from voting import errors as vote_errors
from voting.commands.again import repeated
from voting.commands.listing import Listed
from voting.counting import Rule
from voting.models import Vote, VoteForm, VoteState
from voting.paper import errors


def earlier_round(
    item: AgendaItem, rule: Rule, question: str, again_id: int | None, listed: Sequence[Listed], seats: int
) -> Vote | None:
    """The vote whose next round this is, or that is repeated.

    After a result that leaves seats open, the next round follows from the result itself; after any other, the
    council decides (RULES 6a). Raises NotTheTied, TooManyRounds, NothingToRepeat, AlreadyDecided.
    """
    if again_id is None:
        return repeated(item, None, rule=rule.code, question=question, again_id=None)
    earlier = Vote.objects.filter(
        pk=again_id, meeting=item.meeting_id, form=VoteForm.PAPER, rule=rule.code
    ).first()
    if earlier is None or not earlier.is_over:
        raise vote_errors.NothingToRepeat
    if earlier.state == VoteState.CANCELLED:
        return earlier
    verdict = earlier.verdict or {}
    if verdict["next"] == "NONE":
        return repeated(item, None, rule=rule.code, question=question, again_id=again_id)
    limit = profile_of(item.meeting).max_rounds
    if rounds_until(earlier) >= limit:
        raise errors.TooManyRounds(k=limit)
    if verdict["next"] == "REVOTE_TIED":
        tied = [line for line in verdict["lines"] if line["result"] == "TIED"]
        names = {line["name"] for line in tied}
        if {each.name for each in listed} != names or seats != verdict["open_seats"]:
            raise errors.NotTheTied(names=", ".join(line["name"] for line in tied))
    return earlier


def rounds_until(vote: Vote) -> int:
    """How many rounds were announced, this one too; those broken off are none."""
    rounds, each = 0, vote
    while True:
        rounds += each.state == VoteState.CLOSED
        if each.again is None:
            return rounds
        each = each.again


def is_among_tied(vote: Vote) -> bool:
    """Whether the round is among the tied of the last one that was announced."""
    earlier = vote.again
    while earlier is not None and earlier.state == VoteState.CANCELLED:
        earlier = earlier.again
    return earlier is not None and (earlier.verdict or {}).get("next") == "REVOTE_TIED"
