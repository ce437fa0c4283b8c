"""The page on show over HTTP: shown, turned, taken away, handed to a rapporteur."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.requests import actor
from agenda.commands.presenting import present_page
from meetings.commands import presenting


class PageShown(serializers.Serializer[Any]):
    document = serializers.IntegerField(min_value=1)
    page = serializers.IntegerField(min_value=1)


class Rapporteur(serializers.Serializer[Any]):
    person = serializers.IntegerField(min_value=1, allow_null=True)


class Nothing(serializers.Serializer[Any]):
    """Done; what changed reaches the screens with the next tick."""


class PresentPage(APIView):
    @extend_schema(request=PageShown, responses=Nothing)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = PageShown(data=request.data)
        body.is_valid(raise_exception=True)
        asked = body.validated_data
        present_page(meeting_id, document_id=asked["document"], page=asked["page"], by=actor(request))
        return Response({})


class StopPresenting(APIView):
    @extend_schema(request=None, responses=Nothing)
    def post(self, request: Request, meeting_id: int) -> Response:
        presenting.stop_presenting(meeting_id, by=actor(request))
        return Response({})


class LetPresent(APIView):
    @extend_schema(request=Rapporteur, responses=Nothing)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = Rapporteur(data=request.data)
        body.is_valid(raise_exception=True)
        presenting.let_present(meeting_id, person_id=body.validated_data["person"], by=actor(request))
        return Response({})
