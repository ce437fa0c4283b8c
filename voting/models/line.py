"""Whom a vote is about: a candidate, somebody whose confidence is sounded, a teller who is proposed."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from voting.models.vote import Vote


class BallotLine(models.Model):
    """One line of the ballot, in the order of the list; `post` is what it is about ("Phó Chủ tịch UBND").

    The name is kept as it was printed, whatever becomes of the account. A candidate who withdraws before the
    casting stays on the list, struck out, with the reason.
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="lines")
    no = models.PositiveSmallIntegerField("số thứ tự")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="ballot_lines"
    )
    name = models.CharField("họ và tên", max_length=150)
    post = models.CharField("chức danh", max_length=300, blank=True)
    withdrawn_at = models.DateTimeField("rút tên lúc", null=True, blank=True)
    withdrawn_why = models.CharField("lý do rút", max_length=1000, blank=True)

    class Meta:
        verbose_name = "dòng trên phiếu"
        verbose_name_plural = "dòng trên phiếu"
        ordering = ("vote", "no")
        constraints = (
            models.UniqueConstraint(fields=("vote", "no"), name="voting_one_line_per_number"),
            models.UniqueConstraint(
                fields=("vote", "person"),
                condition=models.Q(person__isnull=False),
                name="voting_once_on_a_ballot",
            ),
            models.CheckConstraint(
                condition=models.Q(no__gte=1) & ~models.Q(name=""), name="voting_line_has_number_and_name"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_why="")
                | (models.Q(withdrawn_at__isnull=False) & ~models.Q(withdrawn_why="")),
                name="voting_withdrawn_with_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.no}. {self.name}"
