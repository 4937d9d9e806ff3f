"""What a document says of itself: its language, its title, the municipality as its author, the report's own moment.

A template's own properties are left out: they tell who wrote the template, and a report names no persons.
"""

import datetime as dt
from typing import Any
from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from reporting.renderers.story import Story

_LEFT_OUT = ("core-properties", "extended-properties", "custom-properties", "thumbnail")
_SETTINGS_LEFT_OUT = ("w:attachedTemplate", "w:trackRevisions", "w:rsids", "w:documentProtection")
_WHEN = 'xsi:type="dcterms:W3CDTF"'
_NAMESPACES = (
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def speak(document: Document, tag: str) -> None:
    """Sets the language of the whole document: its default, and that of styles which had one of their own."""
    styles = document.styles.element
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    defaults = _within(styles, "w:docDefaults", first=True)
    run = _within(_within(defaults, "w:rPrDefault", first=True), "w:rPr")
    _within(run, "w:lang").set(qn("w:val"), tag)
    settings = document.settings.element
    for name in _SETTINGS_LEFT_OUT:
        for one in settings.findall(qn(name)):
            settings.remove(one)
    for one in settings.findall(qn("w:themeFontLang")):
        one.set(qn("w:val"), tag)


def _within(above: Any, name: str, *, first: bool = False) -> Any:
    """The element in another, made where it is not there."""
    found = above.find(qn(name))
    if found is None:
        found = above.makeelement(qn(name))
        above.insert(0 if first else len(above), found)
    return found


def name(document: Document, story: Story, moment: dt.datetime) -> None:
    """Writes the document's properties anew."""
    package = document.part.package
    for key, rel in list(package.rels.items()):
        if rel.reltype.endswith(_LEFT_OUT):
            del package.rels[key]
    when = moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    content = _properties(story, when).encode()
    part = Part(PackURI("/docProps/core.xml"), CONTENT_TYPE.OPC_CORE_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def _properties(story: Story, when: str) -> str:
    told = {
        "dc:title": f"{story.municipality}: {story.title}" + (f" ({story.draft})" if story.draft else ""),
        "dc:subject": story.strategy,
        "dc:creator": story.municipality,
        "dc:description": story.description,
        "cp:lastModifiedBy": story.municipality,
        "cp:revision": "1",
        "dc:identifier": story.code,
        "dc:language": story.tag,
    }
    lines = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in told.items())
    days = "".join(
        f'<dcterms:{key} xsi:type="dcterms:W3CDTF">{when}</dcterms:{key}>' for key in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<cp:coreProperties {_NAMESPACES}>{lines}{days}</cp:coreProperties>"
    )
