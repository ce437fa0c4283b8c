"""What is known of one page of a file, by the SHA-256 of the file: its words and a small picture of it."""

from __future__ import annotations

from django.db import models


class FilePage(models.Model):
    """Written once, when the file is taken in; the same content again has the same pages.

    `words`: zlib-compressed JSON `[[x, y, w, h, "word"], …]` in reading order, fractions of the page as it
    is shown (its own rotation applied), origin at the upper left. `picture`: grey levels, one byte each,
    `PICTURE` columns by rows. Both are for comparing versions and for placing annotations anew.
    """

    PICTURE = (48, 64)

    sha256 = models.CharField("SHA-256", max_length=64)
    no = models.PositiveIntegerField("trang")
    width = models.FloatField("rộng (point)")
    height = models.FloatField("cao (point)")
    text = models.TextField("chữ", blank=True)
    words = models.BinaryField(default=bytes, blank=True)
    picture = models.BinaryField(default=bytes, blank=True)

    class Meta:
        verbose_name = "trang của tệp"
        verbose_name_plural = "các trang của tệp"
        ordering = ("sha256", "no")
        constraints = (models.UniqueConstraint(fields=("sha256", "no"), name="agenda_page_of_file_once"),)

    def __str__(self) -> str:
        return f"{self.sha256[:8]} p. {self.no}"
