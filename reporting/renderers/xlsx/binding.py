"""The sheet «Sitovat tavoitteet»: what the council has bound itself and the group to, and how that stands (§ 115)."""

from collections.abc import Iterator, Sequence

from reporting.gathering import binding_rows
from reporting.renderers.report_words import ENTITIES
from reporting.renderers.xlsx.leaf import Column, Leaf, Placed
from reporting.renderers.xlsx.paper import coloured, filtered
from reporting.renderers.xlsx.pen import Content
from reporting.renderers.xlsx.telling import Telling, goal_number, telling_from_zero
from reporting.sentences import reason_sentence
from reporting.signed import deviation
from reporting.standing import RowStanding

COLUMNS = (
    Column("entity", 11),
    Column("name", 22),
    Column("baseline", 11, numeric=True),
    Column("words", 24),
    Column("goal", 11, numeric=True),
    Column("value", 11.5, numeric=True),
    Column("forecast", 11.5, numeric=True),
    Column("deviation", 13, numeric=True),
    Column("verdict", 13.5),
    Column("own", 19),
    Column("own_reason", 22),
    Column("decision", 18),
    Column("reason", 30),
    Column("unit", 12),
    Column("code", 10),
)
PRINTED = len(COLUMNS) - 1


def write_binding(leaf: Leaf, telling: Telling) -> Placed:
    """Fills the sheet."""
    table = leaf.table(COLUMNS, telling.heads(COLUMNS), _lines(telling))
    leaf.lay_out(columns=2)
    leaf.print_columns(PRINTED, table)
    filtered(leaf, table)
    for key in ("verdict", "own"):
        coloured(leaf, table, key, telling)
    return table


def _lines(telling: Telling) -> Iterator[Sequence[Content]]:
    """The municipality's own targets first, then those of the group."""
    own, of_group = binding_rows(telling.standing)
    for row in (*own, *of_group):
        yield _line(telling, row)


def _line(telling: Telling, row: RowStanding) -> Sequence[Content]:
    language, decimals = telling.language, telling.decimals(row)
    own, away, entity = telling.snapshot.assessment(row.code), deviation(row), row.facts.indicator.entity
    return (
        ENTITIES[language].get(entity, entity),
        telling.name(row.facts.indicator.names),
        telling.number(row.facts.baseline.number, decimals, given=True) or row.facts.baseline.words,
        telling.target_words(row),
        telling.number(goal_number(row), decimals),
        telling.value(row.figure.value, decimals),
        telling.value(row.figure.forecast, decimals),
        telling.number(away, telling_from_zero(away, decimals), signed=True),
        telling.verdict(row.verdict),
        telling.verdict(own.verdict) if own is not None else "",
        telling.name(own.reason) if own is not None else "",
        telling.decision(telling.snapshot.detail(row.code).decision),
        reason_sentence(row, language),
        telling.unit_of_measure(row),
        row.code,
    )
