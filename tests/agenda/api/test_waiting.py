"""A new file that waits for approval, over HTTP: opened by who sees drafts, approved as the file that was read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from meetings.models import Body
from tests.agenda.cast import ROLES, Hall, new_key
from tests.agenda.sheets import drawn

pytestmark = pytest.mark.django_db


def client(hall: Hall, role: str) -> Client:
    signed_in = Client(headers={"Idempotency-Key": str(new_key())})
    signed_in.force_login(hall[role])
    return signed_in


def test_it_is_opened_by_who_sees_drafts_and_then_approved_as_it_was_read(hall: Hall) -> None:
    Body.objects.filter(id=hall.meeting.body_id).update(issue_needs_approval=True)
    paper = hall.document("Tờ trình", issued=True)
    path = f"/api/documents/{paper.id}/replacement"
    given: dict[str, Any] = {"file": SimpleUploadedFile("moi.pdf", drawn("Bản mới")), "reason": "Sửa bảng 2"}
    assert client(hall, "office_head").get(f"{path}/file").status_code == 404

    proposed = client(hall, "staff").post(f"/api/documents/{paper.id}/replace", given)

    assert (proposed.status_code, proposed.json()["result"]["version"]) == (200, 2)
    opened = {role: client(hall, role).get(f"{path}/file").status_code for role in ROLES}
    assert {role for role, status in opened.items() if status == 200} == {
        "secretary",
        "staff",
        "office_head",
        "administrator",
    }
    assert {status for status in opened.values() if status != 200} == {404}

    head = {"content_type": "application/json"}
    other = client(hall, "office_head").post(f"{path}/approve", {"sha256": "ab" * 32}, **head)
    right = client(hall, "office_head").post(
        f"{path}/approve", {"sha256": proposed.json()["result"]["sha256"]}, **head
    )
    assert (other.status_code, other.json()["code"]) == (409, "agenda.no_replacement")
    assert right.status_code == 200
    assert client(hall, "delegate").get(f"/api/documents/{paper.id}/file").status_code == 200
