"""A whole programme in one act: many items at once, from a file or from a past session."""

from __future__ import annotations

from uuid import UUID

from agenda import access, errors, events
from agenda.commands.agenda import ItemText, require_open_programme, write
from agenda.commands.tree import Tree
from agenda.models import AgendaItem
from meetings import journal
from meetings.history import Entry
from meetings.models import Person


class FilledItem(ItemText):
    """An item and how deep it lies: 1 at the top, one more than the item above it that holds it."""

    depth: int


@journal.command
def fill_programme(meeting_id: int, *, items: list[FilledItem], by: Person, key: UUID) -> Entry:
    """Add the items at the end of the programme, in their order and as deep as they say; all or none."""
    meeting = journal.lock(meeting_id)

    access.require_editor(meeting, by)
    published = require_open_programme(meeting)
    if not items:
        raise errors.ProgrammeEmpty

    tree = Tree.of(meeting)
    above: list[AgendaItem] = []
    added: list[AgendaItem] = []
    for given in items:
        # An item deeper than the one above it by more than one step hangs on that one.
        del above[max(0, min(given.get("depth", 1), len(above) + 1) - 1) :]
        item = AgendaItem(meeting=meeting, parent=above[-1] if above else None, position=1)
        write(item, given)
        item.save()
        tree.put(item, item.parent, None)
        above.append(item)
        added.append(item)
    tree.save(tree.renumber(), apart_from=added[0])

    return journal.append(
        meeting,
        events.ProgrammeFilled(
            items=[item.id for item in added],
            titles=[item.title for item in added],
            published=published,
        ),
        by=by,
    )
