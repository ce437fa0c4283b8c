"""Addresses of voting, under api/."""

from __future__ import annotations

from django.urls import path

from voting import api

urlpatterns = [
    path("items/<int:item_id>/votes", api.OpenVote.as_view()),
    path("votes/<int:vote_id>/ballots", api.CastBallot.as_view()),
    path("votes/<int:vote_id>/admit", api.AdmitVoter.as_view()),
    path("votes/<int:vote_id>/hands", api.CountHands.as_view()),
    path("votes/<int:vote_id>/close", api.CloseVote.as_view()),
    path("votes/<int:vote_id>/cancel", api.CancelVote.as_view()),
    path("meetings/<int:meeting_id>/votes/<int:vote_id>/evidence", api.Evidence.as_view()),
]
