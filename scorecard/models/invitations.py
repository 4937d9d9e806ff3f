"""Invitations: somebody is asked to take a role, and takes it with a link that works once."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import LANGUAGES
from scorecard.models.codes import UNIT_ROLES, Role, choices
from scorecard.models.municipality import Municipality, Unit

HOLDS = dt.timedelta(days=7)
"""How long a link works."""


class Invitation(models.Model):
    """A role offered to an e-mail address. It begins to be held when the link is used, by whoever has the address.

    Of the link only a digest is kept. ``sent_at``: the mail server took the latest letter; ``fault``: why it did not,
    as a code of ``about.posting`` or in the mail server's own words.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="invitations")
    email = models.EmailField(max_length=150)
    first_name = models.CharField(max_length=150)
    last_name = models.CharField(max_length=150)
    language = models.CharField(max_length=2, default="fi")
    role = models.CharField(max_length=20, choices=choices(Role))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="invitations")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True, default="")
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="invitations_made")
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["municipality", "-id"]
        indexes = [models.Index(fields=["municipality", "id"], name="invitation_by_municipality")]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=UNIT_ROLES, unit__isnull=False) | (~Q(role__in=UNIT_ROLES) & Q(unit__isnull=True)),
                name="invitation_unit_where_role_needs",
                violation_error_message=later(
                    "Lähiesihenkilö, toimialajohtaja ja sijainen tarvitsevat yksikön, muut eivät."
                ),
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="invitation_ends_after_start",
                violation_error_message=later("Roolin viimeinen päivä on ennen ensimmäistä."),
            ),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES),
                name="invitation_language_is_spoken",
                violation_error_message=later("Valitse kirjeen kieli."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_who_and_when",
                violation_error_message=later("Kutsun käyttöön kuuluvat sekä käyttäjä että aika."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, accepted_at__isnull=True),
                name="invitation_withdrawn_who_and_when",
                violation_error_message=later("Perutulla kutsulla on peruja ja aika, eikä sitä ole käytetty."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} · {self.role}"
