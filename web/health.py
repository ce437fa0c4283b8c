"""Whether this process can do its work, for a supervisor that asks every few seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import writer
from meetings.models import Person

# Longer than a queue of votes, shorter than a supervisor's patience.
WRITE_WITHIN = 2.0
logger = logging.getLogger(__name__)


class Health(serializers.Serializer[Any]):
    """`database` answers reads and has its tables, `writer` could begin a write now."""

    live = serializers.BooleanField()
    database = serializers.BooleanField()
    writer = serializers.BooleanField()


class HealthView(APIView):
    # No session is looked up: that would be a query of its own, and fail before this can answer.
    authentication_classes = ()
    permission_classes = ()

    @extend_schema(responses={200: Health, 503: Health})
    def get(self, request: Request) -> Response:
        database = _answers(_read)
        state = {
            "live": True,
            "database": database,
            "writer": database and _answers(lambda: writer.writable(WRITE_WITHIN)),
        }
        return Response(state, status=200 if state["writer"] else 503)


def _read() -> bool:
    Person.objects.exists()
    return True


def _answers(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except DatabaseError:
        logger.exception("the database does not answer")
        return False
