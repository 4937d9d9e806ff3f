"""The dashboard: how the strategy stands by goals, benefits or sectors, what has changed, and who is waited for."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.answering import answering
from measures.duties import duties_over
from measures.periods import Period
from measures.waiting import windows_of
from reporting.asked import chosen_inside, period_asked, strategies_with_calendars, strategy_asked
from reporting.assemble import standing_at, standings_now
from reporting.pages.awaited import Awaited, awaited_page
from reporting.pages.dashboard import Beside, Ways, dashboard_page
from reporting.pages.filters import Narrowed, narrowed, read_asked
from reporting.pages.known import AsKnown, read_known
from reporting.pages.places import Places
from reporting.pages.since import Since, since_page
from reporting.standing import Audience, Standing
from reporting.views import page_of_strategy
from scorecard.access import members_with
from scorecard.models import Strategy
from scorecard.permissions import Access, Right
from scorecard.work.finding import reviews_by
from scorecard.work.organisation import Organisation, organisation_of
from scorecard.work.reviews import Review

_AS_KNOWN = later("Muutoksia edelliseen raporttiin ei näytetä, kun luvut ovat kuten ne tiedettiin aiempana päivänä.")
_FIRST = later("Ennen tätä tilannetta ei ole raporttia, johon verrata.")


@require_safe
@members_with(Right.SEE_DASHBOARD)
def dashboard(request: HttpRequest, access: Access) -> HttpResponse:
    """The dashboard of a municipality, with figures that wait for approval."""
    strategies, calendars = strategies_with_calendars(access.municipality.code)
    strategy, known = strategy_asked(strategies, request.GET), read_known(request.GET, today())
    period = period_asked(request.GET, today())
    review = next(iter(reviews_by(calendars, strategy, period.ends, 1)), None)
    standing, before = _standings(strategy, period, known, review)
    chosen = chosen_inside(request.GET)
    places, asked = Places(access.municipality.code, Audience.INTERNAL, chosen), read_asked(request.GET, chosen)
    organisation = organisation_of(access.municipality)
    rows = narrowed(asked, standing, organisation)
    beside = Beside(
        organisation=organisation,
        since=_since(before, review, standing, places, rows, known),
        awaited=_awaited(access, organisation, standing) if known.moment is None else None,
        ways=_ways(access, places),
        strategies=[(one.code, named(one), one.state_on(today())) for one in strategies],
    )
    page = dashboard_page(standing, places, asked, rows, beside, today())
    return page_of_strategy(request, "reporting/dashboard.html", page, standing, places, access, known, swaps=True)


def _standings(
    strategy: Strategy, period: Period, known: AsKnown, review: Review | None
) -> tuple[Standing, Standing | None]:
    """How the strategy stands, and how it stood at the last review of its calendar, where that is compared with."""
    if known.moment is not None:
        return standing_at(strategy, period, known_at=known.moment), None
    if review is None:
        return standing_at(strategy, period), None
    now, before = standings_now([(strategy, period), (strategy, Period.parse(review.code))])
    return now, before


def _since(
    before: Standing | None, review: Review | None, standing: Standing, places: Places, rows: Narrowed, known: AsKnown
) -> Since:
    """What has changed since the last review of the strategy's calendar."""
    if before is None or review is None:
        return Since(why_not=_AS_KNOWN if known.moment is not None else _FIRST)
    return since_page(before, review.name, standing, places, rows.kept)


def _awaited(access: Access, organisation: Organisation, standing: Standing) -> Awaited | None:
    """What the open periods lack of this strategy's figures, of the units within the reader's reach: four queries at
    the most."""
    if not access.may(Right.SEE_READINESS):
        return None
    reach = access.reach(Right.SEE_READINESS, organisation.parents)
    windows = [one for one in windows_of(access.municipality) if one.is_open(today())]
    duties = duties_over(windows, reach, organisation.units, with_targets=False) if windows else {}
    people = answering(access.municipality, today(), organisation.parents)
    measured = {row.facts.indicator.code for row in standing.rows}
    asked = {window: [duty for duty in duties[window.pk] if duty.cell.indicator.code in measured] for window in windows}
    return awaited_page(access.municipality.code, asked, people, today())


def _ways(access: Access, places: Places) -> Ways:
    code = access.municipality.code
    timeliness = reverse("ajantasaisuus", args=[code]) if access.may(Right.FOLLOW_TIMELINESS) else ""
    return Ways(places.map, reverse("haku", args=[code]), timeliness)
