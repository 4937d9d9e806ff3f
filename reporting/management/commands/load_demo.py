"""``manage.py load_demo [--force]``: the demonstration's strategies, people, figures, open window and reports."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from measures.loading.demo import DemoFault, load_demonstration
from reporting.demo import load_reports


class Command(BaseCommand):
    """Loads what is not there yet; again it changes nothing and keeps everything that has been entered."""

    help = "Lataa esittelyaineiston. Uudestaan ajettuna säilyttää kaiken, mitä palveluun on kirjattu."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Demo people have a known password, so they are kept out of a real service unless that is wanted."""
        parser.add_argument("--force", action="store_true", help="lataa, vaikka DEBUG ei ole päällä")

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads and tells what was added. Raises CommandError, which exits with 1, when it may not or cannot."""
        if not settings.DEBUG and not options["force"]:
            raise CommandError(
                "Esittelyaineistossa on tunnuksia, joiden salasana on julkinen, joten sitä ei ladata, kun DEBUG ei ole "
                "päällä. Jos haluat sen silti, anna --force."
            )
        try:
            told = load_demonstration() + load_reports()
        except DemoFault as fault:
            raise CommandError(f"Esittelyaineistossa on virheitä, eikä sitä voitu ladata:\n{fault}") from fault
        for sentence in told or ["Esittelyaineisto on jo ladattu."]:
            self.stdout.write(sentence)
