"""The page that is being presented in a meeting: not record, so no entry; everybody may follow it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .meeting import Meeting


class Presenting(models.Model):
    """At most one a meeting. `subject` is opaque here ("document:49"): papers belong to another app.

    Empty: nothing is presented. `rapporteur` is who may present besides the presiding officer and the
    secretaries, who let them.
    """

    meeting = models.OneToOneField(
        Meeting, verbose_name="cuộc họp", on_delete=models.CASCADE, related_name="presenting"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đang trình chiếu",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    rapporteur = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người được giao trình chiếu",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    subject = models.CharField("đang trình chiếu", max_length=60, blank=True)
    page = models.PositiveIntegerField("trang", default=1)
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "trang đang trình bày"
        verbose_name_plural = "trang đang trình bày"

    def __str__(self) -> str:
        return f"{self.subject} p. {self.page}"
