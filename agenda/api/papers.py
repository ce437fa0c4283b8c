"""What is done with papers once they are there: edited, approved, issued, replaced, recalled."""

from __future__ import annotations

from typing import Any, cast

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from agenda import access, queries
from agenda.api.fields import (
    EditedDocument,
    Issue,
    Papers,
    Recalled,
    Replacement,
    Returned,
    ReturnedReplacement,
    Seen,
)
from agenda.api.file import sent
from agenda.api.requests import Answer, actor, answer, key_of
from agenda.api.uploads import done_before, taken
from agenda.commands import approval, carrying, documents, issuing, versions
from agenda.events import DocumentReplaced
from agenda.models import DocumentVersion
from agenda.models import Replacement as Waiting
from meetings.access import viewer_of
from meetings.errors import NotFound
from meetings.queries import meeting_or_404
from meetings.rulebook import DELEGATES, EXAMINING_COMMITTEE, STANDING_BOARD

READERS = (DELEGATES, EXAMINING_COMMITTEE, STANDING_BOARD)


class EditDocument(APIView):
    """The fields that are left out stay as they are; so does the place, unless one of the two is named."""

    @extend_schema(request=EditedDocument, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        body = EditedDocument(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        text = dict(body.validated_data)
        place: documents.Place | None = None
        if "item" in text or "dossier" in text:
            place = {"item": text.pop("item", None), "dossier": text.pop("dossier", None)}
        entry = documents.edit_document(
            document_id,
            text=cast(documents.DocumentText, text),
            place=place,
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class SubmitDocuments(APIView):
    @extend_schema(request=Papers, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        papers = checked(Papers(data=request.data))["documents"]
        entry = approval.submit_documents(
            meeting_id, document_ids=papers, by=actor(request), key=key_of(request)
        )
        return answer(entry)


class ApproveDocuments(APIView):
    @extend_schema(request=Papers, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        papers = checked(Papers(data=request.data))["documents"]
        entry = approval.approve_documents(
            meeting_id, document_ids=papers, by=actor(request), key=key_of(request)
        )
        return answer(entry)


class ReturnDocuments(APIView):
    @extend_schema(request=Returned, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        given = checked(Returned(data=request.data))
        entry = approval.return_documents(
            meeting_id,
            document_ids=given["documents"],
            reason=given["reason"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class PublishDocuments(APIView):
    """At once; with `at`, by itself at that moment."""

    @extend_schema(request=Issue, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        given = checked(Issue(data=request.data))
        papers, group, consent = (given[name] for name in ("documents", "group", "late_consent"))
        if given["at"]:
            entry = issuing.schedule_documents(
                meeting_id,
                document_ids=papers,
                at=given["at"],
                group_id=group,
                late_consent=consent,
                by=actor(request),
                key=key_of(request),
            )
            return answer(entry)
        entry = documents.publish_documents(
            meeting_id,
            document_ids=papers,
            group_id=group,
            late_consent=consent,
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class UnscheduleDocument(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        return answer(issuing.unschedule_document(document_id, by=actor(request), key=key_of(request)))


class ReplaceDocument(APIView):
    parser_classes = (MultiPartParser, JSONParser)

    @extend_schema(
        request={"multipart/form-data": Replacement, "application/json": Replacement}, responses=Answer
    )
    def post(self, request: Request, document_id: int) -> Response:
        key, by = key_of(request), actor(request)
        version = queries.version_of(document_id)
        if version is None:
            raise NotFound
        # The command asks again; asked here, a stranger's file is not even unpacked.
        access.require_editor(version.document.meeting, by)
        given = checked(Replacement(data=request.data))
        if entry := done_before(request, given):
            return answer(entry)
        with taken(request, given) as file:
            entry = versions.replace_document(document_id, file=file, reason=given["reason"], by=by, key=key)
        if entry.kind == DocumentReplaced.kind:
            carrying.carry_soon(document_id, entry.facts["version"])
        return answer(entry)


class ReplacementFile(APIView):
    """The file that waits for approval, for who sees drafts."""

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        return super().perform_content_negotiation(request, force=True)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, document_id: int) -> HttpResponseBase:
        waiting = Waiting.objects.filter(document=document_id).select_related("document__meeting").first()
        if waiting is None:
            raise NotFound
        if not access.may_see_drafts(viewer_of(actor(request), waiting.document.meeting)):
            raise NotFound
        told = {name: waiting.file[name] for name in ("sha256", "size", "pages")}
        return sent(request, DocumentVersion(document=waiting.document, no=waiting.version, **told))


class ApproveReplacement(APIView):
    """`sha256`: the file that was read; another one is not approved unseen."""

    @extend_schema(request=Seen, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        given = checked(Seen(data=request.data))
        entry = versions.approve_replacement(
            document_id, sha256=given["sha256"], by=actor(request), key=key_of(request)
        )
        carrying.carry_soon(document_id, entry.facts["version"])
        return answer(entry)


class ReturnReplacement(APIView):
    @extend_schema(request=ReturnedReplacement, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        reason = checked(ReturnedReplacement(data=request.data))["reason"]
        entry = versions.return_replacement(
            document_id, reason=reason, by=actor(request), key=key_of(request)
        )
        return answer(entry)


class WithdrawReplacement(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        return answer(versions.withdraw_replacement(document_id, by=actor(request), key=key_of(request)))


class RecallDocument(APIView):
    @extend_schema(request=Recalled, responses=Answer)
    def post(self, request: Request, document_id: int) -> Response:
        given = checked(Recalled(data=request.data))
        entry = versions.recall_document(
            document_id,
            reason=given["reason"],
            decided_by=given["decided_by"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class Missing(serializers.Serializer[Any]):
    dossier = serializers.CharField()
    kind = serializers.CharField()


class DeadlineShown(serializers.Serializer[Any]):
    """`kinds` empty: papers of every kind. `days_left` is negative once the day has passed.

    `waiting`: papers that have not reached this reader; `late`: that did so after the day; `missing`:
    what a dossier needs and nobody has put in yet.
    """

    reader = serializers.ChoiceField(choices=READERS)
    kinds = serializers.ListField(child=serializers.CharField())
    days = serializers.IntegerField()
    working_days = serializers.BooleanField()
    due = serializers.DateField()
    days_left = serializers.IntegerField()
    source_vi = serializers.CharField()
    source_en = serializers.CharField()
    waiting = serializers.ListField(child=serializers.CharField())
    late = serializers.ListField(child=serializers.CharField())
    missing = Missing(many=True)


class DeadlinesShown(serializers.Serializer[Any]):
    opens_on = serializers.DateField()
    deadlines = DeadlineShown(many=True)


class Deadlines(APIView):
    """The clock of the secretariat; to the others the day for delegates alone is shown, in the programme."""

    @extend_schema(responses=DeadlinesShown)
    def get(self, request: Request, meeting_id: int) -> Response:
        meeting = meeting_or_404(meeting_id)
        access.require_overview(meeting, actor(request))
        clocks = [shown(each) for each in queries.deadline_clocks(meeting)]
        return Response({"opens_on": meeting.opens_on.isoformat(), "deadlines": clocks})


def shown(clock: queries.DeadlineClock) -> dict[str, Any]:
    deadline = clock.deadline
    return {
        "reader": deadline.reader,
        "kinds": list(deadline.kinds),
        "days": deadline.days,
        "working_days": deadline.working_days,
        "due": deadline.due.isoformat(),
        "days_left": clock.days_left,
        "source_vi": deadline.source_vi,
        "source_en": deadline.source_en,
        "waiting": [str(document) for document in clock.waiting],
        "late": [str(document) for document in clock.late],
        "missing": [{"dossier": str(dossier), "kind": kind} for dossier, kind in clock.missing],
    }


def checked(body: serializers.Serializer[Any]) -> dict[str, Any]:
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)
