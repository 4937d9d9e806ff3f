"""The lines that a chart is held against besides the target itself: the way to it, a year's pace, the forecast.

Where a figure should be by now is told by ``measures.waypoints`` alone; here it is only given a place in a chart.
"""

import datetime as dt
from decimal import Decimal

from measures.figures import asked_year
from measures.rollup import exact
from measures.targets import Repeats
from measures.verdicts import Context
from measures.waypoints import Waypoint, waypoint
from reporting.charts import Ahead, Spot, Way
from reporting.picturing.words import said
from reporting.sentences import value_text
from reporting.standing import RowStanding


def straight_way(row: RowStanding, first: dt.date, last: dt.date) -> tuple[Way, ...]:
    """The straight line from the baseline to the due date; of an early baseline the part beside the series.

    ``first`` and ``last`` are the days of the series: what lies further back than it is long is left out.
    """
    target, goal = row.facts.target, row.facts.target.goal(row.facts.baseline)
    began = row.facts.baseline.date or row.facts.starts
    if row.figure.adds_up or target.due is None or goal is None or began is None:
        return ()
    since = max(began, first - (last - first)) if last > first else began
    start = _bound(_waypoint(row, since))
    if start is None:
        return ()
    return (Way(Spot(since, start), Spot(target.due, exact(goal)), said("line")),)


def year_of(row: RowStanding, at: dt.date) -> int:
    """The year whose sum is asked."""
    return asked_year(row.facts.target, at) or at.year


def paces(row: RowStanding, year: int) -> tuple[Way, ...]:
    """The pace of a year as a line from zero in January to its goal, or to both its bounds, in December."""
    last = dt.date(year, 12, 31)
    found = _waypoint(row, last, adds_up=True)
    bounds = (found.at_least, found.at_most) if found is not None else ()
    start = Spot(dt.date(year, 1, 1), Decimal(0))
    return tuple(Way(start, Spot(last, exact(one)), said("pace")) for one in bounds if one is not None)


def forecast_ahead(row: RowStanding, at: dt.date) -> Ahead | None:
    """The forecast on the day it speaks of: the due date, or the last day of the year; None without a number."""
    forecast, target = row.figure.forecast, row.facts.target
    if not isinstance(forecast, Decimal):
        return None
    once = target.schedule(adds_up=row.figure.adds_up) is Repeats.ONCE and target.due is not None
    day = target.due if once and target.due is not None and target.due > at else dt.date(at.year, 12, 31)
    return Ahead(Spot(day, forecast), said("forecast", value=value_text(forecast, row)))


def _waypoint(row: RowStanding, day: dt.date, *, adds_up: bool = False) -> Waypoint | None:
    facts = row.facts
    context = Context(
        direction=facts.indicator.direction,
        adds_up=adds_up,
        value_until=None if adds_up else day,
        starts=facts.starts,
    )
    return waypoint(facts.target, facts.baseline, day, context)


def _bound(found: Waypoint | None) -> Decimal | None:
    if found is None:
        return None
    bound = found.at_least if found.at_least is not None else found.at_most
    return exact(bound) if bound is not None else None
