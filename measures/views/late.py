"""Approved figures of a period that were changed afterwards, with their coded reasons and how many of each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from measures.duties import parents_of
from measures.lateness import late_changes
from measures.models import RollUpRule, Window
from measures.pages.late import LatePage, late_page, rules_on
from measures.pages.ways import desk_ways, room_of
from measures.views.approval import window_asked
from measures.waiting import windows_of
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.permissions import Access, Right


@require_safe
@members_with(Right.SEE_READINESS)
def late(request: HttpRequest, access: Access) -> HttpResponse:
    """The list of the period asked for, within the reader's reach."""
    windows = windows_of(access.municipality)
    window = window_asked(windows, request.GET.get("kausi", ""))
    page = _page(access, windows, window) if window is not None else None
    context: dict[str, object] = {"page": page, "frame": inside_frame(request, access, room_of(access))}
    context["ways"] = desk_ways(access, "myohaiset", window.period.code if window is not None else "")
    return render(request, "measures/late.html", context)


def _page(access: Access, windows: list[Window], window: Window) -> LatePage:
    units = access.reach(Right.SEE_READINESS, parents_of(access.municipality))
    changes = late_changes(window, units)
    rules = RollUpRule.objects.filter(indicator__in={one.entry.indicator_id for one in changes}).order_by("valid_from")
    found = rules_on(sorted(rules, key=lambda one: one.valid_from is not None), window.period_ends)
    return late_page(access.municipality.code, window, changes, found, windows)
