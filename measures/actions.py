"""What is done to figures, each as a verb: enter figures, decide targets, assess, open a window.

Ledgers are only ever added to. Every verb is atomic, names who does it and returns what it made.
"""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from measures.models import Actual, Assessment, KpiRow, TargetVersion, Window
from measures.models.codes import Source
from measures.periods import Period
from measures.spans import write_period
from measures.verdicts import Verdict
from scorecard.actions import delete_as as delete_as
from scorecard.actions import save_as as save_as
from scorecard.models import Municipality, User

BATCH = 500
"""Rows written at a time: SQLite takes at most 32 766 values in one statement."""


@transaction.atomic
def enter_imported(*, entries: Sequence[Actual]) -> list[Actual]:
    """Adds the figures of a workbook to the ledger. Who entered and approved each, and when, stands in the entry."""
    for entry in entries:
        entry.source = Source.WORKBOOK
    return Actual.objects.bulk_create(entries, batch_size=BATCH)


@transaction.atomic
def decide_targets(*, versions: Sequence[TargetVersion], at: dt.datetime, by: User) -> list[TargetVersion]:
    """Adds target versions to their ledger; one that corrects another names it in ``supersedes``."""
    for version in versions:
        version.recorded_at, version.recorded_by = at, by
    return TargetVersion.objects.bulk_create(versions, batch_size=BATCH)


@transaction.atomic
def assess(*, row: KpiRow, period: Period, verdict: Verdict, reason: str, at: dt.datetime, by: User) -> Assessment:
    """Writes down an officer's own assessment of a row in a period. An earlier one stays in its place."""
    return Assessment.objects.create(
        row=row,
        period_starts=period.starts,
        period_ends=period.ends,
        verdict=verdict,
        reason=reason,
        assessed_at=at,
        assessed_by=by,
    )


@transaction.atomic
def withdraw_assessment(*, assessment: Assessment, reason: str, at: dt.datetime, by: User) -> Assessment:
    """Takes an officer's assessment back: an entry without a verdict follows it, and tells why. Both stay."""
    return Assessment.objects.create(
        row=assessment.row,
        period_starts=assessment.period_starts,
        period_ends=assessment.period_ends,
        verdict="",
        reason=reason,
        assessed_at=at,
        assessed_by=by,
    )


@transaction.atomic
def open_window(
    *, municipality: Municipality, period: Period, opens: dt.date, due: dt.date, closes: dt.date, by: User
) -> Window:
    """Opens a period for entry. Raises IntegrityError when the period already has its window, and ValidationError
    when another window is partly of the same time: a figure belongs to one window, and no other may open it."""
    others = Window.objects.filter(municipality=municipality, period_starts__lte=period.ends)
    overlapping = others.filter(period_ends__gte=period.starts).exclude(
        period_starts=period.starts, period_ends=period.ends
    )
    if overlapping.exists():
        raise ValidationError(_("Kausi on osin samaa aikaa kuin toinen, jolla on jo ikkuna."))
    window = Window(
        municipality=municipality,
        period_starts=period.starts,
        period_ends=period.ends,
        opens=opens,
        due=due,
        closes=closes,
    )
    save_as(window, by)
    return window


type PlannedDays = tuple[Period, dt.date, dt.date, dt.date]
"""A period with its days: opens, due, closes."""


@transaction.atomic
def plan_windows(*, municipality: Municipality, planned: Sequence[PlannedDays], by: User) -> list[Window]:
    """Opens windows for several periods at once; one that is there already, or is partly of the same time, stays as
    it is. Returns the new ones."""
    Municipality.objects.select_for_update().get(pk=municipality.pk)
    made = []
    for period, opens, due, closes in planned:
        same_time = Window.objects.filter(
            municipality=municipality, period_starts__lte=period.ends, period_ends__gte=period.starts
        )
        if not same_time.exists():
            made.append(
                open_window(municipality=municipality, period=period, opens=opens, due=due, closes=closes, by=by)
            )
    return made


@transaction.atomic
def change_window(*, window: Window, opens: dt.date, due: dt.date, closes: dt.date, by: User) -> Window:
    """Changes the days of a window that has not been shut. Raises ValidationError for one that has, and for days out
    of order."""
    held = Window.objects.select_for_update().get(pk=window.pk)
    if held.locked_at is not None or held.closed_at is not None:
        raise ValidationError(
            _("Kauden %(code)s ikkuna on jo suljettu. Avaa se uudelleen.") % {"code": write_period(held.period)}
        )
    if (held.opens, held.due, held.closes) != (opens, due, closes):
        held.opens, held.due, held.closes = opens, due, closes
        held.validate_constraints()
        save_as(held, by)
    return held


@transaction.atomic
def remove_window(*, window: Window, by: User) -> None:
    """Takes away a window that has not opened yet; its history keeps it. Raises ValidationError for one that has."""
    held = Window.objects.select_for_update().filter(pk=window.pk).first()
    if held is None:
        return
    if held.opens <= today() or held.closed_at is not None or held.locked_at is not None:
        raise ValidationError(
            _("Kauden %(code)s ikkuna on jo auennut, joten sitä ei poisteta. Sulje se.")
            % {"code": write_period(held.period)}
        )
    delete_as(held, by)


@transaction.atomic
def close_window(*, window: Window, by: User) -> Window:
    """Shuts a window by hand before its last day. A shut one stays as it is."""
    held = Window.objects.select_for_update().get(pk=window.pk)
    if held.closed_at is None:
        held.closed_at, held.closed_by = timezone.now(), by
        save_as(held, by)
    return held


@transaction.atomic
def reopen_window(*, window: Window, due: dt.date, closes: dt.date, by: User) -> Window:
    """Opens a window again until ``closes``, asked for by ``due``.

    Raises ValidationError for days out of order, and for a locked window: what has been reported stays.
    """
    held = Window.objects.select_for_update().get(pk=window.pk)
    if held.locked_at is not None:
        raise ValidationError(
            _("Kausi %(code)s on lukittu, koska se on raportoitu. Sitä ei voi avata uudelleen.")
            % {"code": write_period(held.period)}
        )
    held.closed_at, held.closed_by, held.due, held.closes = None, None, due, closes
    held.validate_constraints()
    save_as(held, by)
    return held
