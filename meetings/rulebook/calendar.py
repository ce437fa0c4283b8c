"""Days and clocks: working days, deadlines of papers, time limits of speeches."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from meetings.rulebook.holidays import is_working_day

DELEGATES = "DELEGATES"
EXAMINING_COMMITTEE = "EXAMINING_COMMITTEE"
STANDING_BOARD = "STANDING_BOARD"


@dataclass(frozen=True)
class Deadline:
    """By when papers reach a kind of reader: `due` is the last day, `days` before the opening.

    `kinds` are those of papers that it is about; empty: all that are put before the meeting.
    """

    reader: str
    kinds: tuple[str, ...]
    days: int
    working_days: bool
    due: date
    source_vi: str
    source_en: str


def before(day: date, *, working_days: int) -> date:
    """So many working days earlier; the day itself does not count."""
    while working_days:
        day -= timedelta(days=1)
        working_days -= is_working_day(day)
    return day


def after(day: date, *, working_days: int) -> date:
    """So many working days later; the day itself does not count."""
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day)
    return day


@dataclass(frozen=True)
class Timing:
    """CV.TIME: a clock that warns and never cuts a person off; seconds."""

    limit: int
    used: int

    @property
    def warns_at(self) -> int:
        return self.limit - warn_before(self.limit)

    @property
    def over(self) -> int:
        return max(0, self.used - self.limit)


def warn_before(limit: int, most: int = 60) -> int:
    """Seconds before the end at which a speech is warned: a minute, or a quarter of a short one."""
    return min(most, limit // 4)
