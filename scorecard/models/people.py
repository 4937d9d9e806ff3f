"""People and the roles they hold. A role may change hands; what was done under it stays with who did it."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from kemi_strategy.web.languages import later
from scorecard.models.codes import UNIT_ROLES, Role, choices
from scorecard.models.municipality import Municipality, Unit


class User(AbstractUser):
    """A person who signs in, or the importer that acts without one (inactive, no password)."""

    language = models.CharField(max_length=2, default="fi", choices=[("fi", "fi"), ("sv", "sv"), ("en", "en")])


class Membership(models.Model):
    """A role in one municipality, for a unit role in one unit and all below it, valid from–to inclusive."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=choices(Role))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="memberships")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        constraints = [
            # Held again later, a role has a span of its own; hence the first day belongs to what is unique.
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit", "valid_from"],
                condition=Q(unit__isnull=False, valid_from__isnull=False),
                name="membership_once_in_unit_from_a_day",
                violation_error_message=later("Henkilöllä on jo tämä rooli tässä yksikössä samasta päivästä."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit"],
                condition=Q(unit__isnull=False, valid_from__isnull=True),
                name="membership_once_in_unit",
                violation_error_message=later("Henkilöllä on jo tämä rooli tässä yksikössä."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "valid_from"],
                condition=Q(unit__isnull=True, valid_from__isnull=False),
                name="membership_once_in_municipality_from_a_day",
                violation_error_message=later("Henkilöllä on jo tämä rooli tässä kunnassa samasta päivästä."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(unit__isnull=True, valid_from__isnull=True),
                name="membership_once_in_municipality",
                violation_error_message=later("Henkilöllä on jo tämä rooli tässä kunnassa."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=UNIT_ROLES, unit__isnull=False) | (~Q(role__in=UNIT_ROLES) & Q(unit__isnull=True)),
                name="membership_unit_where_role_needs",
                violation_error_message=later(
                    "Lähiesihenkilö, toimialajohtaja ja sijainen tarvitsevat yksikön, muut eivät."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_start",
                violation_error_message=later("Roolin viimeinen päivä on ennen ensimmäistä."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role}"


class Handover(models.Model):
    """A person's roles in a municipality ended on ``last_day``; from the next day another has them, or nobody yet."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="handovers")
    leaver = models.ForeignKey(User, models.PROTECT, related_name="handed_over")
    successor = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="taken_over")
    last_day = models.DateField()
    roles = models.TextField()
    done_at = models.DateTimeField()
    done_by = models.ForeignKey(User, models.PROTECT, related_name="handovers_done")

    class Meta:
        ordering = ["municipality", "-id"]
        indexes = [models.Index(fields=["municipality", "id"], name="handover_by_municipality")]
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("leaver")),
                name="handover_to_another",
                violation_error_message=later("Tehtävät siirtyvät toiselle henkilölle."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor}"
