"""``manage.py standing``: how a strategy stands, as JSON on standard output and nothing else there."""

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kemi_strategy.web.dates import end_of_day
from measures.periods import Period
from reporting.assemble import standing_at
from reporting.management.named import period_named, strategy_named
from reporting.renderers.as_json import as_json
from reporting.standing import Audience


class Command(BaseCommand):
    """Prints the Standing of a strategy at the end of a period."""

    help = "Tulostaa strategian tilan kauden lopussa JSON-muodossa."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The agreed options (INTERFACES «Commands»)."""
        parser.add_argument("--strategy", required=True, metavar="KOODI")
        parser.add_argument("--period", required=True, metavar="2025-H1")
        parser.add_argument("--known-at", metavar="2025-08-31", help="tiedossa tämän päivän lopussa")
        parser.add_argument("--audience", choices=[audience.value for audience in Audience], default="internal")
        parser.add_argument("--format", choices=["json"], default="json")

    def handle(self, *args: Any, **options: Any) -> None:
        """Assembles and prints."""
        standing = standing_at(
            strategy_named(options["strategy"]),
            period_named(options["period"]),
            Audience(options["audience"]),
            known_at=_known_at(options["known_at"]),
        )
        self.stdout.write(json.dumps(as_json(standing), ensure_ascii=False, indent=1))


def _known_at(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        day = dt.date.fromisoformat(text)
        Period.parse(str(day.year))  # the years that are known at all
        return end_of_day(day)
    except ValueError:
        raise CommandError(f"Päivää «{text}» ei tunneta. Kirjoita päivä muodossa 2025-08-31.") from None
