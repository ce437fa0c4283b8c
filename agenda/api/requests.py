"""What every view of a command reads from its request, and how it answers."""

from __future__ import annotations

from rest_framework.request import Request

from meetings.api import Answer, answer, key_of
from meetings.models import Person

__all__ = ["Answer", "actor", "answer", "key_of"]


def actor(request: Request) -> Person:
    """Return who acts; nobody without a session gets as far as a view."""
    assert isinstance(request.user, Person)
    return request.user
