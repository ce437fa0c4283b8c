"""Single-use tickets by which a socket proves who opened it."""

from django.conf import settings
from django.db import models

from .meeting import Meeting


class StreamTicket(models.Model):
    token_hash = models.CharField(max_length=64, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person_id} → {self.meeting_id}"
