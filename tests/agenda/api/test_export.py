"""One's notes to take along: in the PDF one's own and, asked for, shared ones; in the list one's own."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from django.test import Client
from pypdf import PdfReader

from agenda import files
from agenda.commands import sharing
from agenda.models import Annotation, Document, DocumentVersion
from tests.agenda.cast import PUBLISHED_AT, Hall
from tests.agenda.commands.test_annotations import NOTE, SECRET, STROKE, draft, take
from tests.agenda.sheets import drawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(hall: Hall, tmp_path: Path) -> Document:
    """Issue a real paper of two pages under an item."""
    (tmp_path / "paper.pdf").write_bytes(drawn("Trang một", "Trang hai"))
    paper = hall.document(
        "Giá đất / 2024", issued=True, item=hall.item("Bảng giá đất"), number="6123/TTr-UBND"
    )
    sha256 = files.store(tmp_path / "paper.pdf")
    paper.versions.update(sha256=sha256, pages=2, size=(tmp_path / "paper.pdf").stat().st_size)
    return paper


def get(hall: Hall, role: str, path: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(path)


def body(response: Any) -> bytes:
    async def read(stream: AsyncIterator[bytes]) -> bytes:
        return b"".join([block async for block in stream])

    return asyncio.run(read(aiter(response.streaming_content)))


def told(response: Any) -> list[tuple[int, str, str]]:
    """Return (page, author, contents) of each annotation in the file that was answered."""
    return [
        (no, one.get_object()["/T"], one.get_object()["/Contents"])
        for no, page in enumerate(PdfReader(io.BytesIO(body(response))).pages, start=1)
        for one in page.get("/Annots", [])
    ]


def test_the_file_comes_as_an_attachment_with_the_notes_on_it(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper, page=2))

    response = get(hall, "delegate", f"/api/documents/{paper.id}/annotated")

    assert response.is_async
    assert response["Content-Type"] == "application/pdf"
    assert unquote(response["Content-Disposition"]) == (
        "attachment; filename*=UTF-8''6123-TTr-UBND Giá đất - 2024 (ghi chú).pdf"
    )
    assert told(response) == [(2, "Delegate", SECRET)]


def test_nobody_takes_along_what_others_keep_private(hall: Hall, paper: Document) -> None:
    take(hall, draft(paper, page=1))

    for role in ("chair", "staff", "secretary"):
        response = get(hall, role, f"/api/documents/{paper.id}/annotated?shared=1")
        assert told(response) == []


def test_shared_notes_go_along_when_asked_for(hall: Hall, paper: Document) -> None:
    take(hall, shared := draft(paper, page=1))
    take(hall, draft(paper, page=2, body=NOTE | {"text": "Của thư ký"}), role="staff")
    sharing.share(shared.id, shared_with="SECRETARIAT", by=hall["delegate"])
    path = f"/api/documents/{paper.id}/annotated"

    assert told(get(hall, "staff", path)) == [(2, "Staff", "Của thư ký")]
    assert told(get(hall, "staff", f"{path}?shared=1")) == [
        (1, "Delegate", SECRET),
        (2, "Staff", "Của thư ký"),
    ]
    assert get(hall, "staff", f"{path}?shared=all").json()["code"] == "meetings.bad_input"


def test_each_version_has_its_own_notes(hall: Hall, paper: Document) -> None:
    first = paper.versions.get()
    DocumentVersion.objects.create(
        document=paper, no=2, sha256=first.sha256, size=first.size, pages=2, at=PUBLISHED_AT, reason="Sửa"
    )
    take(hall, draft(paper, version=2, page=1, body=NOTE | {"text": "Bản hai"}))

    assert told(get(hall, "delegate", f"/api/documents/{paper.id}/annotated?version=1")) == []
    assert told(get(hall, "delegate", f"/api/documents/{paper.id}/annotated")) == [(1, "Delegate", "Bản hai")]


def test_who_may_not_read_the_paper_gets_nothing(hall: Hall, paper: Document) -> None:
    paper.circulation = "DELEGATES_ONLY"
    paper.save()
    path = f"/api/documents/{paper.id}/annotated"
    assert get(hall, "guest", path).json()["code"] == "meetings.not_found"

    paper.state, paper.recalled_at, paper.recall_reason = "RECALLED", PUBLISHED_AT, "Sai số liệu"
    paper.save()
    assert get(hall, "delegate", path).json()["code"] == "agenda.document_recalled"


def test_the_list_goes_by_item_paper_and_page(hall: Hall, paper: Document) -> None:
    general = hall.document("Thông báo", issued=True)
    take(
        hall,
        draft(general, page=1, kind="BOOKMARK", body={}),
        draft(paper, page=2, kind="PEN", body=STROKE),
        draft(paper, page=2, kind="PEN", body=STROKE),
        draft(paper, page=2),
        one := draft(paper, page=1, kind="SPEECH", body={"text": "Kính thưa\nHội đồng"}),
    )
    take(hall, draft(paper, page=1, body=NOTE | {"text": "Của người khác"}), role="chair")
    sharing.share(one.id, shared_with="SECRETARIAT", by=hall["delegate"])
    sharing.answer(one.id, text="Đã xếp lịch", by=hall["staff"])
    Annotation.objects.update(changed_at=PUBLISHED_AT)

    response = get(hall, "delegate", f"/api/meetings/{hall.meeting.id}/annotations/list")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="ghi-chu.txt"'
    lines = response.content.decode().splitlines()
    assert lines[:2] == ["GHI CHÚ CỦA DELEGATE", "Kỳ họp thứ mười ba"]
    assert lines[3:] == [
        "",
        "1. Bảng giá đất",
        "  Giá đất / 2024 (6123/TTr-UBND), bản 1",
        "    Trang 1: Chuẩn bị phát biểu: Kính thưa Hội đồng (09:00, 28/11/2023; Góp ý gửi Văn phòng)",
        "    Trang 1: Văn phòng trả lời: Đã xếp lịch (Staff)",
        "    Trang 2: 2 nét bút",
        f"    Trang 2: Ghi chú: {SECRET} (09:00, 28/11/2023)",
        "",
        "Tài liệu chung",
        "  Thông báo, bản 1",
        "    Trang 1: Dấu trang (09:00, 28/11/2023)",
    ]


def test_an_empty_list_says_so_and_outsiders_get_none(hall: Hall) -> None:
    path = f"/api/meetings/{hall.meeting.id}/annotations/list"

    assert get(hall, "delegate", path).content.decode().splitlines()[-1] == "Chưa có ghi chú nào."
    assert get(hall, "outsider", path).json()["code"] == "meetings.not_found"
