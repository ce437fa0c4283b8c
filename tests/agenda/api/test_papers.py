"""Papers over HTTP: edited, approved, issued at a time, replaced, recalled, and read in an old version."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda import files
from agenda.commands import carrying
from agenda.models import Document
from meetings import clock
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

CONSENT = "Chủ tọa kỳ họp"


def post(hall: Hall, role: str, path: str, data: object = None) -> Any:
    client = Client(headers={"Idempotency-Key": str(new_key())})
    client.force_login(hall[role])
    return client.post(f"/api{path}", data or {}, content_type="application/json")


def get(hall: Hall, role: str, path: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(f"/api{path}")


def pdf(title: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": title})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def replace(hall: Hall, role: str, paper: Document, content: bytes, **fields: object) -> Any:
    client = Client(headers={"Idempotency-Key": str(new_key())})
    client.force_login(hall[role])
    return client.post(
        f"/api/documents/{paper.id}/replace", {"file": SimpleUploadedFile("a.pdf", content), **fields}
    )


def body(response: Any) -> bytes:
    async def read(stream: AsyncIterator[bytes]) -> bytes:
        return b"".join([block async for block in stream])

    return asyncio.run(read(aiter(response.streaming_content)))


def test_a_paper_goes_from_draft_to_its_readers_over_http(hall: Hall) -> None:
    paper, dossier = hall.document("Tờ trình"), hall.dossier()
    meeting, papers = f"/meetings/{hall.meeting.id}/documents", {"documents": [str(paper.id)]}

    answers = [
        post(hall, "staff", f"/documents/{paper.id}/edit", {"title": "Giá đất", "dossier": str(dossier.id)}),
        post(hall, "staff", f"{meeting}/submit", papers),
        post(hall, "office_head", f"{meeting}/return", papers | {"reason": "Thiếu phụ lục"}),
        post(hall, "staff", f"{meeting}/submit", papers),
        post(hall, "office_head", f"{meeting}/approve", papers),
        post(hall, "secretary", f"{meeting}/publish", papers | {"late_consent": CONSENT}),
        post(hall, "chair", f"/documents/{paper.id}/recall", {"reason": "Sai số liệu"}),
    ]

    assert [answer.status_code for answer in answers] == [HTTPStatus.OK] * 7, answers[-1].content
    paper.refresh_from_db()
    assert (paper.title, paper.dossier, paper.item) == ("Giá đất", dossier, None)
    assert (paper.state, paper.recalled_by, paper.recall_reason) == ("RECALLED", "Chủ tọa", "Sai số liệu")


def test_a_field_that_is_left_out_stays_as_it_is_and_so_does_the_place(hall: Hall) -> None:
    item = hall.item()
    paper = hall.document("Tờ trình", item=item, number="12/TTr")

    answer = post(hall, "staff", f"/documents/{paper.id}/edit", {"title": " Giá đất "})

    paper.refresh_from_db()
    assert (answer.status_code, paper.title, paper.number, paper.item) == (200, "Giá đất", "12/TTr", item)


def test_a_paper_cannot_be_moved_to_an_item_and_a_dossier_at_once(hall: Hall) -> None:
    paper = hall.document()
    both = {"item": str(hall.item().id), "dossier": str(hall.dossier().id)}

    assert post(hall, "staff", f"/documents/{paper.id}/edit", both).status_code == HTTPStatus.BAD_REQUEST


def test_a_late_issue_is_refused_with_the_deadline_in_words(hall: Hall) -> None:
    paper = hall.document()

    answer = post(
        hall, "staff", f"/meetings/{hall.meeting.id}/documents/publish", {"documents": [str(paper.id)]}
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.document_late")
    assert answer.json()["detail"].startswith("Đã quá hạn gửi tài liệu (01/12/2023). Cần ý kiến của")


def test_an_issue_at_a_time_waits_for_it_and_can_be_undone(hall: Hall) -> None:
    paper = hall.document()
    at = (clock.now() + timedelta(hours=1)).isoformat()
    path = f"/meetings/{hall.meeting.id}/documents/publish"
    issue = {"documents": [str(paper.id)], "at": at, "late_consent": CONSENT}

    answer = post(hall, "staff", path, issue)
    waiting = Document.objects.get()
    undone = post(hall, "secretary", f"/documents/{paper.id}/unschedule")

    assert (answer.status_code, undone.status_code) == (200, 200)
    assert (waiting.state, waiting.scheduled_by) == ("DRAFT", hall["staff"])
    assert Document.objects.get().publish_at is None


@pytest.mark.parametrize("at", ["ngày mai", "2023-13-01T00:00:00Z"])
def test_a_moment_that_is_none_is_a_bad_request(hall: Hall, at: str) -> None:
    paper = hall.document()
    issue = {"documents": [str(paper.id)], "at": at}

    answer = post(hall, "staff", f"/meetings/{hall.meeting.id}/documents/publish", issue)

    assert answer.status_code == HTTPStatus.BAD_REQUEST


def test_a_paper_is_issued_to_one_group_first(hall: Hall) -> None:
    paper, group = hall.document(), hall.group(3, "delegate")
    issue = {"documents": [str(paper.id)], "group": str(group.id), "late_consent": CONSENT}

    answer = post(hall, "staff", f"/meetings/{hall.meeting.id}/documents/publish", issue)

    assert answer.json()["result"]["group"] == str(group.id)
    assert Document.objects.get().group == group


def test_a_replaced_paper_is_read_in_both_versions(hall: Hall, tmp_path: Path) -> None:
    (tmp_path / "first.pdf").write_bytes(pdf("bản đầu"))
    first = files.store(tmp_path / "first.pdf")
    paper = hall.document(issued=True)
    paper.versions.update(sha256=first, size=(tmp_path / "first.pdf").stat().st_size)

    answer = replace(hall, "staff", paper, pdf("bản hai"), reason="Đính chính")

    assert (answer.status_code, answer.json()["result"]["version"]) == (200, 2)
    old, new = (get(hall, "guest", f"/documents/{paper.id}/file{query}") for query in ("?version=1", ""))
    assert body(old) == pdf("bản đầu")
    assert old["ETag"] != new["ETag"]
    assert get(hall, "guest", f"/documents/{paper.id}/file?version=3").status_code == 404


def test_a_stranger_replaces_nothing_and_his_file_is_not_even_looked_at(hall: Hall) -> None:
    paper = hall.document(issued=True)

    refused = replace(hall, "delegate", paper, b"no pdf at all", reason="Đính chính")
    unknown = replace(hall, "outsider", paper, b"no pdf at all", reason="Đính chính")
    missing = post(hall, "staff", "/documents/999999/replace", {"upload": str(new_key())})

    assert [(a.status_code, a.json()["code"]) for a in (refused, unknown, missing)] == [
        (403, "meetings.not_allowed"),
        (404, "meetings.not_found"),
        (404, "meetings.not_found"),
    ]


def test_a_paper_is_replaced_by_a_file_that_came_in_parts(hall: Hall) -> None:
    paper, content = hall.document(issued=True), pdf("bản hai")
    begun = post(
        hall, "staff", f"/meetings/{hall.meeting.id}/uploads", {"name": "b.pdf", "size": len(content)}
    )
    upload = begun.json()["id"]
    client = Client(headers={"Upload-Offset": "0"})
    client.force_login(hall["staff"])
    client.patch(f"/api/uploads/{upload}", content, content_type="application/octet-stream")

    answer = post(hall, "staff", f"/documents/{paper.id}/replace", {"upload": upload, "reason": "Đính chính"})

    assert (answer.status_code, answer.json()["result"]["version"]) == (200, 2), answer.content
    assert paper.versions.get(no=2).pages == 1


def test_the_notes_of_readers_are_carried_when_the_new_version_is_there(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried: list[tuple[int, int]] = []
    monkeypatch.setattr(carrying, "carry_soon", lambda document, after: carried.append((document, after)))
    paper = hall.document(issued=True)

    replace(hall, "staff", paper, pdf("bản hai"))
    assert carried == []
    replace(hall, "staff", paper, pdf("bản hai"), reason="Đính chính")

    assert carried == [(paper.id, 2)]


def test_a_file_that_is_refused_replaces_nothing(hall: Hall) -> None:
    paper = hall.document(issued=True)

    answer = replace(hall, "staff", paper, b"no pdf at all", reason="Đính chính")

    assert answer.json()["code"] == "agenda.not_a_pdf"
    assert paper.versions.count() == 1


@pytest.mark.parametrize("path", ["file", "file?version=1", "text"])
def test_a_recalled_paper_is_gone_and_says_who_decided_it_and_why(hall: Hall, path: str) -> None:
    paper = hall.document("Tờ trình", issued=True)
    post(hall, "staff", f"/documents/{paper.id}/recall", {"reason": "Sai số liệu"})

    answer = get(hall, "delegate", f"/documents/{paper.id}/{path}")

    assert (answer.status_code, answer.json()["code"]) == (410, "agenda.document_recalled")
    assert answer.json()["detail"] == (
        "Tài liệu “Tờ trình” đã được thu hồi theo quyết định của Văn phòng, không mở được nữa. "
        "Lý do: Sai số liệu."
    )


def test_the_file_of_another_group_is_refused_with_the_name_of_that_group(hall: Hall) -> None:
    hall.group(3, "delegate")
    paper = hall.document(issued=True, group=hall.group(4))

    answer = get(hall, "delegate", f"/documents/{paper.id}/file")

    assert (answer.status_code, answer.json()["code"]) == (403, "agenda.not_your_group")


def test_a_dossier_is_spared_papers_over_http(hall: Hall) -> None:
    dossier = hall.dossier()
    path = f"/dossiers/{dossier.id}/exempt"

    spared = post(hall, "staff", path, {"kinds": ["EXAMINATION_REPORT"]})
    wrong = post(hall, "staff", path, {"kinds": ["NOTICE"]})

    dossier.refresh_from_db()
    assert (spared.status_code, wrong.status_code) == (200, 400)
    assert dossier.exempt == ["EXAMINATION_REPORT"]
