"""What is done with an import while nobody waits for a page: read behind the gate and tried, written, undone.

Each step is in the data (a moment that is not set yet), not in the queue: a worker that was killed loses nothing, and
two at the same import do it once.
"""

import datetime as dt
import logging
from dataclasses import replace
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kemi_strategy.web.languages import in_language
from measures.importing.keeping import answers_of, sheets_of
from measures.importing.lines import counts_of, keep_lines
from measures.importing.steps import Step, step_of
from measures.importing.undoing import CannotUndo, undo_written
from measures.loading.loader import How, load_as
from measures.loading.problems import LoadReport
from measures.models import Import
from measures.sheets import SourceRefused
from measures.workbooks.gate import read_upload
from measures.workbooks.limits import IMPORT

log = logging.getLogger(__name__)


@task
def read_import(number: int) -> None:
    """Reads the file behind the gate, once, and tries what it would do; nothing is written into the scorecard."""
    one = Import.objects.get(pk=number)
    if step_of(one) is not Step.READING:
        return
    if one.content is not None and not one.reading:
        try:
            with in_language(one.language):
                one.reading = read_upload(bytes(one.content), one.name, IMPORT)
        except SourceRefused as refused:
            one.refused, one.content, one.read_at = str(refused), None, timezone.now()
            one.save(update_fields=["refused", "content", "read_at"])
            return
        one.content = None
        one.save(update_fields=["reading", "content"])
    _try(one)


def _try(one: Import) -> None:
    sheets = sheets_of(one)
    report = load_as(sheets, _how(one, dry_run=True))
    with transaction.atomic():
        keep_lines(one, report, sheets)
        one.found, one.agreed, one.strategy = _found(report), report.digest, report.strategy[:60]
        one.read_at = timezone.now()
        one.save(update_fields=["found", "agreed", "strategy", "read_at"])


def _how(one: Import, *, dry_run: bool = False) -> How:
    return How(
        municipality=one.municipality.code,
        dry_run=dry_run,
        by=one.accepted_by or one.uploaded_by,
        answers=answers_of(one),
        appended=one.pasted,
    )


def _found(report: LoadReport) -> dict[str, object]:
    return {"counts": counts_of(report), "fatal": report.fatal, "changed": report.changed}


@task
def write_import(number: int) -> None:
    """Writes an accepted import, all of it or nothing. If it would do other than was shown, it is shown anew."""
    one = Import.objects.select_related("municipality", "accepted_by", "uploaded_by").get(pk=number)
    if step_of(one) is not Step.WRITING:
        return
    sheets = sheets_of(one)
    try:
        report = load_as(sheets, replace(_how(one), agreed=one.agreed, then=partial(_keep_written, number)))
    except _DoneAlready:
        return
    if not report.written:
        _show_again(one)


class _DoneAlready(Exception):
    """Another worker wrote the import meanwhile."""


def _keep_written(number: int, at: dt.datetime) -> None:
    """In the transaction of the writing: what was read is not needed any more."""
    held = Import.objects.select_for_update().get(pk=number)
    if step_of(held) is not Step.WRITING:
        raise _DoneAlready
    held.written_at, held.reading, held.answers, held.stopped = at, "", {}, ""
    held.save(update_fields=["written_at", "reading", "answers", "stopped"])
    held.lines.filter(outcome="new", cells=[]).delete()


def _show_again(one: Import) -> None:
    """What would now be done is not what was accepted: it is shown, and asked anew."""
    log.warning("Import %d was not written: the scorecard had changed", one.pk)
    one.accepted_at = one.accepted_by = None
    one.stopped = "changed"
    one.save(update_fields=["accepted_at", "accepted_by", "stopped"])
    _try(one)


@task
def undo_import(number: int) -> None:
    """Takes back what an import did, all of it or nothing."""
    one = Import.objects.select_related("municipality").get(pk=number)
    if step_of(one) is not Step.UNDOING or one.taken_back_by is None:
        return
    try:
        undo_written(one=one, by=one.taken_back_by)
    except CannotUndo as reason:
        one.taken_back_at = one.taken_back_by = None
        one.stopped = reason.code
        one.save(update_fields=["taken_back_at", "taken_back_by", "stopped"])


_TASKS = {Step.READING: read_import, Step.WRITING: write_import, Step.UNDOING: undo_import}


def set_going(one: Import) -> None:
    """Has the next step of an import done."""
    _TASKS[step_of(one)].enqueue(one.pk)


def finish_unfinished_imports() -> int:
    """Sets going every import whose step nobody waits for: what a worker does first."""
    paths = [one.module_path for one in _TASKS.values()]
    waiting = {one.args_kwargs["args"][0] for one in DBTaskResult.objects.ready().filter(task_path__in=paths)}
    reading = Q(read_at__isnull=True, written_at__isnull=True)
    writing = Q(accepted_at__isnull=False, written_at__isnull=True)
    undoing = Q(taken_back_at__isnull=False, undone_at__isnull=True)
    found = Import.objects.filter(reading | writing | undoing, refused="").exclude(pk__in=waiting)
    unfinished = list(found.defer("content", "reading"))
    for one in unfinished:
        set_going(one)
    return len(unfinished)
