"""What a strategy is made of: its tree, its rows with their targets, and how the units' figures become one.

``structure_now`` reads it as it is, in four queries; ``reporting.past`` as it was known at an earlier moment. Both give
the same plain records, so that whatever is made of them does not know the difference.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

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


def structure_now(strategy: Strategy, day: dt.date, only: str | None) -> Structure:
    """The structure as it is. Raises KpiRow.DoesNotExist when the strategy has no row ``only``."""
    versions = _versions_of(strategy, only) if only is not None else []
    targets = [in_force(versions, day)] if versions else [] if only is not None else _targets(strategy, day)
    if only is not None and not targets:
        raise KpiRow.DoesNotExist(only)
    found = Structure(strategy, targets, versions)
    _read_rules(found)
    found.branches = _branches(strategy, [target.row for target in targets])
    return found


def structure_around(strategy: Strategy, day: dt.date, row: str) -> Structure:
    """One row with all its targets, and the rows beside it: those that hang on the same or have the same unit.

    Four queries and one for the row's targets. The tree has links to these rows only, so that nothing can be counted
    of it. Raises KpiRow.DoesNotExist.
    """
    versions = _versions_of(strategy, row)
    if not versions:
        raise KpiRow.DoesNotExist(row)
    targets = _targets(strategy, day)
    branches = _branches(strategy, [target.row for target in targets])
    near = {link.row for one in branches if any(link.row == row for link in one.links) for link in one.links}
    unit = versions[0].row.indicator.responsible_unit_id
    found = Structure(strategy, [one for one in targets if _is_near(one, near | {row}, unit)], versions)
    kept = {target.row.indicator.code for target in found.targets}
    found.branches = [replace(one, links=tuple(link for link in one.links if link.row in kept)) for one in branches]
    _read_rules(found)
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


def _targets(strategy: Strategy, day: dt.date) -> list[TargetVersion]:
    """Of each row the target valid on the day, with row and indicators; before the first one, the first one."""
    versions = TargetVersion.objects.filter(row__strategy=strategy)
    same_row = TargetVersion.objects.filter(row=OuterRef("row"))
    later = same_row.filter(valid_from__lte=day).filter(_after(OuterRef("valid_from"), OuterRef("id")))
    earlier = same_row.filter(
        Q(valid_from__lt=OuterRef("valid_from")) | Q(valid_from=OuterRef("valid_from"), id__gt=OuterRef("id"))
    )
    valid = Q(valid_from__lte=day) & ~Exists(later)
    first = Q(valid_from__gt=day) & ~Exists(earlier)
    found = versions.filter(valid | first).select_related("row", "row__indicator__responsible_unit", "other")
    return list(found.order_by("row__order", "row__id"))


def _after(day: OuterRef, number: OuterRef) -> Q:
    return Q(valid_from__gt=day) | Q(valid_from=day, id__gt=number)


def _read_rules(found: Structure) -> None:
    """Rules and reporting units, joined: one query."""
    reporting = "indicator__reporting_units__"
    rules = RollUpRule.objects.filter(indicator__in=found.indicators).values_list(
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
    for pk, since, units, time, weight, weight_frequency, weight_code, code, fi, sv, en, *days in rules.order_by(
        f"{reporting}unit__order", f"{reporting}unit__code"
    ):
        found.rules[pk][since] = (AcrossUnits(units), AcrossTime(time), weight)
        if weight is not None:
            found.weight_frequencies[weight] = Frequency(weight_frequency)
            found.weight_codes[weight] = weight_code
        if code is not None:
            found.units[code] = content(fi, sv, en)
            found.reporters[pk][code] = Reporter(code, latest(days[0], days[2]), earliest(days[1], days[3]))


def _branches(strategy: Strategy, rows: Iterable[KpiRow]) -> list[Branch]:
    """The tree with its links, and the projects and actions that rows hang on: two queries."""
    codes = {row.pk: row.indicator.code for row in rows}
    branches: dict[tuple[str, str], Branch] = {}
    nodes = Node.objects.filter(strategy=strategy).order_by("order", "code", "row_links__row__order")
    for code, kind, parent, description, fi, sv, en, row, proposed in nodes.values_list(
        "code", "kind", "parent__code", "description", "name_fi", "name_sv", "name_en", "row_links__row_id",
        "row_links__proposed",
    ):  # fmt: skip
        grow(branches, Branch(code, kind, Names(fi, sv, en), parent, description), codes.get(row), proposed)
    links = RowLink.objects.filter(row__in=codes, node__isnull=True).select_related("project", "action")
    for link in links.order_by(
        F("project__order").asc(nulls_last=True), F("action__order").asc(nulls_last=True), "row__order", "id"
    ):
        for kind, thing in (("project", link.project), ("action", link.action)):
            if thing is not None:
                grow(branches, Branch(thing.code, kind, names_of(thing)), codes[link.row_id], link.proposed)
    return list(branches.values())


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
