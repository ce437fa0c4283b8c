"""Receipts, places of reading, and whom the papers have reached, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, reach
from agenda.api.devices import MOST, OutcomeShown, outcomes_shown
from agenda.api.requests import actor
from agenda.commands import reading
from meetings import clock
from meetings.access import viewer_of
from meetings.errors import BadInput
from meetings.queries import meeting_or_404

MOST_PAGES = 5000  # more than a file may have


@extend_schema_field({"oneOf": [{"type": "boolean"}, {"type": "string", "format": "date-time"}]})
class Moment(serializers.Field[Any, Any, Any, Any]):
    """True for now, or the moment by the device's clock; a clock that is ahead is not believed."""

    def to_internal_value(self, data: Any) -> datetime | None:
        if isinstance(data, bool):
            return clock.now() if data else None
        return min(serializers.DateTimeField().to_internal_value(data), clock.now())


class ReceiptFields(serializers.Serializer[Any]):
    """`at`: when `last_page` was on the screen; left out: now."""

    document = serializers.IntegerField(min_value=1)
    version = serializers.IntegerField(min_value=1, max_value=32767)
    delivered = Moment(required=False, allow_null=True, default=None)
    opened = Moment(required=False, allow_null=True, default=None)
    pages = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=MOST_PAGES),
        required=False,
        default=list,
        max_length=MOST_PAGES,
    )
    last_page = serializers.IntegerField(min_value=0, max_value=MOST_PAGES, required=False, default=0)
    at = Moment(required=False, allow_null=True, default=None)


class Receipts(serializers.Serializer[Any]):
    receipts = ReceiptFields(many=True)


class ReceiptsAnswer(serializers.Serializer[Any]):
    results = OutcomeShown(many=True)


class PlaceShown(serializers.Serializer[Any]):
    version = serializers.IntegerField()
    last_page = serializers.IntegerField()
    pages = serializers.ListField(child=serializers.IntegerField())
    read_at = serializers.DateTimeField()


class PlacesShown(serializers.Serializer[Any]):
    places = serializers.DictField(child=PlaceShown())


class Figures(serializers.Serializer[Any]):
    """People for what was read in the newest version; copies of any version for what is kept."""

    readers = serializers.IntegerField()
    delivered = serializers.IntegerField()
    opened = serializers.IntegerField()
    read_through = serializers.IntegerField()
    copies = serializers.IntegerField()
    purged = serializers.IntegerField()
    outstanding = serializers.IntegerField()


class ReachShown(serializers.Serializer[Any]):
    documents = serializers.DictField(child=Figures())


class KeptCopy(serializers.Serializer[Any]):
    """`readable_until`: null once it was destroyed."""

    device = serializers.CharField()
    name = serializers.CharField()
    version = serializers.IntegerField()
    taken_at = serializers.DateTimeField()
    purged_at = serializers.DateTimeField(allow_null=True)
    readable_until = serializers.DateTimeField(allow_null=True)


class ReaderShown(serializers.Serializer[Any]):
    """`pages` of `of` were read in the newest version. No copies: never downloaded."""

    person = serializers.CharField()
    name = serializers.CharField()
    delivered_at = serializers.DateTimeField(allow_null=True)
    opened_at = serializers.DateTimeField(allow_null=True)
    pages = serializers.IntegerField()
    of = serializers.IntegerField()
    last_page = serializers.IntegerField()
    copies = KeptCopy(many=True)


class ReadersShown(serializers.Serializer[Any]):
    readers = ReaderShown(many=True)


class GiveReceipts(APIView):
    @extend_schema(request=Receipts, responses=ReceiptsAnswer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body: Any = request.data
        lines = body.get("receipts") if isinstance(body, dict) else None
        if not isinstance(lines, list) or len(lines) > MOST:
            raise BadInput(field="receipts")
        read = [read_line(line) for line in lines]
        taken = reading.give_receipts(
            meeting_id, said=[line for line in read if isinstance(line, tuple)], by=actor(request)
        )
        waiting = iter(taken)
        results = [next(waiting) if isinstance(line, tuple) else line for line in read]
        return Response({"results": outcomes_shown(results)})


def read_line(line: Any) -> tuple[reading.Key, reading.Reading] | reading.Outcome:
    """Return what the line says, or its refusal: one that cannot be read does not lose the others."""
    body = ReceiptFields(data=line)
    if not body.is_valid():
        named: dict[str, Any] = line if isinstance(line, dict) else {}
        document, version = (
            int(value) if (value := str(named.get(name))).isdecimal() else 0
            for name in ("document", "version")
        )
        return reading.Outcome(document, version, BadInput.code)
    said = body.validated_data
    where = said["at"] or (clock.now() if said["last_page"] or said["pages"] else None)
    return (said["document"], said["version"]), reading.Reading(
        delivered_at=said["delivered"],
        opened_at=said["opened"],
        read_at=where,
        last_page=said["last_page"] or max(said["pages"], default=0),
        pages=sum(1 << (page - 1) for page in set(said["pages"])),
    )


class ReadingPlaces(APIView):
    @extend_schema(responses=PlacesShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        by, meeting = actor(request), meeting_or_404(meeting_id)
        viewer_of(by, meeting)
        return Response({"places": reach.places(meeting, by)})


class MeetingReach(APIView):
    @extend_schema(responses=ReachShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_overview(meeting, actor(request))
        return Response({"documents": reach.of_meeting(meeting)})


class DocumentReach(APIView):
    @extend_schema(responses=ReadersShown)
    def get(self, request: Request, document_id: int) -> Response:
        document = reach.document_or_404(document_id)
        access.require_overview(document.meeting, actor(request))
        return Response({"readers": reach.of_document(document)})
