"""Opens the bytes of a report as a reader would, and reads tables by their headings."""

import io
from collections.abc import Mapping

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from measures.spans import write_period
from reporting.occasions import review_name
from reporting.renderers.formats import FORMATS
from reporting.snapshot import AssessmentFacts, ReportFacts, ReportKind, ReportState, Snapshot, UnitFacts
from reporting.standing import Names, Standing

SHEETS = [
    "Lue minut",
    "Yhteenveto",
    "Keskeiset mittarit",
    "Sitovat tavoitteet",
    "Toimialat",
    "Projektit ja toimenpiteet",
    "Toteumat",
    "Muutosloki",
    "Täsmäytys",
]


def drafted(standing: Standing, units: Mapping[str, str] | None = None) -> Snapshot:
    """A draft of a report that knows little more than a Standing; ``units``: names by codes."""
    report = ReportFacts(
        code=standing.period.code,
        kind=ReportKind.HALF_YEAR,
        title=Names(f"{review_name(standing.period)} {write_period(standing.period)}"),
        period=standing.period,
        cut_off=standing.known_at,
        state=ReportState.DRAFT,
    )
    own = {row.code: row.facts.assessed for row in standing.rows if row.facts.assessed is not None}
    return Snapshot(
        report=report,
        standing=standing,
        units=tuple(UnitFacts(code, Names(name), "result_unit") for code, name in (units or {}).items()),
        assessments=tuple(
            AssessmentFacts(code, one.verdict, Names(one.reason), Names("toimialajohtaja"), standing.known_at)
            for code, one in own.items()
        ),
    )


def book_of(snapshot: Snapshot, language: str = "fi") -> Workbook:
    """The workbook of a snapshot, from its bytes."""
    return load_workbook(io.BytesIO(FORMATS["xlsx"].render(snapshot, language)))


def opened(standing: Standing, units: Mapping[str, str] | None = None) -> Workbook:
    """The workbook of a draft."""
    return book_of(drafted(standing, units))


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
