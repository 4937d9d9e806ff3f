"""Assembles the Standing of a strategy from the database: six queries, whatever the number of rows or years.

Entries are read from a bounded span before the day asked (``_SPAN``), so that the cost does not grow with
history; ``only`` reads one row with all of its history, for the page of one indicator.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from measures.figures import Entry, Measured, Reporter, RuleVersion, rule_on, series
from measures.models import Actual, Assessment, Indicator, KpiRow, RollUpRule, RowLink, TargetVersion
from measures.models.codes import ValueType
from measures.periods import Frequency, Period
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Baseline, Binding, Direction, Kind, Repeats, Target, Value
from measures.verdicts import Band, Verdict
from reporting.standing import (
    Assessed,
    Audience,
    Branch,
    IndicatorFacts,
    Link,
    Names,
    RowFacts,
    Standing,
    StrategyFacts,
    judge,
    stand_nodes,
)
from scorecard.models import Node, Strategy

HELSINKI = ZoneInfo("Europe/Helsinki")
_SPAN = {
    Frequency.MONTH: 3,
    Frequency.QUARTER: 4,
    Frequency.HALF: 5,
    Frequency.YEAR: 10,
    Frequency.TWO_YEARS: 12,
    Frequency.THREE_YEARS: 15,
}
"""Years of entries read before the day asked: enough for the year's sum, the value one step old and a trend."""


def end_of_day(day: dt.date) -> dt.datetime:
    """The last moment of a day in Helsinki: what ``--known-at`` of that day means."""
    return dt.datetime.combine(day + dt.timedelta(days=1), dt.time(), HELSINKI) - dt.timedelta(microseconds=1)


def standing_at(
    strategy: Strategy,
    period: Period,
    audience: Audience = Audience.INTERNAL,
    *,
    known_at: dt.datetime | None = None,
    only: str | None = None,
) -> Standing:
    """How the strategy stands at the end of ``period``, as known at a moment (now by default).

    ``strategy`` should come with its municipality selected. ``only``: the code of the one row wanted; then the
    Standing has that row alone, with its whole history. Raises KpiRow.DoesNotExist when there is no such row.
    """
    known_at = known_at or timezone.now()
    targets = _targets(strategy, period.ends, only)
    if only is not None and not targets:
        raise KpiRow.DoesNotExist(only)
    records = _Records(strategy, period.ends, audience, known_at, targets, whole_history=only is not None)
    rows = [judge(facts, period.ends, audience, series(facts.measured, period.ends)) for facts in records.row_facts()]
    branches = _branches(strategy, [target.row for target in targets])
    nodes = stand_nodes(branches, rows, audience)
    return Standing(strategy_facts(strategy), period, known_at, audience, nodes, tuple(rows))


def _targets(strategy: Strategy, day: dt.date, only: str | None) -> list[TargetVersion]:
    """Of each row the target valid on the day, with row and indicators; before the first one, the first one."""
    versions = TargetVersion.objects.filter(row__strategy=strategy)
    if only is not None:
        versions = versions.filter(row__indicator__code=only)
    same_row = TargetVersion.objects.filter(row=OuterRef("row"))
    later = same_row.filter(valid_from__lte=day).filter(_after(OuterRef("valid_from"), OuterRef("id")))
    earlier = same_row.filter(
        Q(valid_from__lt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), id__gt=OuterRef("id"))
    )
    valid = Q(valid_from__lte=day) & ~Exists(later)
    first = Q(valid_from__gt=day) & ~Exists(earlier)
    found = versions.filter(valid | first).select_related("row", "row__indicator__responsible_unit", "other")
    return list(found.order_by("row__order", "row__id"))


def _after(day: OuterRef, number: OuterRef) -> Q:
    return Q(valid_from__gt=day) | Q(valid_from=day, id__gt=number)


class _Records:
    """What the database knows of the rows' indicators, turned into plain values."""

    def __init__(
        self,
        strategy: Strategy,
        at: dt.date,
        audience: Audience,
        known_at: dt.datetime,
        targets: list[TargetVersion],
        *,
        whole_history: bool,
    ) -> None:
        self.strategy, self.at, self.audience, self.known_at = strategy, at, audience, known_at
        self.targets = targets
        indicators = {target.row.indicator_id: target.row.indicator for target in targets}
        indicators |= {target.other.pk: target.other for target in targets if target.other is not None}
        self.indicators: dict[int, Indicator] = indicators
        self.rules: dict[int, dict[dt.date | None, tuple[AcrossUnits, AcrossTime, int | None]]] = defaultdict(dict)
        self.reporters: dict[int, dict[str | None, Reporter]] = defaultdict(dict)
        self.weight_frequencies: dict[int, Frequency] = {}
        self._read_rules()
        self.entries = self._read_entries(whole_history)
        self.assessments = self._read_assessments()

    def _read_rules(self) -> None:
        """Rules and reporting units, joined: one query."""
        rules = RollUpRule.objects.filter(indicator__in=self.indicators).values_list(
            "indicator_id",
            "valid_from",
            "across_units",
            "across_time",
            "weight_id",
            "weight__frequency",
            "indicator__reporting_units__unit__code",
            "indicator__reporting_units__valid_from",
            "indicator__reporting_units__valid_to",
            "indicator__reporting_units__unit__valid_from",
            "indicator__reporting_units__unit__valid_to",
        )
        for pk, since, units, time, weight, weight_frequency, code, *days in rules.order_by(
            "indicator__reporting_units__unit__order", "indicator__reporting_units__unit__code"
        ):
            self.rules[pk][since] = (AcrossUnits(units), AcrossTime(time), weight)
            if weight is not None:
                self.weight_frequencies[weight] = Frequency(weight_frequency)
            if code is not None:
                self.reporters[pk][code] = Reporter(code, _latest(days[0], days[2]), _earliest(days[1], days[3]))

    def _read_entries(self, whole_history: bool) -> Mapping[int, dict[tuple[str | None, Period], Entry]]:
        """The latest counted entry of each indicator, unit and period in the span: one query."""
        frequencies = {pk: Frequency(one.frequency) for pk, one in self.indicators.items()} | self.weight_frequencies
        wanted = Q(pk__in=[])
        for frequency, years in _SPAN.items():
            since = dt.date(1900, 1, 1) if whole_history else dt.date(self.at.year - years, 1, 1)
            group = [pk for pk, own in frequencies.items() if own is frequency]
            if group:
                wanted |= Q(indicator__in=group, period_ends__gte=since)
        ledger = Actual.objects.filter(municipality=self.strategy.municipality_id, period_starts__lte=self.at)
        found = self._counted(ledger).latest_of(self._counted(Actual.objects.all())).filter(wanted)
        entries: dict[int, dict[tuple[str | None, Period], Entry]] = defaultdict(dict)
        for indicator, unit, starts, ends, *figures in found.values_list(
            "indicator_id", "unit__code", "period_starts", "period_ends", "value", "numerator", "denominator", "word",
            "why_empty", "forecast", "approved_at",
        ).order_by():  # fmt: skip
            entries[indicator][(unit, Period.spanning(starts, ends))] = self._entry(indicator, figures)
        return entries

    def _counted(self, ledger: Any) -> Any:
        return ledger.approved(self.known_at) if self.audience is Audience.PUBLIC else ledger.counted(self.known_at)

    def _entry(self, indicator: int, figures: list[Any]) -> Entry:
        value, numerator, denominator, word, why_empty, forecast, approved_at = figures
        pending = approved_at is None or approved_at > self.known_at
        says_yes_or_no = self._says_yes_or_no(indicator)
        return Entry(
            word or _typed(value, says_yes_or_no),
            numerator,
            denominator,
            _typed(forecast, says_yes_or_no),
            why_empty,
            pending,
        )

    def _says_yes_or_no(self, indicator: int) -> bool:
        known = self.indicators.get(indicator)
        done = any(rule[0] is AcrossUnits.SHARE_DONE for rule in self.rules[indicator].values())
        return done or (known is not None and known.value_type == ValueType.YES_NO)

    def _read_assessments(self) -> dict[int, Assessed]:
        """The latest assessment of each row that was known and is of the year asked: one query."""
        found = Assessment.objects.filter(
            row__in=[target.row_id for target in self.targets],
            assessed_at__lte=self.known_at,
            period_ends__lte=self.at,
            period_ends__gte=(self.at + dt.timedelta(days=1)).replace(year=self.at.year - (self.at.month < 12)),
        )
        return {one.row_id: Assessed(Verdict(one.verdict), one.reason) for one in found.order_by("period_ends", "id")}

    def row_facts(self) -> list[RowFacts]:
        """Each row with all it is judged by, in the strategy's order."""
        return [self._row_facts(target) for target in self.targets]

    def _row_facts(self, version: TargetVersion) -> RowFacts:
        row, other = version.row, version.other
        indicator = row.indicator
        measured = self._measured(indicator)
        # A strategy without a first day has no time before it: its own target holds for every period.
        begun = version.valid_from <= self.at or (self.strategy.valid_from is None and version.decision_id is None)
        return RowFacts(
            indicator=_indicator_facts(indicator, measured, self.at),
            measured=measured,
            target=_target(version, indicator.scale) if begun else _not_yet(version),
            baseline=Baseline(row.baseline_value, row.baseline_date, row.baseline_comparable, row.baseline_words),
            band=Band(row.band_percent, row.band_absolute),
            reading=row.reading,
            question=row.question,
            other=self._measured(other) if other is not None else None,
            other_names=_names(other) if other is not None else None,
            assessed=self.assessments.get(row.pk),
            starts=self.strategy.valid_from,
        )

    def _measured(self, indicator: Indicator) -> Measured:
        rules = [
            RuleVersion(units, time, since, self._weights(weight) if weight is not None else {})
            for since, (units, time, weight) in self.rules[indicator.pk].items()
        ]
        return Measured(
            indicator.rhythm,
            rules,
            list(self.reporters[indicator.pk].values()),
            self.entries.get(indicator.pk, {}),
            _latest(self.strategy.valid_from, indicator.first_day),
            indicator.is_percent,
            indicator.scale,
        )

    def _weights(self, weight: int) -> dict[tuple[str | None, Period], Decimal]:
        found = self.entries.get(weight, {})
        return {cell: entry.value for cell, entry in found.items() if isinstance(entry.value, Decimal)}


def _typed(number: Decimal | None, says_yes_or_no: bool) -> Value | None:
    return bool(number) if says_yes_or_no and number is not None else number


def _latest(*days: dt.date | None) -> dt.date | None:
    return max((day for day in days if day is not None), default=None)


def _earliest(*days: dt.date | None) -> dt.date | None:
    return min((day for day in days if day is not None), default=None)


def _names(thing: Any, name: str = "name") -> Names:
    return Names(getattr(thing, f"{name}_fi"), getattr(thing, f"{name}_sv"), getattr(thing, f"{name}_en"))


def _target(version: TargetVersion, scale: tuple[str, ...]) -> Target:
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        version.op or None,
        version.other.code if version.other is not None else None,
        version.level or None,
        scale,
        version.due,
        Repeats(version.repeats),
        Binding(version.binding),
        version.words,
    )


def _not_yet(version: TargetVersion) -> Target:
    """Before a row's first target there is nothing to judge by: only its words are shown."""
    return Target(Kind.UNDECIDED, words=version.words, binding=Binding(version.binding))


def _indicator_facts(indicator: Indicator, measured: Measured, at: dt.date) -> IndicatorFacts:
    rule = rule_on(measured, at)
    unit = indicator.responsible_unit
    return IndicatorFacts(
        indicator.code,
        _names(indicator),
        indicator.measure_unit,
        indicator.decimals,
        Direction(indicator.direction),
        indicator.value_type,
        indicator.frequency,
        rule.across_units,
        rule.across_time,
        indicator.entity,
        indicator.responsible_role,
        unit.name_fi if unit is not None else "",
        indicator.source,
    )


def strategy_facts(strategy: Strategy) -> StrategyFacts:
    """The strategy's own words; its municipality should come with it."""
    municipality = strategy.municipality
    return StrategyFacts(
        strategy.code,
        _names(strategy),
        _names(strategy, "mission"),
        _names(strategy, "vision"),
        strategy.kind,
        strategy.state,
        municipality.code,
        _names(municipality),
        municipality.example_data,
        strategy.valid_from,
        strategy.valid_to,
    )


def _branches(strategy: Strategy, rows: Iterable[KpiRow]) -> list[Branch]:
    """The tree with its links, and the projects and actions that rows hang on: two queries."""
    codes = {row.pk: row.indicator.code for row in rows}
    branches: dict[tuple[str, str], Branch] = {}
    nodes = Node.objects.filter(strategy=strategy).order_by("order", "code", "row_links__row__order")
    for code, kind, parent, description, fi, sv, en, row, proposed in nodes.values_list(
        "code", "kind", "parent__code", "description", "name_fi", "name_sv", "name_en", "row_links__row_id",
        "row_links__proposed",
    ):  # fmt: skip
        _grow(branches, Branch(code, kind, Names(fi, sv, en), parent, description), codes.get(row), proposed)
    links = RowLink.objects.filter(row__in=codes, node__isnull=True).select_related("project", "action")
    for link in links.order_by(
        F("project__order").asc(nulls_last=True), F("action__order").asc(nulls_last=True), "row__order", "id"
    ):
        for kind, thing in (("project", link.project), ("action", link.action)):
            if thing is not None:
                _grow(branches, Branch(thing.code, kind, _names(thing)), codes[link.row_id], link.proposed)
    return list(branches.values())


def _grow(branches: dict[tuple[str, str], Branch], branch: Branch, row: str | None, proposed: bool | None) -> None:
    known = branches.setdefault((branch.kind, branch.code), branch)
    if row is not None:
        link = Link(row, bool(proposed))
        branches[branch.kind, branch.code] = replace(known, links=(*known.links, link))
