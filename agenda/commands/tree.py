"""The tree of one meeting's items while a command rearranges it: positions and numbers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from agenda.models import AgendaItem
from meetings.errors import NotFound
from meetings.models import Meeting


@dataclass
class Tree:
    """Siblings in order, by the id of their parent (None at the top)."""

    items: dict[int, AgendaItem]
    siblings: dict[int | None, list[AgendaItem]]

    @classmethod
    def of(cls, meeting: Meeting) -> Tree:
        items = list(AgendaItem.objects.filter(meeting=meeting).order_by("position", "id"))
        siblings: dict[int | None, list[AgendaItem]] = defaultdict(list)
        for item in items:
            siblings[item.parent_id].append(item)
        return cls({item.id: item for item in items}, siblings)

    def get(self, item_id: int) -> AgendaItem:
        """Return an item of this meeting; of another one, it does not exist here."""
        if item_id not in self.items:
            raise NotFound
        return self.items[item_id]

    def find(self, item_id: int | None) -> AgendaItem | None:
        return None if item_id is None else self.get(item_id)

    def children_of(self, item: AgendaItem) -> list[AgendaItem]:
        return self.siblings[item.id]

    def is_inside(self, place: AgendaItem | None, item: AgendaItem) -> bool:
        """Tell whether `place` is the item or lies anywhere below it."""
        while place is not None:
            if place.id == item.id:
                return True
            place = self.find(place.parent_id)
        return False

    def put(self, item: AgendaItem, parent: AgendaItem | None, before: AgendaItem | None) -> None:
        """Place the item among the children of `parent`. Raises NotFound: `before` is not there."""
        self.take(item)
        item.parent = parent
        row = self.siblings[item.parent_id]
        if before is not None and before not in row:
            raise NotFound
        row.insert(row.index(before) if before is not None else len(row), item)
        self.items[item.id] = item

    def take(self, item: AgendaItem) -> None:
        row = self.siblings[item.parent_id]
        if item in row:
            row.remove(item)
        self.items.pop(item.id, None)

    def renumber(self) -> list[AgendaItem]:
        """Count every level from 1 and return the items that changed, with their new numbers."""
        changed: list[AgendaItem] = []

        def count(parent_id: int | None, prefix: str) -> None:
            for position, item in enumerate(self.siblings[parent_id], start=1):
                number = f"{prefix}{position}"
                if (item.position, item.number) != (position, number):
                    item.position, item.number = position, number
                    changed.append(item)
                count(item.id, f"{number}.")

        count(None, "")
        return changed

    def save(self, changed: list[AgendaItem], *, apart_from: AgendaItem) -> list[int]:
        AgendaItem.objects.bulk_update(changed, ["parent", "position", "number"])
        return sorted(item.id for item in changed if item.id != apart_from.id)

    def take_out(self, item: AgendaItem) -> list[int]:
        """Close the gap that a removed item leaves; return the ids of those that moved up."""
        self.take(item)
        return self.save(self.renumber(), apart_from=item)


def place(tree: Tree, item: AgendaItem, parent: AgendaItem | None, before: AgendaItem | None) -> list[int]:
    """Put the item there and save what shifted; return the ids of the others that did."""
    tree.put(item, parent, before)
    changed = tree.renumber()
    if item not in changed:
        changed.append(item)
    return tree.save(changed, apart_from=item)
