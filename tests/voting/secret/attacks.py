"""Somebody who holds everything the server ever stored, and tries to say whose ballot is whose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import comb
from pathlib import Path

from django.db import connection

from meetings import history
from voting.models import SecretPoll, SecretToken, Vote, VotingRight


@dataclass
class Loot:
    """One vote as it was stored. `files`: all bytes of the database and its log; `truth`: person to serial."""

    people: dict[str, list[int]]
    ballots: dict[str, list[str]]
    truth: dict[int, str] = field(default_factory=dict)

    def hits(self, people: str, ballots: str) -> int:
        """How many are matched rightly when both are put side by side in these orders."""
        pairs = zip(self.people[people], self.ballots[ballots], strict=True)
        return sum(self.truth[person] == serial for person, serial in pairs)


def database_files() -> bytes:
    """The database with its write-ahead log; nothing where it is not a file."""
    if connection.vendor != "sqlite":
        return b""
    path = Path(connection.settings_dict["NAME"])
    return b"".join(each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*")))


def loot(vote: Vote, truth: dict[int, str], arrivals: list[str]) -> Loot:
    """Every order in which people, and ballots, can be read. `arrivals`: from a copy of the box each moment."""
    tokens = list(SecretToken.objects.filter(vote=vote).order_by("id"))
    poll = SecretPoll.objects.get(vote=vote)
    rows = {serial: (signature, box) for serial, signature, box in poll.listed}
    stored = database_files()
    entries = history.entries(history.journal_of(vote.meeting))
    issued = [
        entry.facts["person"]
        for entry in entries
        if entry.kind == "voting.token_issued" and entry.facts["vote"] == vote.id
    ]
    rights = VotingRight.objects.filter(vote=vote, person__in=truth).order_by("id")

    def by(of: Callable[[SecretToken], object]) -> list[int]:
        return [token.person_id for token in sorted(tokens, key=of)]  # type: ignore[arg-type]

    return Loot(
        people={
            "row": [token.person_id for token in tokens],
            "journal": issued,
            "voting list": [right.person_id for right in rights],
            "person": sorted(truth),
            "digest": by(lambda token: token.digest),
            "blind signature": by(lambda token: token.signature),
            "offset": by(lambda token: stored.find(token.digest.encode())),
        },
        ballots={
            "list": [serial for serial, _, _ in poll.listed],
            "serial": sorted(rows),
            "signature": sorted(rows, key=lambda serial: rows[serial][0]),
            "box": sorted(rows, key=lambda serial: rows[serial][1]),
            "offset": sorted(rows, key=lambda serial: stored.find(serial.encode())),
            "arrival": arrivals,
        },
        truth=truth,
    )


def chance(hits: int, trials: int, guess: float) -> float:
    """The probability of so many hits, or more, by guessing (binomial)."""
    return sum(comb(trials, n) * guess**n * (1 - guess) ** (trials - n) for n in range(hits, trials + 1))


def better_than_guessing(votes: list[Loot], level: float = 0.01) -> dict[tuple[str, str], float]:
    """The attacks that beat guessing at that level, all of them together (Bonferroni)."""
    found = {}
    attacks = [(people, ballots) for people in votes[0].people for ballots in votes[0].ballots]
    for attack in attacks:
        trials = sum(len(vote.truth) for vote in votes)
        hits = sum(vote.hits(*attack) for vote in votes)
        probability = chance(hits, trials, len(votes) / trials)
        if probability <= level / len(attacks):
            found[attack] = probability
    return found
