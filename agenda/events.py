"""What happened to the agenda, in the past tense. An append-only list: never rename a kind.

Titles and numbers are kept as they were at that moment: an item may be renamed or removed later,
and the record must still say what was published, started or taken away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from meetings.events import Event

Touched = list[tuple[str, str]]


def papers(documents: list[int], dossiers: list[int]) -> Touched:
    """Name documents, and the dossiers whose completeness they change."""
    return [
        *(("document", str(document)) for document in documents),
        *(("dossier", str(dossier)) for dossier in dossiers),
    ]


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
class DossierExempted(Event):
    """A decision of the office: `exempt` is the whole list from now on, `before` what it was."""

    kind: ClassVar[str] = "agenda.dossier_exempted"

    dossier: int
    no: str
    title: str
    published: bool
    before: list[str]
    exempt: list[str]

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("dossier", str(self.dossier))]


@dataclass(frozen=True, kw_only=True)
class DocumentUploaded(Event):
    kind: ClassVar[str] = "agenda.document_uploaded"
    v: ClassVar[int] = 2

    document: int
    dossiers: list[int]
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
        return papers([self.document], self.dossiers)


@dataclass(frozen=True, kw_only=True)
class DocumentEdited(Event):
    """Before its issue. `withdrawn`: it had been submitted or approved, and goes through that anew."""

    kind: ClassVar[str] = "agenda.document_edited"

    document: int
    dossiers: list[int]
    """The one that it belongs to, and the one that it belonged to."""
    title: str
    before: dict[str, object]
    after: dict[str, object]
    withdrawn: bool

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return papers([self.document], self.dossiers)


@dataclass(frozen=True, kw_only=True)
class PapersHandled(Event):
    """Something was done with several papers before their issue; the secretariat alone hears of it."""

    documents: list[int]
    titles: list[str]

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return papers(self.documents, [])


@dataclass(frozen=True, kw_only=True)
class DocumentsSubmitted(PapersHandled):
    kind: ClassVar[str] = "agenda.documents_submitted"


@dataclass(frozen=True, kw_only=True)
class DocumentsApproved(PapersHandled):
    kind: ClassVar[str] = "agenda.documents_approved"


@dataclass(frozen=True, kw_only=True)
class DocumentsReturned(PapersHandled):
    kind: ClassVar[str] = "agenda.documents_returned"

    reason: str


@dataclass(frozen=True, kw_only=True)
class DocumentsScheduled(PapersHandled):
    """They will be issued at that moment by themselves, in the name of who scheduled them."""

    kind: ClassVar[str] = "agenda.documents_scheduled"

    at: str
    group: int | None
    group_name: str
    consent: str


@dataclass(frozen=True, kw_only=True)
class DocumentUnscheduled(Event):
    """`reason` is empty when a person undid it; else it says why the moment came and nothing was issued."""

    kind: ClassVar[str] = "agenda.document_unscheduled"

    document: int
    title: str
    at: str
    reason: str

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return papers([self.document], [])


@dataclass(frozen=True, kw_only=True)
class DocumentsIssued(Event):
    """One for each audience of the batch, so that nobody hears of a paper that is not theirs.

    `group` is set when one delegate group has them before all others: then one entry is heard by that
    group, and one by the secretariat.
    """

    kind: ClassVar[str] = "agenda.documents_issued"
    v: ClassVar[int] = 2

    documents: list[int]
    dossiers: list[int]
    titles: list[str]
    sha256: list[str]
    late: list[int]
    consent: str
    """Who allowed that they are late; empty when none of them is."""
    circulation: str
    group: int | None
    group_name: str
    readers: str
    """The audience."""

    def audience(self) -> str:
        return self.readers

    def touched(self) -> Touched:
        return papers(self.documents, self.dossiers)


@dataclass(frozen=True, kw_only=True)
class DocumentReplaced(Event):
    """Heard by whom the paper is for; before its issue, by the secretariat alone."""

    kind: ClassVar[str] = "agenda.document_replaced"

    document: int
    title: str
    version: int
    reason: str
    sha256: str
    size: int
    pages: int
    removed: dict[str, object]
    withdrawn: bool
    """It had been submitted or approved, and goes through that anew."""
    readers: str
    harmless: str = ""

    def audience(self) -> str:
        return self.readers

    def touched(self) -> Touched:
        return papers([self.document], [])


@dataclass(frozen=True, kw_only=True)
class DocumentRecalled(Event):
    """Heard by whom the paper was for. `who` decided so, in words."""

    kind: ClassVar[str] = "agenda.document_recalled"

    document: int
    dossiers: list[int]
    title: str
    who: str
    reason: str
    readers: str

    def audience(self) -> str:
        return self.readers

    def touched(self) -> Touched:
        return papers([self.document], self.dossiers)


@dataclass(frozen=True, kw_only=True)
class DocumentRemoved(Event):
    kind: ClassVar[str] = "agenda.document_removed"
    v: ClassVar[int] = 2

    document: int
    dossiers: list[int]
    title: str

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return papers([self.document], self.dossiers)


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
