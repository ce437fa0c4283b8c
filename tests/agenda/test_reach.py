"""Whom a paper has reached: counted over the people it is for, person by person for the proof of a recall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda import reach
from agenda.models import Copy, Document, Receipt
from meetings import clock
from meetings.models import DelegateGroup, Device, Meeting, Membership, Participant, Person
from tests.agenda.cast import OPENS_ON, ROLES, Hall

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 12, 6, 3, 0, tzinfo=UTC)
OVERVIEW = {"secretary", "staff", "administrator", "office_head"}


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def device(person: Person, *, until: datetime = NOW + timedelta(hours=5), name: str = "iPad") -> Device:
    return Device.objects.create(
        pk=uuid4(),
        person=person,
        name=name,
        sealed_key=b"",
        registered_at=NOW,
        seen_at=NOW,
        lease_until=until,
    )


def receipt(person: Person, paper: Document, version: int = 1, **fields: Any) -> None:
    Receipt.objects.create(person=person, document=paper, version=version, **fields)


def readers(hall: Hall, paper: Document) -> list[str]:
    return [str(line["name"]) for line in reach.of_document(paper)]


def test_a_public_paper_is_for_the_delegates_the_presidium_and_the_guests(hall: Hall) -> None:
    assert readers(hall, hall.document(issued=True)) == ["Chair", "Delegate", "Guest"]


def test_a_paper_for_delegates_is_for_the_delegates_and_the_presidium(hall: Hall) -> None:
    assert readers(hall, hall.document(issued=True, circulation="DELEGATES_ONLY")) == ["Chair", "Delegate"]


def test_a_paper_for_one_group_is_for_its_members(hall: Hall) -> None:
    body = hall.meeting.body
    mine, other = (DelegateGroup.objects.create(body=body, no=no, name=f"Tổ {no}") for no in (1, 2))
    second = Person.objects.create(username="second", full_name="Second")
    Participant.objects.create(meeting=hall.meeting, person=second, role="DELEGATE")
    for person, group in ((hall["delegate"], mine), (second, other)):
        Membership.objects.create(body=body, person=person, delegate_group=group, valid_from=OPENS_ON)

    assert readers(hall, hall.document(issued=True, group=mine)) == ["Chair", "Delegate"]


def test_the_figures_count_the_newest_version_and_the_people_it_is_for(hall: Hall) -> None:
    paper = hall.document(issued=True)
    paper.versions.create(no=2, sha256="cd" * 32, size=5, pages=2, at=NOW)
    receipt(hall["delegate"], paper, 2, delivered_at=NOW, opened_at=NOW, pages="3")
    receipt(hall["guest"], paper, 2, delivered_at=NOW, opened_at=NOW, pages="1")
    receipt(hall["chair"], paper, 1, delivered_at=NOW, opened_at=NOW, pages="7f")
    receipt(hall["staff"], paper, 2, delivered_at=NOW, opened_at=NOW, pages="3")

    figures = reach.of_meeting(hall.meeting)[str(paper.pk)]

    assert figures == {
        "readers": 3, "delivered": 2, "opened": 2, "read_through": 1, "copies": 0, "purged": 0, "outstanding": 0,
    }  # fmt: skip


def test_the_proof_of_a_recall_tells_each_person_apart(hall: Hall) -> None:
    paper = hall.document(issued=True, state="RECALLED", recalled_at=NOW)
    gone, out = device(hall["delegate"]), device(hall["chair"], name="Máy bàn")
    over = device(hall["guest"], until=NOW - timedelta(minutes=1))
    Copy.objects.create(device=gone, document=paper, version=1, taken_at=NOW, purged_at=NOW)
    for held in (out, over):
        Copy.objects.create(device=held, document=paper, version=1, taken_at=NOW)
    observer = Person.objects.create(username="late", full_name="Late Guest")
    Participant.objects.create(meeting=hall.meeting, person=observer, role="GUEST")

    figures = reach.of_meeting(hall.meeting)[str(paper.pk)]
    told = {
        str(line["name"]): [
            (kept["name"], kept["purged_at"], kept["readable_until"]) for kept in line["copies"]
        ]
        for line in reach.of_document(paper)
    }

    assert (figures["copies"], figures["purged"], figures["outstanding"]) == (3, 1, 1)
    assert told == {
        "Delegate": [("iPad", clock.wire(NOW), None)],
        "Chair": [("Máy bàn", None, clock.wire(out.lease_until))],
        "Guest": [("iPad", None, clock.wire(over.lease_until))],
        "Late Guest": [],
    }


def test_who_lost_the_right_and_keeps_a_copy_is_in_the_proof(hall: Hall) -> None:
    paper = hall.document(issued=True)
    Copy.objects.create(device=device(hall["outsider"]), document=paper, version=1, taken_at=NOW)

    assert readers(hall, paper) == ["Chair", "Delegate", "Guest", "Outsider"]
    assert reach.of_meeting(hall.meeting)[str(paper.pk)]["readers"] == 3


def test_drafts_and_the_papers_of_another_meeting_have_no_figures(hall: Hall, other_hall: Hall) -> None:
    hall.document("Dự thảo")
    other_hall.document(issued=True)

    assert reach.of_meeting(hall.meeting) == {}


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_the_overview_costs_the_same_for_one_paper_and_for_sixty(hall: Hall, rows: int) -> None:
    for no in range(rows):
        person = Person.objects.create(username=f"d{no}", full_name=f"Đại biểu {no}")
        Participant.objects.create(meeting=hall.meeting, person=person, role="DELEGATE")
        paper = hall.document(issued=True)
        receipt(person, paper, opened_at=NOW)
        Copy.objects.create(device=device(person), document=paper, version=1, taken_at=NOW)
    meeting = Meeting.objects.get(pk=hall.meeting.pk)

    with CaptureQueriesContext(connection) as overview:
        figures = reach.of_meeting(meeting)
    with CaptureQueriesContext(connection) as one:
        people = reach.of_document(Document.objects.select_related("meeting").get(pk=paper.pk))

    assert (len(figures), len(people)) == (rows, rows + 3)
    assert (len(overview), len(one)) == (6, 8)


def get(hall: Hall, role: str, path: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(path)


@pytest.mark.parametrize("role", ROLES)
def test_whom_the_papers_reached_is_shown_to_those_who_look_after_them(hall: Hall, role: str) -> None:
    paper = hall.document(issued=True)

    statuses = {
        get(hall, role, path).status_code
        for path in (f"/api/meetings/{hall.meeting.pk}/reach", f"/api/documents/{paper.pk}/reach")
    }

    assert statuses == ({200} if role in OVERVIEW else {404} if role == "outsider" else {403})


def post_receipts(hall: Hall, role: str, *receipts: Any) -> Any:
    client = Client()
    client.force_login(hall[role])
    path = f"/api/meetings/{hall.meeting.pk}/receipts"
    return client.post(path, {"receipts": list(receipts)}, content_type="application/json")


def test_a_line_that_cannot_be_read_is_refused_alone(hall: Hall) -> None:
    paper = hall.document(issued=True)

    answer = post_receipts(
        hall,
        "delegate",
        {"document": paper.pk, "version": 1, "delivered": True, "pages": [1, 2], "last_page": 2},
        {"document": str(paper.pk), "version": 1, "pages": ["all"]},
        "nonsense",
    )

    assert answer.json()["results"] == [
        {"document": str(paper.pk), "version": 1, "status": "kept"},
        {"document": str(paper.pk), "version": 1, "status": "refused", "code": "meetings.bad_input"},
        {"document": "0", "version": 0, "status": "refused", "code": "meetings.bad_input"},
    ]
    assert Receipt.objects.get().delivered_at == NOW


def test_a_clock_that_is_ahead_is_not_believed(hall: Hall) -> None:
    paper = hall.document(issued=True)
    earlier, ahead = "2023-12-06T02:00:00Z", "2031-01-01T00:00:00Z"

    post_receipts(
        hall, "delegate", {"document": paper.pk, "version": 1, "delivered": earlier, "opened": ahead}
    )

    kept = Receipt.objects.get()
    assert (kept.delivered_at, kept.opened_at) == (NOW - timedelta(hours=1), NOW)


def test_a_report_without_a_list_is_refused(hall: Hall) -> None:
    client = Client()
    client.force_login(hall["delegate"])

    answer = client.post(
        f"/api/meetings/{hall.meeting.pk}/receipts", {"receipts": "1"}, content_type="application/json"
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "meetings.bad_input")


def test_ones_own_place_is_where_one_read_last(hall: Hall) -> None:
    paper, other = hall.document(issued=True), hall.document("Khác", issued=True)
    paper.versions.create(no=2, sha256="cd" * 32, size=5, pages=9, at=NOW)
    receipt(hall["delegate"], paper, 1, read_at=NOW, last_page=4, pages="9")
    receipt(hall["delegate"], paper, 2, read_at=NOW - timedelta(hours=1), last_page=1, pages="1")
    receipt(hall["delegate"], other, 1, delivered_at=NOW)
    receipt(hall["chair"], other, 1, read_at=NOW, last_page=3, pages="4")

    answer = get(hall, "delegate", f"/api/meetings/{hall.meeting.pk}/reading")

    assert answer.json() == {
        "places": {str(paper.pk): {"version": 1, "last_page": 4, "pages": [1, 4], "read_at": clock.wire(NOW)}}
    }


def test_a_stranger_has_no_places(hall: Hall) -> None:
    assert get(hall, "outsider", f"/api/meetings/{hall.meeting.pk}/reading").status_code == 404
