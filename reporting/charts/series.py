"""Paints a series as inline SVG: a sparkline for a table row, and the chart of an indicator's page.

Levels and rates are a line, what adds up is a column for each period, and words (yes and no, the steps of a scale) are
a strip of blocks, a lane for each word.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from kemi_strategy.web.speaking import spoken
from measures.periods import Period
from measures.quantities import write_number
from reporting.charts.surface import CHARACTER, WAITING, Area, Surface, Words, along, named, px, svg_root, written
from reporting.scales import Scale, scale

SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 32, 4
WIDE, NARROW = 1120, 360
HEIGHT, TOP, BOTTOM, RIGHT = 280, 20, 30, 16
_LANE, _YEAR_ROOM = 44, 44


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. ``value`` None: a gap. ``pending``: waits for approval, a hollow diamond."""

    period: Period
    value: Decimal | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A level line across the chart: ``kind`` is «target» or «baseline», ``label`` stands on the line."""

    kind: str
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A value on a day."""

    day: dt.date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Way:
    """A dashed line that the figure should keep to: from the baseline to the due date, or the pace of a year."""

    start: Spot
    end: Spot
    label: str


@dataclass(frozen=True, slots=True)
class Ahead:
    """A forecast, drawn hollow on the day it speaks of."""

    spot: Spot
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What a chart shows. ``words``: the steps of a scale of words, lowest first, instead of numbers.

    ``band``: the bounds within which the figure should be. ``began``: the dated baseline, marked where it was.
    """

    code: str
    title: str
    description: str
    points: Sequence[Point]
    levels: Sequence[Level] = ()
    bars: bool = False
    decimals: int = 0
    language: str = field(default_factory=spoken)
    words: tuple[str, ...] = ()
    band: tuple[Decimal, Decimal] | None = None
    ways: tuple[Way, ...] = ()
    forecast: Ahead | None = None
    began: Spot | None = None


def sparkline(points: Sequence[Point], *, label: str, bars: bool = False) -> str:
    """The series small, with 4 px free at the ends; empty when there are fewer than two figures."""
    known = [point.value for point in points if point.value is not None]
    if len(known) < 2:
        return ""
    svg = svg_root(SPARK_WIDTH, SPARK_HEIGHT, "sparkline")
    svg.set("aria-label", label)
    area = Area(SPARK_EDGE, SPARK_EDGE, SPARK_WIDTH - 2 * SPARK_EDGE, SPARK_HEIGHT - 2 * SPARK_EDGE)
    days = points[0].period.ends, points[-1].period.ends
    width = bar_width(points, days, area.width)
    plot = Surface(svg, _tight(known, from_zero=bars), area, days, inset=width / 2 if bars else 0)
    if bars:
        paint_columns(plot, points, width)
    else:
        paint_line(plot, points)
        last = [point for point in points if point.value is not None][-1]
        _figure(plot, last, "3")
    return written(svg)


def chart(picture: Picture, width: int = WIDE) -> str:
    """The series with axis, target and baseline; empty when no figure is known."""
    known = [point.value for point in picture.points if point.value is not None]
    if not known:
        return ""
    if picture.words:
        return _lanes(picture, width)
    axis = scale([*known, *_beside(picture)], from_zero=picture.bars)
    marks = [write_number(mark, decimals=axis.decimals, language=picture.language) for mark in axis.marks]
    svg = svg_root(width, HEIGHT, "chart")
    named(svg, picture.code, width, picture.title, picture.description)
    area = plot_area(marks, width, HEIGHT)
    days = _days(picture)
    column = bar_width(picture.points, days, area.width)
    plot = Surface(svg, axis, area, days, inset=column / 2 if picture.bars else 6)
    paint_axis(plot, marks)
    _years(plot, picture.points)
    _paint(plot, picture, column)
    return written(svg)


def plot_area(marks: Sequence[str], width: int, height: int) -> Area:
    """The plot of a picture whose axis has these marks."""
    left = 12 + CHARACTER * max(len(mark) for mark in marks)
    return Area(left, TOP, width - left - RIGHT, height - TOP - BOTTOM)


def _paint(plot: Surface, picture: Picture, column: float) -> None:
    if picture.band is not None:
        lower, upper = (plot.y(bound) for bound in picture.band)
        plot.bar("band", plot.area.left, plot.area.width, (lower, upper))
    if picture.bars:
        paint_columns(plot, picture.points, column)
    for level in picture.levels:
        plot.across(f"level {level.kind}", plot.y(level.value))
    for way in picture.ways:
        paint_way(plot, way)
    if not picture.bars:
        paint_line(plot, picture.points)
        for point in picture.points:
            _figure(plot, point)
    if picture.began is not None:
        plot.diamond("start", plot.x(picture.began.day), plot.y(picture.began.value), 5)
    if picture.forecast is not None:
        last = [point for point in picture.points if point.value is not None][-1]
        paint_forecast(plot, picture.forecast, Spot(last.period.ends, last.value or Decimal(0)))
    known = [point for point in picture.points if point.value is not None]
    spots = [(plot.x(point.period.ends), plot.y(point.value or Decimal(0))) for point in known]
    plot.label(_labels(plot, picture), plot.columns(spots, column) if picture.bars else along(spots))


def _labels(plot: Surface, picture: Picture) -> list[Words]:
    """The words of lines and marks. A series starts by its baseline and ends by its target, so that the words of the
    target stand at the beginning and those of the baseline at the end."""
    left, right = plot.area.left + 4, plot.area.left + plot.area.width
    found = []
    for level in picture.levels:
        at_end = level.kind == "baseline"
        found.append(Words(level.label, right if at_end else left, plot.y(level.value), level.kind, at_end))
    if picture.forecast is not None:
        spot = picture.forecast.spot
        found.append(Words(picture.forecast.label, plot.x(spot.day), plot.y(spot.value), "forecast", at_end=True))
    waiting = [point for point in picture.points if point.pending and point.value is not None]
    if waiting:
        last = waiting[-1]
        x, y = plot.x(last.period.ends), plot.y(last.value or Decimal(0))
        found.append(Words(WAITING[picture.language], x, y, "pending", at_end=True))
    found += [way_words(plot, way) for way in picture.ways]
    return found


def way_words(plot: Surface, way: Way) -> Words:
    """The words of a way, by its middle."""
    x = (plot.x(way.start.day) + plot.x(way.end.day)) / 2
    y = (plot.y(way.start.value) + plot.y(way.end.value)) / 2
    return Words(way.label, x, y, "way", needed=False)


def paint_way(plot: Surface, way: Way) -> None:
    """The way as a dashed line."""
    start, end = way.start, way.end
    plot.line("way", (plot.x(start.day), plot.y(start.value), plot.x(end.day), plot.y(end.value)))


def paint_forecast(plot: Surface, forecast: Ahead, last: Spot) -> None:
    """The forecast hollow, with a thin line to it from the last figure."""
    x, y = plot.x(forecast.spot.day), plot.y(forecast.spot.value)
    plot.line("ahead", (plot.x(last.day), plot.y(last.value), x, y))
    plot.diamond("forecast", x, y)


def paint_axis(plot: Surface, labels: Sequence[str]) -> None:
    """A thin line and a label at each mark of the axis."""
    for mark, label in zip(plot.axis.marks, labels, strict=True):
        y = plot.y(mark)
        plot.across("grid zero" if mark == 0 else "grid", y)
        plot.text(label, plot.area.left - 8, y + 4, "axis end")


def paint_line(plot: Surface, points: Sequence[Point]) -> None:
    """A line through neighbouring figures; a gap stays a gap."""
    for known, run in groupby(points, key=lambda point: point.value is not None):
        spots = [f"{px(plot.x(one.period.ends))},{px(plot.y(one.value or Decimal(0)))}" for one in run] if known else []
        if len(spots) > 1:
            plot.draw("polyline", "line", points=" ".join(spots))


def paint_columns(plot: Surface, points: Sequence[Point], width: float) -> None:
    """A bar from zero for every figure."""
    zero = plot.y(max(plot.axis.lowest, min(plot.axis.highest, Decimal(0))))
    for point in points:
        if point.value is not None:
            name = "column pending" if point.pending else "column"
            plot.bar(name, plot.x(point.period.ends) - width / 2, width, (zero, plot.y(point.value)))


def bar_width(points: Sequence[Point], days: tuple[dt.date, dt.date], room: float) -> float:
    """How wide a bar may be: as many as there is room for of the shortest periods."""
    months = min(point.period.months for point in points)
    slots = (days[1] - days[0]).days / (30.4 * months) + 1
    return max(2.0, 0.7 * room / slots)


def _figure(plot: Surface, point: Point, radius: str = "4") -> None:
    if point.value is None:
        return
    x, y = plot.x(point.period.ends), plot.y(point.value)
    if point.pending:
        plot.diamond("dot pending", x, y, float(radius) + 2)
    else:
        plot.dot(x, y, radius)


def _beside(picture: Picture) -> list[Decimal]:
    """What the axis must hold besides the figures."""
    found = [level.value for level in picture.levels]
    found += [spot.value for way in picture.ways for spot in (way.start, way.end)]
    found += [picture.forecast.spot.value] if picture.forecast is not None else []
    found += [picture.began.value] if picture.began is not None else []
    return found + list(picture.band or ())


def _days(picture: Picture) -> tuple[dt.date, dt.date]:
    """From the first to the last day that has something to show."""
    days = [point.period.ends for point in picture.points]
    days += [spot.day for way in picture.ways for spot in (way.start, way.end)]
    days += [picture.forecast.spot.day] if picture.forecast is not None else []
    days += [picture.began.day] if picture.began is not None else []
    return min(days), max(days)


def _years(plot: Surface, points: Sequence[Point]) -> None:
    """The years below, as many as there is room for: under their figures, or under the year itself without any."""
    places: dict[int, list[float]] = {year: [] for year in range(plot.first.year, plot.last.year + 1)}
    for point in points:
        places[point.period.year].append(plot.x(point.period.ends))
    last = -float(_YEAR_ROOM)
    for year, own in places.items():
        x = sum(own) / len(own) if own else plot.x(max(plot.first, min(plot.last, dt.date(year, 12, 31))))
        if x - last >= _YEAR_ROOM:
            plot.text(str(year), x, plot.area.top + plot.area.height + 22, "axis middle")
            last = x


def _tight(values: Sequence[Decimal], *, from_zero: bool) -> Scale:
    """The whole height for the values themselves; one level only is drawn in the middle."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return Scale((low, high)) if low != high else Scale((low - 1, high + 1))


def _lanes(picture: Picture, width: int) -> str:
    """A lane for each word, and in it a block for every period of which the word was told."""
    words, height = picture.words, TOP + BOTTOM + _LANE * len(picture.words)
    svg = svg_root(width, height, "chart strip")
    named(svg, picture.code, width, picture.title, picture.description)
    area = plot_area(words, width, height)
    days = picture.points[0].period.ends, picture.points[-1].period.ends
    column = bar_width(picture.points, days, area.width) * 1.3
    marks = tuple(Decimal(2 * place - 1) / 2 for place in range(len(words) + 1))
    plot = Surface(svg, Scale(marks), area, days, inset=column / 2)
    for place, word in enumerate(words):
        plot.across("grid", plot.y(Decimal(place)))
        plot.text(word, area.left - 8, plot.y(Decimal(place)) + 4, "axis end")
    for point in picture.points:
        if point.value is not None:
            name = "column pending" if point.pending else "column"
            y = plot.y(point.value)
            plot.bar(name, plot.x(point.period.ends) - column / 2, column, (y - 11, y + 11))
    _years(plot, picture.points)
    for level in picture.levels:
        plot.text(level.label, area.left + 4, plot.y(level.value) - 14, f"label {level.kind}")
    return written(svg)
