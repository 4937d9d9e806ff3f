"""Which units have turned which themes into actions: counts of actions by unit and theme, with what was counted.

An action counts for each theme it serves, itself or through a programme's goal that serves the theme. A suspended one
does not count. What is only proposed counts and is told. Result areas and result units are expected to have actions for
each theme; a sector's own actions are shown beside and are not in the totals.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scorecard.models import ActionNode, Node, ServedNode, Strategy, Unit
from scorecard.models.codes import NodeKind, UnitKind, WorkState
from scorecard.work.finding import nodes_of
from scorecard.work.organisation import Organisation

EXPECTED = frozenset({UnitKind.RESULT_AREA, UnitKind.RESULT_UNIT})


@dataclass(frozen=True, slots=True)
class Column:
    """A theme; or a goal itself, for what serves it and none of its themes."""

    node: Node
    goal: Node
    below: frozenset[int]


@dataclass(frozen=True, slots=True)
class Count:
    """How many actions, of which proposed."""

    number: int = 0
    proposed: int = 0


@dataclass(frozen=True, slots=True)
class Matrix:
    """Units by themes. ``homeless``: actions of the strategy that belong to no unit."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, Unit], ...]
    counts: Mapping[tuple[int, int], Count]
    homeless: int

    def count(self, unit: Unit, column: Column) -> Count:
        """The actions of a unit for a theme."""
        return self.counts.get((unit.pk, column.node.pk), Count())

    def carried(self, column: Column) -> tuple[int, int]:
        """How many of the units expected to have turned the theme into actions have."""
        expected = [unit for _depth, unit in self.rows if unit.kind in EXPECTED]
        return sum(bool(self.count(unit, column).number) for unit in expected), len(expected)


def serving_of(strategies: Iterable[Strategy]) -> dict[int, frozenset[int]]:
    """What programmes' nodes serve, by their keys: one query."""
    found: dict[int, set[int]] = defaultdict(set)
    links = ServedNode.objects.filter(served__strategy__in=[one.pk for one in strategies])
    for node, target in links.values_list("node", "served"):
        found[node].add(target)
    return {node: frozenset(targets) for node, targets in found.items()}


def matrix_of(strategy: Strategy, organisation: Organisation, today: dt.date) -> Matrix:
    """Units by the strategy's themes: three queries beside the organisation's."""
    nodes = nodes_of([strategy.pk])
    own = {node.pk for _depth, node in nodes}
    served: dict[int, dict[int, bool]] = defaultdict(dict)
    for node, target, proposed in ServedNode.objects.filter(served__in=own).values_list("node", "served", "proposed"):
        served[node][target] = proposed
    links = ActionNode.objects.filter(action__strategy__municipality=strategy.municipality_id)
    wanted = links.exclude(action__state=WorkState.SUSPENDED).filter(node__in=own | set(served))
    hits: dict[int, dict[int, bool]] = defaultdict(dict)
    units: dict[int, int | None] = {}
    for action, unit, node, proposed in wanted.values_list("action", "action__unit", "node", "proposed"):
        units[action] = unit
        for target, also in {node: False}.items() if node in own else served[node].items():
            hits[action][target] = hits[action].get(target, True) and (proposed or also)
    columns = _columns(nodes, {node for targets in hits.values() for node in targets})
    return Matrix(
        columns,
        tuple(organisation.in_tree_order(today)),
        _counts(columns, hits, units),
        sum(unit is None for unit in units.values()),
    )


def _columns(nodes: Sequence[tuple[int, Node]], hit: set[int]) -> tuple[Column, ...]:
    """Under each goal its themes (what stands right below it); the goal itself where it has none or is served."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for depth, node in nodes:
        children[node.parent_id if depth else None].append(node)
    found = []
    for goal in children[None]:
        themes = children[goal.pk]
        found += [Column(theme, goal, frozenset(_family(theme, children))) for theme in themes]
        if goal.pk in hit or (not themes and goal.kind == NodeKind.GOAL):
            found.append(Column(goal, goal, frozenset({goal.pk})))
    return tuple(found)


def _family(node: Node, children: Mapping[int | None, list[Node]]) -> Iterable[int]:
    yield node.pk
    for child in children.get(node.pk, ()):
        yield from _family(child, children)


def _counts(
    columns: Iterable[Column], hits: Mapping[int, Mapping[int, bool]], units: Mapping[int, int | None]
) -> dict[tuple[int, int], Count]:
    """Each action once in a cell, however many links lead there; proposed when all of them are."""
    column_of = {pk: column.node.pk for column in columns for pk in column.below}
    found: dict[tuple[int, int], dict[int, bool]] = defaultdict(dict)
    for action, targets in hits.items():
        unit = units[action]
        for target, proposed in targets.items():
            if unit is not None and target in column_of:
                cell = found[unit, column_of[target]]
                cell[action] = cell.get(action, True) and proposed
    return {cell: Count(len(actions), sum(actions.values())) for cell, actions in found.items()}
