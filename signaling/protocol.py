"""The frames of the stream, as values and JSON text; pure. PROTOCOL.md describes them."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from signaling.errors import StreamRefused

CLOSE_UNAUTHORISED = 4401
HELLO_WITHIN = 5.0  # seconds
HELLO_MAX = 1024  # characters
# An opening and a verdict do not wait for the next tenth of a second.
AT_ONCE = frozenset({"voting.vote_opened", "voting.vote_closed"})

Touched = tuple[str, str]
Value = dict[str, Any]


@dataclass(frozen=True)
class Hello:
    ticket: str
    since: int | None


@dataclass(frozen=True)
class Line:
    """What the stream needs of a journal entry."""

    kind: str
    audience: str
    touched: tuple[Touched, ...]


def parse_hello(text: str | None) -> Hello:
    """The client's first message. Raises StreamRefused on anything but the documented shape."""
    if text is None or len(text) > HELLO_MAX:
        raise StreamRefused
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise StreamRefused from None
    if not isinstance(said, dict):
        raise StreamRefused
    ticket, since = said.get("ticket"), said.get("since")
    # bool is an int in Python; a sequence number is not true or false.
    good_since = since is None or (type(since) is int and since >= 0)
    if not isinstance(ticket, str) or not ticket or not good_since:
        raise StreamRefused
    return Hello(ticket, since)


def frame(
    lines: Sequence[Line],
    hears: Collection[str],
    values: Mapping[Touched, Value | None],
    *,
    from_seq: int,
    seq: int,
    at: str,
) -> str:
    """One frame for all who hear `hears`.

    A value that is visible is always sent. `None` (invisible now) is sent only to who hears an entry
    that touched the resource: to others it would tell that something unseen exists.
    """
    heard = [line for line in lines if line.audience in hears]
    told = {touched for line in heard for touched in line.touched}
    changes = [
        {"type": kind, "id": key, "value": value}
        for (kind, key), value in sorted(values.items(), key=lambda change: change[0])
        if value is not None or (kind, key) in told
    ]
    kinds = list(dict.fromkeys(line.kind for line in heard))
    return _text({"seq": seq, "from_seq": from_seq, "kinds": kinds, "at": at, "changes": changes})


def reset(seq: int) -> str:
    return _text({"reset": True, "seq": seq})


def tick(at: str, seq: int, presence: Mapping[str, int], beside: Mapping[str, Any]) -> str:
    """What is not record: who is here and, `beside` it, which page is on show."""
    return _text({"tick": {"at": at, "seq": seq, "presence": dict(sorted(presence.items())), **beside}})


def _text(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
