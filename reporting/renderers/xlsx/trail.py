"""The trail of figures as a workbook: a sheet that says what it is, and one for each table, written row by row.

Its sheets are written to the disk as they are made, so that tens of thousands of entries take little memory.
"""

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from measures.workbooks.ink import DARK, FIRST_DAY, MOST_DECIMALS
from measures.workbooks.paper import row_height
from measures.workbooks.texts import cell_text, like_a_formula
from reporting.tables import Amount, Content, Table

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 1_000_000
"""Rows on a sheet before the next one is begun: Excel takes 1 048 576."""
_DIGITS, _A3, _HEAD_POINTS = 15, 8, 32
_LONG = 40
"""A longer text is written over several lines."""


def trail_book(about: Sequence[tuple[str, str]], tables: Iterable[Table], most: int = MOST_ROWS) -> io.BytesIO:
    """The workbook as an open file, at its beginning. ``about``: label and text of each line of the first sheet."""
    book = Workbook(write_only=True)
    _write_about(book, about)
    for table in tables:
        _write_table(book, table, most)
    made = io.BytesIO()
    book.save(made)
    made.seek(0)
    return made


def _write_about(book: Any, about: Sequence[tuple[str, str]]) -> None:
    sheet = book.create_sheet("Lue minut")
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 90
    _lay_out(sheet)
    pen = _Pen(sheet)
    for label, text in about:
        sheet.append([pen.styled(label, bold=True), pen.styled(text, wrapped=True)])


def _write_table(book: Any, table: Table, most: int) -> None:
    """The rows, on a further sheet where one is full."""
    rows: Iterator[Sequence[Content]] = iter(table.rows)
    number = 1
    while True:
        sheet = book.create_sheet(table.name if number == 1 else f"{table.name} {number}")
        for place, width in enumerate(table.widths, start=1):
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
        sheet.row_dimensions[1].height = _HEAD_POINTS
        _lay_out(sheet)
        pen = _Pen(sheet)
        sheet.append([pen.styled(head, head=True) for head in table.heads])
        written = 0
        for row in rows:
            written += 1
            cells = zip(row, table.widths, strict=True)
            if long := [(str(content), width) for content, width in cells if _is_long(content)]:
                sheet.row_dimensions[written + 1].height = row_height(long)
            sheet.append(pen.cells(row))
            if written == most:
                break
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.heads))}{written + 1}"
        following = next(rows, None)
        if following is None:
            return
        rows, number = chain([following], rows), number + 1


def _lay_out(sheet: Any) -> None:
    """On paper all columns fit across the page."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


class _Pen:
    """Writes into one sheet. Cells of a kind are one object that is filled again: a style costs more than a value."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self._numbers: dict[int, Any] = {}
        self._plain, self._quoted = self._blank(left=True), self._blank(left=True)
        self._moment, self._day = self._blank(left=True), self._blank(left=True)
        self._long = self._blank(wrapped=True, left=True)
        self._quoted.quotePrefix = True
        self._moment.number_format, self._day.number_format = "d.m.yyyy hh:mm", "d.m.yyyy"

    def _blank(self, *, wrapped: bool = False, left: bool = False) -> Any:
        cell = WriteOnlyCell(self._sheet)
        cell.alignment = Alignment(vertical="top", wrapText=wrapped, horizontal="left" if left else None)
        return cell

    def cells(self, row: Sequence[Content]) -> Iterator[Any]:
        """One after another, for each to be written before the next is asked for."""
        for content in row:
            yield self._cell(content)

    def _cell(self, content: Content) -> Any:
        if content is None or content == "":
            return None
        if isinstance(content, str):
            return self._string(content)
        if isinstance(content, Amount):
            return self._number(content)
        if isinstance(content, dt.datetime):
            return _filled(self._moment, content)
        if isinstance(content, dt.date):
            return _filled(self._day, content) if content >= FIRST_DAY else self._string(content.isoformat())
        self._plain.value = content
        return self._plain

    def _string(self, content: str) -> Any:
        """A text as a text: one that looks like a formula or an error of Excel's is said to be none."""
        fit, _ = cell_text(content)
        if not (like_a_formula(fit) or fit.startswith("#")):
            cell = self._long if _is_long(fit) else self._plain
            cell.value = fit
            return cell
        self._quoted.value = fit
        self._quoted.data_type = "s"
        return self._quoted

    def _number(self, amount: Amount) -> Any:
        """A number with its decimals; one that Excel could not keep exactly stays a text."""
        if len(amount.value.normalize().as_tuple().digits) > _DIGITS:
            return self._string(str(amount.value))
        places = min(amount.decimals, MOST_DECIMALS)
        if places not in self._numbers:
            cell = self._numbers[places] = self._blank()
            cell.number_format = "#,##0" + ("." + "0" * places if places else "")
        return _filled(self._numbers[places], amount.value)

    def styled(self, text: str, *, bold: bool = False, wrapped: bool = False, head: bool = False) -> Any:
        """A heading or a line of the first sheet."""
        cell = WriteOnlyCell(self._sheet)
        cell.value, _ = cell_text(text)
        cell.data_type = "s"
        cell.font = Font(name="Calibri", sz=11, b=bold or head, color="FFFFFFFF" if head else None)
        cell.alignment = Alignment(wrapText=wrapped or head, vertical="top")
        if head:
            cell.fill = PatternFill("solid", fgColor=DARK)
        return cell


def _is_long(content: Content) -> bool:
    return isinstance(content, str) and (len(content) > _LONG or "\n" in content)


def _filled(cell: Any, value: Any) -> Any:
    """The cell with a value; a date given to it does not change how it is shown."""
    shown = cell.number_format
    cell.value = value
    cell.number_format = shown
    return cell
