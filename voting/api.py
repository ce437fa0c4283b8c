"""Voting over HTTP: one thin view for each command, and the evidence of a vote."""

from __future__ import annotations

import unicodedata
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import writer
from meetings.api import Answer, actor, answer, key_of
from meetings.errors import NotFound
from voting import access, errors, queries
from voting.commands import ballots, hands, votes
from voting.models import Vote, VoteForm


class Text(serializers.CharField):
    """Trimmed and in NFC: the same Vietnamese word is the same bytes wherever it was typed."""

    def to_internal_value(self, data: Any) -> str:
        return unicodedata.normalize("NFC", super().to_internal_value(data))


class NewVote(serializers.Serializer[Any]):
    question = Text(max_length=1000, allow_blank=True)
    dossier = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    rule = Text(max_length=60, required=False, allow_null=True, default=None)
    form = serializers.ChoiceField(choices=VoteForm.choices, required=False, default=VoteForm.OPEN)
    again = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class Cast(serializers.Serializer[Any]):
    """The choice is judged by the command: an unknown one has a sentence of its own."""

    choice = Text(max_length=40, allow_blank=True)
    person = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class Hands(serializers.Serializer[Any]):
    yes = serializers.IntegerField(min_value=0, max_value=10_000)
    no = serializers.IntegerField(min_value=0, max_value=10_000)
    abstain = serializers.IntegerField(min_value=0, max_value=10_000)


class Admission(serializers.Serializer[Any]):
    person = serializers.IntegerField(min_value=1)


class Cancellation(serializers.Serializer[Any]):
    reason = Text(max_length=1000, allow_blank=True)


class OpenVote(APIView):
    @extend_schema(request=NewVote, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        wanted = read(NewVote, request)
        entry = votes.open_vote(
            item_id,
            question=wanted["question"],
            dossier_id=wanted["dossier"],
            rule=wanted["rule"],
            form=wanted["form"],
            again_id=wanted["again"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class CastBallot(APIView):
    @extend_schema(request=Cast, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        wanted = read(Cast, request)
        entry = ballots.cast_ballot(
            vote_id,
            choice=wanted["choice"],
            person_id=wanted["person"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class AdmitVoter(APIView):
    @extend_schema(request=Admission, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        person_id = read(Admission, request)["person"]
        entry = ballots.admit_voter(vote_id, person_id=person_id, by=actor(request), key=key_of(request))
        return answer(entry)


class CountHands(APIView):
    @extend_schema(request=Hands, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        figures = read(Hands, request)
        return answer(hands.count_hands(vote_id, **figures, by=actor(request), key=key_of(request)))


class CloseVote(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        return answer(votes.close_vote(vote_id, by=actor(request), key=key_of(request)))


class CancelVote(APIView):
    @extend_schema(request=Cancellation, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        reason = read(Cancellation, request)["reason"]
        entry = votes.cancel_vote(vote_id, reason=reason, by=actor(request), key=key_of(request))
        return answer(entry)


class Evidence(APIView):
    """What `voting/verify.py` needs to prove the result anywhere, without this platform."""

    @extend_schema(responses=OpenApiTypes.OBJECT)
    def get(self, request: Request, meeting_id: int, vote_id: int) -> Response:
        with writer.reading():
            vote = Vote.objects.select_related("meeting__body").filter(id=vote_id, meeting=meeting_id).first()
            if vote is None:
                raise NotFound
            access.require_auditor(vote.meeting, actor(request))
            if not vote.is_closed:
                raise errors.VoteStillOpen
            return Response(queries.evidence(vote))


def read(fields: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    body = fields(data=request.data)
    body.is_valid(raise_exception=True)
    return dict(body.validated_data)
