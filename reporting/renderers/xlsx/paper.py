"""How a sheet looks on screen and on paper: A4 landscape, as wide as the page, headings on every page, page numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import FilterColumn
from openpyxl.worksheet.worksheet import Worksheet

from kemi_strategy.web.dates import write_day
from measures.labels import VERDICTS
from measures.spans import write_period
from measures.verdicts import Verdict
from measures.workbooks.ink import HEAD, HEAD_RIGHT, TEXT, WORD, Content, Ink, Number
from measures.workbooks.paper import on_paper, row_height
from measures.workbooks.texts import one_line
from reporting.occasions import review_name
from reporting.standing import Standing

TITLE_POINTS = 24.0
_COLOURS: dict[Verdict, tuple[str, str]] = {
    Verdict.MET: ("10633A", "E0F4E8"),
    Verdict.ON_TRACK: ("0A5766", "DFF3F6"),
    Verdict.NEAR_MISS: ("714700", "FDF1D6"),
    Verdict.BEHIND: ("8A3A00", "FDEADD"),
    Verdict.MISSED: ("A11A1A", "FDE6E4"),
    Verdict.UNCLEAR: ("5A3E93", "EFEAFA"),
    Verdict.MISSING: ("45535F", "E9EEF2"),
    Verdict.NOT_DUE: ("45535F", "E9EEF2"),
    Verdict.WATCHED: ("45535F", "E9EEF2"),
}
"""Text and ground of a verdict's word, as on the pages; the word always stands in the cell."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, its width in characters, and whether numbers stand in it."""

    heading: str
    width: float
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """Where a table stands on its sheet, and how wide its columns must be."""

    top: int
    last: int
    widths: tuple[float, ...]


def title_of(standing: Standing) -> str:
    """«Puolivuotiskatsaus 1–6/2026»."""
    return f"{review_name(standing.period)} {write_period(standing.period)}"


def lay_out(sheet: Worksheet, standing: Standing, widths: Sequence[float], *, columns: int = 0) -> None:
    """Widths, and everything of paper. The first row and the first ``columns`` stay in view; the row is repeated."""
    on_paper(sheet, widths, columns=columns)
    _head_and_foot(sheet, standing)


def _head_and_foot(sheet: Worksheet, standing: Standing) -> None:
    facts, head, foot = standing.strategy, sheet.oddHeader, sheet.oddFooter
    head.left.text = f"{one_line(facts.municipality_names.fi, 40)} · {one_line(facts.names.fi, 60)}"
    head.right.text = f"Luonnos · {title_of(standing)}"
    foot.left.text = f"Tilanne {write_day(standing.period.ends)}"
    foot.center.text = "&[Tab]"
    foot.right.text = "Sivu &[Page] / &[Pages]"


def write_table(
    sheet: Worksheet, ink: Ink, columns: Sequence[Column], lines: Iterable[Sequence[Content]], *, top: int = 1
) -> Written:
    """Headings on row ``top`` and a row a line below it; columns of numbers as wide as their numbers."""
    widths = [column.width for column in columns]
    last = top
    for place, column in enumerate(columns, start=1):
        ink.write(sheet.cell(top, place), column.heading, HEAD_RIGHT if column.numeric else HEAD)
    for last, line in enumerate(lines, start=top + 1):
        sheet.row_dimensions[last].height = row_height(zip(line, widths, strict=True))
        for place, (column, content) in enumerate(zip(columns, line, strict=True)):
            ink.write(sheet.cell(last, place + 1), content, WORD if column.numeric else TEXT)
            if isinstance(content, Number):
                widths[place] = max(widths[place], content.width + 3.0)
    sheet.row_dimensions[top].height = row_height((column.heading, column.width - 3) for column in columns)
    return Written(top, last, tuple(widths))


def filtered(sheet: Worksheet, table: Written, columns: int, *, buttons: int | None = None) -> None:
    """A filter over all columns of a table, so that its rows stay whole, with buttons on the first ``buttons``."""
    sheet.auto_filter.ref = f"A{table.top}:{get_column_letter(columns)}{table.last}"
    for column in range(columns if buttons is None else buttons, columns):
        sheet.auto_filter.filterColumn.append(FilterColumn(colId=column, hiddenButton=True))


def coloured(sheet: Worksheet, column: int, table: Written) -> None:
    """Colours the words of verdicts in a column of a table."""
    first, last = table.top + 1, table.last
    if last < first:
        return
    letter = get_column_letter(column)
    for verdict, (word, ground) in _COLOURS.items():
        rule = CellIsRule(
            operator="equal",
            formula=[f'"{VERDICTS[verdict]}"'],
            font=Font(color="FF" + word, b=True),
            fill=PatternFill("solid", bgColor="FF" + ground, fgColor="FF" + ground),
        )
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)


def merged(sheet: Worksheet, row: int, first: int, last: int) -> Any:
    """One cell over several columns of a row."""
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    return sheet.cell(row, first)
