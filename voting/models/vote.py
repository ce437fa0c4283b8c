"""One vote: a question put to the council, open until the presiding officer closes it."""

from __future__ import annotations

from django.db import models

from agenda.models import AgendaItem, Dossier
from meetings.models import Meeting, Sitting


class VoteForm(models.TextChoices):
    OPEN = "OPEN", "Biểu quyết công khai"


class VoteState(models.TextChoices):
    OPEN = "OPEN", "Đang biểu quyết"
    CLOSED = "CLOSED", "Đã kết thúc"
    CANCELLED = "CANCELLED", "Đã hủy"


class Vote(models.Model):
    """`total` is the roster of the day and never the number present.

    `present` is how many are entitled to vote: those present at the opening, and those whom the
    presiding officer admitted later. `verdict` is what was announced, word for word.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="votes")
    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="votes")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, related_name="votes"
    )
    question = models.CharField("nội dung biểu quyết", max_length=1000)
    form = models.CharField("hình thức", max_length=10, choices=VoteForm, default=VoteForm.OPEN)
    rule = models.CharField("quy tắc", max_length=60)
    state = models.CharField("trạng thái", max_length=10, choices=VoteState, default=VoteState.OPEN)
    opened_at = models.DateTimeField("mở lúc")
    closed_at = models.DateTimeField("kết thúc lúc", null=True, blank=True)
    total = models.PositiveIntegerField("tổng số đại biểu")
    present = models.PositiveIntegerField("số đại biểu được biểu quyết")
    verdict = models.JSONField("kết quả", null=True, blank=True)
    cancel_reason = models.CharField("lý do hủy", max_length=1000, blank=True)

    class Meta:
        verbose_name = "lượt biểu quyết"
        verbose_name_plural = "lượt biểu quyết"
        ordering = ("meeting", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",),
                condition=models.Q(state="OPEN"),
                name="voting_one_open_vote",
            ),
            models.CheckConstraint(
                condition=models.Q(state="CLOSED", verdict__isnull=False)
                | (~models.Q(state="CLOSED") & models.Q(verdict__isnull=True)),
                name="voting_verdict_when_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(state="OPEN", closed_at__isnull=True)
                | (~models.Q(state="OPEN") & models.Q(closed_at__isnull=False)),
                name="voting_closed_at_when_over",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="CANCELLED") | ~models.Q(cancel_reason=""),
                name="voting_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(present__lte=models.F("total")),
                name="voting_present_within_total",
            ),
        )

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.state == VoteState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == VoteState.CLOSED
