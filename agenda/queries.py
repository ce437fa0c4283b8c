"""Reads of the agenda, shaped for the screens; each costs the same at 1 row and at 129."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet
from django.utils import timezone

from agenda import access
from agenda.models import (
    BEFORE_ISSUE,
    ISSUED,
    AgendaItem,
    Document,
    DocumentKind,
    DocumentState,
    DocumentVersion,
    Dossier,
    FilePage,
    ItemDossier,
    Programme,
    Stage,
)
from meetings import clock
from meetings.models import Meeting
from meetings.queries import rules_of
from meetings.rulebook import DELEGATES, Deadline, RuleProfile
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


@dataclass(frozen=True)
class PastProgramme:
    """A published programme of the past, its items in the order of the paper, each with its depth."""

    meeting: Meeting
    items: list[tuple[AgendaItem, int]]


def past_programmes(meeting: Meeting, most: int = 10) -> list[PastProgramme]:
    """Return what the same body had on its table before, the newest first. Two queries."""
    before = list(
        Meeting.objects.filter(body_id=meeting.body_id, programme__published_at__isnull=False)
        .exclude(id=meeting.id)
        .filter(opens_on__lte=meeting.opens_on)
        .order_by("-opens_on", "-id")[:most]
    )
    under: dict[tuple[int, int | None], list[AgendaItem]] = defaultdict(list)
    for item in AgendaItem.objects.filter(meeting__in=before).order_by("position", "id"):
        under[item.meeting_id, item.parent_id].append(item)

    def walk(meeting_id: int, parent: int | None, depth: int) -> Iterator[tuple[AgendaItem, int]]:
        for item in under[meeting_id, parent]:
            yield item, depth
            yield from walk(meeting_id, item.id, depth + 1)

    return [PastProgramme(past, list(walk(past.id, None, 1))) for past in before]


def dossiers(meeting: Meeting, ids: Collection[int] | None = None) -> QuerySet[Dossier]:
    rows = Dossier.objects.filter(meeting=meeting).order_by("position", "id")
    return rows if ids is None else rows.filter(id__in=ids)


@dataclass(frozen=True)
class Shelved:
    """A document with all its versions, the first one first."""

    document: Document
    versions: list[DocumentVersion]

    @property
    def newest(self) -> DocumentVersion:
        return self.versions[-1]


def listed(viewer: Viewer) -> Q:
    """Choose the documents that are listed for the viewer, as `access.may_see` says of one."""
    issued = Q(group=None, circulation__in=access.circulations_for(viewer))
    if access.sees_every_group(viewer):
        issued |= Q(group__isnull=False)
    elif groups := access.groups_of(viewer):
        issued |= Q(group__in=groups)
    chosen = issued & Q(state__in=ISSUED)
    return chosen | Q(state__in=BEFORE_ISSUE) if access.may_see_drafts(viewer) else chosen


def shelf(viewer: Viewer, meeting: Meeting, ids: Collection[int] | None = None) -> list[Shelved]:
    """Return what is listed for the viewer, recalled papers too. Two queries."""
    documents = Document.objects.filter(listed(viewer), meeting=meeting).order_by("id")
    documents = documents.select_related("replacement__by")
    if ids is not None:
        documents = documents.filter(id__in=ids)
    found = {document.id: Shelved(document, []) for document in documents}
    for version in DocumentVersion.objects.filter(document__in=list(found)).order_by("document_id", "no"):
        found[version.document_id].versions.append(version)
    return [shelved for shelved in found.values() if shelved.versions]


def documents_visible_to(
    viewer: Viewer, meeting: Meeting, ids: Collection[int] | None = None
) -> list[DocumentVersion]:
    """Return the newest version of each document whose file the viewer may read. One query."""
    versions = DocumentVersion.objects.filter(
        document__in=Document.objects.filter(listed(viewer), meeting=meeting).exclude(
            state=DocumentState.RECALLED
        )
    )
    if ids is not None:
        versions = versions.filter(document_id__in=ids)

    newest: dict[int, DocumentVersion] = {}
    for version in versions.select_related("document").order_by("document_id", "no"):
        newest[version.document_id] = version
    return list(newest.values())


def version_of(document_id: int, no: int | None = None) -> DocumentVersion | None:
    """Return that version or, without a number, the newest. One query."""
    versions = DocumentVersion.objects.filter(document_id=document_id)
    if no is not None:
        versions = versions.filter(no=no)
    return versions.select_related("document__meeting").order_by("-no").first()


def texts(sha256: str) -> list[tuple[int, str]]:
    """Return the pages of a file as (number, text). One query."""
    return list(FilePage.objects.filter(sha256=sha256).order_by("no").values_list("no", "text"))


class PaperState(StrEnum):
    """Where a dossier stands with one kind of paper, for who looks."""

    PRESENT = "PRESENT"
    DRAFT = "DRAFT"
    MISSING = "MISSING"
    EXEMPT = "EXEMPT"


@dataclass(frozen=True)
class Needed:
    kind: str
    state: PaperState


def needed_kinds(dossier: Dossier, rules: RuleProfile | None) -> list[str]:
    """Return which papers the dossier of a draft needs, in the order of rule HDND.ORDER.

    The committee's examination is a duty where the rules of the body know it; the appraisal by the
    department of justice belongs to legal-normative drafts alone.
    """
    kinds: list[str] = [DocumentKind.SUBMISSION, DocumentKind.DRAFT_RESOLUTION]
    if dossier.legal_normative:
        kinds.insert(1, DocumentKind.APPRAISAL_REPORT)
    if rules and rules.drafts_are_examined:
        kinds.append(DocumentKind.EXAMINATION_REPORT)
    return kinds


def papers_needed(viewer: Viewer, meeting: Meeting, dossiers: Collection[Dossier]) -> dict[int, list[Needed]]:
    """Return how complete each dossier is, as far as this viewer sees its papers. One query.

    A paper that only one delegate group has is not there yet.
    """
    rows = Document.objects.filter(listed(viewer), meeting=meeting, dossier__in=[row.id for row in dossiers])
    held: dict[tuple[int | None, str], set[PaperState]] = defaultdict(set)
    for dossier_id, kind, state, group in rows.values_list("dossier_id", "kind", "state", "group_id"):
        if state != DocumentState.RECALLED:
            there = state == DocumentState.PUBLISHED and group is None
            held[dossier_id, kind].add(PaperState.PRESENT if there else PaperState.DRAFT)
    rules = rules_of(meeting)
    return {
        row.id: [
            Needed(kind, paper_state(held[row.id, kind], exempt=kind in row.exempt))
            for kind in needed_kinds(row, rules)
        ]
        for row in dossiers
    }


def paper_state(held: set[PaperState], *, exempt: bool) -> PaperState:
    if PaperState.PRESENT in held:
        return PaperState.PRESENT
    if exempt:
        return PaperState.EXEMPT
    return PaperState.DRAFT if held else PaperState.MISSING


def decided_at(item: AgendaItem) -> list[Dossier]:
    """Return the dossiers whose drafts are put to the vote at the item. One query."""
    stages = ItemDossier.objects.filter(item=item, stage=Stage.DECIDED).select_related("dossier")
    return [stage.dossier for stage in stages.order_by("id")]


def lacks_examination_report(dossier: Dossier, rules: RuleProfile | None) -> bool:
    """Tell whether the draft may not be put to the vote yet (rule HDND.EXAMINE). One query."""
    kind = DocumentKind.EXAMINATION_REPORT
    if kind not in needed_kinds(dossier, rules) or kind in dossier.exempt:
        return False
    issued = Document.objects.filter(dossier=dossier, kind=kind, state=DocumentState.PUBLISHED, group=None)
    return not issued.exists()


def deadlines(meeting: Meeting) -> tuple[Deadline, ...]:
    """Return by when papers reach each kind of reader; none where no rule is known."""
    rules = rules_of(meeting)
    return rules.deadlines(meeting.opens_on, special=meeting.kind != "REGULAR") if rules else ()


def papers_due(meeting: Meeting) -> date | None:
    """Return the last day on which papers reach the delegates in time, if a rule says so."""
    return next((each.due for each in deadlines(meeting) if each.reader == DELEGATES), None)


@dataclass(frozen=True)
class DeadlineClock:
    """A deadline, and how the papers of the meeting stand to it; ids of documents, then of dossiers."""

    deadline: Deadline
    days_left: int
    waiting: list[int]
    late: list[int]
    missing: list[tuple[int, str]]


def deadline_clocks(meeting: Meeting) -> list[DeadlineClock]:
    """Return how each deadline is kept. Delegates have a paper when it is issued to all of them; a
    committee and the Standing Board have it when it is put in. Three queries, and those of the rules.
    """
    papers = list(
        Document.objects.filter(meeting=meeting, state__in=(*BEFORE_ISSUE, DocumentState.PUBLISHED))
    )
    came = dict(DocumentVersion.objects.filter(document__meeting=meeting, no=1).values_list("document", "at"))
    rules, held = rules_of(meeting), {(paper.dossier_id, paper.kind) for paper in papers}
    needed = [
        (dossier.id, kind)
        for dossier in dossiers(meeting)
        for kind in needed_kinds(dossier, rules)
        if kind not in dossier.exempt
    ]
    # No committee waits for the papers of a dossier that is not examined.
    examined = {dossier for dossier, kind in needed if kind == DocumentKind.EXAMINATION_REPORT}
    today = timezone.localdate(clock.now())

    def of(deadline: Deadline) -> DeadlineClock:
        concerned = [paper for paper in papers if not deadline.kinds or paper.kind in deadline.kinds]
        if deadline.reader == DELEGATES:
            waiting = [paper.id for paper in concerned if not paper.is_published or paper.group_id]
            late = [paper.id for paper in concerned if paper.is_published and paper.late]
        else:
            waiting = []
            late = [
                paper.id
                for paper in concerned
                if paper.dossier_id in examined and timezone.localdate(came[paper.id]) > deadline.due
            ]
        missing = [
            (dossier, kind)
            for dossier, kind in needed
            if (dossier, kind) not in held
            and (not deadline.kinds or (kind in deadline.kinds and dossier in examined))
        ]
        return DeadlineClock(deadline, (deadline.due - today).days, waiting, late, missing)

    return [of(deadline) for deadline in deadlines(meeting)]
