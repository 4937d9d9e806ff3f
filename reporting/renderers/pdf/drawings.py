"""Puts charts into a printed report as drawings, which stay sharp at any size, with what they show told in words."""

import copy
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

from reporting.renderers.pdf.letters import printable
from reporting.renderers.pdf.markup import titled
from reporting.renderers.pdf.typeface import FAMILY

_SPACE = "{http://www.w3.org/2000/svg}"
_TELLING = frozenset({"title", "desc"})
_OUTLINE = ("stroke", "stroke-width", "stroke-linejoin", "paint-order")


def drawing(svg: str, told: str) -> ET.Element:
    """The chart as a part of the page; ``told`` is what a reader hears instead of seeing it."""
    root: ET.Element = fromstring(svg)
    for one in root.iter():
        one.tag = str(one.tag).removeprefix(_SPACE)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in _TELLING:
                parent.remove(child)
    _print_texts(root)
    root.insert(0, titled(told))
    for name in ("role", "width", "height", "aria-label", "aria-labelledby", "aria-describedby"):
        root.attrib.pop(name, None)
    root.set("font-family", FAMILY)
    return root


def _print_texts(root: ET.Element) -> None:
    """Letters with a pale outline around them are drawn twice: the press draws outlines over letters, not under."""
    for parent in list(root.iter()):
        for place, child in reversed(list(enumerate(parent))):
            if child.text:
                child.text = printable(child.text)
            if child.tag == "text" and "stroke" in child.attrib:
                under = copy.deepcopy(child)
                for name in _OUTLINE:
                    child.attrib.pop(name, None)
                parent.insert(place, under)
