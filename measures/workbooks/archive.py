"""The workbook as bytes: the same workbook gives the same bytes, whenever and wherever it is written."""

import io
import zipfile

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_UNIX, _PLAIN_FILE = 3, 0o600 << 16


def as_bytes(book: Workbook) -> bytes:
    """The file. openpyxl stamps each part with the moment of writing: the parts are packed again without it."""
    written = io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(written, "w", zipfile.ZIP_STORED)).save()
    packed = io.BytesIO()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(packed, "w") as archive:
        for part in parts.infolist():
            archive.writestr(_unstamped(part.filename), parts.read(part))
    return packed.getvalue()


def _unstamped(name: str) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(name, _LONG_AGO)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.create_system, part.external_attr = _UNIX, _PLAIN_FILE
    return part
