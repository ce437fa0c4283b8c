"""A programme read from a file, taken from a past session, and filled in as one act."""

from __future__ import annotations

from typing import Any, cast

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, programmes, queries
from agenda.api.fields import ItemFields
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.commands import programme
from agenda.models import ItemKind
from meetings.models import Meeting
from meetings.queries import meeting_or_404


class ProgrammeFile(serializers.Serializer[Any]):
    file = serializers.FileField()


class ProposedItem(serializers.Serializer[Any]):
    title = serializers.CharField()
    kind = serializers.ChoiceField(choices=ItemKind.choices)
    day = serializers.IntegerField()
    starts_at = serializers.CharField(allow_null=True)
    presenter = serializers.CharField(allow_blank=True)
    depth = serializers.IntegerField()


class ProgrammeNotes(serializers.Serializer[Any]):
    """`skipped`: rows without an item; `guessed`: items whose kind nothing told."""

    skipped = serializers.IntegerField()
    guessed = serializers.IntegerField()


class ProposedProgramme(serializers.Serializer[Any]):
    items = ProposedItem(many=True)
    notes = ProgrammeNotes()


class FilledItem(ItemFields):
    depth = serializers.IntegerField(min_value=1, max_value=6, default=1)


class Filling(serializers.Serializer[Any]):
    items = FilledItem(  # the stubs know no limit of a list of serializers
        many=True,
        allow_empty=False,
        max_length=programmes.MAX_ITEMS,  # type: ignore[call-arg]
    )


class TemplateShown(serializers.Serializer[Any]):
    meeting = serializers.CharField()
    name = serializers.CharField()
    opens_on = serializers.DateField()
    items = FilledItem(many=True)


class Templates(serializers.Serializer[Any]):
    templates = TemplateShown(many=True)


def prepared_by(request: Request, meeting_id: int) -> Meeting:
    meeting = meeting_or_404(meeting_id)
    access.require_editor(meeting, actor(request))
    return meeting


class ReadProgramme(APIView):
    parser_classes = (MultiPartParser,)

    @extend_schema(request={"multipart/form-data": ProgrammeFile}, responses=ProposedProgramme)
    def post(self, request: Request, meeting_id: int) -> Response:
        prepared_by(request, meeting_id)
        body = ProgrammeFile(data=request.data)
        body.is_valid(raise_exception=True)
        found = programmes.read(body.validated_data["file"].read(programmes.MAX_BYTES + 1))
        return Response(
            {
                "items": [vars(item) for item in found.items],
                "notes": {"skipped": found.skipped, "guessed": found.guessed},
            }
        )


class ProgrammeTemplates(APIView):
    @extend_schema(responses=Templates)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = prepared_by(request, meeting_id)
        return Response({"templates": [shown(past) for past in queries.past_programmes(meeting)]})


class FillProgramme(APIView):
    @extend_schema(request=Filling, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = Filling(data=request.data)
        body.is_valid(raise_exception=True)
        items = [cast(programme.FilledItem, dict(item)) for item in body.validated_data["items"]]
        return answer(
            programme.fill_programme(meeting_id, items=items, by=actor(request), key=key_of(request))
        )


def shown(past: queries.PastProgramme) -> dict[str, object]:
    return {
        "meeting": str(past.meeting.id),
        "name": past.meeting.name,
        "opens_on": past.meeting.opens_on.isoformat(),
        "items": [
            {
                "title": item.title,
                "kind": item.kind,
                "day": item.day,
                "starts_at": f"{item.starts_at:%H:%M}" if item.starts_at else None,
                "minutes": item.minutes,
                "presenter": item.presenter,
                "vote_form": item.vote_form,
                "vote_rule": item.vote_rule,
                "depth": depth,
            }
            for item, depth in past.items
        ],
    }
