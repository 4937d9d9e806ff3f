"""Timeliness: how each unit kept the due day of a period, and the figures that nobody answers for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from measures.models import Window
from measures.ownership import gaps_of
from measures.pages.timeliness import Reader, TimelinessPage, timeliness_page
from measures.timeliness import TREND, came_in
from measures.views.approval import window_asked
from measures.waiting import windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Unit
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.FOLLOW_TIMELINESS)
def timeliness(request: HttpRequest, access: Access) -> HttpResponse:
    """The page of the window of ``?kausi=``, else of the one asked for now."""
    windows = [one for one in windows_of(access.municipality) if one.opens <= today()]
    window = window_asked(windows, request.GET.get("kausi", ""))
    page = _page(access, window, windows) if window is not None else None
    context = {"page": page, "code": access.municipality.code, "frame": inside_frame(request, access, "tilannekuva")}
    return render(request, "measures/timeliness.html", context)


def _page(access: Access, window: Window, windows: list[Window]) -> TimelinessPage:
    municipality = access.municipality
    units = {unit.pk: unit for unit in Unit.objects.filter(municipality=municipality)}
    parents = {pk: unit.parent_id for pk, unit in units.items()}
    came = came_in(municipality, list(dict.fromkeys([*windows[:TREND], window])))
    gaps = gaps_of(municipality, [one.cell for one in came[window.pk]], parents, today())
    enters, approves = access.reach(Right.ENTER, parents), access.reach(Right.APPROVE, parents)
    people = reverse("ihmiset", args=[municipality.code]) if access.may(Right.MANAGE_PEOPLE) else ""
    reader = Reader(municipality.code, enters, approves, today(), people)
    return timeliness_page(window, windows, came, units, gaps, reader)
