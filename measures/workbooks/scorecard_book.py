"""Writes the scorecard workbook: a sheet a table, texts always as texts, numbers as numbers, days as days.

Rows are written as they come, without holding the workbook in memory: a city's ten years of figures are eighty thousand
rows. A coded column offers its words as a list, which stand on a sheet of their own.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from measures.quantities import plain
from measures.sheets import as_text
from measures.workbooks.archive import Rows, as_bytes
from measures.workbooks.ink import FIRST_DAY, HEAD, LABEL, NUMBER, PROSE, TEXT, TITLE, Ink, Number
from measures.workbooks.paper import on_paper, row_height
from measures.workbooks.texts import CUT_MARK, LONGEST, clean, like_a_formula

INSTRUCTIONS, LISTS = "Ohje", "Luettelot"
_AUTHOR = "Strategiamittaristo"
_EPOCH = dt.date(1899, 12, 30)
_NARROWEST, _WIDEST = 9, 52
_READ_FOR_WIDTH = 400
_CHUNK = 2_000
_EMPTY_ROWS = 300
"""Rows that get lists in a sheet without any."""
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

type Cell = str | Decimal | dt.date | Number | None


@dataclass(frozen=True, slots=True)
class BookSheet:
    """One sheet: its columns and rows. ``lists``: the words of coded columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScorecardBook:
    """The workbook. ``instructions``: a label and a paragraph each; ``examples``: tables to be read, not imported."""

    title: str
    day: dt.date
    sheets: Sequence[BookSheet]
    instructions: Sequence[tuple[str, str]]
    examples: Sequence[BookSheet] = ()


def scorecard_workbook(given: ScorecardBook) -> bytes:
    """The file."""
    book = Workbook()
    at = dt.datetime.combine(given.day, dt.time())
    book.properties = DocumentProperties(title=clean(given.title), creator=_AUTHOR, created=at, modified=at)
    ink = Ink(book)
    _write_instructions(book.active, given, ink)
    lists = _Lists(given.sheets)
    written: dict[str, Rows] = {}
    styles = _Styles(book, ink, given.sheets)
    for one in given.sheets:
        sheet = book.create_sheet(one.name)
        widths = _widths(one)
        on_paper(sheet, widths, columns=1)
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(one.columns))}{max(2, len(one.rows) + 1)}"
        lists.offer(sheet, one)
        last = f"{get_column_letter(len(one.columns))}{len(one.rows) + 1}"
        written[one.name] = (f"A1:{last}", _rows(one, styles))
    lists.write(book, ink)
    return as_bytes(book, written)


class _Styles:
    """The numbers of the styles that rows are written in: known before the first row is, as the file needs them."""

    def __init__(self, book: Workbook, ink: Ink, sheets: Sequence[BookSheet]) -> None:
        self._sheet, self._ink = book.create_sheet("_"), ink
        self.head = self._made("x", HEAD)
        self.text, self.quoted = self._made("x", TEXT, "@"), self._made("x", TEXT, "@", quoted=True)
        self.day = self._made(FIRST_DAY, TEXT)
        found = {_number(cell) for one in sheets for row in one.rows for cell in row.values()}
        self.numbers = {
            one.format: self._made(Number(1, one.decimals), NUMBER)
            for one in sorted((one for one in found if one is not None), key=lambda one: one.decimals)
        }
        book.remove(self._sheet)

    def _made(self, content: Any, style: str, number_format: str = "", *, quoted: bool = False) -> int:
        cell = self._sheet.cell(1, self._sheet.max_column + 1)
        self._ink.write(cell, content, style)
        if number_format:
            cell.number_format = number_format
        if quoted:
            cell.quotePrefix = True
        number: int = cell.style_id
        return number


def _number(cell: Cell) -> Number | None:
    """How a number is shown, whatever it is; None of anything else."""
    if isinstance(cell, Number):
        return Number(0, cell.decimals)
    return Number(0) if isinstance(cell, Decimal) else None


def _rows(one: BookSheet, styles: _Styles) -> Iterator[bytes]:
    letters = [get_column_letter(place) for place in range(1, len(one.columns) + 1)]
    yield b"<sheetData>"
    heads = (_text(f"{letter}1", column, styles.head) for letter, column in zip(letters, one.columns, strict=True))
    yield f'<row r="1">{"".join(heads)}</row>'.encode()
    waiting: list[str] = []
    for number, row in enumerate(one.rows, start=2):
        cells = (
            _cell(f"{letter}{number}", row.get(column), styles)
            for letter, column in zip(letters, one.columns, strict=True)
        )
        waiting.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(waiting) == _CHUNK:
            yield "".join(waiting).encode()
            waiting = []
    yield "".join(waiting).encode()
    yield b"</sheetData>"


def _cell(place: str, content: Cell, styles: _Styles) -> str:
    if content is None or content == "":
        return f'<c r="{place}" s="{styles.text}"/>'
    if isinstance(content, Decimal):
        content = Number(content)
    if isinstance(content, Number):
        number = Decimal(content.value)
        return f'<c r="{place}" s="{styles.numbers[content.format]}"><v>{plain(number)}</v></c>'
    if isinstance(content, dt.date):
        if content >= FIRST_DAY:
            return f'<c r="{place}" s="{styles.day}"><v>{(content - _EPOCH).days}</v></c>'
        content = content.isoformat()
    return _text(place, content, styles.quoted if like_a_formula(content) else styles.text)


def _text(place: str, text: str, style: int) -> str:
    fit = escape(_fit(text))
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{fit}</t></is></c>'


def _fit(text: str) -> str:
    """The text as a file can hold it: line ends as one character, nothing that breaks XML, and not too long."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    fit = _ESCAPE.sub("_x005F_", _UNFIT.sub("\N{REPLACEMENT CHARACTER}", lines))
    return fit if len(fit) <= LONGEST else fit[: LONGEST - len(CUT_MARK)] + CUT_MARK


def _as_text(cell: Cell) -> str:
    """A cell's content as text."""
    return as_text(Decimal(cell.value) if isinstance(cell, Number) else cell)


def _widths(one: BookSheet) -> list[int]:
    """Of each column what its first rows ask for, within reason."""
    return [
        min(_WIDEST, max([_NARROWEST, len(column) + 3, *_lengths(one, column)]))
        for column in one.columns
    ]  # fmt: skip


def _lengths(one: BookSheet, column: str) -> Iterable[int]:
    for row in one.rows[:_READ_FOR_WIDTH]:
        content = row.get(column)
        if isinstance(content, Number):
            yield content.width + 2
        elif content is not None:
            yield max(map(len, as_text(content).split("\n"))) + 1


class _Lists:
    """The words of coded columns, each list in a column of its own on one sheet."""

    def __init__(self, sheets: Sequence[BookSheet]) -> None:
        self._places: dict[tuple[str, ...], tuple[int, str]] = {}
        for sheet in sheets:
            for column, words in sheet.lists.items():
                self._places.setdefault(tuple(words), (len(self._places) + 1, column))

    def offer(self, sheet: Worksheet, one: BookSheet) -> None:
        """Offers the words in the cells of the sheet's coded columns; other words are warned of."""
        last = max(len(one.rows) + 1, _EMPTY_ROWS)
        for column, words in one.lists.items():
            place = get_column_letter(self._places[tuple(words)][0])
            rule = DataValidation(type="list", formula1=f"={LISTS}!${place}$2:${place}${len(words) + 1}")
            rule.allow_blank, rule.showErrorMessage, rule.errorStyle = True, True, "warning"
            rule.errorTitle, rule.error = column, ", ".join(words)[:250]
            letter = get_column_letter(list(one.columns).index(column) + 1)
            rule.add(f"{letter}2:{letter}{last}")
            sheet.add_data_validation(rule)

    def write(self, book: Workbook, ink: Ink) -> None:
        """The sheet of lists, where there are any."""
        if not self._places:
            return
        sheet = book.create_sheet(LISTS)
        for words, (place, column) in self._places.items():
            ink.write(sheet.cell(1, place), column, HEAD)
            for row, word in enumerate(words, start=2):
                ink.write(sheet.cell(row, place), word, TEXT)
        on_paper(sheet, [24] * len(self._places))


def _write_instructions(sheet: Worksheet, given: ScorecardBook, ink: Ink) -> None:
    sheet.title = INSTRUCTIONS
    ink.write(sheet.cell(1, 1), given.title, TITLE)
    sheet.row_dimensions[1].height = 24
    row = 2
    for label, prose in given.instructions:
        ink.write(sheet.cell(row, 1), label, LABEL)
        ink.write(sheet.cell(row, 2), prose, PROSE)
        sheet.row_dimensions[row].height = row_height([(label, 24), (prose, 100)])
        row += 1
    for example in given.examples:
        row = _write_example(sheet, row + 1, example, ink)
    on_paper(sheet, (24, 100))


def _write_example(sheet: Worksheet, row: int, example: BookSheet, ink: Ink) -> int:
    """One example row, a line a column: so that the columns of the instructions stay as wide as their texts."""
    for line in example.rows:
        ink.write(sheet.cell(row, 1), example.name, LABEL)
        for column in example.columns:
            if line.get(column) not in {None, ""}:
                row += 1
                ink.write(sheet.cell(row, 1), column, TEXT)
                ink.write(sheet.cell(row, 2), _as_text(line[column]), PROSE)
        row += 1
    return row
