"""Where an annotation of an old version belongs in a new one: by its page, then by the words around it. Pure.

What cannot be placed with confidence is not placed: a note beside the wrong paragraph is worse than one
that is listed as not carried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from agenda.compare import Page, likeness
from agenda.compare.scans import beside
from agenda.compare.words import Rect, Word, align, lines_of

Body = dict[str, Any]
Spot = tuple[int, int]  # page and word, both counted from 0

CONTEXT = 40  # words on either side that help to find a place again
COMMON = 30  # a run of words in more places than this does not tell where one is
WINDOWS = 3  # other pages that are looked at closely
UNDER = 0.3  # share of a word that a mark must cover to be meant
BESIDE = 0.006  # of the page: as far from a word a stroke still belongs to it
LINE = 0.012
KNOWN = 0.5  # share of the words under or around a note that must be there again
TRUSTED = 6  # words of context that must be there again
# And which share of them: on the page that follows the old one, and on any other, where a table may look
# much like another table.
AT_HOME = 0.3
ABROAD = 0.7
AT_ONCE = 1.75  # of 2.05: so well found on the page that follows that no other is looked at
# Correlations from which on a shift is believed: of two scans, of a scan and the words that were printed.
ALIKE = 0.85
PRINTED = 0.92
APART = 0.012  # of the page: as far the words above and below may disagree
STILL = 0.004
OUTSIDE = 0.02


@dataclass(frozen=True)
class Place:
    """Page of the new version, counted from 1, and the body with its coordinates there."""

    page: int
    body: Body


class Carrier:
    """Carries annotations from one version to another; `pages` maps old page → new page, from 1."""

    def __init__(self, before: Sequence[Page], after: Sequence[Page], pages: Mapping[int, int]) -> None:
        self.before, self.after = before, after
        self.pages = {old - 1: new - 1 for old, new in pages.items()}
        self.sources = {new: old for old, new in self.pages.items()}
        self.asides: dict[int, Move | None] = {}
        self.known: dict[int, dict[int, Spot]] = {}

    @cached_property
    def places(self) -> dict[tuple[str, ...], list[int]]:
        """Return on which new pages each run of three words stands."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for no, page in enumerate(self.after):
            for gram in zip(page.texts, page.texts[1:], page.texts[2:], strict=False):
                found[gram].append(no)
        return found

    def place(self, page: int, body: Body) -> Place | None:
        """Return where it belongs, or None when that is not certain."""
        if not 1 <= page <= len(self.before):
            return None
        old, target = self.before[page - 1], self.pages.get(page - 1)
        box = box_of(body)
        if target is not None and (box is None or unchanged(old, self.after[target])):
            return Place(target + 1, body)
        if box is None:
            # Of the page as a whole: where most of its words are now.
            spots = self.find(page - 1, list(range(len(old.texts)))) if old.texts else None
            return Place(page_of(list(spots.values())) + 1, body) if spots else None
        if old.is_wordless or (target is not None and self.after[target].is_wordless):
            return self.by_picture(page - 1, target, body)
        return self.by_words(page - 1, body, box)

    def by_picture(self, page: int, target: int | None, body: Body) -> Place | None:
        """Move it as the whole page lies aside: a scan of the print, or another scan."""
        if target is None:
            return None
        if page not in self.asides:
            self.asides[page] = aside(self.before[page], self.after[target])
        move = self.asides[page]
        return placed(target, body, move) if move else None

    def by_words(self, page: int, body: Body, box: Rect) -> Place | None:
        old = self.before[page]
        meant = words_under(old.words, body)
        near = meant or words_beside(old.words, box)
        if not near:
            return None
        spots = self.find(page, near)
        if spots is None:
            return None
        if "rects" in body and meant:
            return marked(self.after, body, spots, meant)
        target = page_of([spots[word] for word in near if word in spots])
        here = {old: new for old, (no, new) in spots.items() if no == target}
        move = over(old.words, self.after[target].words, here, meant, box) if meant else None
        move = move or in_margin(old.words, self.after[target].words, here, box)
        return placed(target, body, move) if move else None

    def find(self, page: int, near: list[int]) -> dict[int, Spot] | None:
        """Return where the old words around stand now; None when too few of them do."""
        texts = self.before[page].texts
        first, last = max(0, min(near) - CONTEXT), min(len(texts), max(near) + CONTEXT + 1)
        local = texts[first:last]
        paired = self.pages.get(page)
        best: tuple[float, dict[int, Spot]] = (0.0, {})
        for no in self.windows(paired, local):
            around = spots_around(self.after, no)
            pairs = align(local, [self.after[window].texts[word] for window, word in around])
            spots = {first + i: around[j] for i, j in pairs if self.is_free(around[j], (page, first + i))}
            at_home = paired is not None and abs(no - paired) <= 1
            least = len(local) * (AT_HOME if at_home else ABROAD)
            if len(spots) < max(least, min(TRUSTED, len(local))):
                continue
            score = share(near, spots) + len(spots) / len(local) + 0.05 * (no == paired)
            best = max(best, (score, spots), key=lambda found: found[0])
            if no == paired and score >= AT_ONCE:
                break
        return best[1] or None

    def is_free(self, new: Spot, old: Spot) -> bool:
        """Tell whether that new word comes from no other old one: the same grounds stand in every chapter."""
        return self.origins(new[0]).get(new[1], old) == old

    def origins(self, no: int) -> dict[int, Spot]:
        """Return which old word each word of a new page was, as far as the pages that it follows tell."""
        if no not in self.known:
            source = self.sources.get(no)
            around = spots_around(self.before, source) if source is not None else []
            texts = [self.before[page].texts[word] for page, word in around]
            self.known[no] = {j: around[i] for i, j in align(texts, self.after[no].texts)}
        return self.known[no]

    def windows(self, paired: int | None, local: list[str]) -> Iterator[int]:
        """Yield the new pages that are worth a look: the paired one, then where these words are found."""
        if paired is not None:
            yield paired
        votes: dict[int, float] = defaultdict(float)
        for gram in zip(local, local[1:], local[2:], strict=False):
            holders = self.places.get(gram, ())
            if len(holders) <= COMMON:
                for no in holders:
                    votes[no] += 1 / len(holders)
        likely = sorted(votes, key=lambda no: (-votes[no], no))
        yield from [no for no in likely if no != paired][:WINDOWS]


def spots_around(pages: Sequence[Page], no: int) -> list[Spot]:
    """Return the places of the words of that page, of the one before and the one after it."""
    near = range(max(0, no - 1), min(len(pages), no + 2))
    return [(page, word) for page in near for word in range(len(pages[page].texts))]


# -- what a note lies on ---------------------------------------------------------------------------


def box_of(body: Body) -> Rect | None:
    """Return the smallest rectangle around it; None for what belongs to the page as a whole."""
    if points := body.get("points"):
        xs, ys = [point[0] for point in points], [point[1] for point in points]
    elif rects := body.get("rects"):
        xs = [edge for x, _, w, _ in rects for edge in (x, x + w)]
        ys = [edge for _, y, _, h in rects for edge in (y, y + h)]
    elif "x" in body and "y" in body:
        return body["x"], body["y"], 0.0, 0.0
    else:
        return None
    return min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)


def words_under(words: Sequence[Word], body: Body) -> list[int]:
    """Return the words that are marked, or that a stroke or a pin touches."""
    if rects := body.get("rects"):
        return [
            index
            for index, word in enumerate(words)
            if sum(common(word, rect) for rect in rects) >= UNDER * word[2] * word[3] > 0
        ]
    x, y, w, h = box_of(body) or (0.0, 0.0, 0.0, 0.0)
    grown = (x - BESIDE / 3, y - BESIDE, w + BESIDE / 1.5, h + 2 * BESIDE)
    return [index for index, word in enumerate(words) if touches(grown, word)]


def touches(rect: Rect, word: Word) -> bool:
    """Tell whether it lies on the small letters of the word: boxes of lines and of words nearly touch."""
    x, y, w, h, _ = word
    wide = min(x + 0.9 * w, rect[0] + rect[2]) - max(x + 0.1 * w, rect[0])
    high = min(y + 0.8 * h, rect[1] + rect[3]) - max(y + 0.3 * h, rect[1])
    return wide > 0 and high >= UNDER * 0.5 * h


def words_beside(words: Sequence[Word], box: Rect) -> list[int]:
    """Return the words on the lines beside it or, where there are none, of the lines above and below."""
    top, low = box[1] - LINE, box[1] + box[3] + LINE
    level = [index for index, word in enumerate(words) if word[1] < low and word[1] + word[3] > top]
    if level:
        return level
    above = max((word[1] for word in words if word[1] + word[3] <= top), default=None)
    below = min((word[1] for word in words if word[1] >= low), default=None)
    edges = [edge for edge in (above, below) if edge is not None]
    return [i for i, word in enumerate(words) if any(abs(word[1] - edge) < LINE for edge in edges)]


def common(word: Word, rect: Rect) -> float:
    x, y, w, h = rect
    wide = min(word[0] + word[2], x + w) - max(word[0], x)
    high = min(word[1] + word[3], y + h) - max(word[1], y)
    return wide * high if wide > 0 and high > 0 else 0.0


def share(near: list[int], spots: Mapping[int, Spot]) -> float:
    return sum(word in spots for word in near) / len(near)


def unchanged(old: Page, new: Page) -> bool:
    if old.is_wordless:
        return new.is_wordless and old.levels == new.levels
    return old.texts == new.texts and all(
        abs(a[0] - b[0]) < STILL and abs(a[1] - b[1]) < STILL
        for a, b in zip(old.words, new.words, strict=True)
    )


# -- where it goes ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Move:
    """By how much, and how much larger around (`cx`, `cy`), the old middle of what is moved."""

    dx: float
    dy: float
    grown: float = 1.0
    cx: float = 0.0
    cy: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.cx + (x - self.cx) * self.grown + self.dx,
            self.cy + (y - self.cy) * self.grown + self.dy,
        )


def aside(old: Page, new: Page) -> Move | None:
    """Return how the sheet lies, of which one of the two at least is a picture alone; None when unsure."""
    if not old.is_wordless and new.picture:
        found, least = beside(old.words, new.picture), PRINTED
    elif old.picture and new.picture:
        found, least = likeness(old.picture, new.picture), ALIKE
    else:
        return None
    return Move(found.dx, found.dy) if found.score >= least else None


def marked(after: Sequence[Page], body: Body, spots: Mapping[int, Spot], meant: list[int]) -> Place | None:
    """Mark the same words where they stand now, with what replaced single ones among them."""
    found = sorted(spots[word] for word in meant if word in spots)
    found += [spot for spot in replaced(spots, meant) if spot not in found]
    if len([word for word in meant if word in spots]) < KNOWN * len(meant) and not replaced(spots, meant):
        return None
    target = page_of(found)
    words = after[target].words
    rects = lines_of([words[word] for no, word in sorted(found) if no == target])
    return Place(target + 1, body | {"rects": [[round(part, 5) for part in rect] for rect in rects]})


def replaced(spots: Mapping[int, Spot], meant: list[int]) -> list[Spot]:
    """Return new words that stand where marked ones stood, both neighbours of which are still there."""
    missing = [word for word in meant if word not in spots]
    found: list[Spot] = []
    while missing:
        first = last = missing.pop(0)
        while missing and missing[0] == last + 1:
            last = missing.pop(0)
        left, right = spots.get(first - 1), spots.get(last + 1)
        if left and right and left[0] == right[0]:
            between = range(left[1] + 1, right[1])
            if 0 < len(between) <= 2 * (last - first + 1) + 2:
                found += [(left[0], word) for word in between]
    return found


def page_of(spots: Sequence[Spot]) -> int:
    """Return the page on which most of them stand; the first of equals."""
    pages = [no for no, _ in spots]
    return max(sorted(set(pages)), key=pages.count, default=-1)


def over(
    old: Sequence[Word], new: Sequence[Word], here: Mapping[int, int], meant: list[int], box: Rect
) -> Move | None:
    """Move a stroke with the words that it lies on; where they were parted, with the most of them."""
    held = [word for word in meant if word in here]
    if len(held) < KNOWN * len(meant):
        return None
    grown = middle([new[here[word]][3] / old[word][3] for word in held if old[word][3]])
    grown = grown if abs(grown - 1) > 0.03 else 1.0
    cx, cy = box[0] + box[2] / 2, box[1] + box[3] / 2
    lines: list[list[int]] = []  # a phrase may be broken at the end of a line now
    for word in held:
        level = new[here[word]][1]
        if not lines or abs(new[here[lines[-1][-1]]][1] - level) > LINE:
            lines.append([])
        lines[-1].append(word)
    together = max(lines, key=len)
    from_x, from_y = centre([old[word] for word in together])
    to_x, to_y = centre([new[here[word]] for word in together])
    # Where it is no longer around them all, it is around those of this line.
    aside = (cx - from_x) * grown if len(together) == len(held) else 0.0
    return Move(to_x + aside - cx, to_y + (cy - from_y) * grown - cy, grown, cx, cy)


def centre(words: Sequence[Word]) -> tuple[float, float]:
    left, right = min(word[0] for word in words), max(word[0] + word[2] for word in words)
    return (left + right) / 2, middle([word[1] + word[3] / 2 for word in words])


def in_margin(old: Sequence[Word], new: Sequence[Word], here: Mapping[int, int], box: Rect) -> Move | None:
    """Move what stands in a margin or a gap with the lines beside it, in the margin as it is now."""
    near = words_beside(old, box)
    held = [word for word in near if word in here]
    if not held or len(held) < KNOWN * len(near):
        return None
    top, low = box[1], box[1] + box[3]
    shifts = {
        side: [new[here[word]][1] - old[word][1] for word in held if side_of(old[word], top, low) == side]
        for side in ("above", "level", "below")
    }
    if shifts["level"]:
        dy = middle(shifts["level"])
    else:
        ends = [middle(shifts[side]) for side in ("above", "below") if shifts[side]]
        if max(ends) - min(ends) > APART:
            return None
        dy = sum(ends) / len(ends)
    return Move(margin_shift(old, new, box[0] + box[2] / 2), dy)


def side_of(word: Word, top: float, low: float) -> str:
    if word[1] + word[3] <= top - LINE:
        return "above"
    return "below" if word[1] >= low + LINE else "level"


def margin_shift(old: Sequence[Word], new: Sequence[Word], x: float) -> float:
    """Return how far the edge of the text moved, the left or the right one, whichever is nearer."""
    left, right = edges(old)
    to_left, to_right = edges(new)
    return to_left - left if x - left < right - x else to_right - right


def edges(words: Sequence[Word]) -> tuple[float, float]:
    starts, ends = sorted(word[0] for word in words), sorted(word[0] + word[2] for word in words)
    few = len(words) // 50
    return starts[few], ends[-1 - few]


def middle(numbers: list[float]) -> float:
    return sorted(numbers)[len(numbers) // 2] if numbers else 1.0


def placed(target: int, body: Body, move: Move) -> Place | None:
    """Return the body moved; None when it would leave the page."""
    moved = dict(body)
    if "points" in body:
        moved["points"] = [[*move.point(x, y), pressure] for x, y, pressure in body["points"]]
        spots = [(x, y) for x, y, _ in moved["points"]]
    elif "rects" in body:
        corners = [(move.point(x, y), move.point(x + w, y + h)) for x, y, w, h in body["rects"]]
        moved["rects"] = [[left, top, right - left, low - top] for (left, top), (right, low) in corners]
        spots = [corner for pair in corners for corner in pair]
    else:
        moved["x"], moved["y"] = move.point(body["x"], body["y"])
        spots = [(moved["x"], moved["y"])]
    if any(not -OUTSIDE <= part <= 1 + OUTSIDE for spot in spots for part in spot):
        return None
    return Place(target + 1, within(moved))


def within(body: Body) -> Body:
    """Round, and keep on the page what stands a hair outside of it."""
    kept = dict(body)
    if "points" in body:
        kept["points"] = [[clipped(x), clipped(y), pressure] for x, y, pressure in body["points"]]
    elif "rects" in body:
        kept["rects"] = [rect_within(rect) for rect in body["rects"]]
    else:
        kept["x"], kept["y"] = clipped(body["x"]), clipped(body["y"])
    return kept


def rect_within(rect: Sequence[float]) -> list[float]:
    x, y, w, h = rect
    left, top = clipped(x), clipped(y)
    return [left, top, round(max(1e-5, clipped(x + w) - left), 5), round(max(1e-5, clipped(y + h) - top), 5)]


def clipped(part: float) -> float:
    return round(min(1.0, max(0.0, part)), 5)
