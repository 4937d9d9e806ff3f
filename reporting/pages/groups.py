"""The key rows in the strategy's own order, gathered under its benefits; each row once (DESIGN §6)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kemi_strategy.web.languages import later
from reporting.gathering import HEADINGS, gathered, grouping
from reporting.pages.counts import Tally, node_tally, tally
from reporting.pages.places import Places
from reporting.pages.rows import RowView, row_view
from reporting.standing import NodeStanding, RowStanding, Standing, tallied
from scorecard.models.codes import NodeKind

_COLUMNS = 3
_PLURALS = {
    NodeKind.BENEFIT: later("Hyödyt"),
    NodeKind.GOAL: later("Päämäärät"),
    NodeKind.OBJECTIVE: later("Tavoitteet"),
}


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

    kind: NodeKind | None
    heading: str
    plural: str
    groups: tuple[Group, ...]

    @property
    def number(self) -> int:
        """How many rows there are."""
        return sum(len(group.rows) for group in self.groups)


def groups(standing: Standing, places: Places, kept: Collection[str] | None = None) -> Groups:
    """The rows gathered under the strategy's benefits; a row under several stands under the first.

    ``kept``: the codes of the rows wanted; None for all. The counts of a group are of all its rows.
    """
    kind = grouping(standing)
    chosen = [
        (node, found)
        for node, rows in gathered(standing)
        if (found := [row for row in rows if kept is None or row.code in kept])
    ]
    return Groups(kind, HEADINGS[kind], _PLURALS[kind], tuple(_group(node, rows, places) for node, rows in chosen))


def _group(node: NodeStanding | None, rows: Sequence[RowStanding], places: Places) -> Group:
    views = tuple(row_view(row, places) for row in rows)
    if node is None:
        return Group("muut", _("Muut mittarit"), "", tally(tallied(rows)), views)
    branch = node.branch
    return Group(branch.code, branch.names.told, places.node(branch.code), node_tally(node), views)
