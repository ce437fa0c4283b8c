"""What is shown of votes on paper: how far they are, their result, the tellers, and a teller's own sheet."""

from collections.abc import Collection
from typing import TypedDict  # evaluated, not postponed: the API schema is made from these

from meetings import clock
from meetings.models import Meeting
from meetings.snapshot import ResourceType, Value, Viewer
from voting import boxes
from voting.models import Step, Teller, TellerPost, TellersBoard, Vote
from voting.paper.steps import next_act


class StepShape(TypedDict):
    step: Step
    at: str
    number: int | None
    text: str


class PaperShape(TypedDict):
    """`next`: the act whose turn it is, or empty; `whose`: TELLERS, HEAD or CHAIR. `sheets`: those in."""

    board: str
    steps: list[StepShape]
    next: str
    whose: str
    sheets: int


class TellerShape(TypedDict):
    person: str
    name: str
    post: TellerPost


class TellersBoardShape(TypedDict):
    """`ended_at`: when another board took its place."""

    id: str
    vote: str
    tellers: list[TellerShape]
    established_at: str
    ended_at: str | None


class SheetShape(TypedDict):
    valid: int
    invalid: dict[str, int]
    lines: dict[str, dict[str, int]]


class TallyShape(TypedDict):
    """`sheet`: one's own, and nobody else's. `differs`: where, for the two who count alone."""

    vote: str
    sheet: SheetShape | None
    agree: bool | None
    differs: list[str]


def paper_values(votes: Collection[Vote]) -> dict[int, Value]:
    """How far each vote on paper is; everybody may know."""
    return {
        vote_id: paper_value(around, over=next(v for v in votes if v.pk == vote_id).is_over)
        for vote_id, around in boxes.around(votes).items()
    }


def paper_value(around: boxes.Around, *, over: bool) -> Value:
    due = next_act({step.step for step in around.steps})
    if over and due is not None and due.step != Step.HANDED_OVER:
        due = None  # broken off
    return {
        "board": str(around.paper.board_id),
        "steps": [
            {"step": step.step, "at": clock.wire(step.at), "number": step.number, "text": step.text}
            for step in around.steps
        ],
        "next": due.step if due else "",
        "whose": due.whose if due else "",
        "sheets": around.sheets,
    }


def render_boards(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    wanted = None if ids is None else [int(row_id) for row_id in ids]
    return {str(board.pk): board_value(board) for board in boxes.boards(meeting, wanted)}


def board_value(board: TellersBoard) -> Value:
    return {
        "id": str(board.pk),
        "vote": str(board.vote_id),
        "tellers": [teller_value(teller) for teller in board.tellers.all()],
        "established_at": clock.wire(board.established_at),
        "ended_at": clock.wire(board.ended_at),
    }


def teller_value(teller: Teller) -> Value:
    return {"person": str(teller.person_id), "name": teller.person.full_name, "post": teller.post}


def render_tallies(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if viewer.person_id is None or not viewer.hears_any("tellers"):
        return {}
    wanted = None if ids is None else [int(row_id) for row_id in ids]
    return {
        str(tally.vote_id): tally_value(tally) for tally in boxes.tallies(meeting, viewer.person_id, wanted)
    }


def tally_value(tally: boxes.Tally) -> Value:
    own = tally.figures
    return {
        "vote": str(tally.vote_id),
        "sheet": own
        and {
            "valid": own.valid,
            "invalid": own.invalid,
            "lines": {str(no): marks for no, marks in own.lines.items()},
        },
        "agree": tally.agree,
        "differs": tally.differs,
    }


TELLERS_BOARD = ResourceType("tellers_board", render_boards, hearing=frozenset(), shape=TellersBoardShape)
TALLY = ResourceType("tally", render_tallies, personal=True, hearing=frozenset({"tellers"}), shape=TallyShape)
