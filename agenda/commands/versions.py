"""What happens to the file of a paper: replaced, approved first where it must be, or recalled."""

from __future__ import annotations

from uuid import UUID

from agenda import access, errors, events, queries
from agenda.commands.documents import add_version, dossiers_of, meeting_of, require_before_issue, withdraw
from agenda.commands.uploads import CleanFile
from agenda.models import Document, DocumentState, Replacement
from meetings import clock, journal
from meetings.access import ORGANS
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person


@journal.command
def replace_document(document_id: int, *, file: CleanFile, reason: str = "", by: Person, key: UUID) -> Entry:
    """Add a version; the earlier ones stay readable. Once the paper is issued, its readers are told why.

    Where nothing is issued without approval, the new file of an issued paper is put before the head of the
    office first: `approve_replacement`. Raises ReasonMissing for an issued paper without a reason, SameFile,
    DocumentRecalled.
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

    if document.is_published and meeting.body.issue_needs_approval:
        return propose(meeting, document, newest.no + 1, file, reason.strip(), by)
    add_version(document, newest.no + 1, file, by=by, reason=reason.strip())
    Replacement.objects.filter(document=document).delete()  # of the time when approval was asked for
    withdrawn = withdraw(meeting, document)
    document.save()

    return tell(meeting, document, newest.no + 1, file, reason.strip(), by, withdrawn=withdrawn)


def propose(
    meeting: Meeting, document: Document, version: int, file: CleanFile, reason: str, by: Person
) -> Entry:
    """Keep the file beside the paper until the head of the office has seen it."""
    Replacement.objects.update_or_create(
        document=document,
        defaults={
            "version": version,
            "file": file,
            "reason": reason,
            "by": by,
            "at": clock.now(),
            "returned_reason": "",
        },
    )
    proposed = events.ReplacementProposed(
        document=document.id, title=document.title, version=version, reason=reason, **file
    )
    return journal.append(meeting, proposed, by=by)


def tell(
    meeting: Meeting,
    document: Document,
    version: int,
    file: CleanFile,
    reason: str,
    by: Person,
    *,
    withdrawn: bool = False,
) -> Entry:
    """Append that the paper has a new version, once for each audience that has the paper."""
    entries = [
        journal.append(
            meeting,
            events.DocumentReplaced(
                document=document.id,
                title=document.title,
                version=version,
                reason=reason,
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
def approve_replacement(document_id: int, *, sha256: str, by: Person, key: UUID) -> Entry:
    """Put the new file in the place of the old one. Raises NoReplacement: that file waits no more."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_office_head(meeting, by)
    waiting = replacement_of(document_id)
    file: CleanFile = waiting.file
    if file["sha256"] != sha256 or waiting.returned_reason:
        raise errors.NoReplacement(title=waiting.document.title)

    add_version(waiting.document, waiting.version, file, by=waiting.by, reason=waiting.reason)
    waiting.delete()
    # Who answered for a word like a secrecy mark stands in the entry of the proposal.
    file.pop("harmless", None)

    return tell(meeting, waiting.document, waiting.version, file, waiting.reason, by)


@journal.command
def return_replacement(document_id: int, *, reason: str, by: Person, key: UUID) -> Entry:
    """Give the new file back to be mended. Raises NoReplacement, ReasonMissing."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_office_head(meeting, by)
    waiting = replacement_of(document_id)
    if waiting.returned_reason:
        raise errors.NoReplacement(title=waiting.document.title)
    if not reason.strip():
        raise errors.ReasonMissing

    waiting.returned_reason = reason.strip()
    waiting.save(update_fields=["returned_reason"])

    title = waiting.document.title
    returned = events.ReplacementReturned(document=document_id, title=title, reason=reason.strip())
    return journal.append(meeting, returned, by=by)


@journal.command
def withdraw_replacement(document_id: int, *, by: Person, key: UUID) -> Entry:
    """Take the new file back, whether it waits or was returned. Raises NoReplacement."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    waiting = replacement_of(document_id)

    waiting.delete()

    withdrawn = events.ReplacementWithdrawn(document=document_id, title=waiting.document.title)
    return journal.append(meeting, withdrawn, by=by)


def replacement_of(document_id: int) -> Replacement:
    waiting = Replacement.objects.filter(document=document_id).select_related("document", "by").first()
    if waiting is None:
        raise errors.NoReplacement(title=Document.objects.get(id=document_id).title)
    return waiting


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
    Replacement.objects.filter(document=document).delete()

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
