"""Who prepares the agenda, and who may see what of it."""

from __future__ import annotations

from agenda.models import Circulation, Document, DocumentState
from meetings import access
from meetings.models import Meeting, Person, Role
from meetings.snapshot import Viewer

EDITORS = (Role.SECRETARY, Role.STAFF)

READERS: dict[str, tuple[str, ...]] = {
    Circulation.PUBLIC: ("everyone",),
    Circulation.DELEGATES_ONLY: ("voters", "chair", "staff"),
}
"""Which audiences a published document is for."""


def require_editor(meeting: Meeting, by: Person) -> None:
    """Let the secretariat pass. Raises NotAllowed, or NotFound for strangers to the meeting."""
    access.viewer_of(by, meeting)
    access.require_role(meeting, by, *EDITORS)


def may_see_drafts(viewer: Viewer) -> bool:
    """Tell whether the unpublished programme and the draft documents are shown to them."""
    return viewer.hears_any("staff")


def circulations_for(viewer: Viewer) -> list[str]:
    return [circulation for circulation, audiences in READERS.items() if viewer.hears_any(*audiences)]


def may_read(viewer: Viewer, document: Document) -> bool:
    if document.state == DocumentState.DRAFT:
        return may_see_drafts(viewer)
    return document.is_published and document.circulation in circulations_for(viewer)
