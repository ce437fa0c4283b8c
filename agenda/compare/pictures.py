"""Small grey pictures of pages, compared: how alike, how far shifted, and where they differ. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from operator import mul

from agenda.compare.words import Rect

COLUMNS, ROWS = 48, 64
SHIFT = 3  # cells: a scan lies up to 6 % beside the original
COARSE = 4
DARKER = 40  # grey levels between which nobody sees a change in a picture this small
NOISE = 64  # and in one that was scanned
CLUSTER = 3  # cells that differ side by side, for a change


@dataclass(frozen=True)
class Likeness:
    """`score` is the correlation, 1 for equal; `dx`, `dy` how far the second lies, in fractions."""

    score: float
    dx: float
    dy: float


class Picture:
    """Ink, not light: 0 is white. Rows of `COLUMNS` numbers."""

    def __init__(self, levels: bytes) -> None:
        ink = [255 - level for level in levels]
        self.rows = [ink[start : start + COLUMNS] for start in range(0, COLUMNS * ROWS, COLUMNS)]

    @cached_property
    def down(self) -> list[float]:
        return centred([sum(row) for row in self.rows])

    @cached_property
    def across(self) -> list[float]:
        return centred([sum(column) for column in zip(*self.rows, strict=True)])

    @cached_property
    def whole(self) -> list[float]:
        return centred([cell for row in self.rows for cell in row])

    @cached_property
    def is_blank(self) -> bool:
        return max(max(row) for row in self.rows) < DARKER

    @cached_property
    def hash(self) -> int:
        """Return a bit for each block of 4 × 4 cells that has more ink than the median of them."""
        blocks = [
            sum(sum(row[left : left + COARSE]) for row in self.rows[top : top + COARSE])
            for top in range(0, ROWS, COARSE)
            for left in range(0, COLUMNS, COARSE)
        ]
        middle = sorted(blocks)[len(blocks) // 2]
        return sum(1 << place for place, block in enumerate(blocks) if block > middle)


def picture_of(levels: bytes) -> Picture | None:
    return Picture(levels) if len(levels) == COLUMNS * ROWS else None


def centred(numbers: Sequence[float]) -> list[float]:
    mean = sum(numbers) / len(numbers)
    return [number - mean for number in numbers]


def likeness(a: Picture, b: Picture) -> Likeness:
    """Find the shift from the sums of rows and columns, then correlate the pictures at it."""
    if a.is_blank or b.is_blank:
        return Likeness(1.0 if a.is_blank and b.is_blank else 0.0, 0.0, 0.0)
    down, dy, _ = best_shift(a.down, b.down)
    across, dx, _ = best_shift(a.across, b.across)
    return Likeness(correlation(a, b, across, down), dx / COLUMNS, dy / ROWS)


def best_shift(a: list[float], b: list[float]) -> tuple[int, float, float]:
    """Say by how many cells `b` lies further than `a`: whole, with what a parabola says more; how alike."""
    scores = {shift: overlap(a, b, shift) for shift in range(-SHIFT - 1, SHIFT + 2)}
    best = max(range(-SHIFT, SHIFT + 1), key=lambda shift: (scores[shift], -abs(shift)))
    left, middle, right = scores[best - 1], scores[best], scores[best + 1]
    curve = left - 2 * middle + right
    more = 0.5 * (left - right) / curve if curve < -1e-9 else 0.0
    return best, best + max(-0.5, min(0.5, more)), middle


def overlap(a: list[float], b: list[float], shift: int) -> float:
    length = len(a) - abs(shift)
    left, right = max(0, -shift), max(0, shift)
    x, y = a[left : left + length], b[right : right + length]
    norm = sqrt(sum(map(mul, x, x)) * sum(map(mul, y, y)))
    return sum(map(mul, x, y)) / norm if norm else 0.0


def correlation(a: Picture, b: Picture, dx: int, dy: int) -> float:
    """Return Pearson's correlation of the cells that both have when `b` is shifted back."""
    x = [cell for row in cut(a, -dx, -dy) for cell in row]
    y = [cell for row in cut(b, dx, dy) for cell in row]
    count = len(x)
    mean_x, mean_y = sum(x) / count, sum(y) / count
    over = sum(map(mul, x, y)) - count * mean_x * mean_y
    norm = (sum(map(mul, x, x)) - count * mean_x**2) * (sum(map(mul, y, y)) - count * mean_y**2)
    return over / sqrt(norm) if norm > 0 else 0.0


def cut(picture: Picture, dx: int, dy: int) -> list[list[int]]:
    """Return the part that remains when the picture is shifted out of the frame by so many cells."""
    top, left = max(0, dy), max(0, dx)
    high, wide = ROWS - abs(dy), COLUMNS - abs(dx)
    return [row[left : left + wide] for row in picture.rows[top : top + high]]


def differences(a: Picture, b: Picture, hidden: Sequence[Rect], *, scanned: bool) -> list[Rect]:
    """Return where the pictures differ outside of the hidden places, as rectangles of `b`.

    Scans are put upon one another first, and a cell differs only from all cells around it.
    """
    shift = likeness(a, b) if scanned else Likeness(1.0, 0.0, 0.0)
    dx, dy = round(shift.dx * COLUMNS), round(shift.dy * ROWS)
    masked = {cell for rect in hidden for cell in cells_of(rect)}
    reach = 1 if scanned else 0
    found = {
        (x, y)
        for y in range(ROWS)
        for x in range(COLUMNS)
        if (x, y) not in masked and differs(a, b, x, y, dx, dy, reach, NOISE if scanned else DARKER)
    }
    return [rect_of(cluster) for cluster in clusters(found) if len(cluster) >= CLUSTER]


def differs(a: Picture, b: Picture, x: int, y: int, dx: int, dy: int, reach: int, tolerance: int) -> bool:
    cell = b.rows[y][x]
    if 0 <= y - dy < ROWS and 0 <= x - dx < COLUMNS and abs(a.rows[y - dy][x - dx] - cell) <= tolerance:
        return False  # nearly all of them: no need to look around
    near = [
        a.rows[row][column]
        for row in range(y - dy - reach, y - dy + reach + 1)
        for column in range(x - dx - reach, x - dx + reach + 1)
        if 0 <= row < ROWS and 0 <= column < COLUMNS
    ]
    return bool(near) and not min(near) - tolerance <= cell <= max(near) + tolerance


def cells_of(rect: Rect) -> list[tuple[int, int]]:
    """Return the cells that a place touches, and those around it: letters bleed into them."""
    x, y, w, h = rect
    return [
        (column, row)
        for row in range(int(y * ROWS) - 1, int((y + h) * ROWS) + 2)
        for column in range(int(x * COLUMNS) - 1, int((x + w) * COLUMNS) + 2)
    ]


def clusters(cells: set[tuple[int, int]]) -> list[set[tuple[int, int]]]:
    """Split into groups of cells that touch one another, corners too."""
    left, found = set(cells), []
    while left:
        group, waiting = set(), [min(left)]
        left.discard(waiting[0])
        while waiting:
            x, y = waiting.pop()
            group.add((x, y))
            near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= near
            waiting += near
        found.append(group)
    return sorted(found, key=lambda group: min((y, x) for x, y in group))


def rect_of(cells: set[tuple[int, int]]) -> Rect:
    left, top = min(x for x, _ in cells), min(y for _, y in cells)
    right, low = max(x for x, _ in cells) + 1, max(y for _, y in cells) + 1
    return (
        round(left / COLUMNS, 4),
        round(top / ROWS, 4),
        round((right - left) / COLUMNS, 4),
        round((low - top) / ROWS, 4),
    )
