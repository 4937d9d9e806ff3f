"""The strategy map: of a published strategy for anybody, with what waits and is proposed for those inside."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from reporting.asked import chosen, period_asked, strategies_for_all, strategies_inside, strategy_asked
from reporting.assemble import standing_at
from reporting.pages.places import Places
from reporting.pages.strategy_map import strategy_map_page
from reporting.standing import Audience
from reporting.views import page_of_strategy
from scorecard.access import access_of
from scorecard.models import Project, ProjectNode, Strategy
from scorecard.permissions import Access, Right

READER, PUBLIC = "yleiso", "julkinen"


@require_safe
@login_not_required
def strategy_map(request: HttpRequest, code: str) -> HttpResponse:
    """The map; ``?yleiso=julkinen`` shows those inside what everybody sees."""
    access = access_of(request, code)
    audience = _audience(request, access)
    inside = audience is Audience.INTERNAL
    strategies = strategies_inside(code) if inside else strategies_for_all(code, access)
    strategy = strategy_asked(strategies, request.GET)
    standing = standing_at(strategy, period_asked(request.GET, today()), audience)
    places = Places(code, audience, chosen(request.GET))
    choices = [(one.code, named(one), one.state_on(today())) for one in strategies]
    kept = ((READER, PUBLIC),) if request.GET.get(READER) == PUBLIC else ()
    page = strategy_map_page(standing, _projects(strategy), places, choices, today(), kept)
    return page_of_strategy(request, "reporting/strategy_map.html", page, standing, places, access)


def _audience(request: HttpRequest, access: Access | None) -> Audience:
    inside = access is not None and access.may(Right.SEE_DASHBOARD) and request.GET.get(READER) != PUBLIC
    return Audience.INTERNAL if inside else Audience.PUBLIC


def _projects(strategy: Strategy) -> list[Project]:
    """The strategy's projects with what they serve: two queries."""
    links = Prefetch("links", ProjectNode.objects.select_related("node").order_by("node__order", "id"))
    found = Project.objects.filter(strategy=strategy).select_related("strategy").prefetch_related(links)
    return list(found.order_by("order", "code"))
