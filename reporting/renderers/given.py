"""The figures of a report one by one: what each unit has given for each period, and what is lacking.

Figures come as they were given, with who, when and from where; of older periods, whose entries the report does not
keep, as the series knows them. Each stands once, in the order of the rows, the periods and the units.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from measures.periods import Period
from measures.quantities import plain
from measures.rollup import Part, quotient
from measures.targets import Value
from reporting.snapshot import ActualFacts, Snapshot
from reporting.standing import RowStanding

MISSING = "missing"

type Key = tuple[str, Period]


@dataclass(frozen=True, slots=True)
class Given:
    """One figure. ``value``: of a ratio its quotient. ``counts``: the row's figure in the report is made of it.

    ``state``: approved, submitted; with why_empty an entry without a figure; missing: nobody has given it.
    """

    row: RowStanding
    unit: str
    period: Period
    state: str
    counts: bool
    value: Value | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    forecast: Value | None = None
    weight: Decimal | None = None
    why_empty: str = ""
    entry: ActualFacts | None = None


def figures(snapshot: Snapshot) -> Iterator[Given]:
    """Every figure of every row."""
    entries: dict[str, dict[Key, ActualFacts]] = {}
    for one in snapshot.actuals:
        entries.setdefault(one.indicator, {})[one.unit, one.period] = one
    for row in snapshot.standing.rows:
        yield from figures_of(row, entries.get(row.code, {}))


def figures_of(row: RowStanding, entries: dict[Key, ActualFacts]) -> Iterator[Given]:
    """Every figure of a row; ``entries``: as they were given."""
    parts: dict[Key, Part] = {}
    for rolled in (*(one for _, one in row.series), row.figure.rolled):
        parts |= {(part.unit or "", part.period): part for part in (rolled.parts if rolled is not None else ())}
    used = {(part.unit or "", part.period) for part in row.figure.rolled.present} if row.figure.rolled else set()
    keys = {key: None for key in (*parts, *entries) if key in entries or _tells(parts[key])}
    for key in sorted(keys, key=lambda one: one[1].ends):
        part = parts.get(key)
        yield _entered(row, entries[key], part, key in used) if key in entries else _known(row, parts[key], key in used)


def _tells(part: Part) -> bool:
    return given(part) or bool(part.why_empty) or part.due


def given(part: Part | ActualFacts) -> bool:
    """Is there any number or word?"""
    return part.value is not None or part.numerator is not None or part.denominator is not None


def _entered(row: RowStanding, one: ActualFacts, part: Part | None, counts: bool) -> Given:
    value = one.value
    if value is None and one.numerator is not None:
        value = quotient(one.numerator, one.denominator, percent=row.facts.indicator.unit == "%")
    weight = part.weight if part is not None else None
    return Given(
        row, one.unit, one.period, one.state, counts, value, one.numerator, one.denominator, one.forecast, weight,
        one.why_empty, one,
    )  # fmt: skip


def _known(row: RowStanding, part: Part, counts: bool) -> Given:
    there = given(part) or part.why_empty
    state = MISSING if not there else "submitted" if part.pending else "approved"
    return Given(
        row, part.unit or "", part.period, state, counts, part.value, part.numerator, part.denominator, part.forecast,
        part.weight, part.why_empty,
    )  # fmt: skip


def places(number: Decimal) -> int:
    """The decimals a number was given with."""
    return len(plain(number).partition(".")[2])
