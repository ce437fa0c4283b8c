"""One item of the agenda: a node of a tree, numbered from its place in it."""

from __future__ import annotations

from django.db import models

from meetings.models import Meeting


class ItemKind(models.TextChoices):
    ROLL_CALL = "ROLL_CALL", "Điểm danh"
    AGENDA_APPROVAL = "AGENDA_APPROVAL", "Thông qua chương trình"
    CEREMONY = "CEREMONY", "Nghi lễ"
    OPENING = "OPENING", "Khai mạc"
    REPORT = "REPORT", "Báo cáo"
    SUPERVISION = "SUPERVISION", "Giám sát"
    PRESENTATION = "PRESENTATION", "Trình bày tờ trình"
    EXAMINATION = "EXAMINATION", "Báo cáo thẩm tra"
    GROUP_DISCUSSION = "GROUP_DISCUSSION", "Thảo luận tổ"
    GROUP_SUMMARY = "GROUP_SUMMARY", "Tổng hợp ý kiến thảo luận tổ"
    HALL_DISCUSSION = "HALL_DISCUSSION", "Thảo luận tại hội trường"
    QUESTIONING = "QUESTIONING", "Chất vấn"
    INTAKE = "INTAKE", "Tiếp thu, giải trình"
    DECISION = "DECISION", "Biểu quyết"
    PERSONNEL = "PERSONNEL", "Công tác nhân sự"
    SECRET_BALLOT = "SECRET_BALLOT", "Bỏ phiếu kín"
    TELLERS_MINUTES = "TELLERS_MINUTES", "Biên bản kiểm phiếu"
    MINUTES = "MINUTES", "Thông qua biên bản"
    CLOSING = "CLOSING", "Bế mạc"
    OTHER = "OTHER", "Nội dung khác"


class ItemState(models.TextChoices):
    PLANNED = "PLANNED", "Chưa tiến hành"
    CURRENT = "CURRENT", "Đang tiến hành"
    DONE = "DONE", "Đã tiến hành"


class VoteForm(models.TextChoices):
    OPEN = "OPEN", "Biểu quyết công khai"
    SECRET_PAPER = "SECRET_PAPER", "Bỏ phiếu kín bằng phiếu giấy"


class AgendaItem(models.Model):
    """`position` orders the items of one parent from 1; `number` is what people say ("14", "14.2").

    `rev` counts the edits of the text, not the moves: who edits says which one was read.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    position = models.PositiveIntegerField("thứ tự")
    number = models.CharField("số", max_length=20, blank=True)
    day = models.PositiveSmallIntegerField("ngày thứ", default=1)
    starts_at = models.TimeField("giờ bắt đầu", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("số phút", default=0)
    kind = models.CharField("loại", max_length=20, choices=ItemKind, default=ItemKind.OTHER)
    title = models.CharField("nội dung", max_length=1000)
    presenter = models.CharField("người trình bày", max_length=300, blank=True)
    state = models.CharField("trạng thái", max_length=10, choices=ItemState, default=ItemState.PLANNED)
    # NULL: nothing is put to the vote here; an empty text would be one more form of voting.
    vote_form = models.CharField(  # noqa: DJ001
        "hình thức biểu quyết", max_length=20, choices=VoteForm, null=True, blank=True
    )
    vote_rule = models.CharField(  # noqa: DJ001
        "quy tắc biểu quyết", max_length=60, null=True, blank=True
    )
    rev = models.PositiveIntegerField("lần sửa", default=1)

    class Meta:
        verbose_name = "nội dung chương trình"
        verbose_name_plural = "nội dung chương trình"
        ordering = ("meeting", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",),
                condition=models.Q(state="CURRENT"),
                name="agenda_one_current_item",
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1) & models.Q(day__gte=1),
                name="agenda_item_counts_from_one",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="agenda_item_has_title"),
        )

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    @property
    def is_current(self) -> bool:
        return self.state == ItemState.CURRENT

    @property
    def is_planned(self) -> bool:
        return self.state == ItemState.PLANNED
