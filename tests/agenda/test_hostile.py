"""Files that wish us ill: each is refused or repaired, within the limits, and none takes others with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pypdf
import pytest

from agenda.commands import parts, uploads
from agenda.intake import child
from agenda.intake.errors import PDF_REFUSALS, PdfRefused
from agenda.intake.prepare import prepare
from agenda.models import Document
from tests.agenda import hostile, sheets
from tests.agenda.api.test_upload import upload
from tests.agenda.cast import Hall

# The cleaner and the reader, each within its limit, and the start of two processes on a busy machine.
LONGEST = 2 * child.WALL_SECONDS + 5
SLOW = {"form that draws itself", "forms that multiply"}


@pytest.fixture
def timed() -> Iterator[None]:
    began = time.monotonic()
    yield
    assert time.monotonic() - began < LONGEST


def made(tmp_path: Path, content: Callable[[], bytes]) -> Path:
    path = tmp_path / "upload"
    path.write_bytes(content())
    return path


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize("name", hostile.REFUSED)
def test_it_is_refused_with_its_code_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    content, code = hostile.REFUSED[name]
    path = made(tmp_path, content)

    with pytest.raises(PdfRefused) as refused:
        prepare(path)

    assert type(refused.value) is PDF_REFUSALS[code]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize("name", hostile.REPAIRED)
def test_it_is_taken_in_without_what_was_wrong(tmp_path: Path, name: str) -> None:
    content, removed = hostile.REPAIRED[name]

    ready = prepare(made(tmp_path, content))

    assert ready.report.removed == removed
    assert len(ready.pages) == ready.report.pages == len(pypdf.PdfReader(ready.report.path).pages)
    assert all(0 < page.width < 600_000 and 0 < page.height < 600_000 for page in ready.pages)


def test_what_an_update_hides_is_not_in_the_cleaned_file(tmp_path: Path) -> None:
    """Somebody signed for the page of before; nobody may find it when the other one is shown."""
    content = hostile.update_that_hides()
    assert b"Ban da ky" in content

    ready = prepare(made(tmp_path, lambda: content))

    assert b"Ban da ky" not in ready.report.path.read_bytes()
    assert "JavaScript" not in str(pypdf.PdfReader(ready.report.path).pages[0])


def test_nothing_in_the_cleaned_file_points_out_of_it(tmp_path: Path) -> None:
    content = hostile.external_references()
    assert content.count(b"10.0.0.9") >= 2

    kept = pypdf.PdfReader(prepare(made(tmp_path, lambda: content)).report.path)

    said = str([kept.get_object(number) for number in range(1, len(kept.xref_objStm) + 2)])
    assert [word for word in ("10.0.0.9", "passwd", "GoToR", "/Ref") if word in said] == []


def test_what_follows_the_end_of_a_file_is_not_kept(tmp_path: Path) -> None:
    kept = prepare(made(tmp_path, hostile.garbage_after_the_end)).report.path.read_bytes()

    assert b"<script>" not in kept


@pytest.mark.django_db
def test_a_good_paper_among_twenty_hostile_ones_is_taken_in(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "incoming", lambda: tmp_path)
    monkeypatch.setattr(parts, "incoming", lambda: tmp_path)
    batch: dict[str, Callable[[], bytes]] = {
        name: content
        for name, (content, _) in (hostile.REFUSED | hostile.REPAIRED).items()  # type: ignore[operator]
        if name not in SLOW
    }
    names = list(batch)
    names.insert(10, "good")
    batch["good"] = lambda: sheets.drawn("Tờ trình")
    assert len(names) >= 21

    answers: dict[str, Any] = {name: upload(hall, batch[name](), title=name) for name in names}

    expected = {name: code for name, (_, code) in hostile.REFUSED.items() if name not in SLOW}
    refused = {name: a.json()["code"] for name, a in answers.items() if a.status_code != HTTPStatus.OK}
    assert refused == expected
    kept = set(Document.objects.values_list("title", flat=True))
    assert kept == {"good", *hostile.REPAIRED}
    assert list(tmp_path.iterdir()) == []
