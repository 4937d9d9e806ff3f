"""Paints a series as inline SVG on the server: a sparkline for a table row, a chart for an indicator's page.

No style attributes and no scripts: colours come from classes. Numbers become pixels here and nowhere else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from xml.etree import ElementTree as ET

from measures.periods import Period
from measures.quantities import write_number
from reporting.scales import Scale, scale

SPARK_WIDTH, SPARK_HEIGHT, SPARK_EDGE = 120, 32, 4
WIDE, NARROW = 1120, 360
_HEIGHT, _TOP, _BOTTOM, _RIGHT, _CHARACTER = 280, 18, 30, 16, 8


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series. ``value`` None: a gap. ``pending``: waits for approval, drawn hollow."""

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
class Picture:
    """What a chart shows. ``words``: the steps of a scale of words, lowest first, instead of numbers."""

    code: str
    title: str
    description: str
    points: Sequence[Point]
    levels: Sequence[Level] = ()
    bars: bool = False
    decimals: int = 0
    language: str = "fi"
    words: tuple[str, ...] = ()


def sparkline(points: Sequence[Point], *, label: str, bars: bool = False) -> str:
    """The series small, with 4 px free at the ends; empty when there are fewer than two figures."""
    known = [point.value for point in points if point.value is not None]
    if len(known) < 2:
        return ""
    axis = _tight(known, from_zero=bars)
    svg = _svg(SPARK_WIDTH, SPARK_HEIGHT, "sparkline")
    svg.set("aria-label", label)
    plot = _Plot(svg, axis, SPARK_EDGE, SPARK_EDGE, SPARK_WIDTH - 2 * SPARK_EDGE, SPARK_HEIGHT - 2 * SPARK_EDGE, points)
    if bars:
        plot.paint_bars()
    else:
        plot.paint_line()
        plot.paint_last()
    return ET.tostring(svg, encoding="unicode")


def chart(picture: Picture, width: int = WIDE) -> str:
    """The series with axis, target and baseline; empty when no figure is known."""
    known = [point.value for point in picture.points if point.value is not None]
    if not known:
        return ""
    axis = _axis(picture, known)
    marks = [_mark(mark, axis, picture) for mark in axis.marks]
    left = 12 + _CHARACTER * max(len(mark) for mark in marks)
    svg = _svg(width, _HEIGHT, "chart")
    _describe(svg, picture, width)
    plot = _Plot(svg, axis, left, _TOP, width - left - _RIGHT, _HEIGHT - _TOP - _BOTTOM, picture.points)
    plot.paint_marks(marks)
    plot.paint_years()
    if picture.bars:
        plot.paint_bars()
    else:
        plot.paint_line()
        plot.paint_dots()
    for level in picture.levels:
        plot.paint_level(level)
    return ET.tostring(svg, encoding="unicode")


def _axis(picture: Picture, known: Sequence[Decimal]) -> Scale:
    if picture.words:
        return Scale(tuple(Decimal(place) for place in range(len(picture.words))))
    return scale([*known, *(level.value for level in picture.levels)], from_zero=picture.bars)


def _mark(mark: Decimal, axis: Scale, picture: Picture) -> str:
    if picture.words:
        return picture.words[int(mark)]
    return write_number(mark, decimals=axis.decimals, language=picture.language)


def _tight(values: Sequence[Decimal], *, from_zero: bool) -> Scale:
    """The whole height for the values themselves; one level only is drawn in the middle."""
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    return Scale((low, high)) if low != high else Scale((low - 1, high + 1))


def _svg(width: int, height: int, name: str) -> ET.Element:
    svg = ET.Element("svg", {"class": name, "viewBox": f"0 0 {width} {height}", "role": "img"})
    svg.set("width", str(width))
    svg.set("height", str(height))
    return svg


def _describe(svg: ET.Element, picture: Picture, width: int) -> None:
    for tag, text in (("title", picture.title), ("desc", picture.description)):
        name = f"{tag}-{picture.code}-{width}"
        ET.SubElement(svg, tag, {"id": name}).text = text
    svg.set("aria-labelledby", f"title-{picture.code}-{width}")
    svg.set("aria-describedby", f"desc-{picture.code}-{width}")


class _Plot:
    """The drawing area of one SVG: periods along, values up."""

    def __init__(
        self, svg: ET.Element, axis: Scale, left: int, top: int, width: int, height: int, points: Sequence[Point]
    ) -> None:
        self.svg, self.axis, self.points = svg, axis, points
        self.left, self.top, self.width, self.height = left, top, width, height
        self.first, self.last = points[0].period.ends, points[-1].period.ends
        self.bar = max(2.0, 0.7 * width / self._slots())

    def _slots(self) -> float:
        """How many periods of the shortest length there is room for."""
        months = min(point.period.months for point in self.points)
        return (self.last - self.first).days / (30.4 * months) + 1

    def x(self, point: Point, *, bars: bool = False) -> float:
        """Where a period stands: by its last day, so that uneven periods keep their distance."""
        days = (self.last - self.first).days or 1
        edge = self.bar / 2 if bars else 0.0
        return self.left + edge + (self.width - 2 * edge) * (point.period.ends - self.first).days / days

    def y(self, value: Decimal) -> float:
        """How far down a value stands."""
        return self.top + self.height * (1 - self.axis.share(value))

    def paint_line(self) -> None:
        """A line through neighbouring figures; a gap stays a gap."""
        for known, run in groupby(self.points, key=lambda point: point.value is not None):
            spots = [self._spot(point) for point in run] if known else []
            if len(spots) > 1:
                self._draw("polyline", "line", points=" ".join(spots))

    def paint_dots(self) -> None:
        """A dot on every figure."""
        for point in self.points:
            self._dot(point, "4")

    def paint_last(self) -> None:
        """A dot on the last figure."""
        self._dot([point for point in self.points if point.value is not None][-1], "3")

    def paint_bars(self) -> None:
        """A bar from zero for every figure."""
        zero = self.y(max(self.axis.lowest, min(self.axis.highest, Decimal(0))))
        for point in self.points:
            if point.value is None:
                continue
            end = self.y(point.value)
            self._draw(
                "rect",
                "column pending" if point.pending else "column",
                x=_px(self.x(point, bars=True) - self.bar / 2),
                y=_px(min(zero, end)),
                width=_px(self.bar),
                height=_px(max(abs(zero - end), 1)),
            )

    def paint_marks(self, labels: Sequence[str]) -> None:
        """A thin line and a label at each mark of the axis."""
        for mark, label in zip(self.axis.marks, labels, strict=True):
            y = self.y(mark)
            self._across("grid zero" if mark == 0 else "grid", y)
            self._text(label, self.left - 8, y + 4, "axis end")

    def paint_years(self) -> None:
        """The years below, as many as there is room for."""
        years = sorted({point.period.year for point in self.points})
        every = -(-len(years) * 44 // self.width)
        for year in years[::every]:
            places = [self.x(point) for point in self.points if point.period.year == year]
            self._text(str(year), sum(places) / len(places), self.top + self.height + 22, "axis middle")

    def paint_level(self, level: Level) -> None:
        """The target's or the baseline's line. A series starts by its baseline and ends by its target, so that the
        words of the target stand at the beginning and those of the baseline at the end."""
        y = self.y(level.value)
        self._across(f"level {level.kind}", y)
        at_end = level.kind == "baseline"
        x = self.left + self.width if at_end else self.left + 4
        self._text(
            level.label, x, y - 6 if y > self.top else y + 16, f"label {level.kind}" + (" end" if at_end else "")
        )

    def _across(self, name: str, y: float) -> None:
        self._draw("line", name, x1=_px(self.left), x2=_px(self.left + self.width), y1=_px(y), y2=_px(y))

    def _dot(self, point: Point, radius: str) -> None:
        if point.value is not None:
            name = "dot pending" if point.pending else "dot"
            self._draw("circle", name, cx=_px(self.x(point)), cy=_px(self.y(point.value)), r=radius)

    def _spot(self, point: Point) -> str:
        return f"{_px(self.x(point))},{_px(self.y(point.value or Decimal(0)))}"

    def _draw(self, tag: str, name: str, **attributes: str) -> None:
        ET.SubElement(self.svg, tag, {"class": name, **attributes})

    def _text(self, text: str, x: float, y: float, name: str) -> None:
        ET.SubElement(self.svg, "text", {"class": name, "x": _px(x), "y": _px(y)}).text = text


def _px(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
