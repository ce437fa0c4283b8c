"""One's notes to take along: in a PDF that any reader shows, and as a plain list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from agenda import export, files, listing, notes, stamp
from agenda.api.download import leaving, made
from agenda.api.file import asked_version, named
from agenda.api.requests import actor
from agenda.models import DocumentVersion
from meetings import clock
from meetings.access import viewer_of
from meetings.errors import BadInput
from meetings.queries import meeting_or_404


class AnnotatedFile(APIView):
    """The notes on that version: one's own and, with `shared=1`, those that others share with one."""

    @extend_schema(
        parameters=[OpenApiParameter("version", int), OpenApiParameter("shared", str, enum=["0", "1"])],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, document_id: int) -> HttpResponseBase:
        version, by = asked_version(request, document_id), actor(request)
        shared = request.query_params.get("shared", "0")
        if shared not in ("0", "1"):
            raise BadInput(field="shared")
        meeting = version.document.meeting
        held = notes.visible(viewer_of(by, meeting), meeting).filter(document=document_id, version=version.no)
        if shared == "0":
            held = held.filter(owner=by)
        written = [going_out(note) for note in held]
        mark = stamp.Mark(by.full_name, clock.now())
        return leaving(
            made(lambda target: write(version, target, written, mark)),
            f"{named(version)} (ghi chú).pdf",
            "application/pdf",
        )


class NoteList(APIView):
    """One's own notes of the meeting, by item, paper and page."""

    @extend_schema(responses={(200, "text/plain"): OpenApiTypes.STR})
    def get(self, request: Request, meeting_id: int) -> HttpResponse:
        meeting, by = meeting_or_404(meeting_id), actor(request)
        viewer = viewer_of(by, meeting)
        text = listing.text_of(meeting, viewer, by.full_name, clock.now())
        response = HttpResponse(text, content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="ghi-chu.txt"'
        response["Cache-Control"] = "private, no-store"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def write(version: DocumentVersion, target: Path, written: list[export.Written], mark: stamp.Mark) -> None:
    with files.on_disk(version.sha256) as source:
        export.write_annotated(source, target, written, mark)


def going_out(note: Any) -> export.Written:
    answer = notes.answer_of(note)
    return export.Written(
        id=str(note.id),
        page=note.page,
        kind=note.kind,
        body=notes.body_of(note),
        author=note.owner.full_name,
        made_at=note.made_at,
        changed_at=note.changed_at,
        answer=answer["text"] if answer else "",
    )
