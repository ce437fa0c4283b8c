"""The documents: a cleaned file kept as a draft, drafts issued in one act, a draft removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.utils import timezone

from agenda import access, errors, events
from agenda.commands.uploads import CleanFile
from agenda.models import (
    AgendaItem,
    Circulation,
    Document,
    DocumentState,
    DocumentVersion,
    Dossier,
)
from meetings import clock, journal
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person
from meetings.queries import profile_of


class DocumentText(TypedDict, total=False):
    """What the uploader says of the paper; title, kind and circulation are required."""

    title: str
    kind: str
    number: str
    issuer: str
    dated: str | None
    circulation: str


@dataclass(frozen=True)
class Batch:
    """Documents of one circulation, issued together."""

    circulation: str
    documents: list[Document]


@journal.command
def upload_document(
    meeting_id: int,
    *,
    text: DocumentText,
    file: CleanFile,
    item_id: int | None = None,
    dossier_id: int | None = None,
    by: Person,
    key: UUID,
) -> Entry:
    """Keep the paper as a draft of its item, its dossier, or the meeting as a whole."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    if item_id and not AgendaItem.objects.filter(meeting=meeting, id=item_id).exists():
        raise NotFound
    if dossier_id and not Dossier.objects.filter(meeting=meeting, id=dossier_id).exists():
        raise NotFound

    dated = text.get("dated")
    document = Document.objects.create(
        meeting=meeting,
        item_id=item_id,
        dossier_id=dossier_id,
        kind=text["kind"],
        number=text.get("number", ""),
        dated=date.fromisoformat(dated) if dated else None,
        issuer=text.get("issuer", ""),
        title=text["title"],
        circulation=text["circulation"],
    )
    DocumentVersion.objects.create(
        document=document,
        no=1,
        sha256=file["sha256"],
        size=file["size"],
        pages=file["pages"],
        removed=file["removed"],
        uploaded_by=by,
        at=clock.now(),
    )

    return journal.append(
        meeting,
        events.DocumentUploaded(
            document=document.id,
            title=document.title,
            circulation=document.circulation,
            **file,
        ),
        by=by,
    )


@journal.command
def publish_documents(meeting_id: int, *, document_ids: list[int], by: Person, key: UUID) -> Entry:
    """Issue the drafts in one act; one entry for each circulation among them."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    documents = list(Document.objects.filter(meeting=meeting, id__in=document_ids).order_by("id"))
    if not documents or len(documents) != len(set(document_ids)):
        raise NotFound
    for document in documents:
        if not document.is_draft:
            raise errors.NotDraft(title=document.title, state=document.state)

    at = clock.now()
    late = is_late(meeting, at)
    for document in documents:
        document.state = DocumentState.PUBLISHED
        document.published_at = at
        document.late = late
    Document.objects.bulk_update(documents, ["state", "published_at", "late"])

    entries = [journal.append(meeting, issued(batch, late), by=by) for batch in batches(documents)]
    return entries[0]


@journal.command
def remove_document(document_id: int, *, by: Person, key: UUID) -> Entry:
    """Take a draft away. What was issued is recalled, not removed."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.get(id=document_id)
    if not document.is_draft:
        raise errors.NotDraft(title=document.title, state=document.state)

    document.state = DocumentState.REMOVED
    document.save(update_fields=["state"])

    return journal.append(meeting, events.DocumentRemoved(document=document.id, title=document.title), by=by)


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Tell whether papers issued at that moment miss the deadline of the profile (HDND.DOCS)."""
    deadline = profile_of(meeting).docs_deadline(meeting.opens_on)
    return timezone.localdate(at) > deadline


def batches(documents: list[Document]) -> list[Batch]:
    """Split by circulation, the public papers first."""
    split = (
        Batch(circulation, [paper for paper in documents if paper.circulation == circulation])
        for circulation in Circulation.values
    )
    return [batch for batch in split if batch.documents]


def issued(batch: Batch, late: bool) -> events.DocumentsIssued:
    ids = [document.id for document in batch.documents]
    newest = {
        version.document_id: version.sha256
        for version in DocumentVersion.objects.filter(document_id__in=ids).order_by("no")
    }
    return events.DocumentsIssued(
        documents=ids,
        titles=[document.title for document in batch.documents],
        sha256=[newest[document_id] for document_id in ids],
        late=ids if late else [],
        circulation=batch.circulation,
    )


def meeting_of(document_id: int) -> int:
    meeting_id = Document.objects.filter(id=document_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    return meeting_id
