"""The programme: items added, edited, moved, removed and started; the whole of it published."""

from __future__ import annotations

from datetime import time
from typing import TypedDict
from uuid import UUID

from django.db.models import ProtectedError

from agenda import access, errors, events, queries, resources
from agenda.commands.tree import Tree, place
from agenda.models import (
    AgendaItem,
    DocumentState,
    Dossier,
    ItemDossier,
    ItemState,
    Programme,
)
from meetings import clock, journal
from meetings.access import acting_for
from meetings.errors import NotFound
from meetings.history import Entry
from meetings.models import Meeting, MeetingState, Person, Sitting, SittingState


class StageOf(TypedDict):
    dossier: int
    stage: str


class ItemText(TypedDict, total=False):
    """What an editor may change of an item; the fields that are left out stay as they are."""

    title: str
    kind: str
    day: int
    starts_at: str | None
    minutes: int
    presenter: str
    vote_form: str | None
    vote_rule: str | None
    dossiers: list[StageOf]


@journal.command
def add_item(
    meeting_id: int,
    *,
    text: ItemText,
    parent_id: int | None = None,
    before_id: int | None = None,
    by: Person,
    key: UUID,
) -> Entry:
    """Add an item before another one of the same parent, or at the end."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    published = require_open_programme(meeting)
    tree = Tree.of(meeting)
    parent = tree.find(parent_id)
    before = tree.find(before_id)

    item = AgendaItem(meeting=meeting, parent=parent, position=1)
    write(item, text)
    item.save()
    write_stages(item, text)
    shifted = place(tree, item, parent, before)

    return journal.append(
        meeting,
        events.ItemAdded(
            item=item.id,
            number=item.number,
            title=item.title,
            published=published,
            shifted=shifted,
        ),
        by=by,
    )


@journal.command
def edit_item(item_id: int, *, rev: int, text: ItemText, by: Person, key: UUID) -> Entry:
    """Change the text of the item as it was read at `rev`; a later one is refused, nothing lost."""
    meeting = journal.lock(meeting_of(item_id))

    access.require_editor(meeting, by)
    published = require_open_programme(meeting)
    item, was = item_now(meeting, item_id)
    wanted = wire(text)
    different = [name for name, value in wanted.items() if was[name] != value]
    if rev != item.rev:
        raise errors.ItemChanged(no=item.number, current=was, fields=different)
    if not different:
        raise errors.NothingChanged

    write(item, text)
    item.rev += 1
    item.save()
    write_stages(item, text)

    return journal.append(
        meeting,
        events.ItemEdited(
            item=item.id,
            number=item.number,
            title=item.title,
            published=published,
            before={name: was[name] for name in different},
            after={name: wanted[name] for name in different},
        ),
        by=by,
    )


@journal.command
def move_item(item_id: int, *, parent_id: int | None, before_id: int | None, by: Person, key: UUID) -> Entry:
    """Put the item, with all that is under it, before another one or at the end of a parent."""
    meeting = journal.lock(meeting_of(item_id))

    access.require_editor(meeting, by)
    published = require_open_programme(meeting)
    tree = Tree.of(meeting)
    item = tree.get(item_id)
    parent = tree.find(parent_id)
    before = tree.find(before_id)
    if tree.is_inside(parent, item) or before is item:
        raise errors.ItemInsideItself(no=item.number, title=item.title)

    number_before = item.number
    shifted = place(tree, item, parent, before)

    return journal.append(
        meeting,
        events.ItemMoved(
            item=item.id,
            title=item.title,
            number_before=number_before,
            number=item.number,
            parent=item.parent_id,
            position=item.position,
            published=published,
            shifted=shifted,
        ),
        by=by,
    )


@journal.command
def remove_item(item_id: int, *, by: Person, key: UUID) -> Entry:
    """Take a planned item with nothing under it off the agenda; its papers that were removed go
    with the meeting as a whole."""
    meeting = journal.lock(meeting_of(item_id))

    access.require_editor(meeting, by)
    published = require_open_programme(meeting)
    tree = Tree.of(meeting)
    item = tree.get(item_id)
    if not item.is_planned:
        raise errors.ItemNotPlanned(no=item.number, state=item.state)
    papers = item.documents.exclude(state=DocumentState.REMOVED).count()
    if papers or tree.children_of(item):
        raise errors.ItemInUse(no=item.number, items=len(tree.children_of(item)), documents=papers)

    item.documents.update(item=None)
    try:
        AgendaItem.objects.get(id=item.id).delete()
    except ProtectedError as in_use:
        # A table of an upper app, a vote say, hangs on the item: it belongs to the record.
        raise errors.ItemNotPlanned(no=item.number, state=item.state) from in_use
    shifted = tree.take_out(item)

    return journal.append(
        meeting,
        events.ItemRemoved(
            item=item_id,
            number=item.number,
            title=item.title,
            published=published,
            shifted=shifted,
        ),
        by=by,
    )


@journal.command
def publish_agenda(meeting_id: int, *, by: Person, key: UUID) -> Entry:
    """Show the programme, its items and dossiers to everyone. Raises EmptyAgenda, AgendaAlreadyPublished."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    if queries.is_published(meeting):
        raise errors.AgendaAlreadyPublished
    items = list(meeting.items.order_by("id").values_list("id", flat=True))
    if not items:
        raise errors.EmptyAgenda

    Programme.objects.update_or_create(meeting=meeting, defaults={"published_at": clock.now()})
    dossiers = list(meeting.dossiers.order_by("id").values_list("id", flat=True))

    return journal.append(
        meeting,
        events.AgendaPublished(meeting=meeting.id, items=items, dossiers=dossiers),
        by=by,
    )


@journal.command
def start_item(item_id: int, *, by: Person, key: UUID) -> Entry:
    """Make the item the current one, in an open sitting; the one before it is done."""
    meeting = journal.lock(meeting_of(item_id))

    on_behalf_of = acting_for(meeting, by)
    if not queries.is_published(meeting):
        raise errors.AgendaNotPublished
    sitting = Sitting.objects.filter(meeting=meeting, state=SittingState.OPEN).first()
    if sitting is None:
        raise errors.NoOpenSitting
    item = AgendaItem.objects.get(id=item_id)
    if item.is_current:
        raise errors.ItemAlreadyCurrent(no=item.number)

    previous = AgendaItem.objects.filter(meeting=meeting, state=ItemState.CURRENT).first()
    if previous is not None:
        previous.state = ItemState.DONE
        previous.save(update_fields=["state"])
    item.state = ItemState.CURRENT
    item.save(update_fields=["state"])

    return journal.append(
        meeting,
        events.ItemStarted(
            item=item.id,
            number=item.number,
            title=item.title,
            sitting=sitting.id,
            previous=previous.id if previous else None,
        ),
        by=by,
        on_behalf_of=on_behalf_of,
    )


def meeting_of(item_id: int) -> int:
    meeting_id = AgendaItem.objects.filter(id=item_id).values_list("meeting_id", flat=True).first()
    if meeting_id is None:
        raise NotFound
    return meeting_id


def item_now(meeting: Meeting, item_id: int) -> tuple[AgendaItem, resources.Value]:
    """Return the item and what the screens show of it. Raises NotFound: removed a moment ago."""
    found = queries.items(meeting, [item_id])
    if not found:
        raise NotFound
    return found[0].item, resources.item_value(found[0])


def require_open_programme(meeting: Meeting) -> bool:
    """Return whether the programme is published; once the meeting opened with it, refuse."""
    published = queries.is_published(meeting)
    if published and meeting.state in (MeetingState.UNDER_WAY, MeetingState.CLOSED):
        raise errors.ProgrammeApproved(state=meeting.state)
    return published


def write(item: AgendaItem, text: ItemText) -> None:
    item.title = text.get("title", item.title)
    item.kind = text.get("kind", item.kind)
    item.day = text.get("day", item.day)
    item.minutes = text.get("minutes", item.minutes)
    item.presenter = text.get("presenter", item.presenter)
    item.vote_form = text.get("vote_form", item.vote_form)
    item.vote_rule = text.get("vote_rule", item.vote_rule)
    if "starts_at" in text:
        starts_at = text["starts_at"]
        item.starts_at = time.fromisoformat(starts_at) if starts_at else None


def write_stages(item: AgendaItem, text: ItemText) -> None:
    """Replace the dossiers of the item. Raises NotFound for a dossier of another meeting."""
    if "dossiers" not in text:
        return
    wanted = {stage["dossier"] for stage in text["dossiers"]}
    ours = Dossier.objects.filter(meeting_id=item.meeting_id, id__in=wanted).count()
    if ours != len(wanted):
        raise NotFound
    item.item_dossiers.all().delete()
    ItemDossier.objects.bulk_create(
        ItemDossier(item=item, dossier_id=stage["dossier"], stage=stage["stage"])
        for stage in text["dossiers"]
    )


def wire(text: ItemText) -> resources.Value:
    """Return the text as the screens show it, to compare with what they show now."""
    value: resources.Value = {**text}
    if "dossiers" in text:
        value["dossiers"] = [
            {"dossier": str(stage["dossier"]), "stage": stage["stage"]} for stage in text["dossiers"]
        ]
    return value
