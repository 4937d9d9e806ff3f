"""Makes the files of frozen reports in the background: each format and language once, one after another.

A file is written in its own short transaction when it is ready, so that a worker may be killed at any moment: the next
one makes what is lacking and nothing twice. Two workers at the same report do no harm, since a file is made once.
"""

import hashlib
import logging

from django.db import IntegrityError, transaction
from django.tasks import task
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from reporting.issuing.publishing import lacking_files, publish_report
from reporting.keeping.templates import template_of
from reporting.models import Report, ReportFile
from reporting.renderers.formats import FORMATS, LANGUAGES, Format
from reporting.renderers.needs import Lacking
from reporting.snapshot import from_json

log = logging.getLogger(__name__)


class NotMade(Exception):
    """Some files could not be made; the others are kept. The text says which, for the log."""


class NotMadeHere(NotMade):
    """Some of them because the worker's machine lacks what they are made with."""


@task(priority=-1)  # behind an import, before which somebody waits
def make_files(report: int) -> int:
    """Makes the files of a frozen report that are not there yet; gives how many were made. Publishes it if so wished.

    A file that fails does not keep the others from being made. Raises NotMade when some could not be made, NotMadeHere
    when something is to be installed for them.
    """
    found = Report.objects.get(pk=report, frozen_at__isnull=False)
    snapshot, template = from_json(found.snapshot), template_of(found)
    failed: list[str] = []
    made, why = 0, NotMade
    for kind, language in lacking_files(found):
        try:
            made += _keep(found, kind, language, kind.render(snapshot, language, template))
        except Lacking as lacking:
            log.error("%s %s of report %s could not be made: %s", language, kind.code, found.code, lacking)
            failed.append(f"{language} {kind.code}")
            why = NotMadeHere
        except Exception:
            log.exception("%s %s of report %s could not be made", language, kind.code, found.code)
            failed.append(f"{language} {kind.code}")
    if failed:
        raise why(", ".join(failed))
    _publish_if_wished(found)
    return made


def _keep(report: Report, kind: Format, language: str, content: bytes) -> int:
    try:
        with transaction.atomic():
            ReportFile.objects.create(
                report=report,
                format=kind.code,
                language=language,
                content=content,
                sha256=hashlib.sha256(content).hexdigest(),
                made_at=timezone.now(),
            )
    except IntegrityError:
        return 0  # another worker was faster; its bytes are these
    return 1


def _publish_if_wished(report: Report) -> None:
    if report.publishes_itself and report.frozen_by is not None:
        publish_report(report=report, by=report.frozen_by)


def finish_unfinished() -> int:
    """Has the files made of every frozen report that lacks some and does not wait already: what a worker does first."""
    wanted = len(FORMATS) * len(LANGUAGES)
    waiting = DBTaskResult.objects.ready().filter(task_path=make_files.module_path)
    waited_for = {one.args_kwargs["args"][0] for one in waiting}
    unfinished = [
        one
        for one in Report.objects.filter(frozen_at__isnull=False)
        .exclude(pk__in=waited_for)
        .order_by("id")
        .defer("snapshot")
        if one.files.count() < wanted or (one.publishes_itself and one.published_at is None)
    ]
    for one in unfinished:
        make_files.enqueue(one.pk)
    return len(unfinished)
