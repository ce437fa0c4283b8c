"""What a server runs: HTTP by Django on lasting threads, sockets by signaling."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "web.settings")

from asgiref.sync import ThreadSensitiveContext
from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

django = get_asgi_application()

from signaling.routing import websocket
from signaling.stream import hub
from web.limits import App, Receive, Send, limited

THREADS = 8


class LastingThreads:
    """Run each request on one of a few threads that stay, each with its own database connection.

    Django opens a ThreadSensitiveContext a request, and with it a thread and a connection of its own:
    forty requests, forty connections. An outer context is honoured (the inner one then does nothing),
    and ours names an executor that outlives it. A free thread is never shared by two requests.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._free: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        free = self._pool()
        thread = await free.get()
        try:
            async with ThreadSensitiveContext(executor=thread):
                await self._app(scope, receive, send)
        finally:
            free.put_nowait(thread)

    def _pool(self) -> asyncio.LifoQueue[ThreadPoolExecutor]:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._free = loop, asyncio.LifoQueue()
            for n in range(THREADS):
                self._free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix=f"http-{n}"))
        return self._free


_route = ProtocolTypeRouter({"http": limited(LastingThreads(django)), "websocket": websocket})


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    hub.attach()
    await _route(scope, receive, send)
