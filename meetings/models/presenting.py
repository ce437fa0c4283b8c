"""The page that is being presented in a meeting: not record, so no entry; everybody may follow it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .meeting import Meeting


class Presenting(models.Model):
    """At most one a meeting. `subject` is opaque here ("document:49"): papers belong to another app."""

    meeting = models.OneToOneField(
        Meeting, verbose_name="cuộc họp", on_delete=models.CASCADE, related_name="presenting"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người trình bày", on_delete=models.PROTECT, related_name="+"
    )
    subject = models.CharField("đang trình bày", max_length=60)
    page = models.PositiveIntegerField("trang")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "trang đang trình bày"
        verbose_name_plural = "trang đang trình bày"

    def __str__(self) -> str:
        return f"{self.subject} p. {self.page}"
