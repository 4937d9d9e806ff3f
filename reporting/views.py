"""The pages: find what is asked for with permission, make its plain values, render."""

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from kemi_strategy.web.dates import today, write_day
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.swaps import page_or_part
from measures.models import KpiRow
from measures.periods import Period
from reporting.asked import (
    chosen_for_all,
    chosen_inside,
    measured_municipalities,
    period_asked,
    published_municipalities,
    strategies_for_all,
    strategies_inside,
    strategy_asked,
)
from reporting.assemble import standing_at, standing_of, structure_at
from reporting.models import Deviation
from reporting.pages.definition import Fact, decided_by
from reporting.pages.frame import strategy_frame
from reporting.pages.front import front_page
from reporting.pages.indicator import indicator_page
from reporting.pages.issue.cards import row_notes
from reporting.pages.known import AsKnown, read_known
from reporting.pages.places import Places
from reporting.pages.progress import progress_page
from reporting.standing import Audience, Standing
from reporting.structure import Structure, in_force, structure_around
from scorecard.access import access_of, members_with
from scorecard.frame import PROGRESS, Frame, reader_name
from scorecard.models import Strategy
from scorecard.permissions import Access, Right, homes


@require_safe
@login_not_required
def front(request: HttpRequest) -> HttpResponse:
    """Municipalities to choose from; straight to the only one."""
    held = homes(request.user, today()) if request.user.is_authenticated else []
    doors = front_page(published_municipalities(), held, measured_municipalities())
    if len(doors) == 1:
        return HttpResponseRedirect(doors[0].address)
    return render(request, "reporting/front.html", {"doors": doors, "frame": Frame(reader=reader_name(request))})


@require_safe
@login_not_required
def progress(request: HttpRequest, code: str) -> HttpResponse:
    """The public progress page of a municipality."""
    access = access_of(request, code)
    strategies = strategies_for_all(code, access)
    strategy = strategy_asked(strategies, request.GET)
    standing = standing_at(strategy, period_asked(request.GET, today()), Audience.PUBLIC)
    places = Places(code, Audience.PUBLIC, chosen_for_all(request.GET, strategy))
    page = progress_page(standing, places, strategies, strategy.decisions.order_by("date", "id"), today())
    return page_of_strategy(request, "reporting/progress.html", page, standing, places, access)


@require_safe
@login_not_required
def indicator(request: HttpRequest, code: str, row: str) -> HttpResponse:
    """An indicator's page for anybody."""
    access = access_of(request, code)
    strategy = strategy_asked(strategies_for_all(code, access, row), request.GET)
    period = period_asked(request.GET, today())
    structure = structure_around(strategy, period.ends, row)
    standing = standing_of(structure, period, Audience.PUBLIC, past=True)
    places = Places(code, Audience.PUBLIC, chosen_for_all(request.GET, strategy))
    page = indicator_page(standing, row, places, structure.units, decisions_of(structure, period), today())
    return page_of_strategy(request, "reporting/indicator.html", page, standing, places, access, way="mittarit")


@require_safe
@members_with(Right.SEE_DASHBOARD)
def indicator_inside(request: HttpRequest, access: Access, row: str) -> HttpResponse:
    """An indicator's page with figures that wait for approval."""
    code = access.municipality.code
    strategy = strategy_asked(strategies_inside(code, row), request.GET)
    places = Places(code, Audience.INTERNAL, chosen_inside(request.GET))
    known, period = read_known(request.GET, today()), period_asked(request.GET, today())
    structure = row_asked(strategy, period, row, known)
    standing = standing_of(structure, period, Audience.INTERNAL, known.moment, past=True)
    page = indicator_page(standing, row, places, structure.units, decisions_of(structure, period))
    words = row_notes(_card(strategy, row, known), code, row, known.day or today(), places.chosen)
    return page_of_strategy(
        request, "reporting/indicator.html", page, standing, places, access, known, row, words=words
    )


def _card(strategy: Strategy, row: str, known: AsKnown) -> Deviation | None:
    """The row's last deviation card, as it was known; one query."""
    found = Deviation.objects.filter(row__strategy=strategy, row__indicator__code=row).select_related("written_by")
    if known.moment is not None:
        found = found.filter(written_at__lte=known.moment)
    return found.order_by("id").last()


def decisions_of(structure: Structure, period: Period) -> Sequence[Fact]:
    """By which decisions the target of a period stands: its own, else those on the strategy. One query at most."""
    own = in_force(structure.versions, period.ends).decision
    return decided_by(own, () if own is not None else structure.strategy.decisions.order_by("date", "id"))


def row_asked(strategy: Strategy, period: Period, row: str, known: AsKnown | None = None) -> Structure:
    """One row of a strategy, as it is or as it was known. Raises Unknown when the strategy has none, or had none."""
    moment = known.moment if known is not None else None
    try:
        return structure_at(strategy, period.ends, known_at=moment, only=row)
    except KpiRow.DoesNotExist:
        raise Unknown(_not_there(row, moment)) from None


def _not_there(row: str, moment: dt.date | None) -> str:
    if moment is None:
        return _("Mittaria ”%(row)s” ei ole tässä strategiassa.") % {"row": row}
    return _("Mittaria ”%(row)s” ei tiedetty tässä strategiassa %(day)s.") % {"row": row, "day": write_day(moment)}


def page_of_strategy(
    request: HttpRequest,
    template: str,
    page: object,
    standing: Standing,
    places: Places,
    access: Access | None,
    known: AsKnown | None = None,
    about: str = "",
    way: str = PROGRESS,
    words: object = None,
    *,
    swaps: bool = False,
) -> HttpResponse:
    """A page about a strategy, in the frame of its reader. ``known``: the day as of which the reader wants it.

    ``about``: the code of the one indicator that the page is of. ``way``: where a public page belongs. ``words``: what
    people have written of it. ``swaps``: a form on the page swaps a part of it.
    """
    frame = strategy_frame(standing.strategy, places, reader=reader_name(request), access=access, way=way)
    context = {"page": page, "frame": frame, "known": None, "changes": "", "words": words}
    if known is not None:
        context |= {"known": known.of(standing.structure_at), "changes": _changes(access, places, about)}
    status = known.status if known is not None else 200
    return (page_or_part if swaps else render)(request, template, context, status=status)


def _changes(access: Access | None, places: Places, about: str) -> str:
    """Where the structure's changes are, of one indicator or of all; empty for those who may not see them."""
    return places.changes(about) if access is not None and access.may(Right.SEE_CHANGES) else ""
