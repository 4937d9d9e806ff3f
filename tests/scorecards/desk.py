"""A steward at work with imports: workbooks sent, the background done at once, pages seen."""

import io
import re
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult

from measures.models import Import


def worker() -> None:
    """Does the imports that wait in the background, in this process and on the test's own connection; the files of the
    demo's reports would be printed first, every time."""
    reports = patch("reporting.management.commands.work.finish_unfinished")
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"), reports:
        call_command("work", batch=True, verbosity=0, startup_delay=False)


class Desk:
    """One steward's browser, at the imports of a municipality."""

    def __init__(self, browser: Client, city: str = "kemi") -> None:
        self.browser, self.place = browser, f"/{city}/hallinta/tuonti/"
        DBTaskResult.objects.filter(task_path__startswith="reporting.").delete()

    def send(self, content: bytes | Path, name: str = "kortti.xlsx", *, wait: bool = True) -> Import:
        """Sends a file; by default the background has read and tried it."""
        data = content.read_bytes() if isinstance(content, Path) else content
        file = SimpleUploadedFile(name, data)
        answer = self.browser.post(f"{self.place}laheta/", {"tyokirja": file})
        assert answer.status_code == 302, answer.text
        if wait:
            worker()
        return Import.objects.latest("pk")

    def page(self, one: Import, query: str = "") -> str:
        """The import's page, with ordinary spaces."""
        answer = self.browser.get(f"{self.place}{one.pk}/{query}")
        assert answer.status_code == 200
        return re.sub(r"\s+", " ", answer.text.replace("\xa0", " "))

    def step(self, one: Import, step: str, data: dict[str, Any] | None = None, *, wait: bool = True) -> str:
        """Takes a step, has the background done, and sees the page."""
        answer = self.browser.post(f"{self.place}{one.pk}/{step}/", data or {}, follow=True)
        told = re.sub(r"\s+", " ", answer.text)
        if wait:
            worker()
        one.refresh_from_db()
        return told


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    """A workbook of these rows."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def small(**changes: Any) -> dict[str, list[list[Any]]]:
    """A small scorecard of Kemi; ``changes`` replace sheets."""
    own: dict[str, list[list[Any]]] = {
        "Strategia": [
            ["avain", "arvo"], ["kunta", "Kemi"], ["koodi", "kemi-uusi"], ["nimi", "Uusi ohjelma"],
            ["voimassa_alkaen", "2026-01-01"],
        ],
        "Tavoitteet": [["koodi", "laji", "nimi_fi"], ["vakaa", "päämäärä", "Vakaa talous"]],
        "Mittarit": [
            ["koodi", "nimi_fi", "kohteet", "mittayksikkö", "suunta", "tavoite", "tiheys"],
            ["T01", "Lainakanta", "vakaa", "milj. €", "laskeva", "enintään 100", "vuosi"],
        ],
        "Toteumat": [["mittari", "kausi", "arvo"], ["T01", "2025", 120.5]],
    }  # fmt: skip
    return own | changes
