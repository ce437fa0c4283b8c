"""Addresses of meetings, under /api/."""

from django.urls import path

from meetings import api

urlpatterns = [
    path("today", api.Today.as_view()),
    path("meetings/<int:meeting_id>/snapshot", api.Snapshot.as_view()),
    path("meetings/<int:meeting_id>/record", api.Record.as_view()),
    path("meetings/<int:meeting_id>/convene", api.Convene.as_view()),
    path("meetings/<int:meeting_id>/close", api.CloseMeeting.as_view()),
    path("sittings/<int:sitting_id>/open", api.OpenSitting.as_view()),
    path("sittings/<int:sitting_id>/adjourn", api.AdjournSitting.as_view()),
    path("sittings/<int:sitting_id>/resume", api.ResumeSitting.as_view()),
    path("sittings/<int:sitting_id>/close", api.CloseSitting.as_view()),
    path("sittings/<int:sitting_id>/check-in", api.CheckIn.as_view()),
    path("sittings/<int:sitting_id>/leave", api.Leave.as_view()),
    path("meetings/<int:meeting_id>/speech-requests", api.AskToSpeak.as_view()),
    path("speech-requests/<int:request_id>/withdraw", api.WithdrawRequest.as_view()),
    path("speech-requests/<int:request_id>/give-floor", api.GiveFloor.as_view()),
    path("speeches/<int:speech_id>/extend", api.ExtendSpeech.as_view()),
    path("speeches/<int:speech_id>/end", api.EndSpeech.as_view()),
]
