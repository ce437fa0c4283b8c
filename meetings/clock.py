"""The one place that knows the time; the demo's clock runs from the morning of the sample session."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_offset = timedelta(0)


def now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC) + _offset


def start_at(moment: datetime) -> None:
    """Let the clock of this process run from `moment` (the demo, and tests that need a day)."""
    global _offset
    _offset = moment - datetime.now(UTC)


def wire(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC to the microsecond, `…Z`: the form of the journal and of the API."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None


def on_screen(moment: datetime) -> str:
    """`07:30`, in Vietnam."""
    return moment.astimezone(LOCAL).strftime("%H:%M")
