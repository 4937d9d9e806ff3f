"""An indicator's place in a strategy: its baseline, its targets over time, and what it hangs on."""

import datetime as dt
from decimal import Decimal
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from measures.models.codes import Reading
from measures.models.indicators import Indicator
from measures.models.ledger import LedgerEntry, LedgerQuerySet
from measures.targets import LIMIT_KINDS, Binding, Kind, Repeats
from scorecard.models import Action, Decision, Node, Project, Strategy
from scorecard.models.codes import choices

DIGITS, PLACES = 28, 10
"""Of every figure in the database: 18 digits before the decimal mark, 10 behind it."""


class KpiRow(models.Model):
    """A row of a strategy's scorecard. ``reading`` says how sure the reading of its cells is, ``question`` what to ask.

    The near-miss band is ``band_percent`` of the goal, or ``band_absolute`` in the indicator's unit, which goes before.
    ``last_day``: on later days the row is not of the strategy any more; what was reported of it stays.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="rows")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="rows")
    order = models.PositiveIntegerField(default=0)
    baseline_value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    baseline_date = models.DateField(null=True, blank=True)
    baseline_words = models.TextField(blank=True)
    baseline_comparable = models.BooleanField(default=True)
    band_percent = models.DecimalField(max_digits=6, decimal_places=2, default=Decimal(10))
    band_absolute = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    reading = models.CharField(max_length=10, choices=choices(Reading), default=Reading.CLEAR)
    question = models.TextField(blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="confirmed_readings"
    )
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "indicator"],
                name="row_once_in_strategy",
                violation_error_message=later("Mittari on jo tämän strategian rivinä."),
            ),
            models.CheckConstraint(
                condition=Q(band_percent__gte=0) & (Q(band_absolute__isnull=True) | Q(band_absolute__gte=0)),
                name="row_band_not_negative",
                violation_error_message=later(
                    "Raja, jonka sisällä tulos on lähes saavutettu, ei voi olla negatiivinen."
                ),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="row_confirmed_who_and_when",
                violation_error_message=later("Tulkinnan vahvistukseen kuuluvat sekä vahvistaja että aika."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.indicator_id}"

    def is_there(self, day: dt.date) -> bool:
        """Is the row of the strategy on the day?"""
        return self.last_day is None or day <= self.last_day


class RowLink(models.Model):
    """What a row hangs on: one node, project or action a link. The same row may hang on several, counted once."""

    row = models.ForeignKey(KpiRow, models.PROTECT, related_name="links")
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="row_links")
    project = models.ForeignKey(Project, models.PROTECT, null=True, blank=True, related_name="row_links")
    action = models.ForeignKey(Action, models.PROTECT, null=True, blank=True, related_name="row_links")
    proposed = models.BooleanField(default=False)
    question = models.TextField(blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(node__isnull=False, project__isnull=True, action__isnull=True)
                | Q(node__isnull=True, project__isnull=False, action__isnull=True)
                | Q(node__isnull=True, project__isnull=True, action__isnull=False),
                name="row_link_to_one_thing",
                violation_error_message=later("Yhteys kuuluu yhteen tavoitteeseen, projektiin tai toimenpiteeseen."),
            ),
            *(
                models.UniqueConstraint(
                    fields=["row", thing],
                    condition=Q(**{f"{thing}__isnull": False}),
                    name=f"row_link_once_{thing}",
                    violation_error_message=later("Mittari on jo liitetty tähän."),
                )
                for thing in ("node", "project", "action")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} → {self.node_id or self.project_id or self.action_id}"


class TargetVersion(LedgerEntry):
    """One target as decided, valid from a day: a ledger. A correction supersedes, a new decision is a new version."""

    row = models.ForeignKey(KpiRow, models.PROTECT, related_name="targets")
    valid_from = models.DateField()
    kind = models.CharField(max_length=12, choices=choices(Kind))
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    upper = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    op = models.CharField(max_length=2, blank=True)
    other = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="compared_in")
    level = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    due = models.DateField(null=True, blank=True)
    repeats = models.CharField(max_length=8, choices=choices(Repeats), default=Repeats.ONCE)
    binding = models.CharField(max_length=12, choices=choices(Binding), default=Binding.BINDING)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="targets")
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="recorded_targets")

    objects: ClassVar[models.Manager["TargetVersion"]] = LedgerQuerySet["TargetVersion"].as_manager()

    class Meta:
        ordering = ["row", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "valid_from"],
                condition=Q(supersedes__isnull=True),
                name="target_one_first_version_a_day",
                violation_error_message=later(
                    "Rivillä on jo tästä päivästä voimassa oleva tavoite; korjaus korvaa sen."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=LIMIT_KINDS) | Q(value__isnull=False),
                name="target_value_where_kind_needs",
                violation_error_message=later("Tavoitearvo puuttuu."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.BETWEEN) | Q(value__isnull=False, upper__isnull=False, upper__gte=F("value")),
                name="target_bounds_in_order",
                violation_error_message=later("Tavoitevälin yläraja puuttuu tai on alarajaa pienempi."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.COMPARE) | Q(op__in=[">", ">=", "<", "<="], other__isnull=False),
                name="target_compare_with_other",
                violation_error_message=later("Vertailu tarvitsee vertailumerkin ja toisen mittarin."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=Kind.LEVEL) | ~Q(level=""),
                name="target_level_word",
                violation_error_message=later("Tavoitetaso puuttuu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.valid_from} {self.kind}"
