"""One figure opened again by its approver after the window has closed: the list of those open, and the form."""

import datetime as dt
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.duties import duties_in, parents_of
from measures.forms import OneFigure
from measures.models import Window
from measures.opening import reopen_figure, reopened_in
from measures.pages.reopening import figures_of, reopening_page
from measures.views.approval import window_asked
from measures.views.expired import signed_in_at
from measures.waiting import askers_of, windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

_DAYS = 7


@require_safe
@members_with(Right.APPROVE)
def reopenings(request: HttpRequest, access: Access) -> HttpResponse:
    """The figures of a shut period that are open by themselves, within the reader's reach, and the form for one."""
    return _shown(request, access, _window(request, access))


@require_POST
@signed_in_at("avaukset")
@members_with(Right.APPROVE)
def reopen(request: HttpRequest, access: Access) -> HttpResponse:
    """Opens one figure until the end of a day."""
    window = _window(request, access)
    if window is None:
        raise Unknown("Kirjausikkunaa ei ole. Mitään ei avattu.")
    form = _form(request, access, window, typed=True)
    if not form.is_valid():
        return _shown(request, access, window, form)
    duties = duties_in(window, access.reach(Right.APPROVE, parents_of(access.municipality)))
    cell = next(one.cell for one in duties if one.cell.figure_code == form.cleaned_data["figure"])
    try:
        opened = reopen_figure(
            window=window,
            indicator=cell.indicator,
            unit=cell.unit,
            reason=form.cleaned_data["reason"],
            until=form.cleaned_data["until"],
            asked_by=User.objects.get(pk=form.cleaned_data["asked_by"]),
            by=cast(User, request.user),
        )
    except ValidationError as stopped:
        form.add_error(None, stopped)
        return _shown(request, access, window, form)
    messages.success(request, f"Luku on avattu: {opened.indicator.name_fi}. Se sulkeutuu itsestään.")
    return HttpResponseRedirect(f"{reverse('avaukset', args=[access.municipality.code])}?kausi={window.period.code}")


def _shown(request: HttpRequest, access: Access, window: Window | None, form: OneFigure | None = None) -> HttpResponse:
    page = None
    if window is not None:
        duties = duties_in(window, access.reach(Right.APPROVE, parents_of(access.municipality)))
        asked = form or _form(request, access, window)
        others = [one for one in windows_of(access.municipality) if one.pk != window.pk and not one.is_open(today())]
        page = reopening_page(access.municipality.code, window, duties, reopened_in(window), asked, others)
    said = " ".join(str(message) for message in messages.get_messages(request))
    context = {"page": page, "said": said, "frame": inside_frame(request, access, "hyvaksynta")}
    return render(request, "measures/reopening.html", context, status=422 if form is not None else 200)


def _form(request: HttpRequest, access: Access, window: Window, *, typed: bool = False) -> OneFigure:
    duties = duties_in(window, access.reach(Right.APPROVE, parents_of(access.municipality)))
    people = [(str(one.pk), one.get_full_name() or one.get_username()) for one in askers_of(access.municipality)]
    initial = {"until": today() + dt.timedelta(days=_DAYS)}
    post = request.POST if typed else None
    return OneFigure(post, today=today(), figures=figures_of(duties), people=people, initial=initial)


def _window(request: HttpRequest, access: Access) -> Window | None:
    """The window asked for; without one the latest that has been shut."""
    windows, code = windows_of(access.municipality), request.GET.get("kausi", "")
    shut = [one for one in windows if not one.is_open(today()) and one.opens <= today()]
    return window_asked(windows, code) if code or not shut else shut[0]
