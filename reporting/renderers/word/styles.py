"""The styles of a report in Word: those of our own template, added to a municipality's template where it lacks them.

A style is found by its name, as people see it in Word; the template's own look of it is what is used.
"""

from dataclasses import dataclass

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

FONT, INK, QUIET, ACCENT, LINE, TINT = "Calibri", "12202C", "4C5B69", "0B4A6F", "B8C4CE", "E8EFF4"


@dataclass(frozen=True, slots=True)
class Style:
    """A style: its name in Word, its id here, and what it is made of."""

    name: str
    id: str
    inner: str
    kind: str = "paragraph"
    base: str = ""

    def xml(self, own_id: str) -> str:
        """The style as Word keeps it."""
        marked = "" if self.name in _BUILT_IN else ' w:customStyle="1"'
        usual = ' w:default="1"' if self.name == "Normal" else ""
        return (
            f'<w:style {nsdecls("w")} w:type="{self.kind}"{usual}{marked} w:styleId="{own_id}">'
            f'<w:name w:val="{self.name}"/>{self.base}<w:qFormat/>{self.inner}</w:style>'
        )


def _heading(level: int, size: int, before: int, after: int) -> Style:
    return Style(
        f"heading {level}",
        f"Heading{level}",
        f'<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="{after}"/>'
        f'<w:outlineLvl w:val="{level - 1}"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="{size}"/></w:rPr>',
        base='<w:basedOn w:val="Normal"/><w:next w:val="Normal"/>',
    )


def _text(name: str, own_id: str, paragraph: str = "", run: str = "") -> Style:
    base = '<w:basedOn w:val="Normal"/>'
    return Style(name, own_id, f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr>", base=base)


_EDGE = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
_LINES = f"<w:tblBorders><w:top {_EDGE}/><w:bottom {_EDGE}/><w:insideH {_EDGE}/></w:tblBorders>"
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/>'
    '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
)
NORMAL, TITLE, CAPTION, BULLET = "Normal", "Title", "caption", "List Bullet"
MUNICIPALITY, LEAD, NOTICE = "Raportin kunta", "Raportin ingressi", "Raportin huomautus"
ASIDE, PROPOSAL, CELL = "Raportin sivuteksti", "Raportin päätösehdotus", "Raportin taulukkoteksti"
TABLE, FACTS = "Raportin taulukko", "Raportin tiedot"
_BUILT_IN = {NORMAL, TITLE, CAPTION, BULLET, "heading 1", "heading 2", "heading 3", "header", "footer"}
STYLES = (
    Style(
        NORMAL,
        "Normal",
        '<w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:eastAsia="{FONT}"/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>',
    ),
    _heading(1, 32, 400, 140),
    _heading(2, 26, 280, 100),
    _heading(3, 22, 220, 60),
    _text(TITLE, "Title", '<w:spacing w:before="60" w:after="60"/>',
          f'<w:b/><w:color w:val="{ACCENT}"/><w:sz w:val="48"/>'),
    _text(CAPTION, "Caption", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>',
          f'<w:b/><w:color w:val="{QUIET}"/><w:sz w:val="19"/>'),
    _text(BULLET, "ListBullet", '<w:spacing w:after="60"/>'),
    _text("header", "Header", '<w:spacing w:after="0"/>',
          f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/>'),
    _text("footer", "Footer", '<w:spacing w:after="0"/>',
          f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/>'),
    _text(MUNICIPALITY, "RaportinKunta", '<w:spacing w:after="0"/>',
          f'<w:b/><w:color w:val="{QUIET}"/><w:sz w:val="24"/>'),
    _text(LEAD, "RaportinIngressi", '<w:spacing w:before="60" w:after="160"/>', '<w:b/><w:sz w:val="23"/>'),
    _text(NOTICE, "RaportinHuomautus",
          f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
          f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/><w:spacing w:before="120" w:after="120"/>'
          '<w:ind w:left="160"/>', "<w:b/>"),
    _text(ASIDE, "RaportinSivuteksti", '<w:spacing w:after="120"/>', f'<w:color w:val="{QUIET}"/><w:sz w:val="18"/>'),
    _text(PROPOSAL, "RaportinPaatosehdotus",
          f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{ACCENT}"/></w:pBdr>'
          '<w:spacing w:before="80" w:after="120"/><w:ind w:left="160"/>'),
    _text(CELL, "RaportinTaulukkoteksti", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
          '<w:sz w:val="18"/>'),
    Style(TABLE, "RaportinTaulukko",
          f"<w:tblPr>{_LINES}{_MARGINS}</w:tblPr>"
          '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>'
          f'<w:shd w:val="clear" w:color="auto" w:fill="{TINT}"/></w:tcPr></w:tblStylePr>', kind="table"),
    Style(FACTS, "RaportinTiedot",
          f"<w:tblPr>{_LINES}{_MARGINS}</w:tblPr>"
          '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>', kind="table"),
)  # fmt: skip


def ids_of(document: Document) -> dict[str, str]:
    """The id of every style of ours in the document; what the document lacks is added to it first."""
    styles = document.styles.element
    known = {one.name_val.casefold(): one.styleId for one in styles.style_lst if one.name_val}
    taken = {one.styleId for one in styles.style_lst}
    found = {}
    for style in STYLES:
        there = known.get(style.name.casefold())
        if there is None:
            there = style.id if style.id not in taken else f"{style.id}Raportti"
            styles.append(parse_xml(style.xml(there)))
        found[style.name] = there
    return found


def bullets_of(document: Document) -> int:
    """The number of a list with bullets, added to the document's numbering."""
    part = _numbering(document)
    root = part.element
    abstract = 1 + max((int(one.get(qn("w:abstractNumId"))) for one in root.findall(qn("w:abstractNum"))), default=0)
    number = 1 + max((int(one.get(qn("w:numId"))) for one in root.findall(qn("w:num"))), default=0)
    shape = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl></w:abstractNum>'
    )
    first = root.find(qn("w:num"))
    if first is not None:
        first.addprevious(shape)
    else:
        root.append(shape)
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/></w:num>'))
    return number


def _numbering(document: Document) -> XmlPart:
    for rel in document.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.NUMBERING and isinstance(rel.target_part, XmlPart):
            return rel.target_part
    element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    name = PackURI("/word/numbering.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_NUMBERING, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.NUMBERING)
    return part
