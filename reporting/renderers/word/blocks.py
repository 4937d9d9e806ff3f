"""Turns the parts of the story into Word's own: headings, paragraphs, tables with repeating heads, pictures with words.

Everything is written as XML by us: texts are escaped here and nowhere else, and whatever they hold they stay texts.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from reporting.charts.files import png_of
from reporting.renderers.story import (
    Block,
    Bullets,
    Cell,
    Chart,
    Facts,
    Heading,
    Paragraph,
    Section,
    Table,
    Text,
    Texts,
)
from reporting.renderers.story.words import SYMBOLS
from reporting.renderers.word import styles

_COLOURS = {
    "met": "10633A",
    "on_track": "0A5766",
    "near_miss": "714700",
    "behind": "8A3A00",
    "missed": "A11A1A",
    "unclear": "5A3E93",
}
_STYLES = {
    "body": styles.NORMAL,
    "lead": styles.LEAD,
    "notice": styles.NOTICE,
    "quiet": styles.ASIDE,
    "proposal": styles.PROPOSAL,
}
COUNTED = {
    "fi": {"table": "Taulukko", "chart": "Kuva"},
    "sv": {"table": "Tabell", "chart": "Figur"},
    "en": {"table": "Table", "chart": "Figure"},
}
_EMU_OF_TWIP, _FIRST_PICTURE = 635, 2001
_PICTURE = Fraction(85, 100)
"""How much of the page's width a picture takes."""
_SIZE = re.compile(r'<svg[^>]*?\s(width|height)="([0-9.]+)"[^>]*?\s(width|height)="([0-9.]+)"')


@dataclass(frozen=True, slots=True)
class Paper:
    """What the parts are written on: styles by their names, the number of bullets, the language."""

    document: Document
    ids: dict[str, str]
    bullets: int
    language: str


class Writer:
    """Writes the parts of one report, counting its tables and pictures."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.counts = {"table": 0, "chart": 0}

    def section(self, one: Section, width: int) -> list[Any]:
        """A part with its heading; ``width`` of the text in twips."""
        heading = self._paragraph("heading 1", (Text(one.title),))
        return _elements([heading, *(xml for block in one.blocks for xml in self.block(block, width))])

    def notices(self, notices: Iterable[Texts]) -> list[Any]:
        """What a reader has to know first."""
        return _elements(self._paragraph(styles.NOTICE, texts) for texts in notices)

    def facts(self, facts: Facts, width: int) -> list[Any]:
        """What the report is."""
        return _elements(self.block(facts, width))

    def block(self, block: Block, width: int) -> Iterator[str]:
        """One part as XML."""
        match block:
            case Heading():
                yield self._paragraph(f"heading {block.level}", block.texts)
            case Paragraph():
                # What stands in bold leads to what follows: it is not left alone at the foot of a page.
                leads = bool(block.texts) and all(one.strong for one in block.texts)
                yield self._paragraph(_STYLES[block.style], block.texts, "<w:keepNext/>" if leads else "")
            case Bullets():
                number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.paper.bullets}"/></w:numPr>'
                for texts in block.items:
                    yield self._paragraph(styles.BULLET, texts, number)
            case Facts():
                yield from self._facts(block, width)
            case Table():
                yield from self._table(block, width)
            case Chart():
                yield from self._chart(block, width)

    # --- paragraphs

    def _paragraph(self, style: str, texts: Sequence[Text], more: str = "") -> str:
        runs = "".join(self._run(one) for one in texts)
        return f'<w:p><w:pPr><w:pStyle w:val="{self.paper.ids[style]}"/>{more}</w:pPr>{runs}</w:p>'

    def _run(self, one: Text) -> str:
        if not one.words and not one.verdict:
            return ""
        bold = "<w:b/>" if one.strong else ""
        tone = _COLOURS.get(one.verdict) or (styles.QUIET if one.quiet else "")
        colour = f'<w:color w:val="{tone}"/>' if tone else ""
        language = '<w:lang w:val="fi-FI"/>' if one.language == "fi" else ""
        words = f"{SYMBOLS[one.verdict]}\u00a0{one.words}" if one.verdict else one.words
        lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in words.split("\n"))
        return f"<w:r><w:rPr>{bold}{colour}{language}</w:rPr>{lines}</w:r>"

    def _caption(self, kind: str, words: str, more: str = "") -> str:
        """A caption with a number that Word counts too."""
        self.counts[kind] += 1
        name, number = COUNTED[self.paper.language][kind], self.counts[kind]
        counted = f'<w:fldSimple w:instr=" SEQ {name} \\* ARABIC "><w:r><w:t>{number}</w:t></w:r></w:fldSimple>'
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self.paper.ids[styles.CAPTION]}"/>{more}</w:pPr>'
            f'<w:r><w:t xml:space="preserve">{name} </w:t></w:r>{counted}{self._run(Text(f". {words}"))}</w:p>'
        )

    # --- tables

    def _table(self, table: Table, width: int) -> Iterator[str]:
        yield self._caption("table", table.caption)
        whole = sum(column.width for column in table.columns)
        widths = [int(width * column.width / whole) for column in table.columns]
        numeric = [column.numeric for column in table.columns]
        head = [Cell(((Text(column.head, strong=True),),)) for column in table.columns]
        rows = [self._row(head, widths, numeric, head=True)]
        rows += [self._row(cells, widths, numeric) for cells in table.rows]
        yield self._grid(styles.TABLE, table.caption, widths, rows, 'w:firstRow="1" w:firstColumn="0"')
        yield self._after()

    def _facts(self, facts: Facts, width: int) -> Iterator[str]:
        widths = [width * 3 // 10, width * 7 // 10]
        rows = [
            self._row((Cell(((Text(name, strong=True),),)), Cell((texts,))), widths, [False, False])
            for name, texts in facts.lines
        ]
        yield self._grid(styles.FACTS, facts.caption, widths, rows, 'w:firstRow="0" w:firstColumn="1"')
        yield self._after()

    def _grid(self, style: str, caption: str, widths: list[int], rows: list[str], look: str) -> str:
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{self.paper.ids[style]}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" {look} w:lastRow="0" w:lastColumn="0" w:noHBand="1" '
            f'w:noVBand="1"/><w:tblCaption w:val={quoteattr(caption)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(rows)}</w:tbl>"
        )

    def _row(self, cells: Sequence[Cell], widths: list[int], numeric: list[bool], *, head: bool = False) -> str:
        repeats = "<w:tblHeader/>" if head else ""
        filled = "".join(
            self._cell(cell, width, right=right) for cell, width, right in zip(cells, widths, numeric, strict=True)
        )
        return f"<w:tr><w:trPr><w:cantSplit/>{repeats}</w:trPr>{filled}</w:tr>"

    def _cell(self, cell: Cell, width: int, *, right: bool) -> str:
        side = '<w:jc w:val="right"/>' if right else ""
        paragraphs = "".join(self._paragraph(styles.CELL, texts, side) for texts in cell.paragraphs or ((),))
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'

    def _after(self) -> str:
        """A little room after a table, which Word also needs between two of them."""
        return self._paragraph(styles.CELL, (), '<w:spacing w:after="0" w:line="160" w:lineRule="exact"/>')

    # --- pictures

    def _chart(self, chart: Chart, width: int) -> Iterator[str]:
        relation, _image = self.paper.document.part.get_or_add_image(io.BytesIO(png_of(chart.svg)))
        across = int(width * _PICTURE) * _EMU_OF_TWIP
        height = int(across * _shape(chart.svg))
        number = _FIRST_PICTURE + self.counts["chart"]
        name, told = quoteattr(f"{chart.key}.png"), quoteattr(f"{chart.title} {chart.alt}".replace("\n", " "))
        yield (
            f'<w:p><w:pPr><w:pStyle w:val="{self.paper.ids[styles.NORMAL]}"/><w:keepNext/></w:pPr><w:r><w:drawing>'
            f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{height}"/>'
            f'<wp:docPr id="{number}" name={name} descr={told}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
            f'<pic:nvPicPr><pic:cNvPr id="{number}" name={name} descr={told}/><pic:cNvPicPr/></pic:nvPicPr>'
            f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{height}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            "</wp:inline></w:drawing></w:r></w:p>"
        )
        yield self._caption("chart", chart.title, '<w:keepNext w:val="0"/>')


def _shape(svg: str) -> Fraction:
    """How high a picture is for its width."""
    found = _SIZE.search(svg)
    if found is None:
        return Fraction(1, 2)
    sizes = {found[1]: Fraction(found[2]), found[3]: Fraction(found[4])}
    return sizes["height"] / sizes["width"]


def _elements(xml: Iterable[str]) -> list[Any]:
    """The XML as elements of a document."""
    return list(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'pic', 'r')}>{''.join(xml)}</w:body>"))
