"""Bodies are counted before daphne has them whole: it would put any length on the disk first.

Twisted gathers a body in a file of its own and only then starts the request, so the limit that the
application counts by comes too late for the disk. This one ends the connection at the first byte over.
"""

from __future__ import annotations

from typing import Any

from daphne.http_protocol import WebRequest

from web.errors import PROBLEM
from web.limits import limit_for, refusal


def count_bodies() -> None:
    """Make every request of daphne in this process count; to be called once, before the server runs."""
    gather = WebRequest.handleContentChunk

    def counted(request: Any, data: bytes) -> None:
        request.arrived = getattr(request, "arrived", 0) + len(data)
        # The address is not the request's yet. Where a later Twisted keeps it elsewhere, the larger
        # limit holds here, and that of the address when the application counts again.
        path = getattr(request.channel, "_path", b"/documents").partition(b"?")[0]
        limit = limit_for(path.decode("latin1"))
        if request.arrived <= limit:
            gather(request, data)
        elif not getattr(request, "refused", False):
            request.refused = True
            request.channel.transport.write(_answer(request, limit))
            request.channel.loseConnection()

    WebRequest.handleContentChunk = counted


def _answer(request: Any, limit: int) -> bytes:
    body = refusal(request.requestHeaders.getRawHeaders(b"Accept-Language", [b"vi"])[0], limit)
    head = (
        f"HTTP/1.1 413 Content Too Large\r\nContent-Type: {PROBLEM}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body
