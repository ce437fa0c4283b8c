"""Ban kiểm phiếu: who opens the box and counts the secret ballots of a session."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from meetings.models import Meeting
from voting.models.vote import Vote


class TellerPost(models.TextChoices):
    HEAD = "HEAD", "Trưởng ban"
    MEMBER = "MEMBER", "Thành viên"


class TellersBoard(models.Model):
    """Proposed when the vote on its list opens, established when it is passed; the next board ends it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tellers_boards")
    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="tellers_board")
    established_at = models.DateTimeField("thành lập lúc", null=True, blank=True)
    ended_at = models.DateTimeField("thôi nhiệm vụ lúc", null=True, blank=True)

    class Meta:
        verbose_name = "Ban kiểm phiếu"
        verbose_name_plural = "Ban kiểm phiếu"
        ordering = ("meeting", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",),
                condition=models.Q(established_at__isnull=False, ended_at__isnull=True),
                name="voting_one_board_at_work",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(established_at__isnull=False),
                name="voting_board_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"Ban kiểm phiếu {self.pk}"

    @property
    def is_at_work(self) -> bool:
        return self.established_at is not None and self.ended_at is None


class Teller(models.Model):
    board = models.ForeignKey(TellersBoard, on_delete=models.PROTECT, related_name="tellers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teller_in")
    post = models.CharField("nhiệm vụ", max_length=10, choices=TellerPost, default=TellerPost.MEMBER)

    class Meta:
        verbose_name = "thành viên Ban kiểm phiếu"
        verbose_name_plural = "thành viên Ban kiểm phiếu"
        ordering = ("board", "id")
        constraints = (
            models.UniqueConstraint(fields=("board", "person"), name="voting_once_on_a_board"),
            models.UniqueConstraint(
                fields=("board",), condition=models.Q(post="HEAD"), name="voting_one_head_of_a_board"
            ),
            models.CheckConstraint(
                condition=models.Q(post__in=("HEAD", "MEMBER")), name="voting_teller_post_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.board_id}/{self.person_id}"
