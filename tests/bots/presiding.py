"""How a sitting is conducted: what the presiding officer does next, read off the map alone; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.bots.fold import Resources, Value

# Seconds before the act, counted from the moment at which it became the next one.
TO_OPEN_SITTING = 8
TO_WAIT_FOR_LATECOMERS = 75
TO_RESUME = 30
TO_HEAR_ITEM = 25
TO_OPEN_VOTE = 12
TO_CAST = 60
TO_CLOSE_VOTE = 3
TO_READ_VERDICT = 20


@dataclass(frozen=True)
class Act:
    """One verb of the desk on one thing, after a pause."""

    verb: str
    of: str
    pause: int


def current_sitting(resources: Resources) -> Value | None:
    """The first sitting that is not closed, in the order of the programme."""
    sittings = sorted(resources.get("sitting", {}).values(), key=lambda sitting: sitting["no"])
    return next((sitting for sitting in sittings if sitting["state"] != "CLOSED"), None)


def open_vote(resources: Resources) -> Value | None:
    return next((vote for vote in resources.get("vote", {}).values() if vote["state"] == "OPEN"), None)


def current_item(resources: Resources) -> Value | None:
    return next((item for item in resources.get("item", {}).values() if item["state"] == "CURRENT"), None)


def decided_at(item: Value) -> str | None:
    """The dossier that is put to the vote at this item, if there is one."""
    return next((s["dossier"] for s in item["dossiers"] if s["stage"] == "DECIDED"), None)


def next_act(resources: Resources, expected: int) -> Act | None:
    """What comes next, `expected` being how many delegates are to come; None while there is nothing to do."""
    sitting = current_sitting(resources)
    if sitting is None:
        return None
    if sitting["state"] == "PLANNED":
        return _opening(resources, sitting, expected)
    if sitting["state"] == "ADJOURNED":
        return Act("resume_sitting", sitting["id"], TO_RESUME)
    vote = open_vote(resources)
    if vote:
        turnout = resources.get("turnout", {}).get(vote["id"], {})
        all_cast = turnout.get("cast") == turnout.get("entitled")
        return Act("close_vote", vote["id"], TO_CLOSE_VOTE if all_cast else TO_CAST)
    return _going_on(resources, sitting)


def _opening(resources: Resources, sitting: Value, expected: int) -> Act | None:
    quorum = resources.get("quorum", {}).get(sitting["id"], {})
    if not quorum.get("quorate"):
        return None
    here = quorum["present"] * 10 >= expected * 9
    return Act("open_sitting", sitting["id"], TO_OPEN_SITTING if here else TO_WAIT_FOR_LATECOMERS)


def _going_on(resources: Resources, sitting: Value) -> Act:
    """The vote on the current item, then the next item of this sitting, then its end."""
    item = current_item(resources)
    held = item is not None and _is_voted(resources, item)
    if item and item["vote_form"] == "OPEN" and not held:
        return Act("open_vote", item["id"], TO_OPEN_VOTE)
    if item is None:
        pause = TO_OPEN_SITTING
    else:
        pause = TO_READ_VERDICT if held else TO_HEAR_ITEM
    planned = (i for i in items_of(resources, sitting) if i["state"] == "PLANNED")
    upcoming = next(planned, None)
    if upcoming:
        return Act("start_item", upcoming["id"], pause)
    return Act("close_sitting", sitting["id"], pause)


def _is_voted(resources: Resources, item: Value) -> bool:
    votes = resources.get("vote", {}).values()
    return any(vote["item"] == item["id"] and vote["state"] == "CLOSED" for vote in votes)


def programme(resources: Resources) -> list[Value]:
    """The items in the order in which people go through them: each before those under it."""
    items = resources.get("item", {}).values()

    def under(parent: str | None) -> Iterable[Value]:
        for item in sorted((i for i in items if i["parent"] == parent), key=lambda i: i["position"]):
            yield item
            yield from under(item["id"])

    return list(under(None))


def items_of(resources: Resources, sitting: Value) -> list[Value]:
    """The items of one sitting: by its day, its half of the day, and what the preparatory one approves.

    The programme says the day and the hour of an item, not its sitting. An item under another goes with it.
    """
    every = sorted(resources.get("sitting", {}).values(), key=lambda s: s["no"])
    days = sorted({s["held_on"] for s in every})
    held: dict[str, str] = {}
    approved = False
    for item in programme(resources):
        of_day = [s for s in every if s["held_on"] == days[min(item["day"], len(days)) - 1]]
        held[item["id"]] = held.get(item["parent"] or "") or _sitting_of(item, of_day, approved)
        approved = approved or item["kind"] == "AGENDA_APPROVAL"
    return [item for item in programme(resources) if held[item["id"]] == sitting["id"]]


def _sitting_of(item: Value, of_day: list[Value], approved: bool) -> str:
    first, last = of_day[0], of_day[-1]
    if "trù bị" in first["name"]:
        if not approved:
            return str(first["id"])
        of_day = of_day[1:] or of_day
    afternoon = (item["starts_at"] or "") >= "12:00"
    return str((last if afternoon else of_day[0])["id"])
