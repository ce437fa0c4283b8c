"""Who was there, from when to when: intervals, never a flag."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from .meeting import Sitting


class Attendance(models.Model):
    class Place(models.TextChoices):
        HALL = "HALL", "Hội trường"
        REMOTE = "REMOTE", "Điểm cầu"

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="attendances")
    place = models.CharField(max_length=10, choices=Place.choices, default=Place.HALL)
    arrived_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "person"], condition=Q(left_at__isnull=True), name="present_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.sitting_id}"
