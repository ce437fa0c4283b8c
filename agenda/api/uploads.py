"""Files on their way in over HTTP: in parts, looked into before they are filed, and taken in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.fields import SECRECY, Text
from agenda.api.requests import actor, key_of
from agenda.commands import parts, uploads
from agenda.commands.uploads import CleanFile
from agenda.models import DocumentKind, Upload
from meetings.errors import BadInput
from meetings.history import Entry

BLOCK = 256 * 1024


class AnnouncedFile(serializers.Serializer[Any]):
    name = Text(max_length=255)
    size = serializers.IntegerField(min_value=1)


class UploadShown(serializers.Serializer[Any]):
    """`received`: how many bytes the server has for good, and where the next part begins."""

    id = serializers.CharField()
    name = serializers.CharField()
    size = serializers.IntegerField()
    received = serializers.IntegerField()


class Received(serializers.Serializer[Any]):
    received = serializers.IntegerField()


class SaidOfSecrecy(serializers.Serializer[Any]):
    secrecy = serializers.ChoiceField(choices=SECRECY, required=False, allow_blank=True, default="")
    harmless = serializers.BooleanField(required=False, default=False)


class ProposedText(serializers.Serializer[Any]):
    """What the first page seems to say; null where it says nothing that was understood."""

    title = serializers.CharField(allow_null=True)
    number = serializers.CharField(allow_null=True)
    issuer = serializers.CharField(allow_null=True)
    kind = serializers.ChoiceField(choices=DocumentKind.choices, allow_null=True)
    dated = serializers.DateField(allow_null=True)


class LookedInto(serializers.Serializer[Any]):
    """`searchable`: whether any page has text that can be found."""

    proposal = ProposedText()
    pages = serializers.IntegerField()
    removed = serializers.DictField(child=serializers.IntegerField())
    searchable = serializers.BooleanField()


class Bytes(BaseParser):
    """A part of a file as it is: read from the request in blocks, whatever type it says it has."""

    media_type = "*/*"

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        return iter(lambda: stream.read(BLOCK), b"")


class BeginUpload(APIView):
    @extend_schema(request=AnnouncedFile, responses=UploadShown)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = AnnouncedFile(data=request.data)
        body.is_valid(raise_exception=True)
        upload = parts.begin(meeting_id, id=key_of(request), by=actor(request), **body.validated_data)
        return Response(shown(upload))


class UploadPart(APIView):
    parser_classes = (Bytes,)

    @extend_schema(responses=UploadShown)
    def get(self, request: Request, upload_id: UUID) -> Response:
        return Response(shown(parts.own(upload_id, actor(request))))

    @extend_schema(
        request={"application/octet-stream": OpenApiTypes.BINARY},
        parameters=[OpenApiParameter("Upload-Offset", int, OpenApiParameter.HEADER, required=True)],
        responses=Received,
    )
    def patch(self, request: Request, upload_id: UUID) -> Response:
        offset = request.headers.get("Upload-Offset", "")
        if not (offset.isascii() and offset.isdecimal() and len(offset) < 16):
            raise BadInput(field="Upload-Offset")
        upload = parts.add(
            upload_id, offset=int(offset), chunks=cast(Iterator[bytes], request.data), by=actor(request)
        )
        return Response({"received": upload.received})

    @extend_schema(responses={204: None})
    def delete(self, request: Request, upload_id: UUID) -> Response:
        parts.drop(upload_id, by=actor(request))
        return Response(status=status.HTTP_204_NO_CONTENT)


class ReadUpload(APIView):
    @extend_schema(request=SaidOfSecrecy, responses=LookedInto)
    def post(self, request: Request, upload_id: UUID) -> Response:
        body = SaidOfSecrecy(data=request.data)
        body.is_valid(raise_exception=True)
        said = body.validated_data
        ready = parts.look_into(
            upload_id, by=actor(request), harmless=said["harmless"], declared=said["secrecy"] or None
        )
        return Response(
            {
                "proposal": ready.proposal._asdict(),
                "pages": ready.report.pages,
                "removed": ready.report.removed,
                "searchable": ready.searchable,
            }
        )


def shown(upload: Upload) -> dict[str, object]:
    return {"id": str(upload.id), "name": upload.name, "size": upload.size, "received": upload.received}


def done_before(request: Request, body: dict[str, Any]) -> Entry | None:
    """Return the answer to the same request, when its upload was forgotten with it."""
    return parts.answered(actor(request), key_of(request)) if body.get("upload") else None


@contextmanager
def taken(request: Request, body: dict[str, Any]) -> Iterator[CleanFile]:
    """Take in the file of a request, and take what is said of it out of its body.

    It came with the request, or in parts before; those are forgotten when the command was done.
    """
    file, upload, secrecy, harmless = (
        body.pop(name, None) for name in ("file", "upload", "secrecy", "harmless")
    )
    by, declared = actor(request), secrecy or None
    if upload:
        yield parts.take(upload, by=by, harmless=bool(harmless), declared=declared)
        parts.forget(upload)
    else:
        yield uploads.take_in(file.chunks(), by=by, harmless=bool(harmless), declared=declared)
