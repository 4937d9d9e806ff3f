"""One sheet of the workbook being filled: its tables and lines, row after row, and how it looks on paper."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from measures.workbooks.ink import HEAD, HEAD_RIGHT, TEXT, WORD, Number
from measures.workbooks.paper import on_paper, row_height
from reporting.renderers.xlsx.pen import Content, Noted, Pen

LETTERS = ("", *(get_column_letter(place) for place in range(1, 100)))
_CHUNK = 1 << 20
_NOTE_WIDTH, _NOTE_LINE, _NOTE_LETTERS, _NOTE_HIGHEST = 320, 18, 46, 400


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key among the words, its width in characters, and whether numbers stand in it."""

    key: str
    width: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands: its sheet, the rows of its headings and its last line, and its columns' letters."""

    sheet: str
    top: int
    last: int
    letters: dict[str, str]

    def column(self, key: str) -> str:
        """The lines of a column, as a formula names them; the one empty line of a table that has none."""
        letter = self.letters[key]
        return f"'{self.sheet}'!${letter}${self.top + 1}:${letter}${max(self.last, self.top + 1)}"

    @property
    def area(self) -> str:
        """All of the table, with its headings."""
        return f"A{self.top}:{list(self.letters.values())[-1]}{max(self.last, self.top + 1)}"


class Leaf:
    """A sheet whose rows are written into a file of their own as they come."""

    def __init__(self, sheet: Any, pen: Pen, file: IO[bytes]) -> None:
        self.sheet, self.pen = sheet, pen
        self._file = file
        self.row = 0
        self.widths: list[float] = []
        self._merged: list[str] = []
        self._columns = 1
        self._file.write(b"<sheetData>")

    @property
    def name(self) -> str:
        """What the sheet is called."""
        title: str = self.sheet.title
        return title

    def line(self, cells: Sequence[tuple[int, Content, str]], height: float | None = None) -> int:
        """The next row: contents with their columns and styles. Gives the row's number."""
        self.row += 1
        self.pen.sheet = self.name
        written = [self._cell(column, content, style) for column, content, style in cells]
        self._put(written, height)
        return self.row

    def spread(self, parts: Sequence[tuple[int, int, Content, str]]) -> int:
        """The next row, each content over the columns from the first to the last named; as high as its texts ask."""
        cells: list[tuple[int, Content, str]] = []
        texts: list[tuple[Any, float]] = []
        for first, last, content, style in parts:
            cells += [(column, content if column == first else None, style) for column in range(first, last + 1)]
            texts.append((content, sum(self.widths[first - 1 : last])))
            if last > first:
                self._merged.append(f"{get_column_letter(first)}{self.row + 1}:{get_column_letter(last)}{self.row + 1}")
        return self.line(cells, row_height(texts))

    def skip(self) -> None:
        """An empty row."""
        self.row += 1

    def table(
        self, columns: Sequence[Column], heads: Sequence[str], lines: Iterable[Sequence[Content]], *, flat: bool = False
    ) -> Placed:
        """A table below the row now reached. Columns of numbers become as wide as their numbers.

        ``flat``: each line on one line of text, without borders, for tables of tens of thousands of lines.
        """
        widths = [column.width for column in columns]
        styles = [WORD if column.numeric else TEXT for column in columns]
        head = [
            (place, text, HEAD_RIGHT if column.numeric else HEAD)
            for place, (column, text) in enumerate(zip(columns, heads, strict=True), start=1)
        ]
        self.widths = self.widths or widths
        top = self.line(head, row_height(zip(heads, (one.width - 3 for one in columns), strict=True)))
        for line in lines:
            self._table_line(line, styles, widths, flat=flat)
        self.widths = [max(pair) for pair in zip(widths, self.widths, strict=True)]
        letters = {column.key: get_column_letter(place) for place, column in enumerate(columns, start=1)}
        return Placed(self.name, top, self.row, letters)

    def _table_line(self, line: Sequence[Content], styles: list[str], widths: list[float], *, flat: bool) -> None:
        self.row += 1
        written = []
        for place, content in enumerate(line):
            if flat and (content is None or content == ""):
                continue
            if not isinstance(content, str) and (width := _needed(content)) > widths[place]:
                widths[place] = width
            written.append(self._cell(place + 1, content, styles[place], flat=flat))
        texts = ((_said(one), width) for one, width in zip(line, widths, strict=True))
        self._put(written, None if flat else row_height(texts))

    def _cell(self, column: int, content: Content, style: str, *, flat: bool = False) -> str:
        self._columns = max(self._columns, column)
        if isinstance(content, Noted):
            self._note(column, content.note)
        return self.pen.cell(f"{LETTERS[column]}{self.row}", content, style, flat=flat)

    def _note(self, column: int, note: str) -> None:
        text = self.pen.fitted(note, f"{get_column_letter(column)}{self.row}")
        lines = sum(1 + len(part) // _NOTE_LETTERS for part in text.split("\n"))
        height = min(_NOTE_HIGHEST, _NOTE_LINE * (lines + 1))
        self.sheet.cell(self.row, column).comment = Comment(text, self.pen.author, height, _NOTE_WIDTH)

    def _put(self, cells: Sequence[str], height: float | None) -> None:
        tall = f' ht="{height:.1f}" customHeight="1"' if height is not None else ""
        self._file.write(f'<row r="{self.row}"{tall}>{"".join(cells)}</row>'.encode())

    def lay_out(self, *, columns: int = 0) -> None:
        """Widths, and everything of paper; the first row and the first ``columns`` stay in view."""
        on_paper(self.sheet, self.widths, columns=columns)

    def print_columns(self, columns: int, table: Placed) -> None:
        """Only the first columns go on paper, where they can be read; the rest is for the screen."""
        self.sheet.print_area = f"A1:{LETTERS[columns]}{max(table.last, table.top + 1)}"

    @property
    def dimension(self) -> str:
        """The sheet's area."""
        return f"A1:{get_column_letter(self._columns)}{max(1, self.row)}"

    def rows(self) -> Iterator[bytes]:
        """The XML of the rows, piece by piece; once."""
        self._file.write(b"</sheetData>")
        if self._merged:
            merged = "".join(f'<mergeCell ref="{area}"/>' for area in self._merged)
            self._file.write(f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>'.encode())
        self._file.seek(0)
        while chunk := self._file.read(_CHUNK):
            yield chunk


def _said(content: Content) -> Any:
    return content.content if isinstance(content, Noted) else content


def _needed(content: Content) -> float:
    """How wide a column must be for a number or a day not to be shown as «###»; of text it can be wrapped."""
    if isinstance(content, Noted):
        content = content.content
    if isinstance(content, Number):
        whole = max(1, content.value.adjusted() + 1) if not isinstance(content.value, int) else len(str(content.value))
        behind = content.decimals + 1 if content.decimals else 0
        return whole + whole // 3 + behind + 4.0
    if isinstance(content, dt.datetime):
        return 17.0
    return 12.5 if isinstance(content, dt.date) else 0.0
