"""A report from its first draft to what is published: its snapshot and its files never change once it is frozen.

What has become of it is told by moments that are each set once: started, frozen, published. The database itself refuses
to change or delete a frozen report, its texts and its files (``reporting.migrations.0002``).
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from kemi_strategy.web.languages import later
from measures.periods import Period
from reporting.models.codes import AboutKind, ReportKind
from scorecard.models import Municipality, Strategy, Unit
from scorecard.models.codes import choices
from scorecard.models.municipality import THING_CODE


def _who_and_when(moment: str, person: str, sentence: str) -> models.CheckConstraint:
    neither = Q(**{f"{moment}__isnull": True, f"{person}__isnull": True})
    both = Q(**{f"{moment}__isnull": False, f"{person}__isnull": False})
    return models.CheckConstraint(
        condition=neither | both, name=f"report_{moment}_who_and_when", violation_error_message=sentence
    )


class Report(models.Model):
    """One report of a strategy on a period; ``unit``: the sector of a sector's pack.

    ``supersedes``: the report it corrects. ``snapshot`` is the text it is printed from, ``acknowledged`` why it was
    frozen although something was lacking, ``publishes_itself``: at the moment when all its files are there.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="reports")
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="reports")
    code = models.CharField(max_length=80, validators=[THING_CODE])
    kind = models.CharField(max_length=24, choices=choices(ReportKind))
    period_starts = models.DateField()
    period_ends = models.DateField()
    version = models.PositiveSmallIntegerField(default=1)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    correction_reason = models.TextField(blank=True)
    meeting_body = models.CharField(max_length=200, blank=True)
    meeting_date = models.DateField(null=True, blank=True)
    meeting_section = models.CharField(max_length=20, blank=True)
    meeting_diary_number = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="started_reports")
    acknowledged = models.TextField(blank=True)
    publishes_itself = models.BooleanField(default=False)
    schema = models.PositiveSmallIntegerField(null=True, blank=True)
    snapshot = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    cut_off = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="frozen_reports"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="published_reports"
    )

    class Meta:
        ordering = ["municipality", "-period_ends", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="report_code_once",
                violation_error_message=later("Tällä koodilla on jo raportti tässä kunnassa."),
            ),
            models.CheckConstraint(
                condition=Q(period_ends__gte=F("period_starts")),
                name="report_period",
                violation_error_message=later("Kauden viimeinen päivä on ennen ensimmäistä."),
            ),
            models.CheckConstraint(
                condition=Q(kind=ReportKind.SECTOR, unit__isnull=False)
                | (~Q(kind=ReportKind.SECTOR) & Q(unit__isnull=True)),
                name="report_unit_of_a_sectors_pack",
                violation_error_message=later("Toimialan raportti tarvitsee toimialan, muut eivät."),
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True)
                | (Q(version__gt=1, supersedes__isnull=False) & ~Q(correction_reason="")),
                name="report_correction_with_reason",
                violation_error_message=later("Korjaus tarvitsee korjattavan raportin ja syyn."),
            ),
            _who_and_when("frozen_at", "frozen_by", later("Jäädytykseen kuuluvat sekä jäädyttäjä että aika.")),
            _who_and_when("published_at", "published_by", later("Julkaisuun kuuluvat sekä julkaisija että aika.")),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True, snapshot="", sha256="", schema__isnull=True, cut_off__isnull=True)
                | (
                    Q(frozen_at__isnull=False, schema__isnull=False, cut_off__isnull=False)
                    & ~Q(snapshot="")
                    & ~Q(sha256="")
                ),
                name="report_frozen_with_snapshot",
                violation_error_message=later("Jäädytetyllä raportilla on sisältö, tarkiste ja tietojen hetki."),
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(frozen_at__isnull=False),
                name="report_frozen_before_published",
                violation_error_message=later("Vain jäädytetyn raportin voi julkaista."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.code}"

    @property
    def period(self) -> Period:
        """The period reported on."""
        return Period.spanning(self.period_starts, self.period_ends)

    @property
    def is_draft(self) -> bool:
        """May it still change?"""
        return self.frozen_at is None


class ReportFile(models.Model):
    """One format and language of a frozen report, made once; every later download serves these bytes."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="files")
    format = models.CharField(max_length=8)
    language = models.CharField(max_length=2)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "format", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "format", "language"],
                name="report_file_once",
                violation_error_message=later("Tämä tiedosto on jo tehty. Jäädytetyn raportin tiedosto ei muutu."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.language} {self.format}"


class ReportText(models.Model):
    """What is written in a report about one thing: a ledger. A new wording follows the one its writer saw."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="texts")
    about_kind = models.CharField(max_length=12, choices=choices(AboutKind))
    about_code = models.CharField(max_length=80, blank=True)
    text_fi = models.TextField(blank=True)
    text_sv = models.TextField(blank=True)
    text_en = models.TextField(blank=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="written_report_texts")

    class Meta:
        ordering = ["report", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "about_kind", "about_code"],
                condition=Q(supersedes__isnull=True),
                name="report_text_one_first_wording",
                violation_error_message=later("Joku ehti kirjoittaa tämän tekstin ensin. Katso molemmat ja valitse."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.about_kind} {self.about_code}"


class SectorCheck(models.Model):
    """A sector's part of a report was checked. It holds until a text or a figure of the sector changes after it."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="checks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_checks")
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="report_checks")

    class Meta:
        ordering = ["report", "id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.unit_id}"
