"""A ticket for the stream, over HTTP."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import access, clock
from meetings.api import actor
from meetings.errors import NotFound
from meetings.models import Meeting
from signaling import tickets


class Ticket(serializers.Serializer[Any]):
    """Opens one WebSocket, once, within thirty seconds."""

    ticket = serializers.CharField()
    expires_at = serializers.DateTimeField()


class Tickets(APIView):
    @extend_schema(request=None, responses=Ticket)
    def post(self, request: Request, meeting_id: int) -> Response:
        meeting = Meeting.objects.filter(pk=meeting_id).first()
        if meeting is None:
            raise NotFound
        person = actor(request)
        access.viewer_of(person, meeting)
        token, expires_at = tickets.issue(person, meeting)
        return Response({"ticket": token, "expires_at": clock.wire(expires_at)})
