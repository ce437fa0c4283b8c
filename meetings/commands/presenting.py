"""The page on show: not record, so without key and entry; who follows learns of it by the ticks."""

from meetings import access, clock, journal, writer
from meetings.errors import NotAllowed, NotFound
from meetings.models import Meeting, Participant, Person, Presenting, Role

LEADERS = (Role.PRESIDING_OFFICER, Role.SECRETARY)


def present(meeting_id: int, *, subject: str, page: int, by: Person) -> Presenting:
    """Show a page of `subject` ("document:49") to all who follow; from now on `by` presents.

    For the presiding officer, the secretaries, and the rapporteur whom they let. Raises NotAllowed.
    """
    with writer.transaction():
        shown = _row(meeting_id)
        _require_presenter(shown, by)
        shown.subject, shown.page, shown.by, shown.at = subject, page, by, clock.now()
        shown.save()
        journal.stir(shown.meeting)
    return shown


def stop_presenting(meeting_id: int, *, by: Person) -> None:
    """Show nothing any more. Stopping twice is stopping. Raises NotAllowed."""
    with writer.transaction():
        shown = _row(meeting_id)
        _require_presenter(shown, by)
        shown.subject, shown.by, shown.at = "", None, clock.now()
        shown.save()
        journal.stir(shown.meeting)


def let_present(meeting_id: int, *, person_id: int | None, by: Person) -> None:
    """Let one more person present, instead of who could until now; None: nobody.

    Raises NotAllowed, or NotFound for a person who does not take part.
    """
    with writer.transaction():
        shown = _row(meeting_id)
        access.viewer_of(by, shown.meeting)
        access.require_role(shown.meeting, by, *LEADERS)
        if person_id is not None and not _takes_part(shown.meeting, person_id):
            raise NotFound
        if shown.rapporteur_id and shown.by_id == shown.rapporteur_id != person_id:
            shown.subject, shown.by = "", None
        shown.rapporteur_id, shown.at = person_id, clock.now()
        shown.save()
        journal.stir(shown.meeting)


def _row(meeting_id: int) -> Presenting:
    """The row of the meeting, nobody else's until the transaction ends."""
    if not Meeting.objects.filter(pk=meeting_id).exists():
        raise NotFound
    Presenting.objects.get_or_create(meeting_id=meeting_id, defaults={"at": clock.now()})
    return (
        Presenting.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .get(meeting_id=meeting_id)
    )


def _takes_part(meeting: Meeting, person_id: int) -> bool:
    return Participant.objects.filter(meeting=meeting, person_id=person_id).exists()


def _require_presenter(shown: Presenting, by: Person) -> None:
    roles = access.viewer_of(by, shown.meeting).roles
    if roles.isdisjoint(LEADERS) and shown.rapporteur_id != by.pk:
        raise NotAllowed(
            organ="Chủ tọa, thư ký hoặc người được giao trình chiếu",
            organ_en="the chair, a secretary, or who was let present",
        )
