"""What people say of the accessibility of the service, and what they were answered."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import Q

from kemi_strategy.web.dates import HELSINKI
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import LANGUAGES
from scorecard.models.municipality import Municipality

DAYS_TO_ANSWER = 14
"""The law's own time for an answer (306/2019)."""


class Feedback(models.Model):
    """Somebody's words about accessibility; without a municipality they are about the whole service.

    What was said is never changed, and neither is an answer. ``sender`` is a nickname that tells for a day whether
    two came from the same place, and nothing else. ``language``: of the page it was given on,
    and of the answer's letter. ``answer_sent_at``: the mail server took the answer; ``answer_fault``: why the latest
    attempt to send it failed, as a code of ``about.posting`` or in the mail server's own words.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="feedback")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    text = models.TextField()
    page = models.CharField(max_length=300, blank=True)
    sender = models.CharField(max_length=32)
    language = models.CharField(max_length=2, default="fi")
    received_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answer_sent_at = models.DateTimeField(null=True, blank=True)
    answer_fault = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(fields=["municipality", "received_at"], name="feedback_by_municipality"),
            models.Index(fields=["sender", "received_at"], name="feedback_by_sender"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES),
                name="feedback_language_is_spoken",
                violation_error_message=later("Kieli on suomi, ruotsi tai englanti."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="feedback_says_something",
                violation_error_message=later("Kirjoita palautteesi."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="feedback_answer_is_whole",
                violation_error_message=later("Vastauksella on teksti, aika ja vastaaja."),
            ),
            models.CheckConstraint(
                condition=Q(answer_sent_at__isnull=True, answer_fault="")
                | Q(answer_sent_at__isnull=True, answered_at__isnull=False)
                | Q(answer_sent_at__isnull=False, answered_at__isnull=False, answer_fault=""),
                name="feedback_sent_or_failed",
                violation_error_message=later(
                    "Vain vastattu palaute lähetetään, ja lähetetyllä vastauksella ei ole vikaa."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received_at:%Y-%m-%d} {self.municipality_id or '–'}"

    @property
    def due(self) -> dt.date:
        """The last day to answer."""
        return self.received_at.astimezone(HELSINKI).date() + dt.timedelta(days=DAYS_TO_ANSWER)
