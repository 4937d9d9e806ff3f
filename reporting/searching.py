"""The search inside: goals, rows, projects, actions and units by the starts of their words."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kemi_strategy.web.swaps import page_or_part
from measures.models import KpiRow
from reporting.asked import strategies_inside
from reporting.matching import words_of
from reporting.pages.finding import Searched, search_page
from scorecard.access import members_with
from scorecard.frame import inside_frame
from scorecard.models import Action, Node, Project
from scorecard.permissions import Access, Right
from scorecard.work.organisation import organisation_of

WORDS, _LONGEST = "haku", 80


@require_safe
@members_with(Right.SEE_DASHBOARD)
def search(request: HttpRequest, access: Access) -> HttpResponse:
    """What is found for ``?haku=``."""
    sought = request.GET.get(WORDS, "").strip()[:_LONGEST]
    page = search_page(access.municipality.code, sought, _searched(access) if words_of(sought) else None)
    context = {"page": page, "frame": inside_frame(request, access, "tilannekuva")}
    return page_or_part(request, "reporting/search.html", context)


def _searched(access: Access) -> Searched:
    """Everything of the municipality that has a name: six queries.

    Names are matched here and not in the database, which would fold letters each in its own way.
    """
    strategies = strategies_inside(access.municipality.code)
    works = access.may(Right.SEE_WORK)
    rows = KpiRow.objects.filter(strategy__in=strategies).select_related("indicator__responsible_unit")
    projects = Project.objects.filter(strategy__in=strategies).select_related("sector")
    actions = Action.objects.filter(strategy__in=strategies).select_related("unit")
    return Searched(
        code=access.municipality.code,
        strategies=strategies,
        nodes=Node.objects.filter(strategy__in=strategies).order_by("strategy__code", "order", "code"),
        rows=rows.order_by("strategy__code", "order", "id"),
        projects=projects.order_by("strategy__code", "order", "code") if works else (),
        actions=actions.order_by("strategy__code", "order", "code") if works else (),
        organisation=organisation_of(access.municipality),
    )
