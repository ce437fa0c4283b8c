"""How many are needed, and how a share is printed; a share never decides."""

from __future__ import annotations


class CountError(ValueError):
    """The figures contradict each other: nothing may be announced from them.

    `what` names the rule that is broken, for a program; the text is for a log.
    """

    def __init__(self, what: str, text: str) -> None:
        super().__init__(text)
        self.what = what


def needed_over_half(of: int) -> int:
    """The least figure that is over half (quá nửa): exactly half is not."""
    return of // 2 + 1


def needed_over_share(of: int, num: int, den: int) -> int:
    """The least figure that is over `num/den` (quá hai phần ba): exactly the share is not."""
    return num * of // den + 1


def percent_bp(part: int, of: int) -> int:
    """Return basis points, half up; 0 of nobody."""
    return (20000 * part + of) // (2 * of) if of else 0


def percent_vi(part: int, of: int) -> str:
    """Print as official papers do: `84,48%`."""
    whole, rest = divmod(percent_bp(part, of), 100)
    return f"{whole},{rest:02d}%"


def require_whole(**figures: int) -> None:
    """Raise CountError for a negative figure, naming it."""
    negative = {name: figure for name, figure in figures.items() if figure < 0}
    if negative:
        raise CountError("NEGATIVE", f"negative figures: {negative}")
