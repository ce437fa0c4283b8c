"""The devices over HTTP: what a lease answers, what has to be destroyed, and what a lost tablet hears."""

from __future__ import annotations

import base64
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from agenda.models import Copy, Document
from meetings.models import Participant
from tests.agenda.cast import ROLES, Hall

pytestmark = pytest.mark.django_db

TABLET = UUID("6f1c9d0e-1111-4222-8333-444455556666")


def signed_in(hall: Hall, role: str) -> Client:
    client = Client(headers={"Accept-Language": "vi"})
    client.force_login(hall[role])
    return client


def post(client: Client, path: str, **body: Any) -> Any:
    return client.post(path, body, content_type="application/json")


def lease(client: Client, device: UUID = TABLET) -> Any:
    return post(client, f"/api/devices/{device}/lease", name="iPad của tổ 3")


def report(client: Client, **body: Any) -> Any:
    return post(client, f"/api/devices/{TABLET}/copies", **body).json()


def kept(paper: Document, version: int = 1) -> dict[str, Any]:
    return {"document": paper.pk, "version": version}


def shown(paper: Document, version: int = 1) -> dict[str, Any]:
    return {"document": str(paper.pk), "version": version}


def test_a_lease_is_a_key_and_the_time_it_holds(hall: Hall) -> None:
    answer = lease(signed_in(hall, "delegate")).json()

    assert set(answer) == {"key", "until", "now", "hours", "purge"}
    assert (len(base64.b64decode(answer["key"])), answer["hours"], answer["purge"]) == (32, 72, [])


def test_a_device_without_a_session_gets_nothing(hall: Hall) -> None:
    assert lease(Client()).status_code in {401, 403}


def test_a_device_of_another_person_is_refused(hall: Hall) -> None:
    lease(signed_in(hall, "delegate"))

    answer = lease(signed_in(hall, "chair"))

    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.device_of_another")


def test_who_takes_part_in_nothing_any_more_gets_no_lease(hall: Hall) -> None:
    Participant.objects.filter(person=hall["delegate"]).delete()

    answer = lease(signed_in(hall, "delegate"))

    assert (answer.status_code, answer.json()["code"]) == (403, "meetings.no_lease")


def test_a_copy_may_stay_when_it_is_superseded_and_goes_when_it_is_recalled_removed_or_not_theirs(
    hall: Hall,
) -> None:
    replaced, recalled, narrowed, fine = (
        hall.document(title, issued=True) for title in ("Tờ trình", "Báo cáo", "Đề án", "Phụ lục")
    )
    client = signed_in(hall, "guest")
    lease(client)
    report(client, taken=[kept(paper) for paper in (replaced, recalled, narrowed, fine)])

    replaced.versions.create(no=2, sha256="cd" * 32, size=5, pages=9, at=replaced.published_at)
    Document.objects.filter(pk=recalled.pk).update(state="RECALLED", recalled_at=recalled.published_at)
    Document.objects.filter(pk=narrowed.pk).update(circulation="DELEGATES_ONLY")

    assert lease(client).json()["purge"] == [shown(recalled), shown(narrowed)]


def test_all_copies_go_with_the_right_to_take_part(hall: Hall, other_hall: Hall) -> None:
    ours, theirs = hall.document(issued=True), other_hall.document(issued=True)
    Participant.objects.create(meeting=other_hall.meeting, person=hall["delegate"], role="DELEGATE")
    client = signed_in(hall, "delegate")
    lease(client)
    report(client, taken=[kept(ours), kept(theirs)])

    Participant.objects.filter(meeting=hall.meeting, person=hall["delegate"]).delete()

    assert lease(client).json()["purge"] == [shown(ours)]


def test_what_the_device_destroyed_is_not_asked_for_again(hall: Hall) -> None:
    paper = hall.document(issued=True)
    client = signed_in(hall, "delegate")
    lease(client)
    report(client, taken=[kept(paper)])
    Document.objects.filter(pk=paper.pk).update(state="RECALLED", recalled_at=paper.published_at)

    first = report(client, purged=[kept(paper)])
    again = report(client, purged=[kept(paper)])

    assert first == again == {"results": [{**shown(paper), "status": "kept"}], "purge": []}
    assert Copy.objects.get().purged_at is not None


def test_a_copy_taken_just_before_the_recall_is_noted_and_told_to_go(hall: Hall) -> None:
    paper = hall.document(issued=True)
    client = signed_in(hall, "delegate")
    lease(client)
    Document.objects.filter(pk=paper.pk).update(state="RECALLED", recalled_at=paper.published_at)

    answer = report(client, taken=[kept(paper)])

    assert answer == {"results": [{**shown(paper), "status": "kept"}], "purge": [shown(paper)]}


def test_copies_of_papers_that_are_not_theirs_are_refused_each_by_itself(
    hall: Hall, other_hall: Hall
) -> None:
    fine, draft, theirs = (
        hall.document(issued=True),
        hall.document("Dự thảo"),
        other_hall.document(issued=True),
    )
    client = signed_in(hall, "delegate")
    lease(client)

    answer = report(client, taken=[kept(draft), kept(fine), kept(theirs), kept(fine, 7)])

    assert [line["status"] for line in answer["results"]] == ["refused", "kept", "refused", "refused"]
    assert list(Copy.objects.values_list("document", flat=True)) == [fine.pk]


def test_a_copy_taken_again_after_it_was_destroyed_counts_as_kept(hall: Hall) -> None:
    paper = hall.document(issued=True)
    client = signed_in(hall, "delegate")
    lease(client)
    report(client, taken=[kept(paper)])
    report(client, purged=[kept(paper)])

    report(client, taken=[kept(paper)])

    assert Copy.objects.get().purged_at is None


def test_nobody_reports_for_the_device_of_another(hall: Hall) -> None:
    lease(signed_in(hall, "delegate"))

    answer = post(signed_in(hall, "chair"), f"/api/devices/{TABLET}/copies", taken=[])

    assert answer.status_code == 404


def test_a_forgotten_device_keeps_nothing(hall: Hall) -> None:
    paper = hall.document(issued=True)
    client = signed_in(hall, "delegate")
    lease(client)
    report(client, taken=[kept(paper)])

    answer = post(client, f"/api/devices/{TABLET}/forget")

    assert (answer.status_code, answer.json()) == (200, {"id": str(TABLET)})
    assert Copy.objects.get().purged_at is not None


def test_a_lost_tablet_is_told_to_destroy_all_and_its_session_ends(hall: Hall) -> None:
    lost, other = signed_in(hall, "delegate"), signed_in(hall, "delegate")
    until = lease(lost).json()["until"]
    report(lost, taken=[kept(hall.document(issued=True))])
    lease(other, uuid4())

    answer = post(signed_in(hall, "secretary"), f"/api/devices/{TABLET}/cut-off", meeting=hall.meeting.pk)

    assert (answer.status_code, answer.json()["lease_until"]) == (200, until)
    refused = lease(lost)
    assert (refused.status_code, refused.json()["code"]) == (403, "meetings.device_cut_off")
    assert lost.get("/api/me").json()["person"] is None
    assert post(lost, f"/api/devices/{TABLET}/forget").status_code == 200
    assert Copy.objects.get().purged_at is not None
    assert other.get("/api/me").json()["person"]["full_name"] == "Delegate"


def test_nobody_without_a_session_forgets_a_device_that_was_not_cut_off(hall: Hall) -> None:
    lease(signed_in(hall, "delegate"))

    assert post(Client(), f"/api/devices/{TABLET}/forget").status_code == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_desk_sees_the_devices_of_its_meeting(hall: Hall, role: str) -> None:
    lease(signed_in(hall, "delegate"))

    answer = signed_in(hall, role).get(f"/api/meetings/{hall.meeting.pk}/devices")

    if role in {"secretary", "staff", "administrator"}:
        assert [(line["person_name"], line["name"], line["cut_off_at"]) for line in answer.json()] == [
            ("Delegate", "iPad của tổ 3", None)
        ]
    else:
        assert answer.status_code == (404 if role == "outsider" else 403)
