"""The rows in the strategy's own order: gathered under its benefits, each row once (DESIGN §6)."""

from collections.abc import Iterator, Sequence

from kemi_strategy.web.languages import Words, later
from measures.targets import Binding, Kind
from reporting.standing import NodeStanding, RowStanding, Standing
from scorecard.models.codes import NodeKind

HEADINGS = Words(
    {
        NodeKind.BENEFIT: later("Hyöty"),
        NodeKind.GOAL: later("Päämäärä"),
        NodeKind.OBJECTIVE: later("Strateginen tavoite"),
    }
)


def grouping(standing: Standing) -> NodeKind:
    """By what the rows are gathered: benefits; without them goals, or objectives where there is but one goal."""
    if standing.of_kind(NodeKind.BENEFIT):
        return NodeKind.BENEFIT
    return NodeKind.GOAL if len(standing.of_kind(NodeKind.GOAL)) != 1 else NodeKind.OBJECTIVE


def gathered(standing: Standing) -> Iterator[tuple[NodeStanding | None, Sequence[RowStanding]]]:
    """Each node of the grouping with its rows; a row under several stands under the first, the rest under None."""
    taken: set[str] = set()
    for node in standing.of_kind(grouping(standing)):
        rows = [standing.row(code) for code in node.rows if code not in taken]
        taken |= set(node.rows)
        if rows:
            yield node, rows
    rest = [row for row in standing.rows if row.code not in taken]
    if rest:
        yield None, rest


def is_binding(row: RowStanding) -> bool:
    """Has the council bound itself to the row's target?"""
    return row.facts.target.binding is Binding.BINDING and row.facts.target.kind is not Kind.WATCHED


def binding_rows(standing: Standing) -> tuple[tuple[RowStanding, ...], tuple[RowStanding, ...]]:
    """The rows with binding targets: those of the municipality itself, and those of its group."""
    rows = [row for row in standing.rows if is_binding(row)]
    own = tuple(row for row in rows if row.facts.indicator.entity == "municipality")
    return own, tuple(row for row in rows if row.facts.indicator.entity != "municipality")
