"""How many are needed, and how a share is printed; a share never decides."""

from __future__ import annotations

from enum import StrEnum

from meetings.rulebook import at_least, over


class CountError(ValueError):
    """The figures contradict each other: nothing may be announced from them.

    `what` names the rule that is broken, for a program; the text is for a log.
    """

    def __init__(self, what: str, text: str) -> None:
        super().__init__(text)
        self.what = what


class Majority(StrEnum):
    """Of all, never of those present: quá nửa, ít nhất hai phần ba, trên hai phần ba."""

    OVER_HALF = "OVER_HALF"
    TWO_THIRDS = "TWO_THIRDS"
    OVER_TWO_THIRDS = "OVER_TWO_THIRDS"

    def needed(self, of: int) -> int:
        """The least figure that makes it."""
        least, num, den = _LEAST[self]
        return least(of, num, den)


_LEAST = {
    Majority.OVER_HALF: (over, 1, 2),
    Majority.TWO_THIRDS: (at_least, 2, 3),
    Majority.OVER_TWO_THIRDS: (over, 2, 3),
}


def needed_over_half(of: int) -> int:
    """The least figure that is over half (quá nửa): exactly half is not."""
    return Majority.OVER_HALF.needed(of)


def percent_bp(part: int, of: int) -> int:
    """Return basis points, half up; 0 of nobody."""
    return (20000 * part + of) // (2 * of) if of else 0


def percent_vi(part: int, of: int) -> str:
    """Print as official papers do: `84,48%`."""
    whole, rest = divmod(percent_bp(part, of), 100)
    return f"{whole},{rest:02d}%"


def percent_en(part: int, of: int) -> str:
    """As `percent_vi`, for an English sentence: `84.48%`."""
    return percent_vi(part, of).replace(",", ".")


def require_whole(**figures: int) -> None:
    """Raise CountError for a negative figure, naming it."""
    negative = {name: figure for name, figure in figures.items() if figure < 0}
    if negative:
        raise CountError("NEGATIVE", f"negative figures: {negative}")
