"""What guests without an account may read: the public papers of the item under way, and nothing else."""

from __future__ import annotations

from django.db.models import Q

from agenda.models import AgendaItem, Circulation, DocumentState, DocumentVersion, ItemState
from meetings.errors import NotFound
from meetings.models import Meeting, MeetingState


def meeting_by(code: str) -> Meeting:
    """Return the meeting that lets guests in by this code. Raises NotFound. One query."""
    meeting = Meeting.objects.select_related("body").filter(guest_code=code).first() if code else None
    if meeting is None:
        raise NotFound
    return meeting


def item_under_way(meeting: Meeting) -> AgendaItem | None:
    """Return the current item while the meeting is on; before and after it there is none."""
    if meeting.state != MeetingState.UNDER_WAY:
        return None
    return AgendaItem.objects.filter(meeting=meeting, state=ItemState.CURRENT).first()


def papers_of(item: AgendaItem) -> list[DocumentVersion]:
    """Return the newest versions of what is public and of the item or a dossier of it. One query."""
    rows = DocumentVersion.objects.filter(
        Q(document__item=item) | Q(document__dossier__item_dossiers__item=item),
        document__state=DocumentState.PUBLISHED,
        document__circulation=Circulation.PUBLIC,
        document__group=None,
    )
    newest = {row.document_id: row for row in rows.select_related("document").order_by("document_id", "no")}
    return list(newest.values())


def paper_or_404(code: str, document_id: int) -> DocumentVersion:
    """Return the paper if it is on the table now. Raises NotFound for anything else alike."""
    item = item_under_way(meeting_by(code))
    for version in papers_of(item) if item else ():
        if version.document_id == document_id:
            return version
    raise NotFound
