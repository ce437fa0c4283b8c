"""Rows of meetings, one noun a file. `journal` is private to meetings.journal and meetings.history."""

from .attendance import Attendance
from .body import Body, DelegateGroup, DiscussionGroup, Membership
from .meeting import Meeting, Participant, Role, Sitting
from .person import Person
from .ticket import StreamTicket
from .unit import AdminUnit, Site

__all__ = [
    "AdminUnit", "Attendance", "Body", "DelegateGroup", "DiscussionGroup", "Meeting", "Membership",
    "Participant", "Person", "Role", "Site", "Sitting", "StreamTicket",
]  # fmt: skip
