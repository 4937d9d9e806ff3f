"""An indicator: what is measured, how often, by whom, and how its figures become one. It outlives any strategy."""

import re

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import content
from measures.models.codes import Entity, ValueType
from measures.periods import Frequency, Rhythm
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Direction
from scorecard.models import Decision, Municipality, Unit
from scorecard.models.codes import choices
from scorecard.models.municipality import CODE

INDICATOR_CODE = CODE.__class__(
    r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\Z", later("Mittarin koodissa voi olla kirjaimia a–z, numeroita ja väliviivoja.")
)


_STROKE = re.compile(r"\s/\s")


def split_terms(text: str) -> tuple[str, str] | None:
    """The two names of «poissaolopäivät / työpäivät»; None where it is not two names with a stroke between them.

    A stroke without spaces belongs to a name: «pv/hlö / henkilöt».
    """
    parts = [part.strip() for part in _STROKE.split(text)]
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None


class Indicator(models.Model):
    """One measure of a municipality. ``measure_unit`` is what stands behind the number: ``%``, ``milj. €``…

    Of a level the measure unit lists the scale upwards: ``heikko<tyydyttävä<hyvä``. ``last_day``: what ends later is
    not asked any more; what has been entered stays. ``terms_fi``: of a ratio what is divided by what, as
    ``poissaolopäivät / työpäivät``.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="indicators")
    code = models.CharField(max_length=40, validators=[INDICATOR_CODE])
    name_fi = models.CharField(max_length=300)
    name_sv = models.CharField(max_length=300, blank=True)
    name_en = models.CharField(max_length=300, blank=True)
    measure_unit = models.CharField(max_length=120, blank=True)
    terms_fi = models.CharField(max_length=200, blank=True, default="")
    terms_sv = models.CharField(max_length=200, blank=True, default="")
    terms_en = models.CharField(max_length=200, blank=True, default="")
    decimals = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(10)])
    value_type = models.CharField(max_length=10, choices=choices(ValueType), default=ValueType.NUMBER)
    direction = models.CharField(max_length=10, choices=choices(Direction), default=Direction.NONE)
    frequency = models.CharField(max_length=12, choices=choices(Frequency), default=Frequency.YEAR)
    measuring_year = models.PositiveSmallIntegerField(null=True, blank=True)
    first_day = models.DateField(null=True, blank=True)
    last_day = models.DateField(null=True, blank=True)
    entity = models.CharField(max_length=12, choices=choices(Entity), default=Entity.MUNICIPALITY)
    responsible_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="indicators")
    responsible_role = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True, default="")
    quality = models.TextField(blank=True, default="")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="indicators")
    history = HistoricalRecords()

    class Meta:
        ordering = ["municipality", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="indicator_code_once",
                violation_error_message=later("Tällä koodilla on jo mittari tässä kunnassa."),
            ),
            models.CheckConstraint(
                condition=Q(decimals__lte=10),
                name="indicator_decimals",
                violation_error_message=later("Desimaaleja voi olla enintään 10."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name_fi}"

    @property
    def rhythm(self) -> Rhythm:
        """When it is measured."""
        return Rhythm(Frequency(self.frequency), self.measuring_year)

    @property
    def scale(self) -> tuple[str, ...]:
        """The words of a level, worst first; empty for other types."""
        if self.value_type != ValueType.LEVEL:
            return ()
        return tuple(word.strip() for word in self.measure_unit.split("<"))

    @property
    def terms(self) -> tuple[str, str]:
        """The names of a ratio's numerator and denominator in the language now written; empty where not told."""
        told = content(self.terms_fi, self.terms_sv, self.terms_en)
        names = split_terms(told)
        return (type(told)(names[0]), type(told)(names[1])) if names is not None else ("", "")

    @property
    def is_percent(self) -> bool:
        """Is the measure unit a percent? Then a ratio is shown × 100."""
        return self.measure_unit.strip().startswith("%")


class ReportingUnit(models.Model):
    """A unit that reports an indicator, from–to inclusive. «7/9 units», due lists and the grid come from these."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reporting_units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reported_indicators")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator", "unit"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "unit"],
                name="reporting_unit_once",
                violation_error_message=later("Yksikkö raportoi jo tätä mittaria."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="reporting_unit_ends_after_start",
                violation_error_message=later("Raportoinnin viimeinen päivä on ennen ensimmäistä."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id}"


class RollUpRule(models.Model):
    """How an indicator's figures become one from ``valid_from`` on; empty means from the beginning.

    A rule is never edited: a new one is valid from a later day, so that a closed period keeps its figure.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="roll_up_rules")
    valid_from = models.DateField(null=True, blank=True)
    across_units = models.CharField(max_length=20, choices=choices(AcrossUnits))
    across_time = models.CharField(max_length=10, choices=choices(AcrossTime))
    weight = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="weighs")
    history = HistoricalRecords()

    class Meta:
        ordering = ["indicator", F("valid_from").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "valid_from"],
                name="roll_up_rule_once_a_day",
                violation_error_message=later("Mittarilla on jo yhdistelysääntö tästä päivästä alkaen."),
            ),
            models.UniqueConstraint(
                fields=["indicator"],
                condition=Q(valid_from__isnull=True),
                name="roll_up_rule_one_from_the_beginning",
                violation_error_message=later("Mittarilla on jo yhdistelysääntö alusta alkaen."),
            ),
            models.CheckConstraint(
                condition=Q(across_units=AcrossUnits.WEIGHTED, weight__isnull=False)
                | (~Q(across_units=AcrossUnits.WEIGHTED) & Q(weight__isnull=True)),
                name="roll_up_rule_weight_where_weighted",
                violation_error_message=later("Painotettu keskiarvo tarvitsee painomittarin, muut säännöt eivät."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.across_units}/{self.across_time}"
