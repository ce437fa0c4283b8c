"""Whom the papers have reached: receipts and copies, over the people that a paper is for; places of reading.

Delegates, the presidium and the guests are who a paper is for, as far as it is theirs to read. Those who
prepare it, the rooms and the screens are not counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from agenda import access
from agenda.models import ISSUED, Copy, Document, DocumentState, DocumentVersion, Receipt
from meetings import clock
from meetings.access import viewer_of, viewers_in
from meetings.errors import NotFound
from meetings.models import Device, Meeting, Person, Role
from meetings.snapshot import Value, Viewer

READERS = (Role.DELEGATE, Role.PRESIDING_OFFICER, Role.GUEST)


def may_have_kept(viewer: Viewer, document: Document) -> bool:
    """Tell whether a copy could have come to this person rightly, before a recall or a removal too."""
    if document.state == DocumentState.REMOVED:
        return access.may_see_drafts(viewer)
    return access.may_see(viewer, document)


@dataclass(frozen=True)
class Paper:
    """An issued document with its newest version and the people it is for."""

    document: Document
    version: int
    pages: int
    readers: frozenset[int]

    def read_through(self, receipt: Receipt) -> bool:
        return count_of(receipt.pages) >= self.pages


def papers(meeting: Meeting, ids: Collection[int] | None = None) -> list[Paper]:
    """Return the papers that were issued, the recalled ones among them. Four queries."""
    viewers = viewers_in(meeting, *READERS)
    rows = DocumentVersion.objects.filter(document__meeting=meeting, document__state__in=ISSUED)
    if ids is not None:
        rows = rows.filter(document_id__in=ids)
    newest = {row.document_id: row for row in rows.select_related("document").order_by("document_id", "no")}
    people = set(Person.objects.filter(pk__in=viewers, kind=Person.Kind.PERSON).values_list("pk", flat=True))
    # Papers of one circulation and one group are for the same people.
    alike: dict[tuple[str, int | None], frozenset[int]] = {}
    found = []
    for row in newest.values():
        kind = (row.document.circulation, row.document.group_id)
        if kind not in alike:
            alike[kind] = frozenset(
                person
                for person, viewer in viewers.items()
                if person in people and may_have_kept(viewer, row.document)
            )
        found.append(Paper(row.document, row.no, row.pages, alike[kind]))
    return found


def of_meeting(meeting: Meeting) -> dict[str, Value]:
    """Return the figures of each issued paper, by its id. Six queries."""
    issued = papers(meeting)
    ids = [paper.document.pk for paper in issued]
    receipts, copies = newest_receipts(issued), copies_of(ids)
    return {
        str(paper.document.pk): figures(paper, receipts[paper.document.pk], copies[paper.document.pk])
        for paper in issued
    }


def figures(paper: Paper, receipts: dict[int, Receipt], copies: list[Copy]) -> Value:
    """Count people for what was read, and copies for what is kept; a copy whose lease is over is neither
    destroyed for certain nor outstanding."""
    mine = [receipt for person, receipt in receipts.items() if person in paper.readers]
    now = clock.now()
    return {
        "readers": len(paper.readers),
        "delivered": sum(1 for receipt in mine if receipt.delivered_at),
        "opened": sum(1 for receipt in mine if receipt.opened_at),
        "read_through": sum(1 for receipt in mine if paper.read_through(receipt)),
        "copies": len(copies),
        "purged": sum(1 for kept in copies if kept.purged_at),
        "outstanding": sum(1 for kept in copies if not kept.purged_at and kept.device.lease_until > now),
    }


def of_document(document: Document) -> list[Value]:
    """Return person by person what became of the paper; who keeps a copy without being a reader too.

    Seven queries. No copies: never downloaded.
    """
    issued = papers(document.meeting, [document.pk])
    if not issued:
        return []
    paper = issued[0]
    receipts = newest_receipts(issued)[document.pk]
    copies: dict[int, list[Copy]] = defaultdict(list)
    for kept in copies_of([document.pk])[document.pk]:
        copies[kept.device.person_id].append(kept)
    people = Person.objects.filter(pk__in=paper.readers | set(copies)).values_list("pk", "full_name")
    return [
        reader(person, name, paper, receipts.get(person), copies[person])
        for person, name in sorted(people, key=lambda each: by_given_name(each[1]))
    ]


def reader(person: int, name: str, paper: Paper, receipt: Receipt | None, copies: list[Copy]) -> Value:
    return {
        "person": str(person),
        "name": name,
        "delivered_at": clock.wire(receipt.delivered_at) if receipt else None,
        "opened_at": clock.wire(receipt.opened_at) if receipt else None,
        "pages": count_of(receipt.pages) if receipt else 0,
        "of": paper.pages,
        "last_page": receipt.last_page if receipt else 0,
        "copies": [
            {
                "device": str(kept.device_id),
                "name": kept.device.name,
                "version": kept.version,
                "taken_at": clock.wire(kept.taken_at),
                "purged_at": clock.wire(kept.purged_at),
                "readable_until": None if kept.purged_at else clock.wire(kept.device.lease_until),
            }
            for kept in copies
        ],
    }


def newest_receipts(issued: Iterable[Paper]) -> dict[int, dict[int, Receipt]]:
    """Return the receipts of the newest versions, by document and person. One query."""
    newest = {paper.document.pk: paper.version for paper in issued}
    found: dict[int, dict[int, Receipt]] = defaultdict(dict)
    for receipt in Receipt.objects.filter(document__in=newest):
        if receipt.version == newest[receipt.document_id]:
            found[receipt.document_id][receipt.person_id] = receipt
    return found


def copies_of(documents: Collection[int]) -> dict[int, list[Copy]]:
    """Return the copies of all versions, by document, with their devices. One query."""
    found: dict[int, list[Copy]] = defaultdict(list)
    rows = Copy.objects.filter(document__in=documents).select_related("device")
    for kept in rows.order_by("document", "taken_at", "pk"):
        found[kept.document_id].append(kept)
    return found


def unread_by(papers: Iterable[Paper], receipts: dict[int, dict[int, Receipt]]) -> dict[int, list[int]]:
    """Return for each reader which of the papers they have not opened in the newest version."""
    missing: dict[int, list[int]] = defaultdict(list)
    for paper in papers:
        given = receipts[paper.document.pk]
        for person in sorted(paper.readers):
            if person not in given or not given[person].opened_at:
                missing[person].append(paper.document.pk)
    return missing


def to_purge(device: Device) -> list[Value]:
    """Return the copies that this device has to destroy: recalled, removed, or no longer its person's.

    A superseded version may stay: the notes on it do. Two queries for each meeting, and one.
    """
    rows = Copy.objects.filter(device=device, purged_at__isnull=True).select_related("document__meeting")
    viewers: dict[int, Viewer | None] = {}
    wanted = []
    for kept in rows.order_by("document", "version"):
        meeting = kept.document.meeting
        if meeting.pk not in viewers:
            viewers[meeting.pk] = viewer_or_none(device.person, meeting)
        viewer = viewers[meeting.pk]
        if viewer is None or not access.may_read(viewer, kept.document):
            wanted.append({"document": str(kept.document_id), "version": kept.version})
    return wanted


def document_or_404(document_id: int) -> Document:
    document = Document.objects.select_related("meeting").filter(pk=document_id).first()
    if document is None:
        raise NotFound
    return document


def viewer_or_none(person: Person, meeting: Meeting) -> Viewer | None:
    try:
        return viewer_of(person, meeting)
    except NotFound:
        return None


def places(meeting: Meeting, person: Person) -> dict[str, Value]:
    """Return where the person left each paper: in the version that they read last. One query."""
    rows = Receipt.objects.filter(person=person, document__meeting=meeting, read_at__isnull=False)
    return {
        str(row.document_id): {
            "version": row.version,
            "last_page": row.last_page,
            "pages": pages_of(row.pages),
            "read_at": clock.wire(row.read_at),
        }
        for row in rows.order_by("document", "read_at", "version")
    }


def pages_of(bitmap: str) -> list[int]:
    """Return the numbers of the pages, from 1."""
    bits = int(bitmap, 16)
    return [no for no in range(1, bits.bit_length() + 1) if bits >> (no - 1) & 1]


def count_of(bitmap: str) -> int:
    return int(bitmap, 16).bit_count()


def by_given_name(name: str) -> tuple[str, str]:
    return name.split(" ")[-1] if name else "", name


def earliest(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment), default=None)
