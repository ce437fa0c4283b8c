"""Finding words in all papers of a meeting that the asker may read at this moment."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import queries, search
from agenda.api.fields import Text
from agenda.api.requests import actor
from meetings.access import viewer_of
from meetings.queries import meeting_or_404

MOST = 200


class Asked(serializers.Serializer[Any]):
    q = Text(max_length=search.MAX_QUERY)
    limit = serializers.IntegerField(min_value=1, max_value=MOST, default=50)


class PieceShown(serializers.Serializer[Any]):
    text = serializers.CharField()
    hit = serializers.BooleanField()


class HitShown(serializers.Serializer[Any]):
    document = serializers.CharField()
    version = serializers.IntegerField()
    page = serializers.IntegerField()
    snippet = PieceShown(many=True)


class Hits(serializers.Serializer[Any]):
    """`total`: how many pages have it, of which `hits` are the best."""

    hits = HitShown(many=True)
    total = serializers.IntegerField()


class SearchMeeting(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("q", str, required=True), OpenApiParameter("limit", int)],
        responses=Hits,
    )
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        viewer = viewer_of(actor(request), meeting)
        asked = Asked(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        # The same file may be that of several papers: each is a hit.
        versions: dict[str, list[Any]] = {}
        for version in queries.documents_visible_to(viewer, meeting):
            versions.setdefault(version.sha256, []).append(version)
        found, total = search.find(versions.keys(), asked.validated_data["q"], asked.validated_data["limit"])
        hits = [
            {
                "document": str(version.document_id),
                "version": version.no,
                "page": page.page,
                "snippet": [{"text": piece.text, "hit": piece.hit} for piece in page.snippet],
            }
            for page in found
            for version in versions[page.sha256]
        ]
        answer = Response({"hits": hits, "total": total})
        answer["Cache-Control"] = "private, no-store"
        return answer
