"""What is done to accounts. No place in a meeting's record: nothing of a meeting changes."""

from __future__ import annotations

from django.db.models import F

from meetings import writer
from meetings.models import Person, StreamTicket


def end_sessions(*person_ids: int) -> None:
    """End every session of these people, on all their devices, and the tickets not used yet."""
    with writer.transaction():
        Person.objects.filter(pk__in=person_ids).update(session_epoch=F("session_epoch") + 1)
        StreamTicket.objects.filter(person__in=person_ids, used_at__isnull=True).delete()
