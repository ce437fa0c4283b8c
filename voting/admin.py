"""Votes in the administration: to look at only; a choice is not shown before the closing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from voting.models import Ballot, PaperStep, TellersBoard, Vote, VoteState, VotingRight

if TYPE_CHECKING:  # generic for the type checker alone
    Page = admin.ModelAdmin[Model]
else:
    Page = admin.ModelAdmin


class LookOnly(Page):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Vote)
class VotePage(LookOnly):
    list_display = (
        "question",
        "meeting",
        "state",
        "opened_at",
        "closed_at",
        "total",
        "present",
    )
    list_filter = ("state",)
    list_select_related = ("meeting",)
    search_fields = ("question",)


@admin.register(VotingRight)
class VotingRightPage(LookOnly):
    list_display = ("vote", "person", "status", "admitted_at")
    list_filter = ("status",)
    list_select_related = ("vote", "person")


@admin.register(Ballot)
class BallotPage(LookOnly):
    """Closed votes alone: of an open or cancelled one nobody learns who chose what."""

    list_display = ("vote", "person", "choice", "at", "changes")
    list_select_related = ("vote", "person")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Model]:
        return super().get_queryset(request).filter(vote__state=VoteState.CLOSED)


@admin.register(TellersBoard)
class TellersBoardPage(LookOnly):
    list_display = ("meeting", "vote", "established_at", "ended_at")
    list_select_related = ("meeting", "vote")


@admin.register(PaperStep)
class PaperStepPage(LookOnly):
    """What was done around the box. The sheets of the tellers have no page: their figures are sealed."""

    list_display = ("vote", "step", "at", "by", "number")
    list_select_related = ("vote", "by")
