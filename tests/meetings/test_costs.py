"""What a screen costs the database: a literal number of queries, the same at 1 row, at 3 and at 129."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIRequestFactory, force_authenticate

from agenda.models import AgendaItem, Document, DocumentVersion, Dossier, ItemDossier, Reminder
from meetings import api, queries, snapshot
from meetings.access import viewer_of
from meetings.commands import attendance
from meetings.models import (
    AdminUnit,
    Attendance,
    DelegateGroup,
    Meeting,
    Membership,
    Participant,
    Person,
    Site,
    Sitting,
    Speech,
    SpeechRequest,
)
from tests.voting.cast import DAY, OPENED, Council, council_of
from voting.models import Ballot, HandCount, SecretPoll, Teller, TellersBoard, Vote, VotingRight

Costs = Callable[[int], object]
SIZES = (1, 3, 129)


@pytest.fixture(params=SIZES)
def hall(request: pytest.FixtureRequest, db: None) -> Council:
    """A council with as many of everything: delegates, groups, sites, sittings, items, papers, votes."""
    n: int = request.param
    council = council_of("dien-bien", n)
    meeting, body = council.meeting, council.meeting.body
    groups = [DelegateGroup.objects.create(body=body, no=no, name=f"Tổ {no}") for no in range(1, n + 1)]
    for member, group in zip(Membership.objects.order_by("seat_no"), groups, strict=True):
        member.delegate_group = group
        member.save()
    district = AdminUnit.objects.create(
        code="094", level="DISTRICT", name="Huyện", parent=body.unit, valid_from=date(2004, 1, 1)
    )
    for no in range(1, n + 1):
        unit = AdminUnit.objects.create(
            code=f"{no:05}", level="COMMUNE", name=f"Xã {no}", parent=district, valid_from=date(2004, 1, 1)
        )
        account = Person.objects.create(username=f"xa.{no}", full_name=unit.name, kind="SITE")
        Site.objects.create(unit=unit, name=f"Điểm cầu {unit.name}", account=account)
        Participant.objects.create(meeting=meeting, person=account, role="SITE")
        Sitting.objects.create(meeting=meeting, no=no + 1, name="Phiên", held_on=DAY + timedelta(days=no % 3))
        put_on_the_table(council, no)
    return council


def put_on_the_table(council: Council, no: int) -> None:
    meeting, voter = council.meeting, council.delegates[no - 1]
    dossier = Dossier.objects.create(meeting=meeting, no=str(no), title="Hồ sơ")
    item = AgendaItem.objects.create(
        meeting=meeting, parent=council.item, position=no, number=f"1.{no}", title="Tờ trình"
    )
    ItemDossier.objects.create(item=item, dossier=dossier, stage="PRESENTED")
    for circulation in ("PUBLIC", "DELEGATES_ONLY"):
        paper = Document.objects.create(
            meeting=meeting, dossier=dossier, kind="SUBMISSION", title="Tờ trình", circulation=circulation,
            state="PUBLISHED", published_at=OPENED,
        )  # fmt: skip
        for version in (1, 2):
            DocumentVersion.objects.create(
                document=paper, no=version, sha256="ab" * 32, size=9, pages=1, at=OPENED
            )
    Reminder.objects.create(
        meeting=meeting, person=council["secretary"], documents=[paper.pk], by=council["staff"], at=OPENED
    )
    asked = {"meeting": meeting, "person": voter, "kind": "DISCUSSION"}
    SpeechRequest.objects.create(asked_at=OPENED, **asked)
    called = SpeechRequest.objects.create(asked_at=OPENED, state="CALLED", **asked)
    Speech.objects.create(
        sitting=council.sitting, request=called, seconds=420, began_at=OPENED, ended_at=OPENED, **asked
    )
    vote = Vote.objects.create(
        meeting=meeting, sitting=council.sitting, item=item, dossier=dossier, question="Thông qua", rule="R",
        opened_at=OPENED, closed_at=OPENED, state="CLOSED", total=1, present=1, verdict={"passed": True},
    )  # fmt: skip
    VotingRight.objects.create(vote=vote, person=voter, status="ELIGIBLE")
    Ballot.objects.create(vote=vote, person=voter, choice="YES", at=OPENED, key=uuid4())
    HandCount.objects.create(vote=vote, secretary=council["secretary"], yes=1, no=0, abstain=0, at=OPENED)
    board = TellersBoard.objects.create(meeting=meeting, vote=vote, established_at=OPENED, ended_at=OPENED)
    SecretPoll.objects.create(vote=vote, poll=f"{no:032}", keys="SERVER", signing_key="s", box_key="b")
    Teller.objects.create(board=board, person=council["teller"], post="HEAD")


SNAPSHOTS = {
    "delegate": 35,
    "guest": 34,
    "chair": 36,
    "secretary": 34,
    "staff": 34,
    "site": 30,
    "teller": 35,
    "observer": 29,
    "display": 34,
    "administrator": 28,
}


def looking(council: Council, who: str) -> Person:
    if who == "delegate":
        return council.delegates[0]
    if who == "site":
        return Person.objects.get(username="xa.1")
    return council[who]


def test_a_snapshot_costs_each_audience_the_same_at_every_size(hall: Council) -> None:
    meeting = queries.meeting_or_404(hall.meeting.pk)
    people = {who: looking(hall, who) for who in SNAPSHOTS}

    def look(who: str) -> int:
        with CaptureQueriesContext(connection) as made:
            snapshot.take(meeting, viewer_of(people[who], meeting))
        return len(made)

    assert {who: look(who) for who in SNAPSHOTS} == SNAPSHOTS


def test_today_costs_the_same_for_one_meeting_and_for_many(
    hall: Council, django_assert_num_queries: Costs
) -> None:
    person = hall.delegates[0]
    for day in range(hall.meeting.sittings.count()):
        meeting = Meeting.objects.create(
            body=hall.meeting.body, name="Họp", opens_on=DAY + timedelta(days=day), closes_on=DAY
        )
        Participant.objects.create(meeting=meeting, person=person, role="DELEGATE")
        Sitting.objects.create(meeting=meeting, no=1, name="Phiên", held_on=DAY)

    with django_assert_num_queries(3):
        queries.todays_meetings(person)


def test_the_record_costs_the_same_at_every_length(hall: Council, django_assert_num_queries: Costs) -> None:
    Attendance.objects.all().delete()
    for delegate in hall.delegates:
        attendance.check_in(hall.sitting.pk, by=delegate, key=uuid4())
    request = APIRequestFactory().get("/")
    force_authenticate(request, hall["secretary"])

    with django_assert_num_queries(5):
        answer = api.Record.as_view()(request, meeting_id=hall.meeting.pk)

    assert len(answer.data["entries"]) == len(hall.delegates)


LISTS = {
    "meeting": 2,
    "sitting": 1,
    "quorum": 3,
    "delegate": 2,
    "attendance": 1,
    "site": 1,
    "speech_request": 1,
    "speech": 1,
    "programme": 1,
    "item": 2,
    "dossier": 2,
    "document": 2,
    "reminder": 1,
    "vote": 4,
    "turnout": 2,
    "ballot": 1,
    "hand_count": 1,
    "tellers_board": 3,
    "tally": 0,
    "secret_poll": 1,
}
SINGLE = {"meeting", "programme", "ballot", "tally"}


def test_each_list_costs_the_secretary_the_same_at_every_size(hall: Council) -> None:
    meeting = queries.meeting_or_404(hall.meeting.pk)
    viewer = viewer_of(hall["secretary"], meeting)

    def read(kind: str) -> int:
        with CaptureQueriesContext(connection) as made:
            rows = snapshot.resource(kind).render(meeting, viewer, None)
        assert kind in SINGLE or len(rows) >= len(hall.delegates)
        return len(made)

    assert {kind: read(kind) for kind in snapshot.kinds()} == LISTS
