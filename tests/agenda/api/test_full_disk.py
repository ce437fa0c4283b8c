"""A disk that gets full: it is said, nothing that was acknowledged is lost, and with room again it goes on."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import pytest

from agenda.commands import parts, uploads
from agenda.models import Document, Upload
from tests.agenda.api.test_upload import upload as upload_whole
from tests.agenda.api.test_uploads import PAPER, begin, file_it, post, send, sent
from tests.agenda.cast import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def incoming(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(uploads, "incoming", lambda: tmp_path)
    monkeypatch.setattr(parts, "incoming", lambda: tmp_path)
    return tmp_path


class FullDisk:
    """A file that can take so many bytes more."""

    def __init__(self, file: IO[bytes], room: int) -> None:
        self.file, self.room = file, room

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> FullDisk:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, content: bytes) -> int:
        self.file.write(content[: self.room])
        if len(content) > self.room:
            self.file.flush()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.room -= len(content)
        return len(content)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    opened = Path.open

    def nearly_full(self: Path, mode: str = "r", *args: Any, **kwargs: Any) -> Any:
        file = opened(self, mode, *args, **kwargs)
        return FullDisk(file, 700) if mode in ("r+b", "wb") else file

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", nearly_full)
        yield


def test_a_disk_that_gets_full_keeps_what_was_acknowledged(
    hall: Hall, incoming: Path, request: pytest.FixtureRequest
) -> None:
    upload = begin(hall, len(PAPER)).json()["id"]
    send(hall, upload, 0, PAPER[:500])

    request.getfixturevalue("full_disk")
    answer = send(hall, upload, 500, PAPER[500:])

    assert (answer.status_code, answer.json()["code"]) == (507, "agenda.no_space")
    assert Upload.objects.get().received == 500
    assert (incoming / UUID(upload).hex).stat().st_size == 500


def test_with_room_again_the_upload_goes_on(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    upload = begin(hall, len(PAPER)).json()["id"]
    send(hall, upload, 0, PAPER[:500])
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(errno.ENOSPC, "full")))
        refused = send(hall, upload, 500, PAPER[500:])

    rest = send(hall, upload, 500, PAPER[500:])

    assert refused.json()["code"] == "agenda.no_space"
    assert rest.json() == {"received": len(PAPER)}
    assert file_it(hall, upload).status_code == 200


@pytest.mark.usefixtures("full_disk")
def test_a_file_sent_whole_is_refused_alike(hall: Hall, incoming: Path) -> None:
    answer = upload_whole(hall, PAPER)

    assert (answer.status_code, answer.json()["code"]) == (507, "agenda.no_space")
    assert (list(incoming.iterdir()), Document.objects.count()) == ([], 0)


def test_a_full_disk_while_cleaning_loses_nothing(
    hall: Hall, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = sent(hall, PAPER)
    (incoming / f"{UUID(upload).hex}.clean").symlink_to("/dev/full")

    refused = post(hall, f"/api/uploads/{upload}/read")
    with_room = post(hall, f"/api/uploads/{upload}/read")

    assert (refused.status_code, refused.json()["code"]) == (507, "agenda.no_space")
    assert with_room.status_code == 200


def test_a_file_that_does_not_fit_is_not_begun(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=parts.RESERVE + 4))

    assert begin(hall, 5).json()["code"] == "agenda.no_space"
    assert begin(hall, 4).status_code == 200
