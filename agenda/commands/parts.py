"""Uploads in parts: broken off half-way, they go on from where they were; a day later they are gone."""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Sum

from agenda import access
from agenda.commands.uploads import CleanFile, admit, incoming, on_disk, refuse_secret
from agenda.intake import errors, prepare, secrecy
from agenda.intake.prepare import Prepared
from agenda.models import Upload
from meetings import clock, journal, writer
from meetings.errors import NotFound, Refusal
from meetings.history import Entry
from meetings.models import Person
from meetings.queries import meeting_or_404

AT_ONCE = 300  # uploads of one person that are not finished
BYTES_AT_ONCE = 4 << 30
RESERVE = 256 << 20  # bytes that stay free for the database and for cleaning
KEPT_SECONDS = 24 * 3600


def begin(meeting_id: int, *, id: UUID, name: str, size: int, by: Person) -> Upload:
    """Announce a file. The same id again is the same upload.

    Raises NotAllowed, PdfTooLarge, TooManyUploads, NoSpace; NotFound for an id of somebody else.
    """
    meeting = meeting_or_404(meeting_id)
    access.require_editor(meeting, by)
    if size > settings.MAX_UPLOAD_BYTES:
        raise errors.PdfTooLarge(size=size, limit=settings.MAX_UPLOAD_BYTES)
    if Upload.objects.filter(id=id).exists():
        return own(id, by)
    under_way = Upload.objects.filter(by=by)
    total = under_way.aggregate(total=Sum("size"))["total"] or 0
    if under_way.count() >= AT_ONCE or total + size > BYTES_AT_ONCE:
        raise errors.TooManyUploads(limit=AT_ONCE)
    with on_disk():
        free = shutil.disk_usage(incoming()).free
        if free < size + RESERVE:
            raise errors.NoSpace(free=free)
        os.close(os.open(path_of(id), os.O_CREAT | os.O_WRONLY, 0o600))
    with writer.transaction():
        return Upload.objects.create(
            id=id, meeting=meeting, by=by, name=name, size=size, begun_at=clock.now()
        )


def own(upload_id: UUID, by: Person) -> Upload:
    """Return an upload of one's own. Raises NotFound for anybody else's, and when its bytes are gone."""
    upload = Upload.objects.filter(id=upload_id, by=by).select_related("meeting").first()
    if upload is None or not path_of(upload_id).exists():
        raise NotFound
    access.require_editor(upload.meeting, by)
    return upload


def add(upload_id: UUID, *, offset: int, chunks: Iterable[bytes], by: Person) -> Upload:
    """Write the next part, durably. Raises WrongOffset, UploadTooLong, NoSpace: nothing of it is kept."""
    own(upload_id, by)
    with on_disk(), path_of(upload_id).open("r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two parts at once: the second finds that it does not follow
        upload = own(upload_id, by)
        if offset != upload.received:
            raise errors.WrongOffset(received=upload.received)
        file.seek(offset)
        try:
            for chunk in chunks:
                if file.tell() + len(chunk) > upload.size:
                    raise errors.UploadTooLong(size=upload.size)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            file.close()  # what it still held may fail to be written a second time
            os.truncate(path_of(upload_id), offset)
            raise
        upload.received = file.tell()
        with writer.transaction():
            upload.save(update_fields=["received"])
    return upload


def drop(upload_id: UUID, *, by: Person) -> None:
    own(upload_id, by)
    forget(upload_id)


def look_into(
    upload_id: UUID, *, by: Person, harmless: bool = False, declared: str | None = None
) -> Prepared:
    """Clean and read the file, once. Raises PdfRefused, StateSecret: then it is gone; UploadIncomplete,
    NoSpace, IntakeBusy: then it may be looked into again.
    """
    upload = own(upload_id, by)
    if declared:
        forget(upload_id)
        refuse_secret(secrecy.BY_CODE[declared], mark=None)
    if upload.received < upload.size:
        raise errors.UploadIncomplete(received=upload.received, size=upload.size)
    path = path_of(upload_id)
    try:
        with on_disk():
            ready = prepare.prepared_before(path) or prepare.prepare(path)
        if ready.mark and not harmless:
            refuse_secret(ready.mark.level, ready.mark)
    except (errors.NoSpace, errors.IntakeBusy):
        raise  # nothing is wrong with the file
    except Refusal:
        forget(upload_id)
        raise
    return ready


def take(upload_id: UUID, *, by: Person, harmless: bool = False, declared: str | None = None) -> CleanFile:
    """Keep the file as a paper's. The upload stays until `forget`: the command may still be refused."""
    return admit(look_into(upload_id, by=by, harmless=harmless, declared=declared), by=by, harmless=harmless)


def answered(by: Person, key: UUID) -> Entry | None:
    """Return what an upload was answered with whose bytes are gone, when the request comes again."""
    entry = journal.answered(by, key)
    return entry if entry and entry.command in ("agenda.upload_document", "agenda.replace_document") else None


def forget(upload_id: UUID) -> None:
    """Remove an upload, its bytes first."""
    path_of(upload_id).unlink(missing_ok=True)
    prepare.forget(path_of(upload_id))
    with writer.transaction():
        Upload.objects.filter(id=upload_id).delete()


def forget_old() -> int:
    """Remove what nobody went on with for a day, and what a server that was killed left; say how many."""
    gone = 0
    for upload in Upload.objects.all():
        if age_of(path_of(upload.id)) > KEPT_SECONDS:
            forget(upload.id)
            gone += 1
    for path in list(incoming().iterdir()):
        if age_of(path) > KEPT_SECONDS:
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
            gone += 1
    return gone


def age_of(path: Path) -> float:
    """Seconds since it was written to; for ever when it is not there."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return float("inf")


def path_of(upload_id: UUID) -> Path:
    return incoming() / upload_id.hex
