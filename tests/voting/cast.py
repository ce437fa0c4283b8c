"""A council in an open sitting: its delegates by number, its desk, and its rows at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from agenda.models import AgendaItem, Programme
from meetings import rulebook
from meetings.access import viewer_of
from meetings.models import (
    AdminUnit,
    Attendance,
    Body,
    Meeting,
    Membership,
    Participant,
    Person,
    Sitting,
)
from meetings.snapshot import Viewer
from voting.commands import ballots, votes
from voting.models import Vote

DAY = date(2023, 12, 6)
OPENED = datetime(2023, 12, 6, 0, 30, tzinfo=UTC)
DESK = {
    "guest": "GUEST",
    "chair": "PRESIDING_OFFICER",
    "secretary": "SECRETARY",
    "staff": "STAFF",
    "site": "SITE",
    "teller": "TELLER",
    "observer": "OBSERVER",
    "display": "DISPLAY",
    "administrator": "ADMINISTRATOR",
}


@dataclass
class Council:
    """`delegates[0]` is delegate 1; the desk is no part of the roster."""

    meeting: Meeting
    sitting: Sitting
    item: AgendaItem
    delegates: list[Person]
    desk: dict[str, Person]

    def __getitem__(self, who: str) -> Person:
        return self.desk[who]

    def viewer(self, person: Person) -> Viewer:
        return viewer_of(person, self.meeting)

    def check_in(self, *people: Person) -> None:
        Attendance.objects.bulk_create(
            Attendance(sitting=self.sitting, person=each, arrived_at=OPENED, recorded_by=each)
            for each in people
        )

    def leave(self, person: Person) -> None:
        Attendance.objects.filter(person=person).update(left_at=OPENED)

    def suspend(self, person: Person) -> None:
        Membership.objects.filter(person=person).update(status="SUSPENDED")

    def open_vote(self, question: str = "Thông qua dự thảo nghị quyết") -> Vote:
        entry = votes.open_vote(self.item.id, question=question, by=self["chair"], key=uuid4())
        return Vote.objects.get(id=entry.facts["vote"])

    def cast(self, vote: Vote, choice: str, *people: Person) -> None:
        for person in people:
            ballots.cast_ballot(vote.id, choice=choice, by=person, key=uuid4())

    def close(self, vote: Vote) -> Vote:
        votes.close_vote(vote.id, by=self["chair"], key=uuid4())
        return Vote.objects.get(id=vote.id)


def new_key() -> UUID:
    return uuid4()


def council_of(place: str, delegates: int = 6, *, present: int | None = None) -> Council:
    """Seat a council; the first `present` of its delegates have checked in (all, if not said)."""
    unit = AdminUnit.objects.create(code=place, level="PROVINCE", name=place, valid_from=date(2004, 1, 1))
    body = Body.objects.create(kind="PEOPLES_COUNCIL", unit=unit, name=f"HĐND tỉnh {place}")
    desk = {name: Person.objects.create(username=f"{name}.{place}", full_name=f"Bà {name}") for name in DESK}
    people = [
        Person.objects.create(username=f"{place}.{no}", full_name=f"Đại biểu {no}")
        for no in range(1, delegates + 1)
    ]
    meeting = Meeting.objects.create(
        body=body,
        name="Kỳ họp thứ mười ba",
        opens_on=DAY,
        closes_on=date(2023, 12, 8),
        state="UNDER_WAY",
        presiding=desk["chair"],
        profile_facts=rulebook.profile_for("PEOPLES_COUNCIL", "PROVINCE", DAY).as_facts(),
    )
    sitting = Sitting.objects.create(
        meeting=meeting, no=1, name="Phiên sáng", held_on=DAY, state="OPEN", opened_at=OPENED
    )
    Membership.objects.bulk_create(
        Membership(body=body, person=person, seat_no=no, valid_from=date(2021, 6, 29))
        for no, person in enumerate(people, start=1)
    )
    Participant.objects.bulk_create(
        Participant(meeting=meeting, person=person, role=role)
        for person, role in [
            *((desk[name], role) for name, role in DESK.items()),
            *((person, "DELEGATE") for person in people),
        ]
    )
    item = AgendaItem.objects.create(
        meeting=meeting, position=1, number="1", title="Kế hoạch năm 2024", kind="DECISION"
    )
    Programme.objects.create(meeting=meeting, published_at=OPENED)
    council = Council(meeting, sitting, item, people, desk)
    council.check_in(*people[:present])
    return council
