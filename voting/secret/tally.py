"""What a sealed choice may say, and how often each was said; single ballots never leave this module."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec

from voting.secret.ballot import SealedBallot, unseal


@dataclass(frozen=True)
class Form:
    """The ballot's form: the choices, of which at least `least` and at most `most` are marked ("1,4").

    A choice may name a line of the ballot before a colon ("3:HIGH"): of each line one mark at most counts.
    """

    choices: tuple[str, ...]
    least: int = 1
    most: int = 1

    @classmethod
    def of(cls, facts: dict[str, Any]) -> Form:
        """Raises ValueError for a form on which nothing could be marked."""
        form = cls(tuple(map(str, facts["choices"])), int(facts["least"]), int(facts["most"]))
        if not form.choices or not 0 <= form.least <= form.most or form.most < 1:
            raise ValueError("no form of a ballot")
        return form

    def facts(self) -> dict[str, Any]:
        return {"choices": list(self.choices), "least": self.least, "most": self.most}

    def marks(self, said: str | None) -> list[str] | None:
        """The marks on a ballot; None when it is not valid."""
        if said is None:
            return None
        marks = said.split(",") if said else []
        lines = {mark.partition(":")[0] for mark in marks}
        known = all(mark in self.choices for mark in marks)
        if not known or len(lines) != len(marks) or not self.least <= len(marks) <= self.most:
            return None
        return marks


@dataclass(frozen=True)
class Tally:
    """`marks` of each choice on the valid ballots."""

    valid: int
    invalid: int
    marks: dict[str, int]


def count(ballots: Iterable[SealedBallot], key: ec.EllipticCurvePrivateKey, form: Form) -> Tally:
    """Open the boxes in an order drawn at random and add up; which box said what is forgotten at once."""
    shuffled = list(ballots)
    random.SystemRandom().shuffle(shuffled)
    marks, invalid = dict.fromkeys(form.choices, 0), 0
    for ballot in shuffled:
        marked = form.marks(unseal(ballot, key))
        if marked is None:
            invalid += 1
            continue
        for mark in marked:
            marks[mark] += 1
    return Tally(valid=len(shuffled) - invalid, invalid=invalid, marks=marks)
