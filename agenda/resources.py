"""What the API and the stream show of the agenda: items, dossiers, documents."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TypedDict

from agenda import access, queries
from agenda.models import (
    Circulation,
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
    id: str
    published_at: str | None


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


class DossierShape(TypedDict):
    id: str
    no: str
    title: str
    legal_normative: bool
    examined_by: str
    rev: int


class DocumentShape(TypedDict):
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
    published_at: str | None
    sha256: str


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
    return {str(meeting.id): {"id": str(meeting.id), "published_at": clock.wire(published_at)}}


def render_items(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if not queries.may_see_programme(meeting, viewer):
        return {}
    return {str(placed.item.id): item_value(placed) for placed in queries.items(meeting, ints(ids))}


def render_dossiers(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    if not queries.may_see_programme(meeting, viewer):
        return {}
    return {str(row.id): dossier_value(row) for row in queries.dossiers(meeting, ints(ids))}


def render_documents(meeting: Meeting, viewer: Viewer, ids: Collection[str] | None) -> dict[str, Value]:
    visible = queries.documents_visible_to(viewer, meeting, ints(ids))
    return {str(version.document_id): document_value(version) for version in visible}


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
    return {
        "id": str(dossier.id),
        "no": dossier.no,
        "title": dossier.title,
        "legal_normative": dossier.legal_normative,
        "examined_by": dossier.examined_by,
        "rev": dossier.rev,
    }


def document_value(version: DocumentVersion) -> Value:
    document = version.document
    return {
        "id": str(document.id),
        "item": text(document.item_id),
        "dossier": text(document.dossier_id),
        "kind": document.kind,
        "number": document.number,
        "dated": document.dated.isoformat() if document.dated else None,
        "issuer": document.issuer,
        "title": document.title,
        "pages": version.pages,
        "size": version.size,
        "version": version.no,
        "circulation": document.circulation,
        "state": document.state,
        "late": document.late,
        "published_at": clock.wire(document.published_at),
        "sha256": version.sha256,
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
