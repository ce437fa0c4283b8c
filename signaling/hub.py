"""Who listens in this process, and how news reaches them: rooms, nudges between processes, presence."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import threading
import time
import types
from collections.abc import Awaitable, Callable, Collection, Coroutine, Generator
from dataclasses import dataclass, field
from typing import Any, Protocol

import redis
import redis.asyncio
from django.conf import settings

from meetings.history import BESIDE
from meetings.snapshot import Viewer
from signaling import protocol
from signaling.presence import Presence, Who, count

logger = logging.getLogger(__name__)

CHANNEL = "nghi-truong:nudge"
PAUSE = 0.1  # seconds between two frames of a meeting, at least
REST = 3  # times as long as a frame took to make: votes come before news of them
REST_MAX = 1.0  # seconds
TICK = 0.25  # seconds between two ticks of a meeting, at least
HEARTBEAT = 4.0  # seconds; PROTOCOL.md promises five
BACKLOG_MAX = 256 * 1024  # bytes not yet taken by the network
GIVE_UP = 30.0  # seconds a client may lag before it is closed
RESUME_MAX = 2000  # entries; beyond it a snapshot is cheaper than a catch-up
Message = dict[str, Any]
Send = Callable[[Message], Awaitable[None]]


@dataclass(frozen=True)
class Batch:
    """`frames`: one for each shared viewer that was asked for, one more for each of them in `persons`.

    `persons`: the audiences `person:<id>` among the entries, whoever is connected.
    """

    seq: int
    frames: dict[Viewer, str]
    persons: frozenset[str] = frozenset()


class Reader(Protocol):
    """Where the hub learns what happened; `signaling.stream` reads the database."""

    async def heads(self, meeting_ids: Collection[int]) -> dict[int, int]: ...
    async def epochs(self, person_ids: Collection[int]) -> dict[int, int]: ...
    async def urgent(self, meeting_id: int, after: int) -> bool: ...
    async def batch(
        self, meeting_id: int, after: int, upto: int | None, viewers: Collection[Viewer]
    ) -> Batch | None: ...
    async def beside(self, meeting_ids: Collection[int]) -> dict[int, Message]: ...
    def now(self) -> str: ...


@types.coroutine
def _rest(started: Coroutine[Any, Any, None], waiting: Any) -> Generator[Any, Any, None]:
    """Finish a coroutine whose first step was driven by hand (it cannot be awaited any more)."""
    while True:
        try:
            got = yield waiting
        except BaseException as problem:
            step, given = started.throw, problem
        else:
            step, given = started.send, got  # type: ignore[assignment]
        try:
            waiting = step(given)
        except StopIteration:
            return


def backlog(send: Send) -> int:
    """Bytes that wait in daphne's transport, whose `send` never blocks; 0 where it cannot be seen."""
    bound = getattr(send, "args", ())
    transport = getattr(bound[0], "transport", None) if bound else None
    buffered = getattr(transport, "dataBuffer", b"")
    return len(buffered) - getattr(transport, "offset", 0) + getattr(transport, "_tempDataLen", 0)


@dataclass(eq=False)
class Connection:
    """One client. `push` never waits: who cannot keep up is dropped to a reset.

    `epoch` is that of the person's sessions at admission: once it differs, the sessions were ended.
    """

    send: Send
    viewer: Viewer
    epoch: int = 0
    lagging_since: float | None = None
    _pending: asyncio.Future[None] | None = None
    _closing: asyncio.Future[None] | None = None

    def push(self, message: Message) -> None:
        if self.lagging_since is not None:
            return
        if self._busy():
            self.lagging_since = time.monotonic()
            return
        sending = self.send(message)
        try:
            waiting = sending.send(None)  # type: ignore[attr-defined]
        except StopIteration:
            return
        except Exception:
            self.lagging_since = time.monotonic()
            return
        # Suspended: its buffer is full. A task for this client alone; the others go on.
        self._pending = asyncio.ensure_future(self._finish(sending, waiting))

    async def _finish(self, sending: Any, waiting: Any) -> None:
        with contextlib.suppress(Exception):
            await _rest(sending, waiting)

    def _busy(self) -> bool:
        held = self._pending is not None and not self._pending.done()
        return held or backlog(self.send) > BACKLOG_MAX

    def recover(self, seq: int) -> None:
        """Back from lagging by a reset when the buffer is empty; closed when that takes too long."""
        if self.lagging_since is None or self._closing is not None:
            return
        if time.monotonic() - self.lagging_since > GIVE_UP:
            self.close(1013)
        elif not (self._pending and not self._pending.done()) and backlog(self.send) == 0:
            self.lagging_since = None
            self.push(_message(protocol.reset(seq)))

    def close(self, code: int) -> None:
        """Push nothing more; the socket goes when its client takes the close."""
        self.lagging_since = self.lagging_since or time.monotonic()
        self._closing = self._closing or asyncio.ensure_future(self._finish_close(code))

    async def _finish_close(self, code: int) -> None:
        with contextlib.suppress(Exception):
            await self.send({"type": "websocket.close", "code": code})


def _message(text: str) -> Message:
    return {"type": "websocket.send", "text": text}


@dataclass(eq=False)
class HubRoom:
    """The clients of one meeting in this process. All of `live` have seen up to `seq`."""

    meeting_id: int
    seq: int
    wanted: int
    live: dict[Viewer, set[Connection]] = field(default_factory=dict)
    joining: set[Connection] = field(default_factory=set)
    woken: asyncio.Event = field(default_factory=asyncio.Event)
    flushing: asyncio.Task[None] | None = None
    next_at: float = 0.0
    told_at: float = 0.0
    told: dict[str, int] = field(default_factory=dict)
    beside: Message = field(default_factory=dict)
    ticking: asyncio.Task[None] | None = None

    def connections(self) -> list[Connection]:
        return [c for group in self.live.values() for c in group]

    def who(self) -> Who:
        return {str(c.viewer.person_id): sorted(c.viewer.roles) for c in self.connections()}

    def send(self, batch: Batch) -> None:
        prepared = {viewer: _message(text) for viewer, text in batch.frames.items()}
        for shared, group in self.live.items():
            for connection in list(group):
                message = prepared.get(connection.viewer)
                if message is None and batch.persons.isdisjoint(connection.viewer.hears):
                    message = prepared.get(shared)
                # None: it joined while the batch was read, and nobody computed what it may see.
                connection.push(message or _message(protocol.reset(batch.seq)))


class Hub:
    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._rooms: dict[int, HubRoom] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._outgoing: dict[str, int] = {}
        self._to_send: asyncio.Event | None = None
        self._redis: Any = None
        self._presence = Presence()
        self._silent_until = 0.0
        self._guard = threading.Lock()

    # -- after a commit, from any thread -------------------------------------------------------

    def nudge(self, journal_id: str, seq: int) -> None:
        """Tell all processes that `journal_id` reached `seq`. Never raises, never waits for a loop."""
        loop = self._loop
        if loop is not None and loop.is_running():
            with contextlib.suppress(RuntimeError):  # the loop closed just now
                loop.call_soon_threadsafe(self._nudged, journal_id, seq)
        elif settings.REDIS_URL:
            self._publish_now(journal_id, seq)

    def _nudged(self, journal_id: str, seq: int) -> None:
        self._wake(journal_id, seq)
        if self._to_send is not None and settings.REDIS_URL:
            self._outgoing[journal_id] = max(seq, self._outgoing.get(journal_id, 0))
            self._to_send.set()

    def _publish_now(self, journal_id: str, seq: int) -> None:
        """From a process without a loop (a management command)."""
        with self._guard:
            if time.monotonic() < self._silent_until:
                return
            try:
                with redis.Redis.from_url(
                    settings.REDIS_URL, socket_connect_timeout=0.3, socket_timeout=0.3, retry=None
                ) as client:
                    client.publish(CHANNEL, json.dumps([journal_id, seq]))
            except (redis.RedisError, OSError):
                # Do not pay the time-out for each command: the poll of the head carries the news.
                self._silent_until = time.monotonic() + 5

    # -- the loop of this process --------------------------------------------------------------

    def attach(self) -> None:
        """Belong to the running loop; called by the ASGI application for each scope."""
        loop = asyncio.get_running_loop()
        if self._loop is loop:
            return
        self._loop, self._rooms, self._outgoing = loop, {}, {}
        self._to_send = asyncio.Event()
        jobs = [self._poll()]
        if settings.REDIS_URL:
            self._redis = redis.asyncio.Redis.from_url(
                settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=1, retry=None
            )
            self._presence.shared = self._redis
            jobs += [self._listen(), self._publish(self._to_send)]
        self._tasks = [loop.create_task(job) for job in jobs]

    async def detach(self) -> None:
        """Leave the loop before it ends: no task and no connection stays behind."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._redis is not None:
            await self._redis.aclose()
        self._loop, self._tasks, self._redis, self._presence.shared = None, [], None, None

    def _wake(self, journal_id: str, seq: int) -> None:
        kind, _, key = journal_id.partition(":")
        room = self._rooms.get(int(key)) if kind == "meeting" and key.isdigit() else None
        if room is not None and seq == BESIDE and (room.ticking is None or room.ticking.done()):
            room.ticking = asyncio.ensure_future(self._tick_soon(room))
        if room is None or seq <= room.wanted:
            return
        room.wanted = seq
        room.woken.set()
        if room.flushing is None or room.flushing.done():
            room.flushing = asyncio.ensure_future(self._flush(room))

    async def _flush(self, room: HubRoom) -> None:
        loop = asyncio.get_running_loop()
        try:
            while room.seq < room.wanted:
                room.woken.clear()
                pause = room.next_at - loop.time()
                if pause > 0 and not await self._reader.urgent(room.meeting_id, room.seq):
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(room.woken.wait(), max(room.next_at - loop.time(), 0))
                    continue
                began = loop.time()
                viewers = {connection.viewer for connection in room.connections()}
                batch = await self._reader.batch(room.meeting_id, room.seq, None, viewers)
                if batch is None:
                    room.wanted = room.seq
                    break
                room.seq, room.wanted = batch.seq, max(room.wanted, batch.seq)
                room.send(batch)
                room.next_at = loop.time() + min(max(PAUSE, REST * (loop.time() - began)), REST_MAX)
        except Exception:
            # The poll asks again in a second, from the same `seq`: nothing is skipped.
            logger.exception("stream of meeting %s", room.meeting_id)
            room.wanted = room.seq

    async def join(self, meeting_id: int, connection: Connection, since: int | None) -> None:
        """Catch the client up and let it live with the room. `leave` must follow."""
        head = (await self._reader.heads([meeting_id]))[meeting_id]
        if meeting_id not in self._rooms:  # a room that is there is kept fresh by the poll
            beside = (await self._reader.beside([meeting_id])).get(meeting_id, {})
            self._rooms.setdefault(meeting_id, HubRoom(meeting_id, head, head, beside=beside))
        room = self._rooms[meeting_id]
        room.joining.add(connection)
        try:
            if since is None or since > head or head - since > RESUME_MAX:
                connection.push(_message(protocol.reset(room.seq)))
            else:
                while since < room.seq:
                    batch = await self._reader.batch(meeting_id, since, room.seq, {connection.viewer})
                    if batch is None:
                        break
                    viewer = connection.viewer
                    text = batch.frames.get(viewer) or batch.frames[viewer.shared]
                    connection.push(_message(text))
                    since = batch.seq
            # No await between the last look at `room.seq` and this: no frame falls between.
            room.live.setdefault(connection.viewer.shared, set()).add(connection)
        finally:
            room.joining.discard(connection)
        self._wake(f"meeting:{meeting_id}", head)
        connection.push(_message(self._tick(room, room.told or count([room.who()]))))

    def leave(self, meeting_id: int, connection: Connection) -> None:
        room = self._rooms.get(meeting_id)
        if room is None:
            return
        shared = connection.viewer.shared
        group = room.live.get(shared, set())
        group.discard(connection)
        if not group:
            room.live.pop(shared, None)
        if not room.live and not room.joining:
            del self._rooms[meeting_id]

    # -- repair and heartbeat ------------------------------------------------------------------

    async def _poll(self) -> None:
        """Each second: a lost nudge is found by the head, a drained client comes back, a tick goes out."""
        while True:
            await asyncio.sleep(1)
            rooms = dict(self._rooms)
            if not rooms:
                continue
            try:
                for meeting_id, seq in (await self._reader.heads(list(rooms))).items():
                    self._wake(f"meeting:{meeting_id}", seq)
                await self._show_out(rooms.values())
                beside = await self._reader.beside(list(rooms))
            except Exception:
                logger.exception("poll of the journals")
                beside = {meeting_id: room.beside for meeting_id, room in rooms.items()}
            for room in rooms.values():
                for connection in room.connections():
                    connection.recover(room.seq)
                presence = await self._presence.count(room.meeting_id, room.who())
                news = (presence, beside.get(room.meeting_id, {})) != (room.told, room.beside)
                room.told, room.beside = presence, beside.get(room.meeting_id, {})
                if news or time.monotonic() - room.told_at >= HEARTBEAT:
                    self._tick_all(room)

    async def _tick_soon(self, room: HubRoom) -> None:
        """Something beside the record changed: tell of it, not more often than four times a second."""
        await asyncio.sleep(max(0.0, room.told_at + TICK - time.monotonic()))
        room.ticking = None  # what changes while we read asks for one more
        try:
            room.beside = (await self._reader.beside([room.meeting_id])).get(room.meeting_id, {})
        except Exception:
            logger.exception("what is beside the record of meeting %s", room.meeting_id)
        self._tick_all(room)

    def _tick_all(self, room: HubRoom) -> None:
        room.told_at = time.monotonic()
        message = _message(self._tick(room, room.told or count([room.who()])))
        for connection in room.connections():
            connection.push(message)

    async def _show_out(self, rooms: Collection[HubRoom]) -> None:
        """Close the sockets of who signed out everywhere or was deactivated, whoever did it and where."""
        here = [c for room in rooms for c in room.connections() if c.viewer.person_id is not None]
        epochs = await self._reader.epochs({c.viewer.person_id for c in here if c.viewer.person_id})
        for connection in here:
            if epochs.get(connection.viewer.person_id or 0) != connection.epoch:
                connection.close(protocol.CLOSE_UNAUTHORISED)

    def _tick(self, room: HubRoom, presence: dict[str, int]) -> str:
        return protocol.tick(self._reader.now(), room.seq, presence, room.beside)

    # -- between processes ---------------------------------------------------------------------

    async def _publish(self, to_send: asyncio.Event) -> None:
        while True:
            await to_send.wait()
            to_send.clear()
            waiting, self._outgoing = self._outgoing, {}
            for nudge in waiting.items():
                with contextlib.suppress(redis.RedisError, OSError):
                    await self._redis.publish(CHANNEL, json.dumps(nudge))

    async def _listen(self) -> None:
        while True:
            try:
                client = redis.asyncio.Redis.from_url(
                    settings.REDIS_URL, socket_connect_timeout=1, socket_timeout=None, retry=None
                )
                async with client, client.pubsub() as channel:
                    await channel.subscribe(CHANNEL)
                    async for message in channel.listen():
                        if message["type"] == "message":
                            journal_id, seq = json.loads(message["data"])
                            self._wake(journal_id, seq)
            except (redis.RedisError, OSError, ValueError, TypeError):
                logger.info("Redis is away; the poll of the heads carries the news meanwhile")
            await asyncio.sleep(0.5)
