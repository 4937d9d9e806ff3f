"""The steward's reporting windows: open one for a period, close it, open it again."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.actions import (
    change_window,
    close_window,
    open_window,
    plan_windows,
    remove_window,
    reopen_window,
)
from measures.forms import Days, NewWindow
from measures.models import Reopening, Window
from measures.opening import reopenings_in
from measures.pages.fields import asked_fields
from measures.pages.ways import desk_ways
from measures.pages.windows import (
    DUE_AFTER,
    FUTURE,
    GRACE,
    OFTEN,
    OPEN,
    WindowsPage,
    by_window,
    days_from,
    fields_of,
    first_guess,
    planned,
    planned_words,
    state_of,
    why_not_reopened,
    window_view,
)
from measures.periods import Frequency
from measures.spans import write_period
from measures.views.expired import filled_in, signed_in_at
from measures.waiting import windows_of
from measures.window_forms import ChangedDays, YearOfWindows
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

_FIELDS = ("period", "opens", "due", "closes")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_at("ikkunat", *_FIELDS)
@members_with(Right.MANAGE_WINDOWS)
def windows(request: HttpRequest, access: Access) -> HttpResponse:
    """All windows; a POST opens one for a period."""
    if request.method != "POST":
        return _shown(request, access)
    form = NewWindow(request.POST, today=today(), taken=_taken(access))
    if not form.is_valid():
        return _shown(request, access, new=form)
    days = {name: form.cleaned_data[name] for name in ("period", "opens", "due", "closes")}
    try:
        window = open_window(municipality=access.municipality, by=cast(User, request.user), **days)
    except IntegrityError:
        form.add_error("period", _("Joku ehti avata ikkunan tälle kaudelle. Katso se listasta."))
        return _shown(request, access, new=form)
    except ValidationError as stopped:
        form.add_error("period", stopped)
        return _shown(request, access, new=form)
    return _done(
        request,
        access,
        _("Kauden %(code)s ikkuna on tallennettu.") % {"code": write_period(window.period)},
        *form.moved,
    )


@require_POST
@signed_in_at("ikkunat")
@members_with(Right.MANAGE_WINDOWS)
def close(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """Closes an open window by hand."""
    window = _found(access, period)
    if state_of(window, today()) != OPEN:
        return _shown(
            request,
            access,
            fault=_("Kauden %(period)s ikkuna ei ole avoinna. Mitään ei muutettu.")
            % {"period": write_period(window.period)},
        )
    close_window(window=window, by=cast(User, request.user))
    return _done(
        request,
        access,
        _("Kauden %(period)s ikkuna on suljettu. Kirjatut luvut ovat tallessa.")
        % {"period": write_period(window.period)},
    )


@require_POST
@signed_in_at("ikkunat")
@members_with(Right.MANAGE_WINDOWS)
def reopen(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """Opens a closed window again until new days."""
    window = _found(access, period)
    if fault := why_not_reopened(window, today()):
        return _shown(request, access, fault=fault)
    form = Days(request.POST, today=today(), prefix=period)
    if not form.is_valid():
        return _shown(request, access, again=(period, form))
    try:
        reopen_window(window=window, by=cast(User, request.user), **form.cleaned_data)
    except ValidationError as stopped:
        return _shown(request, access, fault=" ".join(stopped.messages))
    return _done(
        request,
        access,
        _("Kauden %(period)s ikkuna on avattu uudelleen.") % {"period": write_period(window.period)},
        *form.moved,
    )


@require_POST
@signed_in_at("ikkunat")
@members_with(Right.MANAGE_WINDOWS)
def plan(request: HttpRequest, access: Access) -> HttpResponse:
    """Plans the windows of a year at once."""
    form = YearOfWindows(request.POST, today=today(), often=OFTEN, prefix="vuosi")
    if not form.is_valid():
        return _shown(request, access, year=form)
    given = form.cleaned_data
    days = planned(given["year"], Frequency(given["frequency"]), given["due"], given["grace"], today())
    made = plan_windows(municipality=access.municipality, planned=days, by=cast(User, request.user))
    return _done(request, access, planned_words(days, made, given["year"]))


@require_POST
@signed_in_at("ikkunat")
@members_with(Right.MANAGE_WINDOWS)
def change(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """Changes the days of a window that is coming or open."""
    window = _found(access, period)
    if state_of(window, today()) not in (FUTURE, OPEN):
        return _shown(
            request,
            access,
            fault=_("Kauden %(code)s ikkuna on jo suljettu. Avaa se uudelleen.")
            % {"code": write_period(window.period)},
        )
    form = _changed(window, request.POST)
    if not form.is_valid():
        return _shown(request, access, again=(period, form))
    try:
        change_window(window=window, by=cast(User, request.user), **form.cleaned_data)
    except ValidationError as stopped:
        return _shown(request, access, fault=" ".join(stopped.messages))
    return _done(
        request,
        access,
        _("Kauden %(period)s ikkunan päivät on tallennettu.") % {"period": write_period(window.period)},
        *form.moved,
    )


@require_POST
@signed_in_at("ikkunat")
@members_with(Right.MANAGE_WINDOWS)
def remove(request: HttpRequest, access: Access, period: str) -> HttpResponse:
    """Takes away a window that has not opened yet."""
    try:
        remove_window(window=_found(access, period), by=cast(User, request.user))
    except ValidationError as stopped:
        return _shown(request, access, fault=" ".join(stopped.messages))
    return _done(
        request, access, _("Kauden %(period)s ikkuna on poistettu. Sen historia on tallessa.") % {"period": period}
    )


def _changed(window: Window, typed: QueryDict | None = None) -> ChangedDays:
    stands = {"opens": window.opens, "due": window.due, "closes": window.closes}
    return ChangedDays(typed, stands=stands, today=today(), prefix=window.period.code)


def _shown(
    request: HttpRequest,
    access: Access,
    *,
    new: NewWindow | None = None,
    again: tuple[str, Days] | None = None,
    year: YearOfWindows | None = None,
    fault: str = "",
) -> HttpResponse:
    """The page; with a form that was not accepted, or the sentence that stopped a step, and 422."""
    found = windows_of(access.municipality)
    refused = new is not None or again is not None or year is not None or bool(fault)
    page = _page(found, new, again, fault, filled_in(request, *_FIELDS))
    first = {
        "year": today().year + (today().month > 9),
        "frequency": Frequency.QUARTER.value,
        "due": DUE_AFTER,
        "grace": GRACE,
    }
    plans = year or YearOfWindows(today=today(), often=OFTEN, prefix="vuosi", initial=first)
    page = replace(page, year=asked_fields(plans, "vuosi"), year_faulty=year is not None)
    said = " ".join(str(message) for message in messages.get_messages(request))
    context: dict[str, object] = {"page": page, "code": access.municipality.code, "said": said}
    context |= {"frame": inside_frame(request, access, "ikkunat"), "ways": desk_ways(access, "ikkunat")}
    return render(request, "measures/windows.html", context, status=422 if refused else 200)


def _page(
    found: Sequence[Window],
    new: NewWindow | None,
    again: tuple[str, Days] | None,
    fault: str,
    filled: dict[str, str],
) -> WindowsPage:
    past = by_window(
        Window.history.filter(id__in=[one.pk for one in found]).select_related("history_user").order_by("history_id")
    )
    opened: dict[int, list[Reopening]] = {}
    for one in reopenings_in(found):
        opened.setdefault(one.window_id, []).append(one)
    views = []
    for window in found:
        code, faulty = window.period.code, again is not None and again[0] == window.period.code
        form = again[1] if again is not None and faulty else _days_form(window)
        history, openings = past.get(window.pk, ()), opened.get(window.pk, ())
        views.append(window_view(window, history, openings, fields_of(form, code), today(), faulty=faulty))
    guess = first_guess([one.period.code for one in found], today())
    form = new or NewWindow(initial=guess | filled, today=today())
    return WindowsPage(tuple(views), fields_of(form, "uusi"), fault, new is not None)


def _days_form(window: Window) -> Days:
    """Of a closed window the form that opens it again, of another that of its days."""
    if state_of(window, today()) in (FUTURE, OPEN):
        return _changed(window)
    return Days(initial=days_from(today()), today=today(), prefix=window.period.code)


def _taken(access: Access) -> list[str]:
    return [window.period.code for window in Window.objects.filter(municipality=access.municipality)]


def _found(access: Access, period: str) -> Window:
    window = next((one for one in windows_of(access.municipality) if one.period.code == period), None)
    if window is None:
        raise Unknown(_("Kaudella ”%(period)s” ei ole raportointi-ikkunaa.") % {"period": period})
    return window


def _done(request: HttpRequest, access: Access, *said: str) -> HttpResponse:
    messages.success(request, " ".join(said))
    return HttpResponseRedirect(reverse("ikkunat", args=[access.municipality.code]))
