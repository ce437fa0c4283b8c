"""The documents over HTTP: uploaded, and removed as drafts."""

from __future__ import annotations

from typing import cast

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access
from agenda.api.fields import Upload
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.api.uploads import done_before, taken
from agenda.commands import documents
from meetings.queries import meeting_or_404


class UploadDocument(APIView):
    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(request={"multipart/form-data": Upload, "application/json": Upload}, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        key = key_of(request)
        # The command asks again; asked here, a stranger's file is not even unpacked.
        access.require_editor(meeting_or_404(meeting_id), actor(request))
        body = Upload(data=request.data)
        body.is_valid(raise_exception=True)
        text = dict(body.validated_data)
        item, dossier = text.pop("item"), text.pop("dossier")
        if entry := done_before(request, text):
            return answer(entry)
        with taken(request, text) as file:
            entry = documents.upload_document(
                meeting_id,
                text=cast(documents.DocumentText, text),
                file=file,
                item_id=item,
                dossier_id=dossier,
                by=actor(request),
                key=key,
            )
        return answer(entry)


class RemoveDocument(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        return answer(documents.remove_document(document_id, by=actor(request), key=key_of(request)))
