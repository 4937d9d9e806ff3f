"""The rows of the sheet Mittarit: each indicator with its rule, its place in the strategy, its baseline and target."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from measures.loading.fields import Content, cells_of, target_cells
from measures.loading.writing_targets import as_target
from measures.models import KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from measures.targets import Kind, Target
from measures.workbooks.ink import Number
from scorecard.models import Strategy

_OF_THE_UNIT = ("lähtötaso", "raja_abs", "tavoite_arvo", "tavoite_yläraja")
"""Numbers in the indicator's own unit, shown with its decimals."""


def indicator_rows(strategy: Strategy) -> Iterator[Mapping[str, Content | Number]]:
    """The rows in the strategy's order: six queries."""
    rows = rows_of(strategy)
    rules, reporting, links = _rules(rows), _reporting(rows), _links(rows)
    targets = _targets(rows, strategy.valid_from)
    for row in rows:
        indicator = row.indicator
        cells = {
            **cells_of(row),
            **cells_of(indicator),
            **(cells_of(rules[indicator.pk]) if indicator.pk in rules else {}),
            **target_cells(targets.get(row.pk, Target(Kind.UNDECIDED))),
            **_reporting_cells(reporting.get(indicator.pk, ())),
            "kohteet": "; ".join(links.get(row.pk, ())),
        }
        yield {column: _shown(column, content, indicator.decimals) for column, content in cells.items()}


def rows_of(strategy: Strategy) -> list[KpiRow]:
    """The strategy's rows in its own order: one query."""
    found = KpiRow.objects.filter(strategy=strategy).select_related("indicator__responsible_unit")
    return list(found.order_by("order", "indicator__code"))


def _shown(column: str, content: Content, decimals: int) -> Content | Number:
    if not isinstance(content, Decimal):
        return content
    return shown(content, decimals if column in _OF_THE_UNIT else 0)


def shown(number: Decimal, decimals: int) -> Number:
    """A number with the indicator's decimals, and with more where it has them: no cell hides what it holds."""
    exponent = number.normalize().as_tuple().exponent
    return Number(number, max(decimals, -exponent if isinstance(exponent, int) else 0))


def _rules(rows: Sequence[KpiRow]) -> dict[int, RollUpRule]:
    """The latest rule of each indicator."""
    found = RollUpRule.objects.filter(indicator__in=[row.indicator_id for row in rows]).select_related("weight")
    return {rule.indicator_id: rule for rule in found}


def _reporting(rows: Sequence[KpiRow]) -> dict[int, list[ReportingUnit]]:
    found = ReportingUnit.objects.filter(indicator__in=[row.indicator_id for row in rows]).select_related("unit")
    units: dict[int, list[ReportingUnit]] = defaultdict(list)
    for one in found.order_by("unit__order", "unit__code"):
        units[one.indicator_id].append(one)
    return units


def _reporting_cells(units: Sequence[ReportingUnit]) -> dict[str, str]:
    """Who reports, and the days of those that do not report as long as they exist."""
    days = [
        f"{one.unit.code}={_day(one.valid_from)}..{_day(one.valid_to)}"
        for one in units
        if (one.valid_from, one.valid_to) != (one.unit.valid_from, one.unit.valid_to)
    ]
    return {"raportoivat": "; ".join(one.unit.code for one in units), "raportointiajat": "; ".join(days)}


def _day(day: dt.date | None) -> str:
    return day.isoformat() if day is not None else ""


def _links(rows: Sequence[KpiRow]) -> dict[int, list[str]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for link in RowLink.objects.filter(row__in=[row.pk for row in rows]).select_related("node", "project", "action"):
        thing: Any = link.node or link.project or link.action
        kind = 0 if link.node_id else 1 if link.project_id else 2
        found[link.row_id].append((kind, thing.order, thing.code + ("?" if link.proposed else "")))
    return {row: [code for *_, code in sorted(codes)] for row, codes in found.items()}


def _targets(rows: Sequence[KpiRow], valid_from: dt.date | None) -> dict[int, Target]:
    """Of each row the target it began with, as last corrected: later ones rest on decisions of their own."""
    versions: dict[int, dict[dt.date, TargetVersion]] = defaultdict(dict)
    decided: dict[int, dict[dt.date, TargetVersion]] = defaultdict(dict)
    found = TargetVersion.objects.filter(row__in=[row.pk for row in rows]).select_related("other").order_by("pk")
    for version in found:
        (versions if version.decision_id is None else decided)[version.row_id][version.valid_from] = version
    first = {}
    for row in rows:
        own = versions.get(row.pk) or decided.get(row.pk) or {}
        if own:
            day = valid_from if valid_from in own else min(own)
            first[row.pk] = as_target(own[day])
    return first
