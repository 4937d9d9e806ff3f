"""Two people at the same moment, and a worker that is killed: one report, each file once, no text lost."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django_tasks_db.models import DBTaskResult

from reporting.keeping.held import WrittenMeanwhile
from reporting.models import Report, ReportFile, ReportText
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.snapshot import from_json
from tests.reports.office import WHOLE, Office, worker
from tests.reports.shared import shared

pytestmark = pytest.mark.usefixtures("unprinted")
WANTED = len(FORMATS) * len(LANGUAGES)
SLOWLY = """
import time, django
django.setup()
from django.core.management import call_command
from reporting.renderers.formats import Format
fast = Format.render
def slow(self, *given):
    time.sleep(0.4)
    return fast(self, *given)
Format.render = slow
call_command("work", batch=True, verbosity=0, startup_delay=False)
"""


@pytest.fixture
def place(transactional_db: None, tmp_path: Path) -> Iterator[str]:
    """The shared database's address."""
    with shared(tmp_path) as address:
        yield address


@pytest.fixture
def town(place: str) -> Office:
    """The city in it."""
    return Office()


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed gave or raised, all begun at the same moment on connections of their own."""
    start = threading.Barrier(len(deeds))
    given: list[object] = [None] * len(deeds)

    def act(number: int) -> None:
        start.wait()
        try:
            given[number] = deeds[number]()
        except (WrittenMeanwhile, ValidationError) as stopped:
            given[number] = stopped
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=[number]) for number in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_a_report_frozen_twice_at_once_is_frozen_once(town):
    given = at_once(town.freeze, town.freeze)
    assert sorted(type(one).__name__ for one in given) == ["Report", "ValidationError"]
    assert Report.objects.filter(frozen_at__isnull=False).count() == 1
    assert DBTaskResult.objects.count() == 1


def test_of_two_who_write_the_same_text_at_once_one_is_told(town):
    given = at_once(lambda: town.write(WHOLE, "Yksi."), lambda: town.write(WHOLE, "Kaksi."))
    assert sorted(type(one).__name__ for one in given) == ["ReportText", "WrittenMeanwhile"]
    assert ReportText.objects.count() == 1


def test_a_text_written_while_the_report_is_frozen_is_in_it_or_refused(town):
    given = at_once(lambda: town.write(WHOLE, "Viime hetken teksti."), town.freeze)
    told = [one.text.fi for one in from_json(Report.objects.get().snapshot).narratives]
    assert told == ([] if isinstance(given[0], ValidationError) else ["Viime hetken teksti."])


def test_two_workers_at_the_same_report_make_each_file_once(town):
    town.freeze()
    at_once(town.rendered, town.rendered)
    assert ReportFile.objects.count() == WANTED


def test_a_worker_that_is_killed_leaves_whole_files_and_the_next_one_makes_the_rest(town, place):
    town.freeze(publishes_itself=True)
    environment = os.environ | {"DATABASE_URL": place}
    process = subprocess.Popen([sys.executable, "-c", SLOWLY], env=environment)
    deadline = time.monotonic() + 60
    while not ReportFile.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    kept = {one.pk: one.sha256 for one in ReportFile.objects.all()}
    assert 0 < len(kept) < WANTED
    assert Report.objects.get().published_at is None
    assert DBTaskResult.objects.get().status == "RUNNING"
    worker()
    assert ReportFile.objects.count() == WANTED
    assert kept.items() <= {one.pk: one.sha256 for one in ReportFile.objects.all()}.items()
    assert Report.objects.get().published_at is not None
