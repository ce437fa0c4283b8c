"""One vote: a question put to the council, open until the presiding officer closes it."""

from __future__ import annotations

from django.db import models

from agenda.models import AgendaItem, Dossier
from meetings.models import Meeting, Sitting


class VoteForm(models.TextChoices):
    """How a choice is made known; `voting.ways` says which rule is decided in which form."""

    OPEN = "OPEN", "Biểu quyết công khai"
    HANDS = "HANDS", "Giơ tay hoặc giơ thẻ"
    PAPER = "PAPER", "Bỏ phiếu kín bằng phiếu giấy"
    SECRET = "SECRET", "Bỏ phiếu kín điện tử"


class VoteState(models.TextChoices):
    """COUNTING: nobody casts any more, and the tellers have not announced their figures yet."""

    OPEN = "OPEN", "Đang biểu quyết"
    COUNTING = "COUNTING", "Đang kiểm phiếu"
    CLOSED = "CLOSED", "Đã kết thúc"
    CANCELLED = "CANCELLED", "Đã hủy"


class Vote(models.Model):
    """`total` is the roster of the day and never the number present.

    `present` is how many are entitled to vote: those present at the opening, and those whom the
    presiding officer admitted later. `verdict` is what was announced, word for word. `seats` are those to
    be filled by an election, else 0. `again` is the vote that this one repeats, or whose next round it is.
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
    seats = models.PositiveSmallIntegerField("số người được bầu", default=0)
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeats")
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
                condition=models.Q(state__in=("OPEN", "COUNTING"), closed_at__isnull=True)
                | (~models.Q(state__in=("OPEN", "COUNTING")) & models.Q(closed_at__isnull=False)),
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
    def is_over(self) -> bool:
        return self.state in (VoteState.CLOSED, VoteState.CANCELLED)

    @property
    def is_closed(self) -> bool:
        return self.state == VoteState.CLOSED
