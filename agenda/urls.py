"""Addresses of the agenda, under api/."""

from __future__ import annotations

from django.urls import path

from agenda.api import agenda, documents, dossiers, file

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
]
