"""The sheet «Keskeiset mittarit»: every row in the strategy's own column order, then what explains it."""

from collections.abc import Iterator, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kemi_strategy.web.dates import write_day
from measures.labels import BINDINGS, VERDICTS, reading_word
from measures.targets import Kind
from measures.workbooks.ink import Content, Ink
from reporting.gathering import HEADINGS, gathered, grouping
from reporting.precision import decimals_shown
from reporting.renderers.xlsx.counted import baseline_number, change, deviation, goal_number, shown
from reporting.renderers.xlsx.paper import Column, coloured, filtered, lay_out, write_table
from reporting.sentences import goal_phrase, reason_sentence
from reporting.spans import figure_span
from reporting.standing import RowStanding, Standing

NAME = "Keskeiset mittarit"
VERDICT_COLUMN, PRINTED = 11, 17
"""The columns up to the one who is responsible fit on paper in readable letters; the rest is for the screen."""


def columns(standing: Standing) -> tuple[Column, ...]:
    """The columns; the first is what the strategy's rows are gathered under."""
    return (
        Column(HEADINGS[grouping(standing)], 20),
        Column("Mittari", 21),
        Column("Nyt", 9, numeric=True),
        Column("Tavoite", 9.5, numeric=True),
        Column("Toteuma", 10, numeric=True),
        Column("Yksikkö", 10),
        Column("Kausi", 9),
        Column("Tavoite sanoin", 18),
        Column("Poikkeama", 11.5, numeric=True),
        Column("Muutos lähtötasosta", 13, numeric=True),
        Column("Tila", 12.5),
        Column("Tilan peruste", 30),
        Column("Kattavuus", 11.5, numeric=True),
        Column("Odottaa hyväksyntää", 12.5),
        Column("Tulkinta", 10),
        Column("Sitovuus", 10),
        Column("Vastuu", 16),
        Column("Määräpäivä", 12, numeric=True),
        Column("Koodi", 8),
        Column("Kysymys", 100),
    )


def write_key_rows(sheet: Worksheet, standing: Standing, ink: Ink) -> None:
    """Fills the sheet."""
    sheet.title = NAME
    table = write_table(sheet, ink, columns(standing), _lines(standing))
    lay_out(sheet, standing, table.widths, columns=2)
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{table.last}"
    filtered(sheet, table, len(table.widths))
    coloured(sheet, VERDICT_COLUMN, table)


def _lines(standing: Standing) -> Iterator[Sequence[Content]]:
    for _, rows in gathered(standing):
        for row in rows:
            yield (_hangs_on(standing, row), *_figures(row), *_explained(row))


def _hangs_on(standing: Standing, row: RowStanding) -> str:
    """The benefits of the row: all of them, though the row stands here once."""
    names = [
        node.branch.names.fi + (" (ehdotettu)" if row.code in node.proposed else "")
        for node in standing.of_kind(grouping(standing))
        if row.code in node.rows
    ]
    return "; ".join(names) or "Muut mittarit"


def _figures(row: RowStanding) -> Sequence[Content]:
    indicator, decimals = row.facts.indicator, decimals_shown(row)
    return (
        indicator.names.fi,
        shown(baseline_number(row), decimals),
        shown(goal_number(row), decimals),
        shown(row.figure.value, decimals),
        indicator.unit.replace("<", " – "),
        figure_span(row.figure) if row.figure.value is not None else "",
        _words(row),
        deviation(row),
        change(row),
    )


def _explained(row: RowStanding) -> Sequence[Content]:
    target, indicator = row.facts.target, row.facts.indicator
    decided = target.kind not in {Kind.WATCHED, Kind.UNDECIDED}
    return (
        VERDICTS[row.verdict],
        _why(row),
        row.coverage,
        "kyllä" if row.pending else "",
        reading_word(row.facts.reading),
        BINDINGS[target.binding] if decided else "",
        "\n".join(word for word in (indicator.responsible_unit, indicator.responsible_role) if word),
        target.due,
        row.code,
        row.facts.question,
    )


def _words(row: RowStanding) -> str:
    """The target in short words and in the decision's, and what the baseline was when it is not this number."""
    target, baseline = row.facts.target, row.facts.baseline
    said = goal_phrase(row)
    if target.kind is Kind.WATCHED:
        said = "ei tavoitetta"
    elif target.kind is Kind.UNDECIDED:
        said = "ei päätetty"
    lines = [said, f"Päätös: ”{target.words}”" if target.words else ""]
    if baseline.words and baseline.number is None:
        lines.append(f"Lähtötaso: ”{baseline.words}”" + ("" if baseline.comparable else ", ei vertailukelpoinen"))
    if baseline.date is not None:
        lines.append(f"Lähtötason päivä {write_day(baseline.date)}")
    return "\n".join(line for line in lines if line)


def _why(row: RowStanding) -> str:
    assessed = row.facts.assessed
    if assessed is None:
        return reason_sentence(row)
    return f"{reason_sentence(row)}\nViranhaltijan arvio: {VERDICTS[assessed.verdict]}. {assessed.reason}"
