"""The append-only ledger of actuals: every figure ever entered, who, when, and what became of it.

An entry is never changed or deleted. A correction is a new entry that supersedes the one its writer saw; each entry
has at most one successor, so of two writers who saw the same figure the second one gets a conflict, never a silent
overwrite. An entry's own life is told by moments that are each set once: entered, submitted, returned, approved. One
that an import brought may be withdrawn with the whole import: it stays to be read, counts no more, its place is free.
"""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from kemi_strategy.web.languages import later
from measures.models.codes import LateReason, Source, WhyEmpty
from measures.models.indicators import Indicator
from measures.models.ledger import LedgerEntry, LedgerQuerySet
from measures.models.rows import DIGITS, PLACES
from measures.periods import Period
from scorecard.models import Municipality, Unit
from scorecard.models.codes import choices


class ActualQuerySet(LedgerQuerySet["Actual"]):
    """The ledger as known at a moment, for an audience."""

    def approved(self, known_at: dt.datetime) -> Self:
        """Entries that were approved at that moment: what the public and frozen reports see."""
        return self.not_withdrawn(known_at).filter(entered_at__lte=known_at, approved_at__lte=known_at)

    def counted(self, known_at: dt.datetime) -> Self:
        """Entries that were submitted and not returned, or approved: what internal pages see."""
        submitted = Q(submitted_at__lte=known_at) & (Q(returned_at__isnull=True) | Q(returned_at__gt=known_at))
        return self.not_withdrawn(known_at).filter(submitted | Q(approved_at__lte=known_at), entered_at__lte=known_at)

    def not_withdrawn(self, known_at: dt.datetime) -> Self:
        """Entries that had not been withdrawn at that moment."""
        return self.filter(Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=known_at))

    def withdraw(self, at: dt.datetime, by: models.Model) -> int:
        """Marks all of these as withdrawn, with the import that brought them; says how many."""
        return self.update(withdrawn_at=at, withdrawn_by=by)

    def standing(self) -> Self:
        """The entry of each cell that no other has superseded, and that has not been withdrawn."""
        return self.filter(superseded_by__isnull=True, withdrawn_at__isnull=True)

    def latest_of(self, entries: "ActualQuerySet") -> Self:
        """Of these the last one of each indicator, unit and period among ``entries`` (the same filter, unjoined)."""
        newer = entries.annotate(unit_key=Coalesce("unit_id", 0)).filter(
            municipality=OuterRef("municipality"),
            indicator=OuterRef("indicator"),
            period_starts=OuterRef("period_starts"),
            period_ends=OuterRef("period_ends"),
            unit_key=Coalesce(OuterRef("unit_id"), 0),
            id__gt=OuterRef("id"),
        )
        return self.filter(~Exists(newer))


def _both_or_neither(moment: str, person: str, sentence: str) -> models.CheckConstraint:
    together = Q(**{f"{moment}__isnull": True, f"{person}__isnull": True}) | Q(
        **{f"{moment}__isnull": False, f"{person}__isnull": False}
    )
    return models.CheckConstraint(
        condition=together, name=f"actual_{moment}_who_and_when", violation_error_message=sentence
    )


class Actual(LedgerEntry):
    """One entry: indicator × unit (none = the municipality itself) × period, and a figure or the reason for none.

    ``value`` in the indicator's own unit, yes/no as 1/0; a ratio has ``numerator`` and ``denominator`` instead, a
    level its ``word``. ``forecast`` is of the target's end. ``text_entered`` is what the person typed;
    ``confirmation`` what they said for a figure that looked odd.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="actuals")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="actuals")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="actuals")
    period_starts = models.DateField()
    period_ends = models.DateField()
    value = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    numerator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    denominator = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    word = models.CharField(max_length=60, blank=True)
    why_empty = models.CharField(max_length=16, choices=choices(WhyEmpty), blank=True)
    forecast = models.DecimalField(max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True)
    note = models.TextField(blank=True)
    text_entered = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=12, choices=choices(Source))
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    confirmation = models.TextField(blank=True, default="")
    late_reason = models.CharField(max_length=10, choices=choices(LateReason), blank=True)
    late_reason_text = models.TextField(blank=True)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="entered")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="submitted"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="returned"
    )
    return_reason = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="approved"
    )

    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="withdrawn"
    )

    objects: ClassVar[models.Manager["Actual"]] = ActualQuerySet.as_manager()

    class Meta:
        ordering = ["indicator", "unit", "period_ends", "id"]
        indexes = [
            models.Index(fields=["municipality", "indicator", "period_ends", "unit", "id"], name="actual_by_period"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "indicator", "unit", "period_starts", "period_ends"],
                condition=Q(supersedes__isnull=True, withdrawn_at__isnull=True, unit__isnull=False),
                name="actual_one_first_entry_of_unit",
                violation_error_message=later("Joku ehti kirjata tämän luvun ensin. Katso molemmat luvut ja valitse."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "indicator", "period_starts", "period_ends"],
                condition=Q(supersedes__isnull=True, withdrawn_at__isnull=True, unit__isnull=True),
                name="actual_one_first_entry_of_municipality",
                violation_error_message=later("Joku ehti kirjata tämän luvun ensin. Katso molemmat luvut ja valitse."),
            ),
            models.CheckConstraint(
                condition=Q(period_ends__gte=F("period_starts")),
                name="actual_period",
                violation_error_message=later("Kauden viimeinen päivä on ennen ensimmäistä."),
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=True, numerator__isnull=True, denominator__isnull=True, word="")
                & ~Q(why_empty="")
                | Q(why_empty="", value__isnull=False, numerator__isnull=True, denominator__isnull=True, word="")
                | Q(why_empty="", value__isnull=True, numerator__isnull=False, denominator__isnull=False, word="")
                | (Q(why_empty="", value__isnull=True, numerator__isnull=True, denominator__isnull=True) & ~Q(word="")),
                name="actual_figure_or_reason",
                violation_error_message=later("Anna luku, osoittaja ja nimittäjä, taso tai syy, miksi luku puuttuu."),
            ),
            _both_or_neither("submitted_at", "submitted_by", later("Lähetykseen kuuluvat sekä lähettäjä että aika.")),
            _both_or_neither("returned_at", "returned_by", later("Palautukseen kuuluvat sekä palauttaja että aika.")),
            _both_or_neither("approved_at", "approved_by", later("Hyväksyntään kuuluvat sekä hyväksyjä että aika.")),
            _both_or_neither("withdrawn_at", "withdrawn_by", later("Perumiseen kuuluvat sekä peruja että aika.")),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True) | (Q(approved_at__isnull=True) & ~Q(return_reason="")),
                name="actual_returned_with_reason",
                violation_error_message=later("Palautukseen kuuluu syy, eikä palautettua lukua voi hyväksyä."),
            ),
            models.CheckConstraint(
                # What came already approved with a scorecard was entered, sent and approved at one moment.
                condition=Q(approved_at__isnull=True)
                | ~Q(approved_by=F("entered_by"))
                | Q(source=Source.WORKBOOK, submitted_at=F("entered_at"), approved_at=F("entered_at")),
                name="actual_not_approved_by_its_writer",
                violation_error_message=later("Kukaan ei hyväksy omaa kirjaustaan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.unit_id} {self.period_starts}–{self.period_ends}"

    @property
    def period(self) -> Period:
        """The period the figure is of."""
        return Period.spanning(self.period_starts, self.period_ends)


class Assessment(LedgerEntry):
    """An officer's own assessment of a row in a period, beside the computed verdict, which it never replaces.

    An entry without a verdict takes the one before it back.
    """

    row = models.ForeignKey("measures.KpiRow", models.PROTECT, related_name="assessments")
    period_starts = models.DateField()
    period_ends = models.DateField()
    verdict = models.CharField(max_length=10)
    reason = models.TextField()
    assessed_at = models.DateTimeField()
    assessed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="assessments")

    objects: ClassVar[models.Manager["Assessment"]] = LedgerQuerySet["Assessment"].as_manager()

    class Meta:
        ordering = ["row", "period_ends", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="assessment_with_reason",
                violation_error_message=later("Arvio tarvitsee perustelun."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.row_id} {self.period_ends} {self.verdict}"
