"""Writes the entry workbook: a row for each figure asked, its fillable cells open and all others locked.

Cells of numbers keep Excel's own General format: there a number is a number and a sum can be typed, and a slip that
Excel takes for a date («3/5») turns into a visible date, which is refused by name. A fixed number format would hide the
date as a number; a text format would take no formula. See docs/decisions/0013.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Border, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from measures.workbooks.archive import as_bytes
from measures.workbooks.entry_columns import (
    COLUMNS,
    FILLED,
    INSTRUCTIONS,
    KNOWN,
    MESSAGE,
    NUMBERS,
    SEEN,
    SHEET,
    TAG,
    Column,
)
from measures.workbooks.ink import HEAD, LABEL, LINE, NUMBER, PROSE, TEXT, TITLE, Ink, Number
from measures.workbooks.paper import on_paper, row_height
from measures.workbooks.texts import clean, one_line

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_OPEN, _SHUT, _FAULTY = "FFFFFBE6", "FFEEF2F6", "FFFDE0DE"
_EDGE = Side("thin", color=LINE)
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_FIRST = 2
_LONGEST_LIST = 255
_AUTHOR = "Strategiamittaristo"

type Filled = Decimal | str
"""What stands in a fillable cell: a number, or a text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure asked. ``known``: the locked cells by column; ``filled``: the open ones with what stands in them.

    ``choices``: the words of an open cell that takes only those. ``faults``: of a returned copy, a sentence for each
    open cell at fault; ``faulty``: is the whole row marked? ``message``: what its writer should know or mend.
    """

    known: Mapping[str, str]
    filled: Mapping[str, Filled]
    choices: Mapping[str, Sequence[str]]
    tag: str
    seen: int | None
    message: str = ""
    faults: Mapping[str, str] = field(default_factory=dict)
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class EntryBook:
    """A workbook to be filled in. ``day``: stamped into the file, so that the same figures give the same bytes."""

    title: str
    owner: str
    day: dt.date
    lines: Sequence[Line]
    instructions: Sequence[tuple[str, str]]


def entry_workbook(given: EntryBook) -> bytes:
    """The file: the sheets Kirjaus and Ohje."""
    book = Workbook()
    book.properties = _properties(given)
    ink = Ink(book)
    _write_figures(book.active, given, ink)
    _write_instructions(book.create_sheet(INSTRUCTIONS), given, ink)
    return as_bytes(book)


def _properties(given: EntryBook) -> DocumentProperties:
    at = dt.datetime.combine(given.day, dt.time())
    title = clean(f"{given.title}, {given.owner}")
    return DocumentProperties(title=title, creator=_AUTHOR, language="fi-FI", created=at, modified=at)


def _write_figures(sheet: Worksheet, given: EntryBook, ink: Ink) -> None:
    sheet.title = SHEET
    for place, column in enumerate(COLUMNS, start=1):
        ink.write(sheet.cell(1, place), column.heading, HEAD)
    for row, line in enumerate(given.lines, start=_FIRST):
        _write_line(sheet, row, line, ink)
    _offer_choices(sheet, given.lines)
    on_paper(sheet, [column.width for column in COLUMNS], columns=2)
    for column in (TAG, SEEN, *_unused(given.lines)):
        sheet.column_dimensions[_letter(column)].hidden = True
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{max(_FIRST, len(given.lines) + 1)}"
    sheet.print_area = f"A1:{_letter(MESSAGE)}{max(_FIRST, len(given.lines) + 1)}"
    _lock(sheet)
    sheet.oddHeader.left.text = one_line(given.owner, 40)
    sheet.oddHeader.right.text = one_line(given.title, 60)
    sheet.oddFooter.right.text = "Sivu &[Page] / &[Pages]"


def _unused(lines: Sequence[Line]) -> list[Column]:
    """Columns that no row fills, and the message where there is none: they would only make the sheet wider."""
    filled = [column for column in FILLED if not any(column.name in line.filled for line in lines)]
    return filled if any(line.message for line in lines) else [*filled, MESSAGE]


def _write_line(sheet: Worksheet, row: int, line: Line, ink: Ink) -> None:
    for column in KNOWN:
        ink.write(_cell(sheet, row, column), line.known.get(column.name, ""), TEXT)
    for column in FILLED:
        _write_filled(_cell(sheet, row, column), column.name, line, ink)
    ink.write(_cell(sheet, row, MESSAGE), line.message, TEXT)
    ink.write(_cell(sheet, row, TAG), line.tag, TEXT)
    ink.write(_cell(sheet, row, SEEN), Number(line.seen) if line.seen is not None else None, TEXT)
    if line.faulty or line.faults:
        for column in (KNOWN[0], KNOWN[1], MESSAGE):
            _cell(sheet, row, column).fill = PatternFill("solid", fgColor=_FAULTY)
    words = [(line.known.get(column.name, ""), column.width) for column in KNOWN]
    texts = [(line.filled.get(column.name, ""), column.width) for column in FILLED]
    long = [(text, width) for text, width in texts if isinstance(text, str)]
    sheet.row_dimensions[row].height = max(20, row_height([*words, *long, (line.message, MESSAGE.width)]))


def _write_filled(cell: SheetCell, name: str, line: Line, ink: Ink) -> None:
    if name not in line.filled:
        ink.write(cell, "", TEXT)
        cell.fill, cell.border = PatternFill("solid", fgColor=_SHUT), _BOX
        return
    content = line.filled[name]
    if isinstance(content, Decimal):
        ink.write(cell, Number(content), NUMBER)
    else:
        ink.write(cell, content, NUMBER if name in NUMBERS else TEXT)
    cell.number_format = "General" if name in NUMBERS and name not in line.choices else "@"
    cell.protection = Protection(locked=False)
    fault = line.faults.get(name, "")
    cell.fill, cell.border = PatternFill("solid", fgColor=_FAULTY if fault else _OPEN), _BOX
    if fault:
        cell.comment = Comment(clean(fault), _AUTHOR, height=120, width=320)


def _offer_choices(sheet: Worksheet, lines: Sequence[Line]) -> None:
    """A list in every cell that takes only certain words."""
    offered: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for row, line in enumerate(lines, start=_FIRST):
        for column in FILLED:
            if column.name in line.choices:
                words = tuple(line.choices[column.name])
                offered.setdefault((column.heading, words), []).append(f"{_letter(column)}{row}")
    for (heading, words), cells in offered.items():
        listed = ",".join(words)
        # A list within the cell's own rule has commas between its words and a longest length.
        if any("," in word or '"' in word for word in words) or len(listed) > _LONGEST_LIST:
            continue
        rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.error = heading, f"Valitse luettelosta: {listed.replace(',', ', ')}."[:_LONGEST_LIST]
        for cell in cells:
            rule.add(cell)
        sheet.add_data_validation(rule)


def _lock(sheet: Worksheet) -> None:
    """Without a password: it keeps slips of the hand out, and who must may take it off."""
    sheet.protection.sheet = True
    for allowed in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, allowed, False)


def _write_instructions(sheet: Worksheet, given: EntryBook, ink: Ink) -> None:
    ink.write(sheet.cell(1, 1), given.title, TITLE)
    sheet.row_dimensions[1].height = 24
    for row, (label, prose) in enumerate(given.instructions, start=_FIRST):
        ink.write(sheet.cell(row, 1), label, LABEL)
        ink.write(sheet.cell(row, 2), prose, PROSE)
        sheet.row_dimensions[row].height = row_height([(label, 24), (prose, 100)])
    on_paper(sheet, (24, 100))
    _lock(sheet)


def _cell(sheet: Worksheet, row: int, column: Column) -> SheetCell:
    return sheet.cell(row, COLUMNS.index(column) + 1)


def _letter(column: Column) -> str:
    return get_column_letter(COLUMNS.index(column) + 1)
