"""The demo over HTTP: its seats, taking one without a password, and the living hall. 404 outside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_protect
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import clock
from meetings.models import Meeting
from web.demo.hall import hall
from web.demo.seats import ORDER, demo_meeting, seats_of, sitting_at
from web.errors import DemoNotLoaded, NoSuchSeat
from web.session import Me, enter


class Seat(serializers.Serializer[Any]):
    """`group` numbers the delegate group, `seat` the place in the hall; `unit` is the district of a site."""

    username = serializers.CharField()
    name = serializers.CharField()
    title = serializers.CharField()
    role = serializers.ChoiceField(choices=[(role.value, role.label) for role in ORDER])
    group = serializers.IntegerField(allow_null=True)
    seat = serializers.IntegerField(allow_null=True)
    unit = serializers.CharField(allow_null=True)


class HallShown(serializers.Serializer[Any]):
    running = serializers.BooleanField()
    phase = serializers.CharField(allow_blank=True)


class DemoShown(serializers.Serializer[Any]):
    now = serializers.DateTimeField()
    meeting = serializers.CharField()
    seats = Seat(many=True)
    hall = HallShown()


class SeatChosen(serializers.Serializer[Any]):
    username = serializers.CharField(max_length=150)


class HallWanted(serializers.Serializer[Any]):
    running = serializers.BooleanField()


class OfTheDemo(APIView):
    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if not settings.DEMO:
            raise Http404
        super().initial(request, *args, **kwargs)


class Demo(OfTheDemo):
    permission_classes = (AllowAny,)

    @extend_schema(responses=DemoShown)
    def get(self, request: Request) -> Response:
        meeting = loaded_meeting()
        return Response(
            {
                "now": clock.wire(clock.now()),
                "meeting": str(meeting.pk),
                "seats": seats_of(meeting),
                "hall": hall_shown(),
            }
        )


@method_decorator(csrf_protect, name="dispatch")
class TakeSeat(OfTheDemo):
    permission_classes = (AllowAny,)

    @extend_schema(request=SeatChosen, responses=Me)
    def post(self, request: Request) -> Response:
        chosen = SeatChosen(data=request.data)
        chosen.is_valid(raise_exception=True)
        username = chosen.validated_data["username"]
        person = sitting_at(loaded_meeting(), username)
        if person is None:
            raise NoSuchSeat(username=username)
        # The bots sign in here as well; a browser, and no bot of ours, calls itself Mozilla.
        if request.headers.get("User-Agent", "").startswith("Mozilla/"):
            hall.take(username)
        return enter(request, person)


class RunHall(OfTheDemo):
    @extend_schema(request=HallWanted, responses=HallShown)
    def post(self, request: Request) -> Response:
        wanted = HallWanted(data=request.data)
        wanted.is_valid(raise_exception=True)
        if wanted.validated_data["running"]:
            hall.start(request.build_absolute_uri("/").rstrip("/"), loaded_meeting().pk)
        else:
            hall.stop()
        return Response(hall_shown())


def loaded_meeting() -> Meeting:
    """Return the demo's meeting. Raises DemoNotLoaded."""
    meeting = demo_meeting()
    if meeting is None:
        raise DemoNotLoaded
    return meeting


def hall_shown() -> dict[str, object]:
    return {"running": hall.running, "phase": hall.phase}
