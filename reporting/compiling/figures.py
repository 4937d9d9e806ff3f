"""The figures of a report as they were given, one by one, and those that are lacking, with whose they are."""

import datetime as dt
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from measures.models import Actual
from measures.models.codes import ValueType
from measures.periods import Period
from measures.rollup import AcrossUnits
from measures.targets import Value
from reporting.compiling.roles import Roles
from reporting.compiling.titles import with_unit
from reporting.snapshot import ActualFacts, MissingFigure, WhyMissing
from reporting.standing import Audience, Names, RowStanding, Standing
from scorecard.models import Municipality

YEARS_BACK = 4
"""Whole years before the report's own whose figures are listed one by one."""

type Cell = tuple[str, str, Period]


def actuals_of(municipality: Municipality, standing: Standing, roles: Roles) -> tuple[ActualFacts, ...]:
    """Every figure of the report's rows that counts for its audience: one query."""
    period, known_at = standing.period, standing.known_at
    rows = {row.code: row for row in standing.rows}
    ledger = Actual.objects.filter(
        municipality=municipality,
        indicator__code__in=rows,
        period_ends__lte=period.ends,
        period_ends__gte=dt.date(period.year - YEARS_BACK, 1, 1),
    )
    found = _counted(ledger, standing).latest_of(_counted(Actual.objects.all(), standing))
    listed = found.select_related("indicator", "unit").order_by(
        "indicator__code", "period_ends", "period_starts", "unit__order", "unit__code"
    )
    facts = [_fact(one, rows[one.indicator.code], roles, known_at) for one in listed]
    order = {code: place for place, code in enumerate(rows)}
    return tuple(sorted(facts, key=lambda one: order[one.indicator]))


def _counted(ledger: Any, standing: Standing) -> Any:
    public = standing.audience is Audience.PUBLIC
    return ledger.approved(standing.known_at) if public else ledger.counted(standing.known_at)


def _fact(one: Actual, row: RowStanding, roles: Roles, known_at: dt.datetime) -> ActualFacts:
    approved = one.approved_at is not None and one.approved_at <= known_at
    return ActualFacts(
        indicator=one.indicator.code,
        unit=one.unit.code if one.unit is not None else "",
        period=one.period,
        value=one.word or _typed(one.value, row),
        numerator=one.numerator,
        denominator=one.denominator,
        forecast=one.forecast,
        why_empty=one.why_empty,
        note=one.note,
        source=one.source,
        state="approved" if approved else "submitted",
        entered_at=one.entered_at,
        entered_role=roles.of(one.entered_by_id),
        approved_at=one.approved_at if approved else None,
        approved_role=roles.of(one.approved_by_id) if approved else Names(""),
    )


def _typed(value: Decimal | None, row: RowStanding) -> Value | None:
    indicator = row.facts.indicator
    yes_no = indicator.value_type == ValueType.YES_NO or indicator.across_units is AcrossUnits.SHARE_DONE
    return bool(value) if yes_no and value is not None else value


def missing_of(
    municipality: Municipality, standing: Standing, units: dict[str, Names], whose: dict[str, Names]
) -> tuple[MissingFigure, ...]:
    """The figures that were due and are not approved; ``whose``: of each row who answers for it. One query."""
    waiting = _waiting(municipality, standing)
    found = []
    for row in standing.rows:
        for unit, period in _lacking(row):
            why = WhyMissing.NOT_APPROVED if (row.code, unit, period) in waiting else WhyMissing.NOT_GIVEN
            own = units.get(unit, Names(unit)) if unit else whose.get(row.code, Names(""))
            found.append(MissingFigure(row.code, unit, period, why, own))
    return tuple(found)


def _lacking(row: RowStanding) -> Iterator[tuple[str, Period]]:
    rolled = row.figure.rolled
    told = {(part.unit or "", part.period) for part in rolled.lacking} if rolled is not None else set()
    yield from sorted(told, key=lambda one: (one[1].ends, one[0]))


def _waiting(municipality: Municipality, standing: Standing) -> Collection[Cell]:
    """The figures that have been sent and wait for their approval."""
    ledger = Actual.objects.filter(
        municipality=municipality, indicator__code__in=[row.code for row in standing.rows],
        period_ends__lte=standing.period.ends,
    ).counted(standing.known_at)  # fmt: skip
    found = ledger.exclude(approved_at__lte=standing.known_at).values_list(
        "indicator__code", "unit__code", "period_starts", "period_ends"
    )
    return {(code, unit or "", Period.spanning(starts, ends)) for code, unit, starts, ends in found}


def responsible(role: str, unit: Names | None) -> Names:
    """Who answers for a row, in words: the role, and the unit where both are known."""
    if not role:
        return unit or Names("")
    return with_unit(Names(role), unit)
