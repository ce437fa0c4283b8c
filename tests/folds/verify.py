"""Prove a command on every screen: snapshot before + what the stream sends = snapshot after."""

from __future__ import annotations

from collections.abc import Callable

from meetings import history, snapshot
from meetings.access import Viewer, viewer_of
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person
from tests.folds.shapes import misshapen

Resources = dict[str, dict[str, object]]


def verify_command(meeting: Meeting, call: Callable[[], object]) -> list[Entry]:
    """Run the command and compare the two for one viewer of each kind; return its entries."""
    journal_id = history.journal_of(meeting)
    viewers = viewers_of(meeting)
    assert viewers, "nobody looks at this meeting: give the test a cast"
    before = {viewer: snapshot.take(meeting, viewer) for viewer in viewers}
    seq = history.head(journal_id).seq

    call()

    entries = list(history.entries(journal_id, after=seq))
    assert entries, "the command appended nothing"
    meeting = Meeting.objects.get(pk=meeting.pk)
    for viewer in viewers:
        folded = fold(before[viewer]["resources"], frame(meeting, viewer, entries))
        after = snapshot.take(meeting, viewer)["resources"]
        assert folded == without_empty(after), viewer.roles
        problems = misshapen(after)
        assert not problems, problems
    return entries


def viewers_of(meeting: Meeting) -> list[Viewer]:
    """Return one viewer for each set of roles that somebody has in the meeting."""
    of_kind: dict[object, Viewer] = {}
    for person in Person.objects.order_by("id"):
        try:
            viewer = viewer_of(person, meeting)
        except NotFound:
            continue
        of_kind.setdefault(viewer.roles, viewer)
    return list(of_kind.values())


def frame(meeting: Meeting, viewer: Viewer, entries: list[Entry]) -> dict[tuple[str, str], object | None]:
    """Return what the stream sends: a vanished resource only to who heard of its vanishing."""
    touched = {pair for entry in entries for pair in pairs(entry)}
    heard = {pair for entry in entries if viewer.hears_any(entry.audience) for pair in pairs(entry)}
    return {
        pair: value
        for pair, value in snapshot.changes(meeting, viewer, touched).items()
        if value is not None or pair in heard
    }


def pairs(entry: Entry) -> list[tuple[str, str]]:
    return [(kind, row_id) for kind, row_id in entry.touched]


def fold(resources: Resources, changes: dict[tuple[str, str], object | None]) -> Resources:
    folded = {kind: dict(rows) for kind, rows in resources.items()}
    for (kind, row_id), value in changes.items():
        rows = folded.setdefault(kind, {})
        if value is None:
            rows.pop(row_id, None)
        else:
            rows[row_id] = value
    return without_empty(folded)


def without_empty(resources: Resources) -> Resources:
    return {kind: rows for kind, rows in resources.items() if rows}
