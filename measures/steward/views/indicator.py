"""One indicator: its page, and each step that the steward may take."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from measures.models import Indicator, RollUpRule
from measures.steward.finding import (
    decisions_of,
    indicator_of,
    indicators_of,
    reporters_of,
    rows_of_indicator,
    rules_of,
)
from measures.steward.forms import LastDayForm
from measures.steward.keeping.indicators import (
    change_indicator,
    delete_indicator,
    resume_indicator,
    retire_indicator,
)
from measures.steward.keeping.rules import decide_rule, drop_rule
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt
from measures.steward.pages.indicator import Material, indicator_form, indicator_page, rule_form
from measures.steward.settled import figures_of, first_open_day
from measures.steward.views.indicators import facts_of, joining_of
from measures.steward.views.manners import INDICATORS, indicators_step, put_on, shown
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.permissions import Access, Right
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.organisation import organisation_of
from scorecard.work.views.manners import CHANGED, done, seen_in, writer

stands_at_indicator = typed_is_kept("hallinta-mittari", "indicator")


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def indicator(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """The page of an indicator."""
    return page_of(request, access, indicator)


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def change(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Changes the definition."""
    of = material(access, indicator)
    form = indicator_form(of.offered, of.indicator, request.POST)
    if form.is_valid():
        try:
            facts = facts_of(form)
            made = change_indicator(indicator=of.indicator, seen=seen_in(request), facts=facts, by=writer(request))
        except ChangedMeanwhile:
            return page_of(request, access, indicator, Attempt("tiedot", form, conflict=True, fault=CHANGED))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            return done(request, of.place(), _("Mittarin ”%(name)s” tiedot on tallennettu.") % {"name": named(made)})
    return page_of(request, access, indicator, Attempt("tiedot", form))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def rule(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Has figures joined otherwise from a day on."""
    of = material(access, indicator)
    form = rule_form(of, request.POST)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        day = facts.pop("valid_from")
        joining = joining_of(facts, list(of.others))
        seen, by = seen_in(request), writer(request)
        try:
            decide_rule(indicator=of.indicator, seen=seen, joining=joining, valid_from=day, by=by)
        except ChangedMeanwhile:
            return page_of(request, access, indicator, Attempt("saanto", form, conflict=True, fault=CHANGED))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            return done(request, f"{of.place()}#saannot", _("Yhdistelysääntö on tallennettu."))
    return page_of(request, access, indicator, Attempt("saanto", form))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def remove_rule(request: HttpRequest, access: Access, indicator: str, rule: int) -> HttpResponse:
    """Takes a rule back that no closed period is joined by."""
    found = indicator_of(access.municipality, indicator)
    held = RollUpRule.objects.filter(indicator=found, pk=rule).first()

    def drop() -> None:
        if held is not None:
            drop_rule(rule=held, by=writer(request))

    return stepped(request, access, found, drop, _("Sääntö on poistettu. Sen historia on tallessa."))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def retire(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Ends the indicator on a day."""
    found = indicator_of(access.municipality, indicator)
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            retire_indicator(indicator=found, last_day=form.cleaned_data["last_day"], by=writer(request))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            return done(
                request, place_of(access, found), _("Mittari on päätetty. Sen luvut ja historia jäävät talteen.")
            )
    return page_of(request, access, indicator, Attempt("paata", form))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def resume(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Takes the end back."""
    found = indicator_of(access.municipality, indicator)
    resume_indicator(indicator=found, by=writer(request))
    return done(
        request, place_of(access, found), _("Mittari jatkuu. Sen mukana päättyneet yksiköt ja rivit jatkuvat myös.")
    )


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Takes away an indicator that was never used."""
    found = indicator_of(access.municipality, indicator)
    try:
        delete_indicator(indicator=found, by=writer(request))
    except ValidationError as refused:
        return page_of(request, access, indicator, Attempt(fault=" ".join(refused.messages)))
    told = _("Mittari ”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(found)}
    return done(request, reverse(INDICATORS, args=[access.municipality.code]), told)


def stepped(
    request: HttpRequest, access: Access, found: Indicator, step: Callable[[], object], told: str, mark: str = "saannot"
) -> HttpResponse:
    """Takes a step that has no form of its own: back to the page, which says what was done or why it was not."""
    try:
        step()
    except ValidationError as refused:
        return page_of(request, access, found.code, Attempt(fault=" ".join(refused.messages)))
    return done(request, f"{place_of(access, found)}#{mark}", told)


def place_of(access: Access, found: Indicator) -> str:
    """The page of the indicator."""
    return reverse("hallinta-mittari", args=[access.municipality.code, found.code])


def material(access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> Material:
    """What the page of the indicator is made of. What versions are of is read with them."""
    city = access.municipality
    found = indicator_of(city, code)
    figures, rows = figures_of(found), rows_of_indicator(found)
    return Material(
        code=city.code,
        indicator=found,
        figures=figures,
        rules=rules_of(found),
        reporters=reporters_of(found),
        rows=rows,
        organisation=organisation_of(city),
        others=indicators_of(city),
        decisions=decisions_of(city),
        open_day=first_open_day(found, figures, today(), [row.strategy_id for row in rows]),
        today=today(),
        attempt=attempt,
    )


def page_of(request: HttpRequest, access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    """The page of the indicator; with a form that was not accepted, 422."""
    of = material(access, code, attempt)
    page, refused = indicator_page(of), attempt != NO_ATTEMPT
    return shown(request, access, "steward/indicator.html", page, indicators_step(access), refused=refused)
