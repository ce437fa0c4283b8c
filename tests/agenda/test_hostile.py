"""Files that wish us ill: each is refused or repaired, within the limits, and none takes others with it."""

from __future__ import annotations

import resource
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

pytestmark = pytest.mark.slow

Made = Callable[[], bytes]

REFUSED: dict[str, tuple[Made, str]] = {
    "cyclic page tree": (hostile.cyclic_page_tree, "agenda.pdf_damaged"),
    "encrypted with an empty password": (lambda: hostile.encrypted(""), "agenda.pdf_encrypted"),
    "no page": (hostile.without_pages, "agenda.pdf_empty"),
    "100,000 pages": (hostile.a_hundred_thousand_pages, "agenda.pdf_damaged"),
    "corrupted table of objects": (hostile.corrupted_table, "agenda.pdf_damaged"),
    "deep nesting": (hostile.deep_nesting, "agenda.pdf_empty"),
    "image of 3.6 gigapixels": (hostile.image_bomb, "agenda.pdf_bomb"),
    "object stream bomb": (hostile.object_stream_bomb, "agenda.pdf_bomb"),
    "content deflated twice": (hostile.double_flate_bomb, "agenda.pdf_bomb"),
    "form that draws itself": (hostile.form_that_draws_itself, "agenda.pdf_bomb"),
    "forms that multiply": (hostile.forms_that_multiply, "agenda.pdf_bomb"),
}
"""Refused with this code."""

REPAIRED: dict[str, tuple[Made, dict[str, int]]] = {
    "stream of 10 GB in a kilobyte": (hostile.stream_of_ten_gigabytes, {}),
    "negative box": (hostile.negative_box, {}),
    "missing fonts": (hostile.missing_fonts, {}),
    "JavaScript in the names": (hostile.with_javascript, {"javascript": 3, "open_action": 1}),
    "embedded program": (hostile.embedded_program, {"embedded_file": 3}),
    "launch action": (hostile.launching, {"open_action": 1}),
    "XFA": (hostile.xfa_form, {"xfa": 1}),
    "garbage after the end": (hostile.garbage_after_the_end, {}),
    "page of 200 m": (hostile.page_of_two_hundred_metres, {}),
    "update that hides": (hostile.update_that_hides, {"additional_actions": 1}),
    "font that draws itself": (hostile.recursive_font, {}),
    "external references": (hostile.external_references, {"external_content": 4, "unsafe_link": 2}),
}
"""Taken in, once this was removed."""

# The cleaner and the reader, each within its limit, and the start of two processes on a busy machine.
LONGEST = 2 * child.WALL_SECONDS + 5
# Refused before a reader tries to draw them: they are a few hundred bytes.
SOON_SECONDS = 5


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
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_code_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    content, code = REFUSED[name]
    path = made(tmp_path, content)

    with pytest.raises(PdfRefused) as refused:
        prepare(path)

    assert type(refused.value) is PDF_REFUSALS[code]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("content", [hostile.form_that_draws_itself, hostile.forms_that_multiply])
def test_forms_that_multiply_cost_the_cleaner_little_and_never_reach_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: Made
) -> None:
    monkeypatch.setattr("agenda.intake.prepare.write_pages", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(PdfRefused) as refused:
        prepare(made(tmp_path, content))

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refused.value.facts["reason"] == "forms"
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < SOON_SECONDS


def test_forms_in_forms_as_programs_write_them_are_taken_in(tmp_path: Path) -> None:
    """Three levels of ten: a letterhead, its pictures, their parts."""
    ready = prepare(made(tmp_path, lambda: hostile.forms_that_multiply(levels=3)))

    assert (ready.report.pages, ready.report.removed) == (1, {})


@pytest.mark.usefixtures("timed")
@pytest.mark.parametrize("name", REPAIRED)
def test_it_is_taken_in_without_what_was_wrong(tmp_path: Path, name: str) -> None:
    content, removed = REPAIRED[name]

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
        for name, (content, _) in (REFUSED | REPAIRED).items()  # type: ignore[operator]
    }
    names = list(batch)
    names.insert(10, "good")
    batch["good"] = lambda: sheets.drawn("Tờ trình")
    assert len(names) >= 21

    answers: dict[str, Any] = {name: upload(hall, batch[name](), title=name) for name in names}

    expected = {name: code for name, (_, code) in REFUSED.items()}
    refused = {name: a.json()["code"] for name, a in answers.items() if a.status_code != HTTPStatus.OK}
    assert refused == expected
    kept = set(Document.objects.values_list("title", flat=True))
    assert kept == {"good", *REPAIRED}
    assert list(tmp_path.iterdir()) == []
