"""Which figures are asked in a reporting window, of which unit, and what is known of each: a fixed number of queries.

A window is of a period (2026-Q3); it asks for every indicator's own periods that end within it: a quarter, three
months, and in the last quarter the year.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from kemi_strategy.web.dates import today
from measures.given import Asked, Given
from measures.models import Actual, Indicator, Reopening, ReportingUnit, RollUpRule, TargetVersion, Window
from measures.models.codes import ValueType
from measures.opening import reopened_in
from measures.periods import Period
from measures.rollup import AcrossTime, AcrossUnits, quotient
from scorecard.models import Municipality, Unit

type Key = tuple[int, int | None, Period]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure asked: an indicator of a unit (None: of the municipality) in a period.

    ``owner`` is the unit whose people enter it: the unit itself, or the indicator's responsible unit.
    """

    indicator: Indicator
    unit: Unit | None
    period: Period
    rule: RollUpRule

    @property
    def owner(self) -> Unit | None:
        """The unit whose people enter the figure."""
        return self.unit or self.indicator.responsible_unit

    @property
    def key(self) -> Key:
        """What identifies the cell."""
        return self.indicator.pk, self.unit.pk if self.unit else None, self.period

    @property
    def code(self) -> str:
        """The cell in an address or a form: ``K09.kirjasto.2026-Q3``, the municipality's own ``K01..2026-Q3``."""
        return f"{self.indicator.code}.{self.unit.code if self.unit else ''}.{self.period.code}"

    @property
    def figure_code(self) -> str:
        """The figure whatever its period: ``K09.kirjasto``, the municipality's own ``K01.``."""
        return f"{self.indicator.code}.{self.unit.code if self.unit else ''}"

    @property
    def adds_up(self) -> bool:
        """Is a forecast of the year asked beside the figure?"""
        return self.rule.across_time == AcrossTime.SUM


@dataclass(frozen=True, slots=True)
class Duty:
    """A cell and what is known of it: its latest entry, the period before, the same period a year ago, the target.

    ``near``: the figures of those two; ``earlier``: all of the cell's own figures from two years back.
    ``reopened``: what keeps this figure open though its window is not.
    """

    cell: Cell
    latest: Actual | None = None
    before: Actual | None = None
    year_ago: Actual | None = None
    target: TargetVersion | None = None
    near: tuple[Decimal, ...] = ()
    earlier: tuple[Decimal, ...] = ()
    reopened: Reopening | None = None

    @property
    def asked(self) -> Asked:
        """What the cell asks for, for whoever reads what is typed into it."""
        indicator = self.cell.indicator
        return Asked(
            kind_of(self.cell),
            indicator.measure_unit,
            indicator.decimals,
            indicator.scale,
            indicator.is_percent,
            self.near,
        )


def kind_of(cell: Cell) -> str:
    """number, yes_no, level or ratio."""
    if cell.rule.across_units == AcrossUnits.RATIO:
        return "ratio"
    if cell.rule.across_units == AcrossUnits.SHARE_DONE:
        return ValueType.YES_NO.value
    return cell.indicator.value_type


def figure_of(entry: Actual | Given, *, percent: bool) -> Decimal | None:
    """The entry's number: its value, or its ratio."""
    if entry.value is not None:
        return entry.value
    return quotient(entry.numerator, entry.denominator, percent=percent)


def parents_of(municipality: Municipality) -> dict[int, int | None]:
    """Every unit and the one above it: one query."""
    return dict(Unit.objects.filter(municipality=municipality).values_list("pk", "parent"))


def units_of(municipality: Municipality) -> dict[int, Unit]:
    """Every unit by its id, in their own order: one query."""
    return {unit.pk: unit for unit in Unit.objects.filter(municipality=municipality).order_by("order", "code")}


def parents_in(units: Mapping[int, Unit]) -> dict[int, int | None]:
    """Every unit and the one above it, of units at hand."""
    return {pk: unit.parent_id for pk, unit in units.items()}


def window_of(municipality: Municipality, today: dt.date) -> Window | None:
    """The window that is asked for now: the open one, else the latest. One query."""
    windows = list(Window.objects.filter(municipality=municipality).order_by("-period_ends", "-period_starts")[:8])
    return next((window for window in windows if window.is_open(today)), windows[0] if windows else None)


def duties_in(window: Window, units: Collection[int]) -> list[Duty]:
    """What the window asks of these units (by id), with what is known of each: four queries, five when it is shut."""
    cells = [cell for cell in _cells(window) if cell.owner is not None and cell.owner.pk in units]
    entries = _entries(window, cells)
    targets = _targets(window, cells)
    series: dict[tuple[int, int | None], list[Actual]] = {}
    for (indicator, unit, _period), entry in entries.items():
        series.setdefault((indicator, unit), []).append(entry)
    opened = {} if window.is_open(today()) else reopened_in(window)
    duties = [_duty(cell, entries, series, targets.get(cell.indicator.pk)) for cell in cells]
    return [replace(duty, reopened=opened.get(duty.cell.key[:2])) for duty in duties] if opened else duties


def _cells(window: Window) -> list[Cell]:
    rules: dict[int, RollUpRule] = {}
    found = RollUpRule.objects.filter(indicator__municipality=window.municipality_id)
    for rule in found.select_related("indicator__responsible_unit").order_by("indicator__code", "valid_from"):
        if rule.valid_from is None or rule.valid_from <= window.period_ends:
            rules[rule.indicator_id] = rule
    reporters: dict[int, list[ReportingUnit]] = {}
    reporting = ReportingUnit.objects.filter(indicator__in=rules).select_related("unit")
    for reporter in reporting.order_by("unit__order", "unit__code"):
        reporters.setdefault(reporter.indicator_id, []).append(reporter)
    return [cell for pk, rule in rules.items() for cell in _cells_of(rule, reporters.get(pk, []), window)]


def _cells_of(rule: RollUpRule, reporters: Iterable[ReportingUnit], window: Window) -> Iterable[Cell]:
    for period in _periods(rule.indicator, window):
        if rule.across_units == AcrossUnits.MUNICIPALITY:
            yield Cell(rule.indicator, None, period, rule)
            continue
        for reporter in reporters:
            if _reports(reporter, period.ends) and _reports(reporter.unit, period.ends):
                yield Cell(rule.indicator, reporter.unit, period, rule)


def _reports(valid: ReportingUnit | Unit, day: dt.date) -> bool:
    begun = valid.valid_from is None or valid.valid_from <= day
    return begun and (valid.valid_to is None or day <= valid.valid_to)


def _periods(indicator: Indicator, window: Window) -> list[Period]:
    """The indicator's own periods that end within the window's period and are measured."""
    rhythm = indicator.rhythm
    years = range(window.period_starts.year, window.period_ends.year + 1)
    ended = [period for year in years for period in rhythm.ended_in_year(year, window.period_ends)]
    return [] if rhythm.never_due else [period for period in ended if period.ends >= window.period_starts]


def _entries(window: Window, cells: Sequence[Cell]) -> Mapping[Key, Actual]:
    """The latest entry of every cell of these indicators from two years back: one query."""
    since = dt.date(window.period_starts.year - 2, 1, 1)
    found = Actual.objects.filter(
        municipality=window.municipality_id,
        indicator__in={cell.indicator.pk for cell in cells},
        period_ends__range=(since, window.period_ends),
        superseded_by__isnull=True,
    )
    people = ("entered_by", "returned_by", "approved_by")
    return {(one.indicator_id, one.unit_id, one.period): one for one in found.select_related(*people).order_by("id")}


def _targets(window: Window, cells: Sequence[Cell]) -> dict[int, TargetVersion]:
    """The target of each indicator on the window's last day: one query."""
    found = TargetVersion.objects.filter(
        row__indicator__in={cell.indicator.pk for cell in cells},
        valid_from__lte=window.period_ends,
        superseded_by__isnull=True,
    )
    ordered = found.select_related("row", "other").order_by("valid_from", "id")
    return {version.row.indicator_id: version for version in ordered}


def _duty(
    cell: Cell,
    entries: Mapping[Key, Actual],
    series: Mapping[tuple[int, int | None], Sequence[Actual]],
    target: TargetVersion | None,
) -> Duty:
    indicator, unit, period = cell.key
    percent = cell.indicator.is_percent
    past = [one for one in series.get((indicator, unit), ()) if one.period_ends < period.starts]
    before = entries.get((indicator, unit, cell.indicator.rhythm.one_step_before(period)))
    year_ago = entries.get((indicator, unit, period.shifted(-12 // period.months)))
    near = _figures([one for one in (before, year_ago) if one is not None], percent=percent)
    return Duty(cell, entries.get(cell.key), before, year_ago, target, near, _figures(past, percent=percent))


def _figures(entries: Iterable[Actual], *, percent: bool) -> tuple[Decimal, ...]:
    known = (figure_of(entry, percent=percent) for entry in entries)
    return tuple(figure for figure in known if figure is not None)
