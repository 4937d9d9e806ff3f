"""The workbook as bytes: the same workbook gives the same bytes, whenever and wherever it is written."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o600 << 16


type Rows = tuple[str, Iterable[bytes]]
"""Of a sheet: its dimension («A1:F20») and the XML from ``<sheetData>`` to where its filter follows."""


def as_bytes(book: Workbook, rows: Mapping[str, Rows] | None = None) -> bytes:
    """The file. openpyxl stamps each part with the moment of writing: the parts are packed again without it.

    ``rows``: by the name of a sheet, rows that have been written without openpyxl and take the place of its own.
    """
    written = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED)).save()
    own = {book[name].path[1:]: one for name, one in (rows or {}).items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w") as archive:
        for part in parts.infolist():
            content = parts.read(part)
            chunks = _with_rows(content, *own[part.filename]) if part.filename in own else [content]
            with archive.open(_unstamped(part.filename), "w", force_zip64=False) as packing:
                for chunk in chunks:
                    packing.write(chunk)
    return packed.getvalue()


_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_ROWS = re.compile(rb"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)


def _with_rows(sheet: bytes, dimension: str, rows: Iterable[bytes]) -> Iterable[bytes]:
    """The sheet's XML with these rows."""
    before, after = _ROWS.split(sheet)
    yield _DIMENSION.sub(f'<dimension ref="{dimension}"/>'.encode(), before)
    yield from rows
    yield after


def _unstamped(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system, part.external_attr = _UNIX, _PLAIN_FILE
    return part
