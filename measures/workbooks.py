"""Reads an Excel workbook into plain sheets. The only module, with the report's own renderer, that knows openpyxl.

A workbook is foreign data: it is refused before openpyxl sees it when it is not a plain .xlsx, is encrypted or
unreasonably large, carries macros or an XML document type, or names files outside itself. Of formulas the value
that Excel calculated last is read; a formula that was never calculated has none and is reported by its cell.
"""

import datetime as dt
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path, PurePosixPath
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from measures.sheets import Percent, Raw, Sheet, Sheets, SourceRefused, Unreadable

LARGEST_FILE = 40_000_000
LARGEST_UNPACKED = 300_000_000
MOST_PARTS = 200
MOST_ROWS = 200_000
MOST_COLUMNS = 40

_ENCRYPTED = b"\xd0\xcf\x11\xe0"  # the container of encrypted workbooks, and of the old .xls
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<f[ >/]")
_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_NUMBER = re.compile(rb"\s*[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?\s*")
_PERCENT = re.compile(r"%(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")

_UNREADABLE = (
    InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, ParseError, zipfile.BadZipFile,
)  # fmt: skip
"""What openpyxl raises on a workbook whose parts are broken or do not belong together."""

_NEVER_CALCULATED = (
    "Solussa on kaava, jolla ei ole laskettua arvoa. Avaa ja tallenna työkirja Excelissä tai kirjoita luku soluun."
)
_TOO_LARGE = "Luku on liian suuri. Tarkista luku ja kirjoita se soluun uudestaan."
_ERROR = "Solussa on kaavan virhearvo. Korjaa kaava tai kirjoita luku soluun."


def read_workbook(path: Path) -> Sheets:
    """Every sheet of the workbook. Raises SourceRefused, with the sentence for the user, when it cannot be read."""
    has_formulas = _checked(path)
    sheets = Sheets(str(path))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations say nothing to our user
        try:
            values = load_workbook(path, read_only=True, data_only=True)
            formulas = load_workbook(path, read_only=True) if has_formulas else None
        except _UNREADABLE as error:
            raise SourceRefused(_broken(path)) from error
        for worksheet in values.worksheets:
            written = formulas[worksheet.title] if formulas is not None else None
            sheets.add(Sheet.of_rows(worksheet.title, _rows(path, worksheet, written)))
        values.close()
    return sheets


def _broken(path: Path) -> str:
    return f"Tiedosto {path.name} ei ole ehjä Excel-työkirja. Avaa se Excelissä ja tallenna uudestaan (.xlsx)."


def _checked(path: Path) -> bool:
    """Looks at the file before it is parsed; says whether it holds formulas."""
    with path.open("rb") as file:
        start = file.read(4)
    if start == _ENCRYPTED:
        raise SourceRefused(
            f"Tiedosto {path.name} on suojattu salasanalla tai vanhaa .xls-muotoa. "
            "Tallenna se ilman salasanaa muodossa .xlsx."
        )
    if path.stat().st_size > LARGEST_FILE:
        raise SourceRefused(f"Tiedosto {path.name} on liian suuri: enintään {LARGEST_FILE // 1_000_000} megatavua.")
    if not zipfile.is_zipfile(path):
        raise SourceRefused(_broken(path))
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked_parts(path, archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise SourceRefused(_broken(path)) from error


def _checked_parts(path: Path, archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    names = [PurePosixPath(part.filename.replace("\\", "/")) for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise SourceRefused(f"Tiedosto {path.name} purkautuu liian suureksi, joten sitä ei lueta.")
    if any(name.is_absolute() or ".." in name.parts for name in names):
        raise SourceRefused(f"Tiedosto {path.name} viittaa itsensä ulkopuolelle, joten sitä ei lueta.")
    if any("vbaproject" in name.name.lower() for name in names):
        raise SourceRefused(f"Tiedostossa {path.name} on makroja. Tallenna se muodossa .xlsx ilman makroja.")
    has_formulas = False
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as file:
                content = file.read()
            if _DOCTYPE.search(content[:2000]):
                raise SourceRefused(f"Tiedostossa {path.name} on XML-määrittelyjä, joita Excel ei kirjoita.")
            has_formulas |= part.filename.startswith("xl/worksheets/") and bool(_FORMULA.search(content))
    return has_formulas


def _formula_cells(worksheet: Any) -> frozenset[tuple[int, int]]:
    worksheet.reset_dimensions()
    return frozenset(
        (cell.row, cell.column)
        for row in worksheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for cell in row
        if cell.data_type == "f"
    )


def _rows(path: Path, worksheet: Any, written: Any) -> Iterator[Sequence[Raw]]:
    """The rows of a sheet. ``written``: the same sheet with its formulas, where the workbook has any."""
    worksheet.reset_dimensions()
    number = 0
    try:
        uncalculated = _formula_cells(written) if written is not None else frozenset()
        for cells in worksheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS):
            number += 1
            if number > MOST_ROWS:
                raise SourceRefused(
                    f"Välilehdellä ”{worksheet.title}” on yli {MOST_ROWS} riviä. Poista tyhjät rivit lopusta."
                )
            yield _trimmed([_raw(cell, number, at, uncalculated) for at, cell in enumerate(cells, start=1)])
    except SourceRefused:
        raise
    except ParseError as error:
        raise SourceRefused(_broken(path)) from error
    except (ValueError, TypeError, IndexError, KeyError, OverflowError) as error:
        cell = _odd_cell(path, worksheet)
        where = f"solussa {cell}" if cell else f"rivillä {number + 1}"
        raise SourceRefused(
            f"Välilehden ”{worksheet.title}” {where} on arvo, jota ei voi lukea. Kirjoita solu uudestaan Excelissä."
        ) from error


def _trimmed(cells: list[Raw]) -> list[Raw]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _raw(cell: Any, row: int, column: int, uncalculated: frozenset[tuple[int, int]]) -> Raw:
    value = cell.value
    if value is None:
        return Unreadable("", _NEVER_CALCULATED) if (row, column) in uncalculated else None
    if cell.data_type == "e":
        return Unreadable(str(value), _ERROR)
    if isinstance(value, bool | str | dt.datetime | dt.date | dt.time):
        return value
    if isinstance(value, int | float):
        if not isfinite(value):
            return Unreadable("", _TOO_LARGE)
        return Percent(value) if _PERCENT.search(cell.number_format or "") else value
    return str(value)


def _odd_cell(path: Path, worksheet: Any) -> str:
    """The first cell of a sheet whose number is no number, as Excel names it; empty when there is none."""
    with zipfile.ZipFile(path) as archive:
        content = archive.read(worksheet._worksheet_path.lstrip("/"))
    for match in _CELL.finditer(content):
        attributes, inner = match[1], match[2]
        kind = re.search(rb'\bt="(\w+)"', attributes)
        value = re.search(rb"<v>([^<]*)</v>", inner)
        if value and (kind is None or kind[1] in {b"n", b"s"}) and not _NUMBER.fullmatch(value[1]):
            name = re.search(rb'\br="([A-Z]+[0-9]+)"', attributes)
            return name[1].decode() if name else ""
    return ""
