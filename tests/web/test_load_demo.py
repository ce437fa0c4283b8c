"""The demo as it is loaded: a province, a session told by its journal, and a second body apart from it."""

from __future__ import annotations

import hashlib
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import call_command
from django.db import transaction

from agenda.commands.uploads import CleanFile
from agenda.models import AgendaItem, Document, ItemDossier
from agenda.queries import deadline_clocks
from meetings import access, clock, hashchain, history, queries, snapshot
from meetings.commands import attendance
from meetings.errors import NotFound
from meetings.models import (
    AdminUnit,
    Body,
    DiscussionGroup,
    Meeting,
    Membership,
    Participant,
    Person,
    Site,
)
from web.demo import intake, load
from web.demo.papers import earlier

SESSION = load.sample_session()
MORNING = datetime(2023, 12, 6, 0, 15, tzinfo=UTC)


def measured(session: dict[str, Any], progress: object) -> dict[str, CleanFile]:
    """Stand for the intake, which has tests of its own and takes half a minute for the whole session."""
    return {
        name: {
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
            "size": 1000,
            "pages": paper["pages"],
            "removed": {},
        }
        for paper in session["documents"]
        for version in range(1, paper["version"] + 1)
        for name in (earlier.name_of(paper["id"], version),)
    }


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Meeting]:
    """Load once for all tests of this file; none of them changes what stays."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(clock, "_offset", timedelta(0))
        patch.setattr(intake, "take_in", measured)
        assert load.load()
        meeting = load.main_meeting()
        assert meeting is not None
        yield meeting
        transaction.set_rollback(True)


@pytest.fixture
def undone(demo: Meeting) -> Iterator[Meeting]:
    """For a test that does change something."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(clock, "_offset", clock._offset)
        yield demo
        transaction.set_rollback(True)


def person(username: str) -> Person:
    return Person.objects.get(username=username)


def shown(meeting: Meeting, username: str) -> dict[str, Any]:
    resources: dict[str, Any] = snapshot.take(meeting, access.viewer_of(person(username), meeting))[
        "resources"
    ]
    return resources


def test_the_province_has_its_units_and_281_bodies(demo: Meeting) -> None:
    levels = Counter(AdminUnit.objects.values_list("level", flat=True))

    assert levels == {"PROVINCE": 1, "DISTRICT": 10, "COMMUNE": 129}
    assert Counter(Body.objects.values_list("kind", flat=True)) == {
        "PEOPLES_COUNCIL": 140,
        "PEOPLES_COMMITTEE": 140,
        "PROVINCIAL_PARTY_COMMITTEE": 1,
    }
    assert Body.objects.filter(name="Ủy ban nhân dân thị trấn Tủa Chùa").count() == 1


def test_the_total_of_delegates_is_a_question_of_the_day(demo: Meeting) -> None:
    days = [date(2021, 7, 1), date(2023, 1, 1), date(2023, 12, 6)]

    assert [queries.total_delegates(demo, day) for day in days] == [52, 51, 50]
    assert demo.body.elected_seats == 52


def test_offices_of_the_council_are_roles_of_memberships(demo: Meeting) -> None:
    assert Counter(queries.members_on(demo.body, demo.opens_on).values_list("role", flat=True)) == {
        "CHAIR": 1,
        "DEPUTY_CHAIR": 2,
        "COMMITTEE_HEAD": 4,
        "COMMITTEE_DEPUTY_HEAD": 4,
        "DELEGATE": 39,
    }
    assert [group.delegate_groups.count() for group in DiscussionGroup.objects.order_by("no")] == [2] * 5


def test_a_head_of_a_district_belongs_to_its_committee(demo: Meeting) -> None:
    places = Membership.objects.filter(person__username="hang-a-cho").values_list("body__name", "role")

    assert set(places) == {
        ("Hội đồng nhân dân tỉnh Điện Biên", "DELEGATE"),
        ("Ủy ban nhân dân huyện Tủa Chùa", "CHAIR"),
    }


def test_everybody_takes_part_in_their_role_and_the_chair_presides(demo: Meeting) -> None:
    assert Counter(Participant.objects.filter(meeting=demo).values_list("role", flat=True)) == {
        "DELEGATE": 50,
        "PRESIDING_OFFICER": 3,
        "SECRETARY": 2,
        "STAFF": 3,
        "OFFICE_HEAD": 1,
        "SITE": 129,
        "OBSERVER": 20,
        "DISPLAY": 1,
        "ADMINISTRATOR": 1,
    }
    assert demo.presiding == person("lo-thi-kim-oanh")
    assert Site.objects.count() == 129


def test_every_account_opens_with_the_password_of_the_demo(demo: Meeting) -> None:
    hashes = set(Person.objects.values_list("password", flat=True))

    assert len(hashes) == 1
    assert check_password("demo", hashes.pop())


def test_who_left_the_council_cannot_sign_in(demo: Meeting) -> None:
    assert set(Person.objects.filter(is_active=False).values_list("username", flat=True)) == {
        "khoang-van-pan",
        "nguyen-thi-dieu-thao",
    }


def test_the_session_is_convened_with_six_sittings(demo: Meeting) -> None:
    assert (demo.state, demo.pk) == ("CONVENED", Meeting.objects.order_by("pk")[0].pk)
    assert list(demo.sittings.order_by("no").values_list("name", "held_on", "state")) == [
        ("Phiên trù bị", date(2023, 12, 6), "PLANNED"),
        ("Phiên khai mạc, sáng 06/12/2023", date(2023, 12, 6), "PLANNED"),
        ("Phiên chiều 06/12/2023", date(2023, 12, 6), "PLANNED"),
        ("Phiên sáng 07/12/2023 (chất vấn)", date(2023, 12, 7), "PLANNED"),
        ("Phiên chiều 07/12/2023", date(2023, 12, 7), "PLANNED"),
        ("Phiên bế mạc, sáng 08/12/2023", date(2023, 12, 8), "PLANNED"),
    ]


def test_the_agenda_is_that_of_the_session_with_the_questions_under_the_questioning(demo: Meeting) -> None:
    numbers = AgendaItem.objects.filter(meeting=demo, parent=None).order_by("position")
    questioning = AgendaItem.objects.get(meeting=demo, kind="QUESTIONING", parent=None)

    assert list(numbers.values_list("number", flat=True)) == [str(no) for no in range(1, 37)]
    assert list(questioning.children.order_by("position").values_list("number", flat=True)) == [
        "15.1",
        "15.2",
        "15.3",
    ]


def test_a_dossier_passes_through_its_items(demo: Meeting) -> None:
    passed = ItemDossier.objects.filter(dossier__title__startswith="Kế hoạch phát triển").order_by(
        "item__day"
    )

    assert [(step.stage, step.item.kind) for step in passed.order_by("item__position")] == [
        ("PRESENTED", "PRESENTATION"),
        ("EXAMINED", "EXAMINATION"),
        ("DISCUSSED", "GROUP_DISCUSSION"),
        ("DISCUSSED", "HALL_DISCUSSION"),
        ("INTAKE", "INTAKE"),
        ("DECIDED", "DECISION"),
    ]
    assert demo.dossiers.count() == 12


def test_what_came_after_the_deadline_is_late_as_in_the_session(demo: Meeting) -> None:
    late = {document["number"] for document in SESSION["documents"] if document.get("late")}

    assert set(Document.objects.filter(meeting=demo, late=True).values_list("number", flat=True)) == late
    assert Document.objects.filter(meeting=demo, state="PUBLISHED").count() == 59


def test_who_let_the_late_papers_out_is_in_the_record(demo: Meeting) -> None:
    issued = [
        entry.facts
        for entry in history.entries(history.journal_of(demo))
        if entry.kind == "agenda.documents_issued"
    ]

    assert [(facts["late"] != [], facts["consent"]) for facts in issued] == [
        (False, ""),
        (False, ""),
        (False, ""),
        (False, ""),
        (True, "Thường trực HĐND tỉnh, tại cuộc hội ý ngày 02/12/2023"),
        (True, "Thường trực HĐND tỉnh, tại cuộc hội ý ngày 02/12/2023"),
        (True, "Thường trực HĐND tỉnh, tại cuộc hội ý ngày 05/12/2023"),
    ]


def test_the_clock_of_the_demo_shows_what_came_late_to_whom(demo: Meeting) -> None:
    numbers = dict(Document.objects.values_list("id", "number"))
    clocks = deadline_clocks(demo)

    assert [([numbers[paper] for paper in each.late], each.missing) for each in clocks] == [
        (["147/BC-BDT", "64/TTr-HĐND", "511/BC-UBND"], []),
        ([], []),
        (["147/BC-BDT"], []),
    ]


def test_papers_with_several_versions_were_replaced_with_a_reason(demo: Meeting) -> None:
    said = {(d["number"], d["title"]): d["version"] for d in SESSION["documents"]}
    documents = Document.objects.filter(meeting=demo)

    assert {(d.number, d.title): d.versions.count() for d in documents} == said
    reasons = {(v.no > 1, v.reason != "") for d in documents for v in d.versions.all()}
    assert reasons == {(False, False), (True, True)}


def test_every_dossier_is_complete_or_spared_what_it_lacks(demo: Meeting) -> None:
    dossiers = shown(demo, "lo-thi-kim-oanh")["dossier"].values()

    states = Counter(paper["state"] for dossier in dossiers for paper in dossier["papers"])
    assert states == {"PRESENT": 39, "EXEMPT": 1}


def test_no_paper_goes_out_before_its_own_date(demo: Meeting) -> None:
    early = [
        document.number
        for document in Document.objects.filter(meeting=demo)
        if document.published_at
        and document.dated
        and document.published_at.astimezone(clock.LOCAL).date() < document.dated
    ]

    assert early == []


def test_the_journal_tells_the_story_in_order_and_its_chain_is_whole(demo: Meeting) -> None:
    journal = history.journal_of(demo)
    entries = history.entries(journal)

    assert Counter(entry.kind for entry in entries) == {
        "meetings.meeting_drafted": 1,
        "meetings.sitting_planned": 6,
        "meetings.meeting_convened": 1,
        "agenda.dossier_added": 12,
        "agenda.item_added": 39,
        "agenda.dossier_exempted": 1,
        "agenda.document_uploaded": 59,
        "agenda.document_replaced": 4,
        "agenda.documents_issued": 7,
        "agenda.agenda_published": 1,
    }
    moments = [entry.at for entry in entries]
    assert moments == sorted(moments)
    assert moments[0].astimezone(clock.LOCAL).date() == date(2023, 11, 15)
    assert moments[-1] < MORNING
    assert hashchain.check(history.chain(journal), history.head(journal).hash) == []


def test_a_delegate_sees_all_papers_and_a_site_the_public_ones(demo: Meeting) -> None:
    assert len(shown(demo, "lo-thi-kim-oanh")["document"]) == 59
    assert len(shown(demo, "xa-sin-thau-3154")["document"]) == 57
    assert len(shown(demo, "xa-sin-thau-3154")["item"]) == 39


def test_the_meeting_of_the_committee_is_another_world(demo: Meeting) -> None:
    other = Meeting.objects.exclude(pk=demo.pk).get()

    assert (other.state, other.body.kind) == ("DRAFTED", "PEOPLES_COMMITTEE")
    assert queries.total_delegates(other, other.opens_on) == 21
    with pytest.raises(NotFound):
        access.viewer_of(person("lo-thi-kim-oanh"), other)
    with pytest.raises(NotFound):
        access.viewer_of(person("hoang-dinh-khoat"), demo)
    assert [today["name"] for today in queries.todays_meetings(person("ngo-xuan-bach"))] == [
        demo.name,
        other.name,
    ]
    assert shown(other, "hoang-dinh-khoat")["meeting"][str(other.pk)]["presiding_name"] == "Hoàng Đình Khoát"


def test_a_second_run_changes_nothing_and_is_quick(demo: Meeting) -> None:
    before = (history.heads(history.journals()), Person.objects.count(), Body.objects.count())
    out, began = StringIO(), time.perf_counter()

    call_command("load_demo", stdout=out)

    assert time.perf_counter() - began < 1
    assert out.getvalue() == "Dữ liệu trình diễn đã có sẵn.\n"
    assert (history.heads(history.journals()), Person.objects.count(), Body.objects.count()) == before


def test_the_clock_stands_on_the_morning_of_the_session_and_runs(demo: Meeting) -> None:
    load.start_clock()

    first, second = clock.now(), clock.now()

    assert MORNING <= first < second < MORNING + timedelta(seconds=5)


def test_the_clock_goes_on_after_what_has_happened_since(undone: Meeting) -> None:
    clock.start_at(MORNING + timedelta(hours=2))
    sitting = undone.sittings.order_by("no")[0]
    attendance.check_in(sitting.pk, by=person("lo-thi-kim-oanh"), key=uuid4())

    load.start_clock()

    assert MORNING + timedelta(hours=2) < clock.now() < MORNING + timedelta(hours=2, seconds=10)
