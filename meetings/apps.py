"""The meetings app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Cuộc họp"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings import minutes, resources, snapshot

        for kind in resources.TYPES:
            snapshot.register(kind)
        minutes.register_all()
