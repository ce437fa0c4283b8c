"""What a viewer sees of a meeting, as resources; the same renderers serve the snapshot and the stream."""

from __future__ import annotations

import json
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import connection

from meetings import clock, history, writer
from meetings.models import Meeting, Role

Value = dict[str, Any]

KEPT = 64  # audiences of meetings
FRESH = 1.0  # seconds


@dataclass(frozen=True)
class Viewer:
    """Who looks: the roles held in the meeting, and the audiences heard because of them."""

    person_id: int | None
    roles: frozenset[Role]
    hears: frozenset[str]

    def hears_any(self, *audiences: str) -> bool:
        return not self.hears.isdisjoint(audiences)

    @property
    def shared(self) -> Viewer:
        """The viewer without the person: equal for all who see the same, so a key to cache by."""
        return replace(
            self, person_id=None, hears=frozenset(a for a in self.hears if not a.startswith("person:"))
        )


@dataclass(frozen=True)
class ResourceType:
    """`render(meeting, viewer, ids)` returns what this viewer may see (all when `ids` is None).

    `hearing` names the audiences that decide what is shown. `render` learns of no other, nor of the roles:
    so it runs once for all who are alike in that. None: any audience may decide. `shape` is the TypedDict
    of one value: the API schema and the client's types are made from it, and each fold test holds to it.
    """

    name: str
    render: Callable[[Meeting, Viewer, Collection[str] | None], dict[str, Value]]
    personal: bool = False
    hearing: frozenset[str] | None = None
    shape: type = dict

    def seen_by(self, viewer: Viewer) -> Viewer:
        """The viewer as far as this type looks: equal for all to whom it shows the same."""
        if self.hearing is None:
            return viewer if self.personal else viewer.shared
        return Viewer(viewer.person_id if self.personal else None, frozenset(), viewer.hears & self.hearing)


_types: dict[str, ResourceType] = {}


def register(kind: ResourceType) -> None:
    _types[kind.name] = kind


def kinds() -> list[str]:
    return list(_types)


def resource(name: str) -> ResourceType:
    return _types[name]


def take(meeting: Meeting, viewer: Viewer) -> dict[str, Any]:
    """Everything the viewer sees, as of one moment, with its `seq`."""
    with _moment(meeting, viewer) as (seq, shared, personal):
        return {"seq": seq, "now": _now(), "resources": shared.resources | personal}


def encoded(meeting: Meeting, viewer: Viewer, /, **more: Value) -> str:
    """`take` as JSON with `more` beside it; what the viewer shares with others is encoded once for all."""
    with _moment(meeting, viewer) as (seq, shared, personal):
        around = _json({"seq": seq, "now": _now(), **more})
        parts = [part for part in (shared.text, _inner(personal)) if part]
        return f'{around[:-1]},"resources":{{{",".join(parts)}}}}}'


@contextmanager
def _moment(meeting: Meeting, viewer: Viewer) -> Iterator[tuple[int, _Shared, dict[str, Any]]]:
    # Inside somebody's transaction rows may be there that never will be: nothing of them is kept.
    alone = connection.in_atomic_block
    with writer.reading():
        head = history.head(history.journal_of(meeting))
        if alone or not head.seq:
            shared = _render(meeting, viewer.shared)
        else:
            key = (meeting.pk, viewer.shared)
            shared = _kept.get(key, head.hash, lambda: _render(meeting, viewer.shared))
        personal = {
            kind.name: kind.render(meeting, viewer, None)
            for kind in _types.values()
            if kind.personal and viewer.person_id
        }
        yield head.seq, shared, personal


def _render(meeting: Meeting, viewer: Viewer) -> _Shared:
    shown = {k.name: k.render(meeting, viewer, None) for k in _types.values() if not k.personal}
    return _Shared(shown)


def _now() -> str | None:
    return clock.wire(clock.now())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _inner(value: dict[str, Any]) -> str:
    return _json(value)[1:-1]


class _Shared:
    """What all viewers of one audience see at one place of the journal; never changed once it is here."""

    def __init__(self, resources: dict[str, Any]) -> None:
        self.resources = resources

    @cached_property
    def text(self) -> str:
        return _inner(self.resources)


class _Slot:
    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.head = b""
        self.since = 0.0
        self.shared: _Shared | None = None


class _Kept:
    """The shared part of the latest snapshots, so that 129 sites that come back at once cost one rendering.

    It is good for one head of the journal alone, whichever process wrote the next entry. A few rows
    (names, the roster) may be corrected without an entry, of which no screen is told either: they are
    read anew after `FRESH` seconds.
    """

    def __init__(self) -> None:
        self._slots: OrderedDict[Hashable, _Slot] = OrderedDict()
        self._guard = threading.Lock()

    def get(self, key: Hashable, head: bytes, render: Callable[[], _Shared]) -> _Shared:
        with self._guard:
            slot = self._slots.setdefault(key, _Slot())
            self._slots.move_to_end(key)
            while len(self._slots) > KEPT:
                self._slots.popitem(last=False)
        with slot.turn:
            now = time.monotonic()
            if slot.shared is None or slot.head != head or now - slot.since > FRESH:
                slot.shared, slot.head, slot.since = render(), head, now
            return slot.shared


_kept = _Kept()


def changes(
    meeting: Meeting, viewer: Viewer, touched: Collection[tuple[str, str]]
) -> dict[tuple[str, str], Value | None]:
    """The touched resources as the viewer sees them now; None where nothing (any longer) is to be seen."""
    return changes_for(meeting, [viewer], touched)[viewer]


def changes_for(
    meeting: Meeting, viewers: Collection[Viewer], touched: Collection[tuple[str, str]]
) -> dict[Viewer, dict[tuple[str, str], Value | None]]:
    """`changes` for many: a type is rendered once for all to whom it shows the same."""
    wanted: dict[str, set[str]] = {}
    for name, key in touched:
        wanted.setdefault(name, set()).add(key)
    seen: dict[Viewer, dict[tuple[str, str], Value | None]] = {viewer: {} for viewer in viewers}
    for name, ids in wanted.items():
        kind = _types[name]
        rendered: dict[Viewer, dict[str, Value]] = {}
        for viewer, mine in seen.items():
            if kind.personal and not viewer.person_id:
                continue
            alike = kind.seen_by(viewer)
            if alike not in rendered:
                rendered[alike] = kind.render(meeting, alike, ids)
            mine.update({(name, key): rendered[alike].get(key) for key in ids})
    return seen
