"""What a room is told: the journal read once per process, each frame encoded once per audience."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

from asgiref.sync import sync_to_async
from django.db import close_old_connections

from meetings import access, clock, history, queries, snapshot, writer
from meetings.errors import NotFound
from meetings.models import Meeting, Person
from meetings.snapshot import Viewer
from signaling import protocol, tickets
from signaling.errors import StreamRefused
from signaling.hub import Batch, Hub

P = ParamSpec("P")
T = TypeVar("T")

# Own threads: a full pool of requests must not hold up the hall.
_threads = ThreadPoolExecutor(max_workers=3, thread_name_prefix="stream")


async def _off_loop(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    def run() -> T:
        close_old_connections()
        try:
            return read(*args, **kwargs)
        finally:
            close_old_connections()

    return await sync_to_async(run, thread_sensitive=False, executor=_threads)()


async def admit(token: str, meeting_id: int) -> tuple[Viewer, int]:
    """Whom the ticket lets in, with the roles and the session epoch of now. Raises StreamRefused."""

    def check() -> tuple[Viewer, int]:
        ticket = tickets.consume(token)
        if ticket.meeting_id != meeting_id:
            raise StreamRefused
        try:
            return access.viewer_of(ticket.person, ticket.meeting), ticket.person.session_epoch
        except NotFound:
            raise StreamRefused from None

    return await _off_loop(check)


class JournalReader:
    """What the hub asks of the database."""

    async def heads(self, meeting_ids: Collection[int]) -> dict[int, int]:
        """`seq` of each journal; 0 where nothing is written yet."""

        def read() -> dict[int, int]:
            found = history.heads([history.journal_of(m) for m in meeting_ids])
            return {m: found.get(history.journal_of(m), 0) for m in meeting_ids}

        return await _off_loop(read)

    async def epochs(self, person_ids: Collection[int]) -> dict[int, int]:
        """The session epoch of each person who may still come in."""

        def read() -> dict[int, int]:
            active = Person.objects.filter(pk__in=person_ids, is_active=True)
            return dict(active.values_list("pk", "session_epoch"))

        return await _off_loop(read)

    async def urgent(self, meeting_id: int, after: int) -> bool:
        """Whether an opening or a verdict waits behind `after`."""

        def read() -> bool:
            entries = history.entries(history.journal_of(meeting_id), after)
            return any(entry.kind in protocol.AT_ONCE for entry in entries)

        return await _off_loop(read)

    async def batch(
        self,
        meeting_id: int,
        after: int,
        upto: int | None,
        viewers: Collection[Viewer],
    ) -> Batch | None:
        return await _off_loop(read_batch, meeting_id, after, upto, viewers)

    async def beside(self, meeting_ids: Collection[int]) -> dict[int, dict[str, Any]]:
        """What goes out with the ticks: the page on show, and who may show."""
        return await _off_loop(queries.presenting_in, meeting_ids)

    def now(self) -> str:
        return clock.wire(clock.now()) or ""


def read_batch(meeting_id: int, after: int, upto: int | None, viewers: Collection[Viewer]) -> Batch | None:
    """Frames for after < seq ≤ upto: one for each shared viewer, one more for each person concerned."""
    with writer.reading():
        entries = history.entries(history.journal_of(meeting_id), after, upto)
        if not entries:
            return None
        meeting = Meeting.objects.select_related("body__unit", "presiding").get(pk=meeting_id)
        lines = [
            protocol.Line(e.kind, e.audience, tuple((str(t), str(i)) for t, i in e.touched)) for e in entries
        ]
        touched = {pair for line in lines for pair in line.touched}
        persons = frozenset(line.audience for line in lines if line.audience.startswith("person:"))
        # Who heard of an own act sees more than the others of the same audience.
        shown = {v.shared for v in viewers} | {v for v in viewers if f"person:{v.person_id}" in persons}
        values = snapshot.changes_for(meeting, shown, touched)

    seq, at = entries[-1].seq, clock.wire(entries[-1].at) or ""
    frames = {
        viewer: protocol.frame(lines, viewer.hears, seen, from_seq=after + 1, seq=seq, at=at)
        for viewer, seen in values.items()
    }
    return Batch(seq, frames, persons)


hub = Hub(JournalReader())
