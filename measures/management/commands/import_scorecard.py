"""``manage.py import_scorecard PATH``: a whole scorecard from a workbook or a folder of CSV files, all or nothing."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from measures.loading import LoadReport, Outcome, load
from measures.loading.columns import COLUMNS

_ORDER = {name: place for place, name in enumerate(COLUMNS)}


class Command(BaseCommand):
    """Prints a verdict per sheet and row and a message per faulty cell; exit 1, nothing written, when one is fatal."""

    help = "Tuo tuloskortin Excel-työkirjasta tai CSV-kansiosta: kaikki tai ei mitään."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The path, and whose scorecard it is where the workbook does not say."""
        parser.add_argument("path", metavar="POLKU", help="Excel-työkirja (.xlsx) tai kansio, jossa on CSV-tiedostot")
        parser.add_argument("--municipality", metavar="KUNTA", help="kunnan koodi tai nimi")
        parser.add_argument("--dry-run", action="store_true", help="tarkista ja kerro, mutta älä tallenna mitään")

    def handle(self, *args: Any, **options: Any) -> None:
        """Imports and tells what was found. Raises CommandError, which exits with 1, when nothing could be written."""
        report = load(options["path"], municipality=options["municipality"], dry_run=options["dry_run"])
        self._tell(report, every_row=options["verbosity"] > 1)
        if report.fatal:
            faults = sum(problem.fatal for problem in report.problems)
            raise CommandError(f"Mitään ei tallennettu: {faults} {'virhe' if faults == 1 else 'virhettä'}.")
        if report.dry_run:
            self.stdout.write("Koeajo: mitään ei tallennettu.")
        elif report.changed:
            self.stdout.write(f"Tallennettu: {report.strategy}.")
        else:
            self.stdout.write(f"Kaikki on ennallaan: {report.strategy}.")

    def _tell(self, report: LoadReport, *, every_row: bool) -> None:
        for sheet in sorted(report.counts, key=lambda name: _ORDER.get(name, len(_ORDER))):
            counts = report.counts[sheet]
            told = ", ".join(f"{counts[outcome]} {outcome.value}" for outcome in Outcome if counts[outcome])
            self.stdout.write(f"{sheet}: {told}")
            for row in report.rows:
                # Rows that stay as they are, are told only when every row is asked for.
                worth_telling = row.outcome not in {Outcome.SAME, Outcome.FINE}
                if row.sheet == sheet and (every_row or worth_telling):
                    code = f" {row.code}" if row.code else ""
                    self.stdout.write(f"  rivi {row.row}{code}: {row.outcome.value}")
        for problem in report.problems:
            stream = self.stderr if problem.fatal else self.stdout
            stream.write(str(problem))
