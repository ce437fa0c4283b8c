"""The hash chain of a journal: canonical form, an entry's hash, and a check that names what is wrong. Pure."""

import hashlib
import json
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

GENESIS = bytes(32)


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
    """SHA-256 over the canonical object of exactly these names, with `prev` in hexadecimal; `at` in UTC to the µs."""
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
    """What is wrong with a chain, and where. `code`: EDITED, MISSING, MISPLACED, UNLINKED, HEAD."""

    code: str
    seq: int
    says: str


def check(entries: Iterable[ChainEntry], head: bytes | None = None) -> list[Problem]:
    """Every problem of a chain in order; with `head` (printed in the minutes) a cut-off end is found as well."""
    problems: list[Problem] = []
    prev, expected = GENESIS, 1
    for entry in entries:
        if entry.seq > expected:
            problems.append(
                Problem("MISSING", expected, f"entries {expected} to {entry.seq - 1} are missing")
            )
        elif entry.seq < expected:
            problems.append(
                Problem("MISPLACED", entry.seq, f"entry {entry.seq} stands where {expected} should")
            )
        if entry.prev != prev and entry.seq == expected:
            problems.append(
                Problem("UNLINKED", entry.seq, f"entry {entry.seq} does not follow the one before it")
            )
        if _hash_of(entry) != entry.hash:
            problems.append(
                Problem("EDITED", entry.seq, f"entry {entry.seq} was edited after it was written")
            )
        prev, expected = entry.hash, entry.seq + 1
    if head is not None and head != prev:
        problems.append(
            Problem("HEAD", expected - 1, f"the chain ends at entry {expected - 1}, not at the given head")
        )
    return problems


def _hash_of(entry: ChainEntry) -> bytes | None:
    try:
        return entry_hash(
            journal=entry.journal, seq=entry.seq, at=entry.at, kind=entry.kind, v=entry.v, by=entry.by,
            on_behalf_of=entry.on_behalf_of, audience=entry.audience, facts=entry.facts, prev=entry.prev,
        )  # fmt: skip
    except NotCanonical:
        return None
