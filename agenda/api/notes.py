"""The notes of readers over HTTP: sent and fetched by their devices, shared, commented, listed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, errors, notes
from agenda.api.fields import Text
from agenda.api.requests import actor
from agenda.commands import sharing
from agenda.commands.annotations import Draft, Outcome, take_notes
from agenda.models import AnnotationKind, SharedWith
from meetings.access import viewer_of
from meetings.errors import BadInput, Refusal
from meetings.queries import meeting_or_404

AT_ONCE = 500


class NoteJson(JSONParser):
    """Reads NaN too, which is no JSON: so that the one annotation that holds it refuses itself alone."""

    strict = False


class NewNote(serializers.Serializer[Any]):
    """What a device wrote; `rev` is what it last heard from the server, 0 when it is new."""

    id = serializers.UUIDField()
    document = serializers.IntegerField(min_value=1)
    version = serializers.IntegerField(min_value=1, max_value=32_767)
    page = serializers.IntegerField(min_value=-(2**31), max_value=2**31 - 1)
    kind = serializers.ChoiceField(choices=AnnotationKind.choices)
    rev = serializers.IntegerField(min_value=0, max_value=2**31 - 2)
    body = serializers.DictField()
    made_at = serializers.DateTimeField()
    deleted = serializers.BooleanField(default=False)


class NewNotes(serializers.Serializer[Any]):
    annotations = NewNote(many=True)


class AnswerShown(serializers.Serializer[Any]):
    text = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class NoteShown(serializers.Serializer[Any]):
    """`body` by kind, in fractions of the page as it is shown, origin at the upper left.

    PEN, MARKER `{color, width, points: [[x, y, pressure]]}`; HIGHLIGHT, UNDERLINE `{color, rects:
    [[x, y, w, h]], text?}`; NOTE `{x, y, color, text}`; BOOKMARK `{text?}`; SPEECH `{text, x?, y?}`.
    """

    id = serializers.CharField()
    document = serializers.CharField()
    version = serializers.IntegerField()
    page = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=AnnotationKind.choices)
    body = serializers.DictField()
    rev = serializers.IntegerField()
    owner = serializers.CharField()
    owner_name = serializers.CharField()
    own = serializers.BooleanField()
    shared_with = serializers.ChoiceField(choices=SharedWith.choices)
    carried_from = serializers.CharField(allow_null=True)
    listed = serializers.BooleanField()
    answer = AnswerShown(allow_null=True)
    made_at = serializers.DateTimeField()
    changed_at = serializers.DateTimeField()
    deleted = serializers.BooleanField()


class NotesShown(serializers.Serializer[Any]):
    """With `more`, ask again from this `tide`."""

    tide = serializers.IntegerField()
    more = serializers.BooleanField()
    annotations = NoteShown(many=True)


class NoteOutcomeShown(serializers.Serializer[Any]):
    """`annotation`: as the server holds it now; in a conflict the device takes it for its own."""

    id = serializers.CharField()
    status = serializers.ChoiceField(choices=["kept", "conflict", "refused"])
    code = serializers.CharField(required=False)
    detail = serializers.CharField(required=False)
    annotation = NoteShown(required=False)


class NoteOutcomesShown(serializers.Serializer[Any]):
    results = NoteOutcomeShown(many=True)
    tide = serializers.IntegerField()


class Sharing(serializers.Serializer[Any]):
    # `with` is no name in Python.
    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {"with": serializers.ChoiceField(choices=SharedWith.choices)}


class AnswerGiven(serializers.Serializer[Any]):
    text = Text(max_length=5_000)


class CommentShown(NoteShown):
    document_title = serializers.CharField()


class CommentsShown(serializers.Serializer[Any]):
    comments = CommentShown(many=True)


class Annotations(APIView):
    parser_classes = (NoteJson,)

    @extend_schema(parameters=[OpenApiParameter("since", int)], responses=NotesShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        viewer = viewer_of(actor(request), meeting)
        since = request.query_params.get("since", "0")
        if not since.isdigit() or len(since) > 18:
            raise BadInput(field="since")
        return Response(notes.changes(viewer, meeting, int(since)))

    @extend_schema(request=NewNotes, responses=NoteOutcomesShown)
    def post(self, request: Request, meeting_id: int) -> Response:
        sent: object = request.data
        given = sent.get("annotations") if isinstance(sent, dict) else None
        if not isinstance(given, list) or len(given) > AT_ONCE:
            raise BadInput(field="annotations")
        read = [draft_of(raw) for raw in given]
        drafts = [draft for draft in read if isinstance(draft, Draft)]
        taken = take_notes(meeting_id, drafts=drafts, by=actor(request))
        outcomes = iter(taken.outcomes)
        results = [
            outcome_value(next(outcomes), request)
            if isinstance(draft, Draft)
            else {"id": id_in(raw), "status": "refused"} | said(draft, request)
            for raw, draft in zip(given, read, strict=True)
        ]
        return Response({"results": results, "tide": taken.tide})


class ShareNote(APIView):
    @extend_schema(request=Sharing, responses=NoteShown)
    def post(self, request: Request, note_id: UUID) -> Response:
        body = Sharing(data=request.data)
        body.is_valid(raise_exception=True)
        note = sharing.share(note_id, shared_with=body.validated_data["with"], by=actor(request))
        return Response(notes.value(note, own=True))


class AnswerComment(APIView):
    @extend_schema(request=AnswerGiven, responses=NoteShown)
    def post(self, request: Request, note_id: UUID) -> Response:
        body = AnswerGiven(data=request.data)
        body.is_valid(raise_exception=True)
        by = actor(request)
        note = sharing.answer(note_id, text=body.validated_data["text"], by=by)
        return Response(notes.value(note, own=note.owner_id == by.pk))


class Comments(APIView):
    """What delegates sent to the secretariat about the papers, with the answers."""

    @extend_schema(responses=CommentsShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_editor(meeting, actor(request))
        return Response({"comments": notes.comments(meeting, viewer_of(actor(request), meeting))})


def draft_of(raw: object) -> Draft | Refusal:
    body = NewNote(data=raw)
    if not body.is_valid():
        return errors.NoteBroken(field=str(next(iter(body.errors)))[:40])
    return Draft(**body.validated_data)


def id_in(raw: object) -> str:
    return str(raw.get("id", ""))[:40] if isinstance(raw, dict) else ""


def outcome_value(outcome: Outcome, request: Request) -> dict[str, Any]:
    if outcome.refusal:
        return {"id": str(outcome.id), "status": "refused"} | said(outcome.refusal, request)
    assert outcome.note is not None  # noqa: S101  what is not refused is there
    return {
        "id": str(outcome.id),
        "status": "conflict" if outcome.conflict else "kept",
        "annotation": notes.value(outcome.note, own=True),
    }


def said(refusal: Refusal, request: Request) -> dict[str, str]:
    """Word a refusal within an answer, as web.errors words one that is the answer."""
    english = request.headers.get("Accept-Language", "vi").lower().startswith("en")
    words = (refusal.en if english else refusal.vi).format(
        **{"xung_ho": "đại biểu", "Xung_ho": "Đại biểu"} | refusal.facts
    )
    return {"code": refusal.code, "detail": words}
