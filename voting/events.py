"""What happened in a vote, in the past tense. An append-only list: never rename a kind.

Who voted how is never in an entry that the public hears: the figures are (`VoteClosed`), the names
are in entries of their own (`VotersFixed`, `BallotsRevealed`), for the participants.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from meetings.events import Event

Touched = list[tuple[str, str]]


def vote_and_turnout(vote: int) -> Touched:
    return [("vote", str(vote)), ("turnout", str(vote))]


@dataclass(frozen=True, kw_only=True)
class VoteOpened(Event):
    kind: ClassVar[str] = "voting.vote_opened"

    vote: int
    sitting: int
    item: int
    dossier: int | None
    question: str
    form: str
    rule: str
    profile: str
    total: int
    present: int
    not_eligible: int
    quorum_needed: int
    seats: int = 0
    again: int | None = None

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class VotersFixed(Event):
    """The voting list of the opening; right after `VoteOpened`."""

    kind: ClassVar[str] = "voting.voters_fixed"

    vote: int
    entitled: list[int]
    suspended: list[int]

    def audience(self) -> str:
        return "participants"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class VoterAdmitted(Event):
    """A delegate who checked in after the opening, added by the presiding officer's act."""

    kind: ClassVar[str] = "voting.voter_admitted"

    vote: int
    person: int

    def audience(self) -> str:
        return "participants"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class BallotCast(Event):
    """Heard by the voter alone; `change` counts from 0, the last one counts."""

    kind: ClassVar[str] = "voting.ballot_cast"

    vote: int
    person: int
    choice: str
    change: int

    def audience(self) -> str:
        return f"person:{self.person}"

    def touched(self) -> Touched:
        return [("ballot", str(self.vote)), ("turnout", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class VoteClosed(Event):
    """`verdict` holds figures, sentences and citation as they are announced."""

    kind: ClassVar[str] = "voting.vote_closed"

    vote: int
    question: str
    profile: str
    verdict: dict[str, object]

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class BallotsRevealed(Event):
    """Who chose what; right after `VoteClosed`. `ballots`: person id (as text) to choice."""

    kind: ClassVar[str] = "voting.ballots_revealed"

    vote: int
    ballots: dict[str, str]

    def audience(self) -> str:
        return "participants"

    def touched(self) -> Touched:
        return [("vote", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class VoteCancelled(Event):
    """The ballots stay in the record of each voter and are never revealed."""

    kind: ClassVar[str] = "voting.vote_cancelled"

    vote: int
    question: str
    reason: str

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class HandsCounted(Event):
    """What one secretary counted; two must agree before the vote is closed."""

    kind: ClassVar[str] = "voting.hands_counted"

    vote: int
    secretary: int
    yes: int
    no: int
    abstain: int

    def audience(self) -> str:
        return "chair"

    def touched(self) -> Touched:
        return [("hand_count", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class BallotListed(Event):
    """Who is on the ballot, or proposed as teller; right after `VotersFixed`. `board`: who counts.

    `lines`: no, person (an id or none), name and post of each, as they are printed.
    """

    kind: ClassVar[str] = "voting.ballot_listed"

    vote: int
    board: int
    lines: list[dict[str, object]]

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return [("vote", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class TellersEstablished(Event):
    """Right after the `VoteClosed` of the vote that established them; `former` is the board that they end."""

    kind: ClassVar[str] = "voting.tellers_established"

    board: int
    vote: int
    head: int
    tellers: list[int]
    former: int | None

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        boards = [self.board] if self.former is None else [self.board, self.former]
        return [("tellers_board", str(board)) for board in boards]


@dataclass(frozen=True, kw_only=True)
class NameAdded(Event):
    """By decision of the council, before the ballots are handed out."""

    kind: ClassVar[str] = "voting.name_added"

    vote: int
    no: int
    person: int | None
    name: str
    post: str
    decision: str

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return [("vote", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class NameWithdrawn(Event):
    kind: ClassVar[str] = "voting.name_withdrawn"

    vote: int
    no: int
    name: str
    reason: str

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return [("vote", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class PaperStepTaken(Event):
    """One act around the box. `number`: ballots; `text`: to whom they are handed; `corrected`: once more."""

    kind: ClassVar[str] = "voting.paper_step_taken"

    vote: int
    step: str
    number: int | None
    text: str
    corrected: bool

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return vote_and_turnout(self.vote)


@dataclass(frozen=True, kw_only=True)
class SheetEntered(Event):
    """That a teller has counted, never what: the figures are sealed until the head announces them."""

    kind: ClassVar[str] = "voting.sheet_entered"

    vote: int
    person: int

    def audience(self) -> str:
        return "tellers"

    def touched(self) -> Touched:
        return [("vote", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class TallyJudged(Event):
    """Heard by one teller: how far the counting is (`agree` is none until two sheets are in)."""

    kind: ClassVar[str] = "voting.tally_judged"

    vote: int
    person: int
    agree: bool | None

    def audience(self) -> str:
        return f"person:{self.person}"

    def touched(self) -> Touched:
        return [("tally", str(self.vote))]
