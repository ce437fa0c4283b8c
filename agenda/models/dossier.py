"""The dossier of one draft resolution, and the items that it passes through."""

from __future__ import annotations

from django.db import models

from agenda.models.item import AgendaItem
from meetings.models import Meeting


class Dossier(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="dossiers")
    no = models.CharField("số hồ sơ", max_length=20)
    title = models.CharField("tên dự thảo", max_length=1000)
    legal_normative = models.BooleanField("văn bản quy phạm pháp luật", default=False)
    # Kinds of papers that this dossier need not have, by a decision of the office (DocumentKind values).
    exempt = models.JSONField("được miễn", default=list, blank=True)
    examined_by = models.CharField("cơ quan thẩm tra", max_length=200, blank=True)
    rev = models.PositiveIntegerField("lần sửa", default=1)
    # Counted from 1 in the order of the desk; its number is the office's own and does not follow.
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "hồ sơ dự thảo nghị quyết"
        verbose_name_plural = "hồ sơ dự thảo nghị quyết"
        ordering = ("meeting", "position", "id")
        constraints = (
            models.UniqueConstraint(fields=("meeting", "no"), name="agenda_dossier_no"),
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_dossier_has_title"),
        )

    def __str__(self) -> str:
        return f"{self.no}. {self.title}"


class Stage(models.TextChoices):
    """What happens to a dossier at an item, in the order of rule HDND.ORDER."""

    PRESENTED = "PRESENTED", "Trình bày"
    EXAMINED = "EXAMINED", "Thẩm tra"
    DISCUSSED = "DISCUSSED", "Thảo luận"
    INTAKE = "INTAKE", "Tiếp thu, giải trình"
    DECIDED = "DECIDED", "Biểu quyết"


class ItemDossier(models.Model):
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="item_dossiers")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="item_dossiers")
    stage = models.CharField("bước", max_length=10, choices=Stage)

    class Meta:
        verbose_name = "bước của hồ sơ"
        verbose_name_plural = "các bước của hồ sơ"
        ordering = ("item", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("item", "dossier", "stage"), name="agenda_dossier_once_an_item_and_stage"
            ),
        )

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.stage}"
