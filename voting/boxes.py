"""Reads around the box: the board at work, the acts done, the sheets (sealed until announced)."""

from __future__ import annotations

import hashlib
import hmac
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from meetings import sealing
from meetings.models import Meeting
from voting.models import (
    PaperStep,
    PaperVote,
    TallySheet,
    Teller,
    TellerPost,
    TellersBoard,
    Vote,
    VoteForm,
)
from voting.paper.figures import Figures, differences


@dataclass(frozen=True)
class SheetSent:
    """A sheet on its way in. Its text is what the journal keeps a digest of: made with the seal key, it
    tells nothing of the figures, of which few enough are possible to try them all.
    """

    figures: Figures

    def __str__(self) -> str:
        return hmac.new(
            settings.SEAL_KEY.encode(), b"tally " + self.figures.to_bytes(), hashlib.sha256
        ).hexdigest()


def board_at_work(meeting: Meeting) -> TellersBoard | None:
    return TellersBoard.objects.filter(
        meeting=meeting, established_at__isnull=False, ended_at__isnull=True
    ).first()


def board_of(vote: Vote) -> TellersBoard:
    """The board that counts a vote on paper, whichever is at work now."""
    return PaperVote.objects.select_related("board").get(vote=vote).board


def people_on(board: TellersBoard) -> set[int]:
    return set(Teller.objects.filter(board=board).values_list("person_id", flat=True))


def done(vote: Vote) -> dict[str, PaperStep]:
    """The acts done, by step."""
    return {row.step: row for row in PaperStep.objects.filter(vote=vote).order_by("id")}


def sheets(vote: Vote) -> list[TallySheet]:
    return list(TallySheet.objects.filter(vote=vote).select_related("teller").order_by("id"))


def hearing(vote: Vote) -> list[int]:
    """Who hears how far the counting is: those who have entered a sheet, and the head who announces."""
    heads = Teller.objects.filter(board=board_of(vote), post=TellerPost.HEAD)
    entered = TallySheet.objects.filter(vote=vote).values_list("teller_id", flat=True)
    return sorted({*heads.values_list("person_id", flat=True), *entered})


def seal(vote_id: int, teller_id: int, figures: Figures) -> bytes:
    return sealing.seal(figures.to_bytes(), purpose(vote_id, teller_id))


def unseal(sheet: TallySheet) -> Figures:
    """Raises sealing.SealBroken."""
    return Figures.from_bytes(sealing.unseal(bytes(sheet.sealed), purpose(sheet.vote_id, sheet.teller_id)))


def purpose(vote_id: int, teller_id: int) -> str:
    return f"tally:{vote_id}:{teller_id}"


@dataclass(frozen=True)
class Around:
    """What stands beside a vote on paper: its board, the acts done, how many sheets are in."""

    paper: PaperVote
    steps: list[PaperStep]
    sheets: int


def around(votes: Collection[Vote]) -> dict[int, Around]:
    """Of those votes that are on paper; no query where none is, three where some are."""
    ids = [vote.id for vote in votes if vote.form == VoteForm.PAPER]
    if not ids:
        return {}
    steps: dict[int, list[PaperStep]] = defaultdict(list)
    for step in PaperStep.objects.filter(vote__in=ids).order_by("id"):
        steps[step.vote_id].append(step)
    entered: dict[int, int] = defaultdict(int)
    for vote_id in TallySheet.objects.filter(vote__in=ids).values_list("vote_id", flat=True):
        entered[vote_id] += 1
    papers = PaperVote.objects.filter(vote__in=ids)
    return {row.vote_id: Around(row, steps[row.vote_id], entered[row.vote_id]) for row in papers}


def boards(meeting: Meeting, ids: Collection[int] | None = None) -> QuerySet[TellersBoard]:
    """Those established, the earlier ones too. Two queries with their tellers."""
    rows = TellersBoard.objects.filter(meeting=meeting, established_at__isnull=False).order_by("id")
    rows = rows.prefetch_related("tellers__person")
    return rows if ids is None else rows.filter(id__in=ids)


@dataclass(frozen=True)
class Tally:
    """How far the counting is, as one teller may know it. `differs`: only for the two who count."""

    vote_id: int
    figures: Figures | None
    agree: bool | None
    differs: list[str]


def tallies(meeting: Meeting, person_id: int, ids: Collection[int] | None = None) -> list[Tally]:
    """The votes that the person has counted, and once somebody has, those that they announce."""
    papers = PaperVote.objects.filter(vote__meeting=meeting, board__tellers__person=person_id)
    if ids is not None:
        papers = papers.filter(vote__in=ids)
    rows = list(papers.order_by("vote_id"))
    if not rows:
        return []
    of: dict[int, list[TallySheet]] = defaultdict(list)
    for sheet in TallySheet.objects.filter(vote__in=[row.vote_id for row in rows]).order_by("id"):
        of[sheet.vote_id].append(sheet)
    heads = set(
        Teller.objects.filter(person=person_id, post=TellerPost.HEAD).values_list("board_id", flat=True)
    )
    return [
        _tally(row, of[row.vote_id], person_id)
        for row in rows
        if of[row.vote_id]
        and (row.board_id in heads or person_id in {sheet.teller_id for sheet in of[row.vote_id]})
    ]


def _tally(paper: PaperVote, entered: list[TallySheet], person_id: int) -> Tally:
    own = next((sheet for sheet in entered if sheet.teller_id == person_id), None)
    other = next((sheet for sheet in entered if sheet.teller_id != person_id), None)
    mine = unseal(own) if own else None
    differs = differences(mine, unseal(other)) if mine and other else []
    return Tally(paper.vote_id, mine, paper.agree, differs)
