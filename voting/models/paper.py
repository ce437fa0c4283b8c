"""A vote on paper: the acts around the box, in their order, and the sheets of the two who count."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from voting.models.tellers import TellersBoard
from voting.models.vote import Vote


class Step(models.TextChoices):
    """In the order in which they are done; `voting.paper.steps` says whose act each is."""

    RULES_READ = "RULES_READ", "Đọc thể lệ bỏ phiếu"
    BOX_SEALED = "BOX_SEALED", "Kiểm tra và niêm phong hòm phiếu"
    BALLOTS_ISSUED = "BALLOTS_ISSUED", "Phát phiếu"
    CASTING_ENDED = "CASTING_ENDED", "Kết thúc bỏ phiếu"
    BOX_OPENED = "BOX_OPENED", "Mở hòm phiếu, đếm số phiếu thu về"
    ANNOUNCED = "ANNOUNCED", "Công bố kết quả kiểm phiếu"
    HANDED_OVER = "HANDED_OVER", "Niêm phong và bàn giao phiếu"


class PaperVote(models.Model):
    """What a vote on paper has besides: the board that counts it. `agree` is set by the second sheet."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="paper")
    board = models.ForeignKey(TellersBoard, on_delete=models.PROTECT, related_name="votes")
    agree = models.BooleanField("hai bản kiểm phiếu khớp nhau", null=True, blank=True)

    class Meta:
        verbose_name = "bỏ phiếu bằng phiếu giấy"
        verbose_name_plural = "bỏ phiếu bằng phiếu giấy"

    def __str__(self) -> str:
        return f"{self.vote_id}"


class PaperStep(models.Model):
    """One act, done once; a number that was mistyped is corrected here, and both stay in the journal."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField("bước", max_length=20, choices=Step)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="paper_steps")
    number = models.PositiveIntegerField("số phiếu", null=True, blank=True)
    text = models.CharField("bàn giao cho", max_length=300, blank=True)

    class Meta:
        verbose_name = "bước bỏ phiếu"
        verbose_name_plural = "các bước bỏ phiếu"
        ordering = ("vote", "id")
        constraints = (
            models.UniqueConstraint(fields=("vote", "step"), name="voting_each_step_once"),
            models.CheckConstraint(condition=models.Q(step__in=Step.values), name="voting_step_known"),
        )

    def __str__(self) -> str:
        return f"{self.vote_id}: {self.step}"


class TallySheet(models.Model):
    """What one teller counted, sealed: without the seal key, which is not in the database, it is noise."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="sheets")
    teller = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tally_sheets"
    )
    sealed = models.BinaryField("số liệu (niêm phong)")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "bản kiểm phiếu"
        verbose_name_plural = "bản kiểm phiếu"
        ordering = ("vote", "id")
        constraints = (
            models.UniqueConstraint(fields=("vote", "teller"), name="voting_one_sheet_per_teller"),
        )

    def __str__(self) -> str:
        # Never the figures: this text reaches logs and the administration.
        return f"{self.vote_id}/{self.teller_id}"
