"""A document, and the versions of its file; what a file holds is known by its SHA-256."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models

from agenda.models.dossier import Dossier
from agenda.models.item import AgendaItem
from meetings.models import DelegateGroup, Meeting


class DocumentKind(models.TextChoices):
    CONVENING_DECISION = "CONVENING_DECISION", "Quyết định triệu tập"
    AGENDA = "AGENDA", "Chương trình"
    SUBMISSION = "SUBMISSION", "Tờ trình"
    DRAFT_RESOLUTION = "DRAFT_RESOLUTION", "Dự thảo nghị quyết"
    APPRAISAL_REPORT = "APPRAISAL_REPORT", "Báo cáo thẩm định"
    EXAMINATION_REPORT = "EXAMINATION_REPORT", "Báo cáo thẩm tra"
    INTAKE_REPORT = "INTAKE_REPORT", "Báo cáo tiếp thu, giải trình"
    REPORT = "REPORT", "Báo cáo"
    SCHEME = "SCHEME", "Đề án"
    ANNEX = "ANNEX", "Phụ lục"
    NOTICE = "NOTICE", "Thông báo"
    QUESTION_LIST = "QUESTION_LIST", "Danh mục chất vấn"
    SELF_REPORTS = "SELF_REPORTS", "Báo cáo tự đánh giá"
    LATE_DOCUMENT = "LATE_DOCUMENT", "Tài liệu bổ sung"
    OTHER = "OTHER", "Tài liệu khác"


class Circulation(models.TextChoices):
    PUBLIC = "PUBLIC", "Công khai"
    DELEGATES_ONLY = "DELEGATES_ONLY", "Chỉ đại biểu"


class DocumentState(models.TextChoices):
    """Before it is issued a paper may pass the head of the office; once issued it can only be recalled."""

    DRAFT = "DRAFT", "Dự thảo"
    SUBMITTED = "SUBMITTED", "Đang trình duyệt"
    APPROVED = "APPROVED", "Đã duyệt"
    PUBLISHED = "PUBLISHED", "Đã phát hành"
    RECALLED = "RECALLED", "Đã thu hồi"
    REMOVED = "REMOVED", "Đã gỡ"


BEFORE_ISSUE = (DocumentState.DRAFT, DocumentState.SUBMITTED, DocumentState.APPROVED)
ISSUED = (DocumentState.PUBLISHED, DocumentState.RECALLED)


class Document(models.Model):
    """Belongs to an item, to a dossier, or to the meeting as a whole; never to two of them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="documents")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="documents"
    )
    kind = models.CharField("loại", max_length=20, choices=DocumentKind)
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    dated = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    title = models.CharField("trích yếu", max_length=1000)
    circulation = models.CharField(
        "phạm vi lưu hành", max_length=20, choices=Circulation, default=Circulation.DELEGATES_ONLY
    )
    state = models.CharField("trạng thái", max_length=10, choices=DocumentState, default=DocumentState.DRAFT)
    late = models.BooleanField("quá hạn gửi", default=False)
    published_at = models.DateTimeField("phát hành lúc", null=True, blank=True)
    # Issued to one delegate group first; empty: to all whom the circulation names.
    group = models.ForeignKey(
        DelegateGroup, verbose_name="gửi trước cho tổ", on_delete=models.PROTECT, null=True, blank=True,
        related_name="+",
    )  # fmt: skip
    publish_at = models.DateTimeField("hẹn phát hành lúc", null=True, blank=True)
    # In whose name it is issued at that time.
    scheduled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # Who allowed it to be issued after the deadline, in words.
    late_consent = models.CharField("ý kiến cho phép gửi muộn", max_length=500, blank=True)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    recalled_by = models.CharField("thu hồi theo quyết định của", max_length=200, blank=True)
    recall_reason = models.CharField("lý do thu hồi", max_length=500, blank=True)
    # Why it went back from approval: what the officer has to mend.
    returned_reason = models.CharField("lý do trả lại", max_length=500, blank=True)

    class Meta:
        verbose_name = "tài liệu"
        verbose_name_plural = "tài liệu"
        ordering = ("meeting", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(item__isnull=True) | models.Q(dossier__isnull=True),
                name="agenda_document_of_item_or_dossier",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=("PUBLISHED", "RECALLED"), published_at__isnull=False)
                | (~models.Q(state__in=("PUBLISHED", "RECALLED")) & models.Q(published_at__isnull=True)),
                name="agenda_published_document_has_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(state="RECALLED", recalled_at__isnull=False)
                | (~models.Q(state="RECALLED") & models.Q(recalled_at__isnull=True)),
                name="agenda_recalled_document_has_moment",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_document_has_title"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    @property
    def is_draft(self) -> bool:
        return self.state == DocumentState.DRAFT

    @property
    def is_published(self) -> bool:
        return self.state == DocumentState.PUBLISHED


class DocumentVersion(models.Model):
    """Immutable. `removed` counts what the cleaning took out of the uploaded file, by kind."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField("bản", default=1)
    sha256 = models.CharField("SHA-256", max_length=64, validators=(RegexValidator(r"\A[0-9a-f]{64}\Z"),))
    size = models.PositiveBigIntegerField("số byte")
    pages = models.PositiveIntegerField("số trang")
    removed = models.JSONField("nội dung đã loại bỏ", default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField("tải lên lúc")
    # Why it replaces the version before it; empty for the first.
    reason = models.CharField("lý do thay", max_length=500, blank=True)
    # A word like a secrecy mark was found in it, and this person confirmed that it is harmless.
    harmless_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = "bản của tài liệu"
        verbose_name_plural = "các bản của tài liệu"
        ordering = ("document", "no")
        constraints = (
            models.UniqueConstraint(fields=("document", "no"), name="agenda_document_version_no"),
            models.CheckConstraint(
                condition=models.Q(pages__gte=1) & models.Q(size__gte=1),
                name="agenda_version_is_not_empty",
            ),
        )

    def __str__(self) -> str:
        return f"{self.document_id} v{self.no}"
