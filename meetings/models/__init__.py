"""Rows of meetings, one noun a file. `journal` is private to meetings.journal and meetings.history."""

from .attendance import Attendance
from .body import Body, DelegateGroup, DiscussionGroup, Membership, MembershipStatus
from .device import Device
from .floor import RequestState, Speech, SpeechKind, SpeechRequest
from .meeting import Meeting, MeetingState, Participant, Role, Sitting, SittingState
from .person import Person
from .presenting import Presenting
from .ticket import StreamTicket
from .unit import AdminUnit, Site

__all__ = [
    "AdminUnit", "Attendance", "Body", "DelegateGroup", "Device", "DiscussionGroup", "Meeting",
    "MeetingState", "Membership", "MembershipStatus", "Participant", "Person", "Presenting", "RequestState",
    "Role", "Site", "Sitting", "SittingState", "Speech", "SpeechKind", "SpeechRequest", "StreamTicket",
]  # fmt: skip
