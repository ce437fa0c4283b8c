"""The names on a ballot: read from what was entered, each once, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from meetings import journal
from meetings.errors import NotFound
from meetings.models import Person
from voting import events
from voting.models import BallotLine, TellersBoard, Vote
from voting.paper import errors


@dataclass(frozen=True)
class Listed:
    """A name as it is printed; `person` where they have an account."""

    person: int | None
    name: str
    post: str

    @property
    def identity(self) -> object:
        return self.name.casefold() if self.person is None else self.person


def read_names(entered: Sequence[Mapping[str, Any]]) -> list[Listed]:
    """Raises NobodyOnTheList (none, or no name), TwiceOnTheList, NotFound for an unknown person."""
    ids = [each["person"] for each in entered if each.get("person") is not None]
    names = dict(Person.objects.filter(pk__in=ids).values_list("pk", "full_name"))
    if set(ids) - set(names):
        raise NotFound
    listed = [
        Listed(
            each.get("person"),
            names[each["person"]] if each.get("person") is not None else str(each.get("name", "")).strip(),
            str(each.get("post", "")).strip(),
        )
        for each in entered
    ]
    if not listed or not all(each.name for each in listed):
        raise errors.NobodyOnTheList
    require_once(listed)
    return listed


def require_once(listed: Sequence[Listed]) -> None:
    """Raises TwiceOnTheList, naming who is."""
    seen: set[object] = set()
    for each in listed:
        if each.identity in seen:
            raise errors.TwiceOnTheList(name=each.name)
        seen.add(each.identity)


def list_names(
    vote: Vote, board: TellersBoard, listed: Sequence[Listed], *, by: Person, on_behalf_of: Person | None
) -> None:
    """Keep the lines of a vote that was just opened, and tell them."""
    BallotLine.objects.bulk_create(
        BallotLine(vote=vote, no=no, person_id=each.person, name=each.name, post=each.post)
        for no, each in enumerate(listed, start=1)
    )
    lines: list[dict[str, object]] = [
        {"no": no, "person": each.person, "name": each.name, "post": each.post}
        for no, each in enumerate(listed, start=1)
    ]
    told = events.BallotListed(vote=vote.pk, board=board.pk, lines=lines)
    journal.append(vote.meeting, told, by=by, on_behalf_of=on_behalf_of)
