"""Reads of annotations: who sees which of them, unsealed for those alone, in the form of the wire."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from agenda import access
from agenda.models import Annotation, Document, DocumentState, SharedWith, Tide
from meetings import clock, writer
from meetings.models import DelegateGroup, Meeting, Membership
from meetings.sealing import seal, unseal
from meetings.snapshot import Viewer

Value = dict[str, Any]

PAGEFUL = 1_000
BITS = {SharedWith.DELEGATE_GROUP: 1, SharedWith.DISCUSSION_GROUP: 2, SharedWith.SECRETARIAT: 4}


@dataclass(frozen=True)
class Circles:
    """Whose shared annotations a person reads: those of the groups by owner, the comments of all."""

    owners: dict[str, frozenset[int]] = field(default_factory=dict)
    comments: bool = False

    def holds(self, owner_id: int, shared_with: str) -> bool:
        if shared_with == SharedWith.SECRETARIAT:
            return self.comments
        return owner_id in self.owners.get(shared_with, frozenset())

    def heard(self) -> Q:
        """Choose what was ever shared with them, be it withdrawn by now."""
        chosen = Q(heard_by__in=having(SharedWith.SECRETARIAT)) if self.comments else Q(pk__in=())
        for shared_with, owners in self.owners.items():
            chosen |= Q(heard_by__in=having(shared_with), owner__in=owners)
        return chosen

    def holds_any(self, note: Annotation) -> bool:
        return any(note.heard_by & bit and self.holds(note.owner_id, kind) for kind, bit in BITS.items())


def having(shared_with: str) -> list[int]:
    """Return the values of `heard_by` that have the bit of this circle."""
    bit = BITS[SharedWith(shared_with)]
    return [value for value in range(8) if value & bit]


def circles_of(viewer: Viewer, meeting: Meeting) -> Circles:
    """Two queries for a delegate of a group, none for others."""
    mine = [int(heard.removeprefix("group:")) for heard in viewer.hears if heard.startswith("group:")]
    owners: dict[str, frozenset[int]] = {}
    if mine:
        near = DelegateGroup.objects.filter(discussion_groups__delegate_groups__in=mine)
        owners = {
            SharedWith.DELEGATE_GROUP: members(meeting, mine),
            SharedWith.DISCUSSION_GROUP: members(meeting, near.values_list("pk", flat=True)),
        }
    return Circles(owners, comments=not viewer.roles.isdisjoint(access.EDITORS))


def members(meeting: Meeting, groups: Iterable[int]) -> frozenset[int]:
    rows = Membership.objects.filter(body=meeting.body_id, delegate_group__in=groups)
    return frozenset(rows.values_list("person_id", flat=True))


def readable(viewer: Viewer, meeting: Meeting) -> list[Document]:
    """Return the documents whose pages, and so whose notes, are open to them. One query."""
    rows = Document.objects.filter(meeting=meeting).exclude(state=DocumentState.RECALLED)
    return [document for document in rows if access.may_read(viewer, document)]


def changes(viewer: Viewer, meeting: Meeting, since: int) -> Value:
    """Return what a device has not heard of: `{tide, more, annotations}`, a pageful at a time.

    Own ones with their tombstones, shared ones, and of those that were withdrawn a tombstone. With `more`
    the device asks again from the `tide` it got. Nothing is missed: the rows and the tide are of one
    moment, and whoever writes holds the row of the tide until commit.
    """
    with writer.reading():
        tide = Tide.objects.filter(meeting=meeting).values_list("value", flat=True).first() or 0
        circles = circles_of(viewer, meeting)
        rows = list(
            Annotation.objects.filter(
                Q(owner=viewer.person_id) | circles.heard(),
                document__in=readable(viewer, meeting),
                tide__gt=since,
            )
            .select_related("owner", "answered_by")
            .order_by("tide")[: PAGEFUL + 1]
        )
    more = len(rows) > PAGEFUL
    shown = [seen(note, viewer, circles) for note in rows[:PAGEFUL]]
    return {"tide": rows[PAGEFUL - 1].tide if more else tide, "more": more, "annotations": shown}


def seen(note: Annotation, viewer: Viewer, circles: Circles) -> Value:
    """Return the annotation as this person sees it: whole, or as gone when it is no longer shared."""
    theirs = note.owner_id == viewer.person_id or circles.holds(note.owner_id, note.shared_with)
    return value(note, own=note.owner_id == viewer.person_id, gone=not theirs)


def visible(viewer: Viewer, meeting: Meeting) -> QuerySet[Annotation]:
    """Choose what they may read now: own ones and those shared with them, none that is deleted."""
    circles = circles_of(viewer, meeting)
    chosen = Q(owner=viewer.person_id)
    if circles.comments:
        chosen |= Q(shared_with=SharedWith.SECRETARIAT)
    for shared_with, owners in circles.owners.items():
        chosen |= Q(shared_with=shared_with, owner__in=owners)
    return (
        Annotation.objects.filter(chosen, document__in=readable(viewer, meeting), deleted_at__isnull=True)
        .select_related("owner", "answered_by", "document")
        .order_by("document", "version", "page", "made_at", "id")
    )


def comments(meeting: Meeting, viewer: Viewer) -> list[Value]:
    """Return the comments that reached the secretariat, each once: on the newest version it came to."""
    rows = [note for note in visible(viewer, meeting) if note.shared_with == SharedWith.SECRETARIAT]
    earlier = {note.carried_from for note in rows}
    return [
        value(note, own=note.owner_id == viewer.person_id) | {"document_title": note.document.title}
        for note in rows
        if note.id not in earlier
    ]


def value(note: Annotation, *, own: bool, gone: bool = False) -> Value:
    """Return the form of the wire; of what is gone nothing but that it is."""
    gone = gone or note.deleted_at is not None
    return {
        "id": str(note.id),
        "document": str(note.document_id),
        "version": note.version,
        "page": note.page,
        "kind": note.kind,
        "body": {} if gone else body_of(note),
        "rev": note.rev,
        "owner": str(note.owner_id),
        "owner_name": note.owner.full_name,
        "own": own,
        "shared_with": SharedWith.PRIVATE if gone and not own else note.shared_with,
        "carried_from": str(note.carried_from) if note.carried_from else None,
        "listed": note.listed,
        "answer": None if gone else answer_of(note),
        "made_at": clock.wire(note.made_at),
        "changed_at": clock.wire(note.changed_at),
        "deleted": gone,
    }


def answer_of(note: Annotation) -> Value | None:
    if not note.sealed_answer or note.answered_by is None:
        return None
    text = unseal(bytes(note.sealed_answer), purpose(note.owner_id)).decode()
    return {"text": text, "by": note.answered_by.full_name, "at": clock.wire(note.answered_at)}


def purpose(owner_id: int) -> str:
    return f"annotation:{owner_id}"


def sealed(content: bytes, owner_id: int) -> bytes:
    return seal(content, purpose(owner_id))


def body_of(note: Annotation) -> Value:
    """Unseal the body; a tombstone has none. Raises SealBroken."""
    if not note.sealed:
        return {}
    body: Value = json.loads(unseal(bytes(note.sealed), purpose(note.owner_id)))
    return body
