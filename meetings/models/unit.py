"""Administrative units, dated, and the sites (points of the video network) that stand in them."""

from django.conf import settings
from django.db import models


class AdminUnit(models.Model):
    """A province, district or commune while its borders hold; closed and succeeded, never overwritten.

    The key is (code, valid_from): codes of 2023 are reused in 2025 for other units, so the same
    code is not evidence of a predecessor.
    """

    class Level(models.TextChoices):
        PROVINCE = "PROVINCE", "Tỉnh"
        DISTRICT = "DISTRICT", "Huyện"
        COMMUNE = "COMMUNE", "Xã"

    code = models.CharField("mã", max_length=10)
    level = models.CharField("cấp", max_length=10, choices=Level.choices)
    name = models.CharField("tên", max_length=120)
    parent = models.ForeignKey(
        "self",
        verbose_name="thuộc",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_unit_per_code_and_start")
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A room on the network; its PC signs in with the site's own account."""

    unit = models.ForeignKey(
        AdminUnit, verbose_name="đơn vị hành chính", on_delete=models.PROTECT, related_name="sites"
    )
    name = models.CharField("tên", max_length=120)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.PROTECT, related_name="site"
    )

    class Meta:
        verbose_name = "điểm cầu"
        verbose_name_plural = "điểm cầu"

    def __str__(self) -> str:
        return self.name
