"""What happened in a meeting: frozen, in the past tense, append-only list of kinds."""

import dataclasses
from dataclasses import dataclass
from typing import Any, ClassVar

Touched = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all events. Facts hold ids and figures; names stay in rows."""

    kind: ClassVar[str]
    v: ClassVar[int] = 1

    def audience(self) -> str:
        return "everyone"

    def touched(self) -> Touched:
        """Resources (type, id) whose value may have changed."""
        return []

    def facts(self) -> dict[str, Any]:
        return dataclasses.asdict(self)


@dataclass(frozen=True, kw_only=True)
class MeetingDrafted(Event):
    kind = "meetings.meeting_drafted"
    meeting: int
    body: int

    def audience(self) -> str:
        return "staff"

    def touched(self) -> Touched:
        return [("meeting", str(self.meeting))]


@dataclass(frozen=True, kw_only=True)
class MeetingConvened(Event):
    kind = "meetings.meeting_convened"
    meeting: int
    profile: str
    total: int

    def touched(self) -> Touched:
        return [("meeting", str(self.meeting))]


@dataclass(frozen=True, kw_only=True)
class MeetingClosed(Event):
    kind = "meetings.meeting_closed"
    meeting: int

    def touched(self) -> Touched:
        return [("meeting", str(self.meeting))]


@dataclass(frozen=True, kw_only=True)
class SittingPlanned(Event):
    kind = "meetings.sitting_planned"
    sitting: int

    def touched(self) -> Touched:
        return [("sitting", str(self.sitting)), ("quorum", str(self.sitting))]


@dataclass(frozen=True, kw_only=True)
class SittingEvent(Event):
    """What the presiding officer does to a sitting; the figures are those of that moment."""

    meeting: int
    sitting: int
    present: int
    total: int
    head: str

    def touched(self) -> Touched:
        return [("sitting", str(self.sitting)), ("meeting", str(self.meeting)), ("quorum", str(self.sitting))]


@dataclass(frozen=True, kw_only=True)
class SittingOpened(SittingEvent):
    kind = "meetings.sitting_opened"


@dataclass(frozen=True, kw_only=True)
class SittingAdjourned(SittingEvent):
    kind = "meetings.sitting_adjourned"


@dataclass(frozen=True, kw_only=True)
class SittingResumed(SittingEvent):
    kind = "meetings.sitting_resumed"


@dataclass(frozen=True, kw_only=True)
class SittingClosed(SittingEvent):
    kind = "meetings.sitting_closed"


@dataclass(frozen=True, kw_only=True)
class AttendanceEvent(Event):
    sitting: int
    person: int
    place: str

    def audience(self) -> str:
        return "participants"

    def touched(self) -> Touched:
        return [("attendance", f"{self.sitting}-{self.person}"), ("quorum", str(self.sitting))]


@dataclass(frozen=True, kw_only=True)
class CheckedIn(AttendanceEvent):
    kind = "meetings.checked_in"


@dataclass(frozen=True, kw_only=True)
class Left(AttendanceEvent):
    kind = "meetings.left"


@dataclass(frozen=True, kw_only=True)
class SpeechRequested(Event):
    """Without the topic: what somebody means to say is shown while it is due, and not kept for ever."""

    kind = "meetings.speech_requested"
    request: int
    person: int
    speech_kind: str
    subject: str

    def touched(self) -> Touched:
        return [("speech_request", str(self.request))]


@dataclass(frozen=True, kw_only=True)
class RequestWithdrawn(Event):
    kind = "meetings.request_withdrawn"
    request: int
    person: int

    def touched(self) -> Touched:
        return [("speech_request", str(self.request))]


@dataclass(frozen=True, kw_only=True)
class FloorGiven(Event):
    """`before`: the speech that ended with it."""

    kind = "meetings.floor_given"
    speech: int
    request: int
    person: int
    speech_kind: str
    subject: str
    seconds: int
    before: int | None

    def touched(self) -> Touched:
        ended = [] if self.before is None else [("speech", str(self.before))]
        return [("speech", str(self.speech)), ("speech_request", str(self.request)), *ended]


@dataclass(frozen=True, kw_only=True)
class SpeechExtended(Event):
    """`seconds`: the whole time it may last now."""

    kind = "meetings.speech_extended"
    speech: int
    person: int
    seconds: int

    def touched(self) -> Touched:
        return [("speech", str(self.speech))]


@dataclass(frozen=True, kw_only=True)
class SpeechEnded(Event):
    kind = "meetings.speech_ended"
    speech: int
    person: int
    lasted: int
    seconds: int

    def touched(self) -> Touched:
        return [("speech", str(self.speech))]
