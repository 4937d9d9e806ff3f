"""The drawing area of a chart: days along, values up, and words that never lie on top of each other.

No style attributes and no scripts: colours come from classes. Numbers become pixels here and nowhere else.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

from reporting.scales import Scale

CHARACTER, LINE = 7.4, 16
"""About how wide a letter and how high a line of the charts' text is, in pixels: rather too much than too little."""
WAITING = {"fi": "odottaa hyväksyntää", "sv": "väntar på godkännande", "en": "waiting for approval"}
"""What stands by the latest figure that waits for its approval."""
_STEPS = (-7, 17, -23, 33, -39, 49, -55, 65)
"""Where a word may stand above and below what it names, the nearest first."""


@dataclass(frozen=True, slots=True)
class Area:
    """Where the plot lies within its picture."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text beside what it names at ``x``, ``y``. ``needed``: left out rather than laid over another if False."""

    text: str
    x: float
    y: float
    name: str
    at_end: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a text takes."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Do the two share room?"""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


def svg_root(width: int, height: int, name: str) -> ET.Element:
    """An empty picture."""
    svg = ET.Element("svg", {"class": name, "viewBox": f"0 0 {width} {height}", "role": "img"})
    svg.set("width", str(width))
    svg.set("height", str(height))
    return svg


def named(svg: ET.Element, code: str, width: int, title: str, description: str) -> None:
    """Gives the picture its name and its description, which a screen reader tells."""
    for tag, text in (("title", title), ("desc", description)):
        ET.SubElement(svg, tag, {"id": f"{tag}-{code}-{width}"}).text = str(text)
    svg.set("aria-labelledby", f"title-{code}-{width}")
    svg.set("aria-describedby", f"desc-{code}-{width}")


def written(svg: ET.Element) -> str:
    """The picture as text."""
    return ET.tostring(svg, encoding="unicode")


def px(number: float) -> str:
    """Pixels as an SVG attribute, with one decimal at most."""
    return f"{number:.1f}".removesuffix(".0")


def box_of(text: str, x: float, y: float, *, at_end: bool = False) -> Box:
    """The room of a text whose line stands at ``y``."""
    wide = CHARACTER * len(text)
    left = x - wide if at_end else x
    return Box(left, y - LINE + 4, left + wide, y + 4)


def laid_out(words: Iterable[Words], area: Area, drawn: Sequence[Box] = ()) -> list[tuple[Words, float, float]]:
    """A place for each text within the area, where it meets no earlier one: the first ones stand nearest.

    ``drawn``: what has been drawn already, kept clear of where there is room: there, else farther along the line.
    """
    taken: list[Box] = []
    found = []
    for one in words:
        wide = CHARACTER * len(one.text)
        low = area.left + (wide if one.at_end else 2)
        high = area.left + area.width - (0 if one.at_end else wide)
        x = max(low, min(one.x, high)) if low <= high else low
        tries = [x, (low + high) / 2, low if one.at_end else high] if one.needed and low <= high else [x]
        place = _beside(one, tries, area, (*taken, *drawn)) or (x, _free(one, x, area, taken))
        if place[1] is not None:
            taken.append(box_of(one.text, place[0], place[1], at_end=one.at_end))
            found.append((one, place[0], place[1]))
    return found


def _beside(one: Words, tries: Sequence[float], area: Area, others: Sequence[Box]) -> tuple[float, float] | None:
    """Where the text meets nothing: just above or below its line rather than in its own column."""
    for steps in (_STEPS[:2], _STEPS):
        for x in tries:
            if (y := _clear(one, x, area, others, steps)) is not None:
                return x, y
    return None


def _clear(one: Words, x: float, area: Area, others: Sequence[Box], steps: Sequence[float]) -> float | None:
    """The first line, so many steps from the text's own, where it meets none of the others."""
    top, bottom = _lines(area)
    for y in (one.y + step for step in steps):
        if not top <= y <= bottom:
            continue
        box = box_of(one.text, x, y, at_end=one.at_end)
        if not any(box.meets(other) for other in others):
            return y
    return None


def _free(one: Words, x: float, area: Area, taken: Sequence[Box]) -> float | None:
    """A line clear of other words; of a text that must be there, any such line of the area."""
    top, bottom = _lines(area)
    lines = (bottom - LINE * place - one.y for place in range(int((bottom - top) // LINE) + 1)) if one.needed else ()
    return _clear(one, x, area, taken, (*_STEPS, *lines))


def _lines(area: Area) -> tuple[float, float]:
    """The highest line that words may stand on, in the margin above the plot, and the lowest."""
    return area.top - 7, area.top + area.height - 4


def along(spots: Sequence[tuple[float, float]], room: float = 5) -> list[Box]:
    """The room that a line through these spots takes, in small boxes one after another."""
    found = [Box(x - room, y - room, x + room, y + room) for x, y in spots]
    for (x1, y1), (x2, y2) in pairwise(spots):
        steps = int(max(abs(x2 - x1), abs(y2 - y1)) // (2 * room))
        for step in range(1, steps):
            x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
            found.append(Box(x - room, y - room / 2, x + room, y + room / 2))
    return found


class Surface:
    """One plot: draws lines, shapes and words at days and values."""

    def __init__(
        self, svg: ET.Element, axis: Scale, area: Area, days: tuple[dt.date, dt.date], *, inset: float = 0
    ) -> None:
        self.svg, self.axis, self.area, self.inset = svg, axis, area, inset
        self.first, self.last = days

    def x(self, day: dt.date) -> float:
        """How far along a day is; one day alone stands in the middle."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return self.area.left + self.inset + (self.area.width - 2 * self.inset) * share

    def y(self, value: Decimal) -> float:
        """How far down a value stands."""
        return self.area.top + self.area.height * (1 - self.axis.share(value))

    def draw(self, tag: str, name: str, **attributes: str) -> None:
        """A shape of a class."""
        ET.SubElement(self.svg, tag, {"class": name, **attributes})

    def line(self, name: str, ends: tuple[float, float, float, float]) -> None:
        """A straight line: x, y to x, y."""
        x1, y1, x2, y2 = map(px, ends)
        self.draw("line", name, x1=x1, y1=y1, x2=x2, y2=y2)

    def across(self, name: str, y: float) -> None:
        """A line from side to side."""
        self.line(name, (self.area.left, y, self.area.left + self.area.width, y))

    def bar(self, name: str, left: float, width: float, ends: tuple[float, float]) -> None:
        """A bar between two heights, one pixel high at least."""
        top, bottom = min(ends), max(ends)
        self.draw("rect", name, x=px(left), y=px(top), width=px(width), height=px(max(bottom - top, 1)))

    def dot(self, x: float, y: float, radius: str = "4") -> None:
        """A figure that counts."""
        self.draw("circle", "dot", cx=px(x), cy=px(y), r=radius)

    def diamond(self, name: str, x: float, y: float, size: float = 6) -> None:
        """A figure of another kind: it differs by its shape, not by colour alone."""
        corners = f"M{px(x)} {px(y - size)}L{px(x + size)} {px(y)}L{px(x)} {px(y + size)}L{px(x - size)} {px(y)}Z"
        self.draw("path", name, d=corners)

    def text(self, text: str, x: float, y: float, name: str) -> None:
        """Words at a place."""
        ET.SubElement(self.svg, "text", {"class": name, "x": px(x), "y": px(y)}).text = str(text)

    def columns(self, spots: Sequence[tuple[float, float]], width: float) -> list[Box]:
        """The room that columns of a width take, whose ends stand at these spots."""
        zero = self.y(max(self.axis.lowest, min(self.axis.highest, Decimal(0))))
        return [Box(x - width / 2, min(y, zero), x + width / 2, max(y, zero)) for x, y in spots]

    def label(self, words: Iterable[Words], drawn: Sequence[Box] = ()) -> None:
        """Words beside what they name, none over another."""
        for one, x, y in laid_out(words, self.area, drawn):
            self.text(one.text, x, y, f"label {one.name}" + (" end" if one.at_end else ""))
