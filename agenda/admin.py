"""The agenda in the administration: to look at only, its rows are written by commands."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from agenda.models import AgendaItem, Document, DocumentVersion, Dossier, ItemDossier, Programme


class LookOnly(admin.options.BaseModelAdmin[Model]):
    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class StageRows(LookOnly, admin.TabularInline[ItemDossier, AgendaItem]):
    model = ItemDossier
    extra = 0


class VersionRows(LookOnly, admin.TabularInline[DocumentVersion, Document]):
    model = DocumentVersion
    extra = 0


@admin.register(Programme)
class ProgrammePage(LookOnly, admin.ModelAdmin[Programme]):
    list_display = ("meeting", "published_at")
    list_select_related = ("meeting",)


@admin.register(AgendaItem)
class ItemPage(LookOnly, admin.ModelAdmin[AgendaItem]):
    list_display = ("number", "title", "day", "starts_at", "kind", "state", "meeting")
    list_filter = ("meeting", "state", "kind")
    list_select_related = ("meeting",)
    search_fields = ("title", "presenter")
    inlines = (StageRows,)


@admin.register(Dossier)
class DossierPage(LookOnly, admin.ModelAdmin[Dossier]):
    list_display = ("no", "title", "legal_normative", "examined_by", "meeting")
    list_filter = ("meeting",)
    list_select_related = ("meeting",)
    search_fields = ("title",)


@admin.register(Document)
class DocumentPage(LookOnly, admin.ModelAdmin[Document]):
    list_display = ("number", "title", "kind", "circulation", "state", "late", "published_at")
    list_filter = ("meeting", "state", "circulation", "kind")
    search_fields = ("title", "number")
    inlines = (VersionRows,)
