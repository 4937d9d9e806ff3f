"""Builds a report's pages out of elements: texts are put into them as texts, so that nothing in a text is ever markup.

What a reader writes goes through ``printable`` here and nowhere else.
"""

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from reporting.renderers.pdf.letters import printable

type Node = str | ET.Element
"""A text, or an element with what it holds."""


def element(tag: str, *nodes: Node, **attributes: str) -> ET.Element:
    """An element. ``class_`` is the attribute «class»; an attribute with an empty value is left out."""
    named = {name.rstrip("_"): printable(value) for name, value in attributes.items() if value}
    made = ET.Element(tag, named)
    append(made, nodes)
    return made


def append(to: ET.Element, nodes: Iterable[Node]) -> ET.Element:
    """Puts texts and elements at the end of an element; a line break of a text stays one."""
    for node in nodes:
        if isinstance(node, ET.Element):
            to.append(node)
        else:
            _say(to, printable(str(node)))
    return to


def _say(to: ET.Element, text: str) -> None:
    first, *others = text.split("\n")
    _add(to, first)
    for line in others:
        ET.SubElement(to, "br")
        _add(to, line)


def _add(to: ET.Element, text: str) -> None:
    """Text behind whatever the element holds already."""
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text


def written(root: ET.Element) -> str:
    """The pages as HTML, every mark of it escaped."""
    return "<!doctype html>" + ET.tostring(root, encoding="unicode", method="html")
