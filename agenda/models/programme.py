"""The programme of a meeting: published or not yet."""

from __future__ import annotations

from django.db import models

from meetings.models import Meeting


class Programme(models.Model):
    """Until `published_at` is set, the items and dossiers are seen by the secretariat alone.

    The row comes with the publication: a meeting without one has an unpublished programme.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="programme")
    published_at = models.DateTimeField("công bố lúc", null=True, blank=True)

    class Meta:
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"

    def __str__(self) -> str:
        return f"{self.meeting}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None
