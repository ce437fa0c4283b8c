"""The code on the tables, by which guests without an account read the public papers of the item under way."""

from __future__ import annotations

import secrets
from uuid import UUID

from agenda import access, errors, events
from meetings import journal
from meetings.history import Entry
from meetings.models import Person

CODE_BYTES = 18  # 144 bits: nobody guesses it, however fast they ask


@journal.command
def make_guest_code(meeting_id: int, *, by: Person, key: UUID) -> Entry:
    """Let guests in by a new code; the one before it opens nothing any more."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)

    renewed = bool(meeting.guest_code)
    meeting.guest_code = secrets.token_urlsafe(CODE_BYTES)
    meeting.save(update_fields=["guest_code"])

    return journal.append(meeting, events.GuestCodeMade(meeting=meeting.pk, renewed=renewed), by=by)


@journal.command
def withdraw_guest_code(meeting_id: int, *, by: Person, key: UUID) -> Entry:
    """Let no guest in any more."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    if not meeting.guest_code:
        raise errors.NoGuestCode

    meeting.guest_code = ""
    meeting.save(update_fields=["guest_code"])

    return journal.append(meeting, events.GuestCodeWithdrawn(meeting=meeting.pk), by=by)
