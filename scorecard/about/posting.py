"""The answer to feedback is sent by e-mail to whoever left an address."""

from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.languages import Words, in_language, later
from scorecard.about.authority import supervisor
from scorecard.about.keeping import record_answer_fault, record_answer_sent
from scorecard.models import Feedback

NOT_CONFIGURED, NOT_TAKEN = "not-configured", "not-taken"
# What is kept is the code; any other fault is in the mail server's own words.
FAULTS: Words[str] = Words(
    {
        NOT_CONFIGURED: later("sähköpostia ei ole määritetty tähän palveluun"),
        NOT_TAKEN: later("sähköpostipalvelin ei ottanut viestiä"),
    }
)


def can_send() -> bool:
    """Is there a mail server, or in the demo the place where mail is printed?"""
    return "default" in mailers


def post_answer(feedback: Feedback) -> Feedback:
    """Sends the answer, and writes down that it went or why it did not. It is not sent a second time."""
    if not feedback.email or feedback.answered_at is None or feedback.answer_sent_at is not None:
        return feedback
    fault = send(message_of(feedback)) if can_send() else NOT_CONFIGURED
    if fault:
        return record_answer_fault(feedback=feedback, fault=fault)
    return record_answer_sent(feedback=feedback)


def message_of(feedback: Feedback) -> EmailMessage:
    """The answer as a letter, in the language the feedback was given in.

    Nothing that the visitor wrote stands in its headers but the address.
    """
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    with in_language(feedback.language):
        facts = {
            "received": write_day(feedback.received_at),
            "said": feedback.text,
            "answer": feedback.answer,
            "supervisor": supervisor(),
        }
        return EmailMessage(
            subject=_("Vastaus saavutettavuuspalautteeseesi"),
            body=render_to_string("about/answer.txt", {"letter": facts}),
            to=[feedback.email],
            headers={"Message-ID": f"<palaute-{feedback.pk}@{host}>", "Content-Language": feedback.language},
        )


def send(message: EmailMessage) -> str:
    """Why the letter could not be sent; empty when the mail server took it."""
    try:
        taken = message.send(using="default")
    except (SMTPException, OSError, ValueError) as stopped:
        return f"{type(stopped).__name__}: {stopped}"
    return "" if taken else NOT_TAKEN
