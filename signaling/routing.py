"""Where the sockets are reached."""

from __future__ import annotations

from channels.routing import URLRouter
from django.urls import path, re_path

from signaling.consumers import refuse, stream

websocket = URLRouter(
    [
        # Channels routes ASGI applications by Django's patterns, whose types know only views of HTTP.
        path("ws/meetings/<int:meeting_id>/stream", stream),  # type: ignore[arg-type]
        # An unknown path is 403, not a traceback.
        re_path(r"", refuse),  # type: ignore[arg-type]
    ]
)
