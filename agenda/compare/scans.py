"""How a scan lies beside the page that was printed: from the places of its words, not from a picture. Pure.

A small picture has fewer rows than a page has lines. But the words are known exactly, so what such a
picture would look like can be told for any shift, by fractions of a cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from agenda.compare.pictures import COLUMNS, ROWS, Likeness, Picture, centred
from agenda.compare.words import Word

FINE = 8  # steps in a cell
REACH = 3 * FINE  # as far as a sheet lies aside: 3 cells
BAND = (0.3, 0.8)  # where the ink of a word is, from the top of its box: the small letters
PEAKS = 3
HOPELESS = 0.85  # correlation of the rows alone, under which the whole is not tried

Stretch = tuple[float, float, float]  # from, to, how much there: in cells


def beside(words: Sequence[Word], scan: Picture) -> Likeness:
    """Return the shift at which the printed words explain the scan best."""
    rows = peaks(rows_of(words), scan.down)
    across = [(x * COLUMNS, (x + w) * COLUMNS, h) for x, _, w, h, _ in words]
    best = Likeness(0.0, 0.0, 0.0)
    if rows[0][0] < HOPELESS:
        return best
    dx = peaks(across, scan.across)[0][1]
    for _, dy in rows:
        score = correlation(words, scan, dx, dy)
        if score > best.score:
            best = Likeness(score, dx / COLUMNS, dy / ROWS)
    return best


def rows_fit(words: Sequence[Word], scan: Picture) -> float:
    """Return how well the rows alone fit, at their best."""
    return peaks(rows_of(words), scan.down)[0][0]


def rows_of(words: Sequence[Word]) -> list[Stretch]:
    return [((y + BAND[0] * h) * ROWS, (y + BAND[1] * h) * ROWS, w) for _, y, w, h, _ in words]


def peaks(ink: Sequence[Stretch], seen: list[float]) -> list[tuple[float, float]]:
    """Return how well the ink of rows (or columns) fits at which shift, in cells; the best first.

    Several of them: lines of print fit again a line further on.
    """
    steps = range(-REACH, REACH + 1)
    sums = running_sums(ink, len(seen))
    scores = [alike(shifted(sums, step), seen) for step in steps]
    tops = [
        place for place, score in enumerate(scores) if score >= max(scores[max(0, place - 2) : place + 3])
    ]
    return sorted(((scores[place], steps[place] / FINE) for place in tops), reverse=True)[:PEAKS]


def running_sums(ink: Sequence[Stretch], cells: int) -> list[float]:
    """Return how much ink lies before each step, `REACH` steps of margin on either side."""
    length = cells * FINE + 2 * REACH
    change = [0.0] * (length + 2)
    for start, end, much in ink:
        first, last = round(start * FINE) + REACH, round(end * FINE) + REACH
        if 0 <= first < last <= length:
            change[first] += much
            change[last] -= much
    return [0.0, *accumulate(accumulate(change[:length]))]


def shifted(sums: list[float], step: int) -> list[float]:
    """Return the ink in each cell when the page lies aside by so many steps."""
    return [
        sums[first + FINE] - sums[first]
        for first in range(REACH - step, len(sums) - FINE - REACH - step, FINE)
    ]


def alike(sums: list[float], seen: list[float]) -> float:
    known = centred(sums)
    norm = sum(map(mul, known, known)) * sum(map(mul, seen, seen))
    return float(sum(map(mul, known, seen)) / norm**0.5) if norm > 0 else 0.0


def correlation(words: Sequence[Word], scan: Picture, dx: float, dy: float) -> float:
    """Return how well the whole picture fits at that shift."""
    cells = [[0.0] * COLUMNS for _ in range(ROWS)]
    for x, y, w, h, _ in words:
        top, low = (y + BAND[0] * h) * ROWS + dy, (y + BAND[1] * h) * ROWS + dy
        left, right = x * COLUMNS + dx, (x + w) * COLUMNS + dx
        for row in range(max(0, int(top)), min(ROWS, int(low) + 1)):
            high, line = min(low, row + 1) - max(top, row), cells[row]
            for column in range(max(0, int(left)), min(COLUMNS, int(right) + 1)):
                line[column] += high * (min(right, column + 1) - max(left, column))
    return alike([cell for row in cells for cell in row], scan.whole)
