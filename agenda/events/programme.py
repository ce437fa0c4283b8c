"""What happened to the items and the dossiers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from agenda.events.touching import Touched, until_published
from meetings.events import Event


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
class ProgrammeFilled(Event):
    """Several items were added in one act, at the end: from a file, or as a past session had them."""

    kind: ClassVar[str] = "agenda.programme_filled"

    items: list[int]
    titles: list[str]
    published: bool

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("item", str(item)) for item in self.items]


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
class DossierMoved(Event):
    """Put before another one, or at the end: then `before` is null and `before_no` empty."""

    kind: ClassVar[str] = "agenda.dossier_moved"

    dossier: int
    no: str
    title: str
    before: int | None
    before_no: str
    position: int
    published: bool
    shifted: list[int]

    def audience(self) -> str:
        return until_published(self.published)

    def touched(self) -> Touched:
        return [("dossier", str(dossier)) for dossier in (self.dossier, *self.shifted)]


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
