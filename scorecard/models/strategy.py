"""A strategy as it was decided: mission, vision, decisions, reporting calendar, goals, themes, benefits, values."""

import datetime as dt
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from scorecard.models.codes import NodeKind, Occasion, StrategyKind, StrategyState, choices
from scorecard.models.municipality import THING_CODE, Municipality


class StrategyManager(models.Manager["Strategy"]):
    """The strategies there are: one whose import was undone is not among them."""

    def get_queryset(self) -> models.QuerySet["Strategy"]:
        return super().get_queryset().filter(withdrawn_at__isnull=True)


class Strategy(models.Model):
    """A strategy, or a programme that may belong to one. Its code is unique in the installation.

    ``withdrawn_at``: the import that brought it was undone, or it was a draft that was taken away. Its records stay,
    for ledgers hang on them, and no page knows of it; brought in again under its code it is there again.
    ``supersedes``: the earlier version that this one follows. ``superseded_from``: the day from which a later version
    is in force; until then one whose state is superseded is still followed (``state_on``). ``level_words``: what this
    strategy calls its goals and themes, by the kind of node: ``{"goal": {"fi": …, "sv": …, "en": …}}``.
    ``all_rows_reach``: a goal is said to be reached only when every row below it is.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="strategies")
    part_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="programmes")
    code = models.CharField(max_length=60, unique=True, validators=[THING_CODE])
    kind = models.CharField(max_length=20, choices=choices(StrategyKind))
    state = models.CharField(max_length=20, choices=choices(StrategyState), default=StrategyState.DRAFT)
    name_fi = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    mission_fi = models.TextField(blank=True)
    mission_sv = models.TextField(blank=True)
    mission_en = models.TextField(blank=True)
    vision_fi = models.TextField(blank=True)
    vision_sv = models.TextField(blank=True)
    vision_en = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    supersedes = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="later_versions")
    superseded_from = models.DateField(null=True, blank=True)
    level_words = models.JSONField(default=dict, blank=True)
    all_rows_reach = models.BooleanField(default=False)
    history = HistoricalRecords()

    objects: ClassVar[models.Manager["Strategy"]] = StrategyManager()
    everything: ClassVar[models.Manager["Strategy"]] = models.Manager()

    class Meta:
        ordering = ["municipality", "code"]
        base_manager_name = "everything"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="strategy_ends_after_start",
                violation_error_message=later("Strategian viimeinen voimassaolopäivä on ennen ensimmäistä."),
            ),
            models.CheckConstraint(
                condition=Q(part_of__isnull=True) | Q(kind=StrategyKind.PROGRAMME),
                name="strategy_only_programme_belongs",
                violation_error_message=later("Vain ohjelma voi kuulua strategiaan."),
            ),
            models.CheckConstraint(
                condition=Q(superseded_from__isnull=True) | Q(state=StrategyState.SUPERSEDED),
                name="strategy_superseded_from_a_day",
                violation_error_message=later("Korvaamisen päivä kuuluu vain korvatulle strategialle."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi

    def state_on(self, day: dt.date) -> StrategyState:
        """What it is on a day: one that a later version follows from a day to come is in force until then."""
        if self.superseded_from is not None and day < self.superseded_from:
            return StrategyState.ADOPTED
        return StrategyState(self.state)

    def has_begun(self, day: dt.date) -> bool:
        """Has its first day come? One without a first day has always been there."""
        return self.valid_from is None or self.valid_from <= day


class Decision(models.Model):
    """One decision on a strategy: body, date, section (§) and diary number, in the decision's own words."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="decisions")
    body = models.CharField(max_length=200)
    date = models.DateField()
    section = models.CharField(max_length=20, blank=True)
    diary_number = models.CharField(max_length=60, blank=True)
    text = models.TextField()
    link = models.URLField(blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "date", "section"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "body", "date", "section"],
                name="decision_once",
                violation_error_message=later("Tämä päätös on jo kirjattu strategialle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.date.day}.{self.date.month}.{self.date.year} § {self.section}"


class ReportingOccasion(models.Model):
    """One line of the strategy's reporting calendar: what is reported, to which body, in which month."""

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="calendar")
    occasion = models.CharField(max_length=30, choices=choices(Occasion))
    body = models.CharField(max_length=200, blank=True)
    month = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    description = models.TextField(blank=True)
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "order"],
                name="reporting_occasion_order_once",
                violation_error_message=later("Raportointikalenterissa on jo rivi tällä paikalla."),
            ),
            models.CheckConstraint(
                condition=Q(month__isnull=True) | Q(month__range=(1, 12)),
                name="reporting_occasion_month",
                violation_error_message=later("Kuukausi on luku 1–12."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.strategy_id} {self.occasion}"


class Node(models.Model):
    """A point in a strategy's tree: a goal, theme, objective, success factor, benefit or value.

    ``valid_from``, ``valid_to``: of one that was added or retired while the strategy was in force (both inclusive).
    ``decision``: the one that its present wording and place rest on, where it is another than the whole strategy's.
    """

    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="nodes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=80, validators=[THING_CODE])
    kind = models.CharField(max_length=20, choices=choices(NodeKind))
    name_fi = models.TextField()
    name_sv = models.TextField(blank=True)
    name_en = models.TextField(blank=True)
    description = models.TextField(blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="nodes")
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["strategy", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "code"],
                name="node_code_once",
                violation_error_message=later("Tällä koodilla on jo tavoite, teema tai hyöty tässä strategiassa."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="node_not_its_own_parent",
                violation_error_message=later("Tavoite ei voi olla itsensä alla."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="node_ends_after_start",
                violation_error_message=later("Tavoitteen viimeinen voimassaolopäivä on ennen ensimmäistä."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi

    def is_there(self, day: dt.date) -> bool:
        """Has it not been retired before the day?"""
        return self.valid_to is None or self.valid_to >= day


class ServedNode(models.Model):
    """A programme's node that serves a node of the strategy it belongs to; ``proposed`` until confirmed."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="serves")
    served = models.ForeignKey(Node, models.PROTECT, related_name="served_by")
    proposed = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["node", "served"],
                name="served_node_once",
                violation_error_message=later("Tämä yhteys on jo kirjattu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} → {self.served_id}"
