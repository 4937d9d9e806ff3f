"""Asking that a figure of a shut period be opened again: the own units' requests with their answers, and the form."""

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
from kemi_strategy.web.speaking import named
from measures.answering import answering
from measures.asking import ask_reopening, requests_within
from measures.duties import duties_in, parents_of
from measures.forms import AskedFigure
from measures.models import Window
from measures.pages.entries import name_of
from measures.pages.reopening import cells_chosen, figures_of
from measures.pages.requests import requests_page
from measures.pages.ways import desk_ways, room_of
from measures.views.approval import window_asked
from measures.views.expired import signed_in_at
from measures.waiting import windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import TABLE, Access, Right

_SHOWN = 50


@require_safe
@members_with(Right.ENTER)
def requests(request: HttpRequest, access: Access) -> HttpResponse:
    """What has been asked for the reader's units, and what was answered."""
    return _shown(request, access, _window(request, access))


@require_POST
@signed_in_at("avauspyynnot")
@members_with(Right.ENTER)
def ask(request: HttpRequest, access: Access) -> HttpResponse:
    """Asks for one figure."""
    window = _window(request, access)
    if window is None:
        raise Unknown(_("Kirjausikkunaa ei ole. Mitään ei pyydetty."))
    form = _form(request, access, window, typed=True)
    if not form.is_valid():
        return _shown(request, access, window, form)
    duties = duties_in(window, access.reach(Right.ENTER, parents_of(access.municipality)))
    cell, reason = cells_chosen(form.cleaned_data["figure"], duties)[0], form.cleaned_data["reason"]
    by = cast(User, request.user)
    try:
        ask_reopening(window=window, indicator=cell.indicator, unit=cell.unit, reason=reason, by=by)
    except ValidationError as stopped:
        form.add_error(None, stopped)
        return _shown(request, access, window, form)
    messages.success(
        request,
        _("Avausta on pyydetty: %(name)s. Näet vastauksen tällä sivulla.") % {"name": named(cell.indicator)},
    )
    page = reverse("avauspyynnot", args=[access.municipality.code])
    return HttpResponseRedirect(f"{page}?kausi={window.period.code}")


def _shown(
    request: HttpRequest, access: Access, window: Window | None, form: AskedFigure | None = None
) -> HttpResponse:
    page = None
    if window is not None:
        parents = parents_of(access.municipality)
        units = access.reach(Right.ENTER, parents)
        others = [one for one in windows_of(access.municipality) if one.pk != window.pk and not one.is_open(today())]
        page = requests_page(
            access.municipality.code,
            window,
            requests_within(access.municipality, units)[:_SHOWN],
            form or _form(request, access, window),
            others,
            _approvers(access, parents),
        )
    said = " ".join(str(message) for message in messages.get_messages(request))
    context: dict[str, object] = {"page": page, "said": said, "frame": inside_frame(request, access, room_of(access))}
    context["ways"] = desk_ways(access, "avauspyynnot", window.period.code if window is not None else "")
    return render(request, "measures/requests.html", context, status=422 if form is not None else 200)


def _approvers(access: Access, parents: dict[int, int | None]) -> list[str]:
    """By name whoever approves the figures of the units in which the reader's posts are."""
    people = answering(access.municipality, today(), parents)
    own = [post.unit for post in access.posts if post.unit is not None and post.role in TABLE[Right.ENTER]]
    found = {person.pk: person for unit in own for person in people.approvers(unit)}
    return [name_of(person) for person in found.values()]


def _form(request: HttpRequest, access: Access, window: Window, *, typed: bool = False) -> AskedFigure:
    duties = duties_in(window, access.reach(Right.ENTER, parents_of(access.municipality)))
    return AskedFigure(request.POST if typed else None, figures=figures_of(duties))


def _window(request: HttpRequest, access: Access) -> Window | None:
    """The window asked for; without one the latest that has been shut."""
    windows, code = windows_of(access.municipality), request.GET.get("kausi", "")
    shut = [one for one in windows if not one.is_open(today()) and one.opens <= today()]
    return window_asked(windows, code) if code or not shut else shut[0]
