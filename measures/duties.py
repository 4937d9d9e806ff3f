"""Which figures are asked in a reporting window, of which unit, and what is known of each: a fixed number of queries.

A window is of a period (2026-Q3); it asks for every indicator's own periods that end within it: a quarter, three
months, and in the last quarter the year.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from kemi_strategy.web.dates import today
from measures.given import Asked, Given
from measures.models import Actual, Indicator, Reopening, RollUpRule, TargetVersion, Window
from measures.models.codes import ValueType
from measures.opening import reopened_over
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
    def whereabouts(self) -> str:
        """What follows ``?kausi=`` in the address of the cell on the entry page: its unit, and its place there."""
        unit = f"&yksikko={self.owner.code}" if self.owner is not None else ""
        return f"{unit}#rivi-{self.code}"

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
    ``this_year``: of what adds up the year's earlier periods with their figures, None where one is lacking.
    ``whole``: does the cell alone make the row's figure, no other unit with it?
    ``reopened``: what keeps this figure open though its window is not.
    """

    cell: Cell
    latest: Actual | None = None
    before: Actual | None = None
    year_ago: Actual | None = None
    target: TargetVersion | None = None
    near: tuple[Decimal, ...] = ()
    earlier: tuple[Decimal, ...] = ()
    this_year: tuple[Decimal | None, ...] = ()
    whole: bool = True
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
    """What one window asks of these units (by id), with what is known of each: four queries, five when it is shut."""
    return duties_over([window], units)[window.pk]


def duties_over(
    windows: Sequence[Window],
    units: Collection[int],
    every: Mapping[int, Unit] | None = None,
    *,
    with_targets: bool = True,
) -> dict[int, list[Duty]]:
    """What several windows of one municipality ask of these units, by the window's id: five queries at the most.

    ``every``: all units of the municipality by their ids, where they are at hand; that spares a query, and so does
    doing without the targets.
    """
    everything = cells_asked(windows, every)
    cells = {pk: [one for one in found if _is_of(one, units)] for pk, found in everything.items()}
    asked = [cell for found in cells.values() for cell in found]
    entries = _entries(windows, asked)
    targets = _targets(windows, asked) if with_targets else {}
    series: dict[tuple[int, int | None], list[Actual]] = {}
    for (indicator, unit, _period), entry in entries.items():
        series.setdefault((indicator, unit), []).append(entry)
    day = today()
    opened = reopened_over([window for window in windows if not window.is_open(day)])
    shares = Counter((cell.indicator.pk, cell.period) for found in everything.values() for cell in found)
    known = _Known(entries, series, targets, opened, shares)
    return {window.pk: [known.duty(cell, window) for cell in cells[window.pk]] for window in windows}


def _is_of(cell: Cell, units: Collection[int]) -> bool:
    return cell.owner is not None and cell.owner.pk in units


@dataclass(frozen=True, slots=True)
class _Reporting:
    """A unit that reports an indicator, from–to inclusive."""

    unit: Unit
    valid_from: dt.date | None
    valid_to: dt.date | None


def cells_asked(windows: Sequence[Window], units: Mapping[int, Unit] | None = None) -> dict[int, list[Cell]]:
    """What each of these windows of one municipality asks for, by the window's id: two queries.

    One, where all units of the municipality are at hand.
    """
    places = {window.municipality_id for window in windows}
    if units is None:
        units = {unit.pk: unit for unit in Unit.objects.filter(municipality__in=places)}
    rules, reporters = _rules_and_reporters(places, units)
    return {
        window.pk: [cell for rule in _in_force(rules, window) for cell in _cells_of(rule, reporters, window)]
        for window in windows
    }


def _rules_and_reporters(
    places: Collection[int], units: Mapping[int, Unit]
) -> tuple[list[RollUpRule], dict[int, list[_Reporting]]]:
    """The rules of each indicator, earliest first, and who reports it in the units' own order: one query."""
    reporting = "indicator__reporting_units__"
    found = RollUpRule.objects.filter(indicator__municipality__in=places).annotate(
        reporter=F(f"{reporting}unit"), since=F(f"{reporting}valid_from"), until=F(f"{reporting}valid_to")
    )
    rules: dict[int, RollUpRule] = {}
    reporters: dict[int, dict[int, _Reporting]] = {}
    earliest_first = F("valid_from").asc(nulls_first=True)
    for rule in found.select_related("indicator__responsible_unit").order_by("indicator__code", earliest_first, "id"):
        rules.setdefault(rule.pk, rule)
        if rule.reporter is not None:
            one = _Reporting(units[rule.reporter], rule.since, rule.until)
            reporters.setdefault(rule.indicator_id, {})[rule.reporter] = one
    ordered = {
        indicator: sorted(own.values(), key=lambda one: (one.unit.order, one.unit.code))
        for indicator, own in reporters.items()
    }
    return list(rules.values()), ordered


def _in_force(rules: Iterable[RollUpRule], window: Window) -> Iterable[RollUpRule]:
    """The rule of each indicator on the window's last day; the rules come in order of their first day."""
    found: dict[int, RollUpRule] = {}
    for rule in rules:
        if rule.valid_from is None or rule.valid_from <= window.period_ends:
            found[rule.indicator_id] = rule
    return found.values()


def _cells_of(rule: RollUpRule, reporters: Mapping[int, Sequence[_Reporting]], window: Window) -> Iterable[Cell]:
    for period in _periods(rule.indicator, window):
        if rule.across_units == AcrossUnits.MUNICIPALITY:
            yield Cell(rule.indicator, None, period, rule)
            continue
        for reporter in reporters.get(rule.indicator_id, ()):
            if _reports(reporter, period.ends) and _reports(reporter.unit, period.ends):
                yield Cell(rule.indicator, reporter.unit, period, rule)


def _reports(valid: _Reporting | Unit, day: dt.date) -> bool:
    begun = valid.valid_from is None or valid.valid_from <= day
    return begun and (valid.valid_to is None or day <= valid.valid_to)


def _periods(indicator: Indicator, window: Window) -> list[Period]:
    """The indicator's own periods that end within the window's period, by its last day, and are measured."""
    rhythm = indicator.rhythm
    years = range(window.period_starts.year, window.period_ends.year + 1)
    last = indicator.last_day or window.period_ends
    ended = [period for year in years for period in rhythm.ended_in_year(year, min(last, window.period_ends))]
    return [] if rhythm.never_due else [period for period in ended if period.ends >= window.period_starts]


def _entries(windows: Sequence[Window], cells: Sequence[Cell]) -> Mapping[Key, Actual]:
    """The latest entry of every cell of these indicators from two years back: one query."""
    since = dt.date(min(window.period_starts for window in windows).year - 2, 1, 1)
    found = Actual.objects.filter(
        municipality=windows[0].municipality_id,
        indicator__in={cell.indicator.pk for cell in cells},
        period_ends__range=(since, max(window.period_ends for window in windows)),
        superseded_by__isnull=True,
        withdrawn_at__isnull=True,
    )
    with_them = ("entered_by", "returned_by", "approved_by", "supersedes")
    return {(one.indicator_id, one.unit_id, one.period): one for one in found.select_related(*with_them).order_by("id")}


def _targets(windows: Sequence[Window], cells: Sequence[Cell]) -> dict[int, list[TargetVersion]]:
    """The targets of each indicator by the last window's last day, earliest first: one query."""
    found = TargetVersion.objects.filter(
        row__indicator__in={cell.indicator.pk for cell in cells},
        valid_from__lte=max(window.period_ends for window in windows),
        superseded_by__isnull=True,
    )
    targets: dict[int, list[TargetVersion]] = {}
    for version in found.select_related("row__strategy", "other").order_by("valid_from", "id"):
        targets.setdefault(version.row.indicator_id, []).append(version)
    return targets


@dataclass(frozen=True, slots=True)
class _Known:
    """What has been read of the cells; no query is made here."""

    entries: Mapping[Key, Actual]
    series: Mapping[tuple[int, int | None], Sequence[Actual]]
    targets: Mapping[int, Sequence[TargetVersion]]
    opened: Mapping[tuple[int, int, int | None], Reopening]
    shares: Mapping[tuple[int, Period], int]

    def duty(self, cell: Cell, window: Window) -> Duty:
        """The cell with what is known of it."""
        indicator, unit, period = cell.key
        percent = cell.indicator.is_percent
        past = [one for one in self.series.get((indicator, unit), ()) if one.period_ends < period.starts]
        before = self.entries.get((indicator, unit, cell.indicator.rhythm.one_step_before(period)))
        year_ago = self.entries.get((indicator, unit, period.shifted(-12 // period.months)))
        return Duty(
            cell,
            latest=self.entries.get(cell.key),
            before=before,
            year_ago=year_ago,
            target=self._target(indicator, window),
            near=_figures([one for one in (before, year_ago) if one is not None], percent=percent),
            earlier=_figures(past, percent=percent),
            this_year=self._this_year(cell) if cell.adds_up else (),
            whole=self.shares[indicator, period] == 1,
            reopened=self.opened.get((window.pk, indicator, unit)),
        )

    def _target(self, indicator: int, window: Window) -> TargetVersion | None:
        """The one valid on the window's last day."""
        begun = [one for one in self.targets.get(indicator, ()) if one.valid_from <= window.period_ends]
        return begun[-1] if begun else None

    def _this_year(self, cell: Cell) -> tuple[Decimal | None, ...]:
        indicator, unit, period = cell.key
        eve = period.starts - dt.timedelta(days=1)
        found = [
            self.entries.get((indicator, unit, one)) for one in cell.indicator.rhythm.ended_in_year(period.year, eve)
        ]
        return tuple(one.value if one is not None else None for one in found)


def _figures(entries: Iterable[Actual], *, percent: bool) -> tuple[Decimal, ...]:
    known = (figure_of(entry, percent=percent) for entry in entries)
    return tuple(figure for figure in known if figure is not None)
