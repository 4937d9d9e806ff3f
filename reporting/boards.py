"""The boards: the list of them, and each one's pack for a meeting."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from reporting.asked import chosen, period_asked, strategies_inside
from reporting.assemble import standings_now
from reporting.pages.boards import Reach, boards_page, pack_page
from reporting.pages.places import Places
from reporting.standing import Audience
from scorecard.access import members_with
from scorecard.models import Strategy, Unit
from scorecard.models.codes import StrategyState
from scorecard.permissions import Access, Right
from scorecard.work.finding import actions_of, latest_notes, nodes_of, projects_of
from scorecard.work.organisation import in_force, organisation_of
from scorecard.work.pages.rooms import frame_of, rooms_of

ROOM = "lautakunnat"
_NOTES_BACK = dt.timedelta(days=400)


@require_safe
@members_with(Right.SEE_PACK)
def boards(request: HttpRequest, access: Access) -> HttpResponse:
    """The boards of the municipality."""
    units = [one for one in organisation_of(access.municipality).units.values() if in_force(one, today())]
    context = {"page": boards_page(access.municipality.code, units), "rooms": rooms_of(access, ROOM)}
    return render(request, "reporting/boards.html", context | {"frame": frame_of(request, access)})


@require_safe
@members_with(Right.SEE_PACK)
def pack(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """The pack of one board; without the right to the dashboard with approved figures only."""
    audience = Audience.INTERNAL if access.may(Right.SEE_DASHBOARD) else Audience.PUBLIC
    period = period_asked(request.GET, today())
    strategies = _in_force(access.municipality.code)
    reach = _reach(access, unit, period.ends, strategies)
    standings = standings_now([(strategy, period) for strategy in strategies], audience)
    places = Places(access.municipality.code, audience, chosen(request.GET))
    nodes = nodes_of({one.strategy_id for one in reach.actions})
    page = pack_page(reach, standings, places, nodes, today())
    frame = replace(frame_of(request, access), draft=page.draft)
    context = {"page": page, "rooms": rooms_of(access, ROOM), "frame": frame}
    return render(request, "reporting/pack.html", context)


def _in_force(code: str) -> Sequence[Strategy]:
    """The adopted strategy and programmes; where nothing has been adopted, the drafts."""
    found = strategies_inside(code)
    day = today()
    adopted = [one for one in found if one.state_on(day) == StrategyState.ADOPTED and one.has_begun(day)]
    drafts = [one for one in found if one.state == StrategyState.DRAFT]
    if not adopted and not drafts:
        raise Unknown(_("Kunnalla ei ole voimassa olevaa strategiaa, joten lautakunnalla ei ole seurattavaa."))
    return adopted or drafts


def _reach(access: Access, code: str, day: dt.date, strategies: Sequence[Strategy]) -> Reach:
    """What belongs to the board of a unit, of the work only what carries out these strategies."""
    municipality = access.municipality
    organisation = organisation_of(municipality)
    unit: Unit | None = next((one for one in organisation.units.values() if one.code == code and one.board), None)
    if unit is None:
        raise Unknown(_("Yksiköllä ”%(code)s” ei ole lautakuntaa.") % {"code": code})
    below = organisation.below(unit.pk)
    projects = list(projects_of(municipality).filter(sector__in=below, strategy__in=strategies))
    return Reach(
        unit=unit,
        units={organisation.units[pk].code for pk in below},
        projects=projects,
        actions=list(actions_of(municipality).filter(unit__in=below, strategy__in=strategies)),
        notes=latest_notes(projects, day, day - _NOTES_BACK),
    )
