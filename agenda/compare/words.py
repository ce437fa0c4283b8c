"""Words with their places, and which word of one text is which word of another. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

# x, y, w, h as fractions of the page as it is shown, origin at the upper left; then the word itself.
Word = tuple[float, float, float, float, str]
Rect = tuple[float, float, float, float]

PAGE_NUMBER = re.compile(r"[-–(]*\d{1,4}(?:/\d{1,4})?[-–).]*\Z")
MARGIN = 0.08
GRAM = 3
GAP = 60_000  # product of the lengths of two stretches that are compared word by word
FEW = 8


def told_apart(words: Sequence[Word]) -> list[Word]:
    """Return the words without the page's own number, which changes wherever a page comes in before."""
    return [word for word in words if not is_page_number(word)]


def is_page_number(word: Word) -> bool:
    at_edge = word[1] + word[3] < MARGIN or word[1] > 1 - MARGIN
    return at_edge and PAGE_NUMBER.match(word[4]) is not None


def shingles(texts: Sequence[str]) -> set[int]:
    """Return what runs of three words the text has; of a shorter one the whole."""
    if len(texts) < GRAM:
        return {hash(tuple(texts))} if texts else set()
    return {hash(gram) for gram in zip(texts, texts[1:], texts[2:], strict=False)}


def align(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return which place of `a` is which place of `b`, both ascending.

    Runs of three words that either text has once are the anchors; between two of them the rest is
    compared word by word. What the texts have in common by chance (a lone "và") is left out.
    """
    pairs: list[tuple[int, int]] = []
    for start, end in pairwise([(-1, -1), *anchored(a, b), (len(a), len(b))]):
        pairs += between(a, b, start, end)
        if end[0] < len(a):
            pairs.append(end)
    return pairs


def anchored(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places that are certain: the words of anchors, and all that equals on from them."""
    in_a, in_b = once(a), once(b)
    starts = [(in_a[gram], place) for gram, place in in_b.items() if gram in in_a]
    found: list[tuple[int, int]] = []
    i = j = -1
    for x, y in ascending(starts):
        if x <= i or y <= j:
            continue  # the run before has come this far
        back = 0
        while x - back - 1 > i and y - back - 1 > j and a[x - back - 1] == b[y - back - 1]:
            back += 1
        i, j = x - back, y - back
        while i < len(a) and j < len(b) and a[i] == b[j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        i, j = i - 1, j - 1
    return found


def once(texts: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return where each run of three words stands, of those that stand in one place alone."""
    places: dict[tuple[str, ...], int] = {}
    for place, gram in enumerate(zip(texts, texts[1:], texts[2:], strict=False)):
        places[gram] = -1 if gram in places else place
    return {gram: place for gram, place in places.items() if place >= 0}


def ascending(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain that ascends in both; the pairs come ascending in the second."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (x, _) in enumerate(pairs):
        place = bisect_left(tails, x)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(x)
            ends.append(index)
        else:
            tails[place], ends[place] = x, index
    chain: list[tuple[int, int]] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def between(
    a: Sequence[str], b: Sequence[str], start: tuple[int, int], end: tuple[int, int]
) -> list[tuple[int, int]]:
    """Compare two stretches between anchors, both ends left out."""
    x, y = start[0] + 1, start[1] + 1
    left, right = a[x : end[0]], b[y : end[1]]
    if not left or not right or len(left) * len(right) > GAP:
        return []
    least = 1 if min(len(left), len(right)) <= FEW and max(len(left), len(right)) <= 4 * FEW else 2
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return [
        (x + block.a + step, y + block.b + step)
        for block in blocks
        if block.size >= least
        for step in range(block.size)
    ]


def lines_of(words: Sequence[Word]) -> list[Rect]:
    """Return one rectangle for each stretch of words that stand on one line beside one another."""
    rects: list[list[float]] = []
    for x, y, w, h, _ in words:
        if rects:
            last = rects[-1]
            same_line = min(last[3], y + h) - max(last[1], y) > 0.5 * min(last[3] - last[1], h)
            if same_line and -0.01 <= x - last[2] < 0.05:
                last[0], last[1] = min(last[0], x), min(last[1], y)
                last[2], last[3] = max(last[2], x + w), max(last[3], y + h)
                continue
        rects.append([x, y, x + w, y + h])
    return [(x, y, right - x, low - y) for x, y, right, low in rects]
