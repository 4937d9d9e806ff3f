"""The rows of the sheet Toteumat: every approved figure as it stands, and the officers' assessments beside them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from measures.exporting.indicators import rows_of, shown
from measures.labels import VERDICTS, WHY_EMPTY
from measures.loading.fields import Content, written
from measures.models import Actual, Assessment, Indicator, ReportingUnit, RollUpRule
from measures.models.codes import ValueType
from measures.periods import Period
from measures.rollup import AcrossUnits
from measures.verdicts import Verdict
from measures.workbooks.ink import Number
from scorecard.models import Strategy, Unit

type _Key = tuple[int, int | None, dt.date, dt.date]
type _Cells = Mapping[str, Content | Number]


def actual_rows(strategy: Strategy) -> Iterator[_Cells]:
    """The figures by indicator, unit and period: six queries.

    A figure that the present rule has no place for (given by the city before units began to report, or the other way
    round) stays in the ledger alone.
    """
    rows = rows_of(strategy)
    indicators = {row.indicator_id: row.indicator for row in rows}
    reading = _Reading.of(indicators, strategy)
    figures = {key: one for key, one in _approved(strategy, indicators).items() if reading.has_place(key)}
    assessed = _assessed({row.pk: row.indicator_id for row in rows})
    places = {pk: place for place, pk in enumerate(indicators)}
    for key in sorted({*figures, *assessed}, key=lambda key: (places[key[0]], reading.order(key[1]), key[3], key[2])):
        indicator, unit, starts, ends = key
        yield {
            "mittari": indicators[indicator].code,
            "yksikkö": reading.units[unit].code if unit is not None else "",
            "kausi": Period.spanning(starts, ends).code,
            **(reading.figure(indicators[indicator], figures[key]) if key in figures else {}),
            **assessed.get(key, {}),
        }


@dataclass(frozen=True, slots=True)
class _Reading:
    """What must be known to write figures: the rule of each indicator, who has reported it, and the units."""

    across: Mapping[int, str]
    reporters: frozenset[tuple[int, int]]
    units: Mapping[int, Unit]

    @classmethod
    def of(cls, indicators: Mapping[int, Indicator], strategy: Strategy) -> "_Reading":
        rules = RollUpRule.objects.filter(indicator__in=indicators)
        reporters = ReportingUnit.objects.filter(indicator__in=indicators).values_list("indicator_id", "unit_id")
        units = {unit.pk: unit for unit in Unit.objects.filter(municipality=strategy.municipality_id)}
        return cls({rule.indicator_id: rule.across_units for rule in rules}, frozenset(reporters), units)

    def has_place(self, key: _Key) -> bool:
        """Is the figure of whom the indicator is asked now, or was while they reported it?"""
        of_city = self.across.get(key[0]) == AcrossUnits.MUNICIPALITY
        return key[1] is None if of_city else (key[0], key[1]) in self.reporters

    def order(self, unit: int | None) -> tuple[int, str]:
        """A unit's place among the units; the city's own figure first."""
        return (self.units[unit].order, self.units[unit].code) if unit is not None else (-1, "")

    def figure(self, indicator: Indicator, values: Mapping[str, Any]) -> _Cells:
        """The cells of an entry."""
        yes_no = self.across[indicator.pk] == AcrossUnits.SHARE_DONE or indicator.value_type == ValueType.YES_NO

        def number(name: str, decimals: int) -> Content | Number:
            value = values[name]
            if value is None:
                return None
            return ("kyllä" if value else "ei") if yes_no else shown(value, decimals)

        return {
            "arvo": values["word"] or number("value", indicator.decimals),
            "osoittaja": number("numerator", 0),
            "nimittäjä": number("denominator", 0),
            "ennuste": number("forecast", indicator.decimals),
            "tila": written(values["why_empty"], WHY_EMPTY),
            "huomautus": values["note"],
        }


_FIGURE = ("value", "numerator", "denominator", "forecast", "word", "why_empty", "note")


def _approved(strategy: Strategy, indicators: Mapping[int, Indicator]) -> dict[_Key, dict[str, Any]]:
    """The approved entry that came last, of each indicator, unit and period."""
    entries = Actual.objects.filter(
        municipality=strategy.municipality_id,
        indicator__in=indicators,
        approved_at__isnull=False,
        withdrawn_at__isnull=True,
    )
    key = ("indicator_id", "unit_id", "period_starts", "period_ends")
    found: dict[_Key, dict[str, Any]] = {}
    for indicator, unit, starts, ends, *figure in entries.order_by("pk").values_list(*key, *_FIGURE).iterator():
        found[indicator, unit, starts, ends] = dict(zip(_FIGURE, figure, strict=True))
    return found


def _assessed(rows: Mapping[int, int]) -> dict[_Key, dict[str, Content]]:
    """The officer's assessment that stands, of each row and period; of one taken back nothing."""
    found: dict[_Key, dict[str, Content]] = {}
    for one in Assessment.objects.filter(row__in=rows).order_by("pk"):
        key = (rows[one.row_id], None, one.period_starts, one.period_ends)
        found.pop(key, None)
        if one.verdict:
            found[key] = {"arvio": written(Verdict(one.verdict), VERDICTS), "arvion_perustelu": one.reason}
    return found
