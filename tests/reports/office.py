"""A city whose reports are made: two sectors with their people, three rows with figures, a project, a draft."""

import datetime as dt
from unittest.mock import patch

from django.core.management import call_command
from django.test import Client

from measures.periods import Period
from reporting.compiling import Asked, compile_snapshot
from reporting.issuing.freezing import Frozen, freeze_report
from reporting.issuing.rendering import make_files
from reporting.keeping.reports import start_report
from reporting.keeping.texts import write_text
from reporting.models import Report, ReportText
from reporting.models.codes import ReportKind
from reporting.snapshot import About, AboutKind, Meeting, ReportState, Snapshot
from reporting.standing import Names
from scorecard.models import User
from tests.work.workshop import Workshop, browser

HALF = Period.parse("2026-H1")


class Office(Workshop):
    """Rows K1 (the library's visits, at least 100 each period: 80, missed), K2 (at most 5, proposed), K3 watched."""

    def __init__(self, code: str = "pikkula", number: str = "999") -> None:
        super().__init__(code, number)
        self.visits = self.row(
            "K1",
            {"kind": "at_least", "value": 100, "repeats": "period", "words": "vähintään 100"},
            units=[self.library],
            on=[self.wise],
            name_fi="Käynnit",
        )
        self.absence = self.row(
            "K2",
            {"kind": "at_most", "value": 5, "due": dt.date(2030, 12, 31), "words": "enintään 5"},
            direction="down",
            reading="proposed",
            baseline="8",
            on=[self.caring],
        )
        self.watched = self.row("K3")
        self.first = self.enter(self.visits, "2026-Q2", "80", unit=self.library)
        self.enter(self.absence, "2026-Q2", "7")
        self.report = start_report(strategy=self.strategy, kind=ReportKind.HALF_YEAR, period=HALF, by=self.finance)

    @property
    def place(self) -> str:
        """The page of the report."""
        return f"/{self.city.code}/raportit/{self.report.code}/"

    def draft(self, state: ReportState = ReportState.DRAFT) -> Snapshot:
        """The report as it would be now."""
        return compile_snapshot(self.report, Asked(state))

    def write(self, about: About, text: str, by: User | None = None, seen: int = 0) -> ReportText:
        """Writes a text."""
        return write_text(report=self.report, about=about, text=Names(text), seen=seen, by=by or self.finance)

    def freeze(self, **how: object) -> Report:
        """Freezes the report although much is lacking."""
        given = {"acknowledged": "Kesän takia kesken.", "meeting": Meeting("Hallitus", dt.date(2026, 9, 1), "12")} | how
        self.report = freeze_report(report=self.report, how=Frozen(**given), lacking=True, by=self.steward)
        return self.report

    def rendered(self) -> Report:
        """Has the files made, as the worker does."""
        make_files.call(self.report.pk)
        self.report.refresh_from_db()
        return self.report

    def as_(self, user: User | None) -> Client:
        """Somebody's browser."""
        return browser(user) if user is not None else Client()


def worker() -> None:
    """Does everything that waits in the background, in this process and on the test's own connection."""
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        call_command("work", batch=True, verbosity=0, startup_delay=False)


WHOLE = About(AboutKind.WHOLE)
ROW = About(AboutKind.ROW, "K1")
