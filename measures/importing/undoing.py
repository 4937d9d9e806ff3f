"""Takes back what an import did, exactly: what it changed is as it was, what it added is gone or counts no more.

Ledgers only grow. A figure that took another's place is followed by that other one again; one that stood where nothing
stood is withdrawn. A target is followed by the one before it. What ledgers hang on stays, and no page knows of it.
"""

import datetime as dt
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils import timezone

from measures.actions import BATCH, decide_targets, delete_as, save_as
from measures.importing.steps import Step, step_of
from measures.importing.traces import ADDED, CHANGED, REMOVED, TRACKED, Hindrance, Traces, before, hindrance_of
from measures.loading.columns import PROJECTS
from measures.loading.reading_strategy import code_of_name
from measures.loading.writing_rows import NEVER
from measures.models import Actual, Assessment, Import, Indicator, KpiRow, TargetVersion
from measures.models.codes import LateReason, Source
from scorecard.models import Municipality, Project, Strategy, Unit, User

WHY = "Tuonti peruttiin."
"""What the ledgers say of entries that undo an import."""
_KEPT = (Municipality, Strategy, Unit, Indicator, KpiRow)
"""What ledgers hang on: it may have to stay."""


class CannotUndo(Exception):
    """Nothing was undone; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Undoing:
    """What undoing would do, in numbers, or what keeps it from being done."""

    added: int
    changed: int
    removed: int
    figures_withdrawn: int
    figures_restored: int
    targets: int
    hindrance: Hindrance | None


def undoing_of(one: Import) -> Undoing:
    """What undoing an import would do."""
    traces = Traces(one)
    kinds = [trace.kind for trace in traces.records]
    return Undoing(
        kinds.count(ADDED),
        kinds.count(CHANGED),
        kinds.count(REMOVED),
        traces.actuals.filter(supersedes__isnull=True).count(),
        traces.actuals.filter(supersedes__isnull=False).count(),
        traces.targets.count(),
        hindrance_of(one, traces),
    )


@transaction.atomic
def take_back(*, one: Import, by: User) -> Import:
    """Asks for an import to be undone, which is done in the background. Raises CannotUndo with the reason."""
    held = Import.objects.select_for_update().get(pk=one.pk)
    if step_of(held) is not Step.WRITTEN:
        raise CannotUndo("moved")
    hindrance = hindrance_of(held, Traces(held))
    if hindrance is not None:
        raise CannotUndo(hindrance.code)
    held.taken_back_at, held.taken_back_by, held.stopped = timezone.now(), by, ""
    held.save(update_fields=["taken_back_at", "taken_back_by", "stopped"])
    return held


def undo_written(*, one: Import, by: User) -> Import:
    """Undoes all of an import in one transaction. Raises CannotUndo, with nothing done, when something hangs on it."""
    try:
        with transaction.atomic():
            Municipality.objects.select_for_update().get(pk=one.municipality_id)
            held = Import.objects.select_for_update().get(pk=one.pk)
            if step_of(held) is not Step.UNDOING:
                return held
            traces = Traces(held)
            hindrance = hindrance_of(held, traces)
            if hindrance is not None:
                raise CannotUndo(hindrance.code)
            at = timezone.now()
            _undo_figures(traces, at, by)
            _undo_targets(traces, at, by)
            _undo_assessments(traces, at, by)
            _undo_structure(traces, at, by)
            _undo_served(held)
            held.undone_at = at
            held.save(update_fields=["undone_at"])
            return held
    except ProtectedError:
        raise CannotUndo("used") from None


def _undo_figures(traces: Traces, at: dt.datetime, by: User) -> None:
    """What stood before stands again; where nothing approved did, the import's own figure is withdrawn."""
    replacing = list(traces.actuals.filter(supersedes__isnull=False).select_related("supersedes").order_by("pk"))
    below = _below(replacing)
    approved = {entry.pk: _last_approved(entry, below) for entry in replacing}
    bare = [entry.pk for entry in replacing if approved[entry.pk] is None]
    traces.actuals.filter(supersedes__isnull=True).withdraw(at, by)
    for first in range(0, len(bare), BATCH):
        Actual.objects.filter(pk__in=bare[first : first + BATCH]).withdraw(at, by)
    again = {entry.pk: _approved_again(old, entry, at, by) for entry in replacing if (old := approved[entry.pk])}
    Actual.objects.bulk_create(again.values(), batch_size=BATCH)
    waiting = [
        _waiting_again(entry.supersedes, again.get(entry.pk, entry), at)
        for entry in replacing
        if entry.supersedes is not None and entry.supersedes.approved_at is None
    ]
    Actual.objects.bulk_create(waiting, batch_size=BATCH)


def _below(entries: Iterable[Actual]) -> dict[int, Actual]:
    """The entries of the same cells that came before, by their keys: whatever an entry superseded, and so on."""
    found: dict[int, Actual] = {}
    wanted = {entry.supersedes_id for entry in entries if entry.supersedes_id is not None}
    while wanted:
        some = list(wanted)[:BATCH]
        for one in Actual.objects.filter(pk__in=some):
            found[one.pk] = one
        wanted = {
            one.supersedes_id
            for one in found.values()
            if one.supersedes_id is not None and one.supersedes_id not in found
        } | (wanted - set(some))
    return found


def _last_approved(entry: Actual, below: dict[int, Actual]) -> Actual | None:
    at = below.get(entry.supersedes_id or 0)
    while at is not None and at.approved_at is None:
        at = below.get(at.supersedes_id or 0)
    return at


def _approved_again(old: Actual, over: Actual, at: dt.datetime, by: User) -> Actual:
    """An approved figure once more, over the one that took its place: entered, sent and approved at one moment."""
    entry = _copied(old, over, at)
    entry.source, entry.entered_by = Source.WORKBOOK, by
    entry.submitted_at = entry.approved_at = at
    entry.submitted_by = entry.approved_by = by
    entry.late_reason, entry.late_reason_text = LateReason.OTHER.value, WHY
    return entry


def _waiting_again(old: Actual, over: Actual, at: dt.datetime) -> Actual:
    """A draft, a sent or a returned figure once more, of the person who entered it."""
    entry = _copied(old, over, at)
    for moment in ("submitted_at", "returned_at"):
        if getattr(entry, moment) is not None:
            setattr(entry, moment, at)
    return entry


def _copied(old: Actual, over: Actual, at: dt.datetime) -> Actual:
    entry = copy(old)
    entry.pk, entry._state = None, copy(old._state)
    entry._state.adding = True
    entry.supersedes, entry.entered_at = over, at
    return entry


def _undo_targets(traces: Traces, at: dt.datetime, by: User) -> None:
    new_rows = set(traces.of(KpiRow, ADDED))
    versions = []
    for version in traces.targets.select_related("supersedes").order_by("pk"):
        old = version.supersedes or _in_force_before(version)
        if version.row_id not in new_rows and old is not None:
            again = copy(old)
            again.pk, again._state = None, copy(old._state)
            again._state.adding = True
            again.valid_from, again.supersedes, again.decision = version.valid_from, version, None
            versions.append(again)
    decide_targets(versions=versions, at=at, by=by)


def _in_force_before(version: TargetVersion) -> TargetVersion | None:
    """What was the target on the day of a version that corrects none: the one of the latest earlier day."""
    earlier = TargetVersion.objects.filter(row=version.row_id, pk__lt=version.pk, valid_from__lte=version.valid_from)
    return earlier.order_by("-valid_from", "-pk").first()


def _undo_assessments(traces: Traces, at: dt.datetime, by: User) -> None:
    for given in traces.assessments.order_by("pk"):
        earlier = Assessment.objects.filter(
            row=given.row_id, period_starts=given.period_starts, period_ends=given.period_ends, pk__lt=given.pk
        ).order_by("-pk")
        old = earlier.first()
        Assessment.objects.create(
            row_id=given.row_id,
            period_starts=given.period_starts,
            period_ends=given.period_ends,
            verdict=old.verdict if old is not None else "",
            reason=old.reason if old is not None else WHY,
            assessed_at=at,
            assessed_by=by,
        )


def _undo_structure(traces: Traces, at: dt.datetime, by: User) -> None:
    for model in TRACKED:
        _restore(model, traces, at, by)
    for model in reversed(TRACKED):
        for record in model._base_manager.filter(pk__in=traces.of(model, ADDED)).order_by("-pk"):
            _take_away(record, at, by)


def _restore(model: Any, traces: Traces, at: dt.datetime, by: User) -> None:
    """Changed records as they were, and removed ones again, under the keys that they had."""
    added = set(traces.of(model, ADDED))
    changed = [pk for pk in traces.of(model, CHANGED) if pk not in added]
    for old in before(model, changed, traces.at).values():
        save_as(old.instance, by, at=at)
    for old in before(model, traces.of(model, REMOVED), traces.at).values():
        record = old.instance
        record._state.adding = True
        save_as(record, by, at=at)


def _take_away(record: Model, at: dt.datetime, by: User) -> None:
    """Removes a record that was added; one that a ledger hangs on stays, of no day and on no page."""
    if not isinstance(record, _KEPT):
        delete_as(record, by, at=at)
        return
    try:
        with transaction.atomic():
            delete_as(record, by, at=at)
    except ProtectedError:
        if isinstance(record, Municipality):
            raise
        _retire(record, at)
        save_as(record, by, at=at)


def _retire(record: Strategy | Unit | Indicator | KpiRow, at: dt.datetime) -> None:
    if isinstance(record, Strategy):
        record.withdrawn_at = at
    elif isinstance(record, Unit):
        record.valid_from, record.valid_to = None, NEVER
    else:
        record.last_day = NEVER


def _undo_served(one: Import) -> None:
    """The municipalities that projects serve: they have no history, so the import's own lines tell them."""
    for line in one.lines.filter(sheet=PROJECTS, outcome="changed"):
        project = Project.objects.filter(strategy__code=one.strategy, code=line.code).first()
        for cell in line.cells:
            if project is not None and cell["column"] == "kunnat" and cell["kind"] == "change":
                codes = [code_of_name(name) for name in cell["old"].split(";") if name.strip()]
                project.municipalities.set(Municipality.objects.filter(code__in=codes))
