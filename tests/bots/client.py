"""One seat as a real network client: signs in, holds the map that the stream folds, gives commands."""

from __future__ import annotations

import asyncio
import json
import random
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.bots.fold import State, Value, fold, from_snapshot

TIMEOUT = 10.0  # seconds for one answer
ANSWERED_WITHIN = 60.0  # seconds until a command is given up, retries included
SILENT = 15.0  # seconds without a tick: the line is dead, whatever TCP believes
FRAME_MAX = 16 * 2**20  # bytes
RANGE_OUTSIDE_FILE = 416
RETRY = (429, 500, 502, 503, 504)

# Reading the certificates of the system takes 20 ms, for each of two hundred clients.
TLS = ssl.create_default_context()
T = TypeVar("T")


class Refused(Exception):
    """The platform said no, with its code and its reason."""

    def __init__(self, status: int, code: str, detail: str, facts: Value) -> None:
        super().__init__(f"{code}: {detail}")
        self.status, self.code, self.detail, self.facts = status, code, detail, facts


class LineLostError(Exception):
    """No answer came: cut off, timed out, or the server is away."""


@dataclass(frozen=True)
class Answer:
    """What a command answered. `took`: seconds from its first sending, retries included."""

    seq: int
    result: Value
    took: float


@dataclass
class Counts:
    retries: int = 0
    cuts: int = 0
    snapshots: int = 0
    reconnections: int = 0
    frames: int = 0


@dataclass(eq=False)
class Watch:
    """Waits for the map to show something; resolves to the moment it did (`time.monotonic`)."""

    shows: Callable[[], bool]
    seen_at: asyncio.Future[float] = field(default_factory=lambda: asyncio.get_running_loop().create_future())


class Client:
    """What every seat does. `state` is replaced, never changed: who keeps it keeps a moment."""

    def __init__(self, url: str, username: str, meeting: str = "1") -> None:
        self.url, self.username, self.meeting = url, username, meeting
        self.person = ""
        self.state = State()
        self.presence: dict[str, int] = {}
        self.counts = Counts()
        self.connected = asyncio.Event()
        self._watches: set[Watch] = set()
        self._http = httpx.AsyncClient(
            base_url=url,
            timeout=TIMEOUT,
            verify=TLS,
            trust_env=False,
            headers={"Accept-Language": "vi"},
            limits=httpx.Limits(max_keepalive_connections=1, keepalive_expiry=30),
        )
        self._asking: set[asyncio.Task[httpx.Response]] = set()
        self._socket: ClientConnection | None = None
        self._following: asyncio.Task[None] | None = None
        self._heard_at = 0.0

    # -- coming and going ----------------------------------------------------------------------

    async def sign_in(self) -> None:
        """Take the seat by the demo's one-click sign-in. Raises Refused, or LineLostError."""
        await self._get("/api/me")  # it sets the token that the next request must show
        answer = await self._request("POST", "/api/demo/sign-in", json={"username": self.username})
        self.person = str(answer["person"]["id"])

    async def enter(self) -> None:
        """Sign in, fetch the snapshot, and follow the stream until `leave_hall`."""
        await self.sign_in()
        await self.refetch()
        self.follow()
        await asyncio.wait_for(self.connected.wait(), 30)

    def follow(self) -> None:
        if self._http.is_closed:  # left while coming in
            return
        self._following = self._following or asyncio.ensure_future(self._follow())

    async def leave_hall(self) -> None:
        if self._following:
            self._following.cancel()
            await asyncio.gather(self._following, return_exceptions=True)
            self._following = None
        await self._http.aclose()

    def cut(self) -> None:
        """Lose the line as a pulled cable does: the socket and the requests on their way."""
        self.counts.cuts += 1
        if self._socket is not None:
            self._socket.transport.abort()
        for asking in self._asking:
            asking.cancel()

    # -- reading -------------------------------------------------------------------------------

    async def snapshot(self) -> State:
        """A fresh one; the map of this client stays as it is."""
        return from_snapshot(await self._get(f"/api/meetings/{self.meeting}/snapshot"))

    async def refetch(self) -> None:
        self.counts.snapshots += 1
        self._take(await self.snapshot())

    async def read(self, document: str, start: int = 0) -> bytes:
        """A range of a paper, as the reader asks for them; nothing behind its end. Raises Refused."""
        headers = {"Range": f"bytes={start}-{start + 65535}"}
        try:
            response = await self._send("GET", f"/api/documents/{document}/file", headers=headers)
        except Refused as refused:
            if refused.status == RANGE_OUTSIDE_FILE:
                return b""
            raise
        return response.content

    def rows(self, kind: str) -> dict[str, Value]:
        return self.state.resources.get(kind, {})

    def row(self, kind: str, key: str) -> Value:
        """The resource, or an empty one where this seat sees nothing."""
        return self.rows(kind).get(key, {})

    def watch(self, shows: Callable[[], bool]) -> asyncio.Future[float]:
        """The moment at which the map shows it: now, or at the frame that brings it."""
        watch = Watch(shows)
        if shows():
            watch.seen_at.set_result(time.monotonic())
        else:
            self._watches.add(watch)
            watch.seen_at.add_done_callback(lambda _: self._watches.discard(watch))
        return watch.seen_at

    async def until(self, shows: Callable[[], bool], within: float = 30.0) -> float:
        """Wait for the map to show it. Raises TimeoutError."""
        return await asyncio.wait_for(self.watch(shows), within)

    # -- acting --------------------------------------------------------------------------------

    async def command(self, path: str, body: Value | None = None, **sent: Any) -> Answer:
        """Give a command until it is answered or refused; each retry carries the same key.

        Raises Refused; LineLostError when no answer came within a minute.
        """
        began, pause = time.monotonic(), 0.1
        headers = {"Idempotency-Key": str(uuid4())}
        given = sent or {"json": body or {}}
        while True:
            try:
                answer = await self._request("POST", path, headers=headers, **given)
                return Answer(answer["seq"], answer["result"], time.monotonic() - began)
            except LineLostError:
                if self._http.is_closed or time.monotonic() - began > ANSWERED_WITHIN:
                    raise
            self.counts.retries += 1
            await asyncio.sleep(random.uniform(0, pause))
            pause = min(pause * 2, 5)

    async def _get(self, path: str) -> Value:
        return await self._request("GET", path)

    async def _request(self, method: str, path: str, **sent: Any) -> Value:
        answer: Value = (await self._send(method, path, **sent)).json()
        return answer

    async def _send(self, method: str, path: str, **sent: Any) -> httpx.Response:
        """One try. Raises Refused, or LineLostError when there is reason to try again."""
        if self._http.is_closed:
            raise LineLostError("left")
        headers = {"Origin": self.url} | sent.pop("headers", {})
        if method != "GET":
            headers["X-CSRFToken"] = self._http.cookies.get("csrftoken", "")
        cuts = self.counts.cuts
        asking = asyncio.ensure_future(self._http.request(method, path, headers=headers, **sent))
        self._asking.add(asking)
        try:
            response = await asking
        except httpx.HTTPError as lost:
            raise LineLostError(str(lost) or type(lost).__name__) from lost
        except asyncio.CancelledError:
            if self.counts.cuts == cuts:
                raise
            raise LineLostError("cut") from None
        finally:
            self._asking.discard(asking)
        if response.status_code in RETRY:
            raise LineLostError(f"HTTP {response.status_code}")
        if response.status_code >= 400:
            raise refusal(response)
        return response

    # -- the stream ----------------------------------------------------------------------------

    async def _follow(self) -> None:
        """Hold the socket open, come back after each loss, with jitter so that a herd spreads out."""
        pause = 0.2
        while True:
            try:
                async for text in self._messages():
                    pause = 0.2
                    await self._hear(text)
            except (OSError, TimeoutError, WebSocketException, LineLostError):
                pass
            except Refused as refused:
                # The session is gone (a fresh database, signed out everywhere): take the seat again.
                if refused.status in (401, 403):
                    await self._sign_in_again()
            self.counts.reconnections += 1
            await asyncio.sleep(random.uniform(pause / 2, pause))
            pause = min(pause * 2, 10)

    async def _sign_in_again(self) -> None:
        try:
            await self.sign_in()
        except (LineLostError, Refused):
            await asyncio.sleep(2)

    async def _messages(self) -> Any:
        """What one socket says, until it closes."""
        ticket = (await self._request("POST", f"/api/meetings/{self.meeting}/tickets"))["ticket"]
        address = f"ws{self.url.removeprefix('http')}/ws/meetings/{self.meeting}/stream"
        async with connect(
            address,
            origin=self.url,  # type: ignore[arg-type]
            compression=None,
            ping_interval=None,
            proxy=None,
            max_size=FRAME_MAX,
            close_timeout=1,
        ) as socket:
            self._socket, self._heard_at = socket, time.monotonic()
            try:
                await socket.send(json.dumps({"ticket": ticket, "since": self.state.seq}))
                async for text in socket:
                    self._heard_at = time.monotonic()
                    yield text
            finally:
                self._socket = None
                self.connected.clear()

    async def _hear(self, text: str | bytes) -> None:
        self.connected.set()
        said = json.loads(text)
        if "tick" in said:
            self.presence = said["tick"]["presence"]
        else:
            self.counts.frames += 1
        after = fold(self.state, said)
        if after is None:
            await self.refetch()
        elif after is not self.state:
            self._take(after)

    def _take(self, state: State) -> None:
        self.state = state
        now = time.monotonic()
        for watch in [w for w in self._watches if not w.seen_at.done() and w.shows()]:
            watch.seen_at.set_result(now)

    def drop_if_silent(self) -> None:
        """Give the line up when not even a tick came: it is dead, though nobody said so."""
        if self._socket is not None and time.monotonic() - self._heard_at > SILENT:
            self._socket.transport.abort()


def refusal(response: httpx.Response) -> Refused:
    try:
        said = response.json()
    except ValueError:
        said = {}
    status = response.status_code
    return Refused(status, said.get("code", f"http.{status}"), said.get("detail", ""), said.get("facts", {}))


def spread(length: int, within: float, chance: random.Random) -> Iterator[float]:
    """Moments for `length` people who do the same within so many seconds."""
    return iter(sorted(chance.uniform(0, within) for _ in range(length)))
