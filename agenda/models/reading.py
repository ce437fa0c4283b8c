"""Whom a paper has reached: delivered, opened, pages read; and the copies kept on devices. Not record."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agenda.models.document import Document
from meetings.models import Device, Meeting


class Receipt(models.Model):
    """One person, one version of one paper. `pages` is a bitmap in hexadecimal, bit 0 for page 1."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="receipts")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="receipts")
    version = models.PositiveSmallIntegerField("bản")
    delivered_at = models.DateTimeField("đến máy lúc", null=True, blank=True)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    read_at = models.DateTimeField("đọc lần cuối", null=True, blank=True)
    last_page = models.PositiveIntegerField("trang đọc cuối", default=0)
    pages = models.TextField("các trang đã đọc", default="0")

    class Meta:
        verbose_name = "việc nhận tài liệu"
        verbose_name_plural = "việc nhận tài liệu"
        ordering = ("document", "person", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "document", "version"), name="agenda_receipt_once_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} has {self.document_id} v{self.version}"


class Copy(models.Model):
    """A version kept on a device; `purged_at`: the device said that it destroyed it."""

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="copies")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="copies")
    version = models.PositiveSmallIntegerField("bản")
    taken_at = models.DateTimeField("lưu lúc")
    purged_at = models.DateTimeField("đã hủy lúc", null=True, blank=True)

    class Meta:
        verbose_name = "bản lưu trên thiết bị"
        verbose_name_plural = "bản lưu trên thiết bị"
        ordering = ("document", "device", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("device", "document", "version"), name="agenda_copy_once_a_device"
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} v{self.version} on {self.device_id}"


class Reminder(models.Model):
    """Whom the secretariat asked to read, and what; gone from their screen once they have seen it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="reminders")
    documents = models.JSONField("tài liệu", default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("nhắc lúc")
    seen_at = models.DateTimeField("đã xem lúc", null=True, blank=True)

    class Meta:
        verbose_name = "lời nhắc đọc tài liệu"
        verbose_name_plural = "lời nhắc đọc tài liệu"
        ordering = ("meeting", "at")

    def __str__(self) -> str:
        return f"{self.person_id} at {self.at}"
