"""Writes the targets of the sheet Mittarit into their ledger: a changed one corrects the version that stands."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from kemi_strategy.web.speaking import noted
from measures.above import frozen_reports
from measures.actions import decide_targets
from measures.loading.batches import Hand
from measures.loading.cells import Row
from measures.loading.fields import target_cells, told
from measures.loading.known import Known
from measures.loading.problems import Outcome
from measures.loading.records import IndicatorRecord, Plan
from measures.models import TargetVersion
from measures.reported import reported_in, used_by
from measures.targets import Binding, Kind, Repeats, Target

REPORTED = noted(
    "Jäädytetty raportti %(codes)s käyttää tätä tavoitetta, joten tuonti ei korjaa sitä. Palauta solu ennalleen, ja "
    "kirjaa uusi tavoite ja sen päätös rivin omalla sivulla."
)

type Change = tuple[str, dt.date, TargetVersion | None]
"""Indicator's code, the day from which the target is valid, the version it corrects."""


def read_targets(known: Known) -> Mapping[str, dict[dt.date, TargetVersion]]:
    """Of each row the versions without a decision of their own, by their day, as last corrected.

    Of a row that has none, those with one.
    """
    found: dict[str, dict[dt.date, TargetVersion]] = defaultdict(dict)
    decided: dict[str, dict[dt.date, TargetVersion]] = defaultdict(dict)
    versions = TargetVersion.objects.filter(row__in=[row.pk for row in known.rows.values()])
    for version in versions.select_related("row__indicator", "other").order_by("pk"):
        own = found if version.decision_id is None else decided
        own[version.row.indicator.code][version.valid_from] = version
    return {**decided, **found}


def valid_from(plan: Plan, known: Known, today: dt.date) -> dt.date:
    """The strategy's first day; without one its first decision, without that today.

    A day so found is only where the record begins: with no first day of the strategy nothing is before it.
    """
    if known.decided.valid_from is not None:
        return known.decided.valid_from
    decided = min((record.key[1] for record in plan.decisions), default=None)
    if plan.indicators:
        row = plan.strategy.rows["koodi"]
        row.findings.add(
            row.sheet, None, "voimassa_alkaen", "",
            "Voimassaolon alkupäivä puuttuu, joten tavoitteet koskevat kaikkia kausia.", fatal=False,
        )  # fmt: skip
    return decided or today


def changed_targets(
    records: list[IndicatorRecord],
    known: Known,
    targets: Mapping[str, dict[dt.date, TargetVersion]],
    since: dt.date,
) -> list[Change]:
    changes: list[Change] = []
    for record in records:
        versions = targets.get(record.code, {})
        if versions and (record.target is None or known.decided.valid_from is None):
            # Without a first day of the strategy a target keeps the day it was first read.
            days = set(versions) if record.target is not None else set()
        else:
            days = {since} | _following(versions, since)
        wanted = record.target or Target(Kind.UNDECIDED)
        for day in sorted(days):
            standing = versions.get(day)
            if standing is None or _said(standing) != _wanted(wanted):
                changes.append((record.code, day, standing))
    return changes


def _following(versions: Mapping[dt.date, TargetVersion], since: dt.date) -> set[dt.date]:
    """The later days whose version says what the first one does: they follow it, others have their own life."""
    first = versions.get(since)
    later = {day: version for day, version in versions.items() if day > since}
    return {day for day, version in later.items() if first is None or _said(version) == _said(first)}


def _said(version: TargetVersion) -> tuple[Any, ...]:
    other = version.other.code if version.other is not None else ""
    return (
        version.kind, version.value, version.upper, version.op, other, version.level, version.words, version.due,
        version.repeats, version.binding,
    )  # fmt: skip


def _wanted(target: Target) -> tuple[Any, ...]:
    return (
        target.kind, target.value, target.upper, target.op or "", target.other or "", target.level or "", target.words,
        target.due, target.repeats, target.binding,
    )  # fmt: skip


def _tell_target(row: Row, standing: TargetVersion, target: Target) -> None:
    before = target_cells(as_target(standing))
    for column, new in target_cells(target).items():
        old, after = told(before[column]), told(new)
        if old != after:
            row.changed(column, old, after)


def as_target(version: TargetVersion) -> Target:
    """A target as it was decided, without its scale."""
    return Target(
        Kind(version.kind),
        version.value,
        version.upper,
        version.op or None,
        version.other.code if version.other is not None else None,
        version.level or None,
        due=version.due,
        repeats=Repeats(version.repeats),
        binding=Binding(version.binding),
        words=version.words,
    )


def refuse_reported(records: list[IndicatorRecord], known: Known, changes: list[Change]) -> bool:
    """A target that a frozen report judged by is not corrected by a workbook: a new decision is entered for it.

    The cells at fault are refused; True when there are any.
    """
    corrected = {code: standing for code, _day, standing in changes if standing is not None}
    if not corrected or known.strategy is None or not frozen_reports([known.strategy.pk]):
        return False
    versions: dict[int, list[TargetVersion]] = defaultdict(list)
    for version in TargetVersion.objects.filter(row__in=[known.rows[code].pk for code in corrected]).order_by("pk"):
        versions[version.row_id].append(version)
    used = {}
    for code, standing in corrected.items():
        row = known.rows[code]
        used[code] = used_by(standing, versions[row.pk], reported_in(row, versions[row.pk]))
    for record in records:
        if used.get(record.code):
            record.row.refuse("tavoite", REPORTED, codes=", ".join(sorted({one.code for one in used[record.code]})))
    return any(used.values())


def write_targets(records: list[IndicatorRecord], known: Known, changes: list[Change], hand: Hand) -> None:
    by_code = {record.code: record for record in records}
    versions = []
    for code, day, standing in changes:
        record = by_code[code]
        target = record.target or Target(Kind.UNDECIDED)
        if standing is not None:
            _tell_target(record.row, standing, target)
        versions.append(
            TargetVersion(
                row=known.rows[code],
                valid_from=day,
                kind=target.kind,
                value=target.value,
                upper=target.upper,
                op=target.op or "",
                other=known.indicators[target.other] if target.other else None,
                level=target.level or "",
                words=target.words,
                due=target.due,
                repeats=target.repeats,
                binding=target.binding,
                supersedes=standing,
            )
        )
        record.row.settle(Outcome.CHANGED, code)
    decide_targets(versions=versions, at=hand.at, by=hand.by)
