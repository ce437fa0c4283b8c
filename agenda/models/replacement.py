"""A new file of an issued paper that waits for the head of the office; no reader knows of it yet."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agenda.models.document import Document


class Replacement(models.Model):
    """Beside the versions and not among them: nothing that reads versions can give it out by mistake.

    `file` is the cleaned file as `agenda.commands.uploads.CleanFile` tells of it. One a paper: a later one
    takes its place.
    """

    document = models.OneToOneField(Document, on_delete=models.CASCADE, related_name="replacement")
    version = models.PositiveSmallIntegerField("sẽ là bản")
    file = models.JSONField("tệp")
    reason = models.CharField("lý do thay", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("trình lúc")
    # Why it went back: what has to be mended. Empty while it waits.
    returned_reason = models.CharField("lý do trả lại", max_length=500, blank=True)

    class Meta:
        verbose_name = "bản thay chờ duyệt"
        verbose_name_plural = "bản thay chờ duyệt"

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version}"
