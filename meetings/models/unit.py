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

    code = models.CharField(max_length=10)
    level = models.CharField(max_length=10, choices=Level.choices)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_unit_per_code_and_start")
        ]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A room on the network; its PC signs in with the site's own account."""

    unit = models.ForeignKey(AdminUnit, on_delete=models.PROTECT, related_name="sites")
    name = models.CharField(max_length=120)
    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="site")

    def __str__(self) -> str:
        return self.name
