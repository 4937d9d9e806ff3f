"""Plain values of the accessibility statement with its form, and of the steward's list of feedback."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import write_day, write_moment
from kemi_strategy.web.speaking import named
from scorecard.about.authority import Supervisor, supervisor
from scorecard.about.forms import AnswerForm
from scorecard.about.posting import FAULTS
from scorecard.models import Feedback
from scorecard.models.feedback import DAYS_TO_ANSWER
from scorecard.work.fields import Asked, Field, asked

PREPARED = dt.date(2026, 11, 25)
"""When the statement was last gone through. Whoever changes what the pages can or cannot do changes this too."""


@dataclass(frozen=True, slots=True)
class StatementPage:
    """The statement: when it was gone through, who supervises, within how many days we answer, and the form."""

    prepared: str
    supervisor: Supervisor
    days: int
    form: Asked


def statement_page(form: Form) -> StatementPage:
    """The statement with the form as it stands."""
    shown = asked(form, f"{reverse('saavutettavuusseloste')}#palaute", "palaute")
    hints = {
        "text": _("Kerro, mikä ei toimi, millä laitteella tai apuvälineellä, ja mitä yritit tehdä."),
        "page": _("Osoite tai sivun nimi, jos tiedät sen."),
        "municipality": _("Jos et valitse kuntaa, palautteen näkevät palvelua käyttävien kuntien pääkäyttäjät."),
        "email": _("Tarvitaan, jos haluat vastauksen. Osoitetta käytetään vain vastaamiseen."),
    }
    fields = tuple(replace(field, hint=hints.get(field.name, "")) for field in shown.fields)
    return StatementPage(write_day(PREPARED), supervisor(), DAYS_TO_ANSWER, replace(shown, fields=fields))


@dataclass(frozen=True, slots=True)
class FeedbackView:
    """One piece of feedback. ``wait``: how long there is to answer, in words; ``late``: that time has gone by.

    ``reply``: the form of an answer, until there is one. ``sent``: what became of the answer's letter; ``again``: the
    address at which it is sent again, where it did not go.
    """

    number: int
    received: str
    about: str
    page: str
    writer: str
    email: str
    text: str
    due: str
    wait: str
    late: bool
    reply: Field | None
    address: str
    answer: str
    answered: str
    sent: str
    again: str


@dataclass(frozen=True, slots=True)
class FeedbackPage:
    """The steward's list: what waits for an answer, and what has been answered lately. ``mail``: can letters go."""

    waiting: tuple[FeedbackView, ...]
    answered: tuple[FeedbackView, ...]
    late: int
    mail: bool


def feedback_page(
    code: str,
    waiting: Iterable[Feedback],
    answered: Iterable[Feedback],
    today: dt.date,
    *,
    mail: bool,
    refused: tuple[int, AnswerForm] | None = None,
) -> FeedbackPage:
    """The list of a municipality. ``refused``: an answer that was not accepted, with the feedback's key."""
    place, form = refused or (0, AnswerForm())
    views = tuple(_view(code, one, today, form if one.pk == place else AnswerForm()) for one in waiting)
    done = tuple(_view(code, one, today, None) for one in answered)
    return FeedbackPage(views, done, sum(view.late for view in views), mail)


def _view(code: str, one: Feedback, today: dt.date, form: AnswerForm | None) -> FeedbackView:
    answered, left = one.answered_at, (one.due - today).days
    again = reverse("palaute-laheta", args=[code, one.pk]) if _unsent(one) else ""
    return FeedbackView(
        number=one.pk,
        received=write_moment(one.received_at),
        about=named(one.municipality) if one.municipality is not None else _("koko palvelu"),
        page=one.page,
        writer=one.name or _("nimetön"),
        email=one.email,
        text=one.text,
        due=write_day(one.due),
        wait=_wait(left),
        late=answered is None and left < 0,
        reply=asked(form, "", f"palaute-{one.pk}").fields[0] if form is not None else None,
        address=reverse("palaute-vastaa", args=[code, one.pk]),
        answer=one.answer,
        answered=f"{write_moment(answered)}, {_answerer(one)}" if answered is not None else "",
        sent=sent_words(one) if answered is not None else "",
        again=again,
    )


def _wait(left: int) -> str:
    if left < 0:
        days = -left
        return _("myöhässä 1 päivän") if days == 1 else _("myöhässä %(days)s päivää") % {"days": days}
    if left == 0:
        return _("vastattava tänään")
    return _("aikaa 1 päivä") if left == 1 else _("aikaa %(days)s päivää") % {"days": left}


def _answerer(one: Feedback) -> str:
    by = one.answered_by
    return (by.get_full_name() or by.get_username()) if by is not None else ""


def _unsent(one: Feedback) -> bool:
    return bool(one.email) and one.answered_at is not None and one.answer_sent_at is None


def sent_words(one: Feedback) -> str:
    """What became of the letter with the answer."""
    if not one.email:
        return _("Vastausta ei lähetetty: osoitetta ei annettu.")
    if one.answer_sent_at is not None:
        return _("Vastaus lähetettiin osoitteeseen %(email)s.") % {"email": one.email}
    fault = FAULTS.get(one.answer_fault, one.answer_fault) or _("lähetys keskeytyi")
    return _("Vastaus ei lähtenyt osoitteeseen %(email)s: %(fault)s.") % {"email": one.email, "fault": fault}
