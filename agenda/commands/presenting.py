"""A page of a paper put on show for everybody who follows."""

from __future__ import annotations

from agenda import errors
from agenda.models import Document, DocumentVersion
from meetings.commands import presenting
from meetings.errors import NotFound
from meetings.models import Person


def present_page(meeting_id: int, *, document_id: int, page: int, by: Person) -> None:
    """Show that page of an issued paper; who may not read the paper is shown nothing of it.

    Raises NotAllowed; NotFound for a paper that is not of the meeting or not issued; NoSuchPage.
    """
    document = Document.objects.filter(meeting_id=meeting_id, id=document_id).first()
    if document is None or not document.is_published:
        raise NotFound
    newest = DocumentVersion.objects.filter(document=document).order_by("-no").first()
    if newest is None or not 1 <= page <= newest.pages:
        raise errors.NoSuchPage(page=page, pages=newest.pages if newest else 0)
    presenting.present(meeting_id, subject=f"document:{document_id}", page=page, by=by)
