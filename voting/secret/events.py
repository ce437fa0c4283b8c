"""What happened in a secret electronic vote. Who received a ballot is told; when one came back never is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from meetings.events import Event

Touched = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class ElectronicSecrecyAdopted(Event):
    """The body decided that its secret ballots may be electronic."""

    kind: ClassVar[str] = "voting.electronic_secrecy_adopted"

    body: int
    citation: str
    decided_on: str


@dataclass(frozen=True, kw_only=True)
class SecretVoteOpened(Event):
    """Right after the voting list: hashes of the two keys of this vote, as tablets compare them."""

    kind: ClassVar[str] = "voting.secret_vote_opened"

    vote: int
    poll: str
    choices: list[str]
    keys: str
    signing_key_sha256: str
    box_key_sha256: str
    roster_sha256: str
    entitled: int

    def touched(self) -> Touched:
        return [("secret_poll", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class TokenIssued(Event):
    """A delegate received a ballot, as on paper one is handed out; nothing of what is on it."""

    kind: ClassVar[str] = "voting.token_issued"

    vote: int
    person: int

    def audience(self) -> str:
        return "participants"

    def touched(self) -> Touched:
        return [("secret_poll", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class CastingBegan(Event):
    """No ballot is issued any more: from here on they are cast, by nobody in particular."""

    kind: ClassVar[str] = "voting.casting_began"

    vote: int
    issued: int

    def touched(self) -> Touched:
        return [("secret_poll", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class BoxSealed(Event):
    """Before any key is used: how many ballots there are, and the root over their trackers."""

    kind: ClassVar[str] = "voting.box_sealed"

    vote: int
    issued: int
    count: int
    root: str

    def touched(self) -> Touched:
        # Who has not cast is no longer asked: the turnout changes with the vote.
        vote = str(self.vote)
        return [("secret_poll", vote), ("vote", vote), ("turnout", vote)]


@dataclass(frozen=True, kw_only=True)
class BoxOpened(Event):
    """`list_sha256`: of the sorted list of serials, signatures and box hashes; choices are not in it."""

    kind: ClassVar[str] = "voting.box_opened"

    vote: int
    keys: str
    valid: int
    invalid: int
    marks: dict[str, int]
    list_sha256: str

    def touched(self) -> Touched:
        return [("secret_poll", str(self.vote))]


@dataclass(frozen=True, kw_only=True)
class SecretVoteVoided(Event):
    """The box was lost with the memory of its keeper; right before the vote is broken off."""

    kind: ClassVar[str] = "voting.secret_vote_voided"

    vote: int

    def touched(self) -> Touched:
        return [("secret_poll", str(self.vote))]
