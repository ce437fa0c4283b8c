"""Guests without an account, over HTTP: the code for the tables, and what it opens."""

from __future__ import annotations

import io
from typing import Any

import segno
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, guests
from agenda.api import file
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.commands.guests import make_guest_code, withdraw_guest_code
from agenda.errors import NoGuestCode
from agenda.models import AgendaItem, DocumentKind, DocumentVersion
from meetings.models import Meeting, MeetingState
from meetings.queries import meeting_or_404

SVG = "image/svg+xml"
VIEWED = "default-src 'none'; object-src 'self'; frame-ancestors 'none'"


class GuestCodeShown(serializers.Serializer[Any]):
    """`address` is what the QR code holds; both null while no guest is let in."""

    code = serializers.CharField(allow_null=True)
    address = serializers.CharField(allow_null=True)


class GuestMeeting(serializers.Serializer[Any]):
    name = serializers.CharField()
    body = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    state = serializers.ChoiceField(choices=MeetingState.choices)


class GuestItem(serializers.Serializer[Any]):
    id = serializers.CharField()
    no = serializers.CharField()
    title = serializers.CharField()
    presenter = serializers.CharField(allow_blank=True)


class GuestPaper(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    number = serializers.CharField(allow_blank=True)
    issuer = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(choices=DocumentKind.choices)
    version = serializers.IntegerField()
    pages = serializers.IntegerField()
    size = serializers.IntegerField()
    sha256 = serializers.CharField()


class GuestTable(serializers.Serializer[Any]):
    """What lies on a guest's table now; `item` is null between items, before and after the meeting."""

    meeting = GuestMeeting()
    item = GuestItem(allow_null=True)
    documents = GuestPaper(many=True)


def meeting_shown(meeting: Meeting) -> dict[str, object]:
    return {
        "name": meeting.name,
        "body": meeting.body.name,
        "place": meeting.place,
        "state": meeting.state,
    }


def item_shown(item: AgendaItem) -> dict[str, object]:
    return {"id": str(item.pk), "no": item.number, "title": item.title, "presenter": item.presenter}


def paper_shown(version: DocumentVersion) -> dict[str, object]:
    document = version.document
    return {
        "id": str(document.pk),
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "kind": document.kind,
        "version": version.no,
        "pages": version.pages,
        "size": version.size,
        "sha256": version.sha256,
    }


def address_of(request: Request, meeting: Meeting) -> str:
    return request.build_absolute_uri(f"/g/{meeting.guest_code}")


class GuestCode(APIView):
    @extend_schema(responses=GuestCodeShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_editor(meeting, actor(request))
        if not meeting.guest_code:
            return Response({"code": None, "address": None})
        return Response({"code": meeting.guest_code, "address": address_of(request, meeting)})

    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        return answer(make_guest_code(meeting_id, by=actor(request), key=key_of(request)))


class WithdrawGuestCode(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        return answer(withdraw_guest_code(meeting_id, by=actor(request), key=key_of(request)))


class GuestQr(APIView):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(responses={(200, SVG): OpenApiTypes.BINARY})
    def get(self, request: Request, meeting_id: int) -> HttpResponse:
        meeting = meeting_or_404(meeting_id)
        access.require_editor(meeting, actor(request))
        if not meeting.guest_code:
            raise NoGuestCode
        picture = io.BytesIO()
        segno.make_qr(address_of(request, meeting), error="m").save(picture, kind="svg", scale=8)
        return HttpResponse(picture.getvalue(), content_type=SVG)


class ForAnybody(APIView):
    """Whoever holds the code; a session, if there is one, neither helps nor hinders."""

    authentication_classes = ()
    permission_classes = (AllowAny,)


class Guest(ForAnybody):
    @extend_schema(responses=GuestTable, auth=[])
    def get(self, request: Request, code: str) -> Response:
        meeting = guests.meeting_by(code)
        item = guests.item_under_way(meeting)
        return Response(
            {
                "meeting": meeting_shown(meeting),
                "item": item_shown(item) if item else None,
                "documents": [paper_shown(paper) for paper in guests.papers_of(item)] if item else [],
            }
        )


class GuestFile(ForAnybody):
    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY}, auth=[])
    def get(self, request: Request, code: str, document_id: int) -> HttpResponseBase:
        response = file.sent(request, guests.paper_or_404(code, document_id))
        # The browser's own viewer opens it, which a sandbox would keep from starting.
        response["Content-Security-Policy"] = VIEWED
        return response
