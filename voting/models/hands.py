"""What a session secretary counted when hands or cards were raised."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from voting.models.vote import Vote


class HandCount(models.Model):
    """One secretary's figures; counted anew, they replace the earlier ones, which stay in the journal."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="hand_counts")
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hand_counts"
    )
    yes = models.PositiveIntegerField("tán thành")
    no = models.PositiveIntegerField("không tán thành")
    abstain = models.PositiveIntegerField("không biểu quyết")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "kết quả đếm giơ tay"
        verbose_name_plural = "kết quả đếm giơ tay"
        ordering = ("vote", "id")
        constraints = (
            models.UniqueConstraint(fields=("vote", "secretary"), name="voting_one_hand_count_per_secretary"),
        )

    def __str__(self) -> str:
        return f"{self.vote_id}/{self.secretary_id}"

    @property
    def figures(self) -> tuple[int, int, int]:
        return self.yes, self.no, self.abstain
