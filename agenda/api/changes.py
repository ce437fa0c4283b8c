"""What changed between two versions of a paper, for the pages' marks and the side by side view."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.file import readable_version
from agenda.api.requests import actor
from agenda.commands.carrying import changes_between
from meetings.errors import BadInput, NotFound


class PageChange(serializers.Serializer[Any]):
    """`where`: the changed places `[x, y, w, h]`, fractions of the page from its upper left corner.

    `was`: the places of the earlier version's page; not told of what earlier releases compared.
    """

    no = serializers.IntegerField()
    change = serializers.ChoiceField(choices=["SAME", "EDITED", "MOVED", "ADDED"])
    where = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()))
    was = serializers.ListField(child=serializers.ListField(child=serializers.FloatField()), required=False)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        # `from` is no name in Python.
        return super().get_fields() | {"from": serializers.IntegerField(allow_null=True)}


class ChangesShown(serializers.Serializer[Any]):
    """`gone`: the pages of the earlier version that are in the later one no more."""

    to = serializers.IntegerField()
    pages = PageChange(many=True)
    gone = serializers.ListField(child=serializers.IntegerField())

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return super().get_fields() | {"from": serializers.IntegerField()}


class DocumentChanges(APIView):
    """Without `to` the newest version, without `from` the one before."""

    @extend_schema(
        parameters=[OpenApiParameter("from", int), OpenApiParameter("to", int)], responses=ChangesShown
    )
    def get(self, request: Request, document_id: int) -> Response:
        after = readable_version(actor(request), document_id, number(request, "to")).no
        before = number(request, "from") or after - 1
        if before < 1:
            raise NotFound
        if before >= after:
            raise BadInput(field="from")
        found = changes_between(document_id, before, after)
        answer = Response({"from": before, "to": after, "pages": found.pages, "gone": found.gone})
        answer["Cache-Control"] = "private, no-store"
        return answer


def number(request: Request, name: str) -> int | None:
    given = request.query_params.get(name, "")
    if given and not (given.isdecimal() and len(given) < 5 and int(given)):
        raise BadInput(field=name)
    return int(given) if given else None
