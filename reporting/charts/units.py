"""Paints the units of one indicator side by side: a small chart for each, all on one common scale."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kemi_strategy.web.speaking import spoken
from measures.quantities import write_number
from reporting.charts.series import NARROW, WIDE, Point, bar_width, paint_columns, paint_line
from reporting.charts.surface import CHARACTER, Area, Surface, named, svg_root, written
from reporting.scales import scale

_COLUMNS = {WIDE: 4, NARROW: 2}
_GAP, _NAME, _PLOT, _BELOW, _BETWEEN = 20, 17, 64, 22, 16
_NAME_LINES = 2


@dataclass(frozen=True, slots=True)
class UnitSeries:
    """One unit's figures, and its latest one in words; ``note``: what to bear in mind of it, on a line of its own."""

    name: str
    points: Sequence[Point]
    latest: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitsPicture:
    """The units that are compared."""

    code: str
    title: str
    description: str
    units: Sequence[UnitSeries]
    bars: bool = False
    language: str = field(default_factory=spoken)


def unit_charts(picture: UnitsPicture, width: int = WIDE) -> str:
    """A small chart for each unit, on a scale common to all; empty when fewer than two have a figure."""
    told = [unit for unit in picture.units if any(point.value is not None for point in unit.points)]
    if len(told) < 2:
        return ""
    values = [point.value for unit in told for point in unit.points if point.value is not None]
    axis, columns = scale(values, from_zero=picture.bars), _COLUMNS[width]
    marks = [write_number(mark, decimals=axis.decimals, language=picture.language) for mark in axis.marks]
    ends = [point.period.ends for unit in told for point in unit.points]
    noted = _NAME if any(unit.note for unit in picture.units) else 0
    high = _NAME * _NAME_LINES + _PLOT + _BELOW + noted + _BETWEEN
    svg = svg_root(width, -(-len(picture.units) // columns) * high, "chart units")
    named(svg, f"{picture.code}-yksikot", width, picture.title, picture.description)
    room = (width - _GAP * (columns - 1)) / columns
    for place, unit in enumerate(picture.units):
        row, column = divmod(place, columns)
        area = Area(column * (room + _GAP), row * high, room, high)
        _unit(Surface(svg, axis, _plot_area(area, marks), (min(ends), max(ends)), inset=6), unit, marks, area, picture)
    return written(svg)


def _plot_area(cell: Area, marks: Sequence[str]) -> Area:
    left = 8 + CHARACTER * max(len(mark) for mark in marks)
    return Area(cell.left + left, cell.top + _NAME * _NAME_LINES + 6, cell.width - left, _PLOT)


def _unit(plot: Surface, unit: UnitSeries, marks: Sequence[str], cell: Area, picture: UnitsPicture) -> None:
    for place, line in enumerate(lines_of(unit.name, int(cell.width / CHARACTER))):
        plot.text(line, cell.left, cell.top + 14 + _NAME * place, "name")
    _axis(plot, marks)
    if picture.bars:
        width = bar_width(unit.points, (plot.first, plot.last), plot.area.width - 12)
        paint_columns(plot, unit.points, width)
    else:
        paint_line(plot, unit.points)
        _ends(plot, unit.points)
    right, below = plot.area.left + plot.area.width, plot.area.top + _PLOT + 18
    plot.text(unit.latest, right, below, "latest end")
    if unit.note:
        plot.text(unit.note, right, below + _NAME, "axis end")


def _axis(plot: Surface, marks: Sequence[str]) -> None:
    """The lowest and the highest mark, and zero where it is between them."""
    for mark, label in zip(plot.axis.marks, marks, strict=True):
        if mark in {plot.axis.lowest, plot.axis.highest, 0}:
            y = plot.y(mark)
            plot.across("grid zero" if mark == 0 else "grid", y)
            plot.text(label, plot.area.left - 6, y + 4, "axis end")


def _ends(plot: Surface, points: Sequence[Point]) -> None:
    """A mark on the latest figure, and on every one that waits."""
    known = [point for point in points if point.value is not None]
    for point in known:
        x, y = plot.x(point.period.ends), plot.y(point.value or Decimal(0))
        if point.pending:
            plot.diamond("dot pending", x, y, 5)
        elif point is known[-1] or len(known) == 1:
            plot.dot(x, y, "3")


def lines_of(text: str, most: int) -> list[str]:
    """A name on two lines at the most, broken between words; what does not fit ends in three dots.

    >>> lines_of("Varhaiskasvatuksen palvelut", 20)
    ['Varhaiskasvatuksen', 'palvelut']
    """
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > _NAME_LINES:
        found = [*found[: _NAME_LINES - 1], " ".join(found[_NAME_LINES - 1 :])]
    return [line if len(line) <= most else f"{line[: most - 1]}…" for line in found]
