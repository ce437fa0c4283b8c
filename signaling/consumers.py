"""The socket of one screen: origin, ticket, catch-up, then what the hub pushes."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

from signaling import protocol
from signaling import stream as reading
from signaling.errors import StreamRefused
from signaling.hub import Connection

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """403 at the handshake."""
    await receive()
    await send({"type": "websocket.close"})


async def stream(scope: Scope, receive: Receive, send: Send) -> None:
    """A plain ASGI application: Channels' consumers hop to a thread for each message, which a herd feels."""
    if not from_us(dict(scope["headers"])):
        return await refuse(scope, receive, send)
    await receive()
    await send({"type": "websocket.accept"})
    try:
        hello = await _hello(receive)
        meeting_id = scope["url_route"]["kwargs"]["meeting_id"]
        viewer, epoch = await reading.admit(hello.ticket, meeting_id)
    except (StreamRefused, TimeoutError):
        return await send({"type": "websocket.close", "code": protocol.CLOSE_UNAUTHORISED})

    connection = Connection(send, viewer, epoch)
    try:
        joining = asyncio.ensure_future(reading.hub.join(meeting_id, connection, hello.since))
        while (await receive())["type"] != "websocket.disconnect":
            pass  # after its first message a screen has nothing to say: commands go over HTTP
    finally:
        joining.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await joining
        reading.hub.leave(meeting_id, connection)


async def _hello(receive: Receive) -> protocol.Hello:
    """Raises StreamRefused, or TimeoutError when the client keeps silent."""
    message = await asyncio.wait_for(receive(), protocol.HELLO_WITHIN)
    if message["type"] == "websocket.disconnect":
        raise StreamRefused
    return protocol.parse_hello(message.get("text"))


def from_us(headers: dict[bytes, bytes]) -> bool:
    """Whether the page that opens the socket is ours: a full origin, or that of the host asked."""
    origin = headers.get(b"origin", b"").decode("latin1").lower()
    if origin in settings.TRUSTED_ORIGINS:
        return True
    try:
        scheme, netloc = urlsplit(origin)[:2]
    except ValueError:
        return False
    host = headers.get(b"host", b"").decode("latin1").lower()
    # A page over plain http may not speak for a site that lives on https.
    schemes = ("https",) if settings.SESSION_COOKIE_SECURE else ("http", "https")
    known = validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)
    return scheme in schemes and bool(netloc) and netloc == host and known
