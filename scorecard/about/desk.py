"""The steward's list of feedback: what waits for an answer and until when, answering, sending an answer again."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from scorecard.about.forms import AnswerForm
from scorecard.about.keeping import answer_feedback, feedback_for
from scorecard.about.pages import feedback_page, sent_words
from scorecard.about.posting import can_send, post_answer
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import inside_frame
from scorecard.models import Feedback, User
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import steps_to

LIST = "palautteet"
_SHOWN = 50


@require_safe
@members_with(Right.ANSWER_FEEDBACK)
def feedback(request: HttpRequest, access: Access) -> HttpResponse:
    """What waits for an answer, the earliest first, and what has been answered lately."""
    return _shown(request, access)


@require_POST
@typed_is_kept(LIST)
@members_with(Right.ANSWER_FEEDBACK)
def answer(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Writes down an answer and sends it where an address was given."""
    found, form = _found(access, number), AnswerForm(request.POST)
    if not form.is_valid():
        return _shown(request, access, (number, form))
    try:
        answered = answer_feedback(feedback=found, answer=form.cleaned_data["answer"], by=cast(User, request.user))
    except ValidationError as refused:
        form.add_error("answer", refused)
        return _shown(request, access, (number, form))
    return _told(request, access, f"{_('Vastaus on tallennettu.')} {sent_words(post_answer(answered))}")


@require_POST
@typed_is_kept(LIST)
@members_with(Right.ANSWER_FEEDBACK)
def send_again(request: HttpRequest, access: Access, number: int) -> HttpResponse:
    """Sends an answer that did not go."""
    found = _found(access, number)
    if found.answered_at is None:
        raise Unknown(_("Palautteeseen ei ole vielä vastattu. Mitään ei lähetetty."))
    return _told(request, access, sent_words(post_answer(found)))


def _found(access: Access, number: int) -> Feedback:
    found = feedback_for(access.municipality).filter(pk=number).first()
    if found is None:
        raise Unknown(_("Tällaista palautetta ei ole."))
    return found


def _shown(request: HttpRequest, access: Access, refused: tuple[int, AnswerForm] | None = None) -> HttpResponse:
    every = feedback_for(access.municipality)
    page = feedback_page(
        access.municipality.code,
        every.filter(answered_at__isnull=True).order_by("received_at", "id"),
        every.filter(answered_at__isnull=False).order_by("-answered_at", "-id")[:_SHOWN],
        today(),
        mail=can_send(),
        refused=refused,
    )
    said = " ".join(str(message) for message in messages.get_messages(request))
    # An answer to what somebody else has answered meanwhile has no form left to stand in.
    lost = refused if refused is not None and refused[0] not in {one.number for one in page.waiting} else None
    context = {
        "page": page,
        "said": said,
        "lost": _words_of(lost),
        "steps": steps_to(access),
        "frame": inside_frame(request, access, LIST),
    }
    return render(request, "about/feedback.html", context, status=422 if refused is not None else 200)


def _words_of(lost: tuple[int, AnswerForm] | None) -> tuple[str, str] | None:
    """Why an answer was not taken, and the answer itself, so that it is not lost."""
    if lost is None:
        return None
    faults = " ".join(str(one) for one in lost[1].errors["answer"])
    return faults, str(lost[1]["answer"].value() or "")


def _told(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(reverse(LIST, args=[access.municipality.code]))
