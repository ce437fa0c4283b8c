"""An upload on its way, in parts: broken off half-way, it goes on from where it was."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from meetings.models import Meeting


class Upload(models.Model):
    """The bytes lie in the folder of incoming files under the id; the row and they go when it is taken in."""

    id = models.UUIDField(primary_key=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("số byte")
    received = models.PositiveBigIntegerField("đã nhận", default=0)
    begun_at = models.DateTimeField("bắt đầu lúc")

    class Meta:
        verbose_name = "tệp đang tải lên"
        verbose_name_plural = "tệp đang tải lên"
        ordering = ("begun_at",)

    def __str__(self) -> str:
        return f"{self.name} {self.received}/{self.size}"
