"""What leaves the app: one's own marked copy, a bundle in the order of the agenda, an archive with its sums."""

from __future__ import annotations

import asyncio
import hashlib
import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from agenda import binder, bundle
from agenda.bundle import FileDamagedError, Folder, Paper, file_name, placed
from agenda.models import Document, ItemDossier
from meetings import clock
from tests.agenda.cast import PUBLISHED_AT, Hall
from tests.agenda.papers import keep, pdf

pytestmark = pytest.mark.django_db

NOW = datetime(2023, 12, 6, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def get(hall: Hall, role: str, path: str) -> Any:
    client = Client()
    client.force_login(hall[role])
    return client.get(path)


def body(response: Any) -> bytes:
    async def read() -> bytes:
        return b"".join([block async for block in response.streaming_content])

    return asyncio.run(read())


@pytest.fixture
def table(hall: Hall, tmp_path: Path) -> Hall:
    """Put on the table: a report of item 1, two papers of a dossier of item 2.1, one of the meeting, one recalled."""
    first = hall.item("Báo cáo kinh tế - xã hội")
    parent = hall.item("Trình bày")
    child = hall.item("Tờ trình: giá đất", parent=parent, position=1, number="2.1")
    dossier = hall.dossier("Giá đất")
    ItemDossier.objects.create(item=child, dossier=dossier, stage="PRESENTED")
    hall.publish()
    for title, fields in (
        ("Dự thảo nghị quyết", {"dossier": dossier, "number": "45/NQ"}),
        ("Báo cáo", {"item": first}),
        ("Chương trình", {}),
        ("Tờ trình", {"dossier": dossier, "number": "6123/TTr", "circulation": "DELEGATES_ONLY"}),
        ("Thu hồi", {"item": first, "state": "RECALLED", "recalled_at": PUBLISHED_AT}),
    ):
        document = hall.document(title, issued=True, **fields)
        keep(document, pdf(tmp_path / f"{document.pk}.pdf", title, "2"))
    keep(hall.document("Chưa phát hành", item=first), pdf(tmp_path / "draft.pdf", "draft"))
    return hall


def outline(reader: PdfReader, lines: Any = None) -> list[Any]:
    found: list[Any] = []
    for line in reader.outline if lines is None else lines:
        if isinstance(line, list):
            found.append(outline(reader, line))
        else:
            found.append((line.title, reader.get_destination_page_number(line)))
    return found


def test_a_downloaded_paper_bears_the_name_of_who_took_it(table: Hall) -> None:
    paper = Document.objects.get(title="Báo cáo")

    answer = get(table, "delegate", f"/api/documents/{paper.pk}/download")

    texts = [page.extract_text() for page in PdfReader(io.BytesIO(body(answer))).pages]
    assert ["Delegate · 07:30, 06/12/2023" in text for text in texts] == [True, True]
    assert answer["Content-Disposition"] == "attachment; filename*=UTF-8''B%C3%A1o%20c%C3%A1o.pdf"
    assert answer["Content-Type"] == "application/pdf"


def test_what_is_read_in_the_app_bears_no_mark(table: Hall) -> None:
    paper = Document.objects.get(title="Báo cáo")

    answer = get(table, "delegate", f"/api/documents/{paper.pk}/file")

    assert hashlib.sha256(body(answer)).hexdigest() == paper.versions.get().sha256


def test_a_paper_that_is_not_theirs_is_not_downloaded(table: Hall) -> None:
    private, recalled = (Document.objects.get(title=title) for title in ("Tờ trình", "Thu hồi"))

    assert get(table, "guest", f"/api/documents/{private.pk}/download").status_code == 404
    assert get(table, "delegate", f"/api/documents/{recalled.pk}/download").status_code == 410


def test_a_bundle_has_a_bookmark_for_each_item_dossier_and_paper(table: Hall) -> None:
    answer = get(table, "delegate", f"/api/meetings/{table.meeting.pk}/bundle?form=pdf")

    reader = PdfReader(io.BytesIO(body(answer)))
    assert outline(reader) == [
        ("00 Tài liệu chung", 0),
        [("Chương trình", 0)],
        ("01 Báo cáo kinh tế - xã hội", 2),
        [("Báo cáo", 2)],
        ("02.01 Tờ trình: giá đất", 4),
        [
            ("Hồ sơ 01 Giá đất", 4),
            [("45/NQ Dự thảo nghị quyết", 4), ("6123/TTr Tờ trình", 6)],
        ],
    ]
    assert [len(reader.pages), reader.metadata.title if reader.metadata else ""] == [8, "Kỳ họp thứ mười ba"]
    assert all("Delegate · 07:30, 06/12/2023 · Bản sao" in page.extract_text() for page in reader.pages)


def names(answer: Any) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(body(answer))).namelist()


def test_the_office_archives_what_was_issued_byte_by_byte(table: Hall) -> None:
    answer = get(table, "staff", f"/api/meetings/{table.meeting.pk}/bundle?form=zip")

    archive = zipfile.ZipFile(io.BytesIO(body(answer)))
    sums = dict(reversed(line.split("  ")) for line in archive.read("SHA256SUMS.txt").decode().splitlines())
    assert archive.testzip() is None
    assert list(sums) == [
        "00 Tài liệu chung/Chương trình.pdf",
        "01 Báo cáo kinh tế - xã hội/Báo cáo.pdf",
        "01 Báo cáo kinh tế - xã hội/Chưa phát hành.pdf",
        "02.01 Tờ trình- giá đất/Hồ sơ 01 Giá đất/45-NQ Dự thảo nghị quyết.pdf",
        "02.01 Tờ trình- giá đất/Hồ sơ 01 Giá đất/6123-TTr Tờ trình.pdf",
    ]
    assert archive.namelist() == [*sums, "SHA256SUMS.txt"]
    assert {hashlib.sha256(archive.read(name)).hexdigest() for name in sums} == set(sums.values())
    report = Document.objects.get(title="Báo cáo").versions.get().sha256
    assert sums["01 Báo cáo kinh tế - xã hội/Báo cáo.pdf"] == report


def test_everybody_else_takes_marked_copies_with_the_sums_of_the_originals_beside(table: Hall) -> None:
    answer = get(table, "guest", f"/api/meetings/{table.meeting.pk}/bundle?form=zip")

    archive = zipfile.ZipFile(io.BytesIO(body(answer)))
    assert archive.namelist() == [
        "00 Tài liệu chung/Chương trình.pdf",
        "01 Báo cáo kinh tế - xã hội/Báo cáo.pdf",
        "02.01 Tờ trình- giá đất/Hồ sơ 01 Giá đất/45-NQ Dự thảo nghị quyết.pdf",
        "SHA256SUMS.txt",
        "BAN-GOC-SHA256.txt",
    ]
    name = "01 Báo cáo kinh tế - xã hội/Báo cáo.pdf"
    copy = archive.read(name)
    assert "Guest · 07:30" in PdfReader(io.BytesIO(copy)).pages[0].extract_text()
    original = Document.objects.get(title="Báo cáo").versions.get().sha256
    assert f"{hashlib.sha256(copy).hexdigest()}  {name}\n" in archive.read("SHA256SUMS.txt").decode()
    assert f"{original}  {name}\n" in archive.read("BAN-GOC-SHA256.txt").decode()


def test_only_the_papers_that_were_asked_for_are_in_it(table: Hall) -> None:
    wanted, private = Document.objects.get(title="Báo cáo"), Document.objects.get(title="Tờ trình")

    answer = get(
        table, "guest", f"/api/meetings/{table.meeting.pk}/bundle?form=zip&documents={wanted.pk},{private.pk}"
    )

    assert names(answer)[:-2] == ["01 Báo cáo kinh tế - xã hội/Báo cáo.pdf"]


def test_the_titles_of_a_programme_that_is_not_published_do_not_leave_with_its_papers(
    hall: Hall, tmp_path: Path
) -> None:
    document = hall.document("Báo cáo", issued=True, item=hall.item("Nội dung chưa công bố"))
    keep(document, pdf(tmp_path / "a.pdf", "x"))

    answer = get(hall, "delegate", f"/api/meetings/{hall.meeting.pk}/bundle?form=zip")

    assert names(answer)[0] == "00 Tài liệu chung/Báo cáo.pdf"


def test_an_empty_bundle_is_refused(hall: Hall) -> None:
    answer = get(hall, "delegate", f"/api/meetings/{hall.meeting.pk}/bundle")

    assert (answer.status_code, answer.json()["code"]) == (409, "agenda.nothing_to_bundle")


@pytest.mark.parametrize("asked", ["form=exe", "form=zip&documents=1,x", "documents=-1"])
def test_a_bundle_that_makes_no_sense_is_refused(table: Hall, asked: str) -> None:
    answer = get(table, "staff", f"/api/meetings/{table.meeting.pk}/bundle?{asked}")

    assert (answer.status_code, answer.json()["code"]) == (400, "meetings.bad_input")


def test_a_stranger_bundles_nothing(table: Hall) -> None:
    assert get(table, "outsider", f"/api/meetings/{table.meeting.pk}/bundle").status_code == 404


def test_more_papers_than_may_be_open_at_once_become_one_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hall: Hall
) -> None:
    monkeypatch.setattr(bundle, "MOST_OPEN", 3)
    papers = []
    for no in range(8):
        sha256 = keep(hall.document(str(no)), pdf(tmp_path / f"{no}.pdf", f"Trang {no}"))
        papers.append(Paper(f"Tài liệu {no}", sha256, 1))

    bundle.write_pdf([Folder("Tất cả", papers)], tmp_path / "all.pdf", "Kỳ họp", lambda pdf: None)

    reader = PdfReader(tmp_path / "all.pdf")
    assert [page.extract_text().strip() for page in reader.pages] == [f"Trang {no}" for no in range(8)]
    assert outline(reader)[1][7] == ("Tài liệu 7", 7)


def test_a_zip_is_never_whole_in_memory(tmp_path: Path, hall: Hall) -> None:
    (tmp_path / "big.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 3_000_000)
    from agenda import files

    sha256 = files.store(tmp_path / "big.pdf")
    blocks = list(bundle.zip_blocks([Folder("A", [Paper("B", sha256, 1)])], NOW))

    assert max(map(len, blocks)) < 200_000
    assert zipfile.ZipFile(io.BytesIO(b"".join(blocks))).testzip() is None


def test_a_damaged_file_is_not_archived_as_if_it_were_whole(tmp_path: Path) -> None:
    from agenda import files

    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\nabc")
    sha256 = files.store(tmp_path / "a.pdf")
    Path(files.documents().path(files.name_of(sha256))).write_bytes(b"%PDF-1.7\nabd")

    with pytest.raises(FileDamagedError):
        list(bundle.zip_blocks([Folder("A", [Paper("B", sha256, 1)])], NOW))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("12/BC-UBND: Báo cáo", "12-BC-UBND- Báo cáo"),
        ("../../etc/passwd", "..-..-etc-passwd".strip(".-")),
        ("CON?<>|\x00*", "CON"),
        ("  . ", "tai-lieu"),
        ("a" * 300, "a" * 100),
    ],
)
def test_a_file_is_named_so_that_every_system_can_keep_it(title: str, name: str) -> None:
    assert file_name(title, 100) == name


def test_two_papers_of_one_name_are_told_apart() -> None:
    papers = [Paper(title, "0" * 64, 1) for title in ("Báo cáo", "báo cáo", "Báo cáo")]

    assert [path for path, _ in placed([Folder("A", papers)])] == [
        "A/Báo cáo.pdf",
        "A/báo cáo (2).pdf",
        "A/Báo cáo (3).pdf",
    ]


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_to_put_the_papers_in_order_costs_the_same_for_one_and_for_forty(hall: Hall, rows: int) -> None:
    hall.publish()
    for _ in range(rows):
        dossier = hall.dossier()
        ItemDossier.objects.create(item=hall.item(), dossier=dossier, stage="PRESENTED")
        hall.document(issued=True, dossier=dossier)
    viewer = hall.viewer("delegate")

    with CaptureQueriesContext(connection) as asked:
        found = binder.folders(hall.meeting, viewer)

    assert (len(found), len(asked)) == (rows, 5)
