"""The documents: a cleaned file kept as a draft, edited, issued with others in one act, or removed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from django.utils import timezone

from agenda import access, errors, events, queries, resources
from agenda.commands.tides import surface
from agenda.commands.uploads import CleanFile
from agenda.models import (
    BEFORE_ISSUE,
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
from meetings.models import DelegateGroup, Meeting, Person


class DocumentText(TypedDict, total=False):
    """What the uploader says of the paper; title, kind and circulation are required."""

    title: str
    kind: str
    number: str
    issuer: str
    dated: str | None
    circulation: str


class Place(TypedDict):
    """Where a paper belongs; both None: to the meeting as a whole."""

    item: int | None
    dossier: int | None


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
    require_place(meeting, item_id, dossier_id)

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
    add_version(document, 1, file, by=by)

    return journal.append(
        meeting,
        events.DocumentUploaded(
            document=document.id,
            dossiers=dossiers_of([document]),
            title=document.title,
            circulation=document.circulation,
            **file,
        ),
        by=by,
    )


@journal.command
def edit_document(
    document_id: int, *, text: DocumentText, place: Place | None = None, by: Person, key: UUID
) -> Entry:
    """Change what is said of a paper, or where it belongs, before its issue.

    A paper that was submitted or approved becomes a draft again: another text was approved.
    """
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.get(id=document_id)
    require_before_issue(document)
    was = resources.document_text(document) | {"item": document.item_id, "dossier": document.dossier_id}
    wanted: resources.Value = {**text, **(place or {})}
    different = [name for name, value in wanted.items() if was[name] != value]
    if not different:
        raise errors.NothingChanged
    if place:
        require_place(meeting, place["item"], place["dossier"])

    dossiers = dossiers_of([document])
    write(document, text, place)
    withdrawn = withdraw(meeting, document)
    document.save()

    return journal.append(
        meeting,
        events.DocumentEdited(
            document=document.id,
            dossiers=sorted({*dossiers, *dossiers_of([document])}),
            title=document.title,
            before={name: was[name] for name in different},
            after={name: wanted[name] for name in different},
            withdrawn=withdrawn,
        ),
        by=by,
    )


@journal.command
def publish_documents(
    meeting_id: int,
    *,
    document_ids: list[int],
    group_id: int | None = None,
    late_consent: str = "",
    by: Person,
    key: UUID,
) -> Entry:
    """Issue the drafts in one act, to whom they are for or to one delegate group first.

    What one group has is issued to the others by the same act without a group. One entry for each
    circulation among them. Raises DocumentLate after the deadline unless it says who allowed it.
    """
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    group = group_of(meeting, group_id)
    documents = papers_of(meeting, document_ids)
    require_issuable(meeting, documents, group)
    late = require_in_time(meeting, clock.now(), late_consent)

    return issue(meeting, documents, group, late_consent.strip() if late else "", by)


@journal.command
def remove_document(document_id: int, *, by: Person, key: UUID) -> Entry:
    """Take a draft away. What was issued is recalled, not removed."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.get(id=document_id)
    require_before_issue(document)

    document.state = DocumentState.REMOVED
    document.publish_at = document.scheduled_by = None
    document.save(update_fields=["state", "publish_at", "scheduled_by"])

    return journal.append(
        meeting,
        events.DocumentRemoved(document=document.id, dossiers=dossiers_of([document]), title=document.title),
        by=by,
    )


def issue(
    meeting: Meeting, documents: list[Document], group: DelegateGroup | None, consent: str, by: Person
) -> Entry:
    """Change and append, after the guards: the last two beats of every issue. `consent` makes them late."""
    at = clock.now()
    for document in documents:
        document.state = DocumentState.PUBLISHED
        document.published_at = at
        document.group = group
        document.late, document.late_consent = bool(consent), consent
        document.publish_at = document.scheduled_by = None
        document.returned_reason = ""
    changed = ["state", "published_at", "group", "late", "late_consent", "publish_at", "scheduled_by"]
    Document.objects.bulk_update(documents, [*changed, "returned_reason"])
    surface(meeting, [document.id for document in documents])

    entries = [
        journal.append(meeting, issued(batch, readers, consent), by=by)
        for batch in batches(documents)
        for readers in access.heard_by(batch[0])
    ]
    return entries[0]


def issued(batch: list[Document], readers: str, consent: str) -> events.DocumentsIssued:
    ids = [document.id for document in batch]
    newest = {
        version.document_id: version.sha256
        for version in DocumentVersion.objects.filter(document_id__in=ids).order_by("no")
    }
    group = batch[0].group
    return events.DocumentsIssued(
        documents=ids,
        dossiers=dossiers_of(batch),
        titles=[document.title for document in batch],
        sha256=[newest[document_id] for document_id in ids],
        late=ids if consent else [],
        consent=consent,
        circulation=batch[0].circulation,
        group=group.id if group else None,
        group_name=group.name if group else "",
        readers=readers,
    )


def batches(documents: list[Document]) -> list[list[Document]]:
    """Split by circulation, the public papers first."""
    split = (
        [paper for paper in documents if paper.circulation == circulation]
        for circulation in Circulation.values
    )
    return [batch for batch in split if batch]


def require_place(meeting: Meeting, item_id: int | None, dossier_id: int | None) -> None:
    """Raise NotFound for an item or a dossier of another meeting."""
    if item_id and not AgendaItem.objects.filter(meeting=meeting, id=item_id).exists():
        raise NotFound
    if dossier_id and not Dossier.objects.filter(meeting=meeting, id=dossier_id).exists():
        raise NotFound


def require_before_issue(document: Document) -> None:
    if document.state not in BEFORE_ISSUE:
        raise errors.NotDraft(title=document.title, state=document.state)


def require_issuable(meeting: Meeting, documents: list[Document], group: DelegateGroup | None) -> None:
    """Raise NotDraft for what cannot be issued any more, NotApproved where the body asks for approval."""
    for document in documents:
        to_the_others = document.is_published and document.group_id is not None and group is None
        if not to_the_others:
            require_before_issue(document)
        unapproved = document.state in (DocumentState.DRAFT, DocumentState.SUBMITTED)
        if unapproved and meeting.body.issue_needs_approval:
            raise errors.NotApproved(title=document.title, state=document.state)


def require_in_time(meeting: Meeting, at: datetime, consent: str) -> bool:
    """Tell whether papers issued at that moment are late. Raises DocumentLate if nobody allowed it."""
    late = is_late(meeting, at)
    if late and not consent.strip():
        raise errors.DocumentLate(deadline=f"{queries.papers_due(meeting):%d/%m/%Y}")
    return late


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Tell whether papers issued at that moment miss the deadline of the rules (HDND.DOCS)."""
    due = queries.papers_due(meeting)
    return due is not None and timezone.localdate(at) > due


def group_of(meeting: Meeting, group_id: int | None) -> DelegateGroup | None:
    """Return the delegate group of the meeting's body. Raises NotFound for one of another body."""
    if group_id is None:
        return None
    group = DelegateGroup.objects.filter(body=meeting.body_id, id=group_id).first()
    if group is None:
        raise NotFound
    return group


def papers_of(meeting: Meeting, document_ids: list[int]) -> list[Document]:
    """Return all of them, by id. Raises NotFound if one is of another meeting."""
    documents = Document.objects.filter(meeting=meeting, id__in=document_ids).order_by("id")
    found = list(documents.select_related("group"))
    if not found or len(found) != len(set(document_ids)):
        raise NotFound
    return found


def dossiers_of(documents: Iterable[Document]) -> list[int]:
    return sorted({document.dossier_id for document in documents if document.dossier_id})


def add_version(document: Document, no: int, file: CleanFile, *, by: Person, reason: str = "") -> None:
    DocumentVersion.objects.create(
        document=document,
        no=no,
        sha256=file["sha256"],
        size=file["size"],
        pages=file["pages"],
        removed=file["removed"],
        uploaded_by=by,
        at=clock.now(),
        reason=reason,
        harmless_by=by if file.get("harmless") else None,
    )


def write(document: Document, text: DocumentText, place: Place | None) -> None:
    for name in ("title", "kind", "number", "issuer", "circulation"):
        setattr(document, name, text.get(name, getattr(document, name)))
    if "dated" in text:
        document.dated = date.fromisoformat(text["dated"]) if text["dated"] else None
    if place:
        document.item_id, document.dossier_id = place["item"], place["dossier"]


def withdraw(meeting: Meeting, document: Document) -> bool:
    """Make a paper that changes a draft again; tell whether it was on its way. The caller saves.

    Where nothing is issued without approval, it is not issued by itself either.
    """
    on_its_way = document.state in (DocumentState.SUBMITTED, DocumentState.APPROVED)
    if on_its_way:
        document.state = DocumentState.DRAFT
        if meeting.body.issue_needs_approval:
            document.publish_at = document.scheduled_by = None
    return on_its_way


def meeting_of(document_id: int) -> int:
    meeting_id = Document.objects.filter(id=document_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    return meeting_id
