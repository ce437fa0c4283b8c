"""A body goes out no faster than its reader takes it: daphne's `send` never waits, and would keep it all.

A hall that takes a gigabyte at once must not have it in the server's memory. Twisted tells a producer when
a connection's buffer is full and when it is empty again; we wait in between. Another server has a flow
control of its own and is left alone.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import Any

from web.limits import App, Message, Receive, Send

WIDTH = 2  # parts in one round of the loop
REST = 1.0  # times as long as the loop was busy since the last round
REST_MAX = 0.05  # seconds
OTHERS_FOR = 0.5  # seconds after which nobody else is thought to be here


class Turnstile:
    """Lets a few parts of bodies pass in one round of the loop, the others in the next ones.

    Between two rounds the loop looks at everything else. While others ask for something it even rests, for
    as long as it was busy since the last one: a thread that works for who votes gets on only when the loop
    lets go of the interpreter.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._others_at = -OTHERS_FOR
        self._used = 0.0

    def others_ask(self) -> None:
        """Somebody asks for something that is no paper."""
        self._others_at = time.monotonic()

    async def pass_through(self) -> None:
        loop = asyncio.get_running_loop()
        turn = loop.create_future()
        if not self._waiting:
            loop.call_soon(self._open, loop)
        self._waiting.append(turn)
        await turn

    def _open(self, loop: asyncio.AbstractEventLoop) -> None:
        passed = 0
        while self._waiting and passed < self._width:
            turn = self._waiting.popleft()
            if not turn.done():  # who waited was not cancelled meanwhile
                turn.set_result(None)
                passed += 1
        used = time.thread_time()  # by the loop, what it sent meanwhile included
        busy, self._used = used - self._used, used
        if self._waiting and time.monotonic() - self._others_at < OTHERS_FOR:
            loop.call_later(min(REST_MAX, REST * busy), self._open, loop)
        elif self._waiting:
            loop.call_soon(self._open, loop)


turnstile = Turnstile(WIDTH)


class Pace:
    """What Twisted calls a push producer, of one response."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._room = asyncio.Event()
        self._room.set()
        self._registered = False

    @classmethod
    def of(cls, send: Send) -> Pace | None:
        """Return the pace of daphne's connection behind `send`; None where it cannot be seen."""
        bound = getattr(send, "args", ())
        request = bound[0] if bound else None
        known = hasattr(request, "registerProducer") and hasattr(request, "unregisterProducer")
        return cls(request) if known else None

    def begin(self) -> None:
        if not self._registered and getattr(self._request, "channel", None) is not None:
            self._request.registerProducer(self, True)
            self._registered = True

    def end(self) -> None:
        if self._registered and getattr(self._request, "channel", None) is not None:
            self._request.unregisterProducer()
        self._registered = False
        self._room.set()

    async def wait(self) -> None:
        """Return when the connection has room, and it is this one's turn."""
        await self._room.wait()
        await turnstile.pass_through()

    # Twisted's names, called from the loop.

    def pauseProducing(self) -> None:  # noqa: N802
        self._room.clear()

    def resumeProducing(self) -> None:  # noqa: N802
        self._room.set()

    def stopProducing(self) -> None:  # noqa: N802
        """The connection is gone; who waits goes on, and hears of it from `receive`."""
        self._room.set()


def paced(app: App) -> App:
    """Let `send` of a body in several parts return when there is room for the next one."""

    async def held(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        pace = Pace.of(send)
        if pace is None:
            return await app(scope, receive, send)

        async def wait_for_room(message: Message) -> None:
            if message["type"] != "http.response.body":
                return await send(message)
            if message.get("more_body"):
                pace.begin()
                await send(message)
                return await pace.wait()
            pace.end()  # before the last part: Twisted ends the response with it
            return await send(message)

        try:
            await app(scope, receive, wait_for_room)  # type: ignore[arg-type]
        finally:
            pace.end()

    return held
