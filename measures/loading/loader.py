"""The import from first cell to last: read, check everything, then write all of it or nothing."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from measures.actions import assess, enter_imported
from measures.loading.batches import Hand
from measures.loading.known import Known, find_known
from measures.loading.ledger import Ledger, cell_of, check_reasons, entry_of, new_figure, read_ledger
from measures.loading.problems import Findings, LoadReport, Outcome
from measures.loading.reading_actuals import Frame, read_actuals
from measures.loading.reading_indicators import read_indicators
from measures.loading.reading_strategy import read_calendar, read_decisions, read_strategy
from measures.loading.reading_tree import read_actions, read_milestones, read_nodes, read_projects, read_units
from measures.loading.records import ActualRecord, Plan
from measures.loading.references import check_references
from measures.loading.source import Tables, open_source
from measures.loading.stamps import Stamp
from measures.loading.writing_rows import write_rows
from measures.loading.writing_tree import write_tree
from measures.models import Actual
from measures.sheets import Sheets, SourceRefused
from measures.verdicts import Verdict
from scorecard.models import User

IMPORTER = "tuonti"
"""User name of the importer: an account that nobody can sign in with."""


def importer() -> User:
    """The account in whose name imports are written: inactive, without a usable password."""
    user, created = User.objects.get_or_create(username=IMPORTER, defaults={"is_active": False})
    if created:
        user.set_unusable_password()
        user.save()
    return user


def load(
    source: Path | str | Sheets,
    *,
    municipality: str | None = None,
    dry_run: bool = False,
    stamps: Mapping[int, Stamp] | None = None,
    by: User | None = None,
) -> LoadReport:
    """Brings a scorecard in: an .xlsx file, a folder of CSV files, or sheets already read.

    Everything is checked first and every fault is reported by its cell; with a fatal one nothing is written. Otherwise
    all is written in one transaction, only what is new or changed, and with ``dry_run`` taken back again.
    ``municipality``: its code or name. ``stamps``: times and people of figures by their row in Toteumat.
    ``by``: in whose name; the importer's own account by default. Raises nothing for a faulty file.
    """
    findings = Findings()
    try:
        sheets = source if isinstance(source, Sheets) else open_source(Path(source))
    except SourceRefused as refused:
        findings.add("", None, "", "", str(refused))
        return LoadReport.of(str(source), findings, dry_run=dry_run)
    tables = Tables(sheets, findings)
    today = timezone.localdate()
    record = read_strategy(tables)
    known = find_known(record, municipality, findings)
    plan = _read(tables, Plan(record), known)
    check_references(plan, known)
    plan.actuals = read_actuals(tables, _frame(plan, known, today, stamps or {}))
    ledger = read_ledger(known.municipality, known.rows.values(), plan.actuals)
    check_reasons(plan.actuals, ledger)
    written = False
    if not findings.fatal:
        written = _write(plan, known, ledger, findings, today, dry_run=dry_run, by=by)
    return _report(sheets, tables, plan, findings, written=written, dry_run=dry_run)


def _read(tables: Tables, plan: Plan, known: Known) -> Plan:
    plan.decisions = read_decisions(tables)
    plan.calendar = read_calendar(tables)
    plan.units = read_units(tables)
    plan.nodes = read_nodes(tables)
    plan.projects = read_projects(tables)
    plan.milestones = read_milestones(tables)
    plan.actions = read_actions(tables)
    plan.indicators = read_indicators(tables, plan.strategy, known.facts())
    return plan


def _frame(plan: Plan, known: Known, today: dt.date, stamps: Mapping[int, Stamp]) -> Frame:
    facts = known.facts() | {record.code: record.facts for record in plan.indicators}
    reporting = {code: set(units) for code, units in known.reporting.items()}
    for record in plan.indicators:
        reporting[record.code] = reporting.get(record.code, set()) | set(record.reporting or ())
    rows = {*known.rows, *(record.code for record in plan.indicators)}
    units = {code: (one.valid_from, one.valid_to) for code, one in known.units.items()}
    for unit in plan.units:
        first, last = units.get(unit.code, (None, None))
        units[unit.code] = (unit.values.get("valid_from", first), unit.values.get("valid_to", last))
    return Frame(facts, reporting, rows, units, today, stamps)


class _TakenBack(Exception):
    """Ends the transaction of a dry run without keeping anything."""


def _write(
    plan: Plan, known: Known, ledger: Ledger, findings: Findings, today: dt.date, *, dry_run: bool, by: User | None
) -> bool:
    try:
        with transaction.atomic():
            hand = Hand(by or importer(), timezone.now())
            write_tree(plan, known, hand)
            write_rows(plan, known, today, hand)
            _write_actuals(plan.actuals, known, ledger, hand)
            if dry_run:
                raise _TakenBack
    except _TakenBack:
        return False
    except (IntegrityError, DataError) as error:
        # What the database forbids and no cell was blamed for: somebody else wrote meanwhile, most likely.
        findings.add(
            "", None, "", "", f"Tietokanta hylkäsi tiedot, eikä mitään tallennettu. Yritä uudestaan. ({error})"
        )
        return False
    return True


def _write_actuals(records: list[ActualRecord], known: Known, ledger: Ledger, hand: Hand) -> None:
    own = Stamp(hand.at, hand.by, hand.at, hand.by)
    entries: list[Actual] = []
    for record in records:
        held = ledger.cells.get(cell_of(record))
        figure = new_figure(record, held)
        record.row.settle(Outcome.SAME, record.indicator)
        if figure is not None:
            unit = known.units[record.unit].pk if record.unit else None
            ids = (known.indicators[record.indicator].pk, unit)
            entries.append(_stamped(entry_of(record, figure, held, known.owner, ids), record.stamp or own))
            record.row.settle(Outcome.CHANGED if held is not None else Outcome.NEW)
        if record.assessment is not None:
            _assess(record, record.assessment, known, ledger, record.stamp or own)
    enter_imported(entries=entries)


def _stamped(entry: Actual, stamp: Stamp) -> Actual:
    entry.entered_at = entry.submitted_at = stamp.entered_at
    entry.entered_by = entry.submitted_by = stamp.entered_by
    entry.approved_at, entry.approved_by = stamp.approved_at, stamp.approved_by
    return entry


def _assess(record: ActualRecord, verdict: Verdict, known: Known, ledger: Ledger, stamp: Stamp) -> None:
    period, reason = record.period, record.assessment_reason
    before = ledger.assessments.get((record.indicator, period.starts, period.ends))
    if before == (verdict, reason):
        return
    at, by = stamp.approved_at or stamp.entered_at, stamp.approved_by or stamp.entered_by
    assess(row=known.rows[record.indicator], period=period, verdict=verdict, reason=reason, at=at, by=by)
    record.row.settle(Outcome.NEW if before is None else Outcome.CHANGED)


def _report(
    sheets: Sheets, tables: Tables, plan: Plan, findings: Findings, *, written: bool, dry_run: bool
) -> LoadReport:
    if findings.fatal:
        _settle_the_rest(plan, findings)
    return LoadReport.of(
        sheets.source,
        findings,
        strategy=plan.strategy.code,
        municipality=plan.strategy.municipality,
        written=written,
        dry_run=dry_run,
    )


def _settle_the_rest(plan: Plan, findings: Findings) -> None:
    """Nothing is written: every row that would have been good enough is told to be so, and no more."""
    coded = (plan.units, plan.nodes, plan.projects, plan.actions, plan.indicators)
    rows = [(record.row, record.code) for records in coded for record in records]
    rows += [(row, key) for key, row in plan.strategy.rows.items()]
    rows += [(record.row, "") for records in (plan.decisions, plan.calendar, plan.milestones) for record in records]
    rows += [(record.row, record.indicator) for record in plan.actuals]
    for row, code in rows:
        refused = findings.outcomes.get((row.sheet, row.number), ("", Outcome.FINE))[1] is Outcome.REFUSED
        findings.outcomes[(row.sheet, row.number)] = (code, Outcome.REFUSED if refused else Outcome.FINE)
