"""The commands around reading and guests, folded on every screen."""

from __future__ import annotations

import pytest

from agenda.commands import guests, reminders
from agenda.models import Reminder
from tests.agenda.cast import Hall, hall_of, new_key
from tests.folds.verify import verify_command

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(db: None) -> Hall:
    return hall_of("dien-bien")


def test_remind_folds(hall: Hall) -> None:
    papers = [hall.document(issued=True), hall.document(issued=True, circulation="DELEGATES_ONLY")]

    entries = verify_command(
        hall.meeting,
        lambda: reminders.remind(
            hall.meeting.pk, document_ids=[paper.pk for paper in papers], by=hall["staff"], key=new_key()
        ),
    )

    assert len(entries) == 4


def test_see_reminder_folds(hall: Hall) -> None:
    paper = hall.document(issued=True)
    reminders.remind(hall.meeting.pk, document_ids=[paper.pk], by=hall["staff"], key=new_key())
    mine = Reminder.objects.get(person=hall["delegate"])

    verify_command(hall.meeting, lambda: reminders.see_reminder(mine.pk, by=hall["delegate"], key=new_key()))


def test_make_guest_code_folds(hall: Hall) -> None:
    verify_command(
        hall.meeting, lambda: guests.make_guest_code(hall.meeting.pk, by=hall["staff"], key=new_key())
    )


def test_withdraw_guest_code_folds(hall: Hall) -> None:
    guests.make_guest_code(hall.meeting.pk, by=hall["staff"], key=new_key())

    verify_command(
        hall.meeting,
        lambda: guests.withdraw_guest_code(hall.meeting.pk, by=hall["secretary"], key=new_key()),
    )
