"""The readiness of a period as a tree: of the whole municipality, of a sector, or of a supervisor's own unit."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from measures.answering import answering
from measures.duties import duties_in, parents_in, units_of
from measures.lateness import came_late
from measures.models import Window
from measures.pages.readiness import Facts, ReadinessPage, doors_of, is_narrowed, readiness_page
from measures.pages.ways import desk_ways, room_of
from measures.readiness import levels_of
from measures.views.approval import window_asked
from measures.waiting import windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.SEE_READINESS)
def readiness(request: HttpRequest, access: Access) -> HttpResponse:
    """The tree of the period asked for."""
    windows = windows_of(access.municipality)
    window = window_asked(windows, request.GET.get("kausi", ""))
    page = _page(request, access, windows, window) if window is not None else None
    context: dict[str, object] = {"page": page, "frame": inside_frame(request, access, room_of(access))}
    context["ways"] = desk_ways(access, "valmius", window.period.code if window is not None else "")
    return render(request, "measures/readiness.html", context)


def _page(request: HttpRequest, access: Access, windows: list[Window], window: Window) -> ReadinessPage:
    units = units_of(access.municipality)
    parents = parents_in(units)
    reach = access.reach(Right.SEE_READINESS, parents)
    duties = duties_in(window, reach)
    doors = doors_of(
        access.municipality.code, window, access.reach(Right.ENTER, parents), access.reach(Right.APPROVE, parents)
    )
    people = answering(access.municipality, today(), parents)
    facts = Facts(window, today(), people, came_late(window, duties), doors, is_narrowed(request.GET))
    return readiness_page(levels_of(units.values(), reach, duties), windows, facts)
