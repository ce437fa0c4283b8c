"""What the devices say of the papers: arrived, opened, read to which page; kept, destroyed. Not record.

They say it late, twice and in any order: whatever comes is merged, so that nothing said is lost and
nothing said again counts again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from agenda import access, reach
from agenda.models import Copy, DocumentState, DocumentVersion, Receipt
from meetings import clock, writer
from meetings.access import viewer_of
from meetings.commands import devices
from meetings.errors import BadInput, NotFound
from meetings.models import Device, Person
from meetings.queries import meeting_or_404
from meetings.snapshot import Viewer

Key = tuple[int, int]
"""A document and the number of one of its versions."""
RECALLED = "agenda.document_recalled"


@dataclass(frozen=True)
class Reading:
    """What is known of one person's reading of one version. `pages` has bit 0 for page 1.

    `read_at` is when they were on `last_page`: of two reports the later one tells where they left off.
    """

    delivered_at: datetime | None = None
    opened_at: datetime | None = None
    read_at: datetime | None = None
    last_page: int = 0
    pages: int = 0

    def merged(self, other: Reading) -> Reading:
        """Take both: commutative, associative, and the same again changes nothing."""
        left = max((self, other), key=lambda each: (each.read_at is not None, each.read_at, each.last_page))
        return Reading(
            delivered_at=reach.earliest(self.delivered_at, other.delivered_at),
            opened_at=reach.earliest(self.opened_at, other.opened_at),
            read_at=left.read_at,
            last_page=left.last_page,
            pages=self.pages | other.pages,
        )


@dataclass(frozen=True)
class Outcome:
    """What became of one line that a device sent; `code` names the refusal, empty: it was taken."""

    document: int
    version: int
    code: str = ""


def give_receipts(meeting_id: int, *, said: Collection[tuple[Key, Reading]], by: Person) -> list[Outcome]:
    """Merge what the person's device says that they have read; each line is taken or refused by itself."""
    meeting = meeting_or_404(meeting_id)
    viewer = viewer_of(by, meeting)
    versions = versions_of({document for (document, _), _ in said}, meeting_id)
    outcomes: list[Outcome] = []
    new: dict[Key, Reading] = {}
    for key, reading in said:
        code = refusal_of(viewer, versions.get(key), reading)
        outcomes.append(Outcome(*key, code))
        if not code:
            new[key] = new.get(key, Reading()).merged(whole(reading))
    if new:
        with writer.transaction():
            merge(by, new)
    return outcomes


def refusal_of(viewer: Viewer, version: DocumentVersion | None, reading: Reading) -> str:
    if version is None:
        return NotFound.code
    if version.document.state == DocumentState.RECALLED and reach.may_have_kept(viewer, version.document):
        return RECALLED
    if not access.may_read(viewer, version.document):
        return NotFound.code
    if reading.pages.bit_length() > version.pages or reading.last_page > version.pages:
        return BadInput.code
    return ""


def whole(reading: Reading) -> Reading:
    """Who read a page has opened the paper, and what was opened has arrived."""
    opened = reach.earliest(reading.opened_at, reading.read_at if reading.pages else None)
    return replace(reading, opened_at=opened, delivered_at=reach.earliest(reading.delivered_at, opened))


def merge(person: Person, new: dict[Key, Reading]) -> None:
    """Three queries, however many lines there are."""
    rows = {
        (row.document_id, row.version): row
        for row in Receipt.objects.select_for_update().filter(
            person=person, document__in={document for document, _ in new}
        )
    }
    fresh, changed = [], []
    for (document, version), reading in new.items():
        row = rows.get((document, version))
        if row is None:
            fresh.append(write(Receipt(person=person, document_id=document, version=version), reading))
        elif (after := known(row).merged(reading)) != known(row):
            changed.append(write(row, after))
    Receipt.objects.bulk_create(fresh)
    if changed:
        Receipt.objects.bulk_update(changed, ["delivered_at", "opened_at", "read_at", "last_page", "pages"])


def known(row: Receipt) -> Reading:
    return Reading(row.delivered_at, row.opened_at, row.read_at, row.last_page, int(row.pages, 16))


def write(row: Receipt, reading: Reading) -> Receipt:
    row.delivered_at, row.opened_at, row.read_at = reading.delivered_at, reading.opened_at, reading.read_at
    row.last_page, row.pages = reading.last_page, f"{reading.pages:x}"
    return row


def report_copies(
    device_id: UUID, *, taken: Collection[Key], purged: Collection[Key], by: Person
) -> list[Outcome]:
    """Note which versions the device keeps now and which it destroyed; what was destroyed first.

    A copy of a paper that was recalled meanwhile is noted all the same: it is there, and has to go.
    """
    device = devices.own(device_id, by)
    versions = versions_of({document for document, _ in taken})
    viewers: dict[int, Viewer | None] = {}
    outcomes, kept = [], []
    for key in taken:
        version = versions.get(key)
        if version and version.document.meeting_id not in viewers:
            meeting = version.document.meeting
            viewers[meeting.pk] = reach.viewer_or_none(by, meeting)
        viewer = viewers[version.document.meeting_id] if version else None
        rightly = version and viewer and reach.may_have_kept(viewer, version.document)
        outcomes.append(Outcome(*key, "" if rightly else NotFound.code))
        if rightly:
            kept.append(key)
    with writer.transaction():
        note_purged(device, purged)
        note_taken(device, kept)
    return outcomes + [Outcome(*key) for key in purged]


def note_purged(device: Device, keys: Iterable[Key]) -> None:
    now, gone = clock.now(), set(keys)
    rows = Copy.objects.filter(
        device=device, purged_at__isnull=True, document__in={document for document, _ in gone}
    )
    going = [row.pk for row in rows if (row.document_id, row.version) in gone]
    Copy.objects.filter(pk__in=going).update(purged_at=now)


def note_taken(device: Device, keys: Iterable[Key]) -> None:
    now, wanted = clock.now(), dict.fromkeys(keys)
    rows = Copy.objects.filter(device=device, document__in={document for document, _ in wanted})
    there = {(row.document_id, row.version): row for row in rows}
    again = [row.pk for key, row in there.items() if key in wanted and row.purged_at]
    Copy.objects.filter(pk__in=again).update(taken_at=now, purged_at=None)
    Copy.objects.bulk_create(
        Copy(device=device, document_id=document, version=version, taken_at=now)
        for document, version in wanted
        if (document, version) not in there
    )


def forget_device(device_id: UUID, *, by: Person | None) -> Device:
    """The person signs out there: the key goes, and with it all that was kept."""
    with writer.transaction():
        device = devices.forget(device_id, by=by)
        Copy.objects.filter(device=device, purged_at__isnull=True).update(purged_at=clock.now())
    return device


def versions_of(documents: Collection[int], meeting_id: int | None = None) -> dict[Key, DocumentVersion]:
    """Return the versions of these documents with what decides who may read them. One query."""
    rows = DocumentVersion.objects.filter(document__in=documents).select_related("document__meeting")
    if meeting_id is not None:
        rows = rows.filter(document__meeting=meeting_id)
    return {(row.document_id, row.no): row for row in rows}
