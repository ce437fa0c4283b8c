"""The file of a document: by ranges, by entity tag, and only to those it is for."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from agenda import files
from agenda.models import Document
from tests.agenda.cast import Hall

pytestmark = pytest.mark.django_db

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 1200
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def paper(hall: Hall, tmp_path: Path) -> Document:
    """Issue a public paper of 307,209 bytes, longer than one block of the stream."""
    (tmp_path / "paper.pdf").write_bytes(CONTENT)
    files.store(tmp_path / "paper.pdf")
    paper = hall.document("Tờ trình / giá đất", issued=True, number="6123/TTr-UBND")
    paper.versions.update(sha256=SHA256, size=len(CONTENT))
    return paper


def get(hall: Hall, role: str, paper: Document, **headers: str) -> Any:
    client = Client(headers=headers)
    client.force_login(hall[role])
    return client.get(f"/api/documents/{paper.id}/file")


def body(response: Any) -> bytes:
    async def read(stream: AsyncIterator[bytes]) -> bytes:
        return b"".join([block async for block in stream])

    return asyncio.run(read(aiter(response.streaming_content)))


def test_the_whole_file_comes_block_by_block(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper)

    assert response.status_code == HTTPStatus.OK
    assert response.is_async, "a plain iterator would be read whole into memory under ASGI"
    assert body(response) == CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Length"] == str(len(CONTENT))
    assert response["Accept-Ranges"] == "bytes"


def test_a_range_comes_alone(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper, Range="bytes=100-70099")

    assert response.status_code == HTTPStatus.PARTIAL_CONTENT
    assert response["Content-Range"] == f"bytes 100-70099/{len(CONTENT)}"
    assert response["Content-Length"] == "70000"
    assert body(response) == CONTENT[100:70100]


def test_the_end_of_the_file_may_be_asked_for_first(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper, Range="bytes=-1024")

    assert body(response) == CONTENT[-1024:]


def test_a_range_outside_the_file_is_answered_with_its_length(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper, Range="bytes=9000000-")

    assert response.status_code == HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
    assert response["Content-Range"] == f"bytes */{len(CONTENT)}"


def test_several_ranges_get_the_whole_file(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper, Range="bytes=0-1,5-9")

    assert response.status_code == HTTPStatus.OK
    assert body(response) == CONTENT


def test_a_known_file_is_not_sent_again(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper, If_None_Match=f'"{SHA256}"')

    assert response.status_code == HTTPStatus.NOT_MODIFIED
    assert response["ETag"] == f'"{SHA256}"'
    assert response.content == b""


def test_a_range_of_a_replaced_version_gets_the_whole_new_file(hall: Hall, paper: Document) -> None:
    old = get(hall, "guest", paper, Range="bytes=0-9", If_Range=f'"{"0" * 64}"')
    same = get(hall, "guest", paper, Range="bytes=0-9", If_Range=f'"{SHA256}"')

    assert old.status_code == HTTPStatus.OK
    assert same.status_code == HTTPStatus.PARTIAL_CONTENT


def test_the_file_can_run_nothing_and_is_kept_by_its_reader_alone(hall: Hall, paper: Document) -> None:
    response = get(hall, "guest", paper)

    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"] == (
        "inline; filename*=UTF-8''6123-TTr-UBND%20T%E1%BB%9D%20tr%C3%ACnh%20-%20gi%C3%A1%20"
        "%C4%91%E1%BA%A5t.pdf"
    )


def test_a_reader_that_accepts_only_pdf_is_served(hall: Hall, paper: Document) -> None:
    assert get(hall, "guest", paper, Accept="application/pdf").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("changes", "seen_by"),
    [
        ({"circulation": "PUBLIC"}, {"delegate", "guest", "observer", "site", "staff", "chair"}),
        ({"circulation": "DELEGATES_ONLY"}, {"delegate", "staff", "chair"}),
        ({"state": "DRAFT", "published_at": None}, {"staff"}),
        ({"state": "REMOVED", "published_at": None}, set()),
    ],
)
def test_a_file_is_found_by_those_it_is_for_alone(
    hall: Hall, paper: Document, changes: dict[str, Any], seen_by: set[str]
) -> None:
    Document.objects.filter(id=paper.id).update(**changes)
    roles = ("delegate", "guest", "observer", "site", "staff", "chair", "outsider")

    statuses = {role: get(hall, role, paper).status_code for role in roles}

    found = {role for role, status in statuses.items() if status == HTTPStatus.OK}
    assert found == seen_by
    assert set(statuses.values()) <= {HTTPStatus.OK, HTTPStatus.NOT_FOUND}


def test_a_stranger_of_the_platform_gets_nothing(paper: Document) -> None:
    response = Client().get(f"/api/documents/{paper.id}/file")

    assert response.status_code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
