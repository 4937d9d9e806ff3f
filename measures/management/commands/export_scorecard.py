"""``manage.py export_scorecard STRATEGY --out FILE``: a strategy's scorecard as a workbook."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from measures.exporting.book import scorecard_book
from scorecard.models import Strategy


class Command(BaseCommand):
    """Writes the workbook; exit 1 when there is no such strategy or the file cannot be written."""

    help = "Vie strategian tuloskortin Excel-työkirjaksi, josta sen voi tuoda takaisin."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The strategy's code and the file."""
        parser.add_argument("strategy", metavar="STRATEGIA", help="strategian koodi, esimerkiksi kemi-2023")
        parser.add_argument("--out", metavar="TIEDOSTO", required=True, help="työkirja (.xlsx), johon viedään")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes the file. Raises CommandError."""
        code = options["strategy"]
        strategy = Strategy.objects.select_related("municipality", "part_of").filter(code=code).first()
        if strategy is None:
            raise CommandError(f"Strategiaa {code} ei ole.")
        try:
            Path(options["out"]).write_bytes(scorecard_book(strategy))
        except OSError as error:
            raise CommandError(f"Tiedostoon {options['out']} ei voitu kirjoittaa: {error.strerror}.") from error
        self.stdout.write(f"Viety: {code}.")
