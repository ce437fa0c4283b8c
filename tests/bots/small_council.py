"""Rows for a rehearsal that fits into a test: six delegates in office, three sites, two observers.

Run by `manage.py shell` before the server starts; the bots themselves never see the database.
"""

from __future__ import annotations

from datetime import date

from agenda.models import AgendaItem
from meetings.models import AdminUnit, Meeting, Participant, Person, Site, Sitting
from tests.voting.cast import council_of

PEOPLE = {
    "OBSERVER": ("Báo Điện Biên Phủ", "Đài Phát thanh và Truyền hình"),
    "SITE": ("Xã Sín Thầu", "Xã Keo Lôm", "Phường Sông Đà"),
}


def convene() -> None:
    """A council whose presiding officer is one of its delegates, on the morning before its sitting."""
    council = council_of("Điện Biên", delegates=6, present=0)
    chair = council.delegates[0]
    Meeting.objects.update(state="CONVENED", presiding=chair)
    Sitting.objects.update(state="PLANNED", opened_at=None)
    AgendaItem.objects.update(vote_form="OPEN", vote_rule="HDND.RESOLUTION")
    AgendaItem.objects.create(
        meeting=council.meeting,
        position=2,
        number="2",
        title="Hệ số điều chỉnh giá đất năm 2024",
        kind="DECISION",
        vote_form="OPEN",
        vote_rule="HDND.RESOLUTION",
    )
    Participant.objects.filter(role__in=("PRESIDING_OFFICER", *PEOPLE)).delete()
    Participant.objects.create(meeting=council.meeting, person=chair, role="PRESIDING_OFFICER")
    for role, names in PEOPLE.items():
        for no, name in enumerate(names, 1):
            person = Person.objects.create(username=f"{role.lower()}-{no}", full_name=name)
            Participant.objects.create(meeting=council.meeting, person=person, role=role)
            if role == "SITE":
                unit = AdminUnit.objects.create(
                    code=f"032{no:02}", level="COMMUNE", name=name, valid_from=date(2004, 1, 1)
                )
                Site.objects.create(unit=unit, name=name, account=person)
