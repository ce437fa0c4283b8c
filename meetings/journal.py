"""The only writer of the record: `append`, and the `command` frame around it. Imported by commands alone."""

import functools
import hashlib
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from meetings import clock, hashchain, writer
from meetings.errors import KeyReused, NotFound
from meetings.events import Event
from meetings.history import BESIDE, journal_of
from meetings.models import Meeting, Person
from meetings.models.journal import JournalEntry, JournalHead

Entry = JournalEntry
P = ParamSpec("P")

# Told (journal id, seq) after a commit, once a command. Filled by signaling. BESIDE instead of a seq:
# nothing was appended, but what goes out with the ticks has changed.
on_append: list[Callable[[str, int], None]] = []

_running: ContextVar["_Running | None"] = ContextVar("running_command", default=None)


class _Running:
    """The key of the command that runs now: the first entry that it appends carries it."""

    def __init__(self, key: UUID, name: str, digest: str) -> None:
        self.key: UUID | None = key
        self.name = name
        self.digest = digest
        # Shared with a command that this one calls, so that both go on from the same place.
        around = _running.get()
        self.heads: dict[str, JournalHead] = around.heads if around else {}
        self.last: dict[str, int] = {}


def command(act: Callable[P, Entry]) -> Callable[P, Entry]:
    """Make a verb a command: one transaction; the same key answers with the first result.

    The function takes `by: Person` and `key: UUID` as keywords, other arguments as JSON values, and
    returns the first entry that it appended. Raises `KeyReused` when the key was used for another
    command or other arguments.
    """
    name = f"{act.__module__.split('.')[0]}.{act.__name__}"
    signature = inspect.signature(act)

    @functools.wraps(act)
    def run(*args: P.args, **kwargs: P.kwargs) -> Entry:
        given = signature.bind(*args, **kwargs)
        given.apply_defaults()
        arguments = {k: v for k, v in given.arguments.items() if k not in ("by", "key")}
        digest = hashlib.sha256(hashchain.canonical(_jsonable(arguments))).hexdigest()
        by, key = given.arguments["by"], given.arguments["key"]
        try:
            with writer.transaction():
                return _earlier(by, key, name, digest) or _first_run(
                    act, args, kwargs, _Running(key, name, digest)
                )
        except IntegrityError:
            # On PostgreSQL one key may arrive twice at once: the second waits at the head and loses here.
            if earlier := _earlier(by, key, name, digest):
                return earlier
            raise

    return run


def _first_run(act: Callable[..., Entry], args: Any, kwargs: Any, running: _Running) -> Entry:
    token = _running.set(running)
    try:
        entry = act(*args, **kwargs)
    except BaseException:
        running.heads.clear()  # the database forgets what was appended; so must we
        raise
    finally:
        _running.reset(token)
    for journal_id, seq in running.last.items():
        transaction.on_commit(functools.partial(_tell, journal_id, seq))
    return entry


def stir(meeting: Meeting) -> None:
    """Let the screens know, once this is committed, that something beside the record changed."""
    transaction.on_commit(functools.partial(_tell, journal_of(meeting), BESIDE))


def _tell(journal_id: str, seq: int) -> None:
    for listener in on_append:
        listener(journal_id, seq)


def _earlier(by: Person, key: UUID, name: str, digest: str) -> Entry | None:
    same = JournalEntry.objects.filter(by=by, key=key)
    # Nearly always there is none, and to ask just that is cheap.
    entry = same.first() if same.exists() else None
    if entry and (entry.command, entry.digest) != (name, digest):
        raise KeyReused
    return entry


def answered(by: Person, key: UUID) -> Entry | None:
    """Return what this key was answered with, whatever was asked with it."""
    return JournalEntry.objects.filter(by=by, key=key).first()


def _jsonable(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(v) for v in value]
    return value if value is None or isinstance(value, (int, str)) else str(value)


def lock(meeting_id: int) -> Meeting:
    """First beat of a command: nobody else writes this meeting until commit. Raises `NotFound`."""
    journal_id = journal_of(meeting_id)
    if _lock_head(journal_id) is None:
        if not Meeting.objects.filter(pk=meeting_id).exists():
            raise NotFound
        JournalHead.objects.get_or_create(pk=journal_id)
        _lock_head(journal_id)
    # After the lock: as the command before this one left it. Its body and the presiding officer are
    # fetched by the few commands that need them: 47 ballots do not.
    meeting = Meeting.objects.filter(pk=meeting_id).first()
    if meeting is None:
        raise NotFound
    return meeting


def _lock_head(journal_id: str) -> JournalHead | None:
    """The head under its lock; the command that runs now keeps it, so that `append` need not ask again."""
    heads = JournalHead.objects.filter(pk=journal_id)
    if connection.vendor == "postgresql":
        heads = heads.select_for_update()
    head = heads.first()
    running = _running.get()
    if running and head:
        running.heads[journal_id] = head
    return head


def append(meeting: Meeting, event: Event, *, by: Person | None, on_behalf_of: Person | None = None) -> Entry:
    """Last beat: write what happened at the end of the chain. The head must be held by `lock`."""
    running = _running.get()
    journal_id = journal_of(meeting)
    held = running.heads.get(journal_id) if running else None
    head = held or JournalHead.objects.get(pk=journal_id)
    at, seq, prev = clock.now(), head.seq + 1, bytes(head.hash)
    facts = event.facts()
    digest = hashchain.entry_hash(
        journal=head.pk,
        seq=seq,
        at=clock.wire(at) or "",
        kind=event.kind,
        v=event.v,
        by=str(by.pk) if by else None,
        on_behalf_of=str(on_behalf_of.pk) if on_behalf_of else None,
        audience=event.audience(),
        facts=facts,
        prev=prev,
    )
    entry = JournalEntry.objects.create(
        journal=head,
        seq=seq,
        at=at,
        kind=event.kind,
        v=event.v,
        by=by,
        on_behalf_of=on_behalf_of,
        audience=event.audience(),
        facts=facts,
        touched=[list(t) for t in event.touched()],
        key=running.key if running else None,
        command=running.name if running and running.key else "",
        digest=running.digest if running and running.key else "",
        prev_hash=prev,
        hash=digest,
    )
    JournalHead.objects.filter(pk=head.pk).update(seq=seq, hash=digest)
    head.seq, head.hash = seq, digest
    if running:
        running.key = None
        running.last[head.pk] = seq
    return entry
