"""Meetings over HTTP: one thin view for each command or query."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import access, clock, history, minutes, queries, snapshot
from meetings.commands import attendance, floor, sittings
from meetings.errors import BadInput, KeyMissing
from meetings.history import Entry
from meetings.models import MeetingState, Person, Role, SittingState, SpeechKind


class Answer(serializers.Serializer[Any]):
    """What a command answers: where the record stands after it, and the facts of its entry."""

    seq = serializers.IntegerField()
    result = serializers.DictField()


class TodaysSitting(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(choices=SittingState.choices)
    held_on = serializers.DateField()


class TodaysMeeting(serializers.Serializer[Any]):
    """`sitting` is the one that is on or comes next; `roles` are the asker's own."""

    id = serializers.CharField()
    name = serializers.CharField()
    body = serializers.CharField()
    place = serializers.CharField(allow_blank=True)
    opens_on = serializers.DateField()
    state = serializers.ChoiceField(choices=MeetingState.choices)
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    sitting = TodaysSitting(allow_null=True)


class TodayShown(serializers.Serializer[Any]):
    meetings = TodaysMeeting(many=True)


class ViewerShown(serializers.Serializer[Any]):
    person = serializers.CharField()
    roles = serializers.ListField(child=serializers.ChoiceField(choices=Role.choices))
    hears = serializers.ListField(child=serializers.CharField())


class SnapshotShown(serializers.Serializer[Any]):
    """`resources` maps type → id → value, the same values as the stream's; signaling/PROTOCOL.md."""

    seq = serializers.IntegerField()
    now = serializers.DateTimeField()
    resources = serializers.DictField(child=serializers.DictField(child=serializers.DictField()))
    viewer = ViewerShown()


class EntryShown(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    at = serializers.DateTimeField()
    kind = serializers.CharField()
    by = serializers.CharField(allow_null=True)
    on_behalf_of = serializers.CharField(allow_null=True)
    vi = serializers.CharField()
    en = serializers.CharField()
    hash = serializers.CharField()


class HeadShown(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    hash = serializers.CharField()


class RecordShown(serializers.Serializer[Any]):
    entries = EntryShown(many=True)
    head = HeadShown()


def key_of(request: Request) -> UUID:
    """The client-made key of a command. Raises KeyMissing."""
    try:
        return UUID(request.headers["Idempotency-Key"])
    except (KeyError, ValueError):
        raise KeyMissing from None


def answer(entry: Entry) -> Response:
    """On the wire every id is a string."""
    return Response({"seq": entry.seq, "result": _wire(entry.facts)})


ID_NAMES = {
    "meeting",
    "sitting",
    "person",
    "item",
    "dossier",
    "document",
    "vote",
    "body",
    "parent",
    "before",
    "site",
    "group",
    "request",
    "speech",
    "reminder",
    "board",
    "head",
}
ID_LISTS = {"documents", "items", "entitled", "persons", "tellers"}


def _wire(facts: dict[str, Any]) -> dict[str, Any]:
    def shown(name: str, value: Any) -> Any:
        if name in ID_NAMES and isinstance(value, int):
            return str(value)
        if name in ID_LISTS and isinstance(value, list):
            return [str(v) if isinstance(v, int) else v for v in value]
        return value

    return {name: shown(name, value) for name, value in facts.items()}


def _person(request: Request) -> int | None:
    given = request.data.get("person")
    if given is None or given == "":
        return None
    if not str(given).isdigit():
        raise BadInput(field="person")
    return int(given)


def actor(request: Request) -> Person:
    """Who acts; nobody without a session gets as far as a command."""
    if not isinstance(request.user, Person):
        raise NotAuthenticated
    return request.user


class Convene(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        return answer(sittings.convene(meeting_id, by=actor(request), key=key_of(request)))


class CloseMeeting(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        return answer(sittings.close_meeting(meeting_id, by=actor(request), key=key_of(request)))


class _SittingAct(APIView):
    act: Callable[..., Entry]

    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, sitting_id: int) -> Response:
        return answer(type(self).act(sitting_id, by=actor(request), key=key_of(request)))


class OpenSitting(_SittingAct):
    act = staticmethod(sittings.open_sitting)


class AdjournSitting(_SittingAct):
    act = staticmethod(sittings.adjourn_sitting)


class ResumeSitting(_SittingAct):
    act = staticmethod(sittings.resume_sitting)


class CloseSitting(_SittingAct):
    act = staticmethod(sittings.close_sitting)


class CheckIn(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, sitting_id: int) -> Response:
        entry = attendance.check_in(
            sitting_id,
            person_id=_person(request),
            place=str(request.data.get("place") or "HALL"),
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class Leave(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, sitting_id: int) -> Response:
        entry = attendance.leave(
            sitting_id, person_id=_person(request), by=actor(request), key=key_of(request)
        )
        return answer(entry)


class Asked(serializers.Serializer[Any]):
    kind = serializers.ChoiceField(choices=SpeechKind.choices)
    subject = serializers.RegexField(r"\A[a-z]+:[0-9]+\Z", max_length=60, required=False, allow_blank=True)
    topic = serializers.CharField(max_length=300, required=False, allow_blank=True)


class AskToSpeak(APIView):
    @extend_schema(request=Asked, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        body = Asked(data=request.data)
        body.is_valid(raise_exception=True)
        entry = floor.ask_to_speak(meeting_id, **body.validated_data, by=actor(request), key=key_of(request))
        return answer(entry)


class WithdrawRequest(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, request_id: int) -> Response:
        return answer(floor.withdraw_request(request_id, by=actor(request), key=key_of(request)))


class GiveFloor(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, request_id: int) -> Response:
        return answer(floor.give_floor(request_id, by=actor(request), key=key_of(request)))


class Extension(serializers.Serializer[Any]):
    seconds = serializers.IntegerField(min_value=1, max_value=floor.EXTENSION_MAX)


class ExtendSpeech(APIView):
    @extend_schema(request=Extension, responses=Answer)
    def post(self, request: Request, speech_id: int) -> Response:
        body = Extension(data=request.data)
        body.is_valid(raise_exception=True)
        entry = floor.extend_speech(
            speech_id, seconds=body.validated_data["seconds"], by=actor(request), key=key_of(request)
        )
        return answer(entry)


class EndSpeech(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, speech_id: int) -> Response:
        return answer(floor.end_speech(speech_id, by=actor(request), key=key_of(request)))


class Today(APIView):
    @extend_schema(responses=TodayShown)
    def get(self, request: Request) -> Response:
        return Response({"meetings": queries.todays_meetings(actor(request))})


class Snapshot(APIView):
    @extend_schema(responses=SnapshotShown)
    def get(self, request: Request, meeting_id: int) -> HttpResponse:
        meeting = queries.meeting_or_404(meeting_id)
        viewer = access.viewer_of(actor(request), meeting)
        # Encoded below, once for all who see the same: 129 sites may ask at once.
        text = snapshot.encoded(meeting, viewer, viewer=queries.viewer_facts(viewer))
        return HttpResponse(text, content_type="application/json")


class Record(APIView):
    @extend_schema(
        parameters=[OpenApiParameter("after", int), OpenApiParameter("limit", int)], responses=RecordShown
    )
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = queries.meeting_or_404(meeting_id)
        viewer = access.viewer_of(actor(request), meeting)
        after, limit = (
            request.query_params.get(name, default) for name, default in (("after", "0"), ("limit", "200"))
        )
        if not (after.isdigit() and limit.isdigit()):
            raise BadInput(field="after")
        journal_id = history.journal_of(meeting)
        rows = history.entries(journal_id, after=int(after), limit=min(int(limit), 500))
        heard = [e for e in rows if viewer.hears_any(e.audience)]
        head, names = history.head(journal_id), minutes.names_for(heard)
        return Response(
            {"entries": [_shown(e, names) for e in heard], "head": {"seq": head.seq, "hash": head.hash.hex()}}
        )


def _shown(entry: Entry, names: minutes.Names) -> dict[str, Any]:
    words = minutes.words_of(entry, names)
    return {
        "seq": entry.seq,
        "at": clock.wire(entry.at),
        "kind": entry.kind,
        "by": names.person(entry.by_id) or None,
        "on_behalf_of": names.person(entry.on_behalf_of_id) or None,
        "vi": words.vi,
        "en": words.en,
        "hash": bytes(entry.hash).hex(),
    }
