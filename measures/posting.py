"""Reminders are posted: each person's letter is claimed, sent and written down, and never sent twice in silence.

The claim is in the database before the letter leaves, and what it told is written down after the mail server has
taken it. A letter that failed is tried again on the next run. A run that broke off between the two may or may not
have sent: after an hour the letter is sent again and the run says so; nothing is lost.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from measures.models import Reminder, ReminderMail
from measures.pages.letters import LetterPage, letter_page
from measures.reminding import Letter, Round
from scorecard.models import User

CLAIM_HOLDS = dt.timedelta(hours=1)
TEMPLATES = "measures/mail/reminder"


class Fate(Enum):
    """What became of a letter."""

    SENT = auto()
    SENT_AGAIN = auto()
    HAD_ONE = auto()
    ELSEWHERE = auto()
    NO_ADDRESS = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter and what became of it. ``fault``: why it failed."""

    person: User
    subject: str
    fate: Fate
    fault: str = ""


def post_round(found: Round) -> Iterator[Posted]:
    """Sends the letters of a day, telling of each what became of it; one that fails does not stop the others."""
    for letter in found.letters:
        yield _post(letter, found)


def subject_of(page: LetterPage) -> str:
    """The subject: what is wanted and by when, on one line."""
    return " ".join(render_to_string(f"{TEMPLATES}_subject.{page.language}.txt", {"page": page}).split())


def message_of(letter: Letter, page: LetterPage, number: str) -> EmailMultiAlternatives:
    """The letter as plain text with the same in HTML. ``number`` keeps its identity when it is sent again."""
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    context = {"page": page, "site": settings.SITE_ADDRESS}
    message = EmailMultiAlternatives(
        subject=subject_of(page),
        body=render_to_string(f"{TEMPLATES}.{page.language}.txt", context),
        to=[letter.person.email],
        headers={
            "Message-ID": f"<muistutus-{number}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": page.language,
        },
    )
    message.attach_alternative(render_to_string(f"{TEMPLATES}.{page.language}.html", context), "text/html")
    return message


def _post(letter: Letter, found: Round) -> Posted:
    person, page = letter.person, letter_page(letter, settings.SITE_ADDRESS)
    subject = subject_of(page)
    if not person.email:
        return Posted(person, subject, Fate.NO_ADDRESS)
    claim = claim_letter(letter=letter, day=found.day, known_at=found.known_at, to=person)
    if isinstance(claim, Fate):
        return Posted(person, subject, claim)
    mail, again = claim
    if fault := _send(message_of(letter, page, str(mail.pk)), person.email):
        record_fault(mail=mail, fault=fault)
        return Posted(person, subject, Fate.FAILED, fault)
    record_sent(mail=mail, letter=letter)
    return Posted(person, subject, Fate.SENT_AGAIN if again else Fate.SENT)


def _send(message: EmailMultiAlternatives, address: str) -> str:
    """Why the letter could not be sent; empty when the mail server took it."""
    try:
        validate_email(address)
        taken = message.send(using="default")
    except ValidationError:
        return "sähköpostiosoite on virheellinen"
    except (SMTPException, OSError, ValueError) as stopped:
        return f"{type(stopped).__name__}: {stopped}"
    return "" if taken else "sähköpostipalvelin ei ottanut viestiä"


@transaction.atomic
def claim_letter(*, letter: Letter, day: dt.date, known_at: dt.datetime, to: User) -> tuple[ReminderMail, bool] | Fate:
    """Takes the day's letter of a person for this run, and tells whether an earlier run broke off over one.

    Gives HAD_ONE when the day's letter has gone, ELSEWHERE when another run is at it or told the same meanwhile.
    """
    User.objects.select_for_update(no_key=True).get(pk=to.pk)  # of two runs one waits here
    now = timezone.now()
    unsent = list(ReminderMail.objects.filter(person=to, sent_at=None, fault=""))
    if any(mail.claimed_at > now - CLAIM_HOLDS for mail in unsent) or _told_meanwhile(letter, to):
        return Fate.ELSEWHERE
    for mail in unsent:
        _say(mail, "lähetys keskeytyi")
    today = ReminderMail.objects.filter(person=to, day=day).first()
    if today is not None and today.sent_at is not None:
        return Fate.HAD_ONE
    mail = today or ReminderMail(person=to, day=day)
    mail.known_at, mail.claimed_at, mail.fault = known_at, now, ""
    mail.save()
    return mail, bool(unsent)


def _told_meanwhile(letter: Letter, to: User) -> bool:
    """Has another run told something of this since the letter was gathered? The next run tells the rest."""
    told = Reminder.objects.filter(person=to, window__in={one.window.pk for one in letter.concerns})
    known = set(told.values_list("kind", "window", "day", "entry"))
    return any((one.kind.value, one.window, one.day, one.entry) in known for one, _ in letter.news)


@transaction.atomic
def record_sent(*, mail: ReminderMail, letter: Letter) -> list[Reminder]:
    """Writes down that the letter has gone, and what it told for the first time."""
    mail.sent_at = timezone.now()
    mail.save(update_fields=["sent_at"])
    return Reminder.objects.bulk_create(
        Reminder(
            mail=mail,
            municipality=municipality,
            person=mail.person,
            kind=one.kind,
            window_id=one.window,
            day=one.day,
            entry_id=one.entry,
        )
        for one, municipality in letter.news
    )


@transaction.atomic
def record_fault(*, mail: ReminderMail, fault: str) -> ReminderMail:
    """Writes down why the letter did not go; the next run tries again."""
    return _say(mail, fault)


def _say(mail: ReminderMail, fault: str) -> ReminderMail:
    mail.fault = fault
    mail.save(update_fields=["fault"])
    return mail
