"""The small city at work with e-mail addresses, and the reminders command run in it."""

from io import StringIO

from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.management import CommandError, call_command

from scorecard.models import Unit, User
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld

SITE = "http://127.0.0.1:8000"


class PostWorld(DeskWorld):
    """The library is asked for three figures, the museum for two and has no supervisor."""

    def person(self, name: str, role: Role, unit: Unit | None = None, first: str = "", last: str = "") -> User:
        """Somebody with a role and an address."""
        user = super().person(name, role, unit, first, last)
        user.email = f"{name}@{self.city.code}.example"
        user.save()
        return user


def change(person: User, **facts: object) -> None:
    """A person's facts as they are from now on."""
    for name, value in facts.items():
        setattr(person, name, value)
    person.save()


def run(*arguments: str) -> str:
    """What the command told; also when it ended in a fault, whose words come last."""
    out = StringIO()
    try:
        call_command("send_reminders", *arguments, stdout=out)
    except CommandError as fault:
        return f"{out.getvalue()}FAULT {fault}"
    return out.getvalue()


def letters() -> list[EmailMultiAlternatives]:
    """What has been sent since the last look."""
    sent, mail.outbox = mail.outbox, []
    return sent


def subjects() -> dict[str, str]:
    """The subject by receiver of what has been sent since the last look; fails when one got two."""
    sent = letters()
    found = {one.to[0].split("@")[0]: one.subject for one in sent}
    assert len(found) == len(sent)
    return found
