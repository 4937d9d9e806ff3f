"""A municipality and its units: sectors with their boards, result areas, result units, group companies."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from scorecard.models.codes import RESERVED_CODES, UnitKind, choices

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", later("Koodissa voi olla pieniä kirjaimia a–z, numeroita ja väliviivoja.")
)
THING_CODE = RegexValidator(
    r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\Z",
    later("Koodissa voi olla kirjaimia a–z, numeroita, väliviivoja, alaviivoja ja pisteitä."),
)
"""Of everything a municipality names itself: T1, U_2 or kemi-2023. Only its own code has to be in small letters."""


class Municipality(models.Model):
    """One municipality. ``code`` is its place in addresses, ``number`` the official municipality number.

    ``keeps_sv``, ``keeps_en``: whether its own words are also kept in Swedish and in English.
    """

    code = models.CharField(max_length=40, unique=True, validators=[CODE])
    number = models.CharField(max_length=3, unique=True, null=True, blank=True)
    name_fi = models.CharField(max_length=100)
    name_sv = models.CharField(max_length=100, blank=True)
    name_en = models.CharField(max_length=100, blank=True)
    published = models.BooleanField(default=False)
    example_data = models.BooleanField(default=False)
    keeps_sv = models.BooleanField(default=True)
    keeps_en = models.BooleanField(default=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(code__in=RESERVED_CODES),
                name="municipality_code_not_reserved",
                violation_error_message=later(
                    "Tämä koodi on varattu palvelun omille osoitteille. Valitse toinen koodi."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^[0-9]{3}$"),
                name="municipality_number_three_digits",
                violation_error_message=later("Kuntakoodi on kolme numeroa, esimerkiksi 240."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi


class Unit(models.Model):
    """A sector, result area, result unit or group company, valid from–to (both days inclusive).

    ``successor``: the unit it was merged into; what was recorded stays with the old one.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(max_length=60, validators=[THING_CODE])
    kind = models.CharField(max_length=20, choices=choices(UnitKind))
    name_fi = models.CharField(max_length=200)
    name_sv = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=200, blank=True)
    board = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    order = models.PositiveIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["municipality", "order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="unit_code_once",
                violation_error_message=later("Tällä koodilla on jo yksikkö tässä kunnassa."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="unit_ends_after_start",
                violation_error_message=later("Yksikön viimeinen voimassaolopäivä on ennen ensimmäistä."),
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="unit_not_its_own_parent",
                violation_error_message=later("Yksikkö ei voi olla itsensä alla."),
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | (Q(valid_to__isnull=False) & ~Q(successor=F("id"))),
                name="unit_with_successor_has_ended",
                violation_error_message=later("Toiseen yhdistetyllä yksiköllä on viimeinen voimassaolopäivä."),
            ),
        ]

    def __str__(self) -> str:
        return self.name_fi
