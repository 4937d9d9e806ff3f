"""A chart as a file of its own: an SVG that needs no style sheet, and the same as a PNG with the product's letters.

Colours are those of the light page, written as attributes, so that word processors and mail programs show them too.
"""

import copy
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

import resvg_py
from defusedxml.ElementTree import fromstring

from kemi_strategy.web.fonts import still_fonts
from reporting.charts.series import WIDE
from reporting.charts.surface import px

SVG_TYPE, PNG_TYPE = "image/svg+xml", "image/png"
_FONT = "'Source Sans 3', 'Source Sans Pro', 'Segoe UI', Arial, sans-serif"
_SERIES, _TARGET, _MUTED, _TEXT, _CARD, _GRID = "#0b5f8a", "#8a3a00", "#4c5b69", "#12202c", "#ffffff", "#d3dce4"
_EDGE, _HEAD, _FOOT_LINE, _GAP, _LETTERS = 24, 28, 20, 16, 110
_HALO = {"stroke": _CARD, "stroke-width": "4", "stroke-linejoin": "round", "paint-order": "stroke"}

_LOOKS: dict[str, dict[str, str]] = {
    "line": {"fill": "none", "stroke": _SERIES, "stroke-width": "2", "stroke-linejoin": "round"},
    "dot": {"fill": _SERIES, "stroke": _SERIES, "stroke-width": "2"},
    "column": {"fill": _SERIES},
    "grid": {"stroke": _GRID},
    "zero": {"stroke": "#71808e"},
    "level": {"stroke-width": "1.5"},
    "band": {"fill": _TARGET, "fill-opacity": "0.08"},
    "way": {"stroke": _TARGET, "stroke-width": "1.5", "stroke-dasharray": "3 5"},
    "ahead": {"stroke": _SERIES, "stroke-width": "1.5", "stroke-dasharray": "1 4"},
    "forecast": {"fill": _CARD, "stroke": _SERIES, "stroke-width": "2", "stroke-dasharray": "3 2"},
    "start": {"fill": _CARD, "stroke": _MUTED, "stroke-width": "2"},
    "pending": {"fill": _CARD, "stroke": _SERIES, "stroke-width": "1.5", "stroke-dasharray": "3 2"},
}
_LINES = {
    "target": {"stroke": _TARGET, "stroke-dasharray": "7 4"},
    "baseline": {"stroke": _MUTED, "stroke-dasharray": "2 4"},
}
_WORDS = {
    "axis": {"fill": _MUTED},
    "baseline": {"fill": _MUTED},
    "target": {"fill": _TARGET, "font-weight": "600"},
    "way": {"fill": _TARGET},
    "sum": {"font-weight": "600"},
    "end": {"text-anchor": "end"},
    "middle": {"text-anchor": "middle"},
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a chart needs to be told when it has left its page: a headline above it, and lines below it."""

    headline: str
    below: Sequence[str]


def file_svg(charts: Sequence[str], around: Around) -> str:
    """The charts under each other, with what they tell above and below; fonts by name, nothing fetched."""
    heads = textwrap.wrap(around.headline, _LETTERS)
    feet = [line for one in around.below for line in textwrap.wrap(one, _LETTERS + 25)]
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": _FONT})
    ET.SubElement(svg, "title").text = str(around.headline)
    ET.SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": _CARD})
    y = float(_EDGE)
    for line in heads:
        y += _HEAD
        _say(svg, line, y, {"font-size": "20", "font-weight": "600", "fill": _TEXT})
    for one in charts:
        y = _place(svg, fromstring(one), y + _GAP)
    y += _GAP
    for line in feet:
        y += _FOOT_LINE
        _say(svg, line, y, {"font-size": "14", "fill": _MUTED})
    width, height = WIDE + 2 * _EDGE, y + _EDGE
    svg.set("viewBox", f"0 0 {width} {px(height)}")
    svg.set("width", str(width))
    svg.set("height", px(height))
    return ET.tostring(svg, encoding="unicode")


def still_svg(chart: str, title: str) -> str:
    """One chart alone as an SVG of its own, with nothing around it: for a document that tells the rest in its text."""
    svg = fromstring(chart)
    for one in svg.iter():
        _look(one)
    for name in ("class", "aria-labelledby", "aria-describedby"):
        svg.attrib.pop(name, None)
    svg.attrib |= {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": _FONT, "font-size": "14"}
    named = svg.find("title")
    if named is None:
        named = ET.Element("title")
        svg.insert(0, named)
    named.text = title
    svg.insert(1, ET.Element("rect", {"width": "100%", "height": "100%", "fill": _CARD}))
    return ET.tostring(svg, encoding="unicode")


def png_of(svg: str) -> bytes:
    """The picture twice as large in pixels as in the SVG, with no other letters than the product's own."""
    return resvg_py.svg_to_bytes(
        svg_string=svg, zoom=2, skip_system_fonts=True, font_files=_font_files(), font_family="Source Sans 3"
    )


@cache
def _font_files() -> list[str]:
    return [str(path) for path in still_fonts()]


def _say(svg: ET.Element, text: str, y: float, look: dict[str, str]) -> None:
    ET.SubElement(svg, "text", {"x": str(_EDGE), "y": px(y), **look}).text = str(text)


def _place(svg: ET.Element, chart: ET.Element, y: float) -> float:
    """Puts a chart at a height with its looks written out; gives where it ends."""
    placed = copy.deepcopy(chart)
    height = float(chart.get("height", "0"))
    for name in ("class", "role", "aria-labelledby", "aria-describedby"):
        placed.attrib.pop(name, None)
    placed.set("x", str(_EDGE))
    placed.set("y", px(y))
    placed.set("font-size", "14")
    for one in placed.iter():
        _look(one)
    svg.append(placed)
    return y + height


def _look(one: ET.Element) -> None:
    """Writes out what the style sheet would say of the element's classes."""
    names = one.attrib.pop("class", "").split()
    if one.tag == "text":
        one.attrib |= {"fill": _TEXT} | _HALO
    for name in names:
        own = _WORDS if one.tag == "text" else _LOOKS
        one.attrib |= own.get(name, {})
        if one.tag == "line":
            one.attrib |= _LINES.get(name, {})
    if one.tag == "path" and "pending" in names:
        one.attrib.pop("stroke-dasharray", None)
