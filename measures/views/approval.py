"""Approving: what came and what is lacking, one figure returned with a reason, the others approved at once."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.duties import parents_of
from measures.entering import NotAccepted, approve_actuals, return_actual
from measures.models import Window
from measures.pages.approval import Reply, approval_page, other_periods
from measures.views.expired import signed_in_at
from measures.views.keeping import is_of_htmx
from measures.waiting import desk_at, waiting_within, windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right

TEMPLATE = "measures/approval.html"
NOT_YOURS = "Tällaista lukua ei ole, tai se ei ole sinun hyväksyttävissäsi. Mitään ei muutettu."
LARGEST = 2**63 - 1


@require_safe
@members_with(Right.APPROVE)
def approval(request: HttpRequest, access: Access) -> HttpResponse:
    """What has come of each unit within the reader's reach, and what waits."""
    return _shown(request, access)


@require_POST
@signed_in_at("hyvaksynta")
@members_with(Right.APPROVE)
def approve(request: HttpRequest, access: Access) -> HttpResponse:
    """Approves the chosen figures, or all that were listed when the page was opened."""
    everything = request.POST.get("mita") == "kaikki"
    entries = _numbers(request.POST.getlist("listattu" if everything else "luku"))
    if not entries:
        return _shown(request, access, Reply(fault="Valitse ensin luvut, jotka hyväksyt. Mitään ei muutettu."))
    _only_own_reach(access, entries)
    approved = len(approve_actuals(entries=entries, by=cast(User, request.user)))
    left = len(entries) - approved
    if not approved:
        return _shown(request, access, Reply(fault=_left(left), chosen=frozenset(entries)))
    return _done(request, access, " ".join(filter(None, (_approved(approved), _left(left)))))


@require_POST
@signed_in_at("hyvaksynta")
@members_with(Right.APPROVE)
def send_back(request: HttpRequest, access: Access, entry: int) -> HttpResponse:
    """Returns one figure to its writer with a reason."""
    reason = request.POST.get("syy", "")
    _only_own_reach(access, {entry})
    try:
        return_actual(entry=entry, reason=reason, by=cast(User, request.user))
    except NotAccepted as stopped:
        return _shown(request, access, Reply(entry, reason, str(stopped)))
    return _done(request, access, "Luku palautettiin. Kirjaaja näkee syyn luvun kohdalla.")


def _shown(request: HttpRequest, access: Access, reply: Reply | None = None, said: str = "") -> HttpResponse:
    """The page, or with htmx the part of it that changes; 422 when something was not accepted."""
    parents = parents_of(access.municipality)
    windows = windows_of(access.municipality)
    window = window_asked(windows, request.GET.get("kausi", ""))
    page = None
    if window is not None:
        desk = desk_at(window, access.reach(Right.APPROVE, parents), parents)
        elsewhere = other_periods(desk, windows, reverse("hyvaksynta", args=[access.municipality.code]))
        page = approval_page(desk, cast(User, request.user), today(), elsewhere, reply)
    in_part = request.method == "POST" and is_of_htmx(request)
    context: dict[str, object] = {"page": page, "code": access.municipality.code, "said": said, "swapped": in_part}
    if not in_part:
        context |= {"frame": inside_frame(request, access, "hyvaksynta"), "said": _said(request)}
    return render(request, f"{TEMPLATE}#osa" if in_part else TEMPLATE, context, status=422 if reply else 200)


def _done(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    """After a step: with htmx the part as it now is, else the page anew, so that reloading does nothing twice."""
    if is_of_htmx(request):
        return _shown(request, access, said=said)
    messages.success(request, said)
    period = request.GET.get("kausi", "")
    address = reverse("hyvaksynta", args=[access.municipality.code])
    return HttpResponseRedirect(f"{address}?kausi={period}" if _is_period(period) else address)


def _said(request: HttpRequest) -> str:
    return " ".join(str(message) for message in messages.get_messages(request))


def _is_period(text: str) -> bool:
    return text.replace("-", "").isalnum() and text.isascii()


def window_asked(windows: Sequence[Window], code: str) -> Window | None:
    """The window of ``?kausi=``; without one the open window, else the latest. Raises Unknown for others."""
    if code:
        found = next((window for window in windows if window.period.code == code), None)
        if found is None:
            raise Unknown(f"Kaudella ”{code}” ei ole raportointi-ikkunaa.")
        return found
    return next((window for window in windows if window.is_open(today())), windows[0] if windows else None)


def _only_own_reach(access: Access, entries: set[int]) -> None:
    """Raises Unknown when any of the figures is not within the reader's reach."""
    units = access.reach(Right.APPROVE, parents_of(access.municipality))
    known = {entry for entry in entries if entry <= LARGEST}
    if waiting_within(access.municipality, known, units) != entries:
        raise Unknown(NOT_YOURS)


def _numbers(texts: Sequence[str]) -> set[int]:
    return {int(text[:20]) for text in texts if text.isascii() and text.isdecimal()}


def _approved(number: int) -> str:
    return "Hyväksyttiin yksi luku." if number == 1 else f"Hyväksyttiin {number} lukua."


def _left(number: int) -> str:
    if not number:
        return ""
    if number == 1:
        return "Yksi luku jäi ennalleen: se ei enää odottanut hyväksyntää, tai se on oma kirjauksesi."
    return f"{number} lukua jäi ennalleen: ne eivät enää odottaneet hyväksyntää, tai ne ovat omia kirjauksiasi."
