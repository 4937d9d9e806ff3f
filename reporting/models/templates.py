"""The Word templates of a municipality, each version kept for ever, and which one a frozen report was made from."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kemi_strategy.web.languages import later
from reporting.models.codes import ReportKind
from reporting.models.reports import Report
from scorecard.models import Municipality
from scorecard.models.codes import choices


class WordTemplate(models.Model):
    """A template as it was uploaded: a ledger, of which the latest of a kind is in use.

    ``kind``: of which reports it is, empty of all. ``content`` is empty where the product's own template was taken back
    into use. The product's own has neither municipality nor uploader: it is kept when a report is frozen with it.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="word_templates")
    kind = models.CharField(max_length=24, choices=choices(ReportKind), blank=True)
    content = models.BinaryField(blank=True)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField(null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="word_templates"
    )

    class Meta:
        ordering = ["municipality", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sha256"],
                condition=Q(municipality__isnull=True),
                name="wordtemplate_own_once",
                violation_error_message=later("Tämä oletuspohja on jo tallessa."),
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=True, uploaded_at__isnull=True, uploaded_by__isnull=True)
                | Q(municipality__isnull=False, uploaded_at__isnull=False, uploaded_by__isnull=False),
                name="wordtemplate_who_and_when",
                violation_error_message=later("Kunnan pohjaan kuuluvat sekä tuoja että aika."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.kind} {self.sha256[:12]}"


class TemplateUsed(models.Model):
    """The template that a report was frozen with: its Word files are made from this one, whenever they are made."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="template_used")
    template = models.ForeignKey(WordTemplate, models.PROTECT, related_name="reports")

    class Meta:
        ordering = ["report"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.template_id}"
