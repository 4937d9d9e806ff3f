"""What a strategy is made of: its tree, its rows with their targets, and how the units' figures become one.

``structures_now`` reads it as it is, in three queries; ``reporting.past`` as it was known at an earlier moment. Both
give the same plain records, so that whatever is made of them does not know the difference.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import CharField, DateField, Exists, OuterRef, Q, Value

from kemi_strategy.web.speaking import content
from measures.figures import Reporter
from measures.models import Indicator, KpiRow, RollUpRule, RowLink, TargetVersion
from measures.periods import Frequency
from measures.rollup import AcrossTime, AcrossUnits
from measures.targets import Binding, Kind, Repeats, Target
from reporting.standing import Branch, Link, Names
from scorecard.models import Node, Strategy

type Rule = tuple[AcrossUnits, AcrossTime, int | None]
"""Across units, across time, and the indicator that weighs."""


@dataclass(slots=True)
class Structure:
    """A strategy's records. ``targets``: of each row the one valid on the day asked, with row and indicators.

    ``versions``: every target of the one row asked, earliest first; empty when no row is asked by itself. ``units``:
    the names of reporting units by their codes. ``known_at``: the moment whose structure this is; None: as it is now.
    """

    strategy: Strategy
    targets: Sequence[TargetVersion]
    versions: Sequence[TargetVersion] = ()
    rules: dict[int, dict[dt.date | None, Rule]] = field(default_factory=lambda: defaultdict(dict))
    reporters: dict[int, dict[str | None, Reporter]] = field(default_factory=lambda: defaultdict(dict))
    weight_frequencies: dict[int, Frequency] = field(default_factory=dict)
    weight_codes: dict[int, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    branches: Sequence[Branch] = ()
    known_at: dt.datetime | None = None

    @property
    def indicators(self) -> dict[int, Indicator]:
        """The indicators of the rows and those they are, or have been, compared with."""
        targets = (*self.targets, *self.versions)
        found = {target.row.indicator_id: target.row.indicator for target in self.targets}
        return found | {target.other.pk: target.other for target in targets if target.other is not None}

    @property
    def with_history(self) -> frozenset[int]:
        """The indicators wanted with all of their entries: the one row asked, what it is compared with, what weighs."""
        if not self.versions:
            return frozenset()
        row = self.versions[0].row
        own = {row.indicator_id, *(target.other_id for target in self.targets if target.row_id == row.pk)} - {None}
        weights = {weight for pk in own if pk is not None for *_rule, weight in self.rules[pk].values()}
        return frozenset(pk for pk in own | weights if pk is not None)


def structures_now(asked: Sequence[tuple[Strategy, dt.date]]) -> list[Structure]:
    """The structure of each strategy as it is, with the targets of its day: three queries, however many are asked."""
    targets = _targets(asked)
    grown = _branches({strategy.pk for strategy, _ in asked}, [target.row for target in targets])
    found = [
        Structure(strategy, _of_day(targets, strategy, day), branches=standing_on(grown[strategy.pk], day))
        for strategy, day in asked
    ]
    _read_rules(found)
    return found


def structure_now(strategy: Strategy, day: dt.date, only: str | None) -> Structure:
    """The structure as it is. Raises KpiRow.DoesNotExist when the strategy has no row ``only``."""
    if only is None:
        return structures_now([(strategy, day)])[0]
    versions = _versions_of(strategy, only)
    if not versions:
        raise KpiRow.DoesNotExist(only)
    targets = [in_force(versions, day)]
    branches = standing_on(_branches({strategy.pk}, [target.row for target in targets])[strategy.pk], day)
    found = Structure(strategy, targets, versions, branches=branches)
    _read_rules([found])
    return found


def structure_around(strategy: Strategy, day: dt.date, row: str) -> Structure:
    """One row with all its targets, and the rows beside it: those that hang on the same or have the same unit.

    Three queries and one for the row's targets. The tree has links to these rows only, so that nothing can be counted
    of it. Raises KpiRow.DoesNotExist.
    """
    versions = _versions_of(strategy, row)
    if not versions:
        raise KpiRow.DoesNotExist(row)
    targets = _targets([(strategy, day)])
    if all(target.row_id != versions[0].row_id for target in targets):
        # A row that has been ended is still looked at by itself.
        targets.append(in_force(versions, day))
    branches = standing_on(_branches({strategy.pk}, [target.row for target in targets])[strategy.pk], day)
    near = {link.row for one in branches if any(link.row == row for link in one.links) for link in one.links}
    unit = versions[0].row.indicator.responsible_unit_id
    found = Structure(strategy, [one for one in targets if _is_near(one, near | {row}, unit)], versions)
    kept = {target.row.indicator.code for target in found.targets}
    found.branches = [replace(one, links=tuple(link for link in one.links if link.row in kept)) for one in branches]
    _read_rules([found])
    return found


def with_target(structure: Structure, version: TargetVersion) -> Structure:
    """The structure of one row as it would be with another target, whose row and compared indicator come with it."""
    found = Structure(structure.strategy, [version], (*structure.versions, version), branches=structure.branches)
    _read_rules([found])
    return found


def _is_near(target: TargetVersion, codes: Collection[str], unit: int | None) -> bool:
    indicator = target.row.indicator
    return indicator.code in codes or (unit is not None and indicator.responsible_unit_id == unit)


def in_force(versions: Sequence[TargetVersion], day: dt.date) -> TargetVersion:
    """Of a row's targets the one valid on the day, as last corrected; before the first one, the first one."""
    last = {version.valid_from: version for version in sorted(versions, key=lambda one: one.pk)}
    begun = [valid_from for valid_from in last if valid_from <= day]
    return last[max(begun) if begun else min(last)]


def target_of(version: TargetVersion) -> Target:
    """The target as a value; its row and indicator come with it."""
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        version.op or None,
        version.other.code if version.other is not None else None,
        version.level or None,
        version.row.indicator.scale,
        version.due,
        Repeats(version.repeats),
        Binding(version.binding),
        version.words,
    )


def _versions_of(strategy: Strategy, only: str) -> list[TargetVersion]:
    found = TargetVersion.objects.filter(row__strategy=strategy, row__indicator__code=only)
    related = ("row", "row__indicator__responsible_unit", "other", "decision", "recorded_by")
    return list(found.select_related(*related).order_by("valid_from", "id"))


def _targets(asked: Iterable[tuple[Strategy, dt.date]]) -> list[TargetVersion]:
    """Of each row of these strategies the target valid on the day, with row and indicators: one query.

    Before the first one the first one. A row that ended before the day is not there.
    """
    wanted = Q(pk__in=())
    for strategy, day in asked:
        there = Q(row__last_day__isnull=True) | Q(row__last_day__gte=day)
        wanted |= Q(row__strategy=strategy) & there & _valid_on(day)
    found = TargetVersion.objects.filter(wanted).select_related("row", "row__indicator__responsible_unit", "other")
    return list(found.order_by("row__order", "row__id"))


def _valid_on(day: dt.date) -> Q:
    same_row = TargetVersion.objects.filter(row=OuterRef("row"))
    later = same_row.filter(valid_from__lte=day).filter(_after(OuterRef("valid_from"), OuterRef("id")))
    earlier = same_row.filter(
        Q(valid_from__lt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), id__gt=OuterRef("id"))
    )
    return Q(valid_from__lte=day) & ~Exists(later) | Q(valid_from__gt=day) & ~Exists(earlier)


def _of_day(targets: Iterable[TargetVersion], strategy: Strategy, day: dt.date) -> list[TargetVersion]:
    """Of the targets read for several days those of one strategy on one day, in its own order."""
    rows: dict[int, list[TargetVersion]] = {}
    for target in targets:
        if target.row.strategy_id == strategy.pk and target.row.is_there(day):
            rows.setdefault(target.row_id, []).append(target)
    return [in_force(versions, day) for versions in rows.values()]


def _after(day: OuterRef, number: OuterRef) -> Q:
    return Q(valid_from__gt=day) | Q(valid_from=day, id__gt=number)


def _read_rules(structures: Sequence[Structure]) -> None:
    """Rules and reporting units, joined: one query for all. Each gets what is of its own indicators."""
    reporting = "indicator__reporting_units__"
    wanted = {pk for one in structures for pk in one.indicators}
    rules = RollUpRule.objects.filter(indicator__in=wanted).values_list(
        "indicator_id",
        "valid_from",
        "across_units",
        "across_time",
        "weight_id",
        "weight__frequency",
        "weight__code",
        f"{reporting}unit__code",
        f"{reporting}unit__name_fi",
        f"{reporting}unit__name_sv",
        f"{reporting}unit__name_en",
        f"{reporting}valid_from",
        f"{reporting}valid_to",
        f"{reporting}unit__valid_from",
        f"{reporting}unit__valid_to",
    )
    for pk, *rule in rules.order_by(f"{reporting}unit__order", f"{reporting}unit__code"):
        for one in structures:
            if pk in one.indicators:
                _add_rule(one, pk, *rule)


def _add_rule(found: Structure, pk: int, since: dt.date | None, units: str, time: str, *joined: Any) -> None:
    weight, weight_frequency, weight_code, code, fi, sv, en, *days = joined
    found.rules[pk][since] = (AcrossUnits(units), AcrossTime(time), weight)
    if weight is not None:
        found.weight_frequencies[weight] = Frequency(weight_frequency)
        found.weight_codes[weight] = weight_code
    if code is not None:
        found.units[code] = content(fi, sv, en)
        found.reporters[pk][code] = Reporter(code, latest(days[0], days[2]), earliest(days[1], days[3]))


@dataclass(slots=True)
class Grown:
    """A tree as it was read: its branches by kind and code, and the days of those that have not always been there."""

    branches: dict[tuple[str, str], Branch] = field(default_factory=dict)
    days: dict[tuple[str, str], tuple[dt.date | None, dt.date | None]] = field(default_factory=dict)


def standing_on(grown: Grown, day: dt.date) -> list[Branch]:
    """The branches that stand on a day. What hung below one that has been retired and stands itself is on top."""
    found = [branch for place, branch in grown.branches.items() if _is_of(grown.days.get(place), day)]
    codes = {branch.code for branch in found if branch.kind not in _WORKS}
    return [replace(branch, parent=None) if branch.parent not in codes else branch for branch in found]


def _is_of(days: tuple[dt.date | None, dt.date | None] | None, day: dt.date) -> bool:
    first, last = days or (None, None)
    return (first is None or first <= day) and (last is None or day <= last)


def _branches(strategies: Collection[int], rows: Iterable[KpiRow]) -> dict[int, Grown]:
    """The trees with their links, and the projects and actions that rows hang on, by the strategy: one query."""
    codes = {row.pk: row.indicator.code for row in rows}
    trees: dict[int, Grown] = {pk: Grown() for pk in strategies}
    for strategy, kind, _order, code, *rest, row, proposed, _row_order, _link in sorted(
        _hung(strategies), key=_place_in_tree
    ):
        parent, description, first, last, *names = rest
        if row in codes or kind not in _WORKS:
            branch = Branch(code, kind, Names(*names), parent, description)
            grow(trees[strategy].branches, branch, codes.get(row), proposed)
            trees[strategy].days[kind, code] = first, last
    return trees


_WORKS = ("project", "action")


def _hung(strategies: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """Every node, also those without rows, and every project and action with rows; with each of its links."""
    names = ("name_fi", "name_sv", "name_en")
    nodes = Node.objects.filter(strategy__in=strategies).values_list(
        "strategy_id", "kind", "order", "code", "parent__code", "description", "valid_from", "valid_to",
        *names, "row_links__row_id", "row_links__proposed", "row_links__row__order", "row_links__id",
    )  # fmt: skip
    works = [
        RowLink.objects.filter(**{"row__strategy__in": strategies, f"{kind}__isnull": False}).values_list(
            "row__strategy_id", Value(kind), f"{kind}__order", f"{kind}__code",
            Value(None, CharField()), Value(""), Value(None, DateField()), Value(None, DateField()),
            *(f"{kind}__{name}" for name in names), "row_id", "proposed", "row__order", "id",
        )
        for kind in _WORKS
    ]  # fmt: skip
    return nodes.order_by().union(*(one.order_by() for one in works), all=True)


def _place_in_tree(hung: tuple[Any, ...]) -> tuple[Any, ...]:
    """Nodes, then projects, then actions, each in their order; of each its rows in theirs."""
    _strategy, kind, order, code, *_texts, _row, _proposed, row_order, link = hung
    if kind in _WORKS:
        return _WORKS.index(kind) + 1, order, "", row_order, link
    return 0, order, code, row_order or 0, link or 0


def grow(
    branches: dict[tuple[str, str], Branch], branch: Branch, row: str | None = None, proposed: bool | None = False
) -> None:
    """Adds a branch to a tree that is being read, or one more row to a branch that is there."""
    known = branches.setdefault((branch.kind, branch.code), branch)
    if row is not None:
        branches[branch.kind, branch.code] = replace(known, links=(*known.links, Link(row, bool(proposed))))


def names_of(thing: Any, name: str = "name") -> Names:
    """A record's name, or another of its texts, in all languages."""
    return Names(getattr(thing, f"{name}_fi"), getattr(thing, f"{name}_sv"), getattr(thing, f"{name}_en"))


def latest(*days: dt.date | None) -> dt.date | None:
    """The latest of the days given; None when none is."""
    return max((day for day in days if day is not None), default=None)


def earliest(*days: dt.date | None) -> dt.date | None:
    """The earliest of the days given; None when none is."""
    return min((day for day in days if day is not None), default=None)
