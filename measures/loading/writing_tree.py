"""Writes who we are and what we want: municipality, strategy, decisions, calendar, units, goals, projects, actions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from measures.actions import delete_as
from measures.loading.batches import Batch, Hand
from measures.loading.cells import Ref, Row
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
    said = record.rows.get("julkaistu" if "julkaistu" in record.rows else "kuntakoodi")
    made, outcome = batch.put(known.municipality, {"code": code}, values, said)
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
    if known.strategy is not None and known.strategy.withdrawn_at is not None:
        values["withdrawn_at"] = None
    key = {"code": record.code, "municipality": municipality}
    made, outcome = batch.put(known.strategy, key, values, record.rows["koodi"])
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
        _, outcome = batch.put(found.get(record.key), key, record.values, record.row)
        record.row.settle(outcome, f"§ {section}")
    batch.flush()


def _write_calendar(plan: Plan, strategy: Strategy, hand: Hand) -> None:
    if not plan.calendar:
        return
    found = list(ReportingOccasion.objects.filter(strategy=strategy).order_by("order"))
    last = found[-1].order if found else 0
    batch = Batch(ReportingOccasion, hand)
    for place, record in enumerate(plan.calendar):
        standing = found[place] if place < len(found) else None
        key = {"strategy": strategy, "order": last + 1 + place - len(found)}
        record.row.settle(batch.put(standing, key, record.values, record.row)[1])
    batch.flush()
    for left in found[len(plan.calendar) :]:
        delete_as(left, hand.by, at=hand.at)


def _write_units(records: list[UnitRecord], known: Known, municipality: Municipality, hand: Hand) -> None:
    batch = Batch(Unit, hand)
    keep_orders([(record.code, record.values) for record in records], known.units)
    for generation in _generations(records):
        for record in generation:
            values = (
                record.values
                if record.parent is None
                else record.values | {"parent": known.units[record.parent] if record.parent else None}
            )
            key = {"municipality": municipality, "code": record.code}
            known.units[record.code], outcome = batch.put(known.units.get(record.code), key, values, record.row)
            record.row.settle(outcome, record.code)
        batch.flush()


def _write_nodes(records: list[NodeRecord], known: Known, strategy: Strategy, hand: Hand) -> None:
    batch = Batch(Node, hand)
    keep_orders([(record.code, record.values) for record in records], known.nodes)
    for generation in _generations(records):
        for record in generation:
            values = (
                record.values
                if record.parent is None
                else record.values | {"parent": known.nodes[record.parent] if record.parent else None}
            )
            key = {"strategy": strategy, "code": record.code}
            known.nodes[record.code], outcome = batch.put(known.nodes.get(record.code), key, values, record.row)
            record.row.settle(outcome, record.code)
        batch.flush()
    wanted = {
        known.nodes[record.code]: _linked(record.served, known.served)
        for record in records
        if record.served is not None
    }
    changed = link(ServedNode, ("node", "served"), wanted, hand, known.served.values())
    for record in records:
        _tell_links(record.row, "palvelee", changed.get(known.nodes[record.code].pk))


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
    keep_orders([(record.code, record.values) for record in records], known.projects)
    for record in records:
        values = dict(record.values)
        if record.sector is not None:
            values["sector"] = known.units[record.sector] if record.sector else None
        key = {"strategy": strategy, "code": record.code}
        known.projects[record.code], outcome = batch.put(known.projects.get(record.code), key, values, record.row)
        record.row.settle(outcome, record.code)
    batch.flush()
    said = [record for record in records if record.links is not None]
    wanted = {known.projects[record.code]: _linked(record.links, known.nodes) for record in said}
    changed = link(ProjectNode, ("project", "node"), wanted, hand, known.nodes.values())
    for record in records:
        project = known.projects[record.code]
        _serve(record, project, known)
        _tell_links(record.row, "kohteet", changed.get(project.pk))


def _serve(record: ProjectRecord, project: Project, known: Known) -> None:
    """Writes which municipalities a project serves."""
    if record.municipalities is None:
        return
    wanted = {known.municipalities[code_of_name(name)] for name in record.municipalities}
    standing = set(project.municipalities.all())
    if standing != wanted:
        project.municipalities.set(wanted)
        record.row.changed("kunnat", *("; ".join(sorted(one.name_fi for one in some)) for some in (standing, wanted)))
        record.row.settle(Outcome.CHANGED)


def _write_milestones(plan: Plan, known: Known, hand: Hand) -> None:
    if not plan.milestones:
        return
    projects = {known.projects[record.project].pk for record in plan.milestones}
    found: dict[int, list[Milestone]] = {pk: [] for pk in projects}
    for one in Milestone.objects.filter(project__in=projects).order_by("order"):
        found[one.project_id].append(one)
    batch = Batch(Milestone, hand)
    for record in plan.milestones:
        project = known.projects[record.project]
        standing = found[project.pk]
        last = standing[-1].order - len(standing) if standing else 0
        existing = standing[record.order - 1] if record.order <= len(standing) else None
        key = {"project": project, "order": last + record.order}
        _, outcome = batch.put(existing, key, record.values, record.row)
        record.row.settle(outcome, record.project)
    batch.flush()
    given = Counter(record.project for record in plan.milestones)
    for left in (one for code in given for one in found[known.projects[code].pk][given[code] :]):
        delete_as(left, hand.by, at=hand.at)


def _write_actions(records: list[ActionRecord], known: Known, strategy: Strategy, hand: Hand) -> None:
    batch = Batch(Action, hand)
    keep_orders([(record.code, record.values) for record in records], known.actions)
    for record in records:
        values = dict(record.values)
        if record.unit is not None:
            values["unit"] = known.units[record.unit] if record.unit else None
        key = {"strategy": strategy, "code": record.code}
        known.actions[record.code], outcome = batch.put(known.actions.get(record.code), key, values, record.row)
        record.row.settle(outcome, record.code)
    batch.flush()
    said = [record for record in records if record.links is not None]
    wanted = {known.actions[record.code]: _linked(record.links, known.nodes) for record in said}
    changed = link(ActionNode, ("action", "node"), wanted, hand, known.nodes.values())
    for record in records:
        _tell_links(record.row, "kohteet", changed.get(known.actions[record.code].pk))


def _linked(refs: Iterable[Ref] | None, nodes: Mapping[str, Node]) -> dict[int, bool]:
    return {nodes[ref.code].pk: ref.proposed for ref in refs or ()}


type Links = tuple[str, str]
"""The links of a record before and after, as the workbook writes them."""


def link[M: Model](
    model: type[M],
    sides: tuple[str, str],
    wanted: Mapping[Any, dict[int, bool]],
    hand: Hand,
    things: Iterable[Node],
) -> dict[int, Links]:
    """Makes the links of each left-hand record exactly those wanted; of the records that changed, from what to what.

    ``wanted``: of each record the keys of what it is linked to, and whether the link is only proposed. ``things``: all
    that may be linked to.
    """
    left, right = sides
    manager: Any = model._default_manager
    found = {
        (getattr(one, f"{left}_id"), getattr(one, f"{right}_id")): one
        for one in manager.filter(**{f"{left}__in": [record.pk for record in wanted]})
    }
    codes = {thing.pk: thing.code for thing in things}
    before: dict[int, dict[int, bool]] = {}
    for (record_id, target), one in found.items():
        before.setdefault(record_id, {})[target] = bool(vars(one).get("proposed"))
    batch = Batch(model, hand)
    for record, targets in wanted.items():
        for target, proposed in targets.items():
            key = {f"{left}_id": record.pk, f"{right}_id": target}
            batch.put(found.pop((record.pk, target), None), key, {"proposed": proposed})
    batch.flush()
    for gone in found.values():
        delete_as(gone, hand.by, at=hand.at)
    return {
        record.pk: (_linked_words(before.get(record.pk, {}), codes), _linked_words(targets, codes))
        for record, targets in wanted.items()
        if before.get(record.pk, {}) != targets
    }


def _linked_words(targets: Mapping[int, bool], codes: Mapping[int, str]) -> str:
    return "; ".join(sorted(f"{codes.get(pk, '?')}{'?' if proposed else ''}" for pk, proposed in targets.items()))


def _tell_links(row: Row, column: str, links: Links | None) -> None:
    if links is not None:
        row.changed(column, *links)
        row.settle(Outcome.CHANGED)


def keep_orders(wanted: Sequence[tuple[str, dict[str, Any]]], known: Mapping[str, Any], *, after: int = 0) -> None:
    """Gives each record its place in the file's order; what stands in that order already keeps the place it has.

    ``wanted``: code and values of each. ``after``: they come behind this place.
    """
    last = (after, "")
    for code, values in wanted:
        standing = known.get(code)
        if standing is not None and (standing.order, code) > last:
            last = (standing.order, code)
        else:
            last = (last[0] + 1, code)
        values["order"] = last[0]
