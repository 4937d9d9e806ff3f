"""A new version of a strategy, adopting a draft, and two versions side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed
from kemi_strategy.web.speaking import named
from measures.models import KpiRow
from measures.models.codes import Reading
from measures.renewal.adopting import adopt
from measures.renewal.comparing import side_of
from measures.renewal.copying import renew_strategy
from measures.renewal.pages import adopt_form, adopt_page, compare_page, version_form, version_page
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Strategy
from scorecard.models.codes import StrategyState
from scorecard.permissions import Access, Right
from scorecard.steward.finding import strategy_kept
from scorecard.steward.pages.parts import NO_ATTEMPT, Attempt
from scorecard.steward.views.manners import shown, take
from scorecard.work.views.manners import done, writer


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("strategia-versio", "strategy")
@members_with(Right.MANAGE_STRUCTURE)
def renew(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """The form of a new version; a POST makes its draft."""
    found, made = strategy_kept(access.municipality, strategy), list[Strategy]()
    attempt: Attempt | None = NO_ATTEMPT
    if request.method == "POST":

        def copy(facts: dict[str, Any]) -> None:
            code, rows = str(facts.pop("code")), bool(facts.pop("rows"))
            made.append(renew_strategy(strategy=found, code=code, facts=facts, rows=rows, by=writer(request)))

        attempt = take(version_form(found, request.POST), "versio", copy)
    if attempt is None:
        told = _("Uuden version luonnos on tehty. Vanha on voimassa, kunnes uusi hyväksytään.")
        return done(request, reverse("strategia", args=[access.municipality.code, made[0].code]), told)
    waiting = found.later_versions.filter(state=StrategyState.DRAFT).first()
    page, refused = version_page(found, waiting, attempt), attempt is not NO_ATTEMPT
    return shown(request, access, "measures/renewal/version.html", page, *_steps(access, found), refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("strategia-hyvaksy", "strategy")
@members_with(Right.MANAGE_STRUCTURE)
def adoption(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """The form of adoption; a POST adopts the draft."""
    found = strategy_kept(access.municipality, strategy)
    if found.state != StrategyState.DRAFT:
        raise NotAllowed(_("Strategia on jo hyväksytty. Muutokset siihen tehdään päätöksellä tavoitteiden sivulla."))
    decisions = list(found.decisions.order_by("date", "section", "id"))
    attempt: Attempt | None = NO_ATTEMPT
    if request.method == "POST":

        def do(given: dict[str, Any]) -> None:
            decision = next(one for one in decisions if str(one.pk) == given["decision"])
            works = bool(given.get("works"))
            adopt(strategy=found, decision=decision, day=given["day"], works=works, by=writer(request))

        attempt = take(adopt_form(found, decisions, request.POST), "hyvaksy", do)
    if attempt is None:
        told = _("Strategia on hyväksytty.")
        return done(request, reverse("strategia", args=[access.municipality.code, strategy]), told)
    questions = KpiRow.objects.filter(strategy=found, reading=Reading.PROPOSED).count()
    page, refused = adopt_page(found, decisions, questions, attempt), attempt is not NO_ATTEMPT
    return shown(request, access, "measures/renewal/adopt.html", page, *_steps(access, found), refused=refused)


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def compare(request: HttpRequest, access: Access, strategy: str, other: str) -> HttpResponse:
    """Two versions side by side, the older one first."""
    sides = [side_of(strategy_kept(access.municipality, code)) for code in (strategy, other)]
    sides.sort(key=lambda side: (side.strategy.valid_from is None, side.strategy.valid_from or today()))
    page = compare_page(sides[0], sides[1], today())
    return shown(request, access, "measures/renewal/compare.html", page, *_steps(access, sides[0].strategy))


def _steps(access: Access, strategy: Strategy) -> tuple[tuple[str, str], ...]:
    code = access.municipality.code
    every = (_("Strategiat ja ohjelmat"), reverse("strategiat", args=[code]))
    return every, (named(strategy), reverse("strategia", args=[code, strategy.code]))
