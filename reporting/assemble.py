"""Assembles the Standing of a strategy from the database: five queries, whatever the number of rows or years.

With an earlier moment the structure comes out of its history (``reporting.past``): thirteen queries then.

Entries are read from a bounded span before the day asked (``_SPAN``), so that the cost does not grow with
history; ``only`` reads one row with all of its history, for the page of one indicator.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from measures.figures import Entry, Measured, RuleVersion, rule_on, series
from measures.models import Actual, Assessment, Indicator, TargetVersion
from measures.models.codes import ValueType
from measures.periods import Frequency, Period
from measures.rollup import AcrossUnits
from measures.targets import Baseline, Binding, Direction, Kind, Target, Value
from measures.verdicts import Band, Verdict
from reporting.past import structure_known
from reporting.standing import (
    Assessed,
    Audience,
    IndicatorFacts,
    Manner,
    RowFacts,
    RowStanding,
    Standing,
    StrategyFacts,
    judge,
    stand_nodes,
)
from reporting.structure import Structure, in_force, latest, names_of, structure_now, structures_now, target_of
from scorecard.models import Strategy

_SPAN = {
    Frequency.MONTH: 3,
    Frequency.QUARTER: 4,
    Frequency.HALF: 5,
    Frequency.YEAR: 10,
    Frequency.TWO_YEARS: 12,
    Frequency.THREE_YEARS: 15,
}
"""Years of entries read before the day asked: enough for the year's sum, the value one step old and a trend."""


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
    return standing_of(structure_at(strategy, period.ends, known_at=known_at, only=only), period, audience, known_at)


def standings_now(asked: Sequence[tuple[Strategy, Period]], audience: Audience = Audience.INTERNAL) -> list[Standing]:
    """How strategies of one municipality stand at the end of each period: five queries, however many are asked."""
    structures = structures_now([(strategy, period.ends) for strategy, period in asked])
    wanted = [(structure, period) for structure, (_, period) in zip(structures, asked, strict=True)]
    return _stand(wanted, audience, timezone.now())


def structure_at(
    strategy: Strategy, day: dt.date, *, known_at: dt.datetime | None = None, only: str | None = None
) -> Structure:
    """What the strategy is made of on a day, as known at a moment (now by default). Raises KpiRow.DoesNotExist."""
    if known_at is None:
        return structure_now(strategy, day, only)
    return structure_known(strategy, day, only, known_at)


def standing_of(
    structure: Structure,
    period: Period,
    audience: Audience,
    known_at: dt.datetime | None = None,
    *,
    past: bool = False,
) -> Standing:
    """The Standing of a structure that has been read already; two more queries.

    ``past``: with how the row that the structure is around stood at the end of each of its periods; no query more.
    """
    return _stand([(structure, period)], audience, known_at or timezone.now(), past=past)[0]


def _stand(
    asked: Sequence[tuple[Structure, Period]], audience: Audience, known_at: dt.datetime, *, past: bool = False
) -> list[Standing]:
    records = [_Records(structure, period.ends, audience, known_at) for structure, period in asked]
    _read_entries(records)
    _read_assessments(records)
    return [_standing(own, period, past=past) for own, (_, period) in zip(records, asked, strict=True)]


def _standing(records: "_Records", period: Period, *, past: bool) -> Standing:
    structure, audience = records.structure, records.audience
    rows = [judge(facts, period.ends, audience, series(facts.measured, period.ends)) for facts in records.row_facts()]
    if past:
        rows = [records.with_past(row) for row in rows]
    nodes = stand_nodes(structure.branches, rows, audience)
    facts = strategy_facts(structure.strategy)
    return Standing(facts, period, records.known_at, audience, nodes, tuple(rows), structure.known_at)


def _read_entries(asked: Sequence["_Records"]) -> None:
    """The latest counted entry of each indicator, unit and period in the spans: one query for all."""
    wanted, last = Q(), max(one.at for one in asked)
    for one in asked:
        wanted |= one.wanted
    first = asked[0]
    ledger = Actual.objects.filter(municipality=first.strategy.municipality_id, period_starts__lte=last)
    found = first.counted(ledger).latest_of(first.counted(Actual.objects.all())).filter(wanted)
    for indicator, unit, starts, ends, *figures in found.values_list(
        "indicator_id", "unit__code", "period_starts", "period_ends", "value", "numerator", "denominator", "word",
        "why_empty", "forecast", "approved_at",
    ).order_by():  # fmt: skip
        period = Period.spanning(starts, ends)
        for one in asked:
            one.take_entry(indicator, unit, period, figures)


def _read_assessments(asked: Sequence["_Records"]) -> None:
    """The latest assessment of each row that was known and is of the year asked: one query for all."""
    found = Assessment.objects.filter(
        row__in={target.row_id for one in asked for target in one.targets},
        assessed_at__lte=asked[0].known_at,
        period_ends__lte=max(one.at for one in asked),
        period_ends__gte=min(one.year_back for one in asked),
    )
    for assessment in found.select_related("assessed_by").order_by("period_ends", "id"):
        for one in asked:
            one.take_assessment(assessment)


class _Records:
    """What the database knows of the rows' indicators, turned into plain values."""

    def __init__(self, structure: Structure, at: dt.date, audience: Audience, known_at: dt.datetime) -> None:
        self.structure, self.at, self.audience, self.known_at = structure, at, audience, known_at
        self.strategy, self.targets, self.rules = structure.strategy, structure.targets, structure.rules
        self.indicators = structure.indicators
        self.since = self._since()
        self.entries: dict[int, dict[tuple[str | None, Period], Entry]] = defaultdict(dict)
        self.assessments: dict[int, Assessed] = {}

    def _since(self) -> dict[int, dt.date]:
        """From which day on the entries of each indicator are read; of some of them all."""
        frequencies = {pk: Frequency(one.frequency) for pk, one in self.indicators.items()}
        frequencies |= self.structure.weight_frequencies
        bounded = {pk: dt.date(self.at.year - _SPAN[frequency], 1, 1) for pk, frequency in frequencies.items()}
        return bounded | dict.fromkeys(self.structure.with_history, dt.date.min)

    @property
    def wanted(self) -> Q:
        """The entries to read."""
        found = Q(indicator__in=())
        for since in set(self.since.values()):
            group = [pk for pk, own in self.since.items() if own == since]
            found |= Q(indicator__in=group, period_ends__gte=since)
        return found

    @property
    def year_back(self) -> dt.date:
        """The day after the one asked, a year before it."""
        return (self.at + dt.timedelta(days=1)).replace(year=self.at.year - (self.at.month < 12))

    def counted(self, ledger: Any) -> Any:
        """The entries that count for the audience."""
        return ledger.approved(self.known_at) if self.audience is Audience.PUBLIC else ledger.counted(self.known_at)

    def take_entry(self, indicator: int, unit: str | None, period: Period, figures: Sequence[Any]) -> None:
        """Keeps an entry that has been read, where it is within the span."""
        since = self.since.get(indicator)
        if since is not None and period.ends >= since and period.starts <= self.at:
            self.entries[indicator][(unit, period)] = self._entry(indicator, figures)

    def take_assessment(self, one: Assessment) -> None:
        """Keeps an assessment that has been read, where it is of a row here and of the year asked."""
        if self.year_back <= one.period_ends <= self.at:
            # One without a verdict takes back what was given before it.
            self.assessments.pop(one.row_id, None)
        if one.verdict and self.year_back <= one.period_ends <= self.at:
            self.assessments[one.row_id] = Assessed(Verdict(one.verdict), one.reason, *_signed(one))

    def _entry(self, indicator: int, figures: Sequence[Any]) -> Entry:
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

    def row_facts(self) -> list[RowFacts]:
        """Each row with all it is judged by, in the strategy's order."""
        return [self._row_facts(target, self.at) for target in self.targets]

    def with_past(self, row: RowStanding) -> RowStanding:
        """The row with its past, where all its targets have been read: that is the one the structure is around."""
        around = {version.row.indicator.code for version in self.structure.versions}
        if around != {row.code}:
            return row
        return replace(row, past=self.stood([period for period, _ in row.series]))

    def stood(self, periods: Sequence[Period]) -> tuple[tuple[Period, RowStanding], ...]:
        """How the one row stood at the end of each period, against the target valid then.

        The same as a Standing of that period, but for the officers' assessments, which are of the day asked.
        """
        found = []
        for period in periods:
            facts = self._row_facts(in_force(self.structure.versions, period.ends), period.ends)
            found.append((period, judge(replace(facts, assessed=None), period.ends, self.audience)))
        return tuple(found)

    def _row_facts(self, version: TargetVersion, at: dt.date) -> RowFacts:
        row, other = version.row, version.other
        indicator = row.indicator
        measured = self._measured(indicator)
        # A strategy without a first day has no time before it: its own target holds for every period.
        begun = version.valid_from <= at or (self.strategy.valid_from is None and version.decision_id is None)
        return RowFacts(
            indicator=_indicator_facts(indicator, measured, at),
            measured=measured,
            target=target_of(version) if begun else _not_yet(version),
            baseline=Baseline(row.baseline_value, row.baseline_date, row.baseline_comparable, row.baseline_words),
            band=Band(row.band_percent, row.band_absolute),
            reading=row.reading,
            question=row.question,
            other=self._measured(other) if other is not None else None,
            other_names=names_of(other) if other is not None else None,
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
            list(self.structure.reporters[indicator.pk].values()),
            self.entries.get(indicator.pk, {}),
            latest(self.strategy.valid_from, indicator.first_day),
            indicator.is_percent,
            indicator.scale,
        )

    def _weights(self, weight: int) -> dict[tuple[str | None, Period], Decimal]:
        found = self.entries.get(weight, {})
        return {cell: entry.value for cell, entry in found.items() if isinstance(entry.value, Decimal)}


def _typed(number: Decimal | None, says_yes_or_no: bool) -> Value | None:
    return bool(number) if says_yes_or_no and number is not None else number


def _signed(one: Assessment) -> tuple[str, dt.datetime]:
    return one.assessed_by.get_full_name() or one.assessed_by.get_username(), one.assessed_at


def _not_yet(version: TargetVersion) -> Target:
    """Before a row's first target there is nothing to judge by: only its words are shown."""
    return Target(Kind.UNDECIDED, words=version.words, binding=Binding(version.binding))


def _indicator_facts(indicator: Indicator, measured: Measured, at: dt.date) -> IndicatorFacts:
    rule = rule_on(measured, at)
    unit = indicator.responsible_unit
    return IndicatorFacts(
        indicator.code,
        names_of(indicator),
        indicator.measure_unit,
        indicator.decimals,
        Direction(indicator.direction),
        indicator.value_type,
        indicator.frequency,
        rule.across_units,
        rule.across_time,
        indicator.entity,
        indicator.responsible_role,
        named(unit) if unit is not None else "",
        indicator.source,
        unit.code if unit is not None else "",
    )


def strategy_facts(strategy: Strategy) -> StrategyFacts:
    """The strategy's own words; its municipality should come with it."""
    municipality = strategy.municipality
    return StrategyFacts(
        strategy.code,
        names_of(strategy),
        names_of(strategy, "mission"),
        names_of(strategy, "vision"),
        strategy.kind,
        strategy.state_on(today()).value,
        municipality.code,
        names_of(municipality),
        municipality.example_data,
        strategy.valid_from,
        strategy.valid_to,
        Manner(strategy.level_words, strategy.all_rows_reach),
    )
