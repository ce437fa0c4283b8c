"""Who has not opened a paper is asked to; the reminder goes from their screens once they have seen it."""

from __future__ import annotations

from uuid import UUID

from agenda import access, errors, events, reach
from agenda.models import Reminder
from meetings import clock, journal
from meetings.access import require_oneself
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person


@journal.command
def remind(
    meeting_id: int, *, document_ids: list[int], person_ids: list[int] | None = None, by: Person, key: UUID
) -> Entry:
    """Remind those who have not opened the papers in their newest version; of these people, if named.

    One entry for the office, and one for each person reminded: a personal resource reaches its person by
    an entry that this person hears, and nobody else is to know who had not read.
    """
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    issued = [paper for paper in reach.papers(meeting, document_ids) if paper.document.is_published]
    if not issued or len(issued) != len(set(document_ids)):
        raise NotFound
    unread = reach.unread_by(issued, reach.newest_receipts(issued))
    if person_ids is not None:
        unread = {person: papers for person, papers in unread.items() if person in person_ids}
    if not unread:
        raise errors.NobodyToRemind

    reminders = [ask(meeting, person, papers, by) for person, papers in sorted(unread.items())]

    first = journal.append(
        meeting, events.RemindersSent(documents=sorted(set(document_ids)), persons=sorted(unread)), by=by
    )
    for reminder in reminders:
        given = events.ReminderGiven(
            reminder=reminder.pk, person=reminder.person_id, documents=reminder.documents
        )
        journal.append(meeting, given, by=by)
    return first


@journal.command
def see_reminder(reminder_id: int, *, by: Person, key: UUID) -> Entry:
    """The person has seen it, and it is gone from all their devices."""
    meeting = journal.lock(meeting_of(reminder_id))

    reminder = Reminder.objects.get(pk=reminder_id)
    require_oneself(reminder.person_id, by)
    if reminder.seen_at:
        raise NotFound

    reminder.seen_at = clock.now()
    reminder.save(update_fields=["seen_at"])

    seen = events.ReminderSeen(reminder=reminder.pk, person=reminder.person_id)
    return journal.append(meeting, seen, by=by)


def ask(meeting: Meeting, person_id: int, papers: list[int], by: Person) -> Reminder:
    """Return the one open reminder of that person, the papers added to it."""
    reminder = Reminder.objects.filter(meeting=meeting, person=person_id, seen_at__isnull=True).first()
    reminder = reminder or Reminder(meeting=meeting, person_id=person_id)
    reminder.documents = sorted({*reminder.documents, *papers})
    reminder.by, reminder.at = by, clock.now()
    reminder.save()
    return reminder


def meeting_of(reminder_id: int) -> int:
    meeting_id = Reminder.objects.filter(pk=reminder_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    return meeting_id
