"""The text of a paper over HTTP: of the version asked for, to those who may read it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agenda.models import Document, DocumentVersion, FilePage
from tests.agenda import sheets
from tests.agenda.api.test_upload import upload
from tests.agenda.cast import PUBLISHED_AT, Hall

pytestmark = pytest.mark.django_db


def get(hall: Hall, role: str, path: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(path)


def test_an_uploaded_paper_can_be_read_as_text(hall: Hall) -> None:
    upload(hall, sheets.drawn(["NGHỊ QUYẾT", "Về giá đất"], "Điều 2"))
    document = Document.objects.get()

    answer = get(hall, "secretary", f"/api/documents/{document.id}/text")

    assert answer.json() == {
        "document": str(document.id),
        "version": 1,
        "sha256": document.versions.get().sha256,
        "pages": [{"no": 1, "text": "NGHỊ QUYẾT\nVề giá đất"}, {"no": 2, "text": "Điều 2"}],
    }
    assert answer["Cache-Control"] == "private, no-store"


def test_the_same_content_taken_in_twice_has_its_pages_once(hall: Hall) -> None:
    content = sheets.drawn("Trang một", "Trang hai")

    upload(hall, content)
    upload(hall, content)

    assert FilePage.objects.count() == 2
    assert Document.objects.count() == 2


def test_pages_that_were_lost_half_way_are_written_when_it_comes_again(hall: Hall) -> None:
    content = sheets.drawn("Trang một", "Trang hai")
    upload(hall, content)
    FilePage.objects.filter(no=2).delete()

    upload(hall, content)

    assert list(FilePage.objects.values_list("no", "text")) == [(1, "Trang một"), (2, "Trang hai")]


def test_each_version_has_its_own_text(hall: Hall) -> None:
    paper = hall.document("Tờ trình", issued=True)
    DocumentVersion.objects.create(document=paper, no=2, sha256="cd" * 32, size=10, pages=1, at=PUBLISHED_AT)
    FilePage.objects.create(sha256=paper.versions.get(no=1).sha256, no=1, width=1, height=1, text="cũ")
    FilePage.objects.create(sha256="cd" * 32, no=1, width=1, height=1, text="mới")

    newest = get(hall, "delegate", f"/api/documents/{paper.id}/text").json()
    first = get(hall, "delegate", f"/api/documents/{paper.id}/text?version=1").json()

    assert (newest["version"], newest["pages"]) == (2, [{"no": 1, "text": "mới"}])
    assert (first["version"], first["pages"]) == (1, [{"no": 1, "text": "cũ"}])


@pytest.mark.parametrize("no", ["3", "0", "-1", "x", "99999999999", "²"])
def test_a_version_that_is_not_there_is_not_found(hall: Hall, no: str) -> None:
    paper = hall.document(issued=True)

    assert get(hall, "delegate", f"/api/documents/{paper.id}/text?version={no}").status_code == 404


def test_a_draft_has_no_text_for_those_who_may_not_read_it(hall: Hall) -> None:
    paper = hall.document("Dự thảo")

    roles = ("secretary", "delegate", "guest", "outsider")
    answers = [get(hall, role, f"/api/documents/{paper.id}/text").status_code for role in roles]

    assert answers == [200, 404, 404, 404]
