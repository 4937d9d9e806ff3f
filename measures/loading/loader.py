"""The import from first cell to last: read, check everything, then write all of it or nothing."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from kemi_strategy.web.languages import in_language
from kemi_strategy.web.speaking import noted
from measures.actions import assess, enter_imported
from measures.loading.batches import Hand
from measures.loading.known import Known, find_known, state_of
from measures.loading.ledger import Ledger, cell_of, check_reasons, entry_of, new_figure, read_ledger, tell_figure
from measures.loading.problems import Findings, LoadReport, Outcome, digest_of
from measures.loading.reading_actuals import Frame, read_actuals
from measures.loading.reading_indicators import read_indicators
from measures.loading.reading_strategy import read_calendar, read_decisions, read_strategy
from measures.loading.reading_tree import read_actions, read_milestones, read_nodes, read_projects, read_units
from measures.loading.records import ActualRecord, Plan
from measures.loading.references import check_references
from measures.loading.source import Answers, Tables, open_source
from measures.loading.stamps import Stamp
from measures.loading.writing_rows import write_rows
from measures.loading.writing_tree import write_tree
from measures.models import Actual
from measures.sheets import Sheets, SourceRefused
from measures.verdicts import Verdict
from scorecard.models import User

_TRIES = 3
"""How often an import begins anew when somebody writes between its reading and its writing."""
_REJECTED = noted("Tietokanta hylkäsi tiedot, eikä mitään tallennettu. Yritä uudestaan. (%(error)s)")

IMPORTER = "tuonti"
"""User name of the importer: an account that nobody can sign in with."""


def importer() -> User:
    """The account in whose name imports are written: inactive, without a usable password."""
    user, created = User.objects.get_or_create(username=IMPORTER, defaults={"is_active": False})
    if created:
        user.set_unusable_password()
        user.save()
    return user


@dataclass(frozen=True, slots=True)
class How:
    """How an import is done.

    ``municipality``: its code or name. ``dry_run``: all is checked and told, nothing kept. ``stamps``: times and people
    of figures by their row in Toteumat. ``by``: in whose name; the importer's own account by default. ``answers``: what
    has been said of cells that were asked. ``agreed``: the digest of what was shown; where something else would be done
    now, nothing is. ``appended``: new rows come behind those that are there. ``then``: what else is written with it.
    """

    municipality: str | None = None
    dry_run: bool = False
    stamps: Mapping[int, Stamp] = field(default_factory=dict)
    by: User | None = None
    answers: Answers = field(default_factory=dict)
    agreed: str = ""
    appended: bool = False
    then: Callable[[dt.datetime], None] | None = None


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
    Raises nothing for a faulty file.
    """
    return load_as(source, How(municipality, dry_run, stamps or {}, by))


def load_as(source: Path | str | Sheets, how: How) -> LoadReport:
    """The same, done as told. The workbook's words are Finnish whatever the language of whoever brings it."""
    with in_language("fi"):
        try:
            sheets = source if isinstance(source, Sheets) else open_source(Path(source))
        except SourceRefused as refused:
            findings = Findings()
            findings.add("", None, "", "", str(refused))
            return LoadReport.of(str(source), findings, dry_run=how.dry_run)
        report = _load(sheets, how)
        for _again in range(_TRIES - 1):
            if report.moved:
                report = _load(sheets, how)
        return report


def _load(sheets: Sheets, how: How) -> LoadReport:
    findings = Findings()
    tables = Tables(sheets, findings, how.answers)
    today = timezone.localdate()
    record = read_strategy(tables)
    known = find_known(record, how.municipality, findings)
    seen = state_of(known.municipality)
    plan = _read(tables, Plan(record), known)
    check_references(plan, known)
    plan.actuals = read_actuals(tables, _frame(plan, known, today, how.stamps))
    ledger = read_ledger(known.municipality, known.rows.values(), plan.actuals)
    check_reasons(plan.actuals, ledger)
    done = _Done()
    if not findings.fatal:
        done = _write(_Writing(plan, known, ledger, findings, today, how, seen))
    return _report(sheets, plan, findings, done, how)


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
    """Ends the transaction of what is not to be kept."""


class _Refused(_TakenBack):
    """A cell was refused only when it was compared with what there is."""


class _Moved(_TakenBack):
    """Somebody wrote between the reading and the writing."""


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of the writing: is it kept, at which moment, did something come between, was it as agreed."""

    written: bool = False
    at: dt.datetime | None = None
    moved: bool = False
    other: bool = False


@dataclass(frozen=True, slots=True)
class _Writing:
    """What is to be written, and what it was compared with."""

    plan: Plan
    known: Known
    ledger: Ledger
    findings: Findings
    today: dt.date
    how: How
    seen: tuple[int | None, ...]


def _write(one: _Writing) -> _Done:
    try:
        with transaction.atomic():
            hand = Hand(one.how.by or importer(), timezone.now())
            if one.seen != state_of(one.known.municipality, hold=True):
                raise _Moved
            write_tree(one.plan, one.known, hand)
            write_rows(one.plan, one.known, one.today, hand, appended=one.how.appended)
            if one.findings.fatal:
                raise _Refused
            _write_actuals(one, hand)
            if one.how.dry_run or (one.how.agreed and one.how.agreed != digest_of(one.findings)):
                raise _TakenBack
            if one.how.then is not None:
                one.how.then(hand.at)
    except _Moved:
        return _Done(moved=True)
    except _Refused:
        return _Done()
    except _TakenBack:
        return _Done(other=not one.how.dry_run)
    except (IntegrityError, DataError) as error:
        # What the database forbids and no cell was blamed for: somebody else wrote meanwhile, most likely.
        one.findings.add("", None, "", "", _REJECTED, error=str(error))
        return _Done(moved=True)
    return _Done(written=True, at=hand.at)


def _write_actuals(one: _Writing, hand: Hand) -> None:
    known, ledger = one.known, one.ledger
    own = Stamp(hand.at, hand.by, hand.at, hand.by)
    entries: list[Actual] = []
    for record in one.plan.actuals:
        held = ledger.cells.get(cell_of(record))
        figure = new_figure(record, held)
        record.row.settle(Outcome.SAME, record.indicator)
        if figure is not None:
            unit = known.units[record.unit].pk if record.unit else None
            ids = (known.indicators[record.indicator].pk, unit)
            entries.append(_stamped(entry_of(record, figure, held, known.owner, ids), record.stamp or own))
            tell_figure(record, figure, held)
            record.row.settle(Outcome.CHANGED if held is not None else Outcome.NEW)
        if record.assessment is not None:
            _assess(record, record.assessment, known, ledger, record.stamp or own)
    if not one.how.dry_run:
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


def _report(sheets: Sheets, plan: Plan, findings: Findings, done: _Done, how: How) -> LoadReport:
    if findings.fatal:
        _settle_the_rest(plan, findings)
    return replace(
        LoadReport.of(sheets.source, findings, dry_run=how.dry_run),
        strategy=plan.strategy.code,
        municipality=plan.strategy.municipality,
        written=done.written,
        written_at=done.at,
        moved=done.moved,
        other=done.other,
    )


def _settle_the_rest(plan: Plan, findings: Findings) -> None:
    """Nothing is written: every row that would have been good enough is told to be so, and no more."""
    coded = (plan.units, plan.nodes, plan.projects, plan.actions, plan.indicators)
    rows = [(record.row, record.code) for records in coded for record in records]
    rows += [(row, key) for key, row in plan.strategy.rows.items()]
    rows += [(record.row, "") for records in (plan.decisions, plan.calendar, plan.milestones) for record in records]
    rows += [(record.row, record.indicator) for record in plan.actuals]
    for row, code in rows:
        stopped = findings.outcomes.get((row.sheet, row.number), ("", Outcome.FINE))[1]
        kept = stopped if stopped in {Outcome.REFUSED, Outcome.ASKED} else Outcome.FINE
        findings.outcomes[(row.sheet, row.number)] = (code, kept)
