"""The tide of a meeting's annotations: who holds its row writes, and each change gets the next number."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection

from agenda.models import Annotation, Tide
from meetings.models import Meeting


def rising(meeting: Meeting) -> Tide:
    """Take the row that orders the writers of these annotations; within a transaction, until its end.

    On SQLite the transaction itself is the lock, on PostgreSQL the row is.
    """
    Tide.objects.get_or_create(meeting=meeting)
    rows = Tide.objects.filter(meeting=meeting)
    return (rows.select_for_update() if connection.vendor == "postgresql" else rows).get()


def raise_for(tide: Tide, note: Annotation) -> None:
    """Give a change its number; the caller saves both rows."""
    tide.value += 1
    note.tide = tide.value


def surface(meeting: Meeting, document_ids: Collection[int]) -> None:
    """Tell anew of the shared notes on these papers: who may read them only now has not heard of any."""
    shared = Annotation.objects.filter(document__in=document_ids, heard_by__gt=0)
    if not shared.exists():
        return
    tide = rising(meeting)
    notes = list(shared)
    for note in notes:
        raise_for(tide, note)
    Annotation.objects.bulk_update(notes, ["tide"], batch_size=500)
    tide.save()
