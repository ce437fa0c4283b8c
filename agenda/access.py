"""Who prepares the agenda, and who may see what of it."""

from __future__ import annotations

from agenda.errors import DocumentRecalled, NotYourGroup
from agenda.models import BEFORE_ISSUE, ISSUED, Circulation, Document, DocumentState
from meetings import access
from meetings.errors import NotFound
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


def require_overview(meeting: Meeting, by: Person) -> None:
    """Let those pass who look after the papers: whom they reached is theirs to see. Raises as above."""
    if not access.viewer_of(by, meeting).hears_any("staff"):
        raise access.not_allowed(*EDITORS, Role.OFFICE_HEAD, Role.ADMINISTRATOR)


def may_see_drafts(viewer: Viewer) -> bool:
    """Tell whether the unpublished programme and the draft documents are shown to them."""
    return viewer.hears_any("staff")


def circulations_for(viewer: Viewer) -> list[str]:
    return [circulation for circulation, audiences in READERS.items() if viewer.hears_any(*audiences)]


def groups_of(viewer: Viewer) -> list[int]:
    """Return the delegate groups that the viewer belongs to."""
    named = (audience.removeprefix("group:") for audience in viewer.hears if audience.startswith("group:"))
    return [int(group) for group in named]


def sees_every_group(viewer: Viewer) -> bool:
    """Tell whether papers issued to one group first are shown to them, whichever the group."""
    return viewer.hears_any("staff", "chair")


def is_for(viewer: Viewer, document: Document) -> bool:
    """Tell whether an issued document is for them; a recalled one still is, as a row without a file."""
    if document.group_id is None:
        return document.circulation in circulations_for(viewer)
    return sees_every_group(viewer) or document.group_id in groups_of(viewer)


def may_see(viewer: Viewer, document: Document) -> bool:
    """Tell whether the document is listed for them: what it is, not what stands in it."""
    if document.state in BEFORE_ISSUE:
        return may_see_drafts(viewer)
    return document.state in ISSUED and is_for(viewer, document)


def may_read(viewer: Viewer, document: Document) -> bool:
    """Tell whether its file is open to them: its pages, its text, notes on it."""
    return document.state != DocumentState.RECALLED and may_see(viewer, document)


def require_readable(viewer: Viewer, document: Document) -> None:
    """Let readers of the file pass. Raises DocumentRecalled, NotYourGroup, NotFound.

    The first two are said to those who know of the paper, or whose colleagues have it, alone.
    """
    if may_read(viewer, document):
        return
    if may_see(viewer, document):
        raise DocumentRecalled(title=document.title, who=document.recalled_by, reason=document.recall_reason)
    if document.is_published and document.group and document.circulation in circulations_for(viewer):
        raise NotYourGroup(group=document.group.name)
    raise NotFound


def heard_by(document: Document) -> list[str]:
    """Return the audiences that are told when something happens to the paper, one entry for each."""
    if document.state in BEFORE_ISSUE:
        return ["staff"]
    if document.group_id is not None:
        return [f"group:{document.group_id}", "staff"]
    return ["everyone"] if document.circulation == Circulation.PUBLIC else ["voters"]


def deciding_recall(meeting: Meeting, by: Person) -> Role:
    """Return as what they recall papers: the secretariat, or who presides. Raises as `require_editor`."""
    roles = access.viewer_of(by, meeting).roles
    for role in EDITORS:
        if role in roles:
            return role
    if Role.PRESIDING_OFFICER in roles and meeting.presiding_id == by.pk:
        return Role.PRESIDING_OFFICER
    raise access.not_allowed(Role.SECRETARY, Role.STAFF, Role.PRESIDING_OFFICER)


def require_office_head(meeting: Meeting, by: Person) -> None:
    """Let the head of the office pass. Raises as `require_editor`."""
    access.viewer_of(by, meeting)
    access.require_role(meeting, by, Role.OFFICE_HEAD)


def require_scheduler(document: Document, by: Person) -> None:
    """Let who scheduled the issue of the paper pass. Raises NotAllowed."""
    if document.scheduled_by_id != by.pk:
        raise access.not_allowed(*EDITORS)
