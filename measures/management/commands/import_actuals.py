"""``manage.py import_actuals FILE.xlsx --user NAME``: figures of a workbook as if that person had entered them."""

from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.desk import PERIOD, EntryDesk, desk_of
from measures.models import Window
from measures.pages.upload import counts_of, row_words
from measures.periods import Period
from measures.sheets import Sheets, SourceRefused, same_word
from measures.uploads.accepting import Stopped, enter_all
from measures.uploads.actuals_sheet import read_actuals_sheet
from measures.uploads.entry_sheet import is_entry_workbook, read_entry_sheet, window_in
from measures.uploads.judging import Effect, Judged, judge
from measures.uploads.rows import Uploaded
from measures.workbooks.gate import read_workbook
from scorecard.models import User
from scorecard.permissions import Access, Right, homes


class Command(BaseCommand):
    """Prints a verdict per row; all rows are written and sent, or none and the exit status is 1."""

    help = "Tuo toteumat kirjaustyökirjasta tai Toteumat-välilehdeltä: kaikki tai ei mitään."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and the person; the municipality where the person has several."""
        parser.add_argument("file", metavar="TIEDOSTO", type=Path, help="Excel-työkirja (.xlsx)")
        parser.add_argument("--user", required=True, metavar="TUNNUS", help="kenen nimissä luvut kirjataan")
        parser.add_argument("--municipality", metavar="KUNTA", help="kunnan koodi tai nimi, jos henkilöllä on useita")
        parser.add_argument("--dry-run", action="store_true", help="tarkista ja kerro, mutta älä tallenna mitään")

    def handle(self, *args: Any, **options: Any) -> None:
        """Imports and tells. Raises CommandError, which exits with 1, when nothing could be written."""
        user = _user(options["user"])
        access = _access(user, options["municipality"])
        try:
            uploaded, desks = _opened(options["file"], access, user)
        except SourceRefused as refused:
            raise CommandError(f"{refused} Mitään ei tallennettu.") from refused
        judged = judge(desks, uploaded.rows)
        self._tell(judged, uploaded.notes, every_row=options["verbosity"] > 1)
        stopping = sum(one.stops for one in judged)
        if stopping:
            raise CommandError(f"Mitään ei tallennettu: {stopping} {'rivi' if stopping == 1 else 'riviä'} ei kelpaa.")
        if options["dry_run"]:
            self.stdout.write("Koeajo: mitään ei tallennettu.")
            return
        try:
            self.stdout.write(enter_all(judged=judged, send=True, by=user).told)
        except Stopped as stopped:
            raise CommandError(str(stopped)) from stopped

    def _tell(self, judged: Sequence[Judged], notes: Sequence[str], *, every_row: bool) -> None:
        for note in notes:
            self.stdout.write(f"huomaa: {note}")
        for one in judged:
            if every_row or one.effect is not Effect.SAME:
                (self.stderr if one.stops else self.stdout).write(row_words(one))
        self.stdout.write(f"{counts_of(judged) or 'ei yhtään riviä'}.")


def _user(name: str) -> User:
    found = User.objects.filter(username=name, is_active=True).first()
    if found is None:
        raise CommandError(f"Käyttäjää ”{name}” ei ole, tai tunnus ei ole käytössä.")
    return found


def _access(user: User, municipality: str | None) -> Access:
    """The one municipality where the person may enter figures today, or the one that was named."""
    held = [one for one in homes(user, today()) if one.may(Right.ENTER)]
    if municipality:
        asked = same_word(municipality)
        held = [one for one in held if asked in {one.municipality.code, same_word(one.municipality.name_fi)}]
    if not held:
        raise CommandError("Henkilöllä ei ole oikeutta kirjata lukuja tässä kunnassa.")
    if len(held) > 1:
        names = ", ".join(one.municipality.code for one in held)
        raise CommandError(f"Henkilöllä on useita kuntia ({names}). Anna --municipality.")
    return held[0]


def _opened(path: Path, access: Access, user: User) -> tuple[Uploaded, list[EntryDesk]]:
    """The rows of the file, and the desks of the windows they are of."""
    if not path.is_file():
        raise SourceRefused(f"Tiedostoa ”{path}” ei ole.")
    sheets = read_workbook(path)
    code = access.municipality.code
    if is_entry_workbook(sheets):
        periods = [window_in(sheets)[1]]
        desks = _desks(access, user, periods)
        return read_entry_sheet(sheets, code, desks[0].window.period.code if desks else periods[0]), desks
    return _actuals(sheets, access, user)


def _actuals(sheets: Sheets, access: Access, user: User) -> tuple[Uploaded, list[EntryDesk]]:
    uploaded = read_actuals_sheet(sheets)
    asked = [Period.parse(row.said["period"]) for row in uploaded.rows if row.cell]
    windows = Window.objects.filter(municipality=access.municipality)
    wanted = [
        window.period.code
        for window in windows
        if any(window.period_starts <= period.ends <= window.period_ends for period in asked)
    ]
    return uploaded, _desks(access, user, wanted)


def _desks(access: Access, user: User, periods: Sequence[str]) -> list[EntryDesk]:
    """The desks of windows that there are; a window too old for the entry page has none."""
    found = []
    for code in periods:
        with suppress(Unknown):
            found.append(desk_of(access, user, QueryDict(f"{PERIOD}={code}"), today(), one_window=True))
    return [desk for desk in found if desk is not None]
