"""The sheet «Toteumat»: every figure that the report knows, one a line, as a table for pivots and for checking."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from openpyxl.worksheet.table import Table, TableStyleInfo

from reporting.renderers.given import MISSING, Given
from reporting.renderers.report_words import SOURCES, WHY_EMPTY, YES_NO
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.pen import Content
from reporting.renderers.xlsx.telling import Telling

COLUMNS = (
    Column("indicator", 11),
    Column("indicator_name", 34),
    Column("reporter", 26),
    Column("period", 10),
    Column("period_starts", 14, numeric=True),
    Column("period_ends", 15, numeric=True),
    Column("number", 13, numeric=True),
    Column("word", 14),
    Column("numerator", 13, numeric=True),
    Column("denominator", 13, numeric=True),
    Column("unit", 15),
    Column("figure_state", 24),
    Column("counts", 19),
    Column("given_forecast", 17, numeric=True),
    Column("weight", 11, numeric=True),
    Column("given_note", 40),
    Column("source", 18),
    Column("entered", 17),
    Column("entered_by", 28),
    Column("approved", 17),
    Column("approved_by", 28),
    Column("reporter_code", 18),
)
PRINTED = 13


def write_actuals(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet and makes a table of it."""
    lines = Figures(telling)
    heads = telling.heads(COLUMNS)
    table = leaf.table(COLUMNS, heads, map(lines.line, telling.given), flat=True)
    leaf.lay_out(columns=2)
    leaf.print_columns(PRINTED, table)
    _as_table(leaf, table, heads)
    return table


def _as_table(leaf: Leaf, placed: Placed, heads: Sequence[str]) -> None:
    """A table by Excel's own reckoning, named like its sheet; its filter belongs to it."""
    table = Table(displayName=leaf.name, ref=placed.area)
    table._initialise_columns()
    for column, head in zip(table.tableColumns, heads, strict=True):
        column.name = head
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    leaf.sheet.add_table(table)


class Figures:
    """The lines of the sheet, and of the same table as CSV."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.unit = cache(lambda code: telling.name(telling.snapshot.unit(code)))
        self.row = cache(self._of_row)
        self.yes = telling.yes(True)

    def _of_row(self, code: str) -> tuple[str, str, int]:
        row = self.telling.standing.row(code)
        indicator = row.facts.indicator
        return self.telling.name(indicator.names), self.telling.unit_of_measure(row), indicator.decimals

    def line(self, one: Given) -> Sequence[Content]:
        """A figure."""
        telling, code = self.telling, one.row.code
        name, unit, decimals = self.row(code)
        number = one.value if isinstance(one.value, Decimal) else None
        forecast = one.forecast if isinstance(one.forecast, Decimal) else None
        return (
            code,
            name,
            self.unit(one.unit),
            one.period.code,
            one.period.starts,
            one.period.ends,
            telling.number(number, decimals, given=one.numerator is None),
            self._word(one),
            telling.term(one.numerator),
            telling.term(one.denominator),
            unit,
            self.state(one),
            self.yes if one.counts else "",
            telling.number(forecast, decimals, given=True),
            telling.term(one.weight),
            *self._whence(one),
        )

    def _whence(self, one: Given) -> Iterator[Content]:
        entry = one.entry
        if entry is None:
            yield from ("", "", None, "", None, "", one.unit)
            return
        yield entry.note
        yield SOURCES[self.telling.language].get(entry.source, entry.source)
        yield entry.entered_at
        yield self.telling.name(entry.entered_role)
        yield entry.approved_at
        yield self.telling.name(entry.approved_role)
        yield one.unit

    def _word(self, one: Given) -> str:
        if isinstance(one.value, bool):
            return YES_NO[self.telling.language][one.value]
        return one.value if isinstance(one.value, str) else ""

    def state(self, one: Given) -> str:
        """Approved, waiting, missing, or why there is no figure."""
        if one.state == MISSING:
            return self.telling.say("missing")
        state = self.telling.say("approved" if one.state == "approved" else "waits")
        there = one.value is not None or one.numerator is not None or one.denominator is not None
        if there or not one.why_empty:
            return state
        return f"{WHY_EMPTY[self.telling.language].get(one.why_empty, one.why_empty)}, {state}"
