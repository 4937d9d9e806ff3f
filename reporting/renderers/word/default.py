"""Our own template, as a Word file that anybody can edit: a heading, the report's data, its parts, header and footer.

It is made here part by part and comes from no other file; the same release always makes the same bytes.
"""

from functools import cache

from docx.oxml.ns import nsdecls

from reporting.renderers.word.packing import pack
from reporting.renderers.word.styles import MUNICIPALITY, STYLES

_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_PARTS = {"styles": "styles", "settings": "settings", "header": "header1", "footer": "footer1"}


@cache
def default_template() -> bytes:
    """The template's bytes."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": _document(),
        "word/_rels/document.xml.rels": _relations(
            {f"rId{place}": (kind, f"{name}.xml") for place, (kind, name) in enumerate(_PARTS.items(), 1)}
        ),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/header1.xml": _edge("hdr", "Header", _run(_HEAD)),
        "word/footer1.xml": _edge("ftr", "Footer", _foot()),
    }
    return pack({name: (_DECLARED + xml).encode() for name, xml in parts.items()})


def _content_types() -> str:
    kinds = {"document": "document.main", **{name: kind for kind, name in _PARTS.items()}}
    listed = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_TYPES}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{listed}</Types>'
    )


def _relations(found: dict[str, tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in found.items()
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{listed}</Relationships>'
    )


def _document() -> str:
    lines = (
        _line(_id(MUNICIPALITY), "{{ kunta }}"),
        _line("Title", "{{ otsikko }}"),
        _line(_id(MUNICIPALITY), "{{ strategia }}{% if toimiala %} · {{ toimiala }}{% endif %}"),
        _line("Normal", "{{p huomautukset }}"),
        _line("Normal", "{{p tiedot }}"),
        _line("Normal", "{{p sisalto }}"),
    )
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1304" w:right="1134" w:bottom="1134" w:left="1134" '
        'w:header="624" w:footer="510" w:gutter="0"/></w:sectPr>'
    )
    return f"<w:document {nsdecls('w', 'r')}><w:body>{''.join(lines)}{page}</w:body></w:document>"


def _id(name: str) -> str:
    return next(style.id for style in STYLES if style.name == name)


def _line(style: str, words: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(words)}</w:p>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(code: str) -> str:
    return f'<w:fldSimple w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


_HEAD = "{{ kunta }} · {{ otsikko }}{% if luonnos %} · {{ luonnos }}{% endif %}"
_DEALT = "{% if kasittely %} · {{ kasittely }}{% endif %}{% if diaarinumero %} · {{ diaarinumero }}{% endif %}"


def _edge(tag: str, style: str, inner: str) -> str:
    """A header or a footer: one line on the left, where it stands on pages of either shape."""
    line = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'
    return f"<w:{tag} {nsdecls('w', 'r')}>{line}</w:{tag}>"


def _foot() -> str:
    return f"{_field('PAGE')}{_run('/')}{_field('NUMPAGES')}{_run(_DEALT)}"


def _styles() -> str:
    listed = "".join(style.xml(style.id) for style in STYLES)
    return (
        f'<w:styles {nsdecls("w")}><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="fi-FI"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{listed}</w:styles>"
    )


def _settings() -> str:
    return (
        f'<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="1134"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
        'w:val="15"/></w:compat><w:themeFontLang w:val="fi-FI"/></w:settings>'
    )
