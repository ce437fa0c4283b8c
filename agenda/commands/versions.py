"""What happens to the file of a paper: replaced by a new version, or recalled with a reason."""

from __future__ import annotations

from uuid import UUID

from agenda import access, errors, events, queries
from agenda.commands.documents import add_version, dossiers_of, meeting_of, require_before_issue, withdraw
from agenda.commands.uploads import CleanFile
from agenda.models import Document, DocumentState
from meetings import clock, journal
from meetings.access import ORGANS
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Person


@journal.command
def replace_document(document_id: int, *, file: CleanFile, reason: str = "", by: Person, key: UUID) -> Entry:
    """Add a version; the earlier ones stay readable. Once the paper is issued, its readers are told why.

    Raises ReasonMissing for an issued paper without a reason, SameFile, DocumentRecalled.
    """
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.get(id=document_id)
    if document.state == DocumentState.RECALLED:
        raise errors.DocumentRecalled(
            title=document.title, who=document.recalled_by, reason=document.recall_reason
        )
    if not document.is_published:
        require_before_issue(document)
    elif not reason.strip():
        raise errors.ReasonMissing
    newest = queries.version_of(document_id)
    if newest is None:
        raise NotFound
    if newest.sha256 == file["sha256"]:
        raise errors.SameFile(title=document.title, version=newest.no)

    add_version(document, newest.no + 1, file, by=by, reason=reason.strip())
    withdrawn = withdraw(meeting, document)
    document.save()

    entries = [
        journal.append(
            meeting,
            events.DocumentReplaced(
                document=document.id,
                title=document.title,
                version=newest.no + 1,
                reason=reason.strip(),
                withdrawn=withdrawn,
                readers=readers,
                **file,
            ),
            by=by,
        )
        for readers in access.heard_by(document)
    ]
    return entries[0]


@journal.command
def recall_document(document_id: int, *, reason: str, decided_by: str = "", by: Person, key: UUID) -> Entry:
    """Withdraw an issued paper: it stays listed with the reason, its file is open to nobody any more.

    `decided_by` says in words whose decision it is; without it, it is the organ of who recalls.
    """
    meeting = journal.lock(meeting_of(document_id))

    role = access.deciding_recall(meeting, by)
    document = Document.objects.get(id=document_id)
    if not document.is_published:
        raise errors.NotIssued(title=document.title, state=document.state)
    if not reason.strip():
        raise errors.ReasonMissing

    readers = access.heard_by(document)
    document.state = DocumentState.RECALLED
    document.recalled_at = clock.now()
    document.recalled_by = decided_by.strip() or ORGANS[role][0]
    document.recall_reason = reason.strip()
    document.publish_at = document.scheduled_by = None
    document.save()

    entries = [
        journal.append(
            meeting,
            events.DocumentRecalled(
                document=document.id,
                dossiers=dossiers_of([document]),
                title=document.title,
                who=document.recalled_by,
                reason=document.recall_reason,
                readers=each,
            ),
            by=by,
        )
        for each in readers
    ]
    return entries[0]
