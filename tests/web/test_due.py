"""The clock of the web process: it looks again and again, survives a fault, and ends when it is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from agenda.models import Document
from meetings import clock
from tests.agenda.cast import PUBLISHED_AT, hall_of
from web import due
from web.due import DuePublisher


def soon(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()


@pytest.mark.django_db(transaction=True)
def test_it_looks_again_and_again_until_it_is_told_to_end(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []

    def look() -> int:
        looks.append(1)
        return 0

    monkeypatch.setattr(due, "issue_due", look)
    publisher = DuePublisher(every=0.01)

    publisher.start()
    assert soon(lambda: len(looks) >= 3)
    publisher.stop()

    ended = len(looks)
    time.sleep(0.05)
    assert len(looks) == ended


@pytest.mark.django_db(transaction=True)
def test_a_paper_that_is_due_is_issued_without_anybody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_offset", timedelta(0))
    clock.start_at(PUBLISHED_AT)
    hall = hall_of("dien-bien")
    paper = hall.document(publish_at=PUBLISHED_AT, scheduled_by=hall["staff"])
    publisher = DuePublisher(every=0.01)

    publisher.start()
    issued = soon(lambda: Document.objects.get(id=paper.id).state == "PUBLISHED")
    publisher.stop()

    assert issued


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_said_once_and_asked_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    looks: list[int] = []

    def look() -> int:
        looks.append(1)
        if len(looks) <= 3:
            message = "the database is away"
            raise OSError(message)
        return 0

    monkeypatch.setattr(due, "issue_due", look)
    publisher = DuePublisher(every=0.01)

    with caplog.at_level(logging.ERROR, logger="web.due"):
        publisher.start()
        assert soon(lambda: len(looks) >= 5)
        publisher.stop()

    assert [record.message for record in caplog.records] == ["papers that are due were not issued"]
