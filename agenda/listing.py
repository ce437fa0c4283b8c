"""One's notes as a plain text: by item of the agenda, paper and page, as one would write them out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from agenda import notes
from agenda.models import AgendaItem, Annotation, AnnotationKind, Document, ItemDossier, SharedWith
from meetings.clock import LOCAL
from meetings.models import Meeting
from meetings.snapshot import Viewer

Heading = tuple[tuple[int, ...], str]  # where it comes, what it says

LAST = 10**6
STROKES = {AnnotationKind.PEN: "nét bút", AnnotationKind.MARKER: "nét tô"}


def text_of(meeting: Meeting, viewer: Viewer, name: str, at: datetime) -> str:
    """Return the notes of the viewer alone, each once: where it stands in the newest version it came to."""
    held = [note for note in notes.visible(viewer, meeting) if note.owner_id == viewer.person_id]
    earlier = {note.carried_from for note in held}
    held = [note for note in held if note.id not in earlier]
    headings = headings_of(meeting, {note.document_id: note.document for note in held})
    held.sort(key=lambda note: (headings[note.document_id], note.document_id, note.version, note.page))

    lines = [f"GHI CHÚ CỦA {name.upper()}", meeting.name, f"Lập lúc {moment(at)}"]
    for (_, heading), of_item in groupby(held, key=lambda note: headings[note.document_id]):
        lines += ["", heading]
        for (_, version), of_paper in groupby(of_item, key=lambda note: (note.document_id, note.version)):
            some = list(of_paper)
            lines.append(f"  {titled(some[0].document)}, bản {version}")
            for page, on_page in groupby(some, key=lambda note: note.page):
                lines += [f"    Trang {page}: {line}" for line in lines_of(list(on_page))]
    if not held:
        lines += ["", "Chưa có ghi chú nào."]
    return "\n".join(lines) + "\n"


def headings_of(meeting: Meeting, documents: dict[int, Document]) -> dict[int, Heading]:
    """Say of each paper under which item it stands; one of a dossier under the first that deals with it."""
    items = {item.id: item for item in AgendaItem.objects.filter(meeting=meeting)}
    of_dossier: dict[int, AgendaItem] = {}
    for stage in ItemDossier.objects.filter(item__meeting=meeting).order_by("item__position", "id"):
        of_dossier.setdefault(stage.dossier_id, items[stage.item_id])
    found: dict[int, Heading] = {}
    for document in documents.values():
        item = items.get(document.item_id or 0) or of_dossier.get(document.dossier_id or 0)
        found[document.id] = (way(item, items), str(item)) if item else ((LAST,), "Tài liệu chung")
    return found


def way(item: AgendaItem, items: dict[int, AgendaItem]) -> tuple[int, ...]:
    """Return the positions from the top of the agenda down to the item."""
    steps = [item.position]
    while item.parent_id and (parent := items.get(item.parent_id)):
        item = parent
        steps.insert(0, item.position)
    return tuple(steps)


def lines_of(held: list[Annotation]) -> Iterator[str]:
    """Yield a line for each note of a page; strokes, of which there is nothing to read, are counted."""
    for kind, called in STROKES.items():
        if count := sum(note.kind == kind for note in held):
            yield f"{count} {called}"
    for note in held:
        if note.kind not in STROKES:
            text = " ".join(str(notes.body_of(note).get("text", "")).split())
            said = f"{AnnotationKind(note.kind).label}: {text}" if text else AnnotationKind(note.kind).label
            yield f"{said} ({moment(note.changed_at)}{sharing(note)}{unplaced(note)})"
            if answer := notes.answer_of(note):
                yield f"Văn phòng trả lời: {' '.join(answer['text'].split())} ({answer['by']})"


def sharing(note: Annotation) -> str:
    return "" if note.shared_with == SharedWith.PRIVATE else f"; {SharedWith(note.shared_with).label}"


def unplaced(note: Annotation) -> str:
    return "; chưa đặt được vào bản mới" if note.listed else ""


def titled(document: Document) -> str:
    return f"{document.title} ({document.number})" if document.number else document.title


def moment(at: datetime) -> str:
    local = at.astimezone(LOCAL)
    return f"{local:%H:%M}, {local:%d/%m/%Y}"
