"""The text of a document, page by page: for large letters, reading aloud, and search without a network."""

from __future__ import annotations

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import queries
from agenda.api.file import asked_version


class PageText(serializers.Serializer[object]):
    no = serializers.IntegerField()
    text = serializers.CharField()


class TextOfDocument(serializers.Serializer[object]):
    document = serializers.CharField()
    version = serializers.IntegerField()
    sha256 = serializers.CharField()
    pages = PageText(many=True)


class DocumentText(APIView):
    """A scan that was not recognised has pages without text."""

    @extend_schema(parameters=[OpenApiParameter("version", int)], responses=TextOfDocument)
    def get(self, request: Request, document_id: int) -> Response:
        version = asked_version(request, document_id)
        pages = queries.texts(version.sha256)
        answer = Response(
            {
                "document": str(document_id),
                "version": version.no,
                "sha256": version.sha256,
                "pages": [{"no": no, "text": text} for no, text in pages],
            }
        )
        answer["Cache-Control"] = "private, no-store"
        return answer
