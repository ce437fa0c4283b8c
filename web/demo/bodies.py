"""The demo's province: its units, its 281 bodies, everybody who has an account, and who belongs where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.hashers import make_password

from meetings.commands.units import import_units, read_units
from meetings.models import (
    AdminUnit,
    Body,
    DelegateGroup,
    DiscussionGroup,
    Membership,
    Person,
    Site,
)
from web.demo import people
from web.demo.people import Cast

PASSWORD = "demo"  # noqa: S105 - of every account of the demo, and told to everybody
ADMINISTRATOR = "quan-tri"
UNITS_SINCE = date(2021, 1, 1)
TERM_SINCE = date(2021, 6, 29)
PARTY_TERM_SINCE = date(2020, 10, 15)
TERM = "Khóa XV, nhiệm kỳ 2021 - 2026"
LOCAL_TERM = "Nhiệm kỳ 2021 - 2026"

# How an office at the head of a local body is written before the name of its unit.
LOCAL_OFFICES = {
    "Chủ tịch UBND": (Body.Kind.PEOPLES_COMMITTEE, "CHAIR"),
    "Phó Chủ tịch UBND": (Body.Kind.PEOPLES_COMMITTEE, "DEPUTY_CHAIR"),
}
# Offices that go with a seat in the Provincial Party Committee.
PARTY_OFFICES = ("Bí thư Tỉnh ủy", "Chủ tịch ", "Bí thư Huyện ủy", "Bí thư Thành ủy", "Bí thư Thị ủy")


@dataclass(frozen=True)
class Province:
    """What a session needs to know of the rows that were made."""

    council: Body
    committee: Body
    accounts: dict[str, Person]


def build(cast: Cast, *, elected: int) -> Province:
    import_units(read_units(people.UNITS), valid_from=UNITS_SINCE)
    units = {unit.code: unit for unit in AdminUnit.objects.filter(valid_from=UNITS_SINCE)}
    accounts = _accounts(cast, units)
    council, committee, party = _provincial_bodies(units["11"], elected)
    _local_bodies(units)
    _seat_delegates(council, cast, accounts)
    _seat_others(committee, party, cast, accounts)
    Site.objects.bulk_create(
        Site(unit=units[site.unit_code], name=site.name, account=accounts[site.username])
        for site in cast.sites
    )
    return Province(council, committee, accounts)


def _accounts(cast: Cast, units: dict[str, AdminUnit]) -> dict[str, Person]:
    password = make_password(PASSWORD)  # once for all: Argon2 is slow by intention
    former = {person.username for person in cast.former}
    humans = {
        p.username: Person(
            username=p.username, full_name=p.full_name, title=p.title, is_active=p.username not in former
        )
        for group in (
            cast.delegates, cast.secretaries, cast.office_heads, cast.staff, cast.observers, cast.former,
            cast.committee, cast.committee_office, (cast.party_secretary,),
        )
        for p in group
    }  # fmt: skip
    rooms = {
        site.username: Person(
            username=site.username,
            full_name=site.name,
            title=f"Điểm cầu, {units[site.unit_code].parent}",
            kind=Person.Kind.SITE,
        )
        for site in cast.sites
    }
    display = Person(username=cast.display.username, full_name=cast.display.name, kind=Person.Kind.DISPLAY)
    administrator = Person(
        username=ADMINISTRATOR, full_name="Quản trị hệ thống", title="Quản trị hệ thống",
        is_staff=True, is_superuser=True,
    )  # fmt: skip
    everybody = [administrator, *humans.values(), *rooms.values(), display]
    for person in everybody:
        person.password = password
    return {person.username: person for person in Person.objects.bulk_create(everybody)}


def _provincial_bodies(province: AdminUnit, elected: int) -> list[Body]:
    kinds = Body.Kind
    return Body.objects.bulk_create(
        [
            Body(
                kind=kinds.PEOPLES_COUNCIL, unit=province, name="Hội đồng nhân dân tỉnh Điện Biên",
                term=TERM, elected_seats=elected,
            ),
            Body(
                kind=kinds.PEOPLES_COMMITTEE, unit=province, name="Ủy ban nhân dân tỉnh Điện Biên",
                term=LOCAL_TERM, address_form="đồng chí",
            ),
            Body(
                kind=kinds.PROVINCIAL_PARTY_COMMITTEE, unit=province,
                name="Ban Chấp hành Đảng bộ tỉnh Điện Biên",
                term="Khóa XIV, nhiệm kỳ 2020 - 2025", address_form="đồng chí",
            ),
        ]
    )  # fmt: skip


def _local_bodies(units: dict[str, AdminUnit]) -> None:
    """A council and a committee for each district and commune."""
    local = [unit for unit in units.values() if unit.parent_id]
    Body.objects.bulk_create(
        Body(
            kind=kind, unit=unit, name=f"{kind.label} {lower(unit.name)}", term=LOCAL_TERM, address_form=form
        )
        for unit in local
        for kind, form in (
            (Body.Kind.PEOPLES_COUNCIL, "đại biểu"),
            (Body.Kind.PEOPLES_COMMITTEE, "đồng chí"),
        )
    )


def _seat_delegates(council: Body, cast: Cast, accounts: dict[str, Person]) -> None:
    numbers = sorted({delegate.delegate_group_no for delegate in cast.delegates})
    groups = {
        group.no: group
        for group in DelegateGroup.objects.bulk_create(
            DelegateGroup(body=council, no=no, name=f"Tổ đại biểu số {no}") for no in numbers
        )
    }
    for group in cast.discussion_groups:
        row = DiscussionGroup.objects.create(body=council, no=group.no, name=group.name)
        row.delegate_groups.set(groups[no] for no in group.delegate_groups)
    seated = [
        Membership(
            body=council, person=accounts[d.username], role=council_role(d), seat_no=d.seat_no,
            delegate_group=groups[d.delegate_group_no], valid_from=TERM_SINCE,
        )
        for d in cast.delegates
    ]  # fmt: skip
    left = [
        Membership(
            body=council, person=accounts[d.username], delegate_group=groups[d.delegate_group_no],
            valid_from=TERM_SINCE, valid_to=d.left,
        )
        for d in cast.former
    ]  # fmt: skip
    Membership.objects.bulk_create(seated + left)


def _seat_others(committee: Body, party: Body, cast: Cast, accounts: dict[str, Person]) -> None:
    """Offices that follow from a title: in both committees of the province, and in local ones."""
    seats = [
        Membership(
            body=committee, person=accounts[p.username], role=head_role(p.title), valid_from=TERM_SINCE
        )
        for p in cast.committee
    ]
    by_unit = {
        (body.kind, lower(body.unit.name)): body for body in Body.objects.select_related("unit__parent")
    }
    everybody: list[people.Delegate | people.Official] = [cast.party_secretary, *cast.committee]
    everybody += cast.delegates
    for username, title in {person.username: person.title for person in everybody}.items():
        person = accounts[username]
        if title.startswith(PARTY_OFFICES) and re.search(r"(tỉnh|ủy .+|Tỉnh ủy)$", title):
            role = "SECRETARY" if title == "Bí thư Tỉnh ủy" else "MEMBER"
            seats.append(Membership(body=party, person=person, role=role, valid_from=PARTY_TERM_SINCE))
        for office, (kind, role) in LOCAL_OFFICES.items():
            place = title.removeprefix(f"{office} ")
            if place != title and place != "tỉnh":
                seats.append(
                    Membership(body=by_unit[kind, place], person=person, role=role, valid_from=TERM_SINCE)
                )
    Membership.objects.bulk_create(seats)


def council_role(delegate: people.Delegate) -> str:
    if delegate.presidium_role:
        return delegate.presidium_role
    if "HĐND tỉnh" not in delegate.title:
        return "DELEGATE"
    return "COMMITTEE_HEAD" if delegate.title.startswith("Trưởng Ban") else "COMMITTEE_DEPUTY_HEAD"


def head_role(title: str) -> str:
    return {"Chủ tịch UBND tỉnh": "CHAIR", "Phó Chủ tịch UBND tỉnh": "DEPUTY_CHAIR"}.get(title, "MEMBER")


def lower(name: str) -> str:
    """Write a unit's name inside a sentence: 'Huyện Mường Nhé' gives 'huyện Mường Nhé'."""
    return name[0].lower() + name[1:]
