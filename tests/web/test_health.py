"""What a supervisor is told, and that the whole API describes itself."""

from __future__ import annotations

import threading
from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.test import Client

from meetings import writer
from meetings.models import Person
from web import health


@pytest.mark.django_db
def test_a_healthy_process_says_so_to_anybody() -> None:
    answer = Client().get("/api/health")

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert answer.json() == {"live": True, "database": True, "writer": True}


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_in_short(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> bool:
        message = "could not connect to server at 10.0.0.5"
        raise DatabaseError(message)

    monkeypatch.setattr(health, "_read", away)

    answer = Client().get("/api/health")

    assert answer.status_code == 503
    assert answer.json() == {"live": True, "database": False, "writer": False}


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_is_stuck_is_told_while_reading_goes_on(
    monkeypatch: pytest.MonkeyPatch, shape: str
) -> None:
    if shape == "postgres":
        pytest.skip("on PostgreSQL there is no queue of the process that could be stuck")
    monkeypatch.setattr(health, "WRITE_WITHIN", 0.1)
    entered, release = threading.Event(), threading.Event()

    def stuck() -> None:
        with writer.transaction():
            entered.set()
            release.wait(10)
        connection.close()

    thread = threading.Thread(target=stuck)
    thread.start()
    entered.wait(10)
    try:
        answer = Client().get("/api/health")
    finally:
        release.set()
        thread.join()

    assert (answer.status_code, answer.json()["database"], answer.json()["writer"]) == (503, True, False)


@pytest.mark.django_db(transaction=True)
def test_asking_writes_nothing_and_leaves_the_writer_free() -> None:
    Client().get("/api/health")

    Person.objects.create(username="lo-van-an", full_name="Lò Văn An")

    assert Person.objects.count() == 1


def test_the_whole_api_describes_itself_without_a_warning() -> None:
    out = StringIO()

    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)

    described = yaml.safe_load(out.getvalue())
    assert [path for path in described["paths"] if not path.startswith("/api/")] == []
    assert described["components"]["schemas"]["Me"]["required"] == ["administrator", "demo", "person"]


@pytest.mark.django_db
def test_the_description_is_public() -> None:
    answer = Client().get("/api/schema")

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/vnd.oai.openapi; charset=utf-8"
