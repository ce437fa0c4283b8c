"""What a server runs: HTTP by Django on lasting threads, sockets by signaling."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping
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
from web.pacing import paced, turnstile
from web.quick import quick_files

THREADS = 8
# Of these so many at most answer who takes a paper away: 85 tablets ask at once, and voting goes on.
FOR_PAPERS = 2
PAPERS = ("/file", "/download", "/bundle")


class LastingThreads:
    """Run each request on one of a few threads that stay, each with its own database connection.

    Django opens a ThreadSensitiveContext a request, and with it a thread and a connection of its own:
    forty requests, forty connections. An outer context is honoured (the inner one then does nothing),
    and ours names an executor that outlives it. A free thread is never shared by two requests.

    With the head of its answer a request gives the thread back: what is left is to send the body, which a
    slow tablet may take a minute for, and no other request is to wait for that. What Django still does in
    the thread after it (it closes the answer) takes its turn there.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self._loop: asyncio.AbstractEventLoop | None = None
        self._free: asyncio.LifoQueue[ThreadPoolExecutor] = asyncio.LifoQueue()
        self._lane = asyncio.Semaphore(FOR_PAPERS)

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        free = self._pool()
        lane = self._lane if scope["path"].endswith(PAPERS) else None
        if lane:
            await lane.acquire()
        else:
            turnstile.others_ask()
        try:
            thread = await free.get()
        except BaseException:
            if lane:
                lane.release()
            raise
        held = True

        def give_back() -> None:
            nonlocal held
            if held:
                held = False
                free.put_nowait(thread)
                if lane:
                    lane.release()

        async def told(message: Mapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                give_back()
            await send(message)

        try:
            async with ThreadSensitiveContext(executor=thread):
                await self._app(scope, receive, told)
        finally:
            give_back()

    def _pool(self) -> asyncio.LifoQueue[ThreadPoolExecutor]:
        loop = asyncio.get_running_loop()
        if self._loop is not loop:
            self._loop, self._free = loop, asyncio.LifoQueue()
            self._lane = asyncio.Semaphore(FOR_PAPERS)
            for n in range(THREADS):
                self._free.put_nowait(ThreadPoolExecutor(1, thread_name_prefix=f"http-{n}"))
        return self._free


_route = ProtocolTypeRouter(
    {"http": paced(limited(LastingThreads(quick_files(django)))), "websocket": websocket}
)


async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    hub.attach()
    await _route(scope, receive, send)
