"""The file of a document, by ranges: the reader shows page one before the rest has come."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from agenda import access, files, queries
from agenda.api.ranges import RangeOutsideFileError, wanted_range
from agenda.api.requests import actor
from agenda.models import DocumentVersion
from meetings.access import viewer_of
from meetings.errors import NotFound
from meetings.models import Person

BLOCK = 256 * 1024


class DocumentFile(APIView):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        # A reader that accepts only application/pdf is right to: there is nothing to negotiate.
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(
        parameters=[OpenApiParameter("version", int)],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, document_id: int) -> HttpResponseBase:
        return sent(request, asked_version(request, document_id))


def sent(request: Request, version: DocumentVersion) -> HttpResponseBase:
    """Answer with the file or the part of it that was asked for. Whether they may read it is settled."""
    etag = f'"{version.sha256}"'
    if etag in matches(request.headers.get("If-None-Match")):
        return described(HttpResponse(status=HTTPStatus.NOT_MODIFIED), version, etag)
    asked = request.headers.get("Range")
    if request.headers.get("If-Range", etag) != etag:
        asked = None
    return described(answer(asked, version), version, etag)


def readable_version(person: Person, document_id: int, no: int | None = None) -> DocumentVersion:
    """Return that version or the newest. Raises as `access.require_readable`.

    NotFound is said alike for no document, no such version, and one that is not theirs.
    """
    version = queries.version_of(document_id, no)
    if version is None:
        raise NotFound
    viewer = viewer_of(person, version.document.meeting)
    access.require_readable(viewer, version.document)
    return version


def asked_version(request: Request, document_id: int) -> DocumentVersion:
    """Return the version that `?version=` names, or the newest. Raises NotFound."""
    no = request.query_params.get("version", "")
    if no and not (no.isdecimal() and len(no) < 5):
        raise NotFound
    return readable_version(actor(request), document_id, int(no) if no else None)


def answer(asked: str | None, version: DocumentVersion) -> HttpResponseBase:
    size = version.size
    try:
        span = wanted_range(asked, size)
    except RangeOutsideFileError:
        refused = HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
        refused["Content-Range"] = f"bytes */{size}"
        return refused
    start, end = span or (0, size - 1)
    response = StreamingHttpResponse(
        blocks(version.sha256, start, end),
        status=HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK,
        content_type="application/pdf",
    )
    response["Content-Length"] = str(end - start + 1)
    if span:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


async def blocks(sha256: str, start: int, end: int) -> AsyncIterator[bytes]:
    """Yield the bytes from `start` to `end` included, never more than a block in memory.

    Under ASGI a plain iterator would be read to its end before the first byte left. What the machine has
    in memory is taken without a visit to a thread: 85 tablets ask for the same papers.
    """
    file = await asyncio.to_thread(files.descriptor, sha256)
    if file is None:
        async for block in blocks_of_object(sha256, start, end):
            yield block
        return
    try:
        while start <= end:
            length = min(BLOCK, end - start + 1)
            block = files.read_at_once(file, length, start)
            block = await asyncio.to_thread(os.pread, file, length, start) if block is None else block
            if not block:
                return
            start += len(block)
            yield block
    finally:
        os.close(file)


async def blocks_of_object(sha256: str, start: int, end: int) -> AsyncIterator[bytes]:
    source: Iterator[bytes] = await asyncio.to_thread(files.open_range, sha256, start, end)
    while block := await asyncio.to_thread(next, source, b""):
        yield block


def described(response: HttpResponseBase, version: DocumentVersion, etag: str) -> HttpResponseBase:
    """Add what is true of every answer about this file."""
    name = quote(named(version), safe="")
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}.pdf"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def named(version: DocumentVersion) -> str:
    """Return the name of its file, without the ending."""
    document = version.document
    return f"{document.number} {document.title}".strip()[:120].replace("/", "-")


def matches(header: str | None) -> set[str]:
    """Return the entity tags of If-None-Match; a weak one is as good as a strong one here."""
    return {tag.strip().removeprefix("W/") for tag in (header or "").split(",")}
