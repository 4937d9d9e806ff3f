"""Workbooks of figures between sending and accepting: what was read of a file, by whom, for which window."""

from django.conf import settings
from django.db import models

from measures.models.windows import Window
from scorecard.models import Municipality


class Upload(models.Model):
    """One workbook as the gate read it. Only whoever sent it sees it and accepts it; the file itself is not kept.

    ``digest``: the file's SHA-256. ``reading``: its sheets as JSON, emptied once accepted. ``told``: what came of it,
    as JSON, for it is told in the language of whoever reads it.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="uploads")
    window = models.ForeignKey(Window, models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    reading = models.TextField(blank=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="uploads")
    accepted_at = models.DateTimeField(null=True, blank=True)
    told = models.TextField(blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["uploaded_at"], name="upload_by_age")]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.name}"
