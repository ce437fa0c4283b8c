"""What may stand in the body of an annotation, by its kind; whatever else comes is refused, not mended."""

from __future__ import annotations

import json
import math
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from agenda import errors
from agenda.models import AnnotationKind

POINTS = 20_000
RECTS = 2_000
BYTES = 256 * 1024
LETTERS = 20_000  # of a note, or of the text that a highlight lies on
WIDEST = 0.2  # of the page
EDGE = 0.001  # how far a pen at the very edge may be out, as a fraction of the page

COLOUR = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)

Body = dict[str, Any]


def checked(kind: str, body: Body) -> Body:
    """Return the body in its stored form. Raises NoteBroken, NoteTooLarge, NoteOutsidePage.

    Coordinates are fractions of the page as it is shown, origin at the upper left, and are kept as they
    came. Texts come out in NFC.
    """
    fields = FIELDS.get(kind)
    if fields is None:
        raise errors.NoteBroken(field="kind")
    required, allowed = fields
    for name in required:
        if name not in body:
            raise errors.NoteBroken(field=name)
    kept: Body = {}
    for name, value in body.items():
        if name not in allowed:
            raise errors.NoteBroken(field=str(name)[:40])
        kept[name] = CHECKS[name](name, value)
    if len(serialized(kept)) > BYTES:
        raise errors.NoteTooLarge(limit=BYTES // 1024, points=POINTS)
    return kept


def serialized(body: Body) -> bytes:
    """Return one form for one content: equal bodies are equal bytes."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def number(name: str, value: object) -> float:
    """Take a finite number. NaN is caught here too: JSON has none, but Python reads it."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise errors.NoteBroken(field=name)
    return value


def on_page(name: str, value: object) -> float:
    if not -EDGE <= (place := number(name, value)) <= 1 + EDGE:
        raise errors.NoteOutsidePage
    return place


def width(name: str, value: object) -> float:
    if not 0 < (given := number(name, value)) <= WIDEST:
        raise errors.NoteBroken(field=name)
    return given


def colour(name: str, value: object) -> str:
    if not isinstance(value, str) or not COLOUR.match(value):
        raise errors.NoteBroken(field=name)
    return value.lower()


def points(name: str, value: object) -> list[list[float]]:
    """Take `[[x, y, pressure], …]`, the pressure from 0 to 1."""
    kept = []
    for point in many(name, value, POINTS):
        x, y, pressure = row(name, point, 3)
        if not 0 <= (pressed := number(name, pressure)) <= 1:
            raise errors.NoteBroken(field=name)
        kept.append([on_page(name, x), on_page(name, y), pressed])
    return kept


def rects(name: str, value: object) -> list[list[float]]:
    """Take `[[x, y, w, h], …]`, each of them on the page whole."""
    kept = []
    for rect in many(name, value, RECTS):
        x, y, w, h = (number(name, part) for part in row(name, rect, 4))
        if w <= 0 or h <= 0:
            raise errors.NoteBroken(field=name)
        for place in (x, y, x + w, y + h):
            on_page(name, place)
        kept.append([x, y, w, h])
    return kept


def many(name: str, value: object, limit: int) -> list[object]:
    if not isinstance(value, list) or not value:
        raise errors.NoteBroken(field=name)
    if len(value) > limit:
        raise errors.NoteTooLarge(limit=BYTES // 1024, points=POINTS)
    return value


def row(name: str, value: object, length: int) -> list[object]:
    if not isinstance(value, list) or len(value) != length:
        raise errors.NoteBroken(field=name)
    return value


def text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise errors.NoteBroken(field=name)
    if len(value) > LETTERS:
        raise errors.NoteTooLarge(limit=BYTES // 1024, points=POINTS)
    try:
        value.encode()
    except UnicodeEncodeError:  # half of a surrogate pair: no text, and no database keeps it
        raise errors.NoteBroken(field=name) from None
    return unicodedata.normalize("NFC", value)


CHECKS: dict[str, Callable[[str, object], object]] = {
    "color": colour,
    "width": width,
    "points": points,
    "rects": rects,
    "text": text,
    "x": on_page,
    "y": on_page,
}
STROKE = ({"color", "width", "points"},) * 2
MARK = ({"color", "rects"}, {"color", "rects", "text"})
# The fields that must be there, and all that may be.
FIELDS: dict[str, tuple[set[str], set[str]]] = {
    AnnotationKind.PEN: STROKE,
    AnnotationKind.MARKER: STROKE,
    AnnotationKind.HIGHLIGHT: MARK,
    AnnotationKind.UNDERLINE: MARK,
    AnnotationKind.NOTE: ({"x", "y", "color", "text"}, {"x", "y", "color", "text"}),
    AnnotationKind.BOOKMARK: (set(), {"text"}),
    AnnotationKind.SPEECH: ({"text"}, {"text", "x", "y"}),
}
