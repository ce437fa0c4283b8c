"""What a teller's sheet says, whether it adds up, and where two sheets differ. Pure; integers."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from voting.counting import RULES, Invalid, Kind
from voting.paper import errors

# The boxes beside each name on the ballot, in their order; a ballot with none of them ticked is blank there.
MARKS: dict[Kind, tuple[str, ...]] = {
    Kind.ELECTION: ("YES", "NO"),
    Kind.SOUNDING: ("HIGH", "MID", "LOW"),
    Kind.CONFIDENCE: ("CONFIDENCE", "NO_CONFIDENCE"),
    Kind.MAJORITY: ("YES", "NO"),
}
MARK_WORDS = {
    "YES": ("Đồng ý", "For"),
    "NO": ("Không đồng ý", "Against"),
    "HIGH": ("Tín nhiệm cao", "High confidence"),
    "MID": ("Tín nhiệm", "Confidence"),
    "LOW": ("Tín nhiệm thấp", "Low confidence"),
    "CONFIDENCE": ("Tín nhiệm", "Confidence"),
    "NO_CONFIDENCE": ("Không tín nhiệm", "No confidence"),
}
REASONS = tuple(str(reason) for reason in Invalid)


@dataclass(frozen=True)
class Figures:
    """`invalid`: reason to ballots. `lines`: number of the line to mark to ballots."""

    valid: int
    invalid: dict[str, int] = field(default_factory=dict)
    lines: dict[int, dict[str, int]] = field(default_factory=dict)

    @property
    def set_aside(self) -> int:
        return sum(self.invalid.values())

    def blank(self, no: int) -> int:
        """Valid ballots that say nothing of that name."""
        return self.valid - sum(self.lines[no].values())

    def to_bytes(self) -> bytes:
        """The same figures are the same bytes; their length tells nothing of them."""
        told = {
            "valid": self.valid,
            "invalid": {reason: self.invalid.get(reason, 0) for reason in REASONS},
            "lines": {str(no): dict(sorted(marks.items())) for no, marks in sorted(self.lines.items())},
        }
        content = json.dumps(told, separators=(",", ":")).encode()
        return content.ljust(-(-len(content) // 1024) * 1024)

    @classmethod
    def from_bytes(cls, content: bytes) -> Figures:
        told = json.loads(content)
        return cls(told["valid"], told["invalid"], {int(no): marks for no, marks in told["lines"].items()})


def require_sum(
    figures: Figures, *, rule: str, returned: int, seats: int, names: Mapping[int, str]
) -> Figures:
    """Let pass what adds up, each reason and mark written out. `names`: the lines that stand.

    Raises SheetIncomplete, SheetUnbalanced, LineExceeds, TooManyNames.
    """
    kind = RULES[rule].kind
    marks = MARKS[kind]
    known = all(set(line) <= set(marks) for line in figures.lines.values())
    if set(figures.lines) != set(names) or not known or not set(figures.invalid) <= set(REASONS):
        raise errors.SheetIncomplete(n=len(names))
    if figures.valid + figures.set_aside != returned:
        raise errors.SheetUnbalanced(v=figures.valid, i=figures.set_aside, r=returned)
    whole = Figures(
        figures.valid,
        {reason: figures.invalid.get(reason, 0) for reason in REASONS},
        {no: {mark: figures.lines[no].get(mark, 0) for mark in marks} for no in sorted(names)},
    )
    for no, name in names.items():
        if whole.blank(no) < 0:
            raise errors.LineExceeds(name=name, n=sum(whole.lines[no].values()), v=figures.valid)
    if kind == Kind.ELECTION:
        chosen = sum(line["YES"] for line in whole.lines.values())
        if chosen > seats * figures.valid:
            raise errors.TooManyNames(n=chosen, v=figures.valid, s=seats, k=seats * figures.valid)
    return whole


def differences(one: Figures, other: Figures) -> list[str]:
    """Where they differ, and never by how much: `valid`, `invalid.NO_STAMP`, `lines.2.YES`."""
    found = ["valid"] if one.valid != other.valid else []
    found += [
        f"invalid.{reason}"
        for reason in REASONS
        if one.invalid.get(reason, 0) != other.invalid.get(reason, 0)
    ]
    for no in sorted({*one.lines, *other.lines}):
        mine, theirs = one.lines.get(no, {}), other.lines.get(no, {})
        found += [f"lines.{no}.{mark}" for mark in _marks(mine, theirs) if mine.get(mark) != theirs.get(mark)]
    return found


def _marks(mine: Collection[str], theirs: Collection[str]) -> list[str]:
    return [mark for mark in MARK_WORDS if mark in mine or mark in theirs]
