"""Files on their way in over HTTP."""

from __future__ import annotations

from typing import Any

from rest_framework.request import Request

from agenda.api.requests import actor
from agenda.commands import uploads
from agenda.commands.uploads import CleanFile


def taken(request: Request, body: dict[str, Any]) -> CleanFile:
    """Take in the file of a request, and take what is said of it out of its body."""
    file, secrecy, harmless = (body.pop(name, None) for name in ("file", "secrecy", "harmless"))
    return uploads.take_in(
        file.chunks(), by=actor(request), harmless=bool(harmless), declared=secrecy or None
    )
