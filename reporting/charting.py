"""An indicator's charts to explore and to download: for anybody of approved figures, inside of those that wait too."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from reporting.asked import chosen, chosen_inside, period_asked, strategies_for_all, strategies_inside, strategy_asked
from reporting.assemble import standing_of
from reporting.charts.files import PNG_TYPE, SVG_TYPE, png_of
from reporting.pages.chart_files import chart_file, figures_table
from reporting.pages.explore import explore_page
from reporting.pages.known import AsKnown, read_known
from reporting.pages.places import Places
from reporting.renderers.as_csv import CONTENT_TYPE as CSV_TYPE
from reporting.renderers.as_csv import csv_lines
from reporting.standing import Audience, Standing
from reporting.structure import Structure
from reporting.views import page_of_strategy, row_asked
from scorecard.access import access_of, members_with
from scorecard.models import Strategy
from scorecard.permissions import Access, Right


@require_safe
@login_not_required
def explore(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """The chart to explore, for anybody."""
    standing, _ = _for_all(request, code, row)
    places = Places(code, Audience.PUBLIC, chosen(request.GET))
    page = explore_page(standing, places)
    return page_of_strategy(
        request, "reporting/explore.html", page, standing, places, access_of(request, code), way="mittarit"
    )


@require_safe
@members_with(Right.SEE_DASHBOARD)
def explore_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The chart to explore, with figures that wait for approval."""
    standing, _ = _inside(request, access, row)
    places = Places(access.municipality.code, Audience.INTERNAL, chosen_inside(request.GET))
    page = explore_page(standing, places)
    return page_of_strategy(request, "reporting/explore.html", page, standing, places, access)


@require_safe
@login_not_required
def chart_svg(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """The chart as an SVG, for anybody."""
    return _svg(*_for_all(request, code, row))


@require_safe
@login_not_required
def chart_png(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """The chart as a PNG, for anybody."""
    return _png(*_for_all(request, code, row))


@require_safe
@login_not_required
def figures_csv(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """The figures as CSV, for anybody."""
    return _csv(*_for_all(request, code, row))


@require_safe
@members_with(Right.SEE_DASHBOARD)
def chart_svg_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The chart as an SVG, with figures that wait for approval."""
    return _svg(*_inside(request, access, row))


@require_safe
@members_with(Right.SEE_DASHBOARD)
def chart_png_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The chart as a PNG, with figures that wait for approval."""
    return _png(*_inside(request, access, row))


@require_safe
@members_with(Right.SEE_DASHBOARD)
def figures_csv_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """The figures as CSV, with those that wait for approval."""
    return _csv(*_inside(request, access, row))


def _for_all(request: HttpRequest, code: str, row: str) -> tuple[Standing, Structure]:
    strategy = strategy_asked(strategies_for_all(code, access_of(request, code), row), request.GET)
    return _standing(request, strategy, row, Audience.PUBLIC)


def _inside(request: HttpRequest, access: Access, row: str) -> tuple[Standing, Structure]:
    """Raises Unknown for a day that is none: a file could not tell that it was left aside."""
    strategy = strategy_asked(strategies_inside(access.municipality.code, row), request.GET)
    known = read_known(request.GET, today())
    if known.fault:
        raise Unknown(
            _("Päivää ”%(typed)s” ei ole tai se on vasta tulossa. Kirjoita päivä muodossa 31.8.2026.")
            % {"typed": known.typed}
        )
    return _standing(request, strategy, row, Audience.INTERNAL, known)


def _standing(
    request: HttpRequest, strategy: Strategy, row: str, audience: Audience, known: AsKnown | None = None
) -> tuple[Standing, Structure]:
    period = period_asked(request.GET, today())
    structure = row_asked(strategy, period, row, known)
    moment = known.moment if known is not None else None
    return standing_of(structure, period, audience, moment, past=True), structure


def _svg(standing: Standing, structure: Structure) -> HttpResponse:
    return HttpResponse(_picture(standing), content_type=SVG_TYPE, headers=_headers(standing, "svg"))


def _png(standing: Standing, structure: Structure) -> HttpResponse:
    return HttpResponse(png_of(_picture(standing)), content_type=PNG_TYPE, headers=_headers(standing, "png"))


def _csv(standing: Standing, structure: Structure) -> HttpResponse:
    table = figures_table(standing, structure.units)
    text = "".join(csv_lines(table.heads, table.rows))
    return HttpResponse(text, content_type=CSV_TYPE, headers=_headers(standing, "csv"))


def _picture(standing: Standing) -> str:
    """The charts in one file. Raises Unknown when there is no figure to draw."""
    made = chart_file(standing)
    if not made:
        raise Unknown(_("Mittarille ei ole vielä kirjattu lukuja, joten kuviota ei ole."))
    return made


def _headers(standing: Standing, end: str) -> dict[str, str]:
    name = f"{standing.strategy.municipality}-{standing.rows[0].code}-{standing.period.code}.{end}"
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    inside = standing.audience is Audience.INTERNAL
    return {"Content-Disposition": disposition} | ({"Cache-Control": "private, no-store"} if inside else {})
