"""The seats that the demo offers: everybody in the newest meeting of the province's council, once."""

from __future__ import annotations

from typing import Any

from meetings.models import AdminUnit, Body, Meeting, Membership, Participant, Person, Role, Site

# Of several roles the first in this order is the seat; who merely belongs to the presidium is a delegate.
ORDER = (
    Role.DELEGATE,
    Role.PRESIDING_OFFICER,
    Role.SECRETARY,
    Role.STAFF,
    Role.OFFICE_HEAD,
    Role.DISPLAY,
    Role.OBSERVER,
    Role.SITE,
    Role.ADMINISTRATOR,
)


def demo_meeting() -> Meeting | None:
    return (
        Meeting.objects.filter(
            body__kind=Body.Kind.PEOPLES_COUNCIL, body__unit__level=AdminUnit.Level.PROVINCE
        )
        .order_by("-pk")
        .first()
    )


def seats_of(meeting: Meeting) -> list[dict[str, Any]]:
    """All seats, the presiding officer first, then in the order of roles and places."""
    roles: dict[Person, set[str]] = {}
    for part in Participant.objects.filter(meeting=meeting, person__is_active=True).select_related("person"):
        roles.setdefault(part.person, set()).add(part.role)
    places = {
        place.person_id: place
        for place in Membership.objects.filter(body=meeting.body_id).select_related("delegate_group")
    }
    districts = dict(Site.objects.values_list("account_id", "unit__parent__name"))
    offered = [
        (role, person) for person, held in roles.items() if (role := _seat(meeting, person, held)) is not None
    ]
    offered.sort(key=lambda seat: _rank(meeting, seat[0], seat[1], places.get(seat[1].pk)))
    return [_shown(role, person, places.get(person.pk), districts.get(person.pk)) for role, person in offered]


def sitting_at(meeting: Meeting, username: str) -> Person | None:
    """Return who has this seat: without reading all the others, for two hundred bots sit down at once."""
    parts = Participant.objects.filter(meeting=meeting, role__in=ORDER, person__is_active=True)
    part = parts.filter(person__username=username).select_related("person").first()
    return part.person if part else None


def _seat(meeting: Meeting, person: Person, held: set[str]) -> Role | None:
    if person.pk == meeting.presiding_id:
        return Role.PRESIDING_OFFICER
    return next((role for role in ORDER if role in held), None)


def _rank(meeting: Meeting, role: Role, person: Person, place: Membership | None) -> tuple[Any, ...]:
    seat = place.seat_no if place and place.seat_no is not None else 0
    return person.pk != meeting.presiding_id, ORDER.index(role), seat, person.pk


def _shown(role: Role, person: Person, place: Membership | None, unit: str | None) -> dict[str, Any]:
    return {
        "username": person.username,
        "name": person.full_name,
        "title": person.title,
        "role": role,
        "group": place.delegate_group.no if place and place.delegate_group else None,
        "seat": place.seat_no if place else None,
        "unit": unit,
    }
