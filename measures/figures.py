"""Finds an indicator's figure at a day out of its entries: the value, its own period, its parts, its forecast.

Sources of the rules: DESIGN §5 «Value at `at`», «Due», «A forecast» and §6. Levels, rates and yes/no take the
latest period that has ended; what adds up takes the sum from 1 January; last year's sum is never this year's.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from measures.periods import Period, Rhythm
from measures.rollup import AcrossTime, AcrossUnits, Part, Rolled, across_time, across_units, quotient
from measures.targets import Repeats, Target, Value

type Cell = tuple[str | None, Period]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one unit (None: the municipality) has entered for one period; of a ratio both its terms."""

    value: Value | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    forecast: Value | None = None
    why_empty: str = ""
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Reporter:
    """A unit that reports, from–to inclusive."""

    unit: str | None
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None

    def reports_on(self, day: dt.date) -> bool:
        """Does the unit report a period that ends on this day?"""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """How the figures become one, from ``valid_from`` on; None means from the beginning."""

    across_units: AcrossUnits
    across_time: AcrossTime
    valid_from: dt.date | None = None
    weights: Mapping[Cell, Decimal] = field(default_factory=dict)

    def weight(self, unit: str | None, period: Period) -> Decimal | None:
        """The unit's weight for a period; None where there is none."""
        found = self.weighed_in(unit, period)
        return self.weights[unit, found] if found is not None else None

    def weighed_in(self, unit: str | None, period: Period) -> Period | None:
        """The period that the unit's weight is of: that period itself, else the latest that has ended by its end."""
        if (unit, period) in self.weights:
            return period
        ended = [one for of, one in self.weights if of == unit and one.ends <= period.ends]
        return max(ended, key=lambda one: (one.ends, self.weights[unit, one]), default=None)


@dataclass(frozen=True, slots=True)
class Measured:
    """All that is known of one indicator: its rhythm, rules, reporters and entries.

    ``reporters`` are the units; where the rule is of the municipality it reports itself.
    ``first_day`` is the later of the strategy's and the indicator's first day: nothing is due before it.
    """

    rhythm: Rhythm
    rules: Sequence[RuleVersion]
    reporters: Sequence[Reporter]
    entries: Mapping[Cell, Entry]
    first_day: dt.date | None = None
    percent: bool = False
    scale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's figure at a day. ``value`` None: there is none that counts; ``old`` is one that is too old.

    ``period`` is the value's own (of a sum the last one in it), ``months`` how much of the year a sum covers.
    ``due``: a value was due; ``next_due``: the day after which the next one is.
    """

    value: Value | None = None
    period: Period | None = None
    months: int = 12
    rolled: Rolled | None = None
    old: Value | None = None
    forecast: Value | None = None
    due: bool = False
    next_due: dt.date | None = None
    adds_up: bool = False

    @property
    def parts_lacking(self) -> bool:
        """Some parts are there and one is lacking without which the roll-up may not be judged."""
        rolled = self.rolled
        return rolled is not None and bool(rolled.present) and bool(rolled.lacking) and not rolled.judged


def rule_on(measured: Measured, day: dt.date) -> RuleVersion:
    """The rule for a period that ends on this day: the latest to have begun, else the first there is."""
    begun = [rule for rule in measured.rules if rule.valid_from is None or rule.valid_from <= day]
    first = min(measured.rules, key=lambda rule: rule.valid_from or dt.date.min)
    return max(begun, key=lambda rule: rule.valid_from or dt.date.min, default=first)


def of_period(measured: Measured, period: Period) -> Rolled:
    """The figure of one period across the units that report it."""
    rule = rule_on(measured, period.ends)
    return _across(measured, rule)(_parts(measured, period, rule))


def figure_at(measured: Measured, at: dt.date, *, sum_year: int | None = None) -> Figure:
    """The figure at the end of the day ``at``. ``sum_year``: the year whose sum is asked, when not that of ``at``."""
    rule = rule_on(measured, at)
    find = {AcrossTime.LAST: _latest, AcrossTime.SUM: _sum, AcrossTime.MEAN: _mean}[rule.across_time]
    next_due = None if measured.rhythm.never_due else _next_due(measured, at)
    if rule.across_time is AcrossTime.SUM and sum_year is not None and sum_year < at.year:
        at = dt.date(sum_year, 12, 31)
    return replace(find(measured, at), forecast=forecast_at(measured, at), next_due=next_due)


def asked_year(target: Target, at: dt.date) -> int | None:
    """The year whose sum a target by a date speaks of once that date has passed; None while it is ahead.

    A target of the sum of 2025 is settled by 2025: what has come in by June 2026 neither meets nor misses it.
    A target of each year asks for the year of ``at``, whatever date its words name.
    """
    once = target.repeats is Repeats.ONCE
    return target.due.year if once and target.due is not None and target.due < at else None


def forecast_at(measured: Measured, at: dt.date) -> Value | None:
    """The forecast of the target's end: each unit's latest in the year of ``at``, rolled up when all have one.

    Asked of the units that report on the day, and of what adds up also of those that left during the year:
    what they had time to gather belongs to the year.
    """
    rule = rule_on(measured, at)
    if rule.across_units not in {AcrossUnits.MUNICIPALITY, AcrossUnits.SUM, AcrossUnits.MEAN}:
        return None
    parts = []
    for reporter in _reporters(measured, rule):
        if not reporter.reports_on(at) and rule.across_time is not AcrossTime.SUM:
            continue
        known = [
            (period, entry.forecast)
            for (unit, period), entry in measured.entries.items()
            if unit == reporter.unit and period.year == at.year and period.starts <= at and entry.forecast is not None
        ]
        if known:
            period, forecast = max(known, key=lambda pair: pair[0].ends)
            parts.append(Part(reporter.unit, period, forecast))
        elif reporter.reports_on(at) or _added_to(measured, reporter, at):
            return None
    return _across(measured, rule)(parts).value if parts else None


def series(measured: Measured, until: dt.date) -> list[tuple[Period, Rolled]]:
    """The figure of every period with an entry that has ended by the day, earliest first."""
    periods = sorted({period for _, period in measured.entries if period.ends <= until}, key=lambda one: one.ends)
    return [(period, of_period(measured, period)) for period in periods]


def _across(measured: Measured, rule: RuleVersion) -> Callable[[Sequence[Part]], Rolled]:
    return partial(across_units, rule.across_units, percent=measured.percent, scale=measured.scale)


def _due(measured: Measured, period: Period) -> bool:
    rhythm = measured.rhythm
    if rhythm.never_due or not rhythm.measures(period.year):
        return False
    return measured.first_day is None or period.ends > measured.first_day


def _next_due(measured: Measured, at: dt.date) -> dt.date:
    period = measured.rhythm.next_ending(at)
    while not _due(measured, period):
        period = measured.rhythm.next_ending(period.ends)
    return period.ends


def _reporters(measured: Measured, rule: RuleVersion) -> Sequence[Reporter]:
    """Who reports under the rule: the units, or the municipality alone. A later rule changes no earlier period."""
    return (Reporter(None),) if rule.across_units is AcrossUnits.MUNICIPALITY else measured.reporters


def _parts(measured: Measured, period: Period, rule: RuleVersion) -> list[Part]:
    due = _due(measured, period)
    return [
        _part(reporter.unit, period, measured.entries.get((reporter.unit, period), Entry()), rule, measured, due)
        for reporter in _reporters(measured, rule)
        if reporter.reports_on(period.ends)
    ]


def _part(unit: str | None, period: Period, entry: Entry, rule: RuleVersion, measured: Measured, due: bool) -> Part:
    value = entry.value
    if rule.across_units is AcrossUnits.RATIO:
        value = quotient(entry.numerator, entry.denominator, percent=measured.percent)
    weight = rule.weight(unit, period) if rule.across_units is AcrossUnits.WEIGHTED else None
    return Part(
        unit,
        period,
        value,
        entry.numerator,
        entry.denominator,
        weight,
        due=due,
        pending=entry.pending,
        why_empty=entry.why_empty,
    )


def _added_to(measured: Measured, reporter: Reporter, at: dt.date) -> bool:
    """Has the unit given a figure that belongs to the sum of the year of ``at``?"""
    return any(
        reporter.reports_on(period.ends) and measured.entries.get((reporter.unit, period), Entry()).value is not None
        for period in measured.rhythm.ended_in_year(at.year, at)
    )


def _reported(measured: Measured, at: dt.date) -> tuple[Period, Rolled] | None:
    """The latest period ended by ``at`` with a figure from a unit that reports it.

    Where all is there and still makes no value (0 ÷ 0), the one before it; where none makes one (what is not
    additive), the latest. A figure with a part lacking is the latest all the same.
    """
    latest: tuple[Period, Rolled] | None = None
    ended = {period for _, period in measured.entries if period.ends <= at}
    for period in sorted(ended, key=lambda one: one.ends, reverse=True):
        rolled = of_period(measured, period)
        if rolled.value is not None:
            return period, rolled
        if latest is None and rolled.present:
            latest = period, rolled
            if not rolled.judged:
                break
    return latest


def _latest(measured: Measured, at: dt.date) -> Figure:
    due = measured.rhythm.latest_due(measured.first_day, at)
    oldest = measured.rhythm.one_step_before(measured.rhythm.latest_ended(at))
    reported = _reported(measured, at)
    if reported is None:
        empty = of_period(measured, due) if due else None
        return Figure(due=due is not None, rolled=empty)
    period, rolled = reported
    if period.ends < oldest.ends:
        return Figure(period=period, rolled=rolled, old=rolled.value, due=due is not None)
    return Figure(rolled.value, period, rolled=rolled, due=due is not None)


def _sum(measured: Measured, at: dt.date) -> Figure:
    periods = list(measured.rhythm.ended_in_year(at.year, at))
    if not periods:
        return Figure(months=0, adds_up=True)
    last = periods[-1]
    each = [of_period(measured, period) for period in periods]
    rolled = across_time(AcrossTime.SUM, each)
    return Figure(
        rolled.value, last, last.months_gone, rolled, due=any(_due(measured, one) for one in periods), adds_up=True
    )


def _mean(measured: Measured, at: dt.date) -> Figure:
    found = _latest(measured, at)
    if found.period is None or (found.value is None and found.old is None):
        return found
    each = [of_period(measured, one) for one in measured.rhythm.ended_in_year(found.period.year, at)]
    if not each:
        return found  # a figure of a year between the measuring years stands alone
    rule = rule_on(measured, found.period.ends)
    pooled = _across(measured, rule) if rule.across_units is AcrossUnits.RATIO else None
    rolled = across_time(AcrossTime.MEAN, each, pooled=pooled)
    if found.value is None:
        return replace(found, old=rolled.value, rolled=rolled)
    return replace(found, value=rolled.value, rolled=rolled)
