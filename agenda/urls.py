"""Addresses of the agenda, under api/."""

from __future__ import annotations

from django.urls import path

from agenda.api import (
    agenda,
    devices,
    documents,
    dossiers,
    file,
    guests,
    pages,
    presenting,
    preview,
    reading,
    reminders,
)

urlpatterns = [
    path("meetings/<int:meeting_id>/items", agenda.AddItem.as_view()),
    path("items/<int:item_id>/edit", agenda.EditItem.as_view()),
    path("items/<int:item_id>/move", agenda.MoveItem.as_view()),
    path("items/<int:item_id>/remove", agenda.RemoveItem.as_view()),
    path("items/<int:item_id>/start", agenda.StartItem.as_view()),
    path("meetings/<int:meeting_id>/agenda/publish", agenda.PublishAgenda.as_view()),
    path("meetings/<int:meeting_id>/dossiers", dossiers.AddDossier.as_view()),
    path("dossiers/<int:dossier_id>/edit", dossiers.EditDossier.as_view()),
    path("meetings/<int:meeting_id>/documents", documents.UploadDocument.as_view()),
    path("meetings/<int:meeting_id>/documents/publish", documents.PublishDocuments.as_view()),
    path("documents/<int:document_id>/remove", documents.RemoveDocument.as_view()),
    path("documents/<int:document_id>/file", file.DocumentFile.as_view()),
    path("documents/<int:document_id>/text", pages.DocumentText.as_view()),
    path("documents/<int:document_id>/reach", reading.DocumentReach.as_view()),
    path("meetings/<int:meeting_id>/receipts", reading.GiveReceipts.as_view()),
    path("meetings/<int:meeting_id>/reading", reading.ReadingPlaces.as_view()),
    path("meetings/<int:meeting_id>/reach", reading.MeetingReach.as_view()),
    path("meetings/<int:meeting_id>/devices", devices.Devices.as_view()),
    path("meetings/<int:meeting_id>/preview", preview.Preview.as_view()),
    path("meetings/<int:meeting_id>/remind", reminders.Remind.as_view()),
    path("reminders/<int:reminder_id>/seen", reminders.SeeReminder.as_view()),
    path("meetings/<int:meeting_id>/guest-code", guests.GuestCode.as_view()),
    path("meetings/<int:meeting_id>/guest-code/withdraw", guests.WithdrawGuestCode.as_view()),
    path("meetings/<int:meeting_id>/guest-qr", guests.GuestQr.as_view()),
    path("guest/<str:code>", guests.Guest.as_view()),
    path("guest/<str:code>/documents/<int:document_id>/file", guests.GuestFile.as_view()),
    path("devices/<uuid:device_id>/lease", devices.LeaseDevice.as_view()),
    path("devices/<uuid:device_id>/copies", devices.ReportCopies.as_view()),
    path("devices/<uuid:device_id>/forget", devices.ForgetDevice.as_view()),
    path("devices/<uuid:device_id>/cut-off", devices.CutOffDevice.as_view()),
    path("meetings/<int:meeting_id>/presenting", presenting.PresentPage.as_view()),
    path("meetings/<int:meeting_id>/presenting/stop", presenting.StopPresenting.as_view()),
    path("meetings/<int:meeting_id>/presenting/let", presenting.LetPresent.as_view()),
]
