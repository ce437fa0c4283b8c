"""A document over HTTP: uploaded and cleaned, issued, and refused with its reason."""

from __future__ import annotations

import io
import unicodedata
from http import HTTPStatus
from typing import Any

import pypdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from agenda.models import AgendaItem, Document, DocumentVersion
from tests.agenda import sheets
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db


def pdf(pages: int = 1) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width=595, height=842)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def upload(
    hall: Hall, content: bytes, *, role: str = "secretary", key: object = None, **fields: object
) -> Any:
    client = Client(headers={"Idempotency-Key": str(key or new_key())})
    client.force_login(hall[role])
    # The name and the type are those of a program, to show that neither is looked at.
    file = SimpleUploadedFile("to-trinh.exe", content, content_type="application/x-msdownload")
    given = {"title": "Tờ trình", "kind": "SUBMISSION", "circulation": "PUBLIC", "file": file}
    return client.post(f"/api/meetings/{hall.meeting.id}/documents", given | fields)


def post(hall: Hall, role: str, path: str, data: object = None, **headers: str) -> Any:
    client = Client(headers={"Idempotency-Key": str(new_key())} | headers)
    client.force_login(hall[role])
    return client.post(f"/api{path}", data or {}, content_type="application/json")


def test_a_pdf_becomes_a_draft_that_can_be_read_back(hall: Hall) -> None:
    item = hall.item()

    response = upload(hall, pdf(), item=str(item.id), dated="2023-11-20", number=" 12/TTr ")

    document = Document.objects.get()
    assert response.status_code == HTTPStatus.OK, response.content
    assert response.json()["result"]["pages"] == 1
    assert (document.state, document.item_id, document.number) == ("DRAFT", item.id, "12/TTr")
    assert f"{document.dated}" == "2023-11-20"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"PK\x03\x04 [Content_Types].xml word/document.xml", "agenda.not_a_pdf")],
)
def test_what_is_no_pdf_is_refused_whatever_its_name(hall: Hall, content: bytes, code: str) -> None:
    response = upload(hall, content)

    assert response.json()["code"] == code
    assert not Document.objects.exists()


def test_an_upload_retried_with_its_key_is_one_document(hall: Hall) -> None:
    key, content = new_key(), pdf()

    first, again = upload(hall, content, key=key), upload(hall, content, key=key)

    assert first.json() == again.json()
    assert DocumentVersion.objects.count() == 1


def test_a_stranger_is_turned_away_before_the_file_is_looked_at(hall: Hall) -> None:
    refused = upload(hall, b"no pdf at all", role="delegate")
    not_found = upload(hall, b"no pdf at all", role="outsider")

    assert (refused.status_code, refused.json()["code"]) == (403, "meetings.not_allowed")
    assert (not_found.status_code, not_found.json()["code"]) == (404, "meetings.not_found")


def test_a_paper_belongs_to_an_item_or_a_dossier_not_to_both(hall: Hall) -> None:
    item, dossier = hall.item(), hall.dossier()

    response = upload(hall, pdf(), item=str(item.id), dossier=str(dossier.id))

    assert response.status_code == HTTPStatus.BAD_REQUEST


def test_an_unknown_kind_or_circulation_is_refused(hall: Hall) -> None:
    assert upload(hall, pdf(), kind="SECRET").status_code == HTTPStatus.BAD_REQUEST
    assert upload(hall, pdf(), circulation="EVERYONE").status_code == HTTPStatus.BAD_REQUEST
    assert not Document.objects.exists()


def test_titles_are_kept_in_one_unicode_form(hall: Hall) -> None:
    upload(hall, pdf(), title=unicodedata.normalize("NFD", "Tờ trình"))

    assert Document.objects.get().title == "Tờ trình"


def test_drafts_are_issued_in_one_request(hall: Hall) -> None:
    papers = [hall.document("Báo cáo"), hall.document("Tờ trình")]

    response = post(
        hall,
        "staff",
        f"/meetings/{hall.meeting.id}/documents/publish",
        {"documents": [str(paper.id) for paper in papers], "late_consent": "Chủ tọa kỳ họp"},
    )

    assert response.status_code == HTTPStatus.OK, response.content
    assert set(Document.objects.values_list("state", flat=True)) == {"PUBLISHED"}


def test_issuing_nothing_is_a_bad_request(hall: Hall) -> None:
    path = f"/meetings/{hall.meeting.id}/documents/publish"

    assert post(hall, "staff", path, {"documents": []}).status_code == HTTPStatus.BAD_REQUEST


def test_an_item_goes_through_its_life_over_http(hall: Hall) -> None:
    added = post(
        hall,
        "secretary",
        f"/meetings/{hall.meeting.id}/items",
        {"title": "Chất vấn", "kind": "QUESTIONING", "starts_at": "07:30", "minutes": 210},
    )
    item = AgendaItem.objects.get()
    edited = post(hall, "secretary", f"/items/{item.id}/edit", {"rev": 1, "minutes": 200})
    published = post(hall, "staff", f"/meetings/{hall.meeting.id}/agenda/publish")
    hall.open_sitting()
    started = post(hall, "chair", f"/items/{item.id}/start")

    item.refresh_from_db()
    answers = (added, edited, published, started)
    assert [answer.status_code for answer in answers] == [HTTPStatus.OK] * 4
    assert (item.minutes, item.state) == (200, "CURRENT")


def test_a_stale_edit_is_answered_with_the_item_as_it_is(hall: Hall) -> None:
    item = hall.item("Báo cáo")
    post(hall, "staff", f"/items/{item.id}/edit", {"rev": 1, "title": "Báo cáo tóm tắt"})

    response = post(hall, "secretary", f"/items/{item.id}/edit", {"rev": 1, "title": "Khác"})

    refusal = response.json()
    assert (response.status_code, refusal["code"]) == (409, "agenda.item_changed")
    assert refusal["facts"]["current"]["title"] == "Báo cáo tóm tắt"
    assert refusal["facts"]["fields"] == ["title"]


def test_a_command_without_a_key_is_refused(hall: Hall) -> None:
    client = Client()
    client.force_login(hall["secretary"])

    response = client.post(f"/api/meetings/{hall.meeting.id}/agenda/publish")

    assert (response.status_code, response.json()["code"]) == (400, "meetings.key_missing")


def test_what_does_not_exist_is_not_found(hall: Hall) -> None:
    paths = ("/items/999999/start", "/documents/999999/remove", "/meetings/999999/agenda/publish")

    statuses = [post(hall, "secretary", path).status_code for path in paths]

    assert statuses == [HTTPStatus.NOT_FOUND] * 3


def test_a_secret_paper_is_refused_until_a_person_says_that_the_word_is_harmless(hall: Hall) -> None:
    stamped = sheets.drawn(["Số: 12/BC-UBND", "MẬT", "BÁO CÁO"])

    refused = upload(hall, stamped)
    confirmed = upload(hall, stamped, harmless="true")

    facts = refused.json()["facts"]
    assert (refused.status_code, refused.json()["code"]) == (422, "agenda.state_secret")
    assert (facts["level"], facts["page"], facts["words"], facts["declared"]) == ("MẬT", 1, "MẬT", False)
    assert confirmed.status_code == HTTPStatus.OK, confirmed.content
    assert DocumentVersion.objects.get().harmless_by == hall["secretary"]


def test_a_declared_level_cannot_be_talked_away(hall: Hall) -> None:
    response = upload(hall, sheets.drawn("Báo cáo"), secrecy="TOI_MAT", harmless="true")

    assert (response.status_code, response.json()["code"]) == (422, "agenda.state_secret")
    assert response.json()["facts"]["declared"] is True
    assert not Document.objects.exists()
