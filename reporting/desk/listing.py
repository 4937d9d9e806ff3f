"""The list of reports, which anybody may see, and starting a new one."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from measures.periods import Period
from reporting.asked import strategies_inside
from reporting.assemble import strategy_facts
from reporting.desk.finding import municipality_for_all, reports_for, sees_drafts
from reporting.keeping.reports import start_report
from reporting.models import Report
from reporting.models.codes import ReportKind
from reporting.pages.frame import public_ways
from reporting.pages.issue.calendar import calendar_lines
from reporting.pages.issue.listing import Starting, listing, offered, starting_form
from reporting.pages.places import Places
from reporting.pages.reports import reports_page
from reporting.standing import Audience
from scorecard.access import access_of, members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import Frame, inside_frame, reader_name, ways_of
from scorecard.models import Strategy, Unit
from scorecard.models.codes import UnitKind
from scorecard.models.strategy import ReportingOccasion
from scorecard.permissions import Access, Right
from scorecard.work.views.manners import done, writer

PLACE = "raportit"


@require_safe
@login_not_required
def reports(request: HttpRequest, code: str) -> HttpResponse:
    """The published reports; for those who make them also drafts, the drafts to download, and a form for a new one."""
    return _page(request, code, access_of(request, code))


@require_POST
@typed_is_kept(PLACE)
@members_with(Right.START_REPORTS)
def start(request: HttpRequest, access: Access) -> HttpResponse:
    """Starts a report."""
    city = access.municipality
    try:
        wanted = _wanted(request, access)
        report = start_report(
            strategy=wanted.strategy, kind=wanted.kind, period=wanted.period, unit=wanted.unit, by=writer(request)
        )
    except ValidationError as refused:
        return _page(request, city.code, access, " ".join(refused.messages))
    address = reverse("raportti", args=[city.code, report.code])
    return done(request, address, _("Raportti %(code)s on aloitettu.") % {"code": report.code})


def _page(request: HttpRequest, code: str, access: Access | None, fault: str = "") -> HttpResponse:
    city = municipality_for_all(code, access)
    inside = sees_drafts(access)
    strategies = strategies_inside(city.code) if access is not None and inside else []
    reports = list(reports_for(city, access))
    starting = _form(request, access, strategies, reports, fault) if access is not None else None
    context = {
        "page": listing(reports, city.code, starting, inside=inside),
        "downloads": reports_page([strategy_facts(one) for one in strategies], city.code, today()) if inside else None,
        "frame": frame_of(request, access, city.code, named(city)),
        "may_start": starting is not None,
        "code": city.code,
    }
    return render(request, "reporting/reports.html", context, status=422 if fault else 200)


def frame_of(request: HttpRequest, access: Access | None, code: str, name: str, *, example: bool = False) -> Frame:
    """The frame of a page that anybody may see: inside with the own ways, for others with the public ones."""
    if access is not None and sees_drafts(access):
        return inside_frame(request, access, PLACE)
    places = Places(code, Audience.PUBLIC)
    return Frame(
        name=name,
        home=places.progress,
        ways=ways_of(access, code, ""),
        reader=reader_name(request),
        example=example,
        public=public_ways(places, PLACE),
    )


def _form(
    request: HttpRequest, access: Access, strategies: list[Strategy], reports: list[Report], fault: str
) -> Starting | None:
    if not access.may(Right.START_REPORTS):
        return None
    sectors = Unit.objects.filter(municipality=access.municipality, kind=UnitKind.SECTOR).order_by("order", "code")
    chosen = tuple(request.POST.get(name, "") for name in ("strategia", "laji", "kausi", "toimiala"))
    occasions = ReportingOccasion.objects.filter(strategy__in=strategies).order_by("strategy", "order")
    calendar = calendar_lines(strategies, occasions, reports, today())
    return starting_form(strategies, list(sectors), today(), calendar, chosen, fault)


@dataclass(frozen=True, slots=True)
class _Wanted:
    strategy: Strategy
    kind: ReportKind
    period: Period
    unit: Unit | None


def _wanted(request: HttpRequest, access: Access) -> _Wanted:
    """What the form asks for. Raises ValidationError that says what to choose."""
    strategies = {one.code: one for one in strategies_inside(access.municipality.code)}
    strategy = strategies.get(request.POST.get("strategia", ""))
    kind = next((one for one in ReportKind if one.value == request.POST.get("laji")), None)
    period = next((one for one in offered(today()) if one.code == request.POST.get("kausi")), None)
    if strategy is None or kind is None or period is None:
        raise ValidationError(_("Valitse strategia, raportin laji ja kausi. Mitään ei aloitettu."))
    if kind is ReportKind.HALF_YEAR and period.months == 12:
        raise ValidationError(_("Puolivuotiskatsaus tehdään puolivuodesta. Valitse kausi, jonka tunnus päättyy H1."))
    if kind is ReportKind.FINANCIAL_STATEMENTS and period.months != 12:
        raise ValidationError(_("Tilinpäätösraportti tehdään koko vuodesta. Valitse vuosi."))
    unit = None
    if kind is ReportKind.SECTOR:
        code = request.POST.get("toimiala", "")
        unit = Unit.objects.filter(municipality=access.municipality, kind=UnitKind.SECTOR, code=code).first()
        if unit is None:
            raise ValidationError(_("Valitse toimiala, jonka raportti tehdään."))
    return _Wanted(strategy, kind, period, unit)
