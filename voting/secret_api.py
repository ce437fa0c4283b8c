"""Secret electronic votes over HTTP. Casting is not here: it has an origin of its own (the box keeper)."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import writer
from meetings.api import Answer, actor, answer, key_of
from meetings.errors import NotFound
from voting import access
from voting.api import Text, read
from voting.commands import box, secret
from voting.models import PollStage, SecretPoll, SecretToken
from voting.secret.errors import BoxAway, BoxLost


class Adoption(serializers.Serializer[Any]):
    citation = Text(max_length=500, allow_blank=True)
    decided_on = Text(max_length=10, allow_blank=True)


class NewSecretVote(serializers.Serializer[Any]):
    question = Text(max_length=1000, allow_blank=True)
    dossier = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    rule = Text(max_length=60, required=False, allow_null=True, default=None)


class Blinded(serializers.Serializer[Any]):
    blinded = Text(max_length=1024, allow_blank=True)


class TokenShown(serializers.Serializer[Any]):
    seq = serializers.IntegerField()
    signature = serializers.CharField()


class BoxShown(serializers.Serializer[Any]):
    """`cast`: in steps, while the vote is on. `listed`: serial, signature and box hash, never a choice."""

    stage = serializers.ChoiceField(choices=PollStage.choices)
    cast = serializers.IntegerField(allow_null=True)
    trackers = serializers.ListField(child=serializers.CharField())
    listed = serializers.ListField(child=serializers.ListField(child=serializers.CharField()))


class AdoptSecrecy(APIView):
    @extend_schema(request=Adoption, responses=Answer)
    def post(self, request: Request, meeting_id: int) -> Response:
        wanted = read(Adoption, request)
        entry = secret.adopt_electronic_secrecy(
            meeting_id,
            citation=wanted["citation"],
            decided_on=wanted["decided_on"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class OpenSecretVote(APIView):
    @extend_schema(request=NewSecretVote, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        wanted = read(NewSecretVote, request)
        entry = secret.open_secret_vote(
            item_id,
            question=wanted["question"],
            dossier_id=wanted["dossier"],
            rule=wanted["rule"],
            by=actor(request),
            key=key_of(request),
        )
        return answer(entry)


class IssueToken(APIView):
    @extend_schema(request=Blinded, responses=TokenShown)
    def post(self, request: Request, vote_id: int) -> Response:
        blinded = read(Blinded, request)["blinded"]
        by = actor(request)
        entry = secret.issue_token(vote_id, blinded=blinded, by=by, key=key_of(request))
        token = SecretToken.objects.get(vote=vote_id, person=by)
        return Response({"seq": entry.seq, "signature": token.signature})


class BeginCasting(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        return answer(secret.begin_casting(vote_id, by=actor(request), key=key_of(request)))


class SealBox(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        return answer(box.seal_box(vote_id, by=actor(request), key=key_of(request)))


class OpenBox(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        return answer(box.open_box(vote_id, by=actor(request), key=key_of(request)))


class Box(APIView):
    """What everybody of the meeting may check: trackers under the root; later the list apart from totals."""

    @extend_schema(responses=BoxShown)
    def get(self, request: Request, vote_id: int) -> Response:
        with writer.reading():
            poll = SecretPoll.objects.select_related("vote__meeting").filter(vote=vote_id).first()
            if poll is None:
                raise NotFound
            access.require_known(poll.vote.meeting, actor(request))
        return Response(
            {
                "stage": poll.stage,
                "cast": cast_so_far(poll),
                "trackers": poll.trackers,
                "listed": poll.listed,
            }
        )


def cast_so_far(poll: SecretPoll) -> int | None:
    """The keeper's own round figure; it is kept nowhere."""
    if poll.stage != PollStage.CASTING:
        return poll.count
    try:
        return int(secret.ask("turnout", poll=poll.poll)["cast"])
    except (BoxAway, BoxLost):
        return None
