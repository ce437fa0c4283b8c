"""The file of a document, by ranges: the reader shows page one before the rest has come."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
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

BLOCK = 512 * 1024


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


def sent(request: Request | HttpRequest, version: DocumentVersion) -> HttpResponseBase:
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
    return asked_version_of(actor(request), document_id, request.query_params.get("version", ""))


def asked_version_of(person: Person, document_id: int, no: str) -> DocumentVersion:
    """`no` is what stands in the address; empty: the newest. Raises NotFound."""
    if no and not (no.isdecimal() and len(no) < 5):
        raise NotFound
    return readable_version(person, document_id, int(no) if no else None)


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
        Blocks(version.sha256, start, end),
        status=HTTPStatus.PARTIAL_CONTENT if span else HTTPStatus.OK,
        content_type="application/pdf",
    )
    response["Content-Length"] = str(end - start + 1)
    if span:
        response["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


class Blocks:
    """The bytes from `start` to `end` included, never more than a block in memory.

    Under ASGI a plain iterator would be read to its end before the first byte left. The file is opened in
    the thread of the request, and closed with the answer, whether it was read or not. What the machine
    has in memory is taken without another visit to a thread: 85 tablets ask for the same papers.
    """

    def __init__(self, sha256: str, start: int, end: int) -> None:
        self._sha256, self._start, self._end = sha256, start, end
        self._file: int | None = None  # before anything can fail: it is looked at when this is thrown away
        self._file = files.descriptor(sha256)

    def close(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            os.close(file)

    def __del__(self) -> None:
        self.close()  # of an answer that nobody began to read, and whose reader went away

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self._of_object() if self._file is None else self._of_file(self._file)

    async def _of_file(self, file: int) -> AsyncIterator[bytes]:
        at = self._start
        try:
            while at <= self._end:
                length = min(BLOCK, self._end - at + 1)
                block = files.read_at_once(file, length, at)
                block = await asyncio.to_thread(os.pread, file, length, at) if block is None else block
                if not block:
                    return
                at += len(block)
                yield block
        finally:
            self.close()

    async def _of_object(self) -> AsyncIterator[bytes]:
        source: Iterator[bytes] = await asyncio.to_thread(
            files.open_range, self._sha256, self._start, self._end
        )
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
