"""Notes over HTTP: sent in batches, fetched by the tide; told to nobody, logged nowhere, in no admin page."""

from __future__ import annotations

import json
import logging
import re
import threading
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection, connections
from django.test import Client

from agenda import notes
from agenda.commands.annotations import Draft, take_notes
from agenda.models import Annotation, Document
from tests.agenda.cast import Hall, hall_of
from web.limits import limit_for

ROOT = Path(__file__).parents[3]
SECRET = "Hỏi giám đốc Sở về nợ đọng"


@pytest.fixture
def paper(hall: Hall) -> Document:
    return hall.document(issued=True, circulation="DELEGATES_ONLY")


def note(paper: Document, **fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = {
        "id": str(uuid4()),
        "document": str(paper.id),
        "version": 1,
        "page": 3,
        "kind": "NOTE",
        "rev": 0,
        "body": {"x": 0.5, "y": 0.25, "color": "#FFCC00", "text": SECRET},
        "made_at": "2023-12-05T13:30:00Z",
    }
    return given | fields


def client(hall: Hall, role: str) -> Client:
    signed_in = Client(headers={"Accept-Language": "vi"})
    signed_in.force_login(hall[role])
    return signed_in


def send(hall: Hall, *given: Any, role: str = "delegate") -> Any:
    text = json.dumps({"annotations": list(given)})
    return client(hall, role).post(
        f"/api/meetings/{hall.meeting.id}/annotations", text, content_type="application/json"
    )


def fetch(hall: Hall, role: str = "delegate", since: object = 0) -> Any:
    return client(hall, role).get(f"/api/meetings/{hall.meeting.id}/annotations?since={since}")


@pytest.mark.django_db
def test_a_note_goes_out_from_one_device_and_comes_to_another(hall: Hall, paper: Document) -> None:
    sent = note(paper)

    answered = send(hall, sent).json()
    fetched = fetch(hall).json()

    assert [one["status"] for one in answered["results"]] == ["kept"]
    assert answered["tide"] == fetched["tide"] == 1
    assert fetched["annotations"] == [answered["results"][0]["annotation"]]
    changed_at = fetched["annotations"][0].pop("changed_at")
    assert fetched["annotations"][0] == {
        "id": sent["id"],
        "document": str(paper.id),
        "version": 1,
        "page": 3,
        "kind": "NOTE",
        "body": {"x": 0.5, "y": 0.25, "color": "#ffcc00", "text": SECRET},
        "rev": 1,
        "owner": str(hall["delegate"].id),
        "owner_name": "Delegate",
        "own": True,
        "shared_with": "PRIVATE",
        "carried_from": None,
        "listed": False,
        "answer": None,
        "made_at": "2023-12-05T13:30:00.000000Z",
        "deleted": False,
    }
    assert changed_at > "2023"


@pytest.mark.django_db
def test_the_bad_ones_of_a_batch_are_named_each_and_the_good_one_is_kept(hall: Hall, paper: Document) -> None:
    points = [[0.1, 0.1, 0.5]]
    pen = {"kind": "PEN", "body": {"color": "#000000", "width": 0.01, "points": points}}

    answered = send(
        hall,
        note(paper, **(pen | {"body": pen["body"] | {"points": [[float("nan"), 0.1, 0.5]]}})),  # type: ignore[dict-item,operator]
        note(paper, **(pen | {"body": pen["body"] | {"points": points * 25_000}})),  # type: ignore[dict-item,operator]
        note(paper, page=8),
        note(paper, kind="SCRIPT"),
        note(paper, id="../../etc"),
        note(paper, made_at="hôm qua"),
        "không phải ghi chú",
        note(paper, **pen),
    ).json()

    assert [one.get("code", one["status"]) for one in answered["results"]] == [
        "agenda.note_broken",
        "agenda.note_too_large",
        "agenda.no_such_page",
        "agenda.note_broken",
        "agenda.note_broken",
        "agenda.note_broken",
        "agenda.note_broken",
        "kept",
    ]
    assert answered["results"][2]["detail"] == (
        "Tài liệu này chỉ có 7 trang, không có trang 8. Mời chọn trang khác."
    )
    assert Annotation.objects.count() == 1


@pytest.mark.django_db
def test_a_conflict_is_answered_with_what_the_server_holds(hall: Hall, paper: Document) -> None:
    sent = note(paper)
    send(hall, sent)

    (result,) = send(hall, sent | {"body": sent["body"] | {"text": "Sửa khi mất mạng"}}).json()["results"]

    assert (result["status"], result["annotation"]["body"]["text"]) == ("conflict", SECRET)
    assert [one["body"]["text"] for one in fetch(hall).json()["annotations"]] == [SECRET]


@pytest.mark.django_db
def test_a_million_points_are_not_even_read(hall: Hall, paper: Document) -> None:
    shortest = len("[.1,.1,1],")

    assert 1_000_000 * shortest > limit_for(f"/api/meetings/{hall.meeting.id}/annotations") == 2**20


@pytest.mark.django_db
def test_no_batch_and_no_tide_are_said_to_be_bad_input(hall: Hall, paper: Document) -> None:
    for answered in (
        client(hall, "delegate").post(
            f"/api/meetings/{hall.meeting.id}/annotations", "[]", content_type="application/json"
        ),
        send(hall, *[{}] * 501),
        fetch(hall, since="hôm qua"),
        fetch(hall, since="9" * 30),
    ):
        assert (answered.status_code, answered.json()["code"]) == (400, "meetings.bad_input")


@pytest.mark.django_db
def test_outsiders_find_no_notes_and_room_accounts_keep_none(hall: Hall, paper: Document) -> None:
    assert send(hall, note(paper), role="outsider").status_code == HTTPStatus.NOT_FOUND
    assert fetch(hall, "outsider").status_code == HTTPStatus.NOT_FOUND
    assert send(hall, note(paper), role="display").json()["code"] == "agenda.notes_are_personal"
    assert Client().get(f"/api/meetings/{hall.meeting.id}/annotations").status_code == HTTPStatus.UNAUTHORIZED


@pytest.mark.django_db
def test_a_comment_is_shared_answered_and_listed(hall: Hall, paper: Document) -> None:
    sent = note(paper)
    send(hall, sent)

    shared = client(hall, "delegate").post(
        f"/api/annotations/{sent['id']}/share", {"with": "SECRETARIAT"}, content_type="application/json"
    )
    answered = client(hall, "staff").post(
        f"/api/annotations/{sent['id']}/answer", {"text": " Đã tiếp thu "}, content_type="application/json"
    )
    listed = client(hall, "secretary").get(f"/api/meetings/{hall.meeting.id}/comments")
    refused = client(hall, "delegate").get(f"/api/meetings/{hall.meeting.id}/comments")

    assert shared.json()["shared_with"] == "SECRETARIAT"
    assert (answered.json()["answer"]["text"], answered.json()["own"]) == ("Đã tiếp thu", False)
    assert [(one["owner_name"], one["answer"]["text"]) for one in listed.json()["comments"]] == [
        ("Delegate", "Đã tiếp thu")
    ]
    assert refused.json()["code"] == "meetings.not_allowed"


@pytest.mark.django_db
def test_no_administration_page_shows_notes() -> None:
    private = {apps.get_model("agenda", name) for name in ("Annotation", "Tide")}

    assert private.isdisjoint(admin.site._registry)
    inlines = {inline.model for page in admin.site._registry.values() for inline in page.inlines}
    assert private.isdisjoint(inlines)


@pytest.mark.django_db
def test_what_stands_in_a_note_is_in_no_log_and_readable_in_no_row(
    hall: Hall, paper: Document, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("", "django", "django.request", "django.db.backends"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
        caplog.set_level(logging.DEBUG, logger=name)
    # The driver's log, which nobody turns on but a developer, names the parameters.
    monkeypatch.setattr(connections["default"], "force_debug_cursor", True)
    broken = note(paper, body={"x": 9, "y": 0.1, "color": "#000000", "text": SECRET})
    sent = note(paper)

    assert len(send(hall, sent, broken, note(paper, kind=SECRET)).json()["results"]) == 3
    client(hall, "delegate").post(
        f"/api/annotations/{sent['id']}/share", {"with": "SECRETARIAT"}, content_type="application/json"
    )
    client(hall, "staff").post(
        f"/api/annotations/{sent['id']}/answer", {"text": SECRET}, content_type="application/json"
    )

    assert caplog.records
    assert SECRET not in caplog.text
    assert SECRET.encode("unicode_escape").decode() not in caplog.text
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed, sealed_answer FROM agenda_annotation")
        (row,) = cursor.fetchall()
    assert [SECRET.encode() in bytes(cell) or b"text" in bytes(cell) for cell in row] == [False, False]


@pytest.mark.django_db(transaction=True)
def test_a_reader_misses_no_note_while_two_devices_write_at_once() -> None:
    hall = hall_of("dien-bien")
    paper = hall.document(issued=True)
    writers = [hall["delegate"], hall["chair"]]
    for writer in writers:  # shared, so that one reader hears of both
        take_notes(hall.meeting.id, drafts=[], by=writer)
    started, done = threading.Barrier(3), threading.Event()
    failed: list[BaseException] = []

    def write(no: int) -> None:
        try:
            started.wait(timeout=10)
            for _ in range(30):
                take_notes(hall.meeting.id, drafts=drafts(paper, 2), by=writers[no])
        except BaseException as problem:
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write, args=[no]) for no in (0, 1)]
    for thread in threads:
        thread.start()
    started.wait(timeout=10)
    heard: dict[str, list[str]] = {"delegate": [], "chair": []}
    tides = dict.fromkeys(heard, 0)
    while not done.is_set():
        if not any(thread.is_alive() for thread in threads):
            done.set()  # and read once more
        for role in heard:
            answer = notes.changes(hall.viewer(role), hall.meeting, tides[role])
            heard[role] += [one["id"] for one in answer["annotations"]]
            tides[role] = answer["tide"]

    assert failed == []
    assert {role: len(ids) for role, ids in heard.items()} == {"delegate": 60, "chair": 60}
    tide = Annotation.objects.order_by("tide").values_list("tide", flat=True)
    assert list(tide) == list(range(1, 121))


def drafts(paper: Document, count: int) -> list[Draft]:
    made = datetime(2023, 12, 5, tzinfo=UTC)
    return [Draft(uuid4(), paper.id, 1, 1, "BOOKMARK", 0, {}, made) for _ in range(count)]


APPS = ("meetings", "agenda", "voting", "signaling", "web")
KNOW_OF_NOTES = {
    "agenda/models/__init__.py",
    "agenda/models/annotation.py",
    "agenda/notes.py",
    "agenda/listing.py",
    "agenda/commands/annotations.py",
    "agenda/commands/carrying.py",
    "agenda/commands/sharing.py",
    "agenda/commands/tides.py",
}


def test_nothing_else_reads_the_notes_and_so_no_record_evidence_or_bundle_can_hold_them() -> None:
    readers = {
        str(path.relative_to(ROOT))
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts and "node_modules" not in path.parts
        if re.search(r"\bAnnotation\b|\bannotations\.(all|filter)\b|agenda_annotation", path.read_text())
    }

    assert readers <= KNOW_OF_NOTES


@pytest.mark.django_db
def test_no_snapshot_and_no_record_holds_what_one_wrote(hall: Hall, paper: Document) -> None:
    send(hall, sent := note(paper))
    client(hall, "delegate").post(
        f"/api/annotations/{sent['id']}/share", {"with": "SECRETARIAT"}, content_type="application/json"
    )

    for role in ("delegate", "chair", "secretary", "staff", "administrator"):
        for path in ("snapshot", "record"):
            answered = client(hall, role).get(f"/api/meetings/{hall.meeting.id}/{path}")
            assert answered.status_code == HTTPStatus.OK
            assert [SECRET in answered.content.decode(), sent["id"] in answered.content.decode()] == [
                False,
                False,
            ]
