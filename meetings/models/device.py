"""The tablet (or browser) of a person: what may be kept on it, and until when it can be read there."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Device(models.Model):
    """`id` is made by the device itself. Papers kept there are encrypted with a key made for it alone.

    The key is leased: a device that stays offline can read its copies until `lease_until`, not longer.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người", on_delete=models.CASCADE, related_name="devices"
    )
    name = models.CharField("tên thiết bị", max_length=120)
    sealed_key = models.BinaryField(editable=False)
    registered_at = models.DateTimeField("đăng ký lúc")
    seen_at = models.DateTimeField("thấy lần cuối")
    lease_until = models.DateTimeField("đọc được đến")
    cut_off_at = models.DateTimeField("bị ngắt lúc", null=True, blank=True)
    cut_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "thiết bị"
        verbose_name_plural = "thiết bị"
        ordering = ("person", "registered_at")

    def __str__(self) -> str:
        return f"{self.name} ({self.person_id})"

    @property
    def is_cut_off(self) -> bool:
        return self.cut_off_at is not None
