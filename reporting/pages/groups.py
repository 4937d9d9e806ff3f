"""The key rows in the strategy's own order, gathered under its benefits; each row once (DESIGN §6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from reporting.gathering import HEADINGS, gathered, grouping
from reporting.pages.counts import Tally, node_tally, tally
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import NodeStanding, RowStanding, Standing, tallied
from scorecard.models.codes import NodeKind

_COLUMNS = 3
_PLURALS = {NodeKind.BENEFIT: "Hyödyt", NodeKind.GOAL: "Päämäärät", NodeKind.OBJECTIVE: "Tavoitteet"}


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading. ``address``: of the heading's own page inside, where it has one."""

    code: str
    name: str
    address: str
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
    found = [_group(node, rows, places) for node, rows in gathered(standing)]
    return Groups(kind, HEADINGS[kind], _PLURALS[kind], tuple(found))


def _group(node: NodeStanding | None, rows: Sequence[RowStanding], places: Places) -> Group:
    views = tuple(row_view(row, places) for row in rows)
    if node is None:
        return Group("muut", "Muut mittarit", "", tally(tallied(rows)), views)
    branch = node.branch
    return Group(branch.code, branch.names.fi, places.node(branch.code), node_tally(node), views)
