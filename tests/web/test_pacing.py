"""A body goes out as fast as its reader takes it, and while it does nobody else waits for it."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import override_settings
from django.urls import path

from web import asgi, pacing
from web.pacing import Turnstile, paced

SCOPE = {"type": "http", "path": "/", "headers": []}


class Connection:
    """What daphne's `send` is bound to; its buffer is full after the first part."""

    channel = object()

    def __init__(self) -> None:
        self.producer: Any = None
        self.sent: list[bytes] = []

    def registerProducer(self, producer: Any, streaming: bool) -> None:  # noqa: N802
        self.producer = producer

    def unregisterProducer(self) -> None:  # noqa: N802
        self.producer = None

    async def reply(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.body":
            self.sent.append(message["body"])
            if self.producer:
                self.producer.pauseProducing()


async def send_of(connection: Connection, message: Mapping[str, Any]) -> None:
    await connection.reply(message)


async def three_parts(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for part in (b"a", b"b"):
        await send({"type": "http.response.body", "body": part, "more_body": True})
    await send({"type": "http.response.body", "body": b"c", "more_body": False})


async def nothing() -> dict[str, Any]:
    return {"type": "http.request"}


def test_the_next_part_waits_until_there_is_room() -> None:
    async def run() -> list[list[bytes]]:
        connection = Connection()
        answering = asyncio.create_task(paced(three_parts)(SCOPE, nothing, partial(send_of, connection)))
        seen = []
        for _ in range(3):
            await asyncio.sleep(0.01)
            seen.append(list(connection.sent))
            if connection.producer:
                connection.producer.resumeProducing()
        await answering
        assert connection.producer is None, "the response would not end"
        return seen

    assert asyncio.run(run()) == [[b"a"], [b"a", b"b"], [b"a", b"b", b"c"]]


def test_a_reader_who_went_away_leaves_nobody_waiting() -> None:
    async def run() -> list[bytes]:
        connection = Connection()
        answering = asyncio.create_task(paced(three_parts)(SCOPE, nothing, partial(send_of, connection)))
        await asyncio.sleep(0.01)
        for _ in range(2):
            connection.producer.stopProducing()
            await asyncio.sleep(0.01)
        await asyncio.wait_for(answering, 1)
        return connection.sent

    assert asyncio.run(run()) == [b"a", b"b", b"c"]


def test_another_servers_send_is_left_alone() -> None:
    sent = []

    async def send(message: Mapping[str, Any]) -> None:
        sent.append(message.get("body"))

    asyncio.run(paced(three_parts)(SCOPE, nothing, send))

    assert sent == [None, b"a", b"b", b"c"]


def test_daphne_offers_what_the_pace_is_set_by() -> None:
    """A contract with the names that are used of daphne and Twisted."""
    from daphne.http_protocol import WebRequest
    from daphne.server import Server

    assert callable(WebRequest.registerProducer)
    assert callable(WebRequest.unregisterProducer)
    assert Server.handle_reply.__code__.co_varnames[:3] == ("self", "protocol", "message")


def slow(request: HttpRequest) -> HttpResponseBase:
    async def body() -> AsyncIterator[bytes]:
        yield b"begun"
        await HELD.wait()
        yield b"done"

    return StreamingHttpResponse(body())


def quick(request: HttpRequest) -> HttpResponseBase:
    return HttpResponse("here")


urlpatterns = [path("slow", slow), path("quick", quick), path("file", quick)]
HELD: asyncio.Event


@pytest.fixture
def ours() -> Iterator[Callable[..., Any]]:
    with override_settings(ROOT_URLCONF=__name__, MIDDLEWARE=[], ALLOWED_HOSTS=["testserver"]):
        yield asgi.LastingThreads(asgi.get_asgi_application())


async def ask(app: Any, path: str, parts: asyncio.Queue[bytes]) -> None:
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
        "headers": [(b"host", b"testserver")], "scheme": "http", "server": ("testserver", 80), "root_path": "",
    }  # fmt: skip
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            await asyncio.sleep(60)
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        if message.get("body"):
            await parts.put(message["body"])

    await app(scope, receive, send)


def test_more_slow_readers_than_threads_hold_up_nobody(ours: Any) -> None:
    async def run() -> list[bytes]:
        global HELD
        HELD = asyncio.Event()
        begun: asyncio.Queue[bytes] = asyncio.Queue()
        readers = [asyncio.create_task(ask(ours, "/slow", begun)) for _ in range(2 * asgi.THREADS)]
        for _ in readers:
            assert await asyncio.wait_for(begun.get(), 20) == b"begun"
        others: asyncio.Queue[bytes] = asyncio.Queue()
        await asyncio.wait_for(ask(ours, "/quick", others), 20)
        HELD.set()
        await asyncio.gather(*readers)
        return [await others.get(), *[await begun.get() for _ in readers]]

    assert asyncio.run(run()) == [b"here", *[b"done"] * 2 * asgi.THREADS]


def test_those_who_wait_for_papers_leave_threads_to_the_others(ours: Any) -> None:
    async def run() -> tuple[int, list[bytes]]:
        others: asyncio.Queue[bytes] = asyncio.Queue()
        await ask(ours, "/quick", others)
        papers = [asyncio.create_task(ask(ours, "/file", asyncio.Queue())) for _ in range(2 * asgi.THREADS)]
        await asyncio.sleep(0)
        left = ours._free.qsize()
        await asyncio.gather(*papers)
        return left, [await others.get()]

    assert asyncio.run(run()) == (asgi.THREADS - asgi.FOR_PAPERS, [b"here"])


def test_few_parts_pass_in_one_round_of_the_loop() -> None:
    async def run() -> list[int]:
        turnstile, rounds, passed = Turnstile(4), [], 0

        async def one() -> None:
            nonlocal passed
            await turnstile.pass_through()
            passed += 1

        waiting = [asyncio.create_task(one()) for _ in range(10)]
        while passed < len(waiting):
            before = passed
            await asyncio.sleep(0)
            rounds.append(passed - before)
        return [count for count in rounds if count]

    assert asyncio.run(run()) == [4, 4, 2]


@pytest.mark.parametrize(("others", "rests"), [(True, [0.05, 0.004, 0.004]), (False, [])])
def test_while_others_ask_the_loop_rests_as_long_as_it_was_busy(
    monkeypatch: pytest.MonkeyPatch, others: bool, rests: list[float]
) -> None:
    used = itertools.count(1.0, 0.004)  # the loop's CPU time: four milliseconds for each round
    monkeypatch.setattr(
        pacing, "time", SimpleNamespace(thread_time=lambda: next(used), monotonic=lambda: 99.0)
    )

    async def run() -> list[float]:
        loop, given = asyncio.get_running_loop(), []

        def later(delay: float, act: Any, *about: Any) -> None:
            given.append(round(delay, 6))
            loop.call_soon(act, *about)

        monkeypatch.setattr(loop, "call_later", later)
        turnstile = Turnstile(1)
        if others:
            turnstile.others_ask()
        await asyncio.gather(*(turnstile.pass_through() for _ in range(4)))
        return given

    assert asyncio.run(run()) == rests


def test_who_goes_away_while_waiting_takes_nobodys_turn() -> None:
    async def run() -> bool:
        turnstile = Turnstile(1)
        gone = asyncio.create_task(turnstile.pass_through())
        stays = asyncio.create_task(turnstile.pass_through())
        await asyncio.sleep(0)
        gone.cancel()
        await asyncio.wait_for(stays, 1)
        return gone.cancelled()

    assert asyncio.run(run()) is True
