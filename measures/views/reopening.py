"""One figure opened again by its approver after the window has closed: what is asked, what is open, the form."""

import datetime as dt
from collections.abc import Sequence
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
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.asking import decline_request, grant_request, requests_within, waiting_requests
from measures.duties import Duty, duties_in, parents_of
from measures.forms import OneFigure, Until
from measures.models import Reopening, ReopeningRequest, Window
from measures.opening import end_reopening, reopen_figures, reopened_in
from measures.pages.reopening import (
    Answer,
    Wish,
    cells_chosen,
    figures_and_units_of,
    reopening_page,
    wish_of,
)
from measures.pages.ways import desk_ways
from measures.views.approval import window_asked
from measures.views.expired import signed_in_at
from measures.waiting import askers_of, windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

_DAYS = 7
NOT_YOURS = later("Tällaista avausta tai pyyntöä ei ole, tai se ei ole sinun ratkaistavissasi. Mitään ei muutettu.")


@require_safe
@members_with(Right.APPROVE)
def reopenings(request: HttpRequest, access: Access) -> HttpResponse:
    """What is asked for and what is open by itself within the reader's reach, and the form for opening more."""
    windows = windows_of(access.municipality)
    return _shown(request, access, _window(request, access, windows), windows=windows)


@require_POST
@signed_in_at("avaukset")
@members_with(Right.APPROVE)
def reopen(request: HttpRequest, access: Access) -> HttpResponse:
    """Opens one figure, or all that a unit still owes, until the end of a day."""
    window = _window(request, access)
    if window is None:
        raise Unknown(_("Kirjausikkunaa ei ole. Mitään ei avattu."))
    duties = _duties(access, window)
    form = _form(request, access, duties, typed=True)
    if not form.is_valid():
        return _shown(request, access, window, form)
    try:
        opened = reopen_figures(
            window=window,
            figures=[(cell.indicator, cell.unit) for cell in cells_chosen(form.cleaned_data["figure"], duties)],
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            asked_by=User.objects.get(pk=form.cleaned_data["asked_by"]),
            by=cast(User, request.user),
        )
    except ValidationError as stopped:
        form.add_error(None, stopped)
        return _shown(request, access, window, form)
    return _done(request, access, _opened_words(opened), window.period.code)


@require_POST
@signed_in_at("avaukset")
@members_with(Right.APPROVE)
def end(request: HttpRequest, access: Access, reopening: int) -> HttpResponse:
    """Shuts a figure before its time."""
    reach = access.reach(Right.APPROVE, parents_of(access.municipality))
    ours = Reopening.objects.filter(window__municipality=access.municipality)
    found = ours.select_related("indicator", "window").filter(pk=reopening).first()
    if found is None or (found.unit_id or found.indicator.responsible_unit_id) not in reach:
        raise Unknown(NOT_YOURS)
    try:
        end_reopening(reopening=found, by=cast(User, request.user))
    except ValidationError as stopped:
        return _shown(request, access, found.window, fault=" ".join(stopped.messages))
    return _done(
        request,
        access,
        _("Avaus on päätetty: %(name)s.") % {"name": named(found.indicator)},
        found.window.period.code,
    )


@require_POST
@signed_in_at("avaukset")
@members_with(Right.APPROVE)
def grant(request: HttpRequest, access: Access, wish: int) -> HttpResponse:
    """Opens the figure that was asked for."""
    found = _wish(access, wish)
    form = Until(request.POST, today=today(), prefix=f"pyynto-{wish}")
    if not form.is_valid():
        return _shown(request, access, _window(request, access), answer=Answer(wish, form))
    try:
        opened = grant_request(request=wish, until=form.cleaned_data["until"], by=cast(User, request.user))
    except ValidationError as stopped:
        return _shown(request, access, _window(request, access), fault=" ".join(stopped.messages))
    return _done(request, access, _opened_words([opened]), found.window.period.code)


@require_POST
@signed_in_at("avaukset")
@members_with(Right.APPROVE)
def decline(request: HttpRequest, access: Access, wish: int) -> HttpResponse:
    """Says why the figure is not opened."""
    found, reason = _wish(access, wish), request.POST.get("syy", "")
    try:
        decline_request(request=wish, reason=reason, by=cast(User, request.user))
    except ValidationError as stopped:
        said = " ".join(stopped.messages)
        return _shown(request, access, _window(request, access), answer=Answer(wish, None, reason, said))
    return _done(request, access, _("Pyyntö on kielletty. Pyytäjä näkee syyn."), found.window.period.code)


def _shown(
    request: HttpRequest,
    access: Access,
    window: Window | None,
    form: OneFigure | None = None,
    answer: Answer | None = None,
    fault: str = "",
    windows: Sequence[Window] = (),
) -> HttpResponse:
    page, code = None, access.municipality.code
    if window is not None:
        duties = _duties(access, window)
        asked = form or _form(request, access, duties)
        every = windows or windows_of(access.municipality)
        others = [one for one in every if one.pk != window.pk and not one.is_open(today())]
        page = reopening_page(code, window, duties, reopened_in(window), asked, others, _wishes(access, answer), fault)
    said = " ".join(str(message) for message in messages.get_messages(request))
    context: dict[str, object] = {
        "page": page,
        "said": said,
        "code": code,
        "frame": inside_frame(request, access, "hyvaksynta"),
    }
    context["ways"] = desk_ways(access, "avaukset", window.period.code if window is not None else "")
    refused = form is not None or answer is not None or bool(fault)
    return render(request, "measures/reopening.html", context, status=422 if refused else 200)


def _wishes(access: Access, answer: Answer | None) -> list[Wish]:
    reach = access.reach(Right.APPROVE, parents_of(access.municipality))
    initial = {"until": today() + dt.timedelta(days=_DAYS)}
    wishes = []
    for one in waiting_requests(access.municipality, reach):
        form = answer.form if answer is not None and answer.request == one.pk else None
        form = form or Until(today=today(), initial=initial, prefix=f"pyynto-{one.pk}")
        wishes.append(wish_of(access.municipality.code, one, form, answer))
    return wishes


def _wish(access: Access, wish: int) -> ReopeningRequest:
    reach = access.reach(Right.APPROVE, parents_of(access.municipality))
    found = requests_within(access.municipality, reach).filter(pk=wish).first()
    if found is None:
        raise Unknown(NOT_YOURS)
    return found


def _form(request: HttpRequest, access: Access, duties: list[Duty], *, typed: bool = False) -> OneFigure:
    people = [(str(one.pk), one.get_full_name() or one.get_username()) for one in askers_of(access.municipality)]
    initial = {"until": today() + dt.timedelta(days=_DAYS)}
    post = request.POST if typed else None
    return OneFigure(post, today=today(), figures=figures_and_units_of(duties), people=people, initial=initial)


def _duties(access: Access, window: Window) -> list[Duty]:
    return duties_in(window, access.reach(Right.APPROVE, parents_of(access.municipality)))


def _window(request: HttpRequest, access: Access, windows: Sequence[Window] | None = None) -> Window | None:
    """The window asked for; without one the latest that has been shut."""
    windows, code = windows or windows_of(access.municipality), request.GET.get("kausi", "")
    shut = [one for one in windows if not one.is_open(today()) and one.opens <= today()]
    return window_asked(windows, code) if code or not shut else shut[0]


def _opened_words(opened: list[Reopening]) -> str:
    names = ", ".join(named(one.indicator) for one in opened)
    if len(opened) == 1:
        return _("Luku on avattu: %(names)s. Se sulkeutuu itsestään.") % {"names": names}
    return _("%(opened)s lukua on avattu: %(names)s. Ne sulkeutuvat itsestään.") % {
        "opened": len(opened),
        "names": names,
    }


def _done(request: HttpRequest, access: Access, said: str, period: str) -> HttpResponse:
    messages.success(request, said)
    return HttpResponseRedirect(f"{reverse('avaukset', args=[access.municipality.code])}?kausi={period}")
