"""What leaves the app: a paper or a bundle of them, with the name of who takes it on every page."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO
from urllib.parse import quote

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from agenda import access, binder, bundle, files, stamp
from agenda.api.file import asked_version, named
from agenda.api.requests import actor
from agenda.bundle import Paper
from agenda.errors import NothingToBundle
from agenda.models import DocumentVersion
from meetings import clock
from meetings.access import viewer_of
from meetings.errors import BadInput
from meetings.queries import meeting_or_404

BLOCK = 256 * 1024
FORMS = ("pdf", "zip")
NOTE = "Bản sao"
# To draw on 300 pages takes a tenth of a second of the machine: on threads of their own, two at a time,
# so that who votes meanwhile does not wait behind who prints.
_press = ThreadPoolExecutor(max_workers=2, thread_name_prefix="press")


class Download(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("version", int)],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, document_id: int) -> HttpResponseBase:
        version = asked_version(request, document_id)
        mark = stamp.Mark(actor(request).full_name, clock.now())
        return leaving(
            made(lambda target: one(version, target, mark)), f"{named(version)}.pdf", "application/pdf"
        )


class Bundle(APIView):
    @extend_schema(
        parameters=[
            OpenApiParameter("form", str, enum=FORMS),
            OpenApiParameter("documents", str, description="ids with commas; left out: all"),
        ],
        responses={
            (200, "application/pdf"): OpenApiTypes.BINARY,
            (200, "application/zip"): OpenApiTypes.BINARY,
        },
    )
    def get(self, request: Request, meeting_id: int) -> HttpResponseBase:
        by, meeting = actor(request), meeting_or_404(meeting_id)
        viewer = viewer_of(by, meeting)
        form = request.query_params.get("form", "pdf")
        if form not in FORMS:
            raise BadInput(field="form")
        folders = binder.folders(meeting, viewer, asked_documents(request))
        if not folders:
            raise NothingToBundle
        mark = stamp.Mark(by.full_name, clock.now(), NOTE)
        if form == "pdf":
            source = made(
                lambda target: bundle.write_pdf(
                    folders, target, meeting.name, lambda pdf: stamp.stamp(pdf, mark)
                )
            )
            return leaving(source, f"{meeting.name}.pdf", "application/pdf")
        # The office archives what was issued, byte by byte; everybody else takes a copy of their own.
        own = None if access.may_see_drafts(viewer) else (lambda paper: marked(paper, mark))
        blocks = bundle.zip_blocks(folders, mark.at.astimezone(clock.LOCAL), own)
        return leaving(flowing(blocks), f"{meeting.name}.zip", "application/zip")


def asked_documents(request: Request) -> list[int] | None:
    """Raises BadInput."""
    asked = request.query_params.get("documents")
    if not asked:
        return None
    named = asked.split(",")
    if len(named) > 1000 or not all(each.isdecimal() and len(each) < 19 for each in named):
        raise BadInput(field="documents")
    return [int(each) for each in named]


def one(version: DocumentVersion, target: Path, mark: stamp.Mark) -> None:
    with files.on_disk(version.sha256) as source:
        stamp.stamp_file(source, target, mark)


def marked(paper: Paper, mark: stamp.Mark) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="marked-") as folder, files.on_disk(paper.sha256) as source:
        target = Path(folder) / "copy.pdf"
        stamp.stamp_file(source, target, mark)
        with target.open("rb") as copy:
            while block := copy.read(BLOCK):
                yield block


def written(write: Callable[[Path], None]) -> IO[bytes]:
    """Return the open file that was written, already without a name: it goes when it is closed."""
    with tempfile.TemporaryDirectory(prefix="leaving-") as folder:
        target = Path(folder) / "leaving.pdf"
        write(target)
        return target.open("rb")


async def made(write: Callable[[Path], None]) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    file = await loop.run_in_executor(_press, written, write)
    try:
        while block := await loop.run_in_executor(_press, file.read, BLOCK):
            yield block
    finally:
        file.close()


async def flowing(blocks: Iterator[bytes]) -> AsyncIterator[bytes]:
    loop = asyncio.get_running_loop()
    while (block := await loop.run_in_executor(_press, next, blocks, None)) is not None:
        if block:
            yield block


def leaving(blocks: AsyncIterator[bytes], name: str, content_type: str) -> HttpResponseBase:
    response = StreamingHttpResponse(blocks, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name.replace('/', '-'), safe='')}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
