"""The journal's rows: a head per journal, entries that are never changed (a trigger says so too)."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class JournalHead(models.Model):
    """Where a journal stands; its row lock makes one writer at a time. `id`: `meeting:<n>` or `body:<n>`."""

    id = models.CharField(primary_key=True, max_length=40)
    seq = models.BigIntegerField(default=0)
    hash = models.BinaryField(default=bytes(32), max_length=32)

    def __str__(self) -> str:
        return f"{self.id}@{self.seq}"


class JournalEntry(models.Model):
    """One thing that happened. `touched`, `key`, `command` and `digest` are not part of the record's hash."""

    journal = models.ForeignKey(JournalHead, on_delete=models.PROTECT, related_name="entries")
    seq = models.BigIntegerField()
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    v = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    audience = models.CharField(max_length=40)
    facts = models.JSONField()
    touched = models.JSONField()
    key = models.UUIDField(null=True)
    command = models.CharField(max_length=60, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    prev_hash = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journal", "seq"], name="seq_unique_in_journal"),
            models.UniqueConstraint(
                fields=["journal", "by", "key"], condition=Q(key__isnull=False), name="key_unique_in_journal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.journal_id}#{self.seq} {self.kind}"
