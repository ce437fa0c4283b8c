"""The way of a draft through the head of the office: submitted, approved, or returned with a reason."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from agenda import access, errors, events
from agenda.commands.documents import papers_of
from agenda.models import Document, DocumentState
from meetings import journal
from meetings.history import Entry
from meetings.models import Person


@journal.command
def submit_documents(meeting_id: int, *, document_ids: list[int], by: Person, key: UUID) -> Entry:
    """Put drafts before the head of the office."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    documents = papers_of(meeting, document_ids)
    for document in documents:
        if not document.is_draft:
            raise errors.NotDraft(title=document.title, state=document.state)

    for document in documents:
        document.state = DocumentState.SUBMITTED
        document.returned_reason = ""
    Document.objects.bulk_update(documents, ["state", "returned_reason"])

    return journal.append(meeting, events.DocumentsSubmitted(**named(documents)), by=by)


@journal.command
def approve_documents(meeting_id: int, *, document_ids: list[int], by: Person, key: UUID) -> Entry:
    """Let submitted papers be issued."""
    meeting = journal.lock(meeting_id)

    access.require_office_head(meeting, by)
    documents = papers_of(meeting, document_ids)
    require_state(documents, DocumentState.SUBMITTED)

    for document in documents:
        document.state = DocumentState.APPROVED
    Document.objects.bulk_update(documents, ["state"])

    return journal.append(meeting, events.DocumentsApproved(**named(documents)), by=by)


@journal.command
def return_documents(
    meeting_id: int, *, document_ids: list[int], reason: str, by: Person, key: UUID
) -> Entry:
    """Give submitted or approved papers back to be mended; none of them is issued by itself any more."""
    meeting = journal.lock(meeting_id)

    access.require_office_head(meeting, by)
    documents = papers_of(meeting, document_ids)
    require_state(documents, DocumentState.SUBMITTED, DocumentState.APPROVED)
    if not reason.strip():
        raise errors.ReasonMissing

    for document in documents:
        document.state = DocumentState.DRAFT
        document.returned_reason = reason.strip()
        document.publish_at = document.scheduled_by = None
    Document.objects.bulk_update(documents, ["state", "returned_reason", "publish_at", "scheduled_by"])

    returned = events.DocumentsReturned(reason=reason.strip(), **named(documents))
    return journal.append(meeting, returned, by=by)


def require_state(documents: list[Document], *states: DocumentState) -> None:
    for document in documents:
        if document.state not in states:
            raise errors.NotSubmitted(title=document.title, state=document.state)


class Named(TypedDict):
    documents: list[int]
    titles: list[str]


def named(documents: list[Document]) -> Named:
    return {"documents": [each.id for each in documents], "titles": [each.title for each in documents]}
