"""The dossiers of draft resolutions: added, edited, put in order, spared a paper by the office's decision."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from agenda import access, errors, events, queries, resources
from agenda.models import Dossier
from meetings import journal
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, Person


class DossierText(TypedDict, total=False):
    """What an editor may change of a dossier; the fields that are left out stay as they are."""

    no: str
    title: str
    legal_normative: bool
    examined_by: str


@journal.command
def add_dossier(meeting_id: int, *, text: DossierText, by: Person, key: UUID) -> Entry:
    """Add a dossier; without a number of its own it gets the next free one."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    no = text.get("no") or next_no(meeting)
    require_free(meeting, no)

    dossier = Dossier(meeting=meeting, position=queries.dossiers(meeting).count() + 1)
    write(dossier, {**text, "no": no})
    dossier.save()

    return journal.append(
        meeting,
        events.DossierAdded(
            dossier=dossier.id,
            no=dossier.no,
            title=dossier.title,
            published=queries.is_published(meeting),
        ),
        by=by,
    )


@journal.command
def edit_dossier(dossier_id: int, *, rev: int, text: DossierText, by: Person, key: UUID) -> Entry:
    """Change the dossier as it was read at `rev`; a later one is refused, nothing lost."""
    meeting = journal.lock(meeting_of(dossier_id))

    access.require_editor(meeting, by)
    dossier = Dossier.objects.get(id=dossier_id)
    was = resources.dossier_value(dossier)
    wanted: resources.Value = {**text}
    different = [name for name, value in wanted.items() if was[name] != value]
    if rev != dossier.rev:
        raise errors.DossierChanged(current=was, fields=different)
    if not different:
        raise errors.NothingChanged
    if "no" in different:
        require_free(meeting, text["no"])

    write(dossier, text)
    dossier.rev += 1
    dossier.save()

    return journal.append(
        meeting,
        events.DossierEdited(
            dossier=dossier.id,
            no=dossier.no,
            title=dossier.title,
            published=queries.is_published(meeting),
            before={name: was[name] for name in different},
            after={name: wanted[name] for name in different},
        ),
        by=by,
    )


@journal.command
def move_dossier(dossier_id: int, *, before_id: int | None, by: Person, key: UUID) -> Entry:
    """Put the dossier before another one, or at the end; its number stays. Raises NothingChanged."""
    meeting = journal.lock(meeting_of(dossier_id))

    access.require_editor(meeting, by)
    row = list(queries.dossiers(meeting))
    dossier = next(each for each in row if each.id == dossier_id)
    before = next((each for each in row if each.id == before_id), None)
    if before_id is not None and before is None:
        raise NotFound
    others = [each for each in row if each is not dossier]
    wanted = list(others)
    wanted.insert(others.index(before) if before in others else len(others), dossier)
    if before is dossier or wanted == row:
        raise errors.NothingChanged

    shifted = renumber(wanted)

    return journal.append(
        meeting,
        events.DossierMoved(
            dossier=dossier.id,
            no=dossier.no,
            title=dossier.title,
            before=before.id if before else None,
            before_no=before.no if before else "",
            position=dossier.position,
            published=queries.is_published(meeting),
            shifted=[each for each in shifted if each != dossier.id],
        ),
        by=by,
    )


@journal.command
def exempt_dossier(dossier_id: int, *, kinds: list[str], by: Person, key: UUID) -> Entry:
    """Say which papers this dossier need not have: the whole list; an empty one asks for all again."""
    meeting = journal.lock(meeting_of(dossier_id))

    access.require_editor(meeting, by)
    dossier = Dossier.objects.get(id=dossier_id)
    before, exempt = list(dossier.exempt), sorted(set(kinds))
    if exempt == before:
        raise errors.NothingChanged

    dossier.exempt = exempt
    dossier.save(update_fields=["exempt"])

    return journal.append(
        meeting,
        events.DossierExempted(
            dossier=dossier.id,
            no=dossier.no,
            title=dossier.title,
            published=queries.is_published(meeting),
            before=before,
            exempt=exempt,
        ),
        by=by,
    )


def meeting_of(dossier_id: int) -> int:
    meeting_id = Dossier.objects.filter(id=dossier_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    return meeting_id


def renumber(row: list[Dossier]) -> list[int]:
    """Count the positions from 1 and return the ids of those that changed."""
    changed = [each for position, each in enumerate(row, start=1) if each.position != position]
    for position, each in enumerate(row, start=1):
        each.position = position
    Dossier.objects.bulk_update(changed, ["position"])
    return sorted(each.id for each in changed)


def next_no(meeting: Meeting) -> str:
    taken = set(Dossier.objects.filter(meeting=meeting).values_list("no", flat=True))
    return next(str(no) for no in range(1, len(taken) + 2) if str(no) not in taken)


def require_free(meeting: Meeting, no: str) -> None:
    if Dossier.objects.filter(meeting=meeting, no=no).exists():
        raise errors.NumberTaken(no=no)


def write(dossier: Dossier, text: DossierText) -> None:
    dossier.no = text.get("no", dossier.no)
    dossier.title = text.get("title", dossier.title)
    dossier.legal_normative = text.get("legal_normative", dossier.legal_normative)
    dossier.examined_by = text.get("examined_by", dossier.examined_by)
