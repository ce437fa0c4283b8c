"""What the API and the stream show of the agenda: items, dossiers, documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from agenda import access, queries
from agenda.models import (
    Circulation,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
    Dossier,
    ItemDossier,
    ItemKind,
    ItemState,
    Reminder,
    Stage,
    VoteForm,
)
from meetings import clock
from meetings.models import Meeting
from meetings.snapshot import ResourceType, Viewer

Value = dict[str, object]


class ProgrammeShape(TypedDict):
    """`papers_due`: the last day on which papers reach the delegates in time; null where no rule says."""

    id: str
    published_at: str | None
    papers_due: str | None


class StageOf(TypedDict):
    dossier: str
    stage: Stage


class ItemShape(TypedDict):
    id: str
    parent: str | None
    position: int
    no: str
    day: int
    starts_at: str | None
    minutes: int
    kind: ItemKind
    title: str
    presenter: str
    state: ItemState
    vote_form: VoteForm | None
    vote_rule: str | None
    dossiers: list[StageOf]
    rev: int


class PaperOf(TypedDict):
    """One kind of paper that the dossier needs, and whether the viewer sees it there."""

    kind: DocumentKind
    state: queries.PaperState


class DossierShape(TypedDict):
    """`exempt`: kinds of papers that it need not have, by a decision of the office."""

    id: str
    position: int
    no: str
    title: str
    legal_normative: bool
    examined_by: str
    exempt: list[DocumentKind]
    papers: list[PaperOf]
    rev: int


class VersionOf(TypedDict):
    """`reason`: why it replaced the one before; empty for the first."""

    no: int
    sha256: str
    pages: int
    size: int
    at: str
    reason: str


class ReplacementOf(TypedDict):
    """A new file that waits for the head of the office, or went back to be mended (`returned_reason`)."""

    version: int
    sha256: str
    pages: int
    size: int
    reason: str
    by: str
    at: str
    returned_reason: str


class DocumentShape(TypedDict):
    """`pages`, `size`, `version` and `sha256` are the newest version's.

    `group`: the delegate group that has it before all others. `publish_at`: when it will be issued by
    itself. `late_consent`: who allowed it after the deadline. `recalled_by`: whose decision it was.
    `replacement` is shown to who sees drafts.
    """

    id: str
    item: str | None
    dossier: str | None
    kind: DocumentKind
    number: str
    dated: str | None
    issuer: str
    title: str
    pages: int
    size: int
    version: int
    circulation: Circulation
    state: DocumentState
    late: bool
    late_consent: str
    published_at: str | None
    sha256: str
    versions: list[VersionOf]
    group: str | None
    publish_at: str | None
    returned_reason: str
    recalled_at: str | None
    recalled_by: str
    recall_reason: str
    replacement: ReplacementOf | None


class ReminderShape(TypedDict):
    """What the office asks the viewer to read; gone once it was seen."""

    id: str
    documents: list[str]
    by: str
    at: str


def render_programme(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    """Show one programme, by the id of its meeting: to the secretariat always, to all once published."""
    published_at = queries.published_at(meeting)
    if published_at is None and not access.may_see_drafts(viewer):
        return {}
    due = queries.papers_due(meeting)
    value: Value = {
        "id": str(meeting.id),
        "published_at": clock.wire(published_at),
        "papers_due": due.isoformat() if due else None,
    }
    return {str(meeting.id): value}


def render_items(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if not queries.may_see_programme(meeting, viewer):
        return {}
    return {str(placed.item.id): item_value(placed) for placed in queries.items(meeting, ints(ids))}


def render_dossiers(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if not queries.may_see_programme(meeting, viewer):
        return {}
    rows = list(queries.dossiers(meeting, ints(ids)))
    papers = queries.papers_needed(viewer, meeting, rows)
    return {str(row.id): dossier_value(row) | {"papers": paper_values(papers[row.id])} for row in rows}


def render_documents(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    shelf = queries.shelf(viewer, meeting, ints(ids))
    drafts = access.may_see_drafts(viewer)
    return {
        str(shelved.document.id): document_value(shelved)
        | {"replacement": replacement_value(shelved.document) if drafts else None}
        for shelved in shelf
    }


def render_reminders(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    """Show the viewer's own. One query."""
    rows = Reminder.objects.filter(meeting=meeting, person=viewer.person_id, seen_at__isnull=True)
    if ids is not None:
        rows = rows.filter(id__in=ints(ids) or [])
    return {
        str(row.id): {
            "id": str(row.id),
            "documents": [str(document) for document in row.documents],
            "by": row.by.full_name,
            "at": clock.wire(row.at),
        }
        for row in rows.select_related("by")
    }


def item_value(placed: queries.Placed) -> Value:
    item = placed.item
    return {
        "id": str(item.id),
        "parent": text(item.parent_id),
        "position": item.position,
        "no": item.number,
        "day": item.day,
        "starts_at": f"{item.starts_at:%H:%M}" if item.starts_at else None,
        "minutes": item.minutes,
        "kind": item.kind,
        "title": item.title,
        "presenter": item.presenter,
        "state": item.state,
        "vote_form": item.vote_form,
        "vote_rule": item.vote_rule,
        "dossiers": stage_values(placed.dossiers),
        "rev": item.rev,
    }


def stage_values(stages: Iterable[ItemDossier]) -> list[Value]:
    return [{"dossier": str(stage.dossier_id), "stage": stage.stage} for stage in stages]


def dossier_value(dossier: Dossier) -> Value:
    """Show what an editor changes of it; how complete it is depends on who looks."""
    return {
        "id": str(dossier.id),
        "position": dossier.position,
        "no": dossier.no,
        "title": dossier.title,
        "legal_normative": dossier.legal_normative,
        "examined_by": dossier.examined_by,
        "exempt": list(dossier.exempt),
        "rev": dossier.rev,
    }


def paper_values(papers: Iterable[queries.Needed]) -> list[Value]:
    return [{"kind": paper.kind, "state": paper.state.value} for paper in papers]


def document_value(shelved: queries.Shelved) -> Value:
    document, newest = shelved.document, shelved.newest
    return {
        "id": str(document.id),
        "item": text(document.item_id),
        "dossier": text(document.dossier_id),
        **document_text(document),
        "pages": newest.pages,
        "size": newest.size,
        "version": newest.no,
        "state": document.state,
        "late": document.late,
        "late_consent": document.late_consent,
        "published_at": clock.wire(document.published_at),
        "sha256": newest.sha256,
        "versions": [version_value(version) for version in shelved.versions],
        "group": text(document.group_id),
        "publish_at": clock.wire(document.publish_at),
        "returned_reason": document.returned_reason,
        "recalled_at": clock.wire(document.recalled_at),
        "recalled_by": document.recalled_by,
        "recall_reason": document.recall_reason,
    }


def replacement_value(document: Document) -> Value | None:
    waiting = getattr(document, "replacement", None)
    return waiting and {
        "version": waiting.version,
        "sha256": waiting.file["sha256"],
        "pages": waiting.file["pages"],
        "size": waiting.file["size"],
        "reason": waiting.reason,
        "by": waiting.by.full_name,
        "at": clock.wire(waiting.at),
        "returned_reason": waiting.returned_reason,
    }


def document_text(document: Document) -> Value:
    """Show what an editor may change of a paper before it is issued."""
    return {
        "kind": document.kind,
        "number": document.number,
        "dated": document.dated.isoformat() if document.dated else None,
        "issuer": document.issuer,
        "title": document.title,
        "circulation": document.circulation,
    }


def version_value(version: DocumentVersion) -> Value:
    return {
        "no": version.no,
        "sha256": version.sha256,
        "pages": version.pages,
        "size": version.size,
        "at": clock.wire(version.at),
        "reason": version.reason,
    }


def text(row_id: int | None) -> str | None:
    return None if row_id is None else str(row_id)


def ints(ids: Collection[str] | None) -> list[int] | None:
    return None if ids is None else [int(row_id) for row_id in ids]


PROGRAMME = ResourceType(name="programme", render=render_programme, shape=ProgrammeShape)
ITEM = ResourceType(name="item", render=render_items, shape=ItemShape)
DOSSIER = ResourceType(name="dossier", render=render_dossiers, shape=DossierShape)
DOCUMENT = ResourceType(name="document", render=render_documents, shape=DocumentShape)
REMINDER = ResourceType(name="reminder", render=render_reminders, personal=True, shape=ReminderShape)
