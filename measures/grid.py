"""The entry page's grid: a unit's figures as lines, the periods that are asked as columns, a table for each rhythm.

Pasting and the page both go by this order, so that a block lands where the eye expects it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from measures.duties import Duty
from measures.models import Indicator
from measures.periods import Period
from measures.typed import FIGURES, fields_of
from scorecard.models import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a unit over the periods of its table; None where the period does not ask for it."""

    indicator: Indicator
    unit: Unit | None
    cells: tuple[Duty | None, ...]

    @property
    def places(self) -> tuple[tuple[Duty, str], ...]:
        """The figures to fill in, from left to right: a ratio has two in each of its cells."""
        asked = [duty for duty in self.cells if duty is not None]
        return tuple((duty, field) for duty in asked for field in fields_of(duty) if field in FIGURES)


@dataclass(frozen=True, slots=True)
class Table:
    """Lines that are measured as often. ``periods`` are the columns, earliest first."""

    periods: tuple[Period, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """The tables of one unit's people."""

    owner: Unit
    tables: tuple[Table, ...]


def grid_of(duties: Iterable[Duty]) -> list[Block]:
    """The duties in order: units in their own order, shorter periods first, lines as they come."""
    owned: dict[Unit, list[Duty]] = {}
    for duty in duties:
        if duty.cell.owner is not None:
            owned.setdefault(duty.cell.owner, []).append(duty)
    ordered = sorted(owned.items(), key=lambda one: (one[0].order, one[0].code))
    return [Block(owner, tuple(_tables(found))) for owner, found in ordered]


def _tables(duties: Sequence[Duty]) -> Iterable[Table]:
    for months in sorted({duty.cell.period.months for duty in duties}):
        same = [duty for duty in duties if duty.cell.period.months == months]
        periods = tuple(sorted({duty.cell.period for duty in same}, key=lambda period: period.ends))
        yield Table(periods, tuple(_lines(same, periods)))


def _lines(duties: Iterable[Duty], periods: Sequence[Period]) -> Iterable[Line]:
    lines: dict[tuple[int, int | None], list[Duty]] = {}
    for duty in duties:
        lines.setdefault(duty.cell.key[:2], []).append(duty)
    for found in lines.values():
        asked = {duty.cell.period: duty for duty in found}
        cell = found[0].cell
        yield Line(cell.indicator, cell.unit, tuple(asked.get(period) for period in periods))
