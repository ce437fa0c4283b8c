"""What happened to the agenda, in the past tense. An append-only list: never rename a kind.

Titles and numbers are kept as they were at that moment: an item may be renamed or removed later,
and the record must still say what was published, started or taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from meetings.events import Event

Touched = list[tuple[str, str]]


def until_published(published: bool) -> str:
    """Say who hears of the programme: the secretariat while it is being prepared, then everyone."""
    return "everyone" if published else "staff"


@dataclass(frozen=True, kw_only=True)
class ItemAdded(Event):
    kind: ClassVar[str] = "agenda.item_added"

    item: int
    number: str
    title: str
    published: bool
    shifted: list[int]
    """Other items whose place or number changed with this one."""

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("item", str(item)) for item in (self.item, *self.shifted)]


@dataclass(frozen=True, kw_only=True)
class ItemEdited(Event):
    kind: ClassVar[str] = "agenda.item_edited"

    item: int
    number: str
    title: str
    published: bool
    before: dict[str, object]
    after: dict[str, object]
    """Only the fields that changed, as the screens show them."""

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("item", str(self.item))]


@dataclass(frozen=True, kw_only=True)
class ItemMoved(Event):
    kind: ClassVar[str] = "agenda.item_moved"

    item: int
    title: str
    number_before: str
    number: str
    parent: int | None
    position: int
    published: bool
    shifted: list[int]

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("item", str(item)) for item in (self.item, *self.shifted)]


@dataclass(frozen=True, kw_only=True)
class ItemRemoved(Event):
    kind: ClassVar[str] = "agenda.item_removed"

    item: int
    number: str
    title: str
    published: bool
    shifted: list[int]

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("item", str(item)) for item in (self.item, *self.shifted)]


@dataclass(frozen=True, kw_only=True)
class AgendaPublished(Event):
    kind: ClassVar[str] = "agenda.agenda_published"

    meeting: int
    items: list[int]
    dossiers: list[int]

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        return [
            ("programme", str(self.meeting)),
            *(("item", str(item)) for item in self.items),
            *(("dossier", str(dossier)) for dossier in self.dossiers),
        ]


@dataclass(frozen=True, kw_only=True)
class ItemStarted(Event):
    kind: ClassVar[str] = "agenda.item_started"

    item: int
    number: str
    title: str
    sitting: int
    previous: int | None
    """The item that was current until now, and is done."""

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        items = (self.item,) if self.previous is None else (self.item, self.previous)
        return [("item", str(item)) for item in items]


@dataclass(frozen=True, kw_only=True)
class DossierAdded(Event):
    kind: ClassVar[str] = "agenda.dossier_added"

    dossier: int
    no: str
    title: str
    published: bool

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("dossier", str(self.dossier))]


@dataclass(frozen=True, kw_only=True)
class DossierEdited(Event):
    kind: ClassVar[str] = "agenda.dossier_edited"

    dossier: int
    no: str
    title: str
    published: bool
    before: dict[str, object]
    after: dict[str, object]

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("dossier", str(self.dossier))]


@dataclass(frozen=True, kw_only=True)
class DocumentUploaded(Event):
    kind: ClassVar[str] = "agenda.document_uploaded"

    document: int
    title: str
    circulation: str
    sha256: str
    size: int
    pages: int
    removed: dict[str, object]
    harmless: str = ""
    """Words like a secrecy mark, confirmed to be harmless by the person of this entry."""

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return [("document", str(self.document))]


@dataclass(frozen=True, kw_only=True)
class DocumentsIssued(Event):
    """One for each circulation of the batch, so that nobody hears of a paper that is not theirs."""

    kind: ClassVar[str] = "agenda.documents_issued"

    documents: list[int]
    titles: list[str]
    sha256: list[str]
    late: list[int]
    circulation: str

    def audience(self) -> str:
        return "everyone" if self.circulation == "PUBLIC" else "voters"

    def touched(self) -> Touched:
        return [("document", str(document)) for document in self.documents]


@dataclass(frozen=True, kw_only=True)
class DocumentRemoved(Event):
    kind: ClassVar[str] = "agenda.document_removed"

    document: int
    title: str

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return [("document", str(self.document))]


@dataclass(frozen=True, kw_only=True)
class RemindersSent(Event):
    """That the office asked people to read: its own affair. Each of them hears of their own alone."""

    kind: ClassVar[str] = "agenda.reminders_sent"

    documents: list[int]
    persons: list[int]

    def audience(self) -> str:
        return "staff"


@dataclass(frozen=True, kw_only=True)
class ReminderEvent(Event):
    """Heard by the one person whom it is for: the only audience that carries a personal resource."""

    reminder: int
    person: int

    def audience(self) -> str:
        return f"person:{self.person}"

    def touched(self) -> Touched:
        return [("reminder", str(self.reminder))]


@dataclass(frozen=True, kw_only=True)
class ReminderGiven(ReminderEvent):
    kind: ClassVar[str] = "agenda.reminder_given"

    documents: list[int]


@dataclass(frozen=True, kw_only=True)
class ReminderSeen(ReminderEvent):
    kind: ClassVar[str] = "agenda.reminder_seen"


@dataclass(frozen=True, kw_only=True)
class GuestCodeMade(Event):
    """The code itself is no fact: who reads the record must not get in by it."""

    kind: ClassVar[str] = "agenda.guest_code_made"

    meeting: int
    renewed: bool

    def audience(self) -> str:
        return "staff"


@dataclass(frozen=True, kw_only=True)
class GuestCodeWithdrawn(Event):
    kind: ClassVar[str] = "agenda.guest_code_withdrawn"

    meeting: int

    def audience(self) -> str:
        return "staff"
