"""What an upload may be and what is left of it: hostile files, checked by another reader."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from agenda import intake
from agenda.intake import Bookmark
from agenda.intake.errors import PDF_REFUSALS, PdfRefused, PdfSignedAndActive
from tests.agenda import hostile

ACTIVE = {
    "/JS",
    "/OpenAction",
    "/AA",
    "/EmbeddedFiles",
    "/EF",
    "/XFA",
    "/Launch",
    "/JavaScript",
    "/SubmitForm",
    "/RichMedia",
    "/RichMediaContent",
    "/FileAttachment",
    "/NewInPdf3",
}


@pytest.fixture
def upload(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "upload"
        path.write_bytes(content)
        return path

    return write


Upload = Callable[[bytes], Path]


def words_of(path: Path) -> set[str]:
    """Every key and every name that stands anywhere in the file, as pypdf reads it."""
    reader = pypdf.PdfReader(path)
    words: set[str] = set()
    for number in range(1, int(str(reader.trailer["/Size"]))):
        words.update(names_in(reader.get_object(IndirectObject(number, 0, reader))))
    return words


def names_in(thing: Any) -> Iterator[str]:
    if isinstance(thing, DictionaryObject):
        for key, value in thing.items():
            yield str(key)
            yield from names_in(value)
    elif isinstance(thing, ArrayObject):
        for value in thing:
            yield from names_in(value)
    elif isinstance(thing, str):
        yield str(thing)


def test_a_plain_paper_passes_and_is_measured(upload: Upload) -> None:
    report = intake.clean(upload(hostile.plain(pages=3)))

    content = report.path.read_bytes()
    assert (report.pages, report.removed, report.signed) == (3, {}, False)
    assert (report.size, report.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    drawn = pypdf.PdfReader(report.path).pages[2].get_contents()
    assert drawn is not None
    assert drawn.get_data().split() == b"BT (Trang 3) Tj ET".split()


def test_the_entries_of_the_pages_are_packed_together_whatever_the_upload_was(upload: Upload) -> None:
    """A reader that looks for the last page would otherwise fetch the file a range a page."""
    scattered = hostile.written(hostile.paper(40), linearize=True)
    assert scattered.count(b"/MediaBox") == 40

    report = intake.clean(upload(scattered))

    assert report.path.read_bytes().count(b"/MediaBox") == 0
    assert len(pypdf.PdfReader(report.path).pages) == 40


def test_the_same_upload_gives_the_same_bytes(upload: Upload) -> None:
    given = hostile.with_javascript()
    first = intake.clean(upload(given)).sha256

    assert intake.clean(upload(given)).sha256 == first


def test_javascript_is_removed_and_reported(upload: Upload) -> None:
    source = upload(hostile.with_javascript())
    before = words_of(source)

    report = intake.clean(source)

    assert before & ACTIVE == {"/JS", "/OpenAction", "/JavaScript"}
    assert words_of(report.path) & ACTIVE == set()
    assert report.removed == {"javascript": 3, "open_action": 1}
    assert report.pages == 2


def test_an_escaped_name_hides_nothing(upload: Upload) -> None:
    source = upload(hostile.with_javascript_spelt_otherwise())

    report = intake.clean(source)

    assert report.removed == {"open_action": 1}
    assert words_of(report.path) & ACTIVE == set()


def test_no_active_content_of_any_kind_remains(upload: Upload) -> None:
    source = upload(hostile.with_everything_active())
    before = words_of(source)

    report = intake.clean(source)

    left = words_of(report.path)
    assert before & ACTIVE == ACTIVE
    assert left & ACTIVE == set()
    assert "https://dienbien.gov.vn" in left, "an honest link stays"
    assert not {"javascript:alert(1)", "//10.0.0.9/share/page.txt", "cmd.exe"} & left
    assert set(report.removed) == set(intake.REMOVED)


def test_the_table_of_contents_is_read(upload: Upload) -> None:
    report = intake.clean(upload(hostile.with_bookmarks()))

    assert report.outline == (
        Bookmark(1, "Phần I. Kết quả", 1),
        Bookmark(2, "1. Thu ngân sách", 3),
        Bookmark(1, "Phần II. Nhiệm vụ", 5),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(hostile.word_document, "agenda.not_a_pdf", id="docx named pdf"),
        pytest.param(lambda: b"MZ" + bytes(5000), "agenda.not_a_pdf", id="program"),
        pytest.param(lambda: b"", "agenda.pdf_empty", id="no byte"),
        pytest.param(hostile.without_pages, "agenda.pdf_empty", id="no page"),
        pytest.param(lambda: hostile.encrypted("mở"), "agenda.pdf_encrypted", id="password"),
        pytest.param(lambda: hostile.encrypted(""), "agenda.pdf_encrypted", id="owner password"),
        pytest.param(hostile.truncated, "agenda.pdf_damaged", id="truncated"),
        pytest.param(hostile.truncated_after_its_first_page, "agenda.pdf_damaged", id="truncated linearised"),
        pytest.param(hostile.with_a_hole, "agenda.pdf_damaged", id="bytes missing"),
        pytest.param(lambda: b"%PDF-1.4\n" + bytes(range(256)) * 80, "agenda.pdf_damaged", id="junk"),
        pytest.param(hostile.double_flate_bomb, "agenda.pdf_bomb", id="deflated twice"),
        pytest.param(hostile.flate_bomb, "agenda.pdf_bomb", id="128 MiB of zeros"),
        pytest.param(hostile.object_stream_bomb, "agenda.pdf_bomb", id="object stream"),
        pytest.param(hostile.image_bomb, "agenda.pdf_bomb", id="60,000 x 60,000 pixels"),
        pytest.param(hostile.too_many_pages, "agenda.pdf_bomb", id="6,000 pages"),
    ],
)
def test_a_bad_file_is_refused_and_leaves_nothing(
    upload: Upload, content: Callable[[], bytes], code: str
) -> None:
    source = upload(content())

    with pytest.raises(PdfRefused) as refused:
        intake.clean(source)

    assert refused.value.code == code
    assert type(refused.value) is PDF_REFUSALS[code]
    assert list(source.parent.iterdir()) == [source]


def test_a_file_over_the_limit_is_refused_unread(upload: Upload) -> None:
    source = upload(b"%PDF-1.7\n")
    with source.open("r+b") as file:
        file.truncate((200 << 20) + 1)  # sparse: the disk holds a few bytes of it

    with pytest.raises(PdfRefused) as refused:
        intake.clean(source)

    assert refused.value.code == "agenda.pdf_too_large"
    assert refused.value.facts == {"size": (200 << 20) + 1, "limit": 200 << 20}


def test_a_signed_paper_is_kept_byte_by_byte(upload: Upload) -> None:
    content = hostile.signed(active=False)

    report = intake.clean(upload(content))

    assert report.signed
    assert report.path.read_bytes() == content


def test_a_signed_paper_with_active_content_is_refused(upload: Upload) -> None:
    source = upload(hostile.signed(active=True))

    with pytest.raises(PdfSignedAndActive):
        intake.clean(source)


def test_every_kind_of_removal_has_its_words_in_both_languages() -> None:
    assert [kind for kind, words in intake.REMOVED.items() if len(set(words)) != 2] == []
