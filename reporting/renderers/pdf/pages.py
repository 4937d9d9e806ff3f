"""Turns a report's story into pages: the first one with what the report is, its contents, then section after section.

Everything stands one after another and not inside each other, so that a table which runs over a page stays one table.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

from reporting.renderers.pdf.drawings import drawing
from reporting.renderers.pdf.markup import Node, append, element, titled
from reporting.renderers.pdf.words import CREATOR, WORDS
from reporting.renderers.story.parts import (
    Block,
    Bullets,
    Cell,
    Chart,
    Facts,
    Heading,
    Paragraph,
    Section,
    Story,
    Table,
    Text,
    Texts,
)

SIGNS = {
    "met": "✓",
    "on_track": "↗",
    "near_miss": "≈",
    "behind": "△",
    "missed": "✗",
    "not_due": "○",
    "missing": "◌",
    "watched": "◉",
    "unclear": "?",
}
"""A verdict's sign beside its word; told apart without colour."""
_RUNNING, _DEEPEST, _MANY = 90, 6, 9
"""How many letters fit at the edge of a page, the lowest heading there is, and when columns are many."""
_BEFORE_LONG_UNIT = re.compile("(?<=[0-9])[\u00a0\u202f](?=[^\\W\\d_]{5})")


@dataclass(frozen=True, slots=True)
class Pages:
    """The document, and what the places are called that its links lead to."""

    root: ET.Element
    titles: dict[str, str]


def pages_of(story: Story, made_at: dt.datetime) -> Pages:
    """The pages of a story; ``made_at`` is the document's own clock."""
    maker = _Maker(story)
    body = element("body", *maker.front())
    for section in story.sections:
        append(body, maker.section(section))
    root = element("html", _head(story, made_at), body, lang=story.tag)
    return Pages(root, maker.titles)


def _head(story: Story, made_at: dt.datetime) -> ET.Element:
    """What file managers and screen readers ask of a document."""
    title = ": ".join(part for part in (story.municipality, story.title) if part)
    moment = made_at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = {
        "author": story.municipality,
        "description": story.description,
        "generator": CREATOR,
        "dcterms.created": moment,
        "dcterms.modified": moment,
    }
    metas = [element("meta", name=name, content=content) for name, content in told.items() if content]
    return element("head", titled(f"{title} ({story.draft})" if story.draft else title), *metas)


class _Maker:
    """The pages of one story: tables and charts are numbered as they come."""

    def __init__(self, story: Story) -> None:
        self.story, self.words = story, WORDS[story.language]
        self.titles = {f"osa-{place}": one.title for place, one in enumerate(story.sections, start=1)}
        self._tables = self._charts = 0

    # --- the first page

    def front(self) -> Iterator[ET.Element]:
        """What the report is, what to know before the figures, the facts and the contents."""
        story = self.story
        yield element("p", story.municipality, class_="municipality")
        running = {"data-left": _short(story.municipality), "data-right": _short(self._running())}
        foot = " · ".join(part for part in (story.strategy, story.code) if part)
        at_foot = {"data-foot": _short(foot), "data-page": self.words["page"]}
        yield element("h1", story.title, **running, **at_foot)
        for line, name in ((story.strategy, "strategy"), (story.scope, "scope"), (self._meeting(), "meeting")):
            if line:
                yield element("p", line, class_=name)
        for notice in story.notices:
            yield element("p", *self._texts(notice), class_="notice")
        yield from self._facts(story.facts, "facts first")
        yield element("p", self.words["contents"], class_="contents-title")
        yield element("ul", *self._contents(), class_="contents")

    def _running(self) -> str:
        return " · ".join(part for part in (self.story.draft, self.story.title) if part)

    def _meeting(self) -> str:
        return " · ".join(part for part in (self.story.meeting, self.story.diary) if part)

    def _contents(self) -> Iterator[ET.Element]:
        for place, title in self.titles.items():
            yield element("li", element("a", title, href=f"#{place}"))

    # --- the sections

    def section(self, section: Section) -> Iterator[ET.Element]:
        """A section's heading and blocks; up to its last table on pages that lie on their side where it wants them."""
        place = f"osa-{self.story.sections.index(section) + 1}"
        tables = [number for number, block in enumerate(section.blocks) if isinstance(block, Table)]
        lying = tables[-1] if section.wide and tables else -1
        yield element("h2", section.title, id=place, class_="wide" if lying >= 0 else "")
        for number, block in enumerate(section.blocks):
            for made in self._block(block):
                if number <= lying:
                    made.set("class", f"{made.get('class', '')} wide".strip())
                yield made

    def _block(self, block: Block) -> Iterator[ET.Element]:
        match block:
            case Heading():
                yield element(f"h{min(block.level + 1, _DEEPEST)}", *self._texts(block.texts))
            case Paragraph():
                yield from self._paragraph(block)
            case Bullets():
                yield element("ul", *(element("li", *self._texts(item)) for item in block.items))
            case Facts():
                yield from self._facts(block)
            case Table():
                yield self._table(block)
            case Chart():
                yield from self._chart(block)

    def _paragraph(self, block: Paragraph) -> Iterator[ET.Element]:
        name = "" if block.style == "body" else block.style
        yield element("p", *self._texts(block.texts), class_=name)

    def _facts(self, facts: Facts, name: str = "facts") -> Iterator[ET.Element]:
        if not facts.lines:
            return
        lines = [
            element("tr", element("th", head, scope="row"), element("td", *self._texts(texts)))
            for head, texts in facts.lines
        ]
        caption = element("caption", facts.caption, class_="plain")
        yield element("table", caption, element("tbody", *lines), class_=name)

    def _table(self, table: Table) -> ET.Element:
        self._tables += 1
        caption = element("caption", self._numbered("table", self._tables), table.caption)
        whole = sum(column.width for column in table.columns)
        widths = [element("col", style=f"width: {100 * column.width / whole:.2f}%") for column in table.columns]
        kinds = ["number" if column.numeric else "" for column in table.columns]
        heads = [
            element("th", column.head, scope="col", class_=kind)
            for column, kind in zip(table.columns, kinds, strict=True)
        ]
        rows = [element("tr", *self._cells(row, kinds)) for row in table.rows]
        return element(
            "table",
            caption,
            element("colgroup", *widths),
            element("thead", element("tr", *heads)),
            element("tbody", *rows),
            class_="grid dense" if len(table.columns) > _MANY else "grid",
        )

    def _cells(self, row: tuple[Cell, ...], kinds: list[str]) -> Iterator[ET.Element]:
        for place, (cell, kind) in enumerate(zip(row, kinds, strict=True)):
            nodes: list[Node] = []
            for texts in cell.paragraphs:
                told = self._texts(tuple(map(_loosened, texts)) if kind else texts)
                nodes += [element("br"), *told] if nodes else told
            if place:
                yield element("td", *nodes, class_=kind)
            else:
                yield element("th", *nodes, scope="row")

    def _chart(self, chart: Chart) -> Iterator[ET.Element]:
        self._charts += 1
        yield element("p", self._numbered("chart", self._charts), chart.title, class_="caption")
        yield element("div", drawing(chart.svg, chart.alt), class_="chart")

    def _numbered(self, kind: str, number: int) -> ET.Element:
        return element("b", f"{self.words[kind]} {number}. ")

    # --- texts

    def _texts(self, texts: Texts) -> list[Node]:
        return [self._text(one) for one in texts]

    def _text(self, text: Text) -> Node:
        """A text in its looks; a span is nothing but another language, and is tagged as that."""
        node: Node = text.words
        if text.language and text.language != self.story.language:
            node = element("span", node, lang=text.language)
        if text.verdict:
            sign: list[Node] = [element("i", SIGNS[text.verdict]), "\u00a0"] if text.verdict in SIGNS else []
            return element("b", *sign, node, class_=f"verdict {text.verdict}")
        if text.strong:
            node = element("b", node)
        return element("small", node) if text.quiet else node


def _loosened(text: Text) -> Text:
    """A long unit of measurement may stand below its number: «19 400 henkilöä» in a narrow column."""
    return replace(text, words=_BEFORE_LONG_UNIT.sub(" ", text.words))


def _short(text: str) -> str:
    """As much of a text as fits at the edge of a page."""
    line = " ".join(text.split())
    return line if len(line) <= _RUNNING else f"{line[: _RUNNING - 1]}…"
