"""What every view of a command reads from its request, and how it answers."""

from __future__ import annotations

from meetings.api import Answer, actor, answer, key_of

__all__ = ["Answer", "actor", "answer", "key_of"]
