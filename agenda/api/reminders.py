"""Reminders to read, over HTTP."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda.api.requests import Answer, actor, answer, key_of
from agenda.commands.reminders import remind, see_reminder


class Reminded(serializers.Serializer[Any]):
    """`persons`: these alone; left out: all who have not opened one of the papers."""

    documents = serializers.ListField(
        child=serializers.IntegerField(min_value=1), allow_empty=False, max_length=500
    )
    persons = serializers.ListField(
        child=serializers.IntegerField(min_value=1),
        required=False,
        allow_null=True,
        default=None,
        max_length=500,
    )


class Remind(APIView):
    @extend_schema(request=Reminded, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = Reminded(data=request.data)
        body.is_valid(raise_exception=True)
        entry = remind(
            meeting_id,
            document_ids=body.validated_data["documents"],
            person_ids=body.validated_data["persons"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class SeeReminder(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, reminder_id: int) -> Response:
        return answer(see_reminder(reminder_id, by=actor(request), key=key_of(request)))
