"""Reads of the agenda, shaped for the screens; each costs the same at 1 row and at 129."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from agenda import access
from agenda.models import (
    AgendaItem,
    DocumentState,
    DocumentVersion,
    Dossier,
    FilePage,
    ItemDossier,
    Programme,
)
from meetings.models import Meeting
from meetings.snapshot import Viewer


def published_at(meeting: Meeting) -> datetime | None:
    """Tell when the programme became public, if it did. One query."""
    return Programme.objects.filter(meeting=meeting).values_list("published_at", flat=True).first()


def is_published(meeting: Meeting) -> bool:
    return published_at(meeting) is not None


def may_see_programme(meeting: Meeting, viewer: Viewer) -> bool:
    return access.may_see_drafts(viewer) or is_published(meeting)


@dataclass(frozen=True)
class Placed:
    """An item with the stages of the dossiers that pass through it."""

    item: AgendaItem
    dossiers: list[ItemDossier] = field(default_factory=list)


def items(meeting: Meeting, ids: Collection[int] | None = None) -> list[Placed]:
    """Return the items, whoever looks, siblings in order. Two queries."""
    rows = AgendaItem.objects.filter(meeting=meeting)
    stages = ItemDossier.objects.filter(item__meeting=meeting)
    if ids is not None:
        rows, stages = rows.filter(id__in=ids), stages.filter(item_id__in=ids)

    of_item: dict[int, list[ItemDossier]] = defaultdict(list)
    for stage in stages.order_by("item_id", "id"):
        of_item[stage.item_id].append(stage)
    return [Placed(item, of_item[item.id]) for item in rows.order_by("position", "id")]


def dossiers(meeting: Meeting, ids: Collection[int] | None = None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(meeting=meeting).order_by("id")
    return rows if ids is None else rows.filter(id__in=ids)


def documents_visible_to(
    viewer: Viewer, meeting: Meeting, ids: Collection[int] | None = None
) -> list[DocumentVersion]:
    """Return the newest version of each document that the viewer may read. One query."""
    visible = Q(
        document__state=DocumentState.PUBLISHED,
        document__circulation__in=access.circulations_for(viewer),
    )
    if access.may_see_drafts(viewer):
        visible |= Q(document__state=DocumentState.DRAFT)
    versions = DocumentVersion.objects.filter(visible, document__meeting=meeting)
    if ids is not None:
        versions = versions.filter(document_id__in=ids)

    newest: dict[int, DocumentVersion] = {}
    for version in versions.select_related("document").order_by("document_id", "no"):
        newest[version.document_id] = version
    return list(newest.values())


def newest_version(document_id: int) -> DocumentVersion | None:
    """Return what a reader of the document gets, with the document and its meeting. One query."""
    return version_of(document_id)


def version_of(document_id: int, no: int | None = None) -> DocumentVersion | None:
    """Return that version or, without a number, the newest. One query."""
    versions = DocumentVersion.objects.filter(document_id=document_id)
    if no is not None:
        versions = versions.filter(no=no)
    return versions.select_related("document__meeting").order_by("-no").first()


def texts(sha256: str) -> list[tuple[int, str]]:
    """Return the pages of a file as (number, text). One query."""
    return list(FilePage.objects.filter(sha256=sha256).order_by("no").values_list("no", "text"))
