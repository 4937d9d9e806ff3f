"""The key rows in the strategy's own order, gathered under its benefits; each row once (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.pages.counts import Tally, node_tally, tally
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import NodeStanding, RowStanding, Standing, tallied
from scorecard.models.codes import NodeKind

_COLUMNS = 3
_HEADINGS = {NodeKind.BENEFIT: "Hyöty", NodeKind.GOAL: "Päämäärä", NodeKind.OBJECTIVE: "Tavoite"}
_PLURALS = {NodeKind.BENEFIT: "Hyödyt", NodeKind.GOAL: "Päämäärät", NodeKind.OBJECTIVE: "Tavoitteet"}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    code: str
    name: str
    tally: Tally
    rows: tuple[RowView, ...]

    @property
    def span(self) -> int:
        """Columns the group takes where its rows stand side by side."""
        return min(len(self.rows), _COLUMNS)


@dataclass(frozen=True, slots=True)
class Groups:
    """All rows by benefit, or by goal or objective where a strategy has no benefits."""

    kind: NodeKind
    heading: str
    plural: str
    groups: tuple[Group, ...]

    @property
    def is_second_way_in(self) -> bool:
        """Are the groups another way into the rows than the goal cards?"""
        return self.kind is not NodeKind.GOAL


def groups(standing: Standing, places: Places) -> Groups:
    """The rows gathered under the strategy's benefits; a row under several stands under the first."""
    kind = grouping(standing)
    taken: set[str] = set()
    found = []
    for node in standing.of_kind(kind):
        rows = [standing.row(code) for code in node.rows if code not in taken]
        taken |= set(node.rows)
        if rows:
            found.append(_group(node, rows, places))
    rest = [row for row in standing.rows if row.code not in taken]
    if rest:
        views = tuple(row_view(row, places) for row in rest)
        found.append(Group("muut", "Muut mittarit", tally(tallied(rest)), views))
    return Groups(kind, _HEADINGS[kind], _PLURALS[kind], tuple(found))


def grouping(standing: Standing) -> NodeKind:
    """By what the rows are gathered: benefits; without them goals, or objectives where there is but one goal."""
    if standing.of_kind(NodeKind.BENEFIT):
        return NodeKind.BENEFIT
    return NodeKind.GOAL if len(standing.of_kind(NodeKind.GOAL)) != 1 else NodeKind.OBJECTIVE


def _group(node: NodeStanding, rows: Sequence[RowStanding], places: Places) -> Group:
    views = tuple(row_view(row, places) for row in rows)
    return Group(node.branch.code, node.branch.names.fi, node_tally(node), views)
