"""Everything a strategy's scorecard holds, as the tables of the workbook: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from measures.exporting.actuals import actual_rows
from measures.exporting.indicators import indicator_rows
from measures.loading import columns as names
from measures.loading.columns import COLUMNS, STRATEGY_KEYS
from measures.loading.fields import Content, cells_of
from measures.loading.reading_strategy import code_of_name
from measures.workbooks.ink import Number
from scorecard.models import (
    Action,
    ActionNode,
    Decision,
    Milestone,
    Municipality,
    Node,
    Project,
    ProjectNode,
    ReportingOccasion,
    ServedNode,
    Strategy,
    Unit,
)

type Cell = Content | Number
type Line = Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its name, its columns, and its rows by column."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Line] = field(default_factory=list)


def tables_of(strategy: Strategy) -> list[Table]:
    """The sheets of a strategy, in the order of the format."""
    rows: dict[str, Iterable[Line]] = {
        names.STRATEGY: _strategy(strategy),
        names.DECISIONS: _plain(Decision.objects.filter(strategy=strategy).order_by("date", "section", "body")),
        names.CALENDAR: _plain(ReportingOccasion.objects.filter(strategy=strategy).order_by("order")),
        names.UNITS: _plain(_units(strategy.municipality)),
        names.NODES: _nodes(strategy),
        names.PROJECTS: _projects(strategy),
        names.MILESTONES: _milestones(strategy),
        names.ACTIONS: _actions(strategy),
        names.INDICATORS: indicator_rows(strategy),
        names.ACTUALS: actual_rows(strategy),
    }
    return [Table(name, COLUMNS[name], list(found)) for name, found in rows.items()]


def _strategy(strategy: Strategy) -> Iterator[Line]:
    municipality = strategy.municipality
    known: dict[str, Content] = {
        "kunta": name_of(municipality),
        "koodi": strategy.code,
        **cells_of(municipality),
        **cells_of(strategy),
    }
    for key in STRATEGY_KEYS:
        yield {"avain": key, "arvo": known[key]}


def name_of(municipality: Municipality) -> str:
    """A municipality as a workbook names it: by its name where that leads back to it, else by its code."""
    name = municipality.name_fi
    return name if code_of_name(name) == municipality.code else municipality.code


def _units(municipality: Municipality) -> QuerySet[Unit]:
    return Unit.objects.filter(municipality=municipality).select_related("parent").order_by("order", "code")


def _plain(records: Iterable[Model]) -> Iterator[Line]:
    for record in records:
        yield cells_of(record)


def _nodes(strategy: Strategy) -> Iterator[Line]:
    served = _links(ServedNode.objects.filter(node__strategy=strategy).select_related("served"), "node_id", "served")
    nodes = Node.objects.filter(strategy=strategy).select_related("parent").order_by("order", "code")
    for node in nodes:
        yield cells_of(node) | {"palvelee": served.get(node.pk, "")}


def _projects(strategy: Strategy) -> Iterator[Line]:
    links = ProjectNode.objects.filter(project__strategy=strategy).select_related("node")
    aims = _links(links, "project_id", "node")
    projects = Project.objects.filter(strategy=strategy).select_related("sector").prefetch_related("municipalities")
    for project in projects.order_by("order", "code"):
        beside = "; ".join(sorted(name_of(one) for one in project.municipalities.all()))
        yield cells_of(project) | {"kohteet": aims.get(project.pk, ""), "kunnat": beside}


def _milestones(strategy: Strategy) -> Iterator[Line]:
    found = Milestone.objects.filter(project__strategy=strategy).select_related("project")
    return _plain(found.order_by("project__order", "project__code", "order"))


def _actions(strategy: Strategy) -> Iterator[Line]:
    links = _links(ActionNode.objects.filter(action__strategy=strategy).select_related("node"), "action_id", "node")
    actions = Action.objects.filter(strategy=strategy).select_related("unit").order_by("order", "code")
    for action in actions:
        yield cells_of(action) | {"kohteet": links.get(action.pk, "")}


def _links(links: Iterable[Any], left: str, right: str) -> dict[int, str]:
    """Of each record the codes that it is linked to, in their own order; a question mark behind those only proposed."""
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for link in links:
        thing = getattr(link, right)
        mark = "?" if vars(link).get("proposed") else ""
        found[getattr(link, left)].append((thing.order, thing.code + mark))
    return {key: "; ".join(code for _, code in sorted(codes)) for key, codes in found.items()}
