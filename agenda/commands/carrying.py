"""A new version of a paper: compared with those before, and the notes carried to their place in it.

Not under the lock of a writer: comparing takes seconds. What is then written is written in one short
transaction, which looks again at what may have changed meanwhile.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections import defaultdict
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from uuid import UUID, uuid5

from django.db import connection

from agenda import notes
from agenda.carry import Carrier, Place
from agenda.commands.tides import raise_for, rising
from agenda.compare import Page, compare
from agenda.compare.words import Word
from agenda.models import Annotation, Difference, Document, DocumentVersion, FilePage
from meetings import writer
from meetings.errors import NotFound

log = logging.getLogger(__name__)

# One at a time: a comparison is all computing, and the votes need the other processor.
_later = ThreadPoolExecutor(max_workers=1, thread_name_prefix="carrying")


def carry_soon(document_id: int, after: int) -> Future[None]:
    """Compare the new version and carry the notes to it, behind the back of who replaced the file."""
    return _later.submit(_carry_apart, document_id, after)


def _carry_apart(document_id: int, after: int) -> None:
    try:
        carry_over(document_id, after - 1, after)
    except Exception:
        # Nothing is lost: the notes are on the old version, and are carried when it is asked for again.
        log.exception("notes of document %s were not carried to version %s", document_id, after)
    finally:
        connection.close()


def carry_over(document: Document | int, before: int, after: int) -> int:
    """Carry the notes of all versions up to `before` that have not come further; tell how many found a place.

    Again and again with the same end: a carried note has an id made of the old one's, and one that its
    owner deleted there stays deleted. What has no certain place stays where it is, `listed`.
    """
    document_id = document if isinstance(document, int) else document.id
    versions = {version.no: version for version in DocumentVersion.objects.filter(document_id=document_id)}
    if before not in versions or after not in versions:
        return 0
    compared(document_id, versions[before], versions[after])
    found: dict[UUID, Place | None] = {}
    bodies = {}
    for no, waiting in notes_waiting(document_id, before).items():
        carrier = carrier_of(document_id, versions[no], versions[after])
        for note in waiting:
            bodies[note.id] = notes.body_of(note)
            found[note.id] = carrier.place(note.page, bodies[note.id])
    return keep(document_id, after, found, bodies) if found else 0


def notes_waiting(document_id: int, before: int) -> dict[int, list[Annotation]]:
    """Return by version the notes up to that version that were not carried on."""
    live = Annotation.objects.filter(document=document_id, deleted_at__isnull=True)
    carried = Annotation.objects.filter(document=document_id, carried_from__isnull=False)
    found: dict[int, list[Annotation]] = defaultdict(list)
    for note in live.filter(version__lte=before).exclude(id__in=carried.values("carried_from")):
        found[note.version].append(note)
    return found


def keep(
    document_id: int, after: int, found: dict[UUID, Place | None], bodies: dict[UUID, notes.Value]
) -> int:
    """Write what was found, of the notes that are still as they were."""
    with writer.transaction():
        tide = rising(Document.objects.select_related("meeting").get(id=document_id).meeting)
        rows = {
            note.id: note
            for waiting in notes_waiting(document_id, after - 1).values()
            for note in waiting
            if note.id in found and notes.body_of(note) == bodies[note.id]
        }
        carried: list[Annotation] = []
        for note in rows.values():
            place = found[note.id]
            if place:
                carried.append(copied(note, after, place))
                raise_for(tide, carried[-1])
            if note.listed == bool(place):
                note.listed = not place
                raise_for(tide, note)
                note.save(update_fields=["listed", "tide"])
        Annotation.objects.bulk_create(carried, batch_size=200)
        tide.save()
    return len(carried)


def copied(note: Annotation, after: int, place: Place) -> Annotation:
    """Return the note in the new version: as old as the one it comes from, shared and answered alike.

    As long as `changed_at` is that of its origin, nobody touched it since.
    """
    return Annotation(
        id=uuid5(note.id, f"v{after}"),
        document_id=note.document_id,
        version=after,
        page=place.page,
        owner_id=note.owner_id,
        kind=note.kind,
        sealed=notes.sealed(json.dumps(place.body, ensure_ascii=False).encode(), note.owner_id),
        made_at=note.made_at,
        changed_at=note.changed_at,
        shared_with=note.shared_with,
        heard_by=note.heard_by,
        carried_from=note.id,
        sealed_answer=note.sealed_answer,
        answered_by_id=note.answered_by_id,
        answered_at=note.answered_at,
    )


# -- comparing -------------------------------------------------------------------------------------


def changes_between(document_id: int, before: int, after: int) -> Difference:
    """Return what changed, computed now if it was not yet. Raises NotFound for versions that are not."""
    versions = {version.no: version for version in DocumentVersion.objects.filter(document_id=document_id)}
    if before not in versions or after not in versions:
        raise NotFound
    return compared(document_id, versions[before], versions[after])


def compared(document_id: int, before: DocumentVersion, after: DocumentVersion) -> Difference:
    kept = Difference.objects.filter(document=document_id, before=before.no, after=after.no).first()
    if kept:
        return kept
    result = compare(pages_of(before), pages_of(after))
    pages = [
        {
            "no": change.no,
            "from": change.source,
            "change": change.kind,
            "where": asdict(change)["where"],
            "was": asdict(change)["was"],
        }
        for change in result.pages
    ]
    with writer.transaction():
        # Two may have computed it at once, with the same result.
        return Difference.objects.get_or_create(
            document_id=document_id,
            before=before.no,
            after=after.no,
            defaults={"pages": pages, "gone": result.gone},
        )[0]


def carrier_of(document_id: int, before: DocumentVersion, after: DocumentVersion) -> Carrier:
    difference = compared(document_id, before, after)
    pairs = {page["from"]: page["no"] for page in difference.pages if page["from"]}
    return Carrier(pages_of(before), pages_of(after), pairs)


def pages_of(version: DocumentVersion) -> list[Page]:
    """Return the pages of the file; of one that was not read, pages of which nothing is known. One query."""
    rows = FilePage.objects.filter(sha256=version.sha256).values_list("no", "words", "picture")
    read = {no: (bytes(words), bytes(picture)) for no, words, picture in rows}
    nothing = (b"", b"")
    return [
        Page(partial(unpacked, words), picture)
        for words, picture in (read.get(no, nothing) for no in range(1, version.pages + 1))
    ]


def unpacked(words: bytes) -> list[Word]:
    if not words:
        return []
    return [(x, y, w, h, text) for x, y, w, h, text in json.loads(zlib.decompress(words))]
