"""The public pages: goals, indicators, projects, actions and sectors, with approved figures only."""

from collections.abc import Iterable, Sequence

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from reporting.asked import STRATEGY, chosen_for_all, period_asked, seen_by_all, strategies_for_all, strategy_asked
from reporting.assemble import standing_at, strategy_facts
from reporting.pages.frame import strategy_frame
from reporting.pages.places import Places
from reporting.pages.public.goals import family_of, goal_list, goal_page
from reporting.pages.public.indicators import indicator_list
from reporting.pages.public.sectors import sector_list, sector_page
from reporting.pages.public.territory import Territory
from reporting.pages.public.work import Whole, WorkLine, action_line, action_list, project_line, project_list
from reporting.pages.public.work_pages import action_page, project_page
from reporting.standing import Audience, Standing
from reporting.views import page_of_strategy
from scorecard.access import access_of
from scorecard.frame import reader_name
from scorecard.models import Action, ActionNode, Milestone, Municipality, Project, ProjectNode, Strategy
from scorecard.models.codes import StrategyKind, StrategyState, WorkState
from scorecard.permissions import Access
from scorecard.work.finding import nodes_of, place_by_state
from scorecard.work.organisation import organisation_of


@require_safe
@login_not_required
def goals(request: HttpRequest, code: str) -> HttpResponse:
    """The goals, themes and benefits of a strategy."""
    access = access_of(request, code)
    strategies = strategies_for_all(code, access)
    standing, places = _standing(request, strategies)
    page = goal_list(standing, places, strategies, request.GET, today())
    return page_of_strategy(request, "public/goals.html", page, standing, places, access, way="tavoitteet")


@require_safe
@login_not_required
def goal(request: HttpRequest, code: str, node: str) -> HttpResponse:
    """The page of one goal, theme, objective or benefit."""
    access = access_of(request, code)
    standing, places = _standing(request, strategies_for_all(code, access, node=node))
    work = _work_for(standing, family_of(standing, node), places)
    page = goal_page(standing, places, node, work, today())
    return page_of_strategy(request, "public/goal.html", page, standing, places, access, way="tavoitteet")


@require_safe
@login_not_required
def indicators(request: HttpRequest, code: str) -> HttpResponse:
    """The indicators of a strategy."""
    access = access_of(request, code)
    strategies = strategies_for_all(code, access)
    standing, places = _standing(request, strategies)
    territory = _territory(strategies[0].municipality, standing)
    page = indicator_list(standing, places, territory, strategies, request.GET, today())
    return page_of_strategy(request, "public/indicators.html", page, standing, places, access, way="mittarit")


@require_safe
@login_not_required
def projects(request: HttpRequest, code: str) -> HttpResponse:
    """The projects of all strategies that may be seen."""
    access = access_of(request, code)
    of = _whole(request, code, access)
    found = _projects(Project.objects.filter(strategy__in=of.strategies)).annotate(
        number=Count("milestones"), done=Count("milestones", filter=Q(milestones__state=WorkState.DONE))
    )
    ordered = list(found.order_by("sector__order", "sector__code", "strategy__code", "order", "code"))
    done = {one.pk: (one.done, one.number) for one in ordered}
    return _list(request, project_list(ordered, done, of, request.GET), "public/projects.html", of, access)


@require_safe
@login_not_required
def project(request: HttpRequest, code: str, project: str) -> HttpResponse:
    """The page of one project."""
    access = access_of(request, code)
    milestones = Prefetch("milestones", Milestone.objects.order_by("order"))
    every = _projects(Project.objects.filter(strategy__municipality__code=code, code=project))
    found = _the_one(
        every.prefetch_related(milestones), request, access, _("Projektia ”%(project)s” ei ole.") % {"project": project}
    )
    standing, places = _standing(request, [found.strategy])
    sector = places.public("toimiala", found.sector.code) if found.sector is not None else ""
    page = project_page(found, standing, places, sector, today())
    return page_of_strategy(request, "public/work_page.html", page, standing, places, access, way="julkiset-projektit")


@require_safe
@login_not_required
def actions(request: HttpRequest, code: str) -> HttpResponse:
    """The actions of all strategies that may be seen."""
    access = access_of(request, code)
    of = _whole(request, code, access)
    found = _actions(Action.objects.filter(strategy__in=of.strategies)).order_by("strategy__code", "order", "code")
    return _list(request, action_list(list(found), of, request.GET), "public/actions.html", of, access)


@require_safe
@login_not_required
def action(request: HttpRequest, code: str, action: str) -> HttpResponse:
    """The page of one action."""
    access = access_of(request, code)
    every = _actions(Action.objects.filter(strategy__municipality__code=code, code=action))
    found = _the_one(every, request, access, _("Toimenpidettä ”%(action)s” ei ole.") % {"action": action})
    standing, places = _standing(request, [found.strategy])
    page = action_page(found, standing, places, today())
    way = "julkiset-toimenpiteet"
    return page_of_strategy(request, "public/work_page.html", page, standing, places, access, way=way)


@require_safe
@login_not_required
def sectors(request: HttpRequest, code: str) -> HttpResponse:
    """The sectors of a municipality."""
    access = access_of(request, code)
    strategies = strategies_for_all(code, access)
    standing, places = _standing(request, strategies)
    page = sector_list(standing, places, _territory(strategies[0].municipality, standing), strategies, today())
    return page_of_strategy(request, "public/sectors.html", page, standing, places, access, way="toimialat")


@require_safe
@login_not_required
def sector(request: HttpRequest, code: str, unit: str) -> HttpResponse:
    """The page of one sector."""
    access = access_of(request, code)
    strategies = strategies_for_all(code, access)
    standing, places = _standing(request, strategies)
    territory = _territory(strategies[0].municipality, standing)
    found = next((one for one in territory.sectors if one.code == unit), None)
    if found is None:
        raise Unknown(_("Toimialaa ”%(unit)s” ei ole tässä kunnassa.") % {"unit": unit})
    below = territory.organisation.below(found.pk)
    own = Project.objects.filter(strategy__in=strategies, sector__in=below).select_related("strategy", "sector")
    lines = [project_line(one, places) for one in own.order_by("order", "code")]
    page = sector_page(found, standing, places, territory, strategies, lines, today())
    return page_of_strategy(request, "public/sector.html", page, standing, places, access, way="toimialat")


def _standing(request: HttpRequest, strategies: Sequence[Strategy]) -> tuple[Standing, Places]:
    """The public Standing of the strategy asked, and where its pages are."""
    strategy = strategy_asked(strategies, request.GET)
    places = Places(strategy.municipality.code, Audience.PUBLIC, chosen_for_all(request.GET, strategy))
    return standing_at(strategy, period_asked(request.GET, today()), Audience.PUBLIC), places


def _territory(municipality: Municipality, standing: Standing) -> Territory:
    return Territory(organisation_of(municipality), standing.period.ends)


def _projects(found: QuerySet[Project]) -> QuerySet[Project]:
    links = Prefetch("links", ProjectNode.objects.select_related("node__strategy").order_by("node__order", "id"))
    return found.select_related("strategy__municipality", "sector").prefetch_related(links)


def _actions(found: QuerySet[Action]) -> QuerySet[Action]:
    links = Prefetch("links", ActionNode.objects.select_related("node__strategy").order_by("node__order", "id"))
    return found.select_related("strategy__municipality", "unit").prefetch_related(links)


def _the_one[W: (Project, Action)](found: QuerySet[W], request: HttpRequest, access: Access | None, unknown: str) -> W:
    """The project or action of the address; where strategies share a code, that of the strategy asked or the adopted.

    Raises Unknown when there is none that may be seen.
    """
    seen = [one for one in found if seen_by_all(one.strategy, access)]
    asked = request.GET.get(STRATEGY, "")
    wanted = [one for one in seen if one.strategy.code == asked] if asked else seen
    if not wanted:
        raise Unknown(unknown)
    return min(
        wanted,
        key=lambda one: (one.strategy.kind != StrategyKind.STRATEGY, *place_by_state(one.strategy, today())),
    )


def _whole(request: HttpRequest, code: str, access: Access | None) -> Whole:
    """What the lists of projects and actions are made of beside them: three queries."""
    strategies = strategies_for_all(code, access)
    chosen = strategy_asked(strategies, request.GET) if request.GET.get(STRATEGY) else None
    places = Places(code, Audience.PUBLIC, chosen_for_all(request.GET, strategies[0]))
    return Whole(
        strategies=strategies,
        chosen=chosen,
        nodes=nodes_of(one.pk for one in strategies),
        territory=Territory(organisation_of(strategies[0].municipality), today()),
        places=places.of_strategy(),
    )


def _list(request: HttpRequest, page: object, template: str, of: Whole, access: Access | None) -> HttpResponse:
    """A list of projects or actions, in the frame of the municipality's strategy."""
    facts = strategy_facts(of.strategies[0])
    way = "julkiset-projektit" if template.endswith("projects.html") else "julkiset-toimenpiteet"
    frame = strategy_frame(facts, of.places, reader=reader_name(request), access=access, way=way)
    return render(request, template, {"page": page, "frame": frame})


def _work_for(
    standing: Standing, family: Iterable[str], places: Places
) -> tuple[Sequence[WorkLine], Sequence[WorkLine]]:
    """The projects and actions that serve a goal or what is below it, by confirmed links: two queries.

    Of other strategies those that have been adopted.
    """
    own = standing.strategy.code
    serves = Q(node__strategy__code=own, node__code__in=list(family), proposed=False)
    projects = ProjectNode.objects.filter(
        serves, _is_followed("project__strategy") | Q(project__strategy__code=own)
    ).order_by("project__order", "project__code")
    actions = ActionNode.objects.filter(
        serves, _is_followed("action__strategy") | Q(action__strategy__code=own)
    ).order_by("action__order", "action__code")
    works = {one.project: None for one in projects.select_related("project__strategy", "project__sector")}
    deeds = {one.action: None for one in actions.select_related("action__strategy", "action__unit")}
    return [project_line(one, places) for one in works], [action_line(one, places) for one in deeds]


def _is_followed(strategy: str) -> Q:
    """Adopted, and not superseded by today."""
    return Q(**{f"{strategy}__state": StrategyState.ADOPTED}) | Q(**{f"{strategy}__superseded_from__gt": today()})
