"""The notes of readers, taken in from their devices. Not part of the record: no journal, no lock of it.

When two devices of one person wrote without hearing of each other, the `rev` of the later one is not the
one that the server holds. Then nothing is overwritten:

- the same content: nothing happens, it is kept;
- an edit of what was deleted: the edit wins, the annotation lives again;
- a deletion of what was edited: the edit wins; the answer is "conflict" with the annotation as it is;
- two edits: the first stays; the answer is "conflict" with the annotation as it is, and the device keeps
  its own text beside it as a new annotation. It alone knows whether that was sent before, so that one
  conflict never makes two copies.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from agenda import access, errors, notes
from agenda.commands import bodies
from agenda.commands.carrying import carry_over
from agenda.commands.tides import raise_for, rising
from agenda.models import Annotation, Document, DocumentVersion, Tide
from meetings import access as meeting_access
from meetings import clock, writer
from meetings.errors import NotFound, Refusal
from meetings.models import Meeting, Person, Role
from meetings.queries import meeting_or_404
from meetings.snapshot import Viewer

__all__ = ["WRITERS", "Draft", "Outcome", "Taken", "carry_over", "take_notes"]

WRITERS = frozenset(
    {
        Role.DELEGATE, Role.GUEST, Role.PRESIDING_OFFICER, Role.SECRETARY, Role.STAFF, Role.OFFICE_HEAD,
        Role.TELLER, Role.OBSERVER,
    }
)  # fmt: skip
"""Who keeps notes: people. What the account of a room wrote, everybody in the room would read."""

PLACES = ("x", "y", "points", "rects", "width")
COLUMNS = [
    "document", "version", "page", "kind", "sealed", "rev", "changed_at", "deleted_at", "tide",
]  # fmt: skip


@dataclass(frozen=True)
class Draft:
    """An annotation as a device sends it; `rev` is what it last heard from the server, 0 for a new one."""

    id: UUID
    document: int
    version: int
    page: int
    kind: str
    rev: int
    body: bodies.Body
    made_at: datetime
    deleted: bool = False


@dataclass
class Outcome:
    """What became of a draft: refused, or `note` as it is now, which in a conflict is not the draft."""

    id: UUID
    note: Annotation | None = None
    conflict: bool = False
    refusal: Refusal | None = None


@dataclass
class Taken:
    outcomes: list[Outcome]
    tide: int


@dataclass
class Paper:
    """What a draft may be written on; `pages` by version."""

    document: Document
    refusal: Refusal | None = None
    pages: dict[int, int] = field(default_factory=dict)


def take_notes(meeting_id: int, *, drafts: list[Draft], by: Person) -> Taken:
    """Keep what a device wrote; a bad annotation refuses itself alone.

    What was written on a version that is no longer the newest is carried on at once. Raises NotFound for
    who has nothing to do with the meeting, NotesArePersonal for accounts of rooms.
    """
    meeting = meeting_or_404(meeting_id)
    viewer = meeting_access.viewer_of(by, meeting)
    if viewer.roles.isdisjoint(WRITERS):
        raise errors.NotesArePersonal
    papers = papers_of(meeting, viewer, {draft.document for draft in drafts})
    checked = [(draft, verdict(draft, papers)) for draft in drafts]

    with writer.transaction():
        tide = rising(meeting)
        desk = Desk(by, tide, [draft for draft, body in checked if not isinstance(body, Refusal)])
        outcomes = [
            Outcome(draft.id, refusal=body) if isinstance(body, Refusal) else desk.take(draft, body)
            for draft, body in checked
        ]
        desk.write()
        tide.save()

    for document, newest in desk.behind(papers):
        carry_over(document, newest - 1, newest)
    return Taken(outcomes, tide.value)


def papers_of(meeting: Meeting, viewer: Viewer, ids: set[int]) -> dict[int, Paper]:
    """Two queries. What they may not see is not found, alike with what does not exist."""
    papers: dict[int, Paper] = {}
    for document in Document.objects.filter(meeting=meeting, id__in=ids).select_related("group"):
        papers[document.id] = Paper(document)
        try:
            access.require_readable(viewer, document)
        except Refusal as refusal:
            papers[document.id].refusal = refusal
    for version in DocumentVersion.objects.filter(document__in=papers.keys()):
        papers[version.document_id].pages[version.no] = version.pages
    return papers


def verdict(draft: Draft, papers: dict[int, Paper]) -> bodies.Body | Refusal:
    """Return the body as it is to be kept, or why it is not."""
    paper = papers.get(draft.document)
    try:
        if paper is None:
            raise NotFound
        if paper.refusal:
            raise paper.refusal
        pages = paper.pages.get(draft.version, 0)
        if not 1 <= draft.page <= pages:
            raise errors.NoSuchPage(page=draft.page, pages=pages)
        if draft.kind not in bodies.FIELDS:
            raise errors.NoteBroken(field="kind")
        return {} if draft.deleted else bodies.checked(draft.kind, draft.body)
    except Refusal as refusal:
        return refusal


class Desk:
    """One batch at work: what is held already, what comes new, what changes; written at the end, at once."""

    def __init__(self, by: Person, tide: Tide, drafts: list[Draft]) -> None:
        self.by, self.tide, self.at = by, tide, clock.now()
        ids = {draft.id for draft in drafts}
        rows = Annotation.objects.filter(id__in=ids).select_related("owner", "answered_by")
        self.held = {note.id: note for note in rows}
        self.new: dict[UUID, Annotation] = {}
        self.changed: dict[UUID, Annotation] = {}
        self.before: dict[UUID, datetime] = {}  # when what changes now had changed last

    def take(self, draft: Draft, body: bodies.Body) -> Outcome:
        note = self.held.get(draft.id)
        if note is None:
            return Outcome(draft.id, self.add(draft, body))
        if note.owner_id != self.by.pk or note.document_id != draft.document:
            return Outcome(draft.id, refusal=NotFound())
        if same(note, draft, body):
            return Outcome(draft.id, note)
        if note.rev <= draft.rev or (note.deleted_at and not draft.deleted):
            return Outcome(draft.id, self.change(note, draft, body))
        return Outcome(draft.id, note, conflict=True)

    def add(self, draft: Draft, body: bodies.Body) -> Annotation:
        note = Annotation(
            id=draft.id, document_id=draft.document, owner=self.by, rev=0,
            made_at=min(draft.made_at, self.at),
        )  # fmt: skip
        self.held[note.id] = self.new[note.id] = note
        return self.change(note, draft, body)

    def change(self, note: Annotation, draft: Draft, body: bodies.Body) -> Annotation:
        note.version, note.page, note.kind = draft.version, draft.page, draft.kind
        note.sealed = b"" if draft.deleted else notes.sealed(bodies.serialized(body), self.by.pk)
        note.deleted_at = self.at if draft.deleted else None
        if note.id not in self.new:
            self.before.setdefault(note.id, note.changed_at)
            self.changed[note.id] = note
        note.changed_at = self.at
        # A device may know a higher one, when the server was set back to a copy of its data.
        note.rev = max(note.rev, draft.rev) + 1
        raise_for(self.tide, note)
        return note

    def write(self) -> None:
        self.follow()
        Annotation.objects.bulk_create(self.new.values(), batch_size=200)
        Annotation.objects.bulk_update(self.changed.values(), COLUMNS, batch_size=100)

    def follow(self) -> None:
        """Change in newer versions, too, what was carried there and not touched since.

        A deletion deletes it there, another text or colour is taken over. A place is not: it was another
        page, and where on this one the owner would have it nobody knows.
        """
        waiting = dict(self.before)
        while waiting:
            carried = Annotation.objects.filter(carried_from__in=waiting, deleted_at__isnull=True)
            parents, last = {**self.held}, waiting
            waiting = {}
            for note in carried.select_related("owner", "answered_by"):
                origin = note.carried_from
                if origin is None or note.id in self.held or note.changed_at != last[origin]:
                    continue
                waiting[note.id] = note.changed_at
                self.take_over(note, parents[origin])

    def take_over(self, note: Annotation, origin: Annotation) -> None:
        self.held[note.id] = self.changed[note.id] = note
        note.deleted_at, note.changed_at = origin.deleted_at, origin.changed_at
        if note.deleted_at:
            note.sealed = b""
        else:
            kept = {name: part for name, part in notes.body_of(note).items() if name in PLACES}
            said = {name: part for name, part in notes.body_of(origin).items() if name not in PLACES}
            note.sealed = notes.sealed(bodies.serialized(kept | said), note.owner_id)
        note.rev += 1
        raise_for(self.tide, note)

    def behind(self, papers: dict[int, Paper]) -> set[tuple[int, int]]:
        """Return the documents that were written on in an old version, each with its newest."""
        written = [*self.new.values(), *self.changed.values()]
        newest = {note.document_id: max(papers[note.document_id].pages) for note in written}
        return {
            (note.document_id, newest[note.document_id])
            for note in written
            if note.version < newest[note.document_id]
        }


def same(note: Annotation, draft: Draft, body: bodies.Body) -> bool:
    if draft.deleted or note.deleted_at:
        return draft.deleted and note.deleted_at is not None
    alike = (note.version, note.page, note.kind) == (draft.version, draft.page, draft.kind)
    return alike and bodies.serialized(notes.body_of(note)) == bodies.serialized(body)
