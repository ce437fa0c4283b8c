"""The floor: who asked to speak, and each turn taken, with its time."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .meeting import Meeting, Sitting


class SpeechKind(models.TextChoices):
    DISCUSSION = "DISCUSSION", "Thảo luận"
    QUESTION = "QUESTION", "Chất vấn"
    DEBATE = "DEBATE", "Tranh luận"
    MOTION = "MOTION", "Kiến nghị về điều hành"


class RequestState(models.TextChoices):
    WAITING = "WAITING", "đang chờ"
    CALLED = "CALLED", "đã được mời"
    WITHDRAWN = "WITHDRAWN", "đã rút"


class SpeechRequest(models.Model):
    """A place in the queue. `subject` is opaque here ("item:12"): agenda items belong to another app."""

    meeting = models.ForeignKey(
        Meeting, verbose_name="cuộc họp", on_delete=models.CASCADE, related_name="speech_requests"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đăng ký", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("loại", max_length=10, choices=SpeechKind)
    subject = models.CharField("về", max_length=60, blank=True)
    topic = models.CharField("nội dung dự kiến", max_length=300, blank=True)
    asked_at = models.DateTimeField("đăng ký lúc")
    state = models.CharField("trạng thái", max_length=10, choices=RequestState, default=RequestState.WAITING)

    class Meta:
        verbose_name = "đăng ký phát biểu"
        verbose_name_plural = "đăng ký phát biểu"
        ordering = ("meeting", "asked_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "kind"],
                condition=Q(state="WAITING"),
                name="one_waiting_request_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"

    @property
    def is_waiting(self) -> bool:
        return self.state == RequestState.WAITING


class Speech(models.Model):
    """A turn taken. `seconds` is what it may last: it warns, and never cuts."""

    meeting = models.ForeignKey(
        Meeting, verbose_name="cuộc họp", on_delete=models.CASCADE, related_name="speeches"
    )
    sitting = models.ForeignKey(
        Sitting, verbose_name="phiên họp", on_delete=models.PROTECT, related_name="speeches"
    )
    request = models.OneToOneField(
        SpeechRequest, verbose_name="đăng ký", on_delete=models.PROTECT, related_name="speech"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người phát biểu", on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("loại", max_length=10, choices=SpeechKind)
    subject = models.CharField("về", max_length=60, blank=True)
    seconds = models.PositiveIntegerField("số giây")
    began_at = models.DateTimeField("bắt đầu lúc")
    ended_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ý kiến phát biểu"
        verbose_name_plural = "ý kiến phát biểu"
        ordering = ("meeting", "began_at", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(ended_at__isnull=True), name="one_speaks_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.began_at}"
