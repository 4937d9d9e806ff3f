"""The strategy's reporting calendar as work to be started: what was reported on last, or is still to be."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.speaking import named
from measures.periods import Period
from reporting.compiling.titles import title_of
from reporting.keeping.reports import OCCASIONS
from reporting.models import Report
from reporting.models.codes import ReportKind
from scorecard.labels import OCCASIONS as OCCASION_WORDS
from scorecard.models import Strategy
from scorecard.models.codes import Occasion
from scorecard.models.strategy import ReportingOccasion

_KINDS = {occasion: kind for kind, occasion in OCCASIONS.items()}
_JUNE = 6


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the calendar: what, to whom and in which month, and what starts its report.

    ``kind`` and ``period`` are empty where the service makes no report of the occasion.
    """

    strategy: str
    strategy_name: str
    title: str
    about: str
    kind: str = ""
    period: str = ""


def calendar_lines(
    strategies: Sequence[Strategy],
    occasions: Iterable[ReportingOccasion],
    reports: Iterable[Report],
    today: dt.date,
) -> tuple[Due, ...]:
    """The lines of the calendars whose report of the period that ended last has not been started."""
    by_id = {one.pk: one for one in strategies}
    started = {(one.strategy_id, one.kind, one.period_ends) for one in reports if one.unit_id is None}
    return tuple(_lines(by_id, occasions, started, today))


def _lines(
    strategies: dict[int, Strategy],
    occasions: Iterable[ReportingOccasion],
    started: Collection[tuple[int, str, dt.date]],
    today: dt.date,
) -> Iterator[Due]:
    for one in occasions:
        strategy = strategies[one.strategy_id]
        kind = _KINDS.get(Occasion(one.occasion))
        if kind is None:
            words = str(OCCASION_WORDS[Occasion(one.occasion)])
            if one.occasion == Occasion.OTHER and one.description:
                words = one.description.rstrip(".")
            yield Due(strategy.code, named(strategy), words[:1].upper() + words[1:], _about(one))
            continue
        period = latest_of(kind, today)
        if (strategy.pk, kind.value, period.ends) in started:
            continue
        yield Due(
            strategy=strategy.code,
            strategy_name=named(strategy),
            title=title_of(kind, period).told,
            about=_about(one),
            kind=kind.value,
            period=period.code,
        )


def _about(one: ReportingOccasion) -> str:
    """To whom and in which month, as far as the calendar says."""
    if one.body and one.month:
        return _("%(body)s, kuukausi %(month)s") % {"body": one.body, "month": one.month}
    return one.body or (_("kuukausi %(month)s") % {"month": one.month} if one.month else "")


def latest_of(kind: ReportKind, today: dt.date) -> Period:
    """The period that a kind of report is next made of: the latest half-year or year that has ended."""
    half = Period.parse(f"{today.year}-H1" if today.month > _JUNE else f"{today.year - 1}-H1")
    year = Period(today.year - 1)
    if kind is ReportKind.HALF_YEAR:
        return half
    if kind is ReportKind.FINANCIAL_STATEMENTS:
        return year
    return max(half, year, key=lambda one: one.ends)
