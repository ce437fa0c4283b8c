"""What is known here of secret electronic votes: who received a ballot, what was sealed. No ballot."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from meetings.models import Body
from voting.models.vote import Vote


class PollStage(models.TextChoices):
    ISSUING = "ISSUING", "Đang phát phiếu"
    CASTING = "CASTING", "Đang bỏ phiếu"
    SEALED = "SEALED", "Hòm phiếu đã niêm phong"
    OPENED = "OPENED", "Đã kiểm phiếu"
    VOID = "VOID", "Không có giá trị"


class SecretAdoption(models.Model):
    """The body's decision that its secret ballots may be electronic: with citation, date and name."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="secret_adoptions")
    citation = models.CharField("văn bản", max_length=500)
    decided_on = models.DateField("ngày quyết định")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField("ghi nhận lúc")

    class Meta:
        verbose_name = "quyết định áp dụng bỏ phiếu kín điện tử"
        verbose_name_plural = "quyết định áp dụng bỏ phiếu kín điện tử"
        constraints = (
            models.CheckConstraint(condition=~models.Q(citation=""), name="voting_adoption_is_cited"),
        )

    def __str__(self) -> str:
        return self.citation


class SecretPoll(models.Model):
    """Beside a vote of the form SECRET. The keys are public ones; `trackers` and `listed` name nobody."""

    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="secret_poll")
    poll = models.CharField("mã lượt bỏ phiếu", max_length=32, unique=True)
    stage = models.CharField("giai đoạn", max_length=10, choices=PollStage, default=PollStage.ISSUING)
    keys = models.CharField("nơi giữ khóa", max_length=10)
    signing_key = models.TextField("khóa ký")
    box_key = models.CharField("khóa hòm phiếu", max_length=130)
    issued = models.PositiveIntegerField("số phiếu phát ra", default=0)
    root = models.CharField("mã gốc", max_length=64, blank=True)
    count = models.PositiveIntegerField("số phiếu trong hòm", null=True, blank=True)
    trackers = models.JSONField("mã phiếu", default=list, blank=True)
    listed = models.JSONField("danh sách phiếu", default=list, blank=True)

    class Meta:
        verbose_name = "hòm phiếu điện tử"
        verbose_name_plural = "hòm phiếu điện tử"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=PollStage.values), name="voting_poll_stage_known"
            ),
            models.CheckConstraint(
                condition=models.Q(count__isnull=True) | models.Q(count__lte=models.F("issued")),
                name="voting_no_more_ballots_than_issued",
            ),
        )

    def __str__(self) -> str:
        return self.poll


class SecretToken(models.Model):
    """A ballot was handed out. The signature is of a blinded message: it fits every ballot equally well."""

    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="secret_tokens")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64)
    signature = models.TextField()
    seq = models.PositiveIntegerField()

    class Meta:
        verbose_name = "phiếu kín đã phát"
        verbose_name_plural = "phiếu kín đã phát"
        constraints = (
            models.UniqueConstraint(fields=("vote", "person"), name="voting_one_token_per_person"),
        )

    def __str__(self) -> str:
        return f"{self.vote_id}/{self.person_id}"
