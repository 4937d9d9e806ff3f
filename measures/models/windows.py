"""Reporting windows: when the figures of a period may be entered, and one-cell exceptions to that."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from measures.models.indicators import Indicator
from measures.periods import Period
from scorecard.models import Municipality, Unit


class Window(models.Model):
    """The days a period's figures may be entered: from ``opens`` to ``closes``, asked for by ``due``; all inclusive."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="windows")
    period_starts = models.DateField()
    period_ends = models.DateField()
    opens = models.DateField()
    due = models.DateField()
    closes = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    history = HistoricalRecords()

    class Meta:
        ordering = ["municipality", "-period_ends"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period_starts", "period_ends"],
                name="window_once_a_period",
                violation_error_message="Kaudella on jo raportointi-ikkuna.",
            ),
            models.CheckConstraint(
                condition=Q(opens__lte=F("due")) & Q(due__lte=F("closes")),
                name="window_days_in_order",
                violation_error_message="Ikkuna aukeaa, määräpäivä tulee ja ikkuna sulkeutuu tässä järjestyksessä.",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="window_closed_who_and_when",
                violation_error_message="Sulkemiseen kuuluvat sekä sulkija että aika.",
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="window_locked_who_and_when",
                violation_error_message="Lukitukseen kuuluvat sekä lukitsija että aika.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.period_starts}–{self.period_ends}"

    def is_open(self, today: dt.date) -> bool:
        """May figures be entered today?"""
        shut = self.locked_at is not None or self.closed_at is not None
        return not shut and self.opens <= today <= self.closes

    @property
    def period(self) -> Period:
        """The period whose figures are entered."""
        return Period.spanning(self.period_starts, self.period_ends)


class Reopening(models.Model):
    """One cell opened again after its window closed: for what reason, at whose wish, by whom, until when."""

    window = models.ForeignKey(Window, models.PROTECT, related_name="reopenings")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reopenings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reopenings")
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_reopenings")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="given_reopenings")
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["window", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at")),
                name="reopening_expires_later",
                violation_error_message="Avaus päättyy vasta alkamisensa jälkeen.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reopening_with_reason",
                violation_error_message="Avaus tarvitsee syyn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.indicator_id} {self.unit_id}"
