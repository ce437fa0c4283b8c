"""From the upload of a paper to its replacement: what a delegate marked stands in the new file, too."""

from __future__ import annotations

import json
import zlib
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda.commands import carrying
from agenda.models import FilePage
from tests.agenda.cast import Hall, hall_of, new_key
from tests.agenda.sheets import drawn

COVER = ["HỘI ĐỒNG NHÂN DÂN TỈNH", "Tờ trình về bảng giá đất năm 2024", "Kính gửi các vị đại biểu"]
BODY = [
    "Nợ đọng xây dựng cơ bản đến hết tháng mười một còn 212 tỷ đồng,",
    "tập trung ở các dự án giao thông nông thôn của ba huyện.",
    "Ủy ban nhân dân tỉnh đề nghị bố trí vốn để trả trong năm 2024.",
]
ADDED = ["Báo cáo tiếp thu, giải trình ý kiến thẩm tra của các Ban"]


def client(hall: Hall, role: str) -> Client:
    signed_in = Client(headers={"Idempotency-Key": str(new_key())})
    signed_in.force_login(hall[role])
    return signed_in


def handed_in(hall: Hall, path: str, pdf: bytes, **fields: str) -> Any:
    answered = client(hall, "staff").post(path, {"file": SimpleUploadedFile("to-trinh.pdf", pdf), **fields})
    assert answered.status_code == 200, answered.content.decode()
    return answered.json()["result"]


def words(sha256: str, page: int) -> list[Any]:
    return list(json.loads(zlib.decompress(bytes(FilePage.objects.get(sha256=sha256, no=page).words))))


@pytest.mark.django_db(transaction=True)
def test_what_was_marked_stands_in_the_file_that_replaces_it() -> None:
    hall = hall_of("dien-bien")
    fields = {"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "DELEGATES_ONLY"}
    first = handed_in(hall, f"/api/meetings/{hall.meeting.id}/documents", drawn(COVER, BODY), **fields)
    paper = first["document"]
    client(hall, "staff").post(
        f"/api/meetings/{hall.meeting.id}/documents/publish",
        {"documents": [paper], "late_consent": "Chủ tọa kỳ họp"},
        content_type="application/json",
    )
    (figure,) = [word for word in words(first["sha256"], 2) if word[4] == "212"]
    note = {
        "id": str(uuid4()), "document": paper, "version": 1, "page": 2, "kind": "HIGHLIGHT", "rev": 0,
        "body": {"color": "#ffcc00", "rects": [figure[:4]], "text": "212"}, "made_at": "2023-12-05T13:30:00Z",
    }  # fmt: skip
    client(hall, "delegate").post(
        f"/api/meetings/{hall.meeting.id}/annotations",
        {"annotations": [note]},
        content_type="application/json",
    )

    mended = [BODY[0].replace("Nợ đọng", "Số nợ đọng"), *BODY[1:]]
    second = handed_in(
        hall, f"/api/documents/{paper}/replace", drawn(COVER, ADDED, mended), reason="Bổ sung giải trình"
    )
    carrying._later.submit(lambda: None).result(timeout=60)  # behind what carries

    told = client(hall, "delegate").get(f"/api/documents/{paper}/changes").json()
    assert [(page["from"], page["change"]) for page in told["pages"]] == [
        (1, "SAME"),
        (None, "ADDED"),
        (2, "EDITED"),
    ]
    held = client(hall, "delegate").get(f"/api/meetings/{hall.meeting.id}/annotations?since=0").json()
    (carried,) = [one for one in held["annotations"] if one["carried_from"] == note["id"]]
    (there,) = [word for word in words(second["sha256"], 3) if word[4] == "212"]
    assert (carried["version"], carried["page"]) == (2, 3)
    assert carried["body"]["rects"] == [pytest.approx(there[:4], abs=1e-4)]
