"""Feedback is received and answered: each step is a verb. What was said and answered is never changed."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from scorecard.models import Feedback, Municipality, User

SPAN = dt.timedelta(hours=1)
MOST_IN_SPAN = 5
LONGEST = 4000


class TooMany(Exception):
    """So much has come from one place within an hour that more is not taken."""


def feedback_for(municipality: Municipality) -> QuerySet[Feedback]:
    """What a municipality's steward answers: the own municipality's, and what is about the whole service."""
    own = Q(municipality=municipality) | Q(municipality__isnull=True)
    return Feedback.objects.filter(own).select_related("municipality", "answered_by")


@transaction.atomic
def receive_feedback(
    *, text: str, municipality: Municipality | None, page: str, name: str, email: str, sender: str, language: str
) -> Feedback:
    """Takes in what a visitor says; the visitor has no name unless one is given, so nobody is named as its writer.

    ``language``: of the page, and so of the answer's letter. The same words sent twice within an hour are one. Raises
    TooMany when the sender has sent enough for now.
    """
    lately = Feedback.objects.filter(sender=sender, received_at__gt=timezone.now() - SPAN)
    said = {"text": text, "municipality": municipality, "page": page, "name": name, "email": email}
    again = lately.filter(**said).first()
    if again is not None:
        return again
    if lately.count() >= MOST_IN_SPAN:
        raise TooMany
    return Feedback.objects.create(**said, sender=sender, language=language, received_at=timezone.now())


@transaction.atomic
def answer_feedback(*, feedback: Feedback, answer: str, by: User) -> Feedback:
    """Writes down the answer. Raises ValidationError without one, or when somebody has answered already."""
    if not answer.strip():
        raise ValidationError(_("Kirjoita vastaus."))
    held = Feedback.objects.select_for_update(of=("self",)).get(pk=feedback.pk)
    if held.answered_at is not None:
        raise ValidationError(_("Palautteeseen on jo vastattu. Vastausta ei muutettu."))
    held.answer, held.answered_at, held.answered_by = answer.strip(), timezone.now(), by
    held.save(update_fields=["answer", "answered_at", "answered_by"])
    return held


@transaction.atomic
def record_answer_sent(*, feedback: Feedback) -> Feedback:
    """Writes down that the mail server has taken the answer."""
    feedback.answer_sent_at, feedback.answer_fault = timezone.now(), ""
    feedback.save(update_fields=["answer_sent_at", "answer_fault"])
    return feedback


@transaction.atomic
def record_answer_fault(*, feedback: Feedback, fault: str) -> Feedback:
    """Writes down why the answer did not go; it can be sent again."""
    feedback.answer_fault = fault
    feedback.save(update_fields=["answer_fault"])
    return feedback
