"""What changed between two versions of a paper, page by page; computed once, from words and pictures."""

from __future__ import annotations

from django.db import models

from agenda.models.document import Document


class Difference(models.Model):
    """`pages`: one dict for each page of `after`; `gone`: pages of `before` that have no counterpart.

    A page: `{"no": 3, "from": 2 | null, "change": "SAME" | "EDITED" | "MOVED" | "ADDED", "where": […],
    "was": […]}`, `where` being the changed places `[x, y, w, h]` as fractions of the page, `was` those of the
    page of `before` that it comes from. What was compared by earlier releases has no `was`.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="differences")
    before = models.PositiveSmallIntegerField("từ bản")
    after = models.PositiveSmallIntegerField("đến bản")
    pages = models.JSONField("các trang", default=list)
    gone = models.JSONField("trang đã bỏ", default=list)

    class Meta:
        verbose_name = "khác biệt giữa hai bản"
        verbose_name_plural = "khác biệt giữa hai bản"
        ordering = ("document", "before", "after")
        constraints = (
            models.UniqueConstraint(fields=("document", "before", "after"), name="agenda_difference_once"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} v{self.before}–v{self.after}"
