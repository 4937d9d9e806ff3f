"""Reporting windows: when the figures of a period may be entered, and one-cell exceptions to that."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
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
                violation_error_message=later("Kaudella on jo raportointi-ikkuna."),
            ),
            models.CheckConstraint(
                condition=Q(opens__lte=F("due")) & Q(due__lte=F("closes")),
                name="window_days_in_order",
                violation_error_message=later(
                    "Ikkuna aukeaa, määräpäivä tulee ja ikkuna sulkeutuu tässä järjestyksessä."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="window_closed_who_and_when",
                violation_error_message=later("Sulkemiseen kuuluvat sekä sulkija että aika."),
            ),
            models.CheckConstraint(
                condition=Q(locked_at__isnull=True, locked_by__isnull=True)
                | Q(locked_at__isnull=False, locked_by__isnull=False),
                name="window_locked_who_and_when",
                violation_error_message=later("Lukitukseen kuuluvat sekä lukitsija että aika."),
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
    """One cell opened again after its window closed: for what reason, at whose wish, by whom, until when.

    ``ended_at``: its approver shut it before its time.
    """

    window = models.ForeignKey(Window, models.PROTECT, related_name="reopenings")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reopenings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reopenings")
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="asked_reopenings")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="given_reopenings")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="ended_reopenings"
    )

    class Meta:
        ordering = ["window", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reopening_ended_who_and_when",
                violation_error_message=later("Avauksen päättämiseen kuuluvat sekä päättäjä että aika."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("opened_at")),
                name="reopening_expires_later",
                violation_error_message=later("Avaus päättyy vasta alkamisensa jälkeen."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="reopening_with_reason",
                violation_error_message=later("Avaus tarvitsee syyn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.indicator_id} {self.unit_id}"


class ReopeningRequest(models.Model):
    """A wish that one cell of a shut window be opened again, and the answer: ``reopening``, or why it was declined."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="reopening_requests")
    window = models.ForeignKey(Window, models.PROTECT, related_name="reopening_requests")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reopening_requests")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reopening_requests")
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reopening_requests")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="answered_reopening_requests"
    )
    declined_reason = models.TextField(blank=True)
    reopening = models.OneToOneField(Reopening, models.PROTECT, null=True, blank=True, related_name="request")

    class Meta:
        ordering = ["municipality", "id"]
        indexes = [models.Index(fields=["municipality", "answered_at", "id"], name="request_by_answer")]
        constraints = [
            models.UniqueConstraint(
                fields=["window", "indicator", "unit"],
                condition=Q(answered_at__isnull=True, unit__isnull=False),
                name="request_waits_once_of_unit",
                violation_error_message=later("Tämän luvun avausta on jo pyydetty, eikä pyyntöön ole vielä vastattu."),
            ),
            models.UniqueConstraint(
                fields=["window", "indicator"],
                condition=Q(answered_at__isnull=True, unit__isnull=True),
                name="request_waits_once_of_municipality",
                violation_error_message=later("Tämän luvun avausta on jo pyydetty, eikä pyyntöön ole vielä vastattu."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="request_with_reason",
                violation_error_message=later("Avauspyyntö tarvitsee syyn."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="request_answered_who_and_when",
                violation_error_message=later("Vastaukseen kuuluvat sekä vastaaja että aika."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, reopening__isnull=True, declined_reason="")
                | Q(answered_at__isnull=False, reopening__isnull=False, declined_reason="")
                | (Q(answered_at__isnull=False, reopening__isnull=True) & ~Q(declined_reason="")),
                name="request_granted_or_declined_with_reason",
                violation_error_message=later("Pyyntöön vastataan avaamalla luku tai kieltämällä avaus syyn kera."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.window_id} {self.indicator_id} {self.unit_id}"
