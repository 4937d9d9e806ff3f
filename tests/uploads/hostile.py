"""Workbooks as no spreadsheet program writes them, made by hand part by part."""

import io
import struct
import zipfile
from collections.abc import Callable

from openpyxl import Workbook

TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>{more}</Types>"""
STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
STYLES_TYPE = (
    '<Override PartName="/xl/styles.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
)
RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="xl/workbook.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>"""
BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
<sheets><sheet name="Kirjaus" sheetId="1" r:id="rId1"/></sheets>{more}</workbook>"""
BOOK_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
<Relationship Id="rId2" Target="sharedStrings.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>
<Relationship Id="rId3" Target="styles.xml"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"/>{more}</Relationships>"""
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET = '<?xml version="1.0"?><worksheet {main}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'
STRINGS = '<?xml version="1.0"?><sst {main}>{strings}</sst>'


def sheet(rows: str = '<row r="1"><c r="A1"><v>7</v></c></row>', before: str = "", after: str = "") -> str:
    """A worksheet's XML."""
    return SHEET.format(main=MAIN, before=before, rows=rows, after=after)


def book(parts: dict[str, str | bytes] | None = None, *, types: str = "", more: str = "", rels: str = "") -> bytes:
    """A small workbook; ``parts`` replace or join its own."""
    own: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES.format(more=types),
        "_rels/.rels": RELS,
        "xl/workbook.xml": BOOK.format(more=more),
        "xl/_rels/workbook.xml.rels": BOOK_RELS.format(more=rels),
        "xl/worksheets/sheet1.xml": sheet(),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (own | (parts or {})).items():
            archive.writestr(name, content)
    return packed.getvalue()


def with_sheet(rows: str, **more: str) -> bytes:
    """The workbook with these rows."""
    return book({"xl/worksheets/sheet1.xml": sheet(rows, **more)})


def with_strings(strings: str, rows: str) -> bytes:
    """The workbook with shared strings."""
    parts = {
        "xl/sharedStrings.xml": STRINGS.format(main=MAIN, strings=strings),
        "xl/worksheets/sheet1.xml": sheet(rows),
    }
    return book(parts, types=STRINGS_TYPE)


def with_styles(styles: str) -> bytes:
    """The workbook with a part of styles."""
    return book({"xl/styles.xml": f'<?xml version="1.0"?><styleSheet {MAIN}>{styles}</styleSheet>'}, types=STYLES_TYPE)


def honest(fill: Callable[[Workbook], None]) -> bytes:
    """A workbook as openpyxl writes it."""
    made, packed = Workbook(), io.BytesIO()
    made.active.title = "Kirjaus"
    fill(made)
    made.save(packed)
    return packed.getvalue()


def declared_small(content: bytes, part: str) -> bytes:
    """The same file whose directory says of a part that it is ten bytes when unpacked."""
    told = bytearray(content)
    for mark, size_at, name_at in ((b"PK\x01\x02", 24, 46), (b"PK\x03\x04", 22, 30)):
        at = -1
        while (at := told.find(mark, at + 1)) >= 0:
            if told[at + name_at :].startswith(part.encode()):
                told[at + size_at : at + size_at + 4] = struct.pack("<I", 10)
    return bytes(told)


def marked_encrypted(content: bytes) -> bytes:
    """The same file whose directory says that its parts are encrypted."""
    told, at = bytearray(content), -1
    while (at := told.find(b"PK\x01\x02", at + 1)) >= 0:
        told[at + 8] |= 1
    return bytes(told)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">{}]>'.format(
    "".join(f'<!ENTITY {to} "{f"&{of};" * 10}">' for of, to in zip("abcdefghi", "bcdefghij", strict=True))
)
