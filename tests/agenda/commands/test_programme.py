"""A whole programme is filled in as one act: all its items, as deep as they say, or none."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda import queries
from agenda.commands import programme
from agenda.errors import ProgrammeApproved, ProgrammeEmpty
from agenda.models import AgendaItem, Programme
from meetings import history
from meetings.errors import NotAllowed
from meetings.models import Meeting
from tests.agenda.api.test_upload import post
from tests.agenda.cast import PUBLISHED_AT, Hall, new_key
from tests.agenda.test_programmes import DIEN_BIEN, EXPECTED, word

pytestmark = pytest.mark.django_db

ITEMS: list[programme.FilledItem] = [
    {"title": "Khai mạc", "kind": "OPENING", "starts_at": "07:30", "depth": 1},
    {"title": "Trình bày", "kind": "PRESENTATION", "depth": 1},
    {"title": "Tờ trình 1", "kind": "PRESENTATION", "depth": 2},
    {"title": "Phụ lục", "kind": "OTHER", "depth": 4},
    {"title": "Tờ trình 2", "kind": "PRESENTATION", "depth": 2},
    {"title": "Bế mạc", "kind": "CLOSING", "day": 2, "depth": 1},
]


def fill(hall: Hall, role: str = "secretary", items: Any = ITEMS) -> Any:
    return programme.fill_programme(hall.meeting.id, items=items, by=hall[role], key=new_key())


def numbered(hall: Hall) -> list[tuple[str, str]]:
    return sorted(hall.meeting.items.values_list("number", "title"))


def test_items_are_numbered_as_deep_as_they_say(hall: Hall) -> None:
    fill(hall)

    assert numbered(hall) == [
        ("1", "Khai mạc"),
        ("2", "Trình bày"),
        ("2.1", "Tờ trình 1"),
        ("2.1.1", "Phụ lục"),
        ("2.2", "Tờ trình 2"),
        ("3", "Bế mạc"),
    ]


def test_they_come_after_what_is_there_and_change_nothing_of_it(hall: Hall) -> None:
    before = hall.item("Có từ trước")

    fill(hall, items=ITEMS[:2])

    assert numbered(hall) == [("1", "Có từ trước"), ("2", "Khai mạc"), ("3", "Trình bày")]
    before.refresh_from_db()
    assert (before.number, before.rev) == ("1", 1)


def test_it_is_one_entry_that_tells_all_items(hall: Hall) -> None:
    entry = fill(hall)

    assert entry.kind == "agenda.programme_filled"
    assert entry.facts["titles"] == [item["title"] for item in ITEMS]
    assert entry.facts["items"] == list(hall.meeting.items.order_by("id").values_list("id", flat=True))
    assert entry.audience == "staff"
    assert history.head(entry.journal_id).seq == entry.seq == 1


def test_nothing_is_refused_and_nothing_is_written(hall: Hall) -> None:
    with pytest.raises(ProgrammeEmpty) as refused:
        fill(hall, items=[])

    assert refused.value.code == "agenda.programme_empty"


def test_an_approved_programme_is_not_filled(hall: Hall) -> None:
    hall.publish()
    hall.set_state("UNDER_WAY")

    with pytest.raises(ProgrammeApproved):
        fill(hall)

    assert not AgendaItem.objects.exists()


def test_only_the_secretariat_fills_it(hall: Hall) -> None:
    fill(hall, "staff", ITEMS[:1])

    for role in ("delegate", "chair", "guest", "administrator"):
        with pytest.raises(NotAllowed):
            fill(hall, role)


def test_a_word_programme_is_read_and_filled_over_http(hall: Hall) -> None:
    client = Client()
    client.force_login(hall["secretary"])
    file = SimpleUploadedFile("chuong-trinh.exe", word(DIEN_BIEN))

    read = client.post(f"/api/meetings/{hall.meeting.id}/programme/read", {"file": file})
    found = read.json()["items"]
    filled = post(hall, "secretary", f"/meetings/{hall.meeting.id}/programme/fill", {"items": found})

    assert [tuple(item.values()) for item in found] == EXPECTED
    assert read.json()["notes"] == {"skipped": 0, "guessed": 0}
    assert filled.status_code == 200, filled.content
    assert numbered(hall)[3:6] == [
        ("4", "Trình bày các tờ trình:"),
        ("4.1", "Tờ trình về giá đất"),
        ("4.2", "Tờ trình về học phí"),
    ]


def test_a_bad_file_is_refused_over_http_and_a_stranger_before_it_is_read(hall: Hall) -> None:
    path, answers = f"/api/meetings/{hall.meeting.id}/programme/read", {}
    for role in ("secretary", "delegate", "outsider"):
        client = Client()
        client.force_login(hall[role])
        answers[role] = client.post(path, {"file": io.BytesIO(b"x")}).json()["code"]

    assert answers == {
        "secretary": "agenda.programme_unreadable",
        "delegate": "meetings.not_allowed",
        "outsider": "meetings.not_found",
    }


def past_session(hall: Hall, opens_on: date, *titles: str, published: bool = True) -> Meeting:
    meeting = Meeting.objects.create(
        body=hall.meeting.body, name=f"Kỳ họp {opens_on:%Y}", opens_on=opens_on, closes_on=opens_on
    )
    for position, title in enumerate(titles, start=1):
        AgendaItem.objects.create(meeting=meeting, position=position, title=title, kind="REPORT")
    if published:
        Programme.objects.create(meeting=meeting, published_at=PUBLISHED_AT)
    return meeting


def test_past_sessions_of_the_same_body_are_templates_that_can_be_filled(
    hall: Hall, other_hall: Hall
) -> None:
    past = past_session(hall, date(2022, 12, 7), "Khai mạc", "Bế mạc")
    AgendaItem.objects.create(meeting=past, parent=past.items.first(), position=1, title="Chào cờ")
    past_session(hall, date(2021, 12, 7), "Cũ hơn")
    past_session(hall, date(2022, 7, 7), "Chưa công bố", published=False)
    past_session(hall, date(2024, 7, 7), "Về sau")
    past_session(other_hall, date(2022, 12, 7), "Nơi khác")
    client = Client()
    client.force_login(hall["secretary"])

    templates = client.get(f"/api/meetings/{hall.meeting.id}/programme/templates").json()["templates"]
    filled = post(
        hall, "staff", f"/meetings/{hall.meeting.id}/programme/fill", {"items": templates[0]["items"]}
    )

    assert [(t["name"], [(i["title"], i["depth"]) for i in t["items"]]) for t in templates] == [
        ("Kỳ họp 2022", [("Khai mạc", 1), ("Chào cờ", 2), ("Bế mạc", 1)]),
        ("Kỳ họp 2021", [("Cũ hơn", 1)]),
    ]
    assert filled.status_code == 200, filled.content
    assert numbered(hall) == [("1", "Khai mạc"), ("1.1", "Chào cờ"), ("2", "Bế mạc")]


def test_templates_cost_two_queries_however_many_there_are(
    hall: Hall, django_assert_num_queries: Any
) -> None:
    for year in range(2015, 2023):
        past_session(hall, date(year, 12, 7), "Khai mạc", "Bế mạc")

    with django_assert_num_queries(2):
        assert len(queries.past_programmes(hall.meeting)) == 8
