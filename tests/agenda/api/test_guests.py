"""Guests without an account read the public papers of the item under way, and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agenda import files
from agenda.commands.guests import make_guest_code, withdraw_guest_code
from agenda.errors import NoGuestCode
from agenda.models import Document, ItemDossier
from tests.agenda.cast import PUBLISHED_AT, Hall, new_key

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 400


@pytest.fixture
def table(hall: Hall, tmp_path: Path) -> Hall:
    """Let a meeting be on, with an item under way and a code on the tables."""
    (tmp_path / "paper.pdf").write_bytes(CONTENT)
    files.store(tmp_path / "paper.pdf")
    hall.publish()
    hall.open_sitting()
    hall.item("Khai mạc", state="DONE")
    hall.item("Báo cáo kinh tế - xã hội", state="CURRENT")
    make_guest_code(hall.meeting.pk, by=hall["staff"], key=new_key())
    hall.meeting.refresh_from_db()
    return hall


def paper(hall: Hall, title: str = "Báo cáo", **fields: Any) -> Document:
    given: dict[str, Any] = {"item": hall.meeting.items.get(state="CURRENT")} | fields
    document = hall.document(title, issued=True, **given)
    document.versions.update(sha256=hashlib.sha256(CONTENT).hexdigest(), size=len(CONTENT))
    return document


def look(code: str) -> Any:
    return Client().get(f"/api/guest/{code}")


def fetch(hall: Hall, document: Document) -> Any:
    return Client().get(f"/api/guest/{hall.meeting.guest_code}/documents/{document.pk}/file")


def test_a_guest_sees_the_item_and_reads_its_public_papers(table: Hall) -> None:
    document = paper(table, number="12/BC-UBND")
    dossier = table.dossier()
    ItemDossier.objects.create(
        item=table.meeting.items.get(state="CURRENT"), dossier=dossier, stage="PRESENTED"
    )
    draft = paper(table, "Dự thảo nghị quyết", item=None, dossier=dossier)

    seen = look(table.meeting.guest_code).json()

    assert seen["meeting"]["name"] == "Kỳ họp thứ mười ba"
    assert (seen["item"]["no"], seen["item"]["title"]) == ("2", "Báo cáo kinh tế - xã hội")
    assert [(each["id"], each["title"]) for each in seen["documents"]] == [
        (str(document.pk), "Báo cáo"),
        (str(draft.pk), "Dự thảo nghị quyết"),
    ]
    answer = fetch(table, document)
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert "sandbox" not in answer["Content-Security-Policy"], "no browser's own viewer starts in one"


def body(answer: Any) -> bytes:
    async def read() -> bytes:
        return b"".join([block async for block in answer.streaming_content])

    return asyncio.run(read())


@pytest.mark.parametrize(
    "fields",
    [
        {"circulation": "DELEGATES_ONLY"},
        {"state": "DRAFT", "published_at": None},
        {"state": "SUBMITTED", "published_at": None},
        {"state": "APPROVED", "published_at": None},
        {"state": "REMOVED", "published_at": None},
        {"state": "RECALLED", "recalled_at": PUBLISHED_AT},
        {"item": None},
    ],
    ids=lambda fields: str(next(iter(fields.values()))),
)
def test_no_other_paper_is_shown_nor_opened(table: Hall, fields: dict[str, Any]) -> None:
    document = paper(table)
    Document.objects.filter(pk=document.pk).update(**fields)

    assert look(table.meeting.guest_code).json()["documents"] == []
    assert fetch(table, document).status_code == 404


def test_the_papers_of_other_items_and_of_other_meetings_are_not_opened(
    table: Hall, other_hall: Hall
) -> None:
    done = paper(table, item=table.meeting.items.get(number="1"))
    other_hall.publish()
    other_hall.open_sitting()
    theirs = other_hall.document(issued=True, item=other_hall.item(state="CURRENT"))

    assert look(table.meeting.guest_code).json()["documents"] == []
    assert [fetch(table, each).status_code for each in (done, theirs)] == [404, 404]


def test_a_paper_of_one_group_is_no_guests(table: Hall) -> None:
    group = table.meeting.body.delegate_groups.create(no=1, name="Tổ 1")
    document = paper(table, group=group)

    assert fetch(table, document).status_code == 404


@pytest.mark.parametrize("state", ["DRAFTED", "CONVENED", "CLOSED"])
def test_nothing_is_shown_while_the_meeting_is_not_on(table: Hall, state: str) -> None:
    document = paper(table)
    table.set_state(state)

    seen = look(table.meeting.guest_code).json()

    assert (seen["item"], seen["documents"]) == (None, [])
    assert fetch(table, document).status_code == 404


def test_a_code_is_long_enough_that_nobody_guesses_it(table: Hall) -> None:
    code = table.meeting.guest_code

    assert re.fullmatch(r"[A-Za-z0-9_-]{24}", code), "18 random bytes: 144 bits"
    answers = [look(wrong) for wrong in (code[:-1], code.swapcase(), code + "A", "0")]
    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (404, "meetings.not_found")
    ] * 4


def test_a_meeting_without_a_code_lets_nobody_in(table: Hall) -> None:
    document = paper(table)
    withdraw_guest_code(table.meeting.pk, by=table["staff"], key=new_key())

    assert fetch(table, document).status_code == 404
    assert Client().get("/api/guest/").status_code == 404


def test_a_renewed_code_ends_the_one_before(table: Hall) -> None:
    before = table.meeting.guest_code

    entry = make_guest_code(table.meeting.pk, by=table["secretary"], key=new_key())

    table.meeting.refresh_from_db()
    assert (look(before).status_code, look(table.meeting.guest_code).status_code) == (404, 200)
    assert entry.facts == {"meeting": table.meeting.pk, "renewed": True}
    assert entry.audience == "staff"


def test_a_code_that_is_not_there_is_not_withdrawn(hall: Hall) -> None:
    with pytest.raises(NoGuestCode):
        withdraw_guest_code(hall.meeting.pk, by=hall["staff"], key=new_key())


def get(hall: Hall, role: str, what: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(f"/api/meetings/{hall.meeting.pk}/{what}")


def test_the_desk_prints_the_code_as_a_picture(table: Hall) -> None:
    told = get(table, "staff", "guest-code").json()
    picture = get(table, "secretary", "guest-qr")

    code = table.meeting.guest_code
    assert told == {"code": code, "address": f"http://testserver/g/{code}"}
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<?xml")
    assert b"<svg" in picture.content


def test_the_picture_of_no_code_is_refused(hall: Hall) -> None:
    answer = get(hall, "staff", "guest-qr")

    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.no_guest_code")
    assert get(hall, "staff", "guest-code").json() == {"code": None, "address": None}


@pytest.mark.parametrize("role", ["delegate", "guest", "chair", "observer", "display", "administrator"])
def test_only_the_office_sees_the_code(table: Hall, role: str) -> None:
    assert [get(table, role, what).status_code for what in ("guest-code", "guest-qr")] == [403, 403]


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_a_guests_look_costs_three_queries(table: Hall, rows: int) -> None:
    for _ in range(rows):
        paper(table)

    with CaptureQueriesContext(connection) as asked:
        assert len(look(table.meeting.guest_code).json()["documents"]) == rows

    assert len(asked) == 3
