"""What people have been reminded of: one letter a person a day, and each thing it told, told once."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kemi_strategy.web.languages import later
from measures.models.actuals import Actual
from measures.models.codes import ReminderKind
from measures.models.ledger import LedgerEntry
from measures.models.windows import Window
from scorecard.models import Municipality
from scorecard.models.codes import choices


class ReminderMail(LedgerEntry):
    """The letter of one person's day. Claimed before it is sent, so that of two runs at a time one sends it.

    ``known_at``: the moment whose knowledge it holds. ``sent_at`` is empty until the mail server has taken it;
    ``fault`` tells why the latest attempt failed. Neither set: a run is at it, or broke off in the middle.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminder_mails")
    day = models.DateField()
    known_at = models.DateTimeField()
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "day"],
                name="reminder_mail_once_a_day",
                violation_error_message=later("Henkilölle on jo tehty muistutus tälle päivälle."),
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(fault=""),
                name="reminder_mail_sent_or_failed",
                violation_error_message=later("Lähetetyllä muistutuksella ei ole vikaa."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Reminder(LedgerEntry):
    """One thing that a letter told: a window's stage (``day``: the stage's first day, or of approvals the day told),
    or a figure that was returned (``entry``). Written when the letter has gone, never changed."""

    mail = models.ForeignKey(ReminderMail, models.PROTECT, related_name="reminders")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reminders")
    kind = models.CharField(max_length=10, choices=choices(ReminderKind))
    window = models.ForeignKey(Window, models.PROTECT, related_name="reminders")
    day = models.DateField(null=True, blank=True)
    entry = models.ForeignKey(Actual, models.PROTECT, null=True, blank=True, related_name="reminders")

    class Meta:
        ordering = ["mail", "id"]
        indexes = [models.Index(fields=["municipality", "window"], name="reminder_by_window")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "window", "day"],
                condition=Q(entry__isnull=True),
                name="reminder_of_window_once",
                violation_error_message=later("Henkilöä on jo muistutettu tästä kaudesta."),
            ),
            models.UniqueConstraint(
                fields=["person", "entry"],
                condition=Q(entry__isnull=False),
                name="reminder_of_return_once",
                violation_error_message=later("Henkilölle on jo kerrottu tästä palautuksesta."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ReminderKind.RETURNED, entry__isnull=False, day__isnull=True)
                | (~Q(kind=ReminderKind.RETURNED) & Q(entry__isnull=True, day__isnull=False)),
                name="reminder_of_return_or_of_window",
                violation_error_message=later("Muistutus on palautetusta luvusta tai kauden päivästä."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.day or self.entry_id}"
