"""Themes by units: which units have turned the strategy into actions."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from scorecard.access import members_with
from scorecard.models import Strategy
from scorecard.permissions import Access, Right
from scorecard.work.finding import strategies_of
from scorecard.work.organisation import organisation_of
from scorecard.work.pages.themes import STRATEGY, themes_page
from scorecard.work.themes import matrix_of
from scorecard.work.views.manners import shown


@require_safe
@members_with(Right.SEE_WORK)
def themes(request: HttpRequest, access: Access) -> HttpResponse:
    """The table of a strategy: the one asked for, else the one in force."""
    strategies = strategies_of(access.municipality)
    strategy = _asked(strategies, request.GET.get(STRATEGY, ""))
    organisation = organisation_of(access.municipality)
    matrix = matrix_of(strategy, organisation, today())
    page = themes_page(access, matrix, strategy, strategies)
    return shown(request, access, "work/themes.html", page, "teemat", swaps=True)


def _asked(strategies: list[Strategy], code: str) -> Strategy:
    found = [one for one in strategies if not code or one.code == code]
    if not found:
        raise Unknown(
            _("Strategiaa ”%(code)s” ei ole tässä kunnassa.") % {"code": code}
            if code
            else _("Kunnalla ei ole vielä strategiaa.")
        )
    return found[0]
