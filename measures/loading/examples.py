"""Makes example figures from a short recipe, the same ones every time, so that a demonstration has a history.

The sheet Esimerkit says of each indicator and unit what the first and the latest figure are; those between lie on the
line between them, with a wobble that depends on nothing but the cell. Only the demonstration reads it.
"""

import datetime as dt
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from measures.loading.cells import Row
from measures.loading.columns import EXAMPLES
from measures.loading.records import Facts
from measures.loading.source import Tables
from measures.models.codes import ValueType
from measures.periods import Period, Rhythm
from measures.quantities import write_number
from measures.rollup import AcrossTime, AcrossUnits

FIRST_YEAR = 2023
"""Example figures begin from the first period of this year."""

type Cell = tuple[str, str, dt.date, dt.date]

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Example:
    """One row of Toteumat to be, with how far it has got: approved, or waiting for approval."""

    code: str
    unit: str
    period: Period
    cells: Mapping[str, str]
    approved: bool = True
    corrects: bool = False


@dataclass(frozen=True, slots=True)
class _Recipe:
    """One row of the sheet. Values are as typed: numbers in the indicator's unit, or kyllä, ei and level words."""

    row: Row
    facts: Facts
    periods: tuple[Period, ...]
    gaps: Mapping[str, str] = field(default_factory=dict)

    def said(self, column: str) -> str:
        return self.row.text(column)

    def number(self, column: str) -> Decimal:
        found = self.row.decimal(column, unit=self.facts.unit, decimals=self.facts.decimals)
        return found if found is not None else Decimal(0)

    @property
    def is_ratio(self) -> bool:
        return self.facts.across_units is AcrossUnits.RATIO

    @property
    def is_number(self) -> bool:
        return self.facts.value_type is ValueType.NUMBER and not self.facts.says_yes_or_no


def examples(tables: Tables, facts: Mapping[str, Facts], today: dt.date, taken: Collection[Cell]) -> Iterator[Example]:
    """The example rows of every period ended before ``today`` whose cell is not ``taken`` yet, corrections last."""
    corrections: list[Example] = []
    for row in tables.rows(EXAMPLES):
        code = row.text("mittari", needed=True)
        if code not in facts:
            row.refuse("mittari", f"Mittaria {code} ei ole.")
            continue
        recipe = _recipe(row, facts[code], today)
        for place, period in enumerate(recipe.periods):
            if (code, row.text("yksikkö"), period.starts, period.ends) in taken:
                continue
            made = list(_of_period(recipe, place))
            yield from made[:1]
            corrections += made[1:]
    yield from corrections


def _recipe(row: Row, facts: Facts, today: dt.date) -> _Recipe:
    gaps = dict(part.strip().split("=", 1) for part in row.text("aukot").split(";") if "=" in part)
    return _Recipe(row, facts, tuple(_periods(facts.rhythm, today)), gaps)


def _periods(rhythm: Rhythm, today: dt.date) -> Iterator[Period]:
    if rhythm.never_due:
        return
    yesterday = today - dt.timedelta(days=1)
    for year in range(FIRST_YEAR, today.year + 1):
        yield from rhythm.ended_in_year(year, yesterday)


def _of_period(recipe: _Recipe, place: int) -> Iterator[Example]:
    """The row of one period, and after it the correction where the recipe has one; none where it is to be missing."""
    row, period, last = recipe.row, recipe.periods[place], place == len(recipe.periods) - 1
    stage = row.text("vaihe") if last else ""
    code, unit = row.text("mittari"), row.text("yksikkö")
    assessed = {column: row.text(column) for column in ("arvio", "arvion_perustelu") if last}
    if stage == "puuttuu":
        if assessed.get("arvio"):
            yield Example(code, unit, period, assessed)
        return
    beside = assessed | ({"ennuste": row.text("ennuste"), "huomautus": row.text("huomautus")} if last else {})
    gap = recipe.gaps.get(period.code)
    figure = {"tila": gap} if gap else _figure(recipe, place)
    first = row.text("ensin") if place == len(recipe.periods) - 2 and not gap else ""
    if first:
        yield Example(code, unit, period, _first_entered(recipe, place) | beside)
        yield Example(code, unit, period, figure | beside | {"syy": row.text("syy")}, corrects=True)
    else:
        yield Example(code, unit, period, figure | beside, approved=stage != "lähetetty")


def _figure(recipe: _Recipe, place: int) -> dict[str, str]:
    if not recipe.is_number:
        return {"arvo": _word(recipe, place)}
    period, adds_up = recipe.periods[place], recipe.facts.across_time is AcrossTime.SUM
    level = _level(recipe, place)
    if recipe.is_ratio:
        denominator = recipe.row.decimal("nimittäjä") or _ONE
        level = level * denominator / (100 if recipe.facts.is_percent else 1)
        numerator = _share(level, period, 0) if adds_up else _rounded(level, 0)
        return {"osoittaja": _text(numerator), "nimittäjä": _text(denominator)}
    decimals = recipe.facts.decimals
    return {"arvo": _text(_share(level, period, decimals) if adds_up else _rounded(level, decimals))}


def _first_entered(recipe: _Recipe, place: int) -> dict[str, str]:
    """What was entered before the correction: the recipe's own figure of the period, never a year's level."""
    if not recipe.is_number:
        return {"arvo": recipe.said("ensin")}
    if not recipe.is_ratio:
        return {"arvo": _text(recipe.number("ensin"))}
    denominator = recipe.row.decimal("nimittäjä") or _ONE
    numerator = recipe.number("ensin") * denominator / (100 if recipe.facts.is_percent else 1)
    return {"osoittaja": _text(_rounded(numerator, 0)), "nimittäjä": _text(denominator)}


def _word(recipe: _Recipe, place: int) -> str:
    """Kyllä, ei or a level: what it was first until the period it changed in, or until the last one."""
    changed = recipe.said("vaihtui")
    since = Period.parse(changed) if changed else recipe.periods[-1]
    return recipe.said("nyt") if recipe.periods[place].starts >= since.starts else recipe.said("alku")


def _level(recipe: _Recipe, place: int) -> Decimal:
    """The point on the line from the first to the latest, with the wobble; of what adds up the level of a year."""
    first, latest, steps = recipe.number("alku"), recipe.number("nyt"), len(recipe.periods) - 1
    if place == steps:
        return latest
    level = first + (latest - first) * place / steps
    wobble = recipe.row.decimal("vaihtelu") or Decimal(0)
    return level * (1 + wobble * _chance(recipe, place) / 100)


def _chance(recipe: _Recipe, place: int) -> Decimal:
    """Between −1 and 1, always the same for the same cell."""
    cell = f"{recipe.said('mittari')}|{recipe.said('yksikkö')}|{recipe.periods[place]}"
    return Decimal(zlib.crc32(cell.encode())) / 2**31 - 1


def _share(yearly: Decimal, period: Period, decimals: int) -> Decimal:
    """The period's part of a year's level, rounded so that the parts of a level year add up to it."""
    parts = 12 // period.months
    until, before = yearly * period.part / parts, yearly * (period.part - 1) / parts
    return _rounded(until, decimals) - _rounded(before, decimals)


def _rounded(number: Decimal, decimals: int) -> Decimal:
    return number.quantize(_ONE.scaleb(-decimals), ROUND_HALF_UP)


def _text(number: Decimal) -> str:
    return write_number(number)
