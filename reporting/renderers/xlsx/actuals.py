"""The sheet «Toteumat»: what every unit has given for every period, one figure a row, for pivots and for checking."""

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.worksheet import Worksheet

from measures.labels import why_empty_word
from measures.rollup import Part
from measures.workbooks.ink import Content, Ink
from reporting.gathering import gathered
from reporting.renderers.imprint import Imprint
from reporting.renderers.xlsx.counted import shown, term
from reporting.renderers.xlsx.paper import Column, filtered, lay_out, write_table
from reporting.standing import RowStanding, Standing

NAME = "Toteumat"
COLUMNS = (
    Column("Mittari", 9),
    Column("Nimi", 38),
    Column("Yksikkö", 30),
    Column("Kausi", 10),
    Column("Kausi päättyy", 16.5, numeric=True),
    Column("Arvo", 13, numeric=True),
    Column("Osoittaja", 13, numeric=True),
    Column("Nimittäjä", 13, numeric=True),
    Column("Mittayksikkö", 15),
    Column("Tila", 24),
)


def write_actuals(sheet: Worksheet, standing: Standing, imprint: Imprint, ink: Ink) -> None:
    """Fills the sheet."""
    sheet.title = NAME
    table = write_table(sheet, ink, COLUMNS, _lines(standing, imprint))
    lay_out(sheet, standing, table.widths, columns=2)
    filtered(sheet, table, len(COLUMNS))


def _lines(standing: Standing, imprint: Imprint) -> Iterator[Sequence[Content]]:
    for _, rows in gathered(standing):
        for row in rows:
            for part in _parts(row):
                yield _line(row, part, imprint.unit(part.unit, standing.strategy.municipality_names.fi))


def _parts(row: RowStanding) -> list[Part]:
    """Every part once, by period and in the units' own order; what nobody has given and nobody waits for is left out.

    A period without any entry is not in the series: its lacking parts are those of the figure itself.
    """
    rolled = [one for _, one in row.series] + ([row.figure.rolled] if row.figure.rolled is not None else [])
    told = {(part.unit, part.period): part for one in rolled for part in one.parts if _tells(part)}
    return sorted(told.values(), key=lambda part: part.period.ends)


def _tells(part: Part) -> bool:
    given = part.value is not None or part.numerator is not None or part.denominator is not None
    return given or bool(part.why_empty) or part.due


def _line(row: RowStanding, part: Part, unit: str) -> Sequence[Content]:
    indicator = row.facts.indicator
    return (
        row.code,
        indicator.names.fi,
        unit,
        part.period.code,
        part.period.ends,
        shown(part.value, indicator.decimals),
        term(part.numerator),
        term(part.denominator),
        indicator.unit.replace("<", " – "),
        _state(part),
    )


def _state(part: Part) -> str:
    given = part.value is not None or part.numerator is not None or part.denominator is not None
    waits = "odottaa hyväksyntää"
    if part.why_empty and not given:
        word = why_empty_word(part.why_empty)
        return f"{word}, {waits}" if part.pending else word
    if not given:
        return "puuttuu"
    return waits if part.pending else "hyväksytty"
