"""Which units report an indicator, from–to: added several at once, ended, handed to a successor, taken back."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from measures.models import Indicator, ReportingUnit
from measures.steward.settled import figures_of, first_unreported_day
from scorecard.actions import delete_as, save_as
from scorecard.models import Unit, User
from scorecard.work.keeping.versions import ChangedMeanwhile, hold, put, version

_DAY = dt.timedelta(days=1)


@transaction.atomic
def add_reporting(
    *, indicator: Indicator, units: Sequence[Unit], valid_from: dt.date | None, by: User
) -> list[ReportingUnit]:
    """Has units report an indicator from a day on; those that do already stay as they are. Returns the new ones.

    Raises ValidationError for a day of a period that has been reported.
    """
    held = hold(Indicator, indicator.pk)
    _refuse_reported(held, "valid_from", valid_from)
    known = set(ReportingUnit.objects.filter(indicator=held).values_list("unit", flat=True))
    made = []
    for unit in units:
        if unit.pk not in known:
            reporter = ReportingUnit(indicator=held, unit=unit, valid_from=valid_from)
            save_as(reporter, by)
            made.append(reporter)
    return made


@transaction.atomic
def change_reporting(
    *, reporter: ReportingUnit, seen: int, valid_from: dt.date | None, valid_to: dt.date | None, by: User
) -> ReportingUnit:
    """Changes from when to when a unit reports. Raises ChangedMeanwhile when not the last version was read, and
    ValidationError when a figure would be left outside, a reported period changed or the days are not in order."""
    held = hold(ReportingUnit, reporter.pk)
    values = {"valid_from": valid_from, "valid_to": valid_to}
    changed = any(getattr(held, name) != value for name, value in values.items())
    if changed and version(ReportingUnit, id=held.pk) != seen:
        raise ChangedMeanwhile
    _refuse_outside(held, valid_from, valid_to)
    if held.valid_from != valid_from:
        _refuse_reported(held.indicator, "valid_from", valid_from)
    if held.valid_to != valid_to and valid_to is not None:
        _refuse_reported(held.indicator, "valid_to", valid_to + _DAY)
    put(held, values, by)
    return held


@transaction.atomic
def hand_over_reporting(*, reporter: ReportingUnit, unit: Unit, last_day: dt.date, by: User) -> ReportingUnit:
    """Ends a unit's reporting on ``last_day``; ``unit`` reports from the next day on, and the figures stay where they
    were entered. Raises ValidationError when the successor reports already or a figure would be left outside."""
    held = hold(ReportingUnit, reporter.pk)
    _refuse_outside(held, held.valid_from, last_day)
    _refuse_reported(held.indicator, "last_day", last_day + _DAY)
    if ReportingUnit.objects.filter(indicator=held.indicator_id, unit=unit).exists():
        raise ValidationError({"unit": _("Tämä yksikkö raportoi jo mittaria. Muuta sen päiviä luettelosta.")})
    put(held, {"valid_to": last_day}, by)
    successor = ReportingUnit(indicator=held.indicator, unit=unit, valid_from=last_day + _DAY)
    save_as(successor, by)
    return successor


@transaction.atomic
def drop_reporting(*, reporter: ReportingUnit, by: User) -> None:
    """Takes away a unit that has reported nothing; the history keeps it. Raises ValidationError for one that has."""
    held = ReportingUnit.objects.select_for_update().select_related("unit", "indicator").filter(pk=reporter.pk).first()
    if held is None:
        return
    if figures_of(held.indicator, held.unit_id).number:
        raise ValidationError(
            _(
                "Yksikkö %(unit)s on kirjannut lukuja, joten sitä ei poisteta. Päätä sen raportointi: "
                "luvut jäävät talteen."
            )
            % {"unit": named(held.unit)}
        )
    _refuse_reported(held.indicator, "unit", held.valid_from)
    delete_as(held, by)


def _refuse_reported(indicator: Indicator, field: str, since: dt.date | None) -> None:
    """Who reports does not change in a period of which a report has been frozen: «8/9» stays «8/9»."""
    first = first_unreported_day(indicator)
    if first is not None and (since is None or since < first):
        raise ValidationError(
            {
                field: _("Raportoituja kausia ei muuteta: muutos voi olla voimassa aikaisintaan %(day)s alkaen.")
                % {"day": write_day(first)}
            }
        )


def _refuse_outside(reporter: ReportingUnit, first: dt.date | None, last: dt.date | None) -> None:
    """A figure that has been entered stays within the unit's days: else it would vanish from sums of closed periods."""
    if first is not None and last is not None and last < first:
        raise ValidationError({"valid_to": _("Viimeinen päivä ei voi olla ennen ensimmäistä.")})
    figures = figures_of(reporter.indicator, reporter.unit_id)
    if first is not None and figures.first is not None and figures.first < first:
        raise ValidationError(
            {
                "valid_from": _("Yksiköllä on luku kaudelta, joka päättyy %(day)s. Alkupäivä voi olla viimeistään se.")
                % {"day": write_day(figures.first)}
            }
        )
    if last is not None and figures.last is not None and figures.last > last:
        raise ValidationError(
            {
                "valid_to": _(
                    "Yksiköllä on luku kaudelta, joka päättyy %(day)s. Viimeinen päivä voi olla aikaisintaan se."
                )
                % {"day": write_day(figures.last)}
            }
        )
