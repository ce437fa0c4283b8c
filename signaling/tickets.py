"""Single-use tickets that open a stream: a row for thirty seconds, known by its hash alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from meetings import clock, writer
from meetings.models import Meeting, Person, StreamTicket
from signaling.errors import StreamRefused

LASTS = timedelta(seconds=30)
KEPT = timedelta(hours=1)


def issue(person: Person, meeting: Meeting) -> tuple[str, datetime]:
    """A fresh token, and until when it opens the stream of `meeting`."""
    token, expires_at = secrets.token_urlsafe(32), clock.now() + LASTS
    with writer.transaction():
        StreamTicket.objects.filter(expires_at__lt=clock.now() - KEPT).delete()
        StreamTicket.objects.create(
            token_hash=_hash(token), person=person, meeting=meeting, expires_at=expires_at
        )
    return token, expires_at


def consume(token: str) -> StreamTicket:
    """Use the ticket up. Raises StreamRefused when it is unknown, expired or used."""
    now = clock.now()
    fresh = StreamTicket.objects.filter(token_hash=_hash(token), used_at__isnull=True, expires_at__gt=now)
    with writer.transaction():
        # One UPDATE decides: of two sockets with the same ticket only one gets a row.
        if not fresh.update(used_at=now):
            raise StreamRefused
    return StreamTicket.objects.select_related("person", "meeting").get(token_hash=_hash(token))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
