"""``manage.py export_report``: the review of a period as a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from reporting.exports import report_file
from reporting.management.named import period_named, strategy_named
from reporting.renderers.formats import FORMATS, LANGUAGES
from reporting.renderers.needs import PRINTING, Lacking


class Command(BaseCommand):
    """Writes the review of a strategy at the end of a period into a file."""

    help = "Kirjoittaa kauden raportin tiedostoon: jäädytetyn, jos se on, muuten luonnoksen, joka sanoo sen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The agreed options (INTERFACES «Commands»)."""
        parser.add_argument("--strategy", required=True, metavar="KOODI")
        parser.add_argument("--period", required=True, metavar="2025-H1")
        parser.add_argument("--format", required=True, choices=sorted(FORMATS))
        parser.add_argument("--out", required=True, type=Path, metavar="TIEDOSTO")
        parser.add_argument("--lang", choices=LANGUAGES, default="fi")

    def handle(self, *args: Any, **options: Any) -> None:
        """Makes the file and says where it is."""
        strategy, period, path = strategy_named(options["strategy"]), period_named(options["period"]), options["out"]
        try:
            content, frozen = report_file(strategy, period, options["format"], options["lang"])
        except Lacking as lacking:
            raise CommandError(
                f"Tiedostoa {path} ei voi tehdä tällä koneella: puuttuu {', '.join(lacking.libraries)}. "
                f"Asenna: apt-get install {' '.join(PRINTING)}. Mitään ei tallennettu."
            ) from lacking
        try:
            path.write_bytes(content)
        except OSError as error:
            raise CommandError(
                f"Tiedostoa {path} ei voi kirjoittaa: {error.strerror}. Mitään ei tallennettu."
            ) from error
        what = f"Jäädytetty raportti {frozen.code}" if frozen is not None else "Luonnos"
        self.stdout.write(f"{what} kirjoitettu: {path} ({strategy.name_fi}, {period.code}).")
