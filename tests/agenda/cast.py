"""A meeting with one person for each role, and shorthands to put things on its table."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from agenda.models import (
    AgendaItem,
    Document,
    DocumentState,
    DocumentVersion,
    Dossier,
    Programme,
)
from meetings.access import Viewer, viewer_of
from meetings.models import (
    AdminUnit,
    Body,
    DelegateGroup,
    Meeting,
    Membership,
    Participant,
    Person,
    Sitting,
)

ROLES = (
    "delegate",
    "guest",
    "chair",
    "secretary",
    "staff",
    "office_head",
    "site",
    "observer",
    "display",
    "administrator",
    "outsider",
)
PUBLISHED_AT = datetime(2023, 11, 28, 2, 0, tzinfo=UTC)


@dataclass
class Hall:
    meeting: Meeting
    sitting: Sitting
    people: dict[str, Person]

    def __getitem__(self, role: str) -> Person:
        return self.people[role]

    def viewer(self, role: str) -> Viewer:
        return viewer_of(self.people[role], self.meeting)

    def item(self, title: str = "Báo cáo kinh tế - xã hội", **fields: object) -> AgendaItem:
        count = self.meeting.items.count() + 1
        given: dict[str, object] = {
            "position": count,
            "number": str(count),
            "kind": "REPORT",
            "starts_at": time(8, 45),
            "minutes": 40,
            "presenter": "Phó Chủ tịch UBND tỉnh",
        }
        return AgendaItem.objects.create(meeting=self.meeting, title=title, **given | fields)

    def dossier(self, title: str = "Kế hoạch đầu tư công năm 2024") -> Dossier:
        no = str(self.meeting.dossiers.count() + 1)
        return Dossier.objects.create(meeting=self.meeting, no=no, title=title)

    def document(self, title: str = "Tờ trình", *, issued: bool = False, **fields: object) -> Document:
        given: dict[str, object] = {"kind": "SUBMISSION", "circulation": "PUBLIC"}
        if issued:
            given |= {"state": DocumentState.PUBLISHED, "published_at": PUBLISHED_AT}
        document = Document.objects.create(meeting=self.meeting, title=title, **given | fields)
        DocumentVersion.objects.create(
            document=document,
            sha256=hashlib.sha256(title.encode()).hexdigest(),
            size=1000,
            pages=7,
            at=PUBLISHED_AT,
        )
        return document

    def group(self, no: int, *roles: str) -> DelegateGroup:
        """Form a delegate group of those who have these roles."""
        body = self.meeting.body
        group = DelegateGroup.objects.create(body=body, no=no, name=f"Tổ đại biểu số {no}")
        Membership.objects.bulk_create(
            Membership(body=body, person=self[role], delegate_group=group, valid_from=date(2021, 6, 29))
            for role in roles
        )
        return group

    def publish(self) -> None:
        Programme.objects.create(meeting=self.meeting, published_at=PUBLISHED_AT)

    def set_state(self, state: str) -> None:
        self.meeting.state = state
        self.meeting.save()

    def open_sitting(self) -> None:
        self.set_state("UNDER_WAY")
        self.sitting.state = "OPEN"
        self.sitting.opened_at = datetime(2023, 12, 6, 0, 30, tzinfo=UTC)
        self.sitting.save()


def new_key() -> UUID:
    return uuid4()


OPENS_ON = date(2023, 12, 6)

PARTICIPANTS = {
    "delegate": "DELEGATE",
    "guest": "GUEST",
    "chair": "PRESIDING_OFFICER",
    "secretary": "SECRETARY",
    "staff": "STAFF",
    "office_head": "OFFICE_HEAD",
    "site": "SITE",
    "observer": "OBSERVER",
    "display": "DISPLAY",
    "administrator": "ADMINISTRATOR",
}


def hall_of(place: str) -> Hall:
    """Convene a session of a council of that place, with everybody on the list of ROLES."""
    people = {
        role: Person.objects.create(username=f"{role}.{place}", full_name=role.title()) for role in ROLES
    }
    unit = AdminUnit.objects.create(
        code=place[:10], level="PROVINCE", name=place, valid_from=date(2020, 1, 1)
    )
    body = Body.objects.create(kind="PEOPLES_COUNCIL", unit=unit, name=f"HĐND tỉnh {place}")
    meeting = Meeting.objects.create(
        body=body,
        name="Kỳ họp thứ mười ba",
        opens_on=OPENS_ON,
        closes_on=date(2023, 12, 8),
        state="CONVENED",
        presiding=people["chair"],
    )
    sitting = Sitting.objects.create(meeting=meeting, no=1, name="Phiên sáng", held_on=OPENS_ON)
    for role, name in PARTICIPANTS.items():
        Participant.objects.create(meeting=meeting, person=people[role], role=name)
    return Hall(meeting, sitting, people)
