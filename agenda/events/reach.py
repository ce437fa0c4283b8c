"""Whom the papers reach: reminders, and the code of the guests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from agenda.events.touching import Touched
from meetings.events import Event


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
