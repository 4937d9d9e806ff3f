"""The roll-up a second time, by brute force, written from DESIGN §5–6 and from nothing of ``measures``.

Everything lies in one flat list of slips, one per unit and month-end, and is looked through again for every question.
A period is known by the number of its last month (year × 12 + month); figures are fractions.
"""

import calendar
import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

FIRST, LAST = 2018, 2028


class Facts(NamedTuple):
    """An indicator as plain tuples: units (code, first day, last day), given {(unit, month): (value, top, low)}."""

    step: int
    years_between: int
    measuring_year: int | None
    first_day: dt.date | None
    across: str
    over: str
    units: tuple
    given: dict
    weights: dict
    percent: bool


class Slip(NamedTuple):
    """What one unit should have told of one period, told or not."""

    unit: str
    month: int
    due: bool
    there: bool
    value: object
    top: Fraction | None
    low: Fraction | None
    weight: Fraction | None


class Found(NamedTuple):
    """The figure: its value, the last month of its own period, whether it is too old, lacks a part, was due."""

    value: object
    month: int | None
    old: bool
    lacking: bool
    due: bool
    coverage: str | None
    months: int


def last_day(month: int) -> dt.date:
    year, number = divmod(month - 1, 12)
    return dt.date(year, number + 1, calendar.monthrange(year, number + 1)[1])


def own_months(facts: Facts) -> list[int]:
    """Last months of the measuring periods, all of them."""
    every, base = facts.years_between, facts.measuring_year
    return [
        year * 12 + number
        for year in range(FIRST, LAST)
        for number in range(1, 13)
        if number % facts.step == 0 and (every == 1 or base is None or year % every == base % every)
    ]


def weight_of(facts: Facts, unit: str, month: int) -> Fraction | None:
    """The base indicator's figure of the period, else its latest before it."""
    earlier = sorted(one for of, one in facts.weights if of == unit and one <= month)
    return facts.weights[unit, earlier[-1]] if earlier else None


def slips(facts: Facts, month: int) -> list[Slip]:
    day = last_day(month)
    declared = facts.years_between == 1 or facts.measuring_year is not None
    due = declared and month in own_months(facts) and (facts.first_day is None or facts.first_day < day)
    told = []
    for unit, begins, ends in facts.units:
        if (begins or day) <= day <= (ends or day):
            value, top, low = facts.given.get((unit, month), (None, None, None))
            weight = weight_of(facts, unit, month)
            there = {
                "ratio": top is not None and low is not None,
                "weighted": value is not None and weight is not None,
            }.get(facts.across, value is not None)
            told.append(Slip(unit, month, due, there, value, top, low, weight))
    return told


def fold(facts: Facts, told: Iterable[Slip]) -> object:
    """One value out of the slips that are there; None where they make none."""
    told = list(told)
    here = [slip for slip in told if slip.there]
    counted = len([slip for slip in told if slip.there or slip.due])
    if not here or facts.across == "none":
        return None
    values = [slip.value for slip in here]
    if facts.across == "share_done":
        return Fraction(values.count(True) * 100, counted)
    if all(isinstance(value, bool) for value in values):
        return False if False in values else (True if len(here) == counted else None)
    if facts.across in {"ratio", "weighted"}:
        pairs = [
            (slip.top, slip.low) if facts.across == "ratio" else (slip.value * slip.weight, slip.weight)
            for slip in here
        ]
        below = sum(low for _, low in pairs)
        times = 100 if facts.percent and facts.across == "ratio" else 1
        return None if below == 0 else sum(top for top, _ in pairs) * Fraction(times) / below
    if facts.across == "mean":
        return sum(values) / Fraction(len(values))
    return {"sum": sum, "smallest": min, "largest": max, "municipality": lambda only: only[0]}[facts.across](values)


def may_be_judged(facts: Facts, told: list[Slip]) -> bool:
    """Nothing due lacks; or half is there, where half is enough; or one no has settled a yes-or-no."""
    counted = [slip for slip in told if slip.there or slip.due]
    here = [slip for slip in told if slip.there]
    if facts.across != "share_done" and here and all(isinstance(slip.value, bool) for slip in here):
        return any(slip.value is False for slip in here) or len(here) == len(counted)
    if facts.across in {"ratio", "weighted", "mean"}:
        return len(here) >= len(counted) / 2
    return len(here) == len(counted)


def coverage(told: Iterable[Slip]) -> str:
    units = {slip.unit for slip in told if slip.due or slip.there}
    short = {slip.unit for slip in told if slip.due and not slip.there}
    return f"{len(units - short)}/{len(units)}"


def some_lack(told: list[Slip]) -> bool:
    return any(slip.there for slip in told) and any(slip.due and not slip.there for slip in told)


def lacks(facts: Facts, told: list[Slip]) -> bool:
    return some_lack(told) and not may_be_judged(facts, told)


def figure(facts: Facts, at: dt.date, asked_year: int | None = None) -> Found:
    """The figure at the end of a day; ``asked_year``: of what adds up, the past year asked for."""
    if facts.over == "sum":
        return _added(facts, min(at, dt.date(asked_year or LAST, 12, 31)))
    ended = [month for month in own_months(facts) if last_day(month) <= at]
    due = any(slip_due(facts, month) for month in ended[-1:])
    given = sorted({month for _, month in facts.given if last_day(month) <= at}, reverse=True)
    heard = [month for month in given if any(slip.there for slip in slips(facts, month))]
    if not heard:
        told = slips(facts, ended[-1]) if due else None
        return Found(
            None, None, False, bool(told) and lacks(facts, told), due, coverage(told) if told is not None else None, 12
        )
    full = [month for month in heard if fold(facts, slips(facts, month)) is not None]
    latest = heard[0]
    if may_be_judged(facts, slips(facts, latest)) and full:
        latest = full[0]
    told = slips(facts, latest)
    old = latest < ended[-1] - (facts.step if facts.step < 12 else 12 * facts.years_between)
    value, lacking = fold(facts, told), lacks(facts, told)
    if facts.over == "mean" and value is not None:
        value, lacking, told = _averaged(facts, latest, at)
    return Found(value, latest, old, lacking, due, coverage(told), 12)


def slip_due(facts: Facts, month: int) -> bool:
    declared = facts.years_between == 1 or facts.measuring_year is not None
    return declared and (facts.first_day is None or facts.first_day < last_day(month))


def months_of(facts: Facts, year: int, at: dt.date) -> list[int]:
    return [month for month in own_months(facts) if (month - 1) // 12 == year and last_day(month) <= at]


def _added(facts: Facts, at: dt.date) -> Found:
    """From 1 January to the end of the last of the periods ended by the day."""
    months = months_of(facts, at.year, at)
    if not months:
        return Found(None, None, False, False, False, None, 0)
    each = [slips(facts, month) for month in months]
    known = [fold(facts, told) for told in each if isinstance(fold(facts, told), Fraction)]
    all_told = [slip for told in each for slip in told]
    lacking = some_lack(all_told) and not all(may_be_judged(facts, told) for told in each)
    due = any(slip_due(facts, month) for month in months)
    return Found(
        sum(known) if known else None, months[-1], False, lacking, due, coverage(all_told), months[-1] % 12 or 12
    )


def _averaged(facts: Facts, latest: int, at: dt.date) -> tuple[object, bool, list[Slip]]:
    """The mean of the year's periods: those that may be judged; of a ratio both terms over all of them."""
    months = months_of(facts, (latest - 1) // 12, at) or [latest]
    each = [slips(facts, month) for month in months]
    all_told = [slip for told in each for slip in told]
    if facts.across == "ratio":
        return fold(facts, all_told), lacks(facts, all_told), all_told
    known = [(fold(facts, told), may_be_judged(facts, told)) for told in each]
    whole = [value for value, judged in known if value is not None and judged]
    some = [value for value, _ in known if value is not None]
    short = [any(slip.due and not slip.there for slip in told) for told in each]
    expected = sum(gap or value is not None for gap, (value, _) in zip(short, known, strict=True))
    values = whole or some
    return sum(values) / Fraction(len(values)), any(short) and 2 * len(whole) < expected, all_told


def tally(node: str, parents: set[tuple[str, str]], hangs: set[tuple[str, str]], verdicts: dict[str, str]) -> dict:
    """Counts of verdicts over the distinct rows below a node, and coverage, by closing the set of nodes below."""
    below = {node}
    while more := {child for child, parent in parents if parent in below} - below:
        below |= more
    rows = {row for on, row in hangs if on in below}
    counts = {verdict: len([row for row in rows if verdicts[row] == verdict]) for verdict in set(verdicts.values())}
    judgeable = [row for row in rows if verdicts[row] != "watched"]
    covered = [row for row in judgeable if verdicts[row] not in {"missing", "unclear", "not_due"}]
    coloured = bool(judgeable) and len(covered) >= len(judgeable) / 2
    return {"counts": counts, "coverage": f"{len(covered)}/{len(judgeable)}", "coloured": coloured, "rows": rows}
