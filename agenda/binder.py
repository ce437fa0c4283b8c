"""The papers of a meeting in the order of its agenda: by item, by dossier, and those of the whole meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from agenda import queries
from agenda.bundle import Folder, Paper
from agenda.models import AgendaItem, DocumentVersion, Dossier
from meetings.models import Meeting
from meetings.snapshot import Viewer

OF_THE_MEETING = "00 Tài liệu chung"


def folders(meeting: Meeting, viewer: Viewer, ids: Collection[int] | None = None) -> list[Folder]:
    """Return the papers whose files the viewer may read, in folders; a recalled one is in none.

    A dossier lies with the first item that it passes through. While the programme is not shown to the
    viewer, its titles are not either. Six queries at most.
    """
    papers: dict[tuple[str, int | None], list[Paper]] = defaultdict(list)
    shown = queries.may_see_programme(meeting, viewer)
    for version in queries.documents_visible_to(viewer, meeting, ids):
        papers[place_of(version) if shown else ("meeting", None)].append(paper(version))
    found = []
    if general := papers["meeting", None]:
        found.append(Folder(OF_THE_MEETING, general))
    if not shown:
        return found
    dossiers = {dossier.pk: dossier for dossier in queries.dossiers(meeting)}
    for item, its in in_order(meeting):
        inner = [
            Folder(dossier_title(dossiers.pop(pk)), papers["dossier", pk]) for pk in its if pk in dossiers
        ]
        inner = [folder for folder in inner if folder.papers]
        if papers["item", item.pk] or inner:
            found.append(Folder(item_title(item), papers["item", item.pk], inner))
    loose = [Folder(dossier_title(each), papers["dossier", each.pk]) for each in dossiers.values()]
    return found + [folder for folder in loose if folder.papers]


def place_of(version: DocumentVersion) -> tuple[str, int | None]:
    document = version.document
    if document.item_id:
        return "item", document.item_id
    return ("dossier", document.dossier_id) if document.dossier_id else ("meeting", None)


def in_order(meeting: Meeting) -> Iterator[tuple[AgendaItem, list[int]]]:
    """Yield the items as they are numbered, each with the dossiers that pass through it."""
    below: dict[int | None, list[queries.Placed]] = defaultdict(list)
    for placed in queries.items(meeting):
        below[placed.item.parent_id].append(placed)

    def under(parent: int | None) -> Iterator[tuple[AgendaItem, list[int]]]:
        for placed in below[parent]:
            yield placed.item, [stage.dossier_id for stage in placed.dossiers]
            yield from under(placed.item.pk)

    return under(None)


def item_title(item: AgendaItem) -> str:
    """Number the folder so that file managers sort it as the agenda does: `14.02`."""
    number = ".".join(f"{part:0>2}" for part in item.number.split("."))
    return f"{number} {item.title}"


def dossier_title(dossier: Dossier) -> str:
    return f"Hồ sơ {dossier.no:0>2} {dossier.title}"


def paper(version: DocumentVersion) -> Paper:
    document = version.document
    title = f"{document.number} {document.title}".strip()
    return Paper(title=title, sha256=version.sha256, pages=version.pages)
