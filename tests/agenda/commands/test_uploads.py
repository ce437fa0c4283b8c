"""A file on its way in: taken whole, or refused and gone without a trace."""

from __future__ import annotations

import io
import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from django.core.management import call_command

from agenda.commands import documents, uploads
from agenda.intake.errors import NotAPdf, StateSecret
from agenda.models import DocumentVersion, FilePage
from meetings import clock
from tests.agenda import hostile, sheets
from tests.agenda.api.test_upload import upload
from tests.agenda.cast import Hall, new_key

pytestmark = pytest.mark.django_db

WORDS = "Xyzzy-7"
HEAD = ["HỘI ĐỒNG NHÂN DÂN", "TỈNH ĐIỆN BIÊN", "Số: 512/BC-HĐND"]
STAMPED = sheets.drawn([*HEAD, "TỐI MẬT", f"Kế hoạch {WORDS}"], "Trang hai")
TEXT: documents.DocumentText = {"title": "Báo cáo", "kind": "REPORT", "circulation": "DELEGATES_ONLY"}


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that the server may write files to: its data, and the temporary ones."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return [Path(settings.DATA_DIR), tmp_path]


def files_in(folders: list[Path]) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


def everything_in_the_database() -> str:
    out = io.StringIO()
    call_command("dumpdata", stdout=out, verbosity=0)
    return out.getvalue()


def test_a_paper_with_a_secrecy_mark_is_refused_with_the_legal_ground(hall: Hall) -> None:
    with pytest.raises(StateSecret) as refused:
        uploads.take_in([STAMPED], by=hall["secretary"])

    assert refused.value.facts["level"] == "TỐI MẬT"
    assert (refused.value.facts["page"], refused.value.facts["words"]) == (1, "TỐI MẬT")
    assert refused.value.facts["declared"] is False
    assert "luật bảo vệ bí mật nhà nước số" in str(refused.value.facts["law"]).lower()


@pytest.mark.parametrize(
    ("moment", "law"),
    [
        (datetime(2026, 2, 28, 16, 59, tzinfo=UTC), "29/2018/QH14"),
        (datetime(2026, 2, 28, 17, 0, tzinfo=UTC), "117/2025/QH15"),
    ],
)
def test_the_law_changes_at_midnight_in_vietnam(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, moment: datetime, law: str
) -> None:
    monkeypatch.setattr(clock, "now", lambda: moment)

    with pytest.raises(StateSecret) as refused:
        uploads.take_in([STAMPED], by=hall["secretary"])

    assert law in str(refused.value.facts["law"])


def test_of_a_secret_paper_nothing_is_kept_anywhere(
    hall: Hall, written: list[Path], caplog: pytest.LogCaptureFixture
) -> None:
    before = files_in(written)

    with caplog.at_level(logging.DEBUG), pytest.raises(StateSecret) as refused:
        uploads.take_in([STAMPED], by=hall["secretary"])

    assert files_in(written) == before
    assert not FilePage.objects.exists()
    assert WORDS not in everything_in_the_database()
    assert WORDS not in caplog.text
    assert WORDS not in str(refused.value.facts)


def test_a_declared_secret_is_not_even_opened(hall: Hall, written: list[Path]) -> None:
    def never_read() -> Iterator[bytes]:
        raise AssertionError("the file was read")
        yield b""

    before = files_in(written)

    with pytest.raises(StateSecret) as refused:
        uploads.take_in(never_read(), by=hall["secretary"], declared="TUYET_MAT", harmless=True)

    assert refused.value.facts["declared"] is True
    assert (refused.value.facts["level"], refused.value.facts["page"]) == ("TUYỆT MẬT", None)
    assert files_in(written) == before


def test_who_says_that_a_word_is_harmless_is_named(hall: Hall) -> None:
    file = uploads.take_in([STAMPED], by=hall["secretary"], harmless=True)

    entry = documents.upload_document(
        hall.meeting.id, text=TEXT, file=file, by=hall["secretary"], key=new_key()
    )

    version = DocumentVersion.objects.get()
    assert version.harmless_by == hall["secretary"]
    assert entry.facts["harmless"] == "TỐI MẬT (tr. 1)"
    assert entry.by == hall["secretary"]


def test_nobody_is_named_where_nothing_was_recognised(hall: Hall) -> None:
    content = sheets.drawn([*HEAD, "Về bảo vệ bí mật nhà nước"])

    file = uploads.take_in([content], by=hall["secretary"], harmless=True)

    documents.upload_document(hall.meeting.id, text=TEXT, file=file, by=hall["secretary"], key=new_key())
    assert "harmless" not in file
    assert DocumentVersion.objects.get().harmless_by is None


def test_a_mark_is_recognised_in_a_file_whose_pages_are_known(hall: Hall) -> None:
    uploads.take_in([STAMPED], by=hall["secretary"], harmless=True)

    with pytest.raises(StateSecret):
        uploads.take_in([STAMPED], by=hall["staff"])


def test_what_is_refused_for_itself_leaves_nothing_either(hall: Hall, written: list[Path]) -> None:
    before = files_in(written)

    with pytest.raises(NotAPdf):
        uploads.take_in([b"no pdf at all"], by=hall["secretary"])

    assert files_in(written) == before


def test_the_folder_of_incoming_files_is_the_server_s_alone(hall: Hall) -> None:
    with uploads.incoming_folder() as folder:
        modes = [path.stat().st_mode & 0o777 for path in (folder, folder.parent)]

    assert modes == [0o700, 0o700]
    assert not folder.exists()


def test_of_a_paper_without_text_it_is_said_that_nobody_finds_it(hall: Hall) -> None:
    file = uploads.take_in([hostile.plain()], by=hall["secretary"])

    entry = documents.upload_document(
        hall.meeting.id, text=TEXT, file=file, by=hall["secretary"], key=new_key()
    )

    assert entry.facts["searchable"] is False


def test_a_secret_paper_too_large_for_memory_leaves_no_temporary_file(
    hall: Hall, written: list[Path]
) -> None:
    """Over 2.5 MB Django itself puts what arrives into a file."""
    with pikepdf.open(io.BytesIO(STAMPED)) as pdf:
        pdf.Root.Ballast = pdf.make_stream(os.urandom(3 << 20))
        large = hostile.written(pdf)
    before = files_in(written)

    answer = upload(hall, large)

    assert answer.json()["code"] == "agenda.state_secret"
    assert files_in(written) == before
