"""Issuing at a time: scheduled by a person, carried out by the process that writes, undone until then."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from agenda import access, errors, events
from agenda.commands.approval import named
from agenda.commands.documents import (
    group_of,
    issue,
    meeting_of,
    papers_of,
    require_in_time,
    require_issuable,
)
from agenda.models import BEFORE_ISSUE, Document
from meetings import clock, journal
from meetings.errors import Refusal
from meetings.history import Entry
from meetings.models import Person

logger = logging.getLogger(__name__)

KEYS = UUID("1f6b5a0e-8a43-4a6e-9a1d-6f0f6f2f4d11")
PUNCTUAL = timedelta(minutes=1)
"""Carried out so soon after the moment, a paper counts as issued at it."""


@journal.command
def schedule_documents(
    meeting_id: int,
    *,
    document_ids: list[int],
    at: str,
    group_id: int | None = None,
    late_consent: str = "",
    by: Person,
    key: UUID,
) -> Entry:
    """Have papers issued at a moment (ISO 8601) in the name of who schedules it.

    All that would be asked then is asked now, so that nobody waits in vain. Raises MomentPassed, and as
    `publish_documents`.
    """
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    group = group_of(meeting, group_id)
    documents = papers_of(meeting, document_ids)
    require_issuable(meeting, documents, group)
    moment = datetime.fromisoformat(at)
    if moment <= clock.now():
        raise errors.MomentPassed(time=f"{moment.astimezone(clock.LOCAL):%H:%M %d/%m/%Y}")
    late = require_in_time(meeting, moment, late_consent)

    consent = late_consent.strip() if late else ""
    for document in documents:
        document.publish_at, document.scheduled_by = moment, by
        document.late_consent = consent
        if document.state in BEFORE_ISSUE:
            document.group = group
    Document.objects.bulk_update(documents, ["publish_at", "scheduled_by", "late_consent", "group"])

    return journal.append(
        meeting,
        events.DocumentsScheduled(
            at=clock.wire(moment) or "",
            group=group.id if group else None,
            group_name=group.name if group else "",
            consent=consent,
            **named(documents),
        ),
        by=by,
    )


@journal.command
def unschedule_document(document_id: int, *, by: Person, key: UUID) -> Entry:
    """Undo a schedule; the paper stays what it is. Raises NotScheduled."""
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.get(id=document_id)
    happened = forget_schedule(document)

    return journal.append(meeting, happened, by=by)


@journal.command
def issue_scheduled(document_id: int, *, at: str, by: Person, key: UUID) -> Entry:
    """Issue one paper whose moment has come. Nobody calls it but `issue_due`.

    `by` scheduled it, and must still be of the secretariat. Raises NotScheduled for another moment.
    """
    meeting = journal.lock(meeting_of(document_id))

    access.require_editor(meeting, by)
    document = Document.objects.select_related("group").get(id=document_id)
    moment = document.publish_at
    if moment is None or clock.wire(moment) != at:
        raise errors.NotScheduled(title=document.title)
    group = document.group if document.state in BEFORE_ISSUE else None
    require_issuable(meeting, [document], group)
    punctual = clock.now() - moment < PUNCTUAL
    late = require_in_time(meeting, moment if punctual else clock.now(), document.late_consent)

    return issue(meeting, [document], group, document.late_consent if late else "", by)


@journal.command
def abandon_schedule(document_id: int, *, reason: str, by: Person, key: UUID) -> Entry:
    """Record why a paper was not issued when its moment came. Nobody calls it but `issue_due`."""
    meeting = journal.lock(meeting_of(document_id))

    document = Document.objects.get(id=document_id)
    access.require_scheduler(document, by)
    happened = forget_schedule(document, reason)

    return journal.append(meeting, happened, by=by)


def forget_schedule(document: Document, reason: str = "") -> events.DocumentUnscheduled:
    """Change of both verbs above. What was not issued goes to no group any more."""
    if document.publish_at is None:
        raise errors.NotScheduled(title=document.title)
    at = clock.wire(document.publish_at) or ""
    document.publish_at = document.scheduled_by = None
    if document.state in BEFORE_ISSUE:
        document.group, document.late_consent = None, ""
        document.returned_reason = reason or document.returned_reason
    document.save()
    return events.DocumentUnscheduled(document=document.id, title=document.title, at=at, reason=reason)


def issue_due() -> int:
    """Issue all papers whose moment has come; return how many. One query when there are none.

    The key is made of the paper and its moment: two processes that do this at once issue it once.
    What is refused is recorded and not tried again.
    """
    due = Document.objects.filter(publish_at__lte=clock.now()).select_related("scheduled_by", "meeting__body")
    done = 0
    for document in due.order_by("publish_at", "id"):
        at, by = clock.wire(document.publish_at) or "", document.scheduled_by
        if by is None:
            continue
        try:
            issue_scheduled(document.id, at=at, by=by, key=key_of(document.id, at))
            done += 1
        except errors.NotScheduled:
            continue  # somebody undid it just now
        except Refusal as refusal:
            reason = in_words(refusal, document.meeting.body.address_form)
            logger.warning("document %s was not issued at %s: %s", document.id, at, refusal.code)
            abandon_schedule(document.id, reason=reason, by=by, key=key_of(document.id, f"{at} abandoned"))
    return done


def key_of(document_id: int, at: str) -> UUID:
    return uuid5(KEYS, f"{document_id} {at}")


def in_words(refusal: Refusal, address: str) -> str:
    sentence = refusal.vi.format(**refusal.facts, xung_ho=address, Xung_ho=address.capitalize())
    return f"Không phát hành được theo giờ hẹn. {sentence}"[:500]
