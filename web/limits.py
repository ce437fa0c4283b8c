"""How large a body may be: counted as it arrives, whatever its Content-Length says."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]

CODE = "web.body_too_large"
VI = "Dữ liệu gửi lên lớn hơn {mib} MiB nên không được nhận. Mời chia nhỏ hoặc nén tệp rồi gửi lại."
EN = "The upload is larger than {mib} MiB and was not accepted. Split or compress the file and send it again."


class _TooLarge(Exception):
    """Carries the refusal past Django, which has not seen the request yet."""


def limited(app: App) -> App:
    """Answer 413 in place of `app` when a body passes the limit of its path."""

    async def guarded(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        upload = scope["path"].rstrip("/").endswith("/documents")
        limit = settings.MAX_UPLOAD_BYTES if upload else settings.MAX_BODY_BYTES
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
    english = headers.get(b"accept-language", b"vi").startswith(b"en")
    said = (EN if english else VI).format(mib=limit // 2**20)
    body = {
        "type": f"urn:nghi-truong:{CODE}",
        "code": CODE,
        "title": said.split(". ")[0],
        "detail": said,
        "status": 413,
        "facts": {"limit": limit},
    }
    head = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": head})
    await send({"type": "http.response.body", "body": json.dumps(body, ensure_ascii=False).encode()})
