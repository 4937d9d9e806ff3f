"""Fills a template with a story: its own words first, then the report's parts in the places that it gives them.

Parts that the template does not place by name stand where it has ``{{p sisalto }}``, in the story's order: no part of a
report is ever left out because a template forgot it. A part whose tables are wide lies on its side.
"""

import copy
import io
from collections.abc import Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from reporting.renderers.story import Story
from reporting.renderers.word.blocks import Paper, Writer
from reporting.renderers.word.faults import Fault, Place, TemplateFault
from reporting.renderers.word.gate import check_file
from reporting.renderers.word.names import CONTENT, FACTS, NOTICES, SECTIONS, parts_of, texts_of
from reporting.renderers.word.sheet import MARK, PartHere, Sheet, Words, environment
from reporting.renderers.word.styles import bullets_of, ids_of

_LEAST_WIDTH = 4000


def filled(template: bytes, story: Story) -> Document:
    """The document. Raises TemplateFault for a template that it cannot be made from."""
    check_file(template)
    sheet = _opened(template)
    values: dict[str, Any] = {name: Words(text) for name, text in texts_of(story).items()}
    values |= {name: PartHere(name) if there else "" for name, there in parts_of(story).items()}
    sheet.render(values, environment(), autoescape=True)
    document: Document = sheet.docx
    _Placing(document, story).place()
    return document


def _opened(template: bytes) -> Sheet:
    try:
        sheet = Sheet(io.BytesIO(template))
        sheet.init_docx()
    except Exception as error:  # whatever a file that is no document makes python-docx say
        raise TemplateFault(Fault.NOT_WORD) from error
    return sheet


class _Placing:
    """The parts being put where the template has their marks."""

    def __init__(self, document: Document, story: Story) -> None:
        self.document, self.story = document, story
        self.body = document.element.body
        self.last = self.body.sectPr
        if self.last is None:
            raise TemplateFault(Fault.BROKEN)
        paper = Paper(document, ids_of(document), bullets_of(document), story.language)
        self.writer = Writer(paper)

    def place(self) -> None:
        """All of them."""
        marks = list(self._marks())
        names = [name for name, _ in marks]
        for name in names:
            if names.count(name) > 1:
                raise TemplateFault(Fault.TWICE, name, Place.BODY)
        if CONTENT not in names:
            raise TemplateFault(Fault.NO_CONTENT, CONTENT, Place.BODY)
        for name, paragraph in marks:
            for element in self._elements(name, set(names)):
                paragraph.addprevious(element)
            self.body.remove(paragraph)

    def _marks(self) -> Iterator[tuple[str, Any]]:
        for mark in self.body.iter(qn("w:bookmarkStart")):
            name = mark.get(qn("w:name"), "")
            if name.startswith(MARK):
                yield name.removeprefix(MARK), mark.getparent()

    def _elements(self, name: str, placed: set[str]) -> Iterator[Any]:
        upright = _width(self.last)
        if name == NOTICES:
            yield from self.writer.notices(self.story.notices)
        elif name == FACTS:
            yield from self.writer.facts(self.story.facts, upright)
        else:
            wanted = {SECTIONS[name]} if name != CONTENT else self._rest(placed)
            for section in self.story.sections:
                if section.key in wanted:
                    yield from self._section(section, upright)

    def _rest(self, placed: set[str]) -> set[str]:
        return {section.key for section in self.story.sections} - {SECTIONS[name] for name in placed & set(SECTIONS)}

    def _section(self, section: Any, upright: int) -> Iterator[Any]:
        if not section.wide:
            yield from self.writer.section(section, upright)
            return
        lying = _lying(self.last)
        yield _page_ends(self.last)
        yield from self.writer.section(section, _width(lying))
        yield _page_ends(lying)


def _page_ends(page: Any) -> Any:
    """An empty paragraph that ends the pages of one shape."""
    paragraph = page.makeelement(qn("w:p"), nsmap=page.nsmap)
    properties = paragraph.makeelement(qn("w:pPr"))
    properties.append(copy.deepcopy(page))
    paragraph.append(properties)
    return paragraph


def _lying(page: Any) -> Any:
    """The same page on its side."""
    turned = copy.deepcopy(page)
    size, edges = turned.find(qn("w:pgSz")), turned.find(qn("w:pgMar"))
    if size is not None:
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        if int(width) < int(height):
            size.set(qn("w:w"), height)
            size.set(qn("w:h"), width)
            size.set(qn("w:orient"), "landscape")
    if edges is not None:
        for side in ("left", "right"):
            edges.set(qn(f"w:{side}"), edges.get(qn(f"w:{side}"), "1134"))
    return turned


def _width(page: Any) -> int:
    """The width of the text on a page in twips; of a page that does not say, A4."""
    size, edges = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
    whole = int(size.get(qn("w:w"), "11906")) if size is not None else 11906
    taken = sum(int(edges.get(qn(f"w:{side}"), "1134")) for side in ("left", "right")) if edges is not None else 2268
    return max(_LEAST_WIDTH, whole - taken)
