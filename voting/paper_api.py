"""Votes on paper over HTTP: one thin view for each command, the ballots and the tellers' minutes as PDF."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from meetings import access as meeting_access
from meetings import writer
from meetings.api import Answer, actor, answer, key_of
from meetings.errors import NotFound
from meetings.models import Role
from voting import boxes, printing
from voting.api import Text, read
from voting.boxes import SheetSent
from voting.commands import paper, tally, tellers
from voting.models import Vote, VoteForm
from voting.paper.errors import NotAnnounced, NotOnPaper
from voting.paper.figures import Figures

PRINTERS = (Role.PRESIDING_OFFICER, Role.SECRETARY, Role.STAFF, Role.TELLER)
MOST = 10_000


class NewTellers(serializers.Serializer[Any]):
    tellers = serializers.ListField(child=serializers.IntegerField(min_value=1), max_length=50)
    head = serializers.IntegerField(min_value=1)
    question = Text(max_length=1000, allow_blank=True, required=False, default="")
    form = serializers.ChoiceField(choices=VoteForm.choices, required=False, default=VoteForm.OPEN)


class Name(serializers.Serializer[Any]):
    """Somebody with an account, or a name alone."""

    person = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)
    name = Text(max_length=150, allow_blank=True, required=False, default="")
    post = Text(max_length=300, allow_blank=True, required=False, default="")


class NewPaperVote(serializers.Serializer[Any]):
    question = Text(max_length=1000, allow_blank=True)
    rule = Text(max_length=60, required=False, allow_null=True, default=None)
    names = serializers.ListField(child=Name(), max_length=200)
    seats = serializers.IntegerField(min_value=0, max_value=200, required=False, default=0)
    again = serializers.IntegerField(min_value=1, required=False, allow_null=True, default=None)


class AddedName(Name):
    decision = Text(max_length=1000, allow_blank=True)


class Reason(serializers.Serializer[Any]):
    reason = Text(max_length=1000, allow_blank=True)


class Act(serializers.Serializer[Any]):
    step = Text(max_length=20)
    number = serializers.IntegerField(
        min_value=0, max_value=MOST, required=False, allow_null=True, default=None
    )
    text = Text(max_length=300, allow_blank=True, required=False, default="")


class Ballots(serializers.DictField):
    child = serializers.IntegerField(min_value=0, max_value=MOST)


class Sheet(serializers.Serializer[Any]):
    """`invalid`: reason to ballots; `lines`: number of the line to mark to ballots."""

    valid = serializers.IntegerField(min_value=0, max_value=MOST)
    invalid = Ballots()
    lines = serializers.DictField(child=Ballots())


class ProposeTellers(APIView):
    @extend_schema(request=NewTellers, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        wanted = read(NewTellers, request)
        return answer(tellers.propose_tellers(item_id, **wanted, by=actor(request), key=key_of(request)))


class OpenPaperVote(APIView):
    @extend_schema(request=NewPaperVote, responses=Answer)
    def post(self, request: Request, item_id: int) -> Response:
        wanted = read(NewPaperVote, request)
        names = [dict(name) for name in wanted["names"]]
        entry = paper.open_paper_vote(
            item_id, question=wanted["question"], rule=wanted["rule"], names=names, seats=wanted["seats"],
            again_id=wanted["again"], by=actor(request), key=key_of(request),
        )  # fmt: skip
        return answer(entry)


class AddName(APIView):
    @extend_schema(request=AddedName, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        wanted = read(AddedName, request)
        entry = paper.add_name(
            vote_id, person_id=wanted["person"], name=wanted["name"], post=wanted["post"],
            decision=wanted["decision"], by=actor(request), key=key_of(request),
        )  # fmt: skip
        return answer(entry)


class WithdrawName(APIView):
    @extend_schema(request=Reason, responses=Answer)
    def post(self, request: Request, vote_id: int, no: int) -> Response:
        reason = read(Reason, request)["reason"]
        entry = paper.withdraw_name(vote_id, no, reason=reason, by=actor(request), key=key_of(request))
        return answer(entry)


class TakeStep(APIView):
    @extend_schema(request=Act, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        wanted = read(Act, request)
        return answer(tally.take_step(vote_id, **wanted, by=actor(request), key=key_of(request)))


class EnterSheet(APIView):
    @extend_schema(request=Sheet, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        sent = read(Sheet, request)
        lines = {int(no): dict(marks) for no, marks in sent["lines"].items() if no.isdecimal()}
        sheet = SheetSent(Figures(sent["valid"], dict(sent["invalid"]), lines))
        return answer(tally.enter_sheet(vote_id, sheet=sheet, by=actor(request), key=key_of(request)))


class AnnounceTally(APIView):
    @extend_schema(request=None, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        return answer(tally.announce_tally(vote_id, by=actor(request), key=key_of(request)))


class BreakOff(APIView):
    @extend_schema(request=Reason, responses=Answer)
    def post(self, request: Request, vote_id: int) -> Response:
        reason = read(Reason, request)["reason"]
        return answer(paper.break_off(vote_id, reason=reason, by=actor(request), key=key_of(request)))


class PrintedBallots(APIView):
    """As many ballots as there are copies asked for, two on a page if they fit."""

    @extend_schema(
        parameters=[OpenApiParameter("copies", int)],
        responses={(200, "application/pdf"): OpenApiTypes.BINARY},
    )
    def get(self, request: Request, meeting_id: int, vote_id: int) -> HttpResponse:
        asked = request.query_params.get("copies", "")
        with writer.reading():
            vote = printable(request, meeting_id, vote_id)
            copies = int(asked) if asked.isdecimal() and len(asked) < 5 else vote.present
            sheet = printing.ballot_of(vote)
        return pdf(printing.ballots(sheet, max(1, min(copies, MOST))), f"Phieu bo {vote.pk}.pdf")


class TellersMinutes(APIView):
    """The tellers' minutes to be signed by hand; not before the announcement."""

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    def get(self, request: Request, meeting_id: int, vote_id: int) -> HttpResponse:
        with writer.reading():
            vote = printable(request, meeting_id, vote_id)
            if not vote.is_closed:
                raise NotAnnounced
            minutes = printing.minutes_of(vote)
        return pdf(printing.minutes(minutes), f"Bien ban kiem phieu {vote.pk}.pdf")


def printable(request: Request, meeting_id: int, vote_id: int) -> Vote:
    """The vote on paper that this person may print. Raises NotFound, NotAllowed, NotOnPaper."""
    vote = Vote.objects.select_related("meeting__body__unit", "sitting")
    found = vote.filter(pk=vote_id, meeting=meeting_id).first()
    if found is None:
        raise NotFound
    meeting_access.viewer_of(actor(request), found.meeting)
    if found.form != VoteForm.PAPER:
        raise NotOnPaper
    if actor(request).pk not in boxes.people_on(boxes.board_of(found)):
        meeting_access.require_role(found.meeting, actor(request), *PRINTERS)
    return found


def pdf(content: bytes, name: str) -> HttpResponse:
    answered = HttpResponse(content, content_type="application/pdf")
    answered["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(name)}"
    answered["Cache-Control"] = "no-store"
    return answered
