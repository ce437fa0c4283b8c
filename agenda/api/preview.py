"""What a given participant sees of the agenda, for those who prepare it: before they issue, and after."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, resources
from agenda.api.requests import actor
from meetings.access import viewer_of
from meetings.errors import BadInput, NotFound
from meetings.models import Person
from meetings.queries import meeting_or_404

SHOWN = (resources.PROGRAMME, resources.ITEM, resources.DOSSIER, resources.DOCUMENT)
"""What is prepared for others. What a person keeps (notes, ballots, reminders) is nobody else's."""


class PreviewPerson(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()


class PreviewShown(serializers.Serializer[Any]):
    """`resources` maps type → id → value, in the shapes of the snapshot."""

    person = PreviewPerson()
    resources = serializers.DictField(child=serializers.DictField(child=serializers.DictField()))


class Preview(APIView):
    @extend_schema(parameters=[OpenApiParameter("as", int, required=True)], responses=PreviewShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_editor(meeting, actor(request))
        asked = request.query_params.get("as", "")
        if not (asked.isdecimal() and len(asked) < 19):
            raise BadInput(field="as")
        person = Person.objects.filter(pk=int(asked)).first()
        if person is None:
            raise NotFound
        # The person taken away: what only they hear is not even asked for.
        viewer = viewer_of(person, meeting).shared
        shown = {kind.name: kind.render(meeting, viewer, None) for kind in SHOWN}
        return Response({"person": {"id": str(person.pk), "name": person.full_name}, "resources": shown})
