"""The hash chain of a journal: canonical form, an entry's hash, a check that names what is wrong. Pure."""

import hashlib
import itertools
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = bytes(32)
# An entry is looked for under its old number among its nearest neighbours.
NEAR = sorted(range(-20, 21), key=abs)


class NotCanonical(ValueError):
    """A value that has no place in the record: a float, a string that is not NFC, an unknown type."""


def canonical(value: Any) -> bytes:
    """The JCS form (RFC 8785) of integers, NFC strings, booleans, null, lists and objects.

    Keys are ordered by their UTF-16 code units. Raises `NotCanonical` for anything else: two machines
    may print a float in two ways, and two spellings of one Vietnamese letter look the same.
    """
    return _text(value).encode()


def _text(value: Any) -> str:
    if value is None or isinstance(value, bool | int):
        return json.dumps(value)
    if isinstance(value, str):
        if unicodedata.normalize("NFC", value) != value:
            raise NotCanonical(f"not NFC: {value!r}")
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return "[" + ",".join(_text(each) for each in value) + "]"
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise NotCanonical("keys of an object are strings")
        ordered = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{_text(key)}:{_text(value[key])}" for key in ordered) + "}"
    raise NotCanonical(f"{type(value).__name__} has no place in the record")


def entry_hash(
    *,
    journal: str,
    seq: int,
    at: str,
    kind: str,
    v: int,
    by: str | None,
    on_behalf_of: str | None,
    audience: str,
    facts: dict[str, Any],
    prev: bytes,
) -> bytes:
    """SHA-256 of the canonical object of exactly these names; `prev` in hex, `at` in UTC to the µs."""
    preimage = {
        "journal": journal, "seq": seq, "at": at, "kind": kind, "v": v, "by": by,
        "on_behalf_of": on_behalf_of, "audience": audience, "facts": facts, "prev": prev.hex(),
    }  # fmt: skip
    return hashlib.sha256(canonical(preimage)).digest()


@dataclass(frozen=True)
class ChainEntry:
    journal: str
    seq: int
    at: str
    kind: str
    v: int
    by: str | None
    on_behalf_of: str | None
    audience: str
    facts: dict[str, Any]
    prev: bytes
    hash: bytes


@dataclass(frozen=True)
class Problem:
    """What is wrong with a chain, and where.

    `code`: EDITED, MISSING, INSERTED, MISPLACED, UNLINKED, HEAD. `last` ends a run of entries.
    """

    code: str
    seq: int
    says: str
    last: int = 0


def check(entries: Iterable[ChainEntry], head: bytes | None = None) -> list[Problem]:
    """Every problem of a chain in order; with `head` (printed in the minutes) a cut-off end is found too.

    Entries that were renumbered to make room for a forged one, or to close the gap of a removed one,
    are told from edited ones by their hash, which covers the old number: the blame falls where it belongs.
    """
    problems: list[Problem] = []
    prev, expected, shift = GENESIS, 1, 0
    places = {GENESIS: 0}
    for entry in entries:
        moved = _moved(entry, shift)
        if entry.seq > expected:
            problems.append(_missing(expected, entry.seq - 1))
        elif entry.seq < expected:
            problems.append(
                Problem("MISPLACED", entry.seq, f"entry {entry.seq} stands where {expected} should")
            )
        elif moved is not None and moved > shift and entry.prev in places:
            problems.append(_inserted(places[entry.prev] + 1, entry.seq - 1))
        elif moved is not None and moved < shift:
            problems.append(_missing(entry.seq - shift, entry.seq - moved - 1))
        elif entry.prev != prev:
            problems.append(
                Problem("UNLINKED", entry.seq, f"entry {entry.seq} does not follow the one before it")
            )
        if moved is None:
            problems.append(
                Problem("EDITED", entry.seq, f"entry {entry.seq} was edited after it was written")
            )
        shift = shift if moved is None else moved
        prev, expected = entry.hash, entry.seq + 1
        places[entry.hash] = entry.seq
    if head is not None and head != prev:
        problems.append(
            Problem("HEAD", expected - 1, f"the chain ends at entry {expected - 1}, not at the given head")
        )
    return problems


def _missing(first: int, last: int) -> Problem:
    return Problem("MISSING", first, f"entries {first} to {last} are missing", last)


def _inserted(first: int, last: int) -> Problem:
    return Problem("INSERTED", first, f"entries {first} to {last} were inserted", last)


def _moved(entry: ChainEntry, shift: int) -> int | None:
    """By how much the entry was renumbered since its hash was computed; None when it was edited."""
    for by in itertools.chain((shift,), NEAR):
        if entry.seq - by > 0 and _hash_of(entry, entry.seq - by) == entry.hash:
            return by
    return None


def _hash_of(entry: ChainEntry, seq: int) -> bytes | None:
    try:
        return entry_hash(
            journal=entry.journal, seq=seq, at=entry.at, kind=entry.kind, v=entry.v, by=entry.by,
            on_behalf_of=entry.on_behalf_of, audience=entry.audience, facts=entry.facts, prev=entry.prev,
        )  # fmt: skip
    except NotCanonical:
        return None
