"""Strategies and programmes: the list, a new one, and the page of one with its basics and the words of its levels."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Decision, ReportingOccasion, Strategy
from scorecard.permissions import Access, Right
from scorecard.steward.finding import may_belong_to, strategy_kept
from scorecard.steward.forms import NewStrategyForm, chosen
from scorecard.steward.keeping.copies import move_work, takes_work, work_left
from scorecard.steward.keeping.records import change_record
from scorecard.steward.keeping.strategies import add_strategy, change_strategy, delete_strategy
from scorecard.steward.pages.parts import NO_ATTEMPT, Attempt, form_of
from scorecard.steward.pages.strategies import (
    Material,
    Seen,
    basics_form,
    levels_form,
    listed,
    strategy_page,
)
from scorecard.steward.views.manners import shown, take
from scorecard.work.finding import place_by_state
from scorecard.work.keeping.versions import version, versions
from scorecard.work.views.manners import done, seen_in, writer

stands_at_strategy = typed_is_kept("strategia", "strategy")


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def strategies(request: HttpRequest, access: Access) -> HttpResponse:
    """Every strategy and programme, those in force first."""
    city, day = access.municipality, today()
    found = Strategy.objects.filter(municipality=city).select_related("part_of")
    ordered = sorted(found, key=lambda one: (*place_by_state(one, day), one.code))
    return shown(request, access, "steward/strategies.html", listed(ordered, city.code, day))


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("strategia-uusi")
@members_with(Right.MANAGE_STRUCTURE)
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """The form of a new strategy or programme; a POST adds it as a draft."""
    city = access.municipality
    above, place = may_belong_to(city), reverse("strategia-uusi", args=[city.code])

    def form(*data: object) -> NewStrategyForm:
        offered = [(str(one.pk), named(one)) for one in above]
        return NewStrategyForm(*data, city=city, strategies=offered, initial={"kind": "strategy"})

    made: list[Strategy] = []
    attempt: Attempt | None = NO_ATTEMPT
    if request.method == "POST":

        def add(facts: dict[str, object]) -> None:
            code, part_of = str(facts.pop("code")), chosen(above, str(facts["part_of"]))
            made.append(
                add_strategy(municipality=city, code=code, facts=facts | {"part_of": part_of}, by=writer(request))
            )

        attempt = take(form(request.POST), "uusi", add)
    if attempt is None:
        told = _("Luonnos on lisätty. Kirjaa seuraavaksi sen päätökset ja tavoitteet.")
        return done(request, reverse("strategia", args=[city.code, made[0].code]), told)
    page = form_of(attempt, "uusi", form, place)
    steps = (_("Strategiat ja ohjelmat"), reverse("strategiat", args=[city.code]))
    return shown(request, access, "steward/new_strategy.html", page, steps, refused=attempt is not NO_ATTEMPT)


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def strategy(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """The page of one strategy."""
    return page_of(request, access, strategy)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def basics(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Changes the basics."""
    of = material(access, strategy)

    def change(facts: dict[str, object]) -> None:
        own = facts | {"part_of": chosen(of.others, str(facts["part_of"]))}
        change_strategy(strategy=of.strategy, seen=seen_in(request), facts=own, by=writer(request))

    attempt = take(basics_form(of, request.POST), "tiedot", change)
    return after(request, access, strategy, attempt, _("Perustiedot on tallennettu."))


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def levels(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Changes what the strategy calls its levels."""
    of = material(access, strategy)
    form = levels_form(of, request.POST)

    def change(_given: dict[str, object]) -> None:
        facts = {"level_words": form.words}
        change_record(record=of.strategy, seen=seen_in(request), facts=facts, by=writer(request))

    return after(request, access, strategy, take(form, "tasot", change), _("Tasojen nimet on tallennettu."))


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Takes a draft away that nothing belongs to."""
    found = strategy_kept(access.municipality, strategy)
    try:
        delete_strategy(strategy=found, by=writer(request))
    except ValidationError as refused:
        return page_of(request, access, strategy, Attempt(fault=" ".join(refused.messages)))
    told = _("Luonnos ”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(found)}
    return done(request, reverse("strategiat", args=[access.municipality.code]), told)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def move(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Moves the work that goes on in the version before to this one."""
    found = strategy_kept(access.municipality, strategy)
    try:
        move_work(strategy=found, by=writer(request))
    except ValidationError as refused:
        return page_of(request, access, strategy, Attempt(fault=" ".join(refused.messages)))
    return after(request, access, strategy, None, _("Käynnissä olevat projektit ja toimenpiteet on siirretty."))


def material(access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> Material:
    """What the page is made of: versions first, so that what is shown is never older than what it is saved over."""
    pk = Strategy.objects.filter(municipality=access.municipality, code=code).values("pk")[:1]
    seen = Seen(
        version(Strategy, id=pk), versions(Decision, strategy_id=pk), versions(ReportingOccasion, strategy_id=pk)
    )
    found = strategy_kept(access.municipality, code)
    others = Strategy.objects.filter(municipality=access.municipality).order_by("valid_from", "code")
    return Material(
        strategy=found,
        others=list(others.select_related("part_of")),
        decisions=list(found.decisions.order_by("date", "section", "id")),
        calendar=list(found.calendar.order_by("order")),
        seen=seen,
        today=today(),
        works=work_left(found) if takes_work(found, today()) else 0,
        attempt=attempt,
    )


def page_of(request: HttpRequest, access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    """The page of a strategy; with a step that was refused, 422."""
    page = strategy_page(material(access, code, attempt))
    steps = (_("Strategiat ja ohjelmat"), reverse("strategiat", args=[access.municipality.code]))
    return shown(request, access, "steward/strategy.html", page, steps, refused=attempt is not NO_ATTEMPT)


def after(
    request: HttpRequest, access: Access, code: str, attempt: Attempt | None, told: str, place: str = ""
) -> HttpResponse:
    """Back to the page after a step that was taken; else the page with what was typed."""
    if attempt is not None:
        return page_of(request, access, code, attempt)
    return done(request, reverse("strategia", args=[access.municipality.code, code]) + place, told)
