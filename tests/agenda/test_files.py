"""The store of papers: addressed by content, whole or absent, never changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.test import override_settings

from agenda import files

CONTENT = b"%PDF-1.7\n" + bytes(range(256)) * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()
NAME = f"{SHA256[:2]}/{SHA256[2:4]}/{SHA256}.pdf"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> object:
    folder = tmp_path / "documents"
    storages = {
        "documents": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        }
    }
    with override_settings(STORAGES=storages):
        yield folder


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(CONTENT)
    return path


def stored(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_hash_of_a_file_is_its_address(paper: Path, folder: Path) -> None:
    assert files.store(paper) == SHA256

    assert stored(folder) == [NAME]
    assert files.exists(SHA256)
    assert files.size(SHA256) == len(CONTENT)


def test_the_same_content_again_changes_nothing(paper: Path, folder: Path) -> None:
    files.store(paper)
    before = (folder / NAME).stat()

    files.store(paper)

    after = (folder / NAME).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert stored(folder) == [NAME]


def test_the_given_file_stays_where_it_is(paper: Path) -> None:
    files.store(paper)

    assert paper.read_bytes() == CONTENT


def test_a_half_written_file_of_an_earlier_crash_is_replaced(paper: Path, folder: Path) -> None:
    (folder / NAME).parent.mkdir(parents=True)
    (folder / NAME).write_bytes(CONTENT[:100])

    files.store(paper)

    assert (folder / NAME).read_bytes() == CONTENT
    assert stored(folder) == [NAME]


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 0), (0, 15), (100, 70_099), (0, len(CONTENT) - 1), (len(CONTENT) - 1, len(CONTENT) - 1)],
)
def test_a_range_has_both_its_ends(paper: Path, start: int, end: int) -> None:
    files.store(paper)

    assert b"".join(files.open_range(SHA256, start, end)) == CONTENT[start : end + 1]


def test_a_range_past_the_end_gives_what_there_is(paper: Path) -> None:
    files.store(paper)

    assert b"".join(files.open_range(SHA256, len(CONTENT) - 5, 10**9)) == CONTENT[-5:]


def test_a_long_range_comes_in_blocks(paper: Path) -> None:
    files.store(paper)

    blocks = [len(block) for block in files.open_range(SHA256, 0, len(CONTENT) - 1)]

    assert blocks == [files.BLOCK] * 3 + [len(CONTENT) - 3 * files.BLOCK]


def test_a_file_that_is_not_there_is_not_found() -> None:
    assert not files.exists("0" * 64)
    with pytest.raises(FileNotFoundError):
        next(files.open_range("0" * 64, 0, 9))


@pytest.mark.parametrize("address", ["", "../../etc/passwd", SHA256.upper(), SHA256 + "\n", "a/b"])
def test_what_is_no_address_never_becomes_a_path(address: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        files.exists(address)
