"""What happened to the papers, from their upload to their recall."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from agenda.events.touching import Touched, papers
from meetings.events import Event


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
    searchable: bool = True
    """False where no page has text: a scan that could not be recognised."""

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
    searchable: bool = True

    def audience(self) -> str:
        return self.readers

    def touched(self) -> Touched:
        return papers([self.document], [])


@dataclass(frozen=True, kw_only=True)
class ReplacementEvent(Event):
    """What happens to a new file of an issued paper before the head of the office approved it."""

    document: int
    title: str

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return papers([self.document], [])


@dataclass(frozen=True, kw_only=True)
class ReplacementProposed(ReplacementEvent):
    kind: ClassVar[str] = "agenda.replacement_proposed"

    version: int
    """What it will be, once it is approved."""
    reason: str
    sha256: str
    size: int
    pages: int
    removed: dict[str, object]
    harmless: str = ""
    searchable: bool = True


@dataclass(frozen=True, kw_only=True)
class ReplacementReturned(ReplacementEvent):
    kind: ClassVar[str] = "agenda.replacement_returned"

    reason: str


@dataclass(frozen=True, kw_only=True)
class ReplacementWithdrawn(ReplacementEvent):
    kind: ClassVar[str] = "agenda.replacement_withdrawn"


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
