"""The rows of a strategy, and putting an indicator into it."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed, Unknown
from kemi_strategy.web.speaking import named
from measures.steward.finding import indicators_of, rows_of, targets_of
from measures.steward.forms import NewRowForm
from measures.steward.keeping.rows import add_row
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt
from measures.steward.pages.rows import STRATEGY, Material, rows_page
from measures.steward.views.manners import indicators_step, put_on, shown
from measures.targets import Kind
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Strategy
from scorecard.permissions import Access, Right
from scorecard.work.finding import strategies_of
from scorecard.work.views.manners import done, writer


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("hallinta-rivit")
@members_with(Right.MANAGE_STRUCTURE)
def rows(request: HttpRequest, access: Access) -> HttpResponse:
    """The rows of the strategy asked for, else of the one in force; a POST puts an indicator into it."""
    strategies = strategies_of(access.municipality)
    strategy = _asked(strategies, request.GET.get(STRATEGY, ""))
    if request.method != "POST":
        return _shown(request, access, strategies, strategy)
    of = _material(access, strategies, strategy)
    form = NewRowForm(request.POST, indicators=of.offered)
    if form.is_valid():
        indicator = next(one for one in of.indicators if str(one.pk) == form.cleaned_data["indicator"])
        kind = Kind(form.cleaned_data["kind"])
        try:
            add_row(strategy=strategy, indicator=indicator, kind=kind, by=writer(request))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            place = reverse("hallinta-rivi", args=[access.municipality.code, strategy.code, indicator.code])
            told = _("”%(name)s” on nyt strategian rivinä. Kirjaa lähtötaso, tavoite ja kohteet.") % {
                "name": named(indicator)
            }
            return done(request, place, told)
    return _shown(request, access, strategies, strategy, Attempt("uusi", form))


def _asked(strategies: list[Strategy], code: str) -> Strategy:
    found = [one for one in strategies if not code or one.code == code]
    if not found and code:
        raise Unknown(_("Strategiaa ”%(code)s” ei ole tässä kunnassa.") % {"code": code})
    if not found:
        raise NotAllowed(_("Kunnalla ei ole vielä strategiaa. Lisää strategia, niin siihen voi panna mittareita."))
    return found[0]


def _material(
    access: Access, strategies: list[Strategy], strategy: Strategy, attempt: Attempt = NO_ATTEMPT
) -> Material:
    found = rows_of(strategy.pk)
    return Material(
        code=access.municipality.code,
        strategy=strategy,
        strategies=strategies,
        rows=found,
        targets=targets_of(found),
        indicators=indicators_of(access.municipality),
        today=today(),
        attempt=attempt,
    )


def _shown(
    request: HttpRequest,
    access: Access,
    strategies: list[Strategy],
    strategy: Strategy,
    attempt: Attempt = NO_ATTEMPT,
) -> HttpResponse:
    page = rows_page(_material(access, strategies, strategy, attempt), request.GET)
    refused = attempt != NO_ATTEMPT
    return shown(
        request, access, "steward/rows.html", page, indicators_step(access), refused=refused, swaps=not refused
    )
