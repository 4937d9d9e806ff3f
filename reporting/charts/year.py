"""Paints what adds up within one year: a bar for each period, and the sum so far against its pace and the goal."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kemi_strategy.web.speaking import spoken
from measures.periods import Period
from measures.quantities import write_number
from reporting.charts.series import (
    HEIGHT,
    WIDE,
    Ahead,
    Level,
    Spot,
    Way,
    paint_axis,
    paint_forecast,
    paint_way,
    plot_area,
    way_words,
)
from reporting.charts.surface import WAITING, Surface, Words, along, named, px, svg_root, written
from reporting.scales import scale

_BAR = 0.56
_SHORT = {1: "{month}", 3: "{first}–{month}", 6: "{first}–{month}"}


@dataclass(frozen=True, slots=True)
class Added:
    """A period of the year: its own figure, and the sum from 1 January to its end. None: not known."""

    period: Period
    value: Decimal | None
    so_far: Decimal | None
    pending: bool = False


@dataclass(frozen=True, slots=True)
class YearPicture:
    """What the chart of a year shows. ``label``: the words of the last sum so far."""

    code: str
    title: str
    description: str
    year: int
    parts: Sequence[Added]
    label: str
    levels: Sequence[Level] = ()
    ways: tuple[Way, ...] = ()
    forecast: Ahead | None = None
    language: str = field(default_factory=spoken)


def year_chart(picture: YearPicture, width: int = WIDE) -> str:
    """The year from January to December; empty when none of its figures is known."""
    known = [one for part in picture.parts for one in (part.value, part.so_far) if one is not None]
    if not known:
        return ""
    axis = scale([*known, *_beside(picture)], from_zero=True, steps=5)
    marks = [write_number(mark, decimals=axis.decimals, language=picture.language) for mark in axis.marks]
    svg = svg_root(width, HEIGHT, "chart year")
    named(svg, f"{picture.code}-vuosi", width, picture.title, picture.description)
    days = dt.date(picture.year, 1, 1), dt.date(picture.year, 12, 31)
    plot = Surface(svg, axis, plot_area(marks, width, HEIGHT), days, inset=6)
    paint_axis(plot, marks)
    for part in picture.parts:
        _part(plot, part)
    for level in picture.levels:
        plot.across(f"level {level.kind}", plot.y(level.value))
    for way in picture.ways:
        paint_way(plot, way)
    _sums(plot, picture)
    spots = [(plot.x(one.period.ends), plot.y(one.so_far)) for one in picture.parts if one.so_far is not None]
    plot.label(_labels(plot, picture), along(spots))
    return written(svg)


def _beside(picture: YearPicture) -> list[Decimal]:
    found = [level.value for level in picture.levels] + [way.end.value for way in picture.ways]
    return found + ([picture.forecast.spot.value] if picture.forecast is not None else [])


def _part(plot: Surface, part: Added) -> None:
    """The period's own bar, in the middle of its months, with its months below."""
    start, end = plot.x(part.period.starts), plot.x(part.period.ends)
    if part.value is not None:
        width = _BAR * (end - start)
        name = "column pending" if part.pending else "column"
        plot.bar(name, (start + end - width) / 2, width, (plot.y(Decimal(0)), plot.y(part.value)))
    words = _SHORT[part.period.months].format(first=part.period.starts.month, month=part.period.ends.month)
    plot.text(words, (start + end) / 2, plot.area.top + plot.area.height + 22, "axis middle")


def _sums(plot: Surface, picture: YearPicture) -> None:
    """The sum so far: a line with a dot at the end of every period, up to the first that is not known."""
    known = [part for part in picture.parts if part.so_far is not None]
    spots = [(plot.x(part.period.ends), plot.y(part.so_far or Decimal(0))) for part in known]
    if len(spots) > 1:
        plot.draw("polyline", "line", points=" ".join(f"{px(x)},{px(y)}" for x, y in spots))
    for part, (x, y) in zip(known, spots, strict=True):
        if part.pending:
            plot.diamond("dot pending", x, y)
        else:
            plot.dot(x, y)
    if picture.forecast is not None and known:
        paint_forecast(plot, picture.forecast, Spot(known[-1].period.ends, known[-1].so_far or Decimal(0)))


def _labels(plot: Surface, picture: YearPicture) -> list[Words]:
    left = plot.area.left + 4
    found = [Words(level.label, left, plot.y(level.value), level.kind) for level in picture.levels]
    known = [part for part in picture.parts if part.so_far is not None]
    if known:
        last = known[-1]
        x, y = plot.x(last.period.ends), plot.y(last.so_far or Decimal(0))
        found.append(Words(picture.label, x, y, "sum", at_end=True))
        if last.pending:
            found.append(Words(WAITING[picture.language], x, y, "pending", at_end=True))
    if picture.forecast is not None:
        spot = picture.forecast.spot
        found.append(Words(picture.forecast.label, plot.x(spot.day), plot.y(spot.value), "forecast", at_end=True))
    return found + [way_words(plot, way) for way in picture.ways]
