"""A strategy's structure as it was known at a moment: rows, targets, units, tree and rules, out of their histories.

What a strategy's first import recorded counts as known ever since (docs/decisions/0012): a moment before it shows the
structure as it first was. A fixed number of queries, eleven, whatever the size or the length of the history.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from kemi_strategy.web.speaking import named
from measures.figures import Reporter
from measures.models import Indicator, KpiRow, ReportingUnit, RollUpRule, RowLink, TargetVersion
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from reporting.standing import Branch
from reporting.structure import Grown, Structure, earliest, grow, in_force, latest, names_of, standing_on
from scorecard.models import Action, Node, Project, Strategy, Unit


def structure_known(strategy: Strategy, day: dt.date, only: str | None, known_at: dt.datetime) -> Structure:
    """The structure as known at a moment; ``strategy`` comes with its municipality.

    Raises KpiRow.DoesNotExist when the strategy had no row ``only`` then.
    """
    own, moment = _strategy(strategy, known_at)
    units = as_of(Unit, moment, municipality=strategy.municipality_id)
    versions = _versions(strategy, moment)
    found = Structure(own, [], known_at=moment)
    found.rules |= _rules(versions, moment)
    indicators = _indicators(versions, found, units, moment)
    rows = [row for row in versions if found.rules[row.indicator_id]]
    if only is None:
        rows = [row for row in rows if row.is_there(day)]
    else:
        rows = [row for row in rows if indicators[row.indicator_id].code == only]
    if only is not None and not rows:
        raise KpiRow.DoesNotExist(only)
    for row in rows:
        row.indicator = indicators[row.indicator_id]
        for version in versions[row]:
            version.row = row
            other = version.other_id or 0
            version.other = indicators[other] if found.rules.get(other) else None
    found.targets = [in_force(versions[row], day) for row in rows]
    found.versions = versions[rows[0]] if only is not None else ()
    _read_reporters(found, units, moment)
    found.branches = standing_on(_branches(strategy, rows, moment), day)
    return found


def as_of[M: Model](model: type[M], moment: dt.datetime, **facts: Any) -> dict[int, M]:
    """The records of a model as they were at a moment, by their keys; what was taken away by then is not there.

    ``facts`` choose by what of a record never changes. One query.
    """
    tracked: Any = model
    history = tracked.history
    past = history.filter(history_date__lte=moment, **facts)
    same = history.filter(id=OuterRef("id"), history_date__lte=moment)
    newer = Q(history_date__gt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")
    )
    found = past.filter(~Exists(same.filter(newer))).exclude(history_type="-")
    return {record.id: record.instance for record in found.order_by("history_id")}


def all_as_of[M: Model](model: type[M], moment: dt.datetime, **facts: Any) -> dict[int, M]:
    """The same, and what was first recorded later as it first was. Two queries."""
    tracked: Any = model
    older = tracked.history.filter(id=OuterRef("id")).filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id"))
    )
    later = tracked.history.filter(history_date__gt=moment, **facts)
    firsts = {record.id: record.instance for record in later.filter(~Exists(older))}
    return firsts | as_of(model, moment, **facts)


def one_as_of[M: Model](record: M, moment: dt.datetime) -> M:
    """One record as it was at a moment, or as it first was when that is later. One query."""
    tracked: Any = type(record)
    lives = list(tracked.history.filter(id=record.pk).order_by("history_date", "history_id"))
    past = [life for life in lives if life.history_date <= moment] or lives[:1]
    return past[-1].instance if past else record


def _strategy(strategy: Strategy, known_at: dt.datetime) -> tuple[Strategy, dt.datetime]:
    """The strategy then, and the moment of its structure: no earlier than its own first."""
    lives = list(Strategy.history.filter(id=strategy.pk).order_by("history_date", "history_id"))
    moment = max([known_at, *(life.history_date for life in lives[:1])])
    past = [life for life in lives if life.history_date <= moment]
    own = past[-1].instance if past else strategy
    own.municipality = strategy.municipality
    return own, moment


class _Rows(dict[KpiRow, list[TargetVersion]]):
    """The rows in the strategy's order, each with its targets."""


def _versions(strategy: Strategy, moment: dt.datetime) -> _Rows:
    """Two queries. A row without a target yet is not there, as it is not in the Standing."""
    rows = as_of(KpiRow, moment, strategy=strategy.pk)
    targets = TargetVersion.objects.filter(row__in=rows, recorded_at__lte=moment)
    found: dict[int, list[TargetVersion]] = {}
    for version in targets.select_related("decision", "recorded_by").order_by("valid_from", "id"):
        found.setdefault(version.row_id, []).append(version)
    ordered = sorted((rows[pk] for pk in found), key=lambda row: (row.order, row.pk))
    return _Rows({row: found[row.pk] for row in ordered})


def _rules(rows: _Rows, moment: dt.datetime) -> dict[int, dict[dt.date | None, Any]]:
    compared = {version.other_id for versions in rows.values() for version in versions}
    wanted = {row.indicator_id for row in rows} | compared - {None}
    found: dict[int, dict[dt.date | None, Any]] = {pk: {} for pk in wanted if pk is not None}
    for rule in as_of(RollUpRule, moment, indicator__in=found).values():
        across = (AcrossUnits(rule.across_units), AcrossTime(rule.across_time), rule.weight_id)
        found[rule.indicator_id][rule.valid_from] = across
    return found


def _indicators(rows: _Rows, found: Structure, units: dict[int, Unit], moment: dt.datetime) -> dict[int, Indicator]:
    """The indicators of the rows, the compared and the weighing ones: one query."""
    weights = {weight for rules in found.rules.values() for _, _, weight in rules.values() if weight is not None}
    indicators = as_of(Indicator, moment, id__in={*found.rules, *weights})
    found.weight_frequencies = {pk: Frequency(indicators[pk].frequency) for pk in weights if pk in indicators}
    found.weight_codes = {pk: indicators[pk].code for pk in weights if pk in indicators}
    for one in indicators.values():
        one.responsible_unit = units.get(one.responsible_unit_id or 0)
    return indicators


def _read_reporters(found: Structure, units: dict[int, Unit], moment: dt.datetime) -> None:
    """Who reported the rows' indicators, in the units' own order: one query."""
    reporting = as_of(ReportingUnit, moment, indicator__in=set(found.indicators)).values()
    known = [one for one in reporting if one.unit_id in units]
    for one in sorted(known, key=lambda one: (units[one.unit_id].order, units[one.unit_id].code)):
        unit = units[one.unit_id]
        found.units[unit.code] = named(unit)
        first, last = latest(one.valid_from, unit.valid_from), earliest(one.valid_to, unit.valid_to)
        found.reporters[one.indicator_id][unit.code] = Reporter(unit.code, first, last)


def _branches(strategy: Strategy, rows: Sequence[KpiRow], moment: dt.datetime) -> Grown:
    """The tree with its links, and the projects and actions that rows hung on: four queries."""
    nodes = as_of(Node, moment, strategy=strategy.pk)
    places = {row.pk: place for place, row in enumerate(rows)}
    links = sorted(as_of(RowLink, moment, row__in=places).values(), key=lambda link: (places[link.row_id], link.pk))
    grown = Grown()
    branches = grown.branches
    for node in sorted(nodes.values(), key=lambda node: (node.order, node.code)):
        parent = nodes.get(node.parent_id or 0)
        branch = Branch(node.code, node.kind, names_of(node), parent.code if parent else None, node.description)
        grow(branches, branch)
        grown.days[node.kind, node.code] = node.valid_from, node.valid_to
        _hang(branches, branch, [link for link in links if link.node_id == node.pk], rows, places)
    for kind, model in (("project", Project), ("action", Action)):
        hung = [(getattr(link, f"{kind}_id"), link) for link in links if getattr(link, f"{kind}_id") is not None]
        things: dict[int, Any] = dict(as_of(model, moment, id__in={pk for pk, _ in hung}))
        for thing in sorted(things.values(), key=lambda thing: thing.order):
            branch = Branch(thing.code, kind, names_of(thing))
            _hang(branches, branch, [link for pk, link in hung if pk == thing.pk], rows, places)
    return grown


def _hang(
    branches: dict[tuple[str, str], Branch],
    branch: Branch,
    links: Iterable[RowLink],
    rows: Sequence[KpiRow],
    places: dict[int, int],
) -> None:
    for link in links:
        grow(branches, branch, rows[places[link.row_id]].indicator.code, link.proposed)
