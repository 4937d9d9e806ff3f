"""Parses an Excel workbook into plain sheets. Only the gate's child process does this, after the file was looked at.

Of formulas the value that Excel calculated last is read; a formula that was never calculated has none and is reported
by its cell. Reading stops at so many rows, columns, and characters in all.
"""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.utils.exceptions import InvalidFileException

from kemi_strategy.web.speaking import noted
from kemi_strategy.web.speaking import say as _
from measures.sheets import Merged, Percent, Plain, Raw, Sheet, Sheets, SourceRefused, Unreadable, is_blank, own
from measures.workbooks.checking import Checked, broken, too_heavy
from measures.workbooks.limits import Limits

_CELL = re.compile(rb"<c\b([^>]*)>(.*?)</c>", re.DOTALL)
_NUMBER = re.compile(rb"\s*[+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?\s*")
_PERCENT = re.compile(r"%(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MOST_MERGED = 20_000
_HALVES = range(0xD800, 0xE000)
_MOST_DIGITS = 40

_UNREADABLE = (
    InvalidFileException, KeyError, ValueError, TypeError, IndexError, AttributeError, ParseError, OverflowError,
    AssertionError, zipfile.BadZipFile, EOFError,
)  # fmt: skip
"""What openpyxl raises on a workbook whose parts are broken or do not belong together."""

_NEVER_CALCULATED = noted(
    "Solussa on kaava, jolla ei ole laskettua arvoa. Avaa ja tallenna työkirja Excelissä tai kirjoita luku soluun."
)
_TOO_LARGE = noted("Luku on liian suuri. Tarkista luku ja kirjoita se soluun uudestaan.")
_ERROR = noted("Solussa on kaavan virhearvo. Korjaa kaava tai kirjoita luku soluun.")


def read_sheets(content: bytes, name: str, limits: Limits, checked: Checked) -> Sheets:
    """Every sheet of the workbook. Raises SourceRefused, with the sentence for the user, when it cannot be read."""
    sheets = Sheets(name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl's remarks on styles and validations say nothing to our user
        try:
            values = _loaded(content, data_only=True)
            formulas = _loaded(content, data_only=False) if checked.has_formulas else None
        except _UNREADABLE as error:
            raise SourceRefused(broken(name)) from error
        reading = _Reading(content, name, limits)
        for worksheet in values.worksheets:
            written = formulas[worksheet.title] if formulas is not None else None
            hidden = worksheet.sheet_state != "visible"
            sheets.add(Sheet.of_rows(worksheet.title, reading.rows(worksheet, written), hidden=hidden))
    if not sheets.by_name:
        raise SourceRefused(broken(name))
    return sheets


def _loaded(content: bytes, *, data_only: bool) -> Any:
    return load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


class _Reading:
    """One workbook being read; counts how much has been taken in."""

    def __init__(self, content: bytes, name: str, limits: Limits) -> None:
        self.content, self.name, self.limits = content, name, limits
        self.left = limits.content

    def rows(self, worksheet: Any, written: Any) -> Iterator[Sequence[Raw]]:
        """The rows of a sheet. ``written``: the same sheet with its formulas, where the workbook has any."""
        worksheet.reset_dimensions()
        number = 0
        tall = _tall_cells(self._xml(worksheet))
        try:
            uncalculated = self._formula_cells(written) if written is not None else frozenset()
            for cells in worksheet.iter_rows(max_row=self.limits.rows, max_col=self.limits.columns):
                number += 1
                row = [_raw(cell, number, at, uncalculated) for at, cell in enumerate(cells, start=1)]
                yield self._counted(_trimmed(tall.filled(number, row) if tall else row))
        except SourceRefused:
            raise
        except ParseError as error:
            raise SourceRefused(broken(self.name)) from error
        except _UNREADABLE as error:
            cell = self._odd_cell(worksheet)
            raise SourceRefused(_odd(worksheet.title, cell, number + 1)) from error

    def _counted(self, row: list[Raw]) -> list[Raw]:
        self.left -= sum(len(raw) + 1 if isinstance(raw, str) else 1 for raw in row)
        if self.left < 0:
            raise SourceRefused(too_heavy(self.name))
        return row

    def _formula_cells(self, worksheet: Any) -> frozenset[tuple[int, int]]:
        worksheet.reset_dimensions()
        return frozenset(
            (cell.row, cell.column)
            for row in worksheet.iter_rows(max_row=self.limits.rows, max_col=self.limits.columns)
            for cell in row
            if cell.data_type == "f"
        )

    def _odd_cell(self, worksheet: Any) -> str:
        """The first cell of a sheet whose number is no number, as Excel names it; empty when there is none."""
        for match in _CELL.finditer(self._xml(worksheet)):
            attributes, inner = match[1], match[2]
            kind = re.search(rb'\bt="(\w+)"', attributes)
            value = re.search(rb"<v>([^<]*)</v>", inner)
            if value and (kind is None or kind[1] in {b"n", b"s", b"d"}) and not _NUMBER.fullmatch(value[1]):
                name = re.search(rb'\br="([A-Z]+[0-9]+)"', attributes)
                return name[1].decode() if name else ""
        return ""

    def _xml(self, worksheet: Any) -> bytes:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            return archive.read(worksheet._worksheet_path.lstrip("/"))


class _Tall:
    """Cells that span rows: by the first row and column of each, the last row."""

    def __init__(self, spans: Sequence[tuple[int, int, int]]) -> None:
        self._starting: dict[int, list[tuple[int, int]]] = {}
        for first, last, column in spans:
            self._starting.setdefault(first, []).append((column, last))
        self._open: dict[int, tuple[int, Plain]] = {}

    def filled(self, number: int, row: list[Raw]) -> list[Raw]:
        """The row with what stands in taller cells that began above it."""
        self._open = {column: kept for column, kept in self._open.items() if kept[0] >= number}
        for column, (_last, content) in self._open.items():
            row.extend([None] * (column - len(row)))
            if is_blank(row[column - 1]):
                row[column - 1] = Merged(content)
        for column, last in self._starting.pop(number, ()):
            content = own(row[column - 1]) if column <= len(row) else None
            if content is not None:
                self._open[column] = (last, content)
        return row


def _tall_cells(xml: bytes) -> _Tall | None:
    """The merged cells of a sheet that are more than one row high; None where there are none."""
    spans = []
    for match in islice(_MERGED.finditer(xml), _MOST_MERGED):
        first, last = int(match[2]), int(match[4])
        if last > first:
            spans.append((first, last, column_index_from_string(match[1].decode())))
    return _Tall(spans) if spans else None


def _odd(sheet: str, cell: str, row: int) -> str:
    """The sentence for a value that cannot be read; its row is told where Excel's name of the cell is not known."""
    named = {"sheet": sheet, "cell": cell, "row": row}
    if cell:
        return (
            _("Välilehden ”%(sheet)s” solussa %(cell)s on arvo, jota ei voi lukea. Kirjoita solu uudestaan Excelissä.")
            % named
        )
    return (
        _("Välilehden ”%(sheet)s” rivillä %(row)s on arvo, jota ei voi lukea. Kirjoita solu uudestaan Excelissä.")
        % named
    )


def _trimmed(cells: list[Raw]) -> list[Raw]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _unescaped(code: re.Match[str]) -> str:
    """The character that Excel wrote by its number; half a character is none."""
    number = int(code[1], 16)
    return "\N{REPLACEMENT CHARACTER}" if number in _HALVES else chr(number)


def _raw(cell: Any, row: int, column: int, uncalculated: frozenset[tuple[int, int]]) -> Raw:
    value = cell.value
    if value is None:
        return Unreadable("", _NEVER_CALCULATED) if (row, column) in uncalculated else None
    if cell.data_type == "e":
        return Unreadable(str(value), _ERROR)
    if isinstance(value, str):
        return _ESCAPED.sub(_unescaped, value)
    if isinstance(value, bool | dt.datetime | dt.date | dt.time):
        return value
    if isinstance(value, int | float):
        if not isfinite(value) or abs(value) >= 10**_MOST_DIGITS:
            return Unreadable("", _TOO_LARGE)
        return Percent(value) if _PERCENT.search(cell.number_format or "") else value
    return str(value)
