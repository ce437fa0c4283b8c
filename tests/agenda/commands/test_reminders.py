"""Those who have not opened a paper are reminded, each alone; what they have seen is gone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda import errors
from agenda.commands.reminders import remind, see_reminder
from agenda.models import Document, Receipt, Reminder
from agenda.resources import render_reminders
from meetings import history
from meetings.errors import NotFound
from meetings.history import Entry
from tests.agenda.cast import ROLES, Hall, new_key

pytestmark = pytest.mark.django_db

NINE = datetime(2023, 12, 6, 2, 0, tzinfo=UTC)


def opened(hall: Hall, role: str, paper: Document, version: int = 1) -> None:
    Receipt.objects.create(person=hall[role], document=paper, version=version, opened_at=NINE)


def send(hall: Hall, *papers: Document, **more: Any) -> list[Entry]:
    first = remind(
        hall.meeting.pk, document_ids=[paper.pk for paper in papers], by=hall["staff"], key=new_key(), **more
    )
    return list(history.entries(history.journal_of(hall.meeting), after=first.seq - 1))


def told(hall: Hall, role: str) -> list[list[str]]:
    rows: Any = render_reminders(hall.meeting, hall.viewer(role), None)
    return [row["documents"] for row in rows.values()]


def test_each_is_reminded_of_what_they_have_not_opened(hall: Hall) -> None:
    report, scheme = hall.document("Báo cáo", issued=True), hall.document("Đề án", issued=True)
    opened(hall, "delegate", report)
    opened(hall, "guest", report)
    opened(hall, "guest", scheme)

    send(hall, report, scheme)

    assert told(hall, "delegate") == [[str(scheme.pk)]]
    assert told(hall, "chair") == [[str(report.pk), str(scheme.pk)]]
    assert told(hall, "guest") == []


def test_who_opened_an_older_version_is_reminded_of_the_newest(hall: Hall) -> None:
    paper = hall.document(issued=True)
    paper.versions.create(no=2, sha256="cd" * 32, size=5, pages=9, at=NINE)
    opened(hall, "delegate", paper, 1)

    send(hall, paper)

    assert told(hall, "delegate") == [[str(paper.pk)]]


def test_the_office_hears_of_all_and_each_person_of_their_own(hall: Hall) -> None:
    paper = hall.document(issued=True, circulation="DELEGATES_ONLY")
    delegate, chair = hall["delegate"].pk, hall["chair"].pk

    entries = send(hall, paper)

    assert [(entry.kind, entry.audience) for entry in entries] == [
        ("agenda.reminders_sent", "staff"),
        ("agenda.reminder_given", f"person:{delegate}"),
        ("agenda.reminder_given", f"person:{chair}"),
    ]
    assert entries[0].facts["persons"] == [delegate, chair]


def test_those_who_are_named_are_reminded_alone(hall: Hall) -> None:
    paper = hall.document(issued=True)

    send(hall, paper, person_ids=[hall["chair"].pk, hall["staff"].pk])

    assert list(Reminder.objects.values_list("person", flat=True)) == [hall["chair"].pk]


def test_a_second_reminder_adds_to_the_one_that_was_not_seen(hall: Hall) -> None:
    first, second = hall.document("Báo cáo", issued=True), hall.document("Đề án", issued=True)

    send(hall, first)
    send(hall, second)

    assert told(hall, "delegate") == [[str(first.pk), str(second.pk)]]


def test_nobody_is_reminded_when_all_have_read(hall: Hall) -> None:
    paper = hall.document(issued=True, circulation="DELEGATES_ONLY")
    opened(hall, "delegate", paper)
    opened(hall, "chair", paper)

    with pytest.raises(errors.NobodyToRemind):
        send(hall, paper)

    assert not Reminder.objects.exists()


def test_drafts_recalled_papers_and_those_of_another_meeting_are_not_found(
    hall: Hall, other_hall: Hall
) -> None:
    fine = hall.document(issued=True)
    for paper in (
        hall.document("Dự thảo"),
        hall.document("Thu hồi", issued=True, state="RECALLED", recalled_at=NINE),
        other_hall.document(issued=True),
    ):
        with pytest.raises(NotFound):
            send(hall, fine, paper)


def test_what_was_seen_is_gone(hall: Hall) -> None:
    send(hall, hall.document(issued=True))
    mine = Reminder.objects.get(person=hall["delegate"])

    entry = see_reminder(mine.pk, by=hall["delegate"], key=new_key())

    assert told(hall, "delegate") == []
    assert told(hall, "chair") != []
    assert entry.audience == f"person:{hall['delegate'].pk}"
    with pytest.raises(NotFound):
        see_reminder(mine.pk, by=hall["delegate"], key=new_key())


@pytest.mark.parametrize("role", [role for role in ROLES if role != "delegate"])
def test_nobody_sees_a_reminder_for_another(hall: Hall, role: str) -> None:
    send(hall, hall.document(issued=True))
    theirs = Reminder.objects.get(person=hall["delegate"])

    with pytest.raises(NotFound):
        see_reminder(theirs.pk, by=hall[role], key=new_key())

    theirs.refresh_from_db()
    assert theirs.seen_at is None


def test_a_reminder_that_does_not_exist_is_not_found(hall: Hall) -> None:
    with pytest.raises(NotFound):
        see_reminder(404, by=hall["delegate"], key=new_key())


@pytest.mark.parametrize("rows", [1, 3])
def test_ones_reminders_cost_one_query(hall: Hall, rows: int) -> None:
    for _ in range(rows):
        Reminder.objects.create(meeting=hall.meeting, person=hall["delegate"], by=hall["staff"], at=NINE)
    viewer = hall.viewer("delegate")

    with CaptureQueriesContext(connection) as asked:
        assert len(render_reminders(hall.meeting, viewer, None)) == rows

    assert len(asked) == 1


def test_a_reminder_goes_over_the_wire_with_ids_as_text(hall: Hall) -> None:
    paper = hall.document(issued=True)
    client = Client(headers={"Idempotency-Key": str(new_key())})
    client.force_login(hall["secretary"])

    sent = client.post(
        f"/api/meetings/{hall.meeting.pk}/remind",
        {"documents": [paper.pk], "persons": [hall["delegate"].pk]},
        content_type="application/json",
    )

    assert sent.json()["result"] == {"documents": [str(paper.pk)], "persons": [str(hall["delegate"].pk)]}
    mine = Client(headers={"Idempotency-Key": str(new_key())})
    mine.force_login(hall["delegate"])
    shown = mine.get(f"/api/meetings/{hall.meeting.pk}/snapshot").json()["resources"]["reminder"]
    (reminder,) = shown
    assert shown[reminder]["documents"] == [str(paper.pk)]
    seen = mine.post(f"/api/reminders/{reminder}/seen")
    assert seen.json()["result"] == {"reminder": reminder, "person": str(hall["delegate"].pk)}
