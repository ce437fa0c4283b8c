"""Who conducts a vote, who casts, and who may see names and evidence."""

from __future__ import annotations

from meetings import access
from meetings.models import Meeting, Person, Role
from meetings.snapshot import Viewer

AUDITORS = (Role.PRESIDING_OFFICER, Role.SECRETARY, Role.STAFF)


def require_auditor(meeting: Meeting, by: Person) -> None:
    """Let pass who may take the evidence home. Raises NotAllowed, NotFound for strangers."""
    access.viewer_of(by, meeting)
    access.require_role(meeting, by, *AUDITORS)


def require_known(meeting: Meeting, by: Person) -> None:
    """Raises NotFound for people who have nothing to do with the meeting: not even a refusal."""
    access.viewer_of(by, meeting)


def may_see_names(viewer: Viewer) -> bool:
    """Tell whether the voting list, and after the closing the named choices, are shown."""
    return viewer.hears_any("participants")


def may_see_waiting(viewer: Viewer) -> bool:
    """Tell whether it is shown who has not cast yet; never what the others chose."""
    return viewer.hears_any("chair", "staff")
