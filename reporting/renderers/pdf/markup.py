"""Builds a report's pages out of elements: texts are put into them as texts, so that nothing in a text is ever markup.

What a reader writes goes through ``printable`` here and nowhere else.
"""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from reporting.renderers.pdf.letters import printable

_ENDLESS, _PIECES = re.compile(r"(\S{60,240})"), re.compile(r".{1,400}\S*\s*")

type Node = str | ET.Element
"""A text, or an element with what it holds."""


def element(tag: str, *nodes: Node, **attributes: str) -> ET.Element:
    """An element. ``class_`` is the attribute «class»; an attribute with an empty value is left out."""
    named = {name.rstrip("_"): printable(value) for name, value in attributes.items() if value}
    made = ET.Element(tag, named)
    append(made, nodes)
    return made


def titled(text: str) -> ET.Element:
    """The name of a document or of a drawing: nothing but letters, on one line."""
    made = ET.Element("title")
    made.text = " ".join(printable(text).split())
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
    """Text behind whatever the element holds already.

    Words without end are broken anywhere, and a long text is handed over in parts: for each line the press looks at all
    the text that follows, and seeks the syllables of every word in it.
    """
    for place, part in enumerate(_ENDLESS.split(text)):
        if place % 2:
            ET.SubElement(to, "i", {"class": "endless"}).text = part
            ET.SubElement(to, "wbr")
        else:
            for number, piece in enumerate(_PIECES.findall(part)):
                if number % 2:
                    ET.SubElement(to, "i").text = piece
                else:
                    _put(to, piece)


def _put(to: ET.Element, text: str) -> None:
    if len(to):
        to[-1].tail = (to[-1].tail or "") + text
    else:
        to.text = (to.text or "") + text


def written(root: ET.Element) -> str:
    """The pages as HTML, every mark of it escaped."""
    return "<!doctype html>" + ET.tostring(root, encoding="unicode", method="html")
