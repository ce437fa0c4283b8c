"""What a viewer sees of a meeting, as resources; the same renderers serve the snapshot and the stream."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from meetings import clock, history, writer
from meetings.models import Meeting, Role

Value = dict[str, Any]


@dataclass(frozen=True)
class Viewer:
    """Who looks: the roles held in the meeting, and the audiences heard because of them."""

    person_id: int | None
    roles: frozenset[Role]
    hears: frozenset[str]

    def hears_any(self, *audiences: str) -> bool:
        return not self.hears.isdisjoint(audiences)

    @property
    def shared(self) -> "Viewer":
        """The viewer without the person: equal for all who see the same, so a key to cache by."""
        return replace(
            self, person_id=None, hears=frozenset(a for a in self.hears if not a.startswith("person:"))
        )


@dataclass(frozen=True)
class ResourceType:
    """`render(meeting, viewer, ids)` returns what this viewer may see (all when `ids` is None).

    `hearing` names the audiences that decide what is shown. `render` learns of no other, nor of the roles:
    so it runs once for all who are alike in that. None: any audience may decide.
    """

    name: str
    render: Callable[[Meeting, Viewer, Collection[str] | None], dict[str, Value]]
    personal: bool = False
    hearing: frozenset[str] | None = None

    def seen_by(self, viewer: Viewer) -> Viewer:
        """The viewer as far as this type looks: equal for all to whom it shows the same."""
        if self.hearing is None:
            return viewer if self.personal else viewer.shared
        return Viewer(viewer.person_id if self.personal else None, frozenset(), viewer.hears & self.hearing)


_types: dict[str, ResourceType] = {}


def register(kind: ResourceType) -> None:
    _types[kind.name] = kind


def take(meeting: Meeting, viewer: Viewer) -> dict[str, Any]:
    """Everything the viewer sees, as of one moment, with its `seq`."""
    with writer.reading():
        seq = history.head(history.journal_of(meeting)).seq
        resources = {
            kind.name: kind.render(meeting, kind.seen_by(viewer), None)
            for kind in _types.values()
            if not kind.personal or viewer.person_id
        }
    return {"seq": seq, "now": clock.wire(clock.now()), "resources": resources}


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
