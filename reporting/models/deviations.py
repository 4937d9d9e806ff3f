"""Deviation cards of rows that are behind or missed: why, what is done, who answers for it, by when. A ledger.

A card is carried from report to report until it is closed. Each version follows the one its writer saw.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kemi_strategy.web.languages import later
from measures.models import KpiRow
from reporting.models.codes import CardState
from scorecard.models.codes import choices


class Deviation(models.Model):
    """One version of a row's card. ``body``, ``decided_on`` and ``expires`` belong to an accepted deviation."""

    row = models.ForeignKey(KpiRow, models.PROTECT, related_name="deviations")
    state = models.CharField(max_length=10, choices=choices(CardState), default=CardState.OPEN)
    cause = models.TextField()
    done = models.TextField()
    responsible = models.CharField(max_length=200)
    date = models.DateField(null=True, blank=True)
    body = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    section = models.CharField(max_length=20, blank=True)
    expires = models.DateField(null=True, blank=True)
    closing = models.TextField(blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="written_deviations")

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(cause="") & ~Q(done="") & ~Q(responsible=""),
                name="deviation_says_why_what_and_who",
                violation_error_message=later("Poikkeamasta kerrotaan syy, toimet ja vastuurooli."),
            ),
            models.CheckConstraint(
                condition=~Q(state=CardState.ACCEPTED)
                | (~Q(body="") & ~Q(section="") & Q(decided_on__isnull=False, expires__isnull=False)),
                name="deviation_accepted_by_whom_until_when",
                violation_error_message=later(
                    "Hyväksytystä poikkeamasta kerrotaan toimielin, päätös, pykälä ja mihin asti."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state=CardState.CLOSED) | ~Q(closing=""),
                name="deviation_closed_with_words",
                violation_error_message=later("Päätetystä poikkeamasta kerrotaan, miten se päättyi."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.state}"
