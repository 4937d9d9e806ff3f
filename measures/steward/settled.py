"""What may not be changed any more: closed periods, figures that are there, targets that a frozen report uses."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Max, Min

from measures.above import frozen_reports
from measures.models import Actual, Indicator, KpiRow, Window

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of an indicator, or of one unit's: how many, and the last days of the first and the last period."""

    number: int
    first: dt.date | None
    last: dt.date | None


def figures_of(indicator: Indicator, unit: int | None = None) -> Figures:
    """What has been entered of an indicator; with ``unit`` by that one: one query."""
    found = Actual.objects.filter(municipality=indicator.municipality_id, indicator=indicator)
    if unit is not None:
        found = found.filter(unit=unit)
    told = found.aggregate(number=Count("id"), first=Min("period_ends"), last=Max("period_ends"))
    return Figures(told["number"], told["first"], told["last"])


def first_open_day(
    indicator: Indicator, figures: Figures, today: dt.date, strategies: Collection[int] | None = None
) -> dt.date | None:
    """The first day from which a rule may be valid without changing a closed period; None: any day.

    Open are the running period and those whose window is open, after the latest frozen report of a strategy that has
    the indicator. Where nothing has been entered, nothing has been closed.
    """
    if figures.number == 0:
        return None
    running = indicator.rhythm.containing(today).starts
    windows = Window.objects.filter(
        municipality=indicator.municipality_id, closed_at=None, locked_at=None, opens__lte=today, closes__gte=today
    )
    opened = windows.aggregate(first=Min("period_starts"))["first"]
    first = min(running, opened) if opened is not None else running
    unreported = first_unreported_day(indicator, strategies)
    return first if unreported is None else max(first, unreported)


def first_unreported_day(indicator: Indicator, strategies: Collection[int] | None = None) -> dt.date | None:
    """The day after the latest frozen report of a strategy that has the indicator; None where there is none.

    ``strategies``: those that have it, where they are at hand; that spares a query.
    """
    if strategies is None:
        strategies = list(KpiRow.objects.filter(indicator=indicator).values_list("strategy", flat=True))
    return max((one.ends + _DAY for one in frozen_reports(strategies)), default=None)
