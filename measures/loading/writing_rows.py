"""Writes what is measured: indicators with their rules and reporting units, rows, their links and their targets."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef

from measures.actions import delete_as, save_as
from measures.loading.batches import Batch, Hand
from measures.loading.cells import Row
from measures.loading.fields import FIELDS, told, written
from measures.loading.known import Known
from measures.loading.problems import Outcome
from measures.loading.records import IndicatorRecord, Plan
from measures.loading.references import link_kinds
from measures.loading.writing_targets import (
    changed_targets,
    read_targets,
    refuse_reported,
    valid_from,
    write_targets,
)
from measures.loading.writing_tree import keep_orders
from measures.models import Actual, Indicator, KpiRow, ReportingUnit, RollUpRule, RowLink
from measures.models.codes import Reading
from measures.questions import WHICH_GOAL
from scorecard.models.codes import NodeKind

NEVER = dt.date(1900, 1, 1)
"""The last day of a row whose import was undone: it is of the strategy on no day, until brought in again."""
_DOES_IT_BELONG = "Kuuluuko mittari tähän?"


def write_rows(plan: Plan, known: Known, today: dt.date, hand: Hand, *, appended: bool = False) -> None:
    """Writes the sheet Mittarit. ``today`` tells which periods are closed when a roll-up rule changes.

    ``appended``: the rows come behind those that the strategy has. What is refused here stops the whole import.
    """
    records = plan.indicators
    _write_indicators(records, known, hand)
    _write_rules(records, known, today, hand)
    _write_reporting(records, known, today, hand)
    targets = read_targets(known)
    changes = changed_targets(records, known, targets, valid_from(plan, known, today))
    if refuse_reported(records, known, changes):
        return
    _write_kpi_rows(records, known, {code for code, _, _ in changes}, hand, appended=appended)
    _write_links(plan, known, hand)
    write_targets(records, known, changes, hand)


def _write_indicators(records: list[IndicatorRecord], known: Known, hand: Hand) -> None:
    batch = Batch(Indicator, hand)
    for record in records:
        values = dict(record.values)
        if record.unit is not None:
            values["responsible_unit"] = known.units[record.unit] if record.unit else None
        if record.code in known.indicators and known.indicators[record.code].last_day == NEVER:
            values["last_day"] = None
        key = {"municipality": known.municipality, "code": record.code}
        known.indicators[record.code], outcome = batch.put(known.indicators.get(record.code), key, values, record.row)
        record.row.settle(outcome, record.code)
    batch.flush()


def _write_rules(records: list[IndicatorRecord], known: Known, today: dt.date, hand: Hand) -> None:
    """A changed rule is valid from the running period on; where nothing has been entered yet, from the beginning."""
    batch = Batch(RollUpRule, hand)
    measured = _with_figures(known)
    for record in records:
        rules = known.rules.get(record.code, [])
        latest = rules[-1] if rules else None
        if latest is not None and not record.rule_said:
            continue
        indicator = known.indicators[record.code]
        weight = known.indicators[record.weight] if record.weight else None
        values = {
            "across_units": record.facts.across_units,
            "across_time": record.facts.across_time,
            "weight": weight,
        }
        since = None
        if latest is not None and record.code in measured and _differs(latest, values):
            since = record.facts.rhythm.containing(today).starts
        elif latest is not None:
            since = latest.valid_from
        same_day = next((rule for rule in rules if rule.valid_from == since), None)
        if latest is not None and _differs(latest, values):
            _tell_rule(record.row, latest, values)
        rule, outcome = batch.put(same_day, {"indicator": indicator, "valid_from": since}, values)
        if same_day is None:
            known.rules.setdefault(record.code, []).append(rule)
        record.row.settle(outcome if latest is None or outcome is Outcome.SAME else Outcome.CHANGED, record.code)
    batch.flush()


def _tell_rule(row: Row, latest: RollUpRule, values: Mapping[str, Any]) -> None:
    for field, column in FIELDS[RollUpRule].items():
        old, new = (told(written(one, column.words)) for one in (getattr(latest, field), values[field]))
        if old != new:
            row.changed(column.name, old, new)


def _differs(rule: RollUpRule, values: Mapping[str, Any]) -> bool:
    weight = values["weight"]
    return (rule.across_units, rule.across_time, rule.weight_id) != (
        values["across_units"],
        values["across_time"],
        weight.pk if weight is not None else None,
    )


def _with_figures(known: Known) -> set[str]:
    figures = Actual.objects.filter(municipality=known.owner, indicator=OuterRef("pk"))
    found = Indicator.objects.filter(municipality=known.owner).filter(Exists(figures))
    return set(found.values_list("code", flat=True))


def _write_reporting(records: list[IndicatorRecord], known: Known, today: dt.date, hand: Hand) -> None:
    """A unit reports as long as it exists. One left out of the file no longer does: from today, or if it never
    reported a figure, at all."""
    batch = Batch(ReportingUnit, hand)
    dropped: list[tuple[IndicatorRecord, ReportingUnit]] = []
    for record in records:
        if record.reporting is None:
            continue
        indicator, found = known.indicators[record.code], known.reporting.get(record.code, {})
        for code in record.reporting:
            unit = known.units[code]
            first, last = record.reporting_days.get(code, (unit.valid_from, unit.valid_to))
            values = {"valid_from": first, "valid_to": last}
            _, outcome = batch.put(found.get(code), {"indicator": indicator, "unit": unit}, values)
            record.row.settle(Outcome.SAME if outcome is Outcome.SAME else Outcome.CHANGED, record.code)
        left = [one for code, one in found.items() if code not in record.reporting]
        dropped += [(record, one) for one in left]
        _tell_reporting(record, found, [one for one in left if one.valid_to is None or one.valid_to >= today])
    batch.flush()
    yesterday = today - dt.timedelta(days=1)
    for record, one in dropped:
        if one.valid_to is not None and one.valid_to < today:
            continue
        begun = one.valid_from is None or one.valid_from <= yesterday
        if begun and Actual.objects.filter(indicator=one.indicator_id, unit=one.unit_id).exists():
            one.valid_to = yesterday
            save_as(one, hand.by, at=hand.at)
        else:
            delete_as(one, hand.by, at=hand.at)
        record.row.settle(Outcome.CHANGED)


def _tell_reporting(record: IndicatorRecord, found: Mapping[str, ReportingUnit], left: list[ReportingUnit]) -> None:
    """Tells the units before and after, where any begins or ends to report."""
    wanted = record.reporting or []
    added = [code for code in wanted if code not in found]
    if found and (added or left):
        before = sorted({*wanted, *(one.unit.code for one in left)} - {*added})
        record.row.changed("raportoivat", "; ".join(before), "; ".join(sorted(wanted)))


def _write_kpi_rows(
    records: list[IndicatorRecord], known: Known, retargeted: set[str], hand: Hand, *, appended: bool
) -> None:
    """A reading that a steward has confirmed here stays confirmed while the target it is of stands."""
    batch = Batch(KpiRow, hand)
    after = max((row.order for row in known.rows.values()), default=0) if appended else 0
    keep_orders([(record.code, record.row_values) for record in records], known.rows, after=after)
    for record in records:
        values, before = dict(record.row_values), known.rows.get(record.code)
        if before is not None and before.last_day == NEVER:
            values["last_day"] = None
        if before is not None:
            silent = not (record.row.has("tulkinta") or record.row.has("kysymys"))
            if silent and record.code not in retargeted:
                del values["reading"], values["question"]
            elif before.confirmed_at is not None and record.code in retargeted:
                values |= {"confirmed_at": None, "confirmed_by": None}
            elif before.confirmed_at is not None:
                values["reading"] = Reading.CONFIRMED
        key = {"strategy": known.strategy, "indicator": known.indicators[record.code]}
        known.rows[record.code], outcome = batch.put(before, key, values, record.row)
        record.row.settle(outcome, record.code)
    batch.flush()


def _write_links(plan: Plan, known: Known, hand: Hand) -> None:
    kinds = link_kinds(plan, known)
    things: dict[str, Mapping[str, Any]] = {
        "node": known.nodes,
        "project": known.projects,
        "action": known.actions,
    }
    said = [record for record in plan.indicators if record.links is not None]
    found: dict[tuple[int, str, int], RowLink] = {}
    for one in RowLink.objects.filter(row__in=[known.rows[record.code].pk for record in said]):
        kind = "node" if one.node_id else "project" if one.project_id else "action"
        found[(one.row_id, kind, getattr(one, f"{kind}_id"))] = one
    before = _linked_codes(found, things)
    batch, changed = Batch(RowLink, hand), set()
    for record in said:
        row = known.rows[record.code]
        for ref in record.links or ():
            kind = kinds[ref.code][0]
            thing = things[kind][ref.code]
            values = {"proposed": ref.proposed, "question": _question(kind, thing) if ref.proposed else ""}
            existing = found.pop((row.pk, kind, thing.pk), None)
            if batch.put(existing, {"row": row, kind: thing}, values)[1] is not Outcome.SAME:
                changed.add(row.pk)
    batch.flush()
    for gone in found.values():
        changed.add(gone.row_id)
        delete_as(gone, hand.by, at=hand.at)
    for record in said:
        if (pk := known.rows[record.code].pk) in changed:
            new = sorted(f"{ref.code}{'?' if ref.proposed else ''}" for ref in record.links or ())
            record.row.changed("kohteet", "; ".join(sorted(before.get(pk, []))), "; ".join(new))
            record.row.settle(Outcome.CHANGED)


def _linked_codes(
    found: Mapping[tuple[int, str, int], RowLink], things: Mapping[str, Mapping[str, Any]]
) -> dict[int, list[str]]:
    """Of each row the codes that it hangs on, with a question mark behind those only proposed."""
    codes = {(kind, thing.pk): code for kind, own in things.items() for code, thing in own.items()}
    linked: dict[int, list[str]] = defaultdict(list)
    for (row, kind, thing), one in found.items():
        linked[row].append(f"{codes.get((kind, thing), '?')}{'?' if one.proposed else ''}")
    return linked


def _question(kind: str, thing: Any) -> str:
    return WHICH_GOAL if kind == "node" and thing.kind == NodeKind.GOAL else _DOES_IT_BELONG
