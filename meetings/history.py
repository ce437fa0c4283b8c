"""The read side of the journal."""

from dataclasses import dataclass

from meetings.clock import wire
from meetings.hashchain import ChainEntry
from meetings.models import Meeting
from meetings.models.journal import JournalEntry, JournalHead

Entry = JournalEntry
BESIDE = 0
"""In place of a `seq`: nothing was appended, but what goes out with the ticks has changed."""


@dataclass(frozen=True)
class Head:
    seq: int
    hash: bytes


def journal_of(meeting: Meeting | int) -> str:
    return f"meeting:{meeting if isinstance(meeting, int) else meeting.pk}"


def head(journal_id: str) -> Head:
    """Where the journal stands; an unwritten journal is at 0 with the genesis hash."""
    row = JournalHead.objects.filter(pk=journal_id).first()
    return Head(row.seq, bytes(row.hash)) if row else Head(0, bytes(32))


def heads(journal_ids: list[str]) -> dict[str, int]:
    """`seq` of several journals by one query."""
    return dict(JournalHead.objects.filter(pk__in=journal_ids).values_list("id", "seq"))


def entries(
    journal_id: str, after: int = 0, upto: int | None = None, limit: int | None = None
) -> list[Entry]:
    """Entries with after < seq ≤ upto, in order."""
    rows = JournalEntry.objects.filter(journal_id=journal_id, seq__gt=after)
    if upto is not None:
        rows = rows.filter(seq__lte=upto)
    rows = rows.order_by("seq")
    return list(rows[:limit] if limit else rows)


def journals() -> list[str]:
    return list(JournalHead.objects.order_by("id").values_list("id", flat=True))


def chain(journal_id: str) -> list[ChainEntry]:
    """The journal as the pure checker of `meetings.hashchain` wants it."""
    return [chain_entry(row) for row in entries(journal_id)]


def chain_entry(row: Entry) -> ChainEntry:
    return ChainEntry(
        journal=row.journal_id,
        seq=row.seq,
        at=wire(row.at) or "",
        kind=row.kind,
        v=row.v,
        by=str(row.by_id) if row.by_id else None,
        on_behalf_of=str(row.on_behalf_of_id) if row.on_behalf_of_id else None,
        audience=row.audience,
        facts=row.facts,
        prev=bytes(row.prev_hash),
        hash=bytes(row.hash),
    )
