"""What a reader writes on a page: private by default, sealed at rest, never part of the record."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from agenda.models.document import Document
from meetings.models import Meeting


class AnnotationKind(models.TextChoices):
    PEN = "PEN", "Bút"
    MARKER = "MARKER", "Bút dạ quang"
    HIGHLIGHT = "HIGHLIGHT", "Tô chữ"
    UNDERLINE = "UNDERLINE", "Gạch chân"
    NOTE = "NOTE", "Ghi chú"
    BOOKMARK = "BOOKMARK", "Dấu trang"
    SPEECH = "SPEECH", "Chuẩn bị phát biểu"


class SharedWith(models.TextChoices):
    PRIVATE = "PRIVATE", "Chỉ mình tôi"
    DELEGATE_GROUP = "DELEGATE_GROUP", "Tổ đại biểu"
    DISCUSSION_GROUP = "DISCUSSION_GROUP", "Tổ thảo luận"
    SECRETARIAT = "SECRETARIAT", "Góp ý gửi Văn phòng"


class Annotation(models.Model):
    """One stroke, highlight or note is one object with an id of its own, made by the device.

    `rev` grows with each change the server took; a deletion is a tombstone (`deleted_at`, empty body), so
    that another device of the same person learns of it. `sealed` is the body, readable with the seal key
    alone. `version` is the version of the file on which it was made, or to which it was carried.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="annotations")
    version = models.PositiveSmallIntegerField("bản")
    page = models.PositiveIntegerField("trang")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="annotations")
    kind = models.CharField("loại", max_length=10, choices=AnnotationKind)
    sealed = models.BinaryField(editable=False)
    rev = models.PositiveIntegerField("lần sửa", default=1)
    made_at = models.DateTimeField("viết lúc")
    changed_at = models.DateTimeField("sửa lúc")
    deleted_at = models.DateTimeField("xóa lúc", null=True, blank=True)
    # Grows with each change of any annotation of the meeting: what a device has not heard of yet.
    tide = models.PositiveBigIntegerField(default=0, db_index=True)
    shared_with = models.CharField(
        "ai đọc được", max_length=20, choices=SharedWith, default=SharedWith.PRIVATE
    )
    # Everyone with whom it ever was shared (bits in the order of SharedWith): they hear of its withdrawal.
    heard_by = models.PositiveSmallIntegerField(default=0, editable=False)
    # The annotation on the earlier version that this one was carried from.
    carried_from = models.UUIDField(null=True, blank=True, db_index=True)
    # It stayed on an earlier version, because its place in the newest one is not certain.
    listed = models.BooleanField("chưa đặt được vào bản mới", default=False)
    sealed_answer = models.BinaryField(default=bytes, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    class Meta:
        verbose_name = "ghi chú trên tài liệu"
        verbose_name_plural = "ghi chú trên tài liệu"
        ordering = ("document", "version", "page", "made_at")
        indexes = (models.Index(fields=("owner", "document"), name="agenda_notes_of_owner"),)

    def __str__(self) -> str:
        return f"{self.kind} on {self.document_id} p. {self.page}"


class Tide(models.Model):
    """How high the annotations of a meeting stand. Its row is the lock of who writes them.

    Held until commit, so that no reader who saw one change has missed an earlier one.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, primary_key=True, related_name="+")
    value = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "mức ghi chú của cuộc họp"
        verbose_name_plural = "mức ghi chú của cuộc họp"

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.value}"
