"""How large a body may be: counted as it arrives, whatever its Content-Length says."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.conf import settings

from web import errors

# A part of an upload; an office sends the whole at once where the line is good.
PART = re.compile(r"/uploads/[0-9a-f-]{36}/?$")

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class _TooLarge(Exception):
    """Carries the refusal past Django, which has not seen the request yet."""


def limited(app: App) -> App:
    """Answer 413 in place of `app` when a body passes the limit of its path."""

    async def guarded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        limit = limit_for(scope["path"])
        arrived = 0

        async def counted() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > limit:
                raise _TooLarge
            return message

        try:
            await app(scope, counted, send)
        except _TooLarge:
            await _refuse(dict(scope["headers"]), limit, send)

    return guarded


async def _refuse(headers: dict[bytes, bytes], limit: int, send: Send) -> None:
    body = refusal(headers.get(b"accept-language", b"vi"), limit)
    head = [(b"content-type", errors.PROBLEM.encode()), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": head})
    await send({"type": "http.response.body", "body": body})


def limit_for(path: str) -> int:
    """Return how many bytes may be sent there: much where papers are handed in, little elsewhere."""
    upload = path.rstrip("/").endswith(("/documents", "/replace", "/programme/read")) or PART.search(path)
    return int(settings.MAX_UPLOAD_BYTES if upload else settings.MAX_BODY_BYTES)


def refusal(asked: bytes, limit: int) -> bytes:
    """Return the problem document, in the language of the Accept-Language header given."""
    language = errors.language_of({"Accept-Language": asked.decode("latin1")})
    said = errors.document(errors.BodyTooLarge(mib=limit // 2**20, limit=limit), language)
    return json.dumps(said, ensure_ascii=False).encode()
