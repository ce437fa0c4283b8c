"""The agenda app, and what it contributes to the meetings below it."""

from __future__ import annotations

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Chương trình và tài liệu"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from agenda import minutes, resources
        from meetings import snapshot

        snapshot.register(resources.PROGRAMME)
        snapshot.register(resources.ITEM)
        snapshot.register(resources.DOSSIER)
        snapshot.register(resources.DOCUMENT)
        snapshot.register(resources.REMINDER)
        minutes.register_all()
