"""Writes who we are and what we want: municipality, strategy, decisions, calendar, units, goals, projects, actions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from measures.actions import delete_as
from measures.loading.batches import Batch, Hand
from measures.loading.cells import Ref
from measures.loading.known import Known
from measures.loading.problems import Outcome
from measures.loading.reading_strategy import code_of_name
from measures.loading.records import ActionRecord, NodeRecord, Plan, ProjectRecord, UnitRecord
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
from scorecard.models.codes import StrategyKind


def write_tree(plan: Plan, known: Known, hand: Hand) -> None:
    """Writes everything that the figures hang on. ``known`` then holds the written records by their codes."""
    municipality = _write_municipality(plan, known, hand)
    strategy = _write_strategy(plan, known, municipality, hand)
    _write_decisions(plan, strategy, hand)
    _write_calendar(plan, strategy, hand)
    _write_units(plan.units, known, municipality, hand)
    _write_nodes(plan.nodes, known, strategy, hand)
    _write_projects(plan.projects, known, strategy, hand)
    _write_milestones(plan, known, hand)
    _write_actions(plan.actions, known, strategy, hand)


def _write_municipality(plan: Plan, known: Known, hand: Hand) -> Municipality:
    record, batch = plan.strategy, Batch(Municipality, hand)
    values: dict[str, Any] = {}
    if record.number:
        values["number"] = record.number
    if record.published is not None:
        values["published"] = record.published
    if known.municipality is None:
        values["name_fi"] = record.municipality[:1].upper() + record.municipality[1:]
    code = code_of_name(record.municipality)
    made, outcome = batch.put(known.municipality, {"code": code}, values)
    batch.flush()
    key = "kunta" if known.municipality is None else "julkaistu" if "julkaistu" in record.rows else "kuntakoodi"
    if key in record.rows:
        record.rows[key].settle(outcome)
    known.municipality = known.municipalities[made.code] = made
    return made


def _write_strategy(plan: Plan, known: Known, municipality: Municipality, hand: Hand) -> Strategy:
    record, batch = plan.strategy, Batch(Strategy, hand)
    values = dict(record.values)
    if known.strategy is None:
        values.setdefault("kind", StrategyKind.STRATEGY)
    if known.part_of is not None or "osa" in record.rows:
        values["part_of"] = known.part_of
    made, outcome = batch.put(known.strategy, {"code": record.code, "municipality": municipality}, values)
    batch.flush()
    for row in record.rows.values():
        row.settle(outcome if outcome is Outcome.NEW else Outcome.SAME)
    record.rows["koodi"].settle(outcome, record.code)
    known.strategy = made
    return made


def _write_decisions(plan: Plan, strategy: Strategy, hand: Hand) -> None:
    if not plan.decisions:
        return
    found = {(one.body, one.date, one.section): one for one in Decision.objects.filter(strategy=strategy)}
    batch = Batch(Decision, hand)
    for record in plan.decisions:
        body, date, section = record.key
        key = {"strategy": strategy, "body": body, "date": date, "section": section}
        record.row.settle(batch.put(found.get(record.key), key, record.values)[1], f"§ {section}")
    batch.flush()


def _write_calendar(plan: Plan, strategy: Strategy, hand: Hand) -> None:
    if not plan.calendar:
        return
    found = {one.order: one for one in ReportingOccasion.objects.filter(strategy=strategy)}
    batch = Batch(ReportingOccasion, hand)
    for record in plan.calendar:
        key = {"strategy": strategy, "order": record.order}
        record.row.settle(batch.put(found.pop(record.order, None), key, record.values)[1])
    batch.flush()
    for left in found.values():
        delete_as(left, hand.by, at=hand.at)


def _write_units(records: list[UnitRecord], known: Known, municipality: Municipality, hand: Hand) -> None:
    batch = Batch(Unit, hand)
    for generation in _generations(records):
        for record in generation:
            values = (
                record.values
                if record.parent is None
                else record.values | {"parent": known.units[record.parent] if record.parent else None}
            )
            key = {"municipality": municipality, "code": record.code}
            known.units[record.code], outcome = batch.put(known.units.get(record.code), key, values)
            record.row.settle(outcome, record.code)
        batch.flush()


def _write_nodes(records: list[NodeRecord], known: Known, strategy: Strategy, hand: Hand) -> None:
    batch = Batch(Node, hand)
    for generation in _generations(records):
        for record in generation:
            values = (
                record.values
                if record.parent is None
                else record.values | {"parent": known.nodes[record.parent] if record.parent else None}
            )
            key = {"strategy": strategy, "code": record.code}
            known.nodes[record.code], outcome = batch.put(known.nodes.get(record.code), key, values)
            record.row.settle(outcome, record.code)
        batch.flush()
    wanted = {
        known.nodes[record.code]: _linked(record.served, known.served)
        for record in records
        if record.served is not None
    }
    changed = link(ServedNode, ("node", "served"), wanted, hand)
    for record in records:
        if known.nodes[record.code].pk in changed:
            record.row.settle(Outcome.CHANGED)


def _generations[R: UnitRecord | NodeRecord](records: list[R]) -> Iterable[list[R]]:
    """Parents before children: each generation can be written once the one before it has been."""
    waiting = {record.code: record for record in records}
    while waiting:
        ready = [one for one in waiting.values() if not one.parent or one.parent not in waiting]
        yield ready
        for record in ready:
            del waiting[record.code]


def _write_projects(records: list[ProjectRecord], known: Known, strategy: Strategy, hand: Hand) -> None:
    batch = Batch(Project, hand)
    for record in records:
        values = dict(record.values)
        if record.sector is not None:
            values["sector"] = known.units[record.sector] if record.sector else None
        key = {"strategy": strategy, "code": record.code}
        known.projects[record.code], outcome = batch.put(known.projects.get(record.code), key, values)
        record.row.settle(outcome, record.code)
    batch.flush()
    said = [record for record in records if record.links is not None]
    wanted = {known.projects[record.code]: _linked(record.links, known.nodes) for record in said}
    changed = link(ProjectNode, ("project", "node"), wanted, hand)
    for record in records:
        project = known.projects[record.code]
        if _serves_changed(record, project, known) or project.pk in changed:
            record.row.settle(Outcome.CHANGED)


def _serves_changed(record: ProjectRecord, project: Project, known: Known) -> bool:
    if record.municipalities is None:
        return False
    wanted = {known.municipalities[code_of_name(name)].pk for name in record.municipalities}
    if set(project.municipalities.values_list("pk", flat=True)) == wanted:
        return False
    project.municipalities.set(wanted)
    return True


def _write_milestones(plan: Plan, known: Known, hand: Hand) -> None:
    if not plan.milestones:
        return
    projects = {known.projects[record.project].pk for record in plan.milestones}
    found = {(one.project_id, one.order): one for one in Milestone.objects.filter(project__in=projects)}
    batch = Batch(Milestone, hand)
    for record in plan.milestones:
        project = known.projects[record.project]
        key = {"project": project, "order": record.order}
        _, outcome = batch.put(found.pop((project.pk, record.order), None), key, record.values)
        record.row.settle(outcome, record.project)
    batch.flush()
    for left in found.values():
        delete_as(left, hand.by, at=hand.at)


def _write_actions(records: list[ActionRecord], known: Known, strategy: Strategy, hand: Hand) -> None:
    batch = Batch(Action, hand)
    for record in records:
        values = dict(record.values)
        if record.unit is not None:
            values["unit"] = known.units[record.unit] if record.unit else None
        key = {"strategy": strategy, "code": record.code}
        known.actions[record.code], outcome = batch.put(known.actions.get(record.code), key, values)
        record.row.settle(outcome, record.code)
    batch.flush()
    said = [record for record in records if record.links is not None]
    wanted = {known.actions[record.code]: _linked(record.links, known.nodes) for record in said}
    changed = link(ActionNode, ("action", "node"), wanted, hand)
    for record in records:
        if known.actions[record.code].pk in changed:
            record.row.settle(Outcome.CHANGED)


def _linked(refs: Iterable[Ref] | None, nodes: Mapping[str, Node]) -> dict[int, bool]:
    return {nodes[ref.code].pk: ref.proposed for ref in refs or ()}


def link[M: Model](
    model: type[M], sides: tuple[str, str], wanted: Mapping[Any, dict[int, bool]], hand: Hand
) -> set[int]:
    """Makes the links of each left-hand record exactly those wanted; gives the keys of the records that changed.

    ``wanted``: of each record the keys of what it is linked to, and whether the link is only proposed.
    """
    left, right = sides
    manager: Any = model._default_manager
    found = {
        (getattr(one, f"{left}_id"), getattr(one, f"{right}_id")): one
        for one in manager.filter(**{f"{left}__in": [record.pk for record in wanted]})
    }
    batch, changed = Batch(model, hand), set()
    for record, targets in wanted.items():
        for target, proposed in targets.items():
            key = {f"{left}_id": record.pk, f"{right}_id": target}
            _, outcome = batch.put(found.pop((record.pk, target), None), key, {"proposed": proposed})
            if outcome is not Outcome.SAME:
                changed.add(record.pk)
    batch.flush()
    for gone in found.values():
        changed.add(getattr(gone, f"{left}_id"))
        delete_as(gone, hand.by, at=hand.at)
    return changed
