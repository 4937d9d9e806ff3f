"""``manage.py add_municipality NAME --steward EMAIL``: a new municipality, and the invitation of its first steward."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from kemi_strategy.web.dates import write_day
from scorecard.about.posting import can_send
from scorecard.models.codes import Role
from scorecard.people.keeping import Invited, Offer
from scorecard.people.opening import keeper, open_municipality
from scorecard.people.posting import post_invitation


class Command(BaseCommand):
    """Opens a municipality and sends its steward a link, or prints it where no mail server has been set."""

    help = (
        "Avaa uuden kunnan ja kutsuu sen pääkäyttäjän. Kunta on tyhjä ja julkaisematon, kunnes pääkäyttäjä täyttää sen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The municipality, its place in addresses, and who keeps it."""
        parser.add_argument("municipality", metavar="KUNTA", help="nimi, esim. Keminmaa, tai koodi")
        parser.add_argument("--steward", metavar="SÄHKÖPOSTI", required=True, help="pääkäyttäjän sähköpostiosoite")
        parser.add_argument("--steward-name", metavar="NIMI", default="", help="pääkäyttäjän nimi, esim. 'Maija Mäki'")
        parser.add_argument("--code", metavar="KOODI", default="", help="paikka osoitteissa; muuten nimestä")
        parser.add_argument("--number", metavar="KUNTAKOODI", default="", help="kolme numeroa, esim. 241")
        parser.add_argument("--language", choices=("fi", "sv", "en"), default="fi", help="kutsun kieli")
        parser.add_argument("--print", action="store_true", dest="printed", help="tulosta linkki, älä lähetä kutsua")

    def handle(self, *args: Any, **options: Any) -> None:
        """Opens it and tells how its steward gets in. Raises CommandError in words when nothing could be done."""
        if not settings.SITE_ADDRESS:
            raise CommandError("Aseta SITE_ADDRESS: kutsun linkki alkaa siitä.")
        try:
            validate_email(options["steward"])
            municipality, invited = open_municipality(
                called=options["municipality"].strip(),
                code=options["code"],
                number=options["number"],
                steward=_offer(options),
                by=keeper(),
            )
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        self.stdout.write(
            f"{municipality.name_fi}: {settings.SITE_ADDRESS}{reverse('edistyminen', args=[municipality.code])}"
        )
        self._hand_out(invited, printed=options["printed"])

    def _hand_out(self, invited: Invited, *, printed: bool) -> None:
        """Sends the link, or prints it where it does not go."""
        until = write_day(invited.invitation.expires_at, "fi")
        if not printed and can_send():
            sent = post_invitation(invited)
            if not sent.fault:
                self.stdout.write(f"Kutsu lähetettiin osoitteeseen {sent.email}. Linkki toimii {until} asti.")
                return
            self.stderr.write(f"Kutsu ei lähtenyt: {sent.fault}")
        link = settings.SITE_ADDRESS + reverse("kutsu", args=[invited.token])
        self.stdout.write(f"Anna pääkäyttäjälle tämä linkki. Se toimii kerran, {until} asti:\n{link}")


def _offer(options: dict[str, Any]) -> Offer:
    first, _space, last = options["steward_name"].strip().partition(" ")
    return Offer(
        email=options["steward"],
        first_name=first,
        last_name=last,
        language=options["language"],
        role=Role.STEWARD,
        unit=None,
        valid_from=None,
        valid_to=None,
    )
