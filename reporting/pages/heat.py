"""A table of units and periods whose tint tells where a figure lies among the others, and never how it is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.rollup import AcrossUnits, Part
from measures.spans import write_period
from measures.targets import Direction
from reporting.pages.parts import why_words
from reporting.sentences import value_text
from reporting.standing import RowStanding

PERIODS, TINTS = 8, 5
_AIMED = frozenset({Direction.UP, Direction.DOWN})


@dataclass(frozen=True, slots=True)
class HeatCell:
    """A figure with its tint, 1 to 5; 0: none. ``lacking``: hatched, with the reason in words."""

    text: str
    tint: int
    lacking: bool = False
    pending: bool = False


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One unit."""

    name: str
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True, slots=True)
class HeatTable:
    """The units by the latest periods, and what the tints mean in words."""

    periods: tuple[str, ...]
    lines: tuple[HeatLine, ...]
    legend: str
    left_out: int


def heat_table(row: RowStanding, names: Mapping[str, str]) -> HeatTable | None:
    """The units' figures of the latest periods, latest first; None where fewer than two units report."""
    shown = list(reversed(row.series))[:PERIODS]
    parts = {(part.unit, period): part for period, rolled in shown for part in rolled.parts if part.unit is not None}
    units = list(dict.fromkeys(unit for unit, _ in parts))
    if row.facts.indicator.across_units is AcrossUnits.MUNICIPALITY or len(units) < 2:
        return None
    numbers = [part.value for part in parts.values() if isinstance(part.value, Decimal)]
    ends = _worst_and_best(numbers, row.facts.indicator.direction)
    lines = [
        HeatLine(names.get(str(unit), str(unit)), tuple(_cell(row, parts.get((unit, one)), ends) for one, _ in shown))
        for unit in units
    ]
    columns = tuple(write_period(period) for period, _ in shown)
    return HeatTable(columns, tuple(lines), _legend(row, ends), max(0, len(row.series) - PERIODS))


def _worst_and_best(numbers: Sequence[Decimal], direction: Direction) -> tuple[Decimal, Decimal] | None:
    """The figures the tint runs from and to; None where there is nothing between them."""
    if not numbers or min(numbers) == max(numbers):
        return None
    low, high = min(numbers), max(numbers)
    return (high, low) if direction is Direction.DOWN else (low, high)


def tint(value: Decimal, ends: tuple[Decimal, Decimal] | None) -> int:
    """The fifth of the way from the worst to the best in which the value lies: 1 to 5.

    >>> [tint(Decimal(one), (Decimal(10), Decimal(0))) for one in (10, 8, 5, 0)]
    [1, 2, 3, 5]
    """
    if ends is None:
        return 0
    worst, best = ends
    return min(TINTS, 1 + int(TINTS * (value - worst) / (best - worst)))


def _cell(row: RowStanding, part: Part | None, ends: tuple[Decimal, Decimal] | None) -> HeatCell:
    if part is None:
        return HeatCell(_("ei raportoi"), 0)
    if part.value is None:
        lacking = part.due or bool(part.why_empty)
        return HeatCell(why_words((part,)) if lacking else "–", 0, lacking=lacking)
    place = tint(part.value, ends) if isinstance(part.value, Decimal) else 0
    return HeatCell(value_text(part.value, row), place, pending=part.pending)


def _legend(row: RowStanding, ends: tuple[Decimal, Decimal] | None) -> str:
    if ends is None:
        return ""
    pale, deep = (value_text(one, row) for one in ends)
    told = ("paikan", "huonoin", "paras") if row.facts.indicator.direction in _AIMED else ("koon", "pienin", "suurin")
    what, first, last = told
    return _(
        "Sävy kertoo luvun %(shown)s taulukon lukujen joukossa: haalein on %(first)s (%(pale)s), voimakkain %(last)s "
        "(%(deep)s). Sävy ei ole arvio tavoitteen toteutumisesta."
    ) % {"shown": what, "first": first, "pale": pale, "last": last, "deep": deep}
