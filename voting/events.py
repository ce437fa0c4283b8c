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
