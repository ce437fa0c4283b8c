"""How well annotations follow a paper into its next version: `python -m tests.bench.bench_carry`.

60 pairs of versions are drawn (ten of each kind of change, `tests.bench.pairs`), read as uploads are, and
some 40 annotations of all kinds on each old version are carried to the new one. Where they belong is known
by construction. Of each: placed right (on the page, within half a line of the words it was on), placed
wrong (elsewhere, or anywhere though its words are gone), or listed. One line of JSON for each kind of
change; the last is of all: `{"placed_right", "placed_wrong", "listed", "wrong_rate", "right_rate"}`. A
person could place `placeable` of them; `right_rate` is of those, `wrong_rate` of all.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agenda.carry import Body, Carrier, Place, box_of
from agenda.compare import Page, compare
from agenda.intake.reading import pages_in, words_on, write_pages
from tests.bench import pairs

EACH = 10
SEED = 20231206
ACROSS, DOWN = 0.03, 0.012  # of the page: half a word, half a line
COLOUR = "#ffcc00"


@dataclass(frozen=True)
class Note:
    """An annotation on the old version: the numbers of the words that it is about; `spot` says how."""

    spot: str
    page: int
    body: Body
    words: list[int]


def notes_on(old: pairs.Drawn, chance: random.Random) -> Iterator[Note]:
    """Make annotations as a reader does: on a phrase, a word, in the margin, of a whole page."""
    by_page: dict[int, list[int]] = {}
    for number, box in old.boxes.items():
        by_page.setdefault(box[0], []).append(number)
    for page, numbers in by_page.items():
        for spot in ("phrase", "phrase", "word", "circle", "line", "pin", "margin", "page"):
            start = chance.randrange(max(1, len(numbers) - 12))
            length = {"phrase": chance.randint(3, 12), "circle": 2, "line": 4}.get(spot, 1)
            chosen = numbers[start : start + length]
            if spot == "margin":
                chosen = level_with(old, numbers, numbers[start])
            if spot == "page":
                chosen = numbers
            if spot in ("circle", "line"):
                chosen = same_line(old, chosen)
            yield Note(spot, page, body_of(spot, [old.boxes[number][1:] for number in chosen]), chosen)


def level_with(old: pairs.Drawn, numbers: list[int], first: int) -> list[int]:
    """Return the words of three lines from that word's on: what a bar in the margin stands beside."""
    y, h = old.boxes[first][2], old.boxes[first][4]
    return [number for number in numbers if y - 0.001 <= old.boxes[number][2] <= y + 3 * h]


def same_line(old: pairs.Drawn, numbers: list[int]) -> list[int]:
    return [number for number in numbers if abs(old.boxes[number][2] - old.boxes[numbers[0]][2]) < 0.002]


def body_of(spot: str, boxes: list[tuple[float, float, float, float]]) -> Body:
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, low = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    match spot:
        case "phrase" | "word":
            return {"color": COLOUR, "rects": [list(box) for box in boxes]}
        case "circle":
            corners = [(left, top), (right, top), (right, low), (left, low), (left, top)]
            return {"color": COLOUR, "width": 0.004, "points": [[x, y, 0.5] for x, y in corners]}
        case "line":
            ends = [(left, low), ((left + right) / 2, low + 0.001), (right, low)]
            return {"color": COLOUR, "width": 0.004, "points": [[x, y, 0.5] for x, y in ends]}
        case "pin":
            return {"x": (left + right) / 2, "y": (top + low) / 2, "color": COLOUR, "text": "Hỏi"}
        case "margin":
            return {"color": COLOUR, "width": 0.004, "points": [[0.08, top, 0.5], [0.08, low, 0.5]]}
        case _:
            return {"text": "Xem lại"}


def verdict(note: Note, place: Place | None, new: pairs.Drawn) -> tuple[str, bool]:
    """Return right, wrong or listed, and whether a person could have placed it."""
    left = [new.boxes[number] for number in note.words if number in new.boxes]
    placeable = len(left) >= 0.5 * len(note.words)
    if place is None:
        return "listed", placeable
    if not placeable:
        # Half of its words or more are gone; right is then at most where the others stand.
        return ("right" if left and stands(note, place, left) else "wrong"), placeable
    return ("right" if stands(note, place, left) else "wrong"), placeable


def stands(note: Note, place: Place, left: list[pairs.Box]) -> bool:
    pages = Counter(box[0] for box in left)
    there = [box for box in left if box[0] == place.page]
    if len(there) < max(pages.values()):
        return False
    if note.spot == "page":
        return True
    if note.spot in ("phrase", "word"):
        return covers(place.body["rects"], there)
    x, y, w, h = box_of(place.body) or (0, 0, 0, 0)
    middle_x, middle_y = x + w / 2, y + (h if note.spot == "line" else h / 2)
    if note.spot == "margin":
        low, high = min(box[2] for box in there), max(box[2] + box[4] for box in there)
        at_edge = min(box[1] for box in there)
        return low - DOWN <= middle_y <= high + DOWN and -0.1 <= middle_x - at_edge <= -0.01
    return any(
        bx - ACROSS <= middle_x <= bx + bw + ACROSS and by - DOWN <= middle_y <= by + bh + DOWN
        for _, bx, by, bw, bh in there
    )


def covers(rects: list[list[float]], boxes: list[pairs.Box]) -> bool:
    """Tell whether the marks lie on most of the words, and mostly on them."""
    covered = sum(max(shared(rect, box) for rect in rects) for box in boxes)
    words = sum(box[3] * box[4] for box in boxes)
    # What replaced a struck word is marked too, so that twice as much as is left may be covered.
    marks = sum(rect[2] * rect[3] for rect in rects)
    return covered > 0.6 * words and marks < 2.5 * words


def shared(rect: list[float], box: pairs.Box) -> float:
    _, x, y, w, h = box
    wide = min(rect[0] + rect[2], x + w) - max(rect[0], x)
    high = min(rect[1] + rect[3], y + h) - max(rect[1], y)
    return wide * high if wide > 0 and high > 0 else 0.0


def read(files: list[bytes]) -> list[list[Page]]:
    """Read the pages as the intake does, several files a child process."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [(Path(folder) / f"{no}.pdf", Path(folder) / f"{no}.pages") for no in range(len(files))]
        for (path, _), file in zip(paths, files, strict=True):
            path.write_bytes(file)
        write_pages(paths)
        found = [pages_in(target) or [] for _, target in paths]
    return [[Page(words_on(page), page.picture) for page in pages] for pages in found]


def run(change: str, seeds: range, *, show: bool) -> Counter[str]:
    counted: Counter[str] = Counter()
    for seed in seeds:
        chance = random.Random(f"{SEED} {change} {seed}")
        author = pairs.Author(chance)
        old = author.paper()
        before, after = pairs.drawn(old), pairs.drawn(pairs.CHANGES[change](author, old))
        old_pages, new_pages = read([before.pdf, after.pdf])
        begun = time.process_time()
        paired = {one.source: one.no for one in compare(old_pages, new_pages).pages if one.source}
        carrier = Carrier(old_pages, new_pages, paired)
        for note in notes_on(before, chance):
            place = carrier.place(note.page, note.body)
            said, placeable = verdict(note, place, after)
            counted[said] += 1
            counted["placeable"] += placeable
            counted["right of placeable"] += placeable and said == "right"
            if show and (said == "wrong" or (said == "listed" and placeable)):
                told(change, seed, note, place, said)
        counted["ms"] += round(1000 * (time.process_time() - begun))
    return counted


def told(change: str, seed: int, note: Note, place: Place | None, said: str) -> None:
    where = (place.page, box_of(place.body)) if place else None
    print(
        f"{change} {seed}: {said} {note.spot} p. {note.page} {box_of(note.body)} → {where}", file=sys.stderr
    )


def result(counted: Counter[str]) -> dict[str, Any]:
    total = counted["right"] + counted["wrong"] + counted["listed"]
    return {
        "placed_right": counted["right"],
        "placed_wrong": counted["wrong"],
        "listed": counted["listed"],
        "placeable": counted["placeable"],
        "wrong_rate": round(counted["wrong"] / total, 4),
        "right_rate": round(counted["right of placeable"] / max(1, counted["placeable"]), 4),
        "ms_per_pair": round(counted["ms"] / counted["pairs"]),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=EACH, help="pairs of each kind of change")
    parser.add_argument("--show", action="store_true", help="tell of each that is not right")
    given = parser.parse_args()
    whole: Counter[str] = Counter()
    for change in pairs.CHANGES:
        counted = run(change, range(given.each), show=given.show)
        counted["pairs"] = given.each
        print(json.dumps({"change": change} | result(counted)), flush=True)
        whole += counted
    print(json.dumps(result(whole)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
