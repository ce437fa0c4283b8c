"""The office sees the agenda as a given participant does, and nothing that is theirs alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agenda.commands.reminders import remind
from meetings import snapshot
from meetings.models import Person
from tests.agenda.cast import ROLES, Hall, new_key

pytestmark = pytest.mark.django_db

SHOWN = ("programme", "item", "dossier", "document")


def preview(hall: Hall, role: str, person: Person | str) -> Any:
    client = Client()
    client.force_login(hall[role])
    named = person.pk if isinstance(person, Person) else person
    return client.get(f"/api/meetings/{hall.meeting.pk}/preview?as={named}")


@pytest.fixture
def table(hall: Hall) -> Hall:
    hall.item()
    hall.dossier()
    hall.publish()
    hall.document("Công khai", issued=True)
    hall.document("Nội bộ", issued=True, circulation="DELEGATES_ONLY")
    hall.document("Dự thảo")
    return hall


@pytest.mark.parametrize("role", ["delegate", "guest", "chair", "observer", "site", "display"])
def test_it_is_what_they_see_themselves(table: Hall, role: str) -> None:
    shown = preview(table, "staff", table[role]).json()

    theirs = snapshot.take(table.meeting, table.viewer(role))["resources"]
    assert shown["person"] == {"id": str(table[role].pk), "name": role.title()}
    assert shown["resources"] == {name: theirs[name] for name in SHOWN}


def test_what_is_personal_is_not_in_it(table: Hall) -> None:
    paper = table.document("Nhắc", issued=True)
    remind(table.meeting.pk, document_ids=[paper.pk], by=table["staff"], key=new_key())

    assert set(preview(table, "staff", table["delegate"]).json()["resources"]) == set(SHOWN)


@pytest.mark.parametrize("role", ROLES)
def test_only_the_office_looks_through_the_eyes_of_others(table: Hall, role: str) -> None:
    status = preview(table, role, table["delegate"]).status_code

    allowed = role in {"secretary", "staff"}
    assert status == (200 if allowed else 404 if role == "outsider" else 403)


def test_who_does_not_take_part_is_not_found(table: Hall) -> None:
    assert preview(table, "staff", table["outsider"]).status_code == 404
    assert preview(table, "staff", "404").status_code == 404


@pytest.mark.parametrize("named", ["", "delegate", "-1", "9" * 30])
def test_a_person_has_to_be_named_by_id(table: Hall, named: str) -> None:
    answer = preview(table, "staff", named)

    assert (answer.status_code, answer.json()["code"]) == (400, "meetings.bad_input")
