"""Addresses of voting, under api/."""

from __future__ import annotations

from django.urls import path

from voting import api, paper_api, secret_api

urlpatterns = [
    path("items/<int:item_id>/votes", api.OpenVote.as_view()),
    path("votes/<int:vote_id>/ballots", api.CastBallot.as_view()),
    path("votes/<int:vote_id>/admit", api.AdmitVoter.as_view()),
    path("votes/<int:vote_id>/hands", api.CountHands.as_view()),
    path("votes/<int:vote_id>/close", api.CloseVote.as_view()),
    path("votes/<int:vote_id>/cancel", api.CancelVote.as_view()),
    path("items/<int:item_id>/tellers", paper_api.ProposeTellers.as_view()),
    path("items/<int:item_id>/paper-votes", paper_api.OpenPaperVote.as_view()),
    path("votes/<int:vote_id>/names", paper_api.AddName.as_view()),
    path("votes/<int:vote_id>/names/<int:no>/withdraw", paper_api.WithdrawName.as_view()),
    path("votes/<int:vote_id>/steps", paper_api.TakeStep.as_view()),
    path("votes/<int:vote_id>/sheet", paper_api.EnterSheet.as_view()),
    path("votes/<int:vote_id>/announce", paper_api.AnnounceTally.as_view()),
    path("votes/<int:vote_id>/break-off", paper_api.BreakOff.as_view()),
    path("meetings/<int:meeting_id>/votes/<int:vote_id>/ballots.pdf", paper_api.PrintedBallots.as_view()),
    path(
        "meetings/<int:meeting_id>/votes/<int:vote_id>/tellers-minutes.pdf",
        paper_api.TellersMinutes.as_view(),
    ),
    path("items/<int:item_id>/tellers", paper_api.ProposeTellers.as_view()),
    path("items/<int:item_id>/paper-votes", paper_api.OpenPaperVote.as_view()),
    path("votes/<int:vote_id>/names", paper_api.AddName.as_view()),
    path("votes/<int:vote_id>/names/<int:no>/withdraw", paper_api.WithdrawName.as_view()),
    path("votes/<int:vote_id>/steps", paper_api.TakeStep.as_view()),
    path("votes/<int:vote_id>/sheet", paper_api.EnterSheet.as_view()),
    path("votes/<int:vote_id>/announce", paper_api.AnnounceTally.as_view()),
    path("votes/<int:vote_id>/break-off", paper_api.BreakOff.as_view()),
    path("meetings/<int:meeting_id>/votes/<int:vote_id>/ballots.pdf", paper_api.PrintedBallots.as_view()),
    path(
        "meetings/<int:meeting_id>/votes/<int:vote_id>/tellers-minutes.pdf",
        paper_api.TellersMinutes.as_view(),
    ),
    path("meetings/<int:meeting_id>/electronic-secrecy", secret_api.AdoptSecrecy.as_view()),
    path("items/<int:item_id>/secret-votes", secret_api.OpenSecretVote.as_view()),
    path("votes/<int:vote_id>/token", secret_api.IssueToken.as_view()),
    path("votes/<int:vote_id>/begin-casting", secret_api.BeginCasting.as_view()),
    path("votes/<int:vote_id>/seal-box", secret_api.SealBox.as_view()),
    path("votes/<int:vote_id>/open-box", secret_api.OpenBox.as_view()),
    path("votes/<int:vote_id>/box", secret_api.Box.as_view()),
    path("meetings/<int:meeting_id>/votes/<int:vote_id>/evidence", api.Evidence.as_view()),
]
