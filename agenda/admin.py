"""The agenda in the administration: to look at only, its rows are written by commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from agenda.models import AgendaItem, Document, DocumentVersion, Dossier, ItemDossier, Programme

if TYPE_CHECKING:  # generic for the type checker alone
    Page = admin.ModelAdmin[Model]
    Rows = admin.TabularInline[Model, Model]
else:
    Page = admin.ModelAdmin
    Rows = admin.TabularInline


class LookOnly:
    """Before the admin's class in a list of bases: nothing may be added, changed or deleted."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class StageRows(LookOnly, Rows):
    model = ItemDossier
    extra = 0


class VersionRows(LookOnly, Rows):
    model = DocumentVersion
    extra = 0


@admin.register(Programme)
class ProgrammePage(LookOnly, Page):
    list_display = ("meeting", "published_at")
    list_select_related = ("meeting",)


@admin.register(AgendaItem)
class ItemPage(LookOnly, Page):
    list_display = ("number", "title", "day", "starts_at", "kind", "state", "meeting")
    list_filter = ("meeting", "state", "kind")
    list_select_related = ("meeting",)
    search_fields = ("title", "presenter")
    inlines = (StageRows,)


@admin.register(Dossier)
class DossierPage(LookOnly, Page):
    list_display = ("no", "title", "legal_normative", "examined_by", "meeting")
    list_filter = ("meeting",)
    list_select_related = ("meeting",)
    search_fields = ("title",)


@admin.register(Document)
class DocumentPage(LookOnly, Page):
    list_display = ("number", "title", "kind", "circulation", "state", "late", "published_at")
    list_filter = ("meeting", "state", "circulation", "kind")
    search_fields = ("title", "number")
    inlines = (VersionRows,)
