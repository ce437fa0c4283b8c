"""Who may vote, and what each of them chose."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from voting.models.vote import Vote


class RightStatus(models.TextChoices):
    ELIGIBLE = "ELIGIBLE", "Được biểu quyết"
    SUSPENDED = "SUSPENDED", "Tạm đình chỉ"


class Choice(models.TextChoices):
    YES = "YES", "Tán thành"
    NO = "NO", "Không tán thành"
    ABSTAIN = "ABSTAIN", "Không biểu quyết"


class VotingRight(models.Model):
    """A place on the voting list, fixed when the vote opens.

    A suspended delegate is on it to be counted in the total, and may not vote. A delegate who was
    not present has no row until the presiding officer admits them (`admitted_at`).
    """

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="rights")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="voting_rights"
    )
    status = models.CharField("tư cách", max_length=10, choices=RightStatus)
    admitted_at = models.DateTimeField("được bổ sung lúc", null=True, blank=True)

    class Meta:
        verbose_name = "quyền biểu quyết"
        verbose_name_plural = "danh sách biểu quyết"
        ordering = ("vote", "id")
        constraints = (
            models.UniqueConstraint(fields=("vote", "person"), name="voting_one_right_per_person"),
            models.CheckConstraint(
                condition=models.Q(status__in=("ELIGIBLE", "SUSPENDED")),
                name="voting_right_status_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id}: {self.status}"

    @property
    def may_cast(self) -> bool:
        return self.status == RightStatus.ELIGIBLE


class Ballot(models.Model):
    """The choice that counts; earlier ones are entries of the journal. `key` cast it."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="ballots")
    choice = models.CharField("lựa chọn", max_length=10, choices=Choice)
    at = models.DateTimeField("lúc")
    changes = models.PositiveIntegerField("số lần đổi", default=0)
    key = models.UUIDField("khóa của lần gửi")

    class Meta:
        verbose_name = "phiếu biểu quyết công khai"
        verbose_name_plural = "phiếu biểu quyết công khai"
        ordering = ("vote", "id")
        constraints = (
            models.UniqueConstraint(fields=("vote", "person"), name="voting_one_ballot_per_person"),
            models.CheckConstraint(
                condition=models.Q(choice__in=("YES", "NO", "ABSTAIN")),
                name="voting_choice_known",
            ),
        )

    def __str__(self) -> str:
        # Never the choice: this text reaches logs and the administration while the vote is open.
        return f"{self.vote_id}/{self.person_id}"
