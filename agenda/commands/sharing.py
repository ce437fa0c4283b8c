"""Who else reads a note: shared by its owner, taken back, answered by the secretariat. Not record."""

from __future__ import annotations

from uuid import UUID

from agenda import access, errors, notes
from agenda.commands.tides import raise_for, rising
from agenda.models import Annotation, SharedWith
from meetings import access as meeting_access
from meetings import clock, writer
from meetings.errors import NotFound
from meetings.models import DiscussionGroup, Meeting, Membership, Person, Role

SHARERS = (Role.DELEGATE, Role.PRESIDING_OFFICER)


def share(note_id: UUID, *, shared_with: str, by: Person) -> Annotation:
    """Let a group or the secretariat read it, or nobody any longer. The owner alone may.

    Raises NotFound for all others, NotAllowed for owners who are no delegates, NoGroupToShareWith.
    """
    meeting = meeting_of(note_id)
    require_sharer(meeting, shared_with, by)

    with writer.transaction():
        tide = rising(meeting)
        note = readable_note(note_id, meeting, by)
        if note.owner_id != by.pk:
            raise NotFound
        note.shared_with = shared_with
        note.heard_by |= notes.BITS.get(SharedWith(shared_with), 0)
        raise_for(tide, note)
        note.save(update_fields=["shared_with", "heard_by", "tide"])
        tide.save()
    return note


def require_sharer(meeting: Meeting, shared_with: str, by: Person) -> None:
    viewer = meeting_access.viewer_of(by, meeting)
    if shared_with == SharedWith.PRIVATE:
        return
    if viewer.roles.isdisjoint(SHARERS):
        raise meeting_access.not_allowed(*SHARERS)
    if shared_with != SharedWith.SECRETARIAT and not has_group(meeting, by, shared_with):
        raise errors.NoGroupToShareWith


def has_group(meeting: Meeting, person: Person, shared_with: str) -> bool:
    theirs = Membership.objects.filter(body=meeting.body_id, person=person, delegate_group__isnull=False)
    if shared_with == SharedWith.DELEGATE_GROUP:
        return theirs.exists()
    groups = theirs.values("delegate_group")
    return DiscussionGroup.objects.filter(body=meeting.body_id, delegate_groups__in=groups).exists()


def answer(note_id: UUID, *, text: str, by: Person) -> Annotation:
    """Answer a comment sent to the secretariat; another answer replaces the first.

    Raises NotAllowed for the other readers of the note, NotFound for who may not read it.
    """
    meeting = meeting_of(note_id)
    viewer = meeting_access.viewer_of(by, meeting)

    with writer.transaction():
        tide = rising(meeting)
        note = readable_note(note_id, meeting, by)
        if viewer.roles.isdisjoint(access.EDITORS):
            raise meeting_access.not_allowed(*access.EDITORS)
        if note.shared_with != SharedWith.SECRETARIAT:
            raise NotFound
        note.sealed_answer = notes.sealed(text.encode(), note.owner_id)
        note.answered_by, note.answered_at = by, clock.now()
        raise_for(tide, note)
        note.save(update_fields=["sealed_answer", "answered_by", "answered_at", "tide"])
        tide.save()
    return note


def readable_note(note_id: UUID, meeting: Meeting, by: Person) -> Annotation:
    note = notes.visible(meeting_access.viewer_of(by, meeting), meeting).filter(id=note_id).first()
    if note is None:
        raise NotFound
    return note


def meeting_of(note_id: UUID) -> Meeting:
    note = Annotation.objects.select_related("document__meeting__body").filter(id=note_id).first()
    if note is None:
        raise NotFound
    return note.document.meeting
