"""What changed between two versions of a paper, from the words and small pictures of their pages. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Literal

from agenda.compare.pictures import Likeness, Picture, best_shift, differences, likeness, picture_of
from agenda.compare.scans import beside, rows_fit
from agenda.compare.words import Rect, Word, align, lines_of, shingles, told_apart

Kind = Literal["SAME", "EDITED", "MOVED", "ADDED"]

ALIKE = 0.15  # two pages in the same order are versions of one another from here on
SURELY = 0.5  # and anywhere else from here on
WORDLESS = 5  # a page of fewer words is known by its picture
COMMON = 20  # a run of words on more pages than this (a heading, a seal) says nothing of the page
CANDIDATES = 8  # pages that look alike from afar
FINALISTS = 2  # and of those the ones that are laid upon one another, beside the one that is expected
CERTAIN = 0.6  # likeness of the expected page after which no other is tried
CLOSE = 0.2
# Correlations up to which two pictures, or a picture and the words of a page, are of different pages:
# those of different pages of print reach 0.75 and 0.91, those of a page and its scan begin at 0.6 and 0.97.
BLURRED = 0.6
PRINTED = 0.9
STILL = 0.004  # of the page: a word that moved less stands where it stood
MARK = 0.004
MOST_PLACES = 200


class Page:
    """One page of a version: `words` in reading order, `levels` as in `agenda.models.FilePage.picture`.

    The words may come as a function that unpacks them: most pages of a long paper are never looked at.
    """

    def __init__(self, words: Sequence[Word] | Callable[[], Sequence[Word]], levels: bytes = b"") -> None:
        self._given = words
        self.levels = levels

    @cached_property
    def words(self) -> list[Word]:
        return told_apart(self._given() if callable(self._given) else self._given)

    @cached_property
    def texts(self) -> list[str]:
        return [word[4] for word in self.words]

    @cached_property
    def shingles(self) -> set[int]:
        return shingles(self.texts)

    @cached_property
    def picture(self) -> Picture | None:
        return picture_of(self.levels)

    @property
    def is_wordless(self) -> bool:
        return len(self.texts) < WORDLESS


@dataclass(frozen=True)
class Change:
    """Page `no` of the new version, from page `source` of the old one; numbers count from 1.

    `where` on the new page it is other than before, `was` the same on the old page: lines that became longer,
    or a paragraph that went down, lie elsewhere there.
    """

    no: int
    source: int | None
    kind: Kind
    where: list[Rect] = field(default_factory=list)
    was: list[Rect] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    pages: list[Change]
    gone: list[int]


def compare(before: Sequence[Page], after: Sequence[Page]) -> Comparison:
    """Say of each new page where it comes from and what changed on it, and which old pages are gone."""
    in_order, moved = pair(before, after)
    changes = []
    for j in range(len(after)):
        i = in_order.get(j, moved.get(j))
        if i is None:
            changes.append(Change(j + 1, None, "ADDED"))
            continue
        where = changed_places(before, after, i, j)
        was = changed_places(after, before, j, i) if where else []
        kind: Kind = "MOVED" if j in moved else "EDITED" if where else "SAME"
        changes.append(Change(j + 1, i + 1, kind, where, was))
    kept = {*in_order.values(), *moved.values()}
    return Comparison(changes, [i + 1 for i in range(len(before)) if i not in kept])


# -- which page is which ---------------------------------------------------------------------------


def pair(before: Sequence[Page], after: Sequence[Page]) -> tuple[dict[int, int], dict[int, int]]:
    """Return new page → old page, counted from 0: those in the old order, and those that moved."""
    alike = likely_pairs(before, after)
    in_order = dict(heaviest_chain([pair for pair in alike if pair[2] >= ALIKE]))
    taken = set(in_order.values())
    moved: dict[int, int] = {}
    for i, j, _ in sorted((pair for pair in alike if pair[2] >= SURELY), key=lambda pair: -pair[2]):
        if j not in in_order and j not in moved and i not in taken:
            moved[j] = i
            taken.add(i)
    fill_gaps(before, after, in_order, moved)
    return in_order, moved


def likely_pairs(before: Sequence[Page], after: Sequence[Page]) -> list[tuple[int, int, float]]:
    """Return (old, new, how alike from 0 to 1), few for each page."""
    found = by_words(before, after)
    wordless_before = [i for i, page in enumerate(before) if page.is_wordless and page.picture]
    drawn_before = [i for i, page in enumerate(before) if page.picture]
    expected = 0
    for j, page in enumerate(after):
        others = drawn_before if page.is_wordless else wordless_before
        for i, score in (pictured := by_picture(before, others, page, expected)):
            found[i, j] = max(found.get((i, j), 0.0), score)
        expected = 1 + max(pictured, key=lambda pair: pair[1], default=(expected, 0.0))[0]
    return [(i, j, score) for (i, j), score in found.items()]


def by_words(before: Sequence[Page], after: Sequence[Page]) -> dict[tuple[int, int], float]:
    """Weigh the runs of words that two pages share: the rarer, the more they say (Dice, weighted)."""
    pages_with: dict[int, list[int]] = defaultdict(list)
    for i, page in enumerate(before):
        for shingle in page.shingles:
            pages_with[shingle].append(i)
    often = Counter(shingle for page in after for shingle in page.shingles)

    def weight(shingle: int) -> float:
        count = max(len(pages_with.get(shingle, ())), often[shingle])
        return 1 / count if count <= COMMON else 1e-6

    sums = [sum(map(weight, page.shingles)) for page in before]
    found: dict[tuple[int, int], float] = {}
    for j, page in enumerate(after):
        shared: dict[int, float] = defaultdict(float)
        for shingle in page.shingles:
            holders = pages_with.get(shingle, ())
            near = holders if len(holders) <= COMMON else sorted(holders, key=lambda i: abs(i - j))[:COMMON]
            for i in near:
                shared[i] += weight(shingle)
        whole = sum(map(weight, page.shingles))
        for i, common in shared.items():
            found[i, j] = 2 * common / (sums[i] + whole)
    return found


def by_picture(
    before: Sequence[Page], others: list[int], page: Page, expected: int
) -> list[tuple[int, float]]:
    """Compare one page with the one that is expected, then with those that look most like it from afar."""
    picture = page.picture
    if not others or picture is None:
        return []
    scores = [(i, resemblance(before[i], page)) for i in others if i == expected]
    if not scores or scores[0][1] < CERTAIN:
        seen = picture.hash
        near = sorted(others, key=lambda i: ((drawn(before[i]).hash ^ seen).bit_count(), abs(i - expected)))
        likely = sorted(near[:CANDIDATES], key=lambda i: -at_a_glance(before[i], page))[:FINALISTS]
        scores += [(i, resemblance(before[i], page)) for i in likely if i != expected]
    # Full pages of print all look alike from afar: what is less like than the best is not meant.
    least = max(score for _, score in scores) - CLOSE
    return [(i, score) for i, score in scores if score >= max(ALIKE, least)]


def at_a_glance(old: Page, new: Page) -> float:
    """Return how well the rows of two pages fit, which costs a tenth of laying one upon the other."""
    if old.is_wordless and new.is_wordless:
        return best_shift(drawn(old).down, drawn(new).down)[2]
    return rows_fit(old.words, drawn(new)) if new.is_wordless else rows_fit(new.words, drawn(old))


def resemblance(old: Page, new: Page) -> float:
    """Return from 0 to 1 how alike two pages are by their pictures, or by the words of one of them."""
    if old.is_wordless and new.is_wordless:
        return (likeness(drawn(old), drawn(new)).score - BLURRED) / (1 - BLURRED)
    if new.is_wordless:
        found = beside(old.words, drawn(new))
    else:
        found = beside(new.words, drawn(old))
    return (found.score - PRINTED) / (1 - PRINTED)


def drawn(page: Page) -> Picture:
    if page.picture is None:
        raise ValueError("a page without a picture")
    return page.picture


def heaviest_chain(pairs: list[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Return (new, old) of the pairs that ascend in both and weigh the most together.

    A Fenwick tree over the old pages holds the best chain that ends before each of them.
    """
    size = max((i for i, _, _ in pairs), default=0) + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    before: list[int] = []
    # Of the pairs of one new page the later old one first: so that no chain takes two of them.
    pairs = sorted(pairs, key=lambda pair: (pair[1], -pair[0]))
    for index, (i, _, score) in enumerate(pairs):
        place, top = i, (0.0, -1)
        while place > 0:
            top = max(top, best[place])
            place -= place & -place
        before.append(top[1])
        chain, place = (top[0] + score, index), i + 1
        while place <= size:
            best[place] = max(best[place], chain)
            place += place & -place
    index = max(best, default=(0.0, -1))[1]
    chosen = []
    while index >= 0:
        chosen.append((pairs[index][1], pairs[index][0]))
        index = before[index]
    return chosen[::-1]


def fill_gaps(
    before: Sequence[Page], after: Sequence[Page], in_order: dict[int, int], moved: dict[int, int]
) -> None:
    """Pair pages of which nothing is known (no words, no picture) when as many stand between two pairs."""
    taken = {*in_order.values(), *moved.values()}
    ends = [(-1, -1), *sorted(in_order.items()), (len(after), len(before))]
    for (j, i), (next_j, next_i) in pairwise(ends):
        new = [k for k in range(j + 1, next_j) if k not in moved and unknown(after[k])]
        old = [k for k in range(i + 1, next_i) if k not in taken and unknown(before[k])]
        if len(new) == len(old):
            in_order.update(zip(new, old, strict=True))


def unknown(page: Page) -> bool:
    return not page.texts and page.picture is None


# -- what changed on a page ------------------------------------------------------------------------


def changed_places(before: Sequence[Page], after: Sequence[Page], i: int, j: int) -> list[Rect]:
    """Return the changed places of new page `j`: other words, marks where words went, other pictures.

    Words that only flowed in from the page before or after have not changed. With the versions exchanged
    these are the places of the old page.
    """
    old, new = before[i], after[j]
    if old.is_wordless or new.is_wordless:
        if old.texts == new.texts or old.is_wordless != new.is_wordless:
            return pictures_differ(old, new)
    elif old.texts == new.texts:
        return pictures_differ(old, new) if stands_still(old, new) else []
    places = [*came(before, new, i), *went(old, after, j)]
    return [rounded(rect) for rect in sorted(places, key=lambda rect: (rect[1], rect[0]))[:MOST_PLACES]]


def came(before: Sequence[Page], new: Page, i: int) -> list[Rect]:
    around = [text for page in before[max(0, i - 1) : i + 2] for text in page.texts]
    known = {place for _, place in align(around, new.texts)}
    return lines_of([word for place, word in enumerate(new.words) if place not in known])


def went(old: Page, after: Sequence[Page], j: int) -> list[Rect]:
    """Return a thin mark after the word behind which something went, unless other words came there."""
    first = max(0, j - 1)
    start = sum(len(page.texts) for page in after[first:j])
    around = [text for page in after[first : j + 2] for text in page.texts]
    place_of = dict(align(old.texts, around))
    new, marks = after[j].words, []
    for left, right in pairwise([-1, *sorted(place_of), len(old.texts)]):
        if right == left + 1:
            continue
        here = place_of.get(left, start - 1) - start
        there = place_of.get(right, start + len(new)) - start
        if there - here == 1 and 0 <= here < len(new):
            x, y, w, h, _ = new[here]
            marks.append((min(x + w, 1 - MARK), y, MARK, h))
        elif there - here == 1 and here == -1 and new:
            x, y, _, h, _ = new[0]
            marks.append((max(0.0, x - MARK), y, MARK, h))
    return marks


def stands_still(old: Page, new: Page) -> bool:
    return all(
        abs(a[0] - b[0]) < STILL and abs(a[1] - b[1]) < STILL
        for a, b in zip(old.words, new.words, strict=True)
    )


def pictures_differ(old: Page, new: Page) -> list[Rect]:
    if old.picture is None or new.picture is None or old.levels == new.levels:
        return []
    scanned = old.is_wordless or new.is_wordless
    hidden = [] if scanned else [word[:4] for word in new.words]
    return differences(old.picture, new.picture, hidden, scanned=scanned)


def rounded(rect: Rect) -> Rect:
    x, y, w, h = (round(part, 4) for part in rect)
    return x, y, w, h


__all__ = ["Change", "Comparison", "Likeness", "Page", "compare", "likeness", "pair"]
