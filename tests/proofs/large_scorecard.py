"""Proof: a scorecard of 2 000 rows and 80 000 figures comes in within a minute and 1.2 gigabytes, either way.

``DATABASE_URL=sqlite:///proof.sqlite3 .venv/bin/python -m tests.proofs.large_scorecard [ROWS] [PERIODS]``.
The command runs in a process of its own; on the web the file is sent to the page, and a worker of its own reads, tries
and writes it. Told are the processor's seconds, whatever else the machine does, and the most memory of one process;
of a page the seconds by the clock.
"""

import os
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import django

from tests.proofs.serving import say

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kemi_strategy.settings")
os.environ.setdefault("DEBUG", "1")
BASE = Path(__file__).parents[2]
SECONDS, MEGABYTES = 60.0, 1200.0


def workbook_of(rows: int, periods: int, city: str) -> bytes:
    """The workbook: quarterly indicators of the city with a target and their figures."""
    import datetime as dt

    from measures.loading.columns import COLUMNS
    from measures.workbooks.scorecard_book import BookSheet, ScorecardBook, scorecard_workbook

    strategy = {
        "kunta": city, "koodi": f"{city.lower()}-1", "nimi": "Suuri strategia", "voimassa_alkaen": dt.date(2016, 1, 1),
    }  # fmt: skip
    indicators: list[dict[str, Any]] = [
        {
            "koodi": f"M{number:04}", "nimi_fi": f"Mittari numero {number}", "mittayksikkö": "%",
            "desimaalit": Decimal(1), "suunta": "nouseva", "yhdistely": "kaupunki", "tiheys": "nelj",
            "lähtötaso": Decimal(50),
            "tavoite": "vähintään 60 %", "tavoite_laji": "vähintään", "tavoite_arvo": Decimal(60),
            "kohteet": "tavoite",
        }
        for number in range(rows)
    ]  # fmt: skip
    figures = [
        {
            "mittari": f"M{number:04}", "kausi": f"{2016 + place // 4}-Q{place % 4 + 1}",
            "arvo": Decimal(4000 + (7 * number + 13 * place) % 4000) / 100,
        }
        for number in range(rows)
        for place in range(periods)
    ]  # fmt: skip
    sheets = [
        BookSheet("Strategia", ("avain", "arvo"), [{"avain": key, "arvo": value} for key, value in strategy.items()]),
        BookSheet(
            "Tavoitteet", COLUMNS["Tavoitteet"], [{"koodi": "tavoite", "laji": "päämäärä", "nimi_fi": "Tavoite"}]
        ),
        BookSheet("Mittarit", COLUMNS["Mittarit"], indicators),
        BookSheet("Toteumat", COLUMNS["Toteumat"], figures),
    ]
    return scorecard_workbook(ScorecardBook("Suuri", dt.date(2026, 1, 1), sheets, ()))


def measured(*command: str) -> tuple[float, int, int]:
    """Processor's seconds, peak megabytes, exit status of one of our commands."""
    child = subprocess.Popen([sys.executable, "manage.py", *command], cwd=BASE, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1000, child.returncode


def on_the_web(content: bytes) -> list[tuple[str, float, int, int]]:
    """The steps of the web: what each took."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from measures.models import Actual, Import
    from scorecard.models import Membership, Municipality, User

    city = Municipality.objects.create(code="verkkola", name_fi="Verkkola", number="998")
    steward = User.objects.create_user("pk-verkkola")
    Membership.objects.create(user=steward, municipality=city, role="steward")
    browser, place = Client(SERVER_NAME="localhost"), "/verkkola/hallinta/tuonti/"
    browser.force_login(steward)
    found: list[tuple[str, float, int, int]] = []

    def request(name: str, address: str, **data: Any) -> None:
        began = time.monotonic()
        assert browser.post(f"{place}{address}", data).status_code == 302
        found.append((name, time.monotonic() - began, 0, 0))

    request("page: sending", "laheta/", tyokirja=SimpleUploadedFile("kortti.xlsx", content))
    found.append(("worker: reading and trial", *measured("work", "--batch", "--verbosity", "0")))
    one = Import.objects.defer("content").get()
    began = time.monotonic()
    assert "Hyväksy ja tallenna" in browser.get(f"{place}{one.pk}/").text
    found.append(("page: preview", time.monotonic() - began, 0, 0))
    request("page: accepting", f"{one.pk}/hyvaksy/")
    found.append(("worker: writing", *measured("work", "--batch", "--verbosity", "0")))
    one.refresh_from_db()
    assert one.written_at is not None
    assert Actual.objects.filter(municipality=city).count() > 0
    began = time.monotonic()
    assert "peruuntuu" in browser.get(f"{place}{one.pk}/peru/").text
    found.append(("page: what undoing would do", time.monotonic() - began, 0, 0))
    request("page: undoing", f"{one.pk}/peru/")
    found.append(("worker: undoing", *measured("work", "--batch", "--verbosity", "0")))
    return found


def main() -> None:
    """Says what each step took, and HOLDS or FAILED."""
    rows, periods = (int(one) for one in (sys.argv[1:3] or ("2000", "40")))
    django.setup()
    measured("migrate", "--verbosity", "0")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kortti.xlsx"
        path.write_bytes(workbook_of(rows, periods, "Komentola"))
        say(f"{rows} rows, {rows * periods} figures, a file of {path.stat().st_size / 1e6:.1f} MB")
        steps = [("command: trial", *measured("import_scorecard", str(path), "--dry-run"))]
        steps.append(("command: writing", *measured("import_scorecard", str(path))))
        out = Path(folder) / "ulos.xlsx"
        steps.append(("command: out again", *measured("export_scorecard", "komentola-1", "--out", str(out))))
        steps.append(("command: in again", *measured("import_scorecard", str(out))))
    steps += on_the_web(workbook_of(rows, periods, "Verkkola"))
    sound = True
    for name, seconds, megabytes, status in steps:
        say(f"{name}: {seconds:.1f} s" + (f", {megabytes} MB" if megabytes else ""))
        sound &= status == 0 and seconds < SECONDS and megabytes < MEGABYTES
    say("HOLDS" if sound else "FAILED")
    sys.exit(not sound)


if __name__ == "__main__":
    main()
