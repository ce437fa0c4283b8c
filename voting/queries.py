"""Reads of votes, shaped for the screens; each costs the same at 1 row and at 129."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings import clock, history
from meetings.models import Meeting
from voting.models import Ballot, HandCount, RightStatus, Vote, VoteForm, VoteState, VotingRight


def votes(meeting: Meeting, ids: Collection[int] | None = None) -> QuerySet[Vote]:
    rows = Vote.objects.filter(meeting=meeting).order_by("id")
    return rows if ids is None else rows.filter(id__in=ids)


def ballots_of(vote: Vote) -> dict[int, str]:
    """Return person to choice. Nobody but the closing and the evidence may ask."""
    return dict(Ballot.objects.filter(vote=vote).values_list("person_id", "choice"))


def rights_of(vote: Vote, status: str) -> list[int]:
    rights = VotingRight.objects.filter(vote=vote, status=status)
    return list(rights.order_by("person_id").values_list("person_id", flat=True))


def entitled_by_vote(votes: Iterable[Vote]) -> dict[int, list[int]]:
    """Return the voting list of each vote. One query."""
    found: dict[int, list[int]] = defaultdict(list)
    rights = VotingRight.objects.filter(vote__in=list(votes), status=RightStatus.ELIGIBLE)
    for vote_id, person_id in rights.order_by("person_id").values_list("vote_id", "person_id"):
        found[vote_id].append(person_id)
    return found


def named_by_vote(votes: Iterable[Vote]) -> dict[int, dict[int, str]]:
    """Return who chose what, of closed votes alone, whatever is asked for. One query."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    ballots = Ballot.objects.filter(vote__in=list(votes), vote__state=VoteState.CLOSED)
    for vote_id, person_id, choice in ballots.order_by("person_id").values_list(
        "vote_id", "person_id", "choice"
    ):
        found[vote_id][person_id] = choice
    return found


@dataclass(frozen=True)
class Turnout:
    vote_id: int
    cast: int
    entitled: int
    waiting: list[int] = field(default_factory=list)


def turnouts(meeting: Meeting, ids: Collection[int] | None = None, *, names: bool = False) -> list[Turnout]:
    """Count who has cast; with names, who has not, of the open vote. One query, or two."""
    cast = Ballot.objects.filter(vote=OuterRef("pk")).order_by().values("vote")
    counted = votes(meeting, ids).annotate(
        cast=Coalesce(
            Subquery(cast.annotate(n=Count("pk")).values("n"), output_field=IntegerField()),
            0,
        )
    )
    rows = list(counted.values_list("id", "cast", "present"))
    waiting: dict[int, list[int]] = defaultdict(list)
    if names:
        silent = VotingRight.objects.filter(
            vote__in=votes(meeting, ids),
            vote__state=VoteState.OPEN,
            status=RightStatus.ELIGIBLE,
        ).exclude(Exists(Ballot.objects.filter(vote=OuterRef("vote"), person=OuterRef("person"))))
        for vote_id, person_id in silent.order_by("person_id").values_list("vote_id", "person_id"):
            waiting[vote_id].append(person_id)
    return [Turnout(vote, cast, present, waiting[vote]) for vote, cast, present in rows]


def hand_counts(meeting: Meeting, ids: Collection[int] | None = None) -> dict[int, list[HandCount]]:
    """What the secretaries counted, of each vote by hands. One query."""
    rows = HandCount.objects.filter(vote__in=votes(meeting, ids)).order_by("vote_id", "id")
    found: dict[int, list[HandCount]] = defaultdict(list)
    for row in rows.select_related("secretary"):
        found[row.vote_id].append(row)
    return found


def own_ballots(meeting: Meeting, person_id: int, ids: Collection[int] | None = None) -> QuerySet[Ballot]:
    rows = Ballot.objects.filter(vote__meeting=meeting, person=person_id).order_by("vote_id")
    return rows if ids is None else rows.filter(vote__in=ids)


def evidence(vote: Vote) -> dict[str, object]:
    """Return the journal from its first entry to the closing of this vote, for `verify.py`.

    It ends there: a vote that is open now must not be read out of the evidence of an earlier one.
    """
    journal_id = history.journal_of(vote.meeting)
    last = "voting.ballots_revealed" if vote.form == VoteForm.OPEN else "voting.vote_closed"
    entries: list[dict[str, object]] = []
    for entry in history.entries(journal_id, after=0):
        entries.append(
            {
                "seq": entry.seq,
                "at": clock.wire(entry.at),
                "kind": entry.kind,
                "v": entry.v,
                "by": text(entry.by_id),
                "on_behalf_of": text(entry.on_behalf_of_id),
                "audience": entry.audience,
                "facts": entry.facts,
                "hash": bytes(entry.hash).hex(),
            }
        )
        if entry.kind == last and entry.facts["vote"] == vote.id:
            break
    return {
        "format": "nghi-truong/vote-evidence/1",
        "journal": journal_id,
        "vote": vote.id,
        "head": {"seq": entries[-1]["seq"], "hash": entries[-1]["hash"]},
        "entries": entries,
    }


def text(row_id: int | None) -> str | None:
    """Return an id as the hash of an entry covers it."""
    return None if row_id is None else str(row_id)
