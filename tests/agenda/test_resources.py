"""What each audience sees of items, dossiers and documents, and what it costs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agenda.commands.agenda import publish_agenda
from agenda.models import ItemDossier
from agenda.resources import render_documents, render_dossiers, render_items, render_programme
from tests.agenda.cast import ROLES, Hall, new_key

pytestmark = pytest.mark.django_db

VIEWERS = [role for role in ROLES if role != "outsider"]
STAFF = {"secretary", "staff", "office_head", "administrator"}
READERS_OF_DELEGATES_PAPERS = STAFF | {"delegate", "chair"}


@pytest.mark.parametrize("role", VIEWERS)
def test_an_unpublished_programme_is_the_secretariats_alone(hall: Hall, role: str) -> None:
    item, dossier = hall.item(), hall.dossier()

    items = render_items(hall.meeting, hall.viewer(role), None)
    dossiers = render_dossiers(hall.meeting, hall.viewer(role), None)

    assert set(items) == ({str(item.id)} if role in STAFF else set())
    assert set(dossiers) == ({str(dossier.id)} if role in STAFF else set())


@pytest.mark.parametrize("role", VIEWERS)
def test_a_published_programme_is_everybodys(hall: Hall, role: str) -> None:
    item, dossier = hall.item(), hall.dossier()
    hall.publish()

    assert set(render_items(hall.meeting, hall.viewer(role), None)) == {str(item.id)}
    assert set(render_dossiers(hall.meeting, hall.viewer(role), None)) == {str(dossier.id)}


@pytest.mark.parametrize("role", VIEWERS)
def test_whether_the_programme_is_published_is_known_to_the_secretariat_then_to_everybody(
    hall: Hall, role: str
) -> None:
    meeting = str(hall.meeting.id)
    unpublished = render_programme(hall.meeting, hall.viewer(role), None)
    hall.publish()
    published = render_programme(hall.meeting, hall.viewer(role), None)

    value = {"id": meeting, "published_at": None, "papers_due": "2023-12-01"}
    assert unpublished == ({meeting: value} if role in STAFF else {})
    assert published == {meeting: value | {"published_at": "2023-11-28T02:00:00.000000Z"}}


def test_the_publication_touches_the_programme_and_not_the_meeting(hall: Hall) -> None:
    hall.item()

    entry = publish_agenda(hall.meeting.id, by=hall["secretary"], key=new_key())

    assert [kind for kind, _ in entry.touched] == ["programme", "item"]


@pytest.mark.parametrize("role", VIEWERS)
def test_a_document_is_seen_by_those_it_is_for(hall: Hall, role: str) -> None:
    public = hall.document("Báo cáo", issued=True)
    delegates = hall.document("Tự đánh giá", issued=True, circulation="DELEGATES_ONLY")
    draft = hall.document("Dự thảo")
    hall.document("Đã gỡ", state="REMOVED")

    seen = render_documents(hall.meeting, hall.viewer(role), None)

    expected = {str(public.id)}
    if role in READERS_OF_DELEGATES_PAPERS:
        expected.add(str(delegates.id))
    if role in STAFF:
        expected.add(str(draft.id))
    assert set(seen) == expected


def test_an_item_reads_as_agreed_on_the_wire(hall: Hall) -> None:
    parent, dossier = hall.item("Trình bày"), hall.dossier()
    item = hall.item("Tờ trình", parent=parent, position=1, number="1.1", vote_form="OPEN")
    ItemDossier.objects.create(item=item, dossier=dossier, stage="PRESENTED")

    seen = render_items(hall.meeting, hall.viewer("secretary"), [str(item.id)])

    assert seen == {
        str(item.id): {
            "id": str(item.id),
            "parent": str(parent.id),
            "position": 1,
            "no": "1.1",
            "day": 1,
            "starts_at": "08:45",
            "minutes": 40,
            "kind": "REPORT",
            "title": "Tờ trình",
            "presenter": "Phó Chủ tịch UBND tỉnh",
            "state": "PLANNED",
            "vote_form": "OPEN",
            "vote_rule": None,
            "dossiers": [{"dossier": str(dossier.id), "stage": "PRESENTED"}],
            "rev": 1,
        }
    }


def test_a_document_reads_as_agreed_on_the_wire(hall: Hall) -> None:
    item = hall.item()
    document = hall.document("Tờ trình", issued=True, item=item, dated="2023-11-20")

    seen = render_documents(hall.meeting, hall.viewer("guest"), None)

    value = seen[str(document.id)]
    sha256 = value.pop("sha256")
    assert len(str(sha256)) == 64
    assert value == {
        "id": str(document.id),
        "item": str(item.id),
        "dossier": None,
        "kind": "SUBMISSION",
        "number": "",
        "dated": "2023-11-20",
        "issuer": "",
        "title": "Tờ trình",
        "pages": 7,
        "size": 1000,
        "version": 1,
        "circulation": "PUBLIC",
        "state": "PUBLISHED",
        "late": False,
        "late_consent": "",
        "published_at": "2023-11-28T02:00:00.000000Z",
        "versions": [
            {
                "no": 1,
                "sha256": sha256,
                "pages": 7,
                "size": 1000,
                "at": "2023-11-28T02:00:00.000000Z",
                "reason": "",
            }
        ],
        "group": None,
        "publish_at": None,
        "returned_reason": "",
        "recalled_at": None,
        "recalled_by": "",
        "recall_reason": "",
        "replacement": None,
    }


def test_the_newest_version_is_the_one_shown(hall: Hall) -> None:
    document = hall.document(issued=True)
    document.versions.create(no=2, sha256="cd" * 32, size=5, pages=9, at=document.published_at)

    seen = render_documents(hall.meeting, hall.viewer("guest"), None)

    assert [(value["version"], value["pages"]) for value in seen.values()] == [(2, 9)]


def test_another_meetings_papers_are_never_mixed_in(hall: Hall, other_hall: Hall) -> None:
    theirs = other_hall.document(issued=True)
    other_hall.item()
    other_hall.publish()
    hall.publish()

    assert render_documents(hall.meeting, hall.viewer("secretary"), [str(theirs.id)]) == {}
    assert render_items(hall.meeting, hall.viewer("secretary"), None) == {}


@pytest.mark.parametrize("rows", [1, 3, 129])
@pytest.mark.parametrize("role", VIEWERS)
def test_the_number_of_queries_does_not_grow_with_the_rows(hall: Hall, role: str, rows: int) -> None:
    hall.publish()
    for _ in range(rows):
        item, dossier = hall.item(), hall.dossier()
        ItemDossier.objects.create(item=item, dossier=dossier, stage="DECIDED")
        hall.document(issued=True, dossier=dossier)
    viewer = hall.viewer(role)

    counts = []
    for render in (render_items, render_dossiers, render_documents):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(render(hall.meeting, viewer, None)) == rows
        counts.append(len(queries))

    # The secretariat sees the programme in any case, so nobody asks whether it is published.
    assert counts == ([2, 2, 2] if role in STAFF else [3, 3, 2])
