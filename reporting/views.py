"""The pages: find what is asked for with permission, make its plain values, render."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from measures.models import KpiRow
from reporting.asked import (
    chosen,
    period_asked,
    published_municipalities,
    strategies_for_all,
    strategies_inside,
    strategy_asked,
)
from reporting.assemble import standing_at
from reporting.pages.dashboard import dashboard_page
from reporting.pages.frame import strategy_frame
from reporting.pages.front import front_page
from reporting.pages.indicator import indicator_page, reporting_units
from reporting.pages.places import Places
from reporting.pages.progress import progress_page
from reporting.standing import Audience, Standing
from scorecard.access import access_of, members_with
from scorecard.frame import Frame, reader_name
from scorecard.models import Strategy, Unit
from scorecard.permissions import Access, Right, homes


@require_safe
@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Municipalities to choose from; straight to the only one."""
    held = homes(request.user, today()) if request.user.is_authenticated else []
    doors = front_page(published_municipalities(), held)
    if len(doors) == 1:
        return HttpResponseRedirect(doors[0].address)
    return render(request, "reporting/front.html", {"doors": doors, "frame": Frame(reader=reader_name(request))})


@require_safe
@login_not_required
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The public progress page of a municipality."""
    access = access_of(request, code)
    strategy = strategy_asked(strategies_for_all(code, access), request.GET)
    standing = standing_at(strategy, period_asked(request.GET, today()), Audience.PUBLIC)
    places = Places(code, Audience.PUBLIC, chosen(request.GET))
    page = progress_page(standing, places, strategy.decisions.order_by("date", "id"), today())
    return page_of_strategy(request, "reporting/progress.html", page, standing, places, access)


@require_safe
@members_with(Right.SEE_DASHBOARD)
def dashboard(request: HttpRequest, access: Access) -> HttpResponse:
    """The dashboard of a municipality, with figures that wait for approval."""
    code = access.municipality.code
    strategies = strategies_inside(code)
    strategy = strategy_asked(strategies, request.GET)
    standing = standing_at(strategy, period_asked(request.GET, today()), Audience.INTERNAL)
    places = Places(code, Audience.INTERNAL, chosen(request.GET))
    choices = [(one.code, one.name_fi, one.state) for one in strategies]
    timeliness = reverse("ajantasaisuus", args=[code]) if access.may(Right.FOLLOW_TIMELINESS) else ""
    page = dashboard_page(standing, places, choices, today(), timeliness)
    return page_of_strategy(request, "reporting/dashboard.html", page, standing, places, access)


@require_safe
@login_not_required
def indicator(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """An indicator's page for anybody."""
    access = access_of(request, code)
    strategy = strategy_asked(strategies_for_all(code, access, row), request.GET)
    return _indicator(request, strategy, row, access, Places(code, Audience.PUBLIC, chosen(request.GET)))


@require_safe
@members_with(Right.SEE_DASHBOARD)
def indicator_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """An indicator's page with figures that wait for approval."""
    code = access.municipality.code
    strategy = strategy_asked(strategies_inside(code, row), request.GET)
    return _indicator(request, strategy, row, access, Places(code, Audience.INTERNAL, chosen(request.GET)))


def _indicator(
    request: HttpRequest, strategy: Strategy, row: str, access: Access | None, places: Places
) -> HttpResponse:
    period = period_asked(request.GET, today())
    try:
        standing = standing_at(strategy, period, places.audience, only=row)
    except KpiRow.DoesNotExist:
        raise Unknown(f"Mittaria ”{row}” ei ole tässä strategiassa.") from None
    codes = reporting_units(standing.rows[0])
    units = Unit.objects.filter(municipality=strategy.municipality_id, code__in=codes) if codes else Unit.objects.none()
    page = indicator_page(standing, places, dict(units.values_list("code", "name_fi")))
    return page_of_strategy(request, "reporting/indicator.html", page, standing, places, access)


def page_of_strategy(
    request: HttpRequest, template: str, page: object, standing: Standing, places: Places, access: Access | None
) -> HttpResponse:
    """A page about a strategy, in the frame of its reader."""
    frame = strategy_frame(standing.strategy, places, reader=reader_name(request), access=access)
    return render(request, template, {"page": page, "frame": frame})
