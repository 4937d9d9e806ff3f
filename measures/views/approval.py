"""Approving: what came and what is lacking, one figure returned with a reason, the others approved at once."""

from collections.abc import Mapping, Sequence
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from measures.asking import waiting_requests
from measures.duties import parents_in, units_of
from measures.entering import NotAccepted, approve_actuals, return_actual
from measures.models import Window
from measures.pages.approval import Reply, approval_page, line_above, other_periods
from measures.pages.approving import Chosen, chosen_of, done_words, left_words, only_odd_words
from measures.pages.ways import desk_ways
from measures.views.expired import signed_in_at
from measures.views.keeping import is_of_htmx
from measures.waiting import Desk, desk_at, waiting_within, windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Unit, User
from scorecard.permissions import Access, Right

TEMPLATE = "measures/approval.html"
NOT_YOURS = later("Tällaista lukua ei ole, tai se ei ole sinun hyväksyttävissäsi. Mitään ei muutettu.")
LARGEST = 2**63 - 1
GROUP = "ryhma:"


@require_safe
@members_with(Right.APPROVE)
def approval(request: HttpRequest, access: Access) -> HttpResponse:
    """What has come of each unit within the reader's reach, and what waits."""
    return _shown(request, access)


@require_POST
@signed_in_at("hyvaksynta")
@members_with(Right.APPROVE)
def approve(request: HttpRequest, access: Access) -> HttpResponse:
    """Approves the chosen figures; or those that were listed of everything or of a group, except what looks odd and
    is not chosen by hand."""
    ticked, units = _numbers(request.POST.getlist("luku")), units_of(access.municipality)
    within = _group(request.POST.get("mita", ""), access, units)
    asked = _numbers(request.POST.getlist("listattu")) if within is not None else ticked
    _only_own_reach(access, asked | ticked, units)
    if within is not None:
        asked = waiting_within(access.municipality, asked, within)
    reader, desk = cast(User, request.user), _desk(request, access, units)
    chosen = chosen_of(desk, asked, ticked) if within is not None else Chosen(frozenset(asked))
    approved = approve_actuals(entries=chosen.entries, by=reader)
    if not approved:
        fault = left_words(chosen.number) or only_odd_words(chosen)
        return _shown(request, access, Reply(fault=fault, chosen=frozenset(ticked)))
    return _done(request, access, done_words(desk, approved, chosen, reader, within or ()))


@require_POST
@signed_in_at("hyvaksynta")
@members_with(Right.APPROVE)
def send_back(request: HttpRequest, access: Access, entry: int) -> HttpResponse:
    """Returns one figure to its writer with a reason."""
    reason = request.POST.get("syy", "")
    _only_own_reach(access, {entry}, units_of(access.municipality))
    try:
        return_actual(entry=entry, reason=reason, by=cast(User, request.user))
    except NotAccepted as stopped:
        return _shown(request, access, Reply(entry, reason, str(stopped)))
    return _done(request, access, _("Luku palautettiin. Kirjaaja näkee syyn luvun kohdalla."))


def _shown(request: HttpRequest, access: Access, reply: Reply | None = None, said: str = "") -> HttpResponse:
    """The page, or with htmx the part of it that changes; 422 when something was not accepted."""
    units = units_of(access.municipality)
    windows = windows_of(access.municipality)
    window = window_asked(windows, request.GET.get("kausi", ""))
    page = None
    if window is not None:
        parents = parents_in(units)
        reach = access.reach(Right.APPROVE, parents)
        desk = desk_at(window, reach, parents)
        elsewhere = other_periods(desk, windows, reverse("hyvaksynta", args=[access.municipality.code]))
        asked = waiting_requests(access.municipality, reach).count()
        page = approval_page(desk, cast(User, request.user), today(), units, elsewhere, reply, asked)
    in_part = request.method == "POST" and is_of_htmx(request)
    context: dict[str, object] = {"page": page, "code": access.municipality.code, "said": said, "swapped": in_part}
    if access.may(Right.MANAGE_PEOPLE):
        context["people_address"] = reverse("ihmiset", args=[access.municipality.code])
    if not in_part:
        context |= {"frame": inside_frame(request, access, "hyvaksynta"), "said": _said(request)}
        context["ways"] = desk_ways(access, "hyvaksynta", request.GET.get("kausi", ""))
    return render(request, f"{TEMPLATE}#osa" if in_part else TEMPLATE, context, status=422 if reply else 200)


def _desk(request: HttpRequest, access: Access, units: Mapping[int, Unit]) -> Desk | None:
    """The desk as it is before a step; None where no window has been opened."""
    window = window_asked(windows_of(access.municipality), request.GET.get("kausi", ""))
    parents = parents_in(units)
    return desk_at(window, access.reach(Right.APPROVE, parents), parents) if window is not None else None


def _group(asked: str, access: Access, units: Mapping[int, Unit]) -> frozenset[int] | None:
    """The units that a button is about, by id: all in reach, or one and those below it; None: what was ticked."""
    parents = parents_in(units)
    if asked == "kaikki":
        return access.reach(Right.APPROVE, parents)
    if not asked.startswith(GROUP):
        return None
    top = next((unit for unit in units.values() if unit.code == asked.removeprefix(GROUP)), None)
    if top is None:
        raise Unknown(NOT_YOURS)
    below = frozenset(unit.pk for unit in units.values() if top in line_above(unit, units))
    return below & access.reach(Right.APPROVE, parents)


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
            raise Unknown(_("Kaudella ”%(code)s” ei ole raportointi-ikkunaa.") % {"code": code})
        return found
    return next((window for window in windows if window.is_open(today())), windows[0] if windows else None)


def _only_own_reach(access: Access, entries: set[int], units: Mapping[int, Unit]) -> None:
    """Raises Unknown when any of the figures is not within the reader's reach."""
    reach = access.reach(Right.APPROVE, parents_in(units))
    known = {entry for entry in entries if entry <= LARGEST}
    if waiting_within(access.municipality, known, reach) != entries:
        raise Unknown(NOT_YOURS)


def _numbers(texts: Sequence[str]) -> set[int]:
    return {int(text[:20]) for text in texts if text.isascii() and text.isdecimal()}
