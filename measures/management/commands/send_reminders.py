"""``manage.py send_reminders [--municipality CODE] [--dry-run] [--date 2026-10-10]``: the day's letters, once a day."""

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.conf import settings
from django.core.mail import mailers
from django.core.management.base import BaseCommand, CommandError

from kemi_strategy.web.dates import read_day, today, write_day
from measures.ownership import former_supervisors, former_words
from measures.pages.letters import letter_page
from measures.posting import Fate, Posted, post_round, subject_of
from measures.reminding import Round, round_of
from scorecard.models import Municipality

SAID = {
    Fate.SENT: "lähetetty",
    Fate.SENT_AGAIN: "lähetetty; edellinen lähetys keskeytyi, joten sama viesti on voinut tulla kahdesti",
    Fate.HAD_ONE: "on jo saanut viestin tänään; uudet asiat kerrotaan seuraavassa",
    Fate.ELSEWHERE: "toinen ajo lähettää tai lähetti juuri",
    Fate.NO_ADDRESS: "ei sähköpostia",
    Fate.FAILED: "EI LÄHTENYT",
}


def _day(text: str) -> dt.date:
    day = read_day(text)
    if day is None:
        raise ArgumentTypeError(f"”{text}” ei ole päivä. Kirjoita esimerkiksi 2026-10-10.")
    return day


class Command(BaseCommand):
    """Sends what people are to be reminded of; again on the same day it sends nothing twice."""

    help = "Lähettää päivän muistutukset: pian kirjattavat, myöhässä olevat, palautetut ja hyväksyttävät luvut."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One municipality or all; another day than today; only telling what would be sent."""
        parser.add_argument("--municipality", metavar="CODE", help="vain tämän kunnan muistutukset, esim. kemi")
        parser.add_argument("--dry-run", action="store_true", help="kertoo, mitä lähtisi; ei lähetä eikä kirjaa mitään")
        parser.add_argument("--date", type=_day, help="päivä, jonka muistutukset lähetetään, esim. 2026-10-10")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sends and tells of each person what became of the letter. Raises CommandError when one did not go."""
        day: dt.date = options["date"] or today()
        _refuse_without_settings(dry=options["dry_run"])
        found = round_of(day, _municipality(options["municipality"]))
        if options["dry_run"]:
            self._tell(found)
        else:
            self._send(found)

    def _tell(self, found: Round) -> None:
        for letter in found.letters:
            subject = subject_of(letter_page(letter, settings.SITE_ADDRESS))
            self.stdout.write(f"{letter.person.username} <{letter.person.email or 'ei sähköpostia'}>: {subject}")
        self._tell_unowned(found)
        sendable = sum(bool(letter.person.email) for letter in found.letters)
        self.stdout.write(f"{write_day(found.day)}: lähtisi enintään {sendable} muistutusta. Mitään ei lähetetty.")

    def _send(self, found: Round) -> None:
        failed: list[Posted] = []
        sent = 0
        for posted in post_round(found):
            fault = f": {posted.fault}" if posted.fault else ""
            self.stdout.write(f"{posted.person.username}: {SAID[posted.fate]}{fault} ({posted.subject})")
            sent += posted.fate in {Fate.SENT, Fate.SENT_AGAIN}
            failed += [posted] if posted.fate is Fate.FAILED else []
        self._tell_unowned(found)
        self.stdout.write(f"{write_day(found.day)}: muistutuksia lähetetty {sent}.")
        if failed:
            names = ", ".join(posted.person.username for posted in failed)
            number = "yhdelle" if len(failed) == 1 else f"{len(failed)} henkilölle"
            raise CommandError(f"Muistutus ei lähtenyt {number}: {names}. Seuraava ajo yrittää uudelleen.")

    def _tell_unowned(self, found: Round) -> None:
        former = former_supervisors([unit.pk for unit, _ in found.unowned], found.day)
        for unit, number in found.unowned:
            words = former_words(former.get(unit.pk, ()))
            self.stdout.write(f"Ei vastuuhenkilöä: {unit.name_fi}, odottavia lukuja {number}. {words}")


def _refuse_without_settings(*, dry: bool) -> None:
    if not settings.SITE_ADDRESS.startswith(("http://", "https://")):
        raise CommandError("Aseta SITE_ADDRESS, palvelun osoite, jolla viestien linkit alkavat: https://…")
    if not dry and "default" not in mailers:
        raise CommandError("Aseta MAIL_HOST ja MAIL_FROM: ilman sähköpostipalvelinta muistutuksia ei voi lähettää.")


def _municipality(code: str | None) -> Municipality | None:
    if not code:
        return None
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"Kuntaa ”{code}” ei ole.")
    return found
