"""A template being filled: its own words by docxtpl in a sandbox that knows the report's names and nothing else.

Of the template language only what fills in and leaves out is allowed: names, ``if`` and a few filters. There are no
loops, no calls and no attributes, so that a template can neither reach anything nor take all time. Before a template is
filled it is read as a whole, and what is wrong is told with its place.
"""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from docx.opc.part import Part
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from reporting.renderers.word.faults import Fault, Place, TemplateFault
from reporting.renderers.word.names import PARTS, TEXTS

MARK = "_raportin_osa_"
_FILTERS = ("upper", "lower", "capitalize", "title", "trim", "default")
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.Compare, nodes.Operand, nodes.Const,
    nodes.And, nodes.Or, nodes.Not, nodes.Filter, nodes.CondExpr,
)  # fmt: skip
_TAG = re.compile(r"<[^>]+>")
_NEAR = 120
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HOLDERS = {f"{_W}{name}" for name in ("body", "p", "r", "tbl", "tr", "tc", "hdr", "ftr", "sdtContent", "hyperlink")}


class Words(str):
    """A text of the report: escaped, a line end as a line end of Word."""

    __slots__ = ()

    def __html__(self) -> str:
        return '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(line, quote=False) for line in self.split("\n"))


class PartHere(str):
    """Where a part goes: a paragraph with a mark that no text can make."""

    __slots__ = ()

    def __html__(self) -> str:
        return f'<w:p><w:bookmarkStart w:id="0" w:name="{MARK}{self}"/></w:p>'


def environment() -> Environment:
    """The template language with nothing in it but what a template needs."""
    made = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    made.globals.clear()
    made.tests = {}
    made.filters = {name: made.filters[name] for name in _FILTERS}
    return made


class Sheet(DocxTemplate):
    """A template with checked words. docxtpl's own reading of line ends and its braces in disguise are left out."""

    def render_xml_part(self, src_xml: str, part: Part, context: dict[str, Any], jinja_env: Environment) -> str:
        """One part filled. Raises TemplateFault."""
        place = place_of(part)
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)
        allowed = {*TEXTS, *PARTS} if place is Place.BODY else {*TEXTS}
        check(source, place, allowed, jinja_env)
        filled = str(jinja_env.from_string(source).render(context)).replace("\n<w:p", "<w:p")
        check_shape(filled, place)
        return filled

    def render_properties(self, context: dict[str, Any], jinja_env: Environment | None = None) -> None:
        """The document's properties are written by the report, whatever the template's say."""


def place_of(part: Part) -> Place:
    """Which part of the template it is."""
    name = str(part.partname)
    for place in (Place.HEADER, Place.FOOTER, Place.FOOTNOTES):
        if place.value in name:
            return place
    return Place.BODY


def check(source: str, place: Place, allowed: set[str], language: Environment) -> None:
    """Reads a part's words. Raises TemplateFault for what the language does not know or allow."""
    lines = source.split("\n")
    try:
        tree = language.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateFault(Fault.SYNTAX, error.message or "", place, _near(lines, error.lineno)) from error
    for node in tree.find_all(nodes.Node):
        _check_node(node, place, lines, allowed)


def _check_node(node: nodes.Node, place: Place, lines: list[str], allowed: set[str]) -> None:
    near = _near(lines, node.lineno)
    if not isinstance(node, _ALLOWED):
        about = f".{node.attr}" if isinstance(node, nodes.Getattr) else type(node).__name__.lower()
        raise TemplateFault(Fault.NOT_ALLOWED, about, place, near)
    if isinstance(node, nodes.Name) and node.name not in allowed:
        fault = Fault.MISPLACED if node.name in PARTS else Fault.UNKNOWN_NAME
        raise TemplateFault(fault, node.name, place, near)
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        raise TemplateFault(Fault.NOT_ALLOWED, node.name, place, near)


def _near(lines: list[str], number: int | None) -> str:
    """The words of the paragraph that the line is of."""
    line = lines[min(max(number or 1, 1), len(lines)) - 1]
    words = " ".join(_TAG.sub(" ", line).split())
    return words[:_NEAR]


def check_shape(filled: str, place: Place) -> None:
    """A text put where only a part may stand, or the other way round, breaks the file: raises TemplateFault."""
    try:
        tree = etree.fromstring(filled, etree.XMLParser(resolve_entities=False, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise TemplateFault(Fault.BROKEN, "", place, str(error)[:_NEAR]) from error
    for words in _stray(tree):
        raise TemplateFault(Fault.MISPLACED, words[:_NEAR], place)
    for mark in tree.iter(f"{_W}bookmarkStart"):
        name = mark.get(f"{_W}name", "")
        if name.startswith(MARK):
            _check_mark(mark, name.removeprefix(MARK), place)


def _stray(tree: Any) -> Iterator[str]:
    for one in tree.iter(*_HOLDERS):
        pieces = (one.text, *(child.tail for child in one))
        yield from (piece.strip() for piece in pieces if piece and piece.strip())


def _check_mark(mark: Any, name: str, place: Place) -> None:
    paragraph = mark.getparent()
    above = paragraph.getparent() if paragraph is not None else None
    if above is None or above.tag != f"{_W}body":
        raise TemplateFault(Fault.MISPLACED, name, place)
