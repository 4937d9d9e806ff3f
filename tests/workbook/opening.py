"""Opens the bytes of a review as a reader would, and reads tables by their headings."""

import io

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from reporting.renderers.imprint import Imprint
from reporting.renderers.xlsx import review
from reporting.standing import Standing

SHEETS = ["Lue minut", "Yhteenveto", "Keskeiset mittarit", "Toteumat"]


def opened(standing: Standing, **imprint: object) -> Workbook:
    """The workbook of a Standing, from its bytes."""
    return load_workbook(io.BytesIO(review(standing, Imprint(**imprint))))


def lines(sheet: Worksheet, top: int = 1) -> list[dict[str, Cell]]:
    """The lines of a table below its headings on row ``top``, by heading, down to the first empty line."""
    headings = [cell.value for cell in sheet[top]]
    found = []
    for row in sheet.iter_rows(min_row=top + 1):
        if all(cell.value is None for cell in row):
            break
        found.append(dict(zip(headings, row, strict=True)))
    return found


def key_row(book: Workbook, name: str) -> dict[str, Cell]:
    """The line of an indicator on «Keskeiset mittarit»."""
    (found,) = [line for line in lines(book["Keskeiset mittarit"]) if line["Mittari"].value == name]
    return found


def values(line: dict[str, Cell], *headings: str) -> list[object]:
    """What stands under these headings."""
    return [line[heading].value for heading in headings]


def told(sheet: Worksheet) -> dict[str, object]:
    """The labels of «Lue minut» with what stands beside them."""
    return {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2) if row[0].value}
