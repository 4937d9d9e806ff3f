"""The list of indicators, and adding one."""

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from measures.models import Indicator, ReportingUnit
from measures.rollup import AcrossTime, AcrossUnits
from measures.steward.finding import decisions_of, indicators_of, latest_rules, rows_of_municipality
from measures.steward.forms import NewIndicatorForm, Offered
from measures.steward.keeping.indicators import add_indicator
from measures.steward.keeping.rules import Joining
from measures.steward.pages.attempts import Attempt, form_of
from measures.steward.pages.indicators import Listed, indicators_page
from measures.steward.pages.words import decision_choices, indicator_choices
from measures.steward.views.manners import indicators_step, put_on, shown
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Municipality
from scorecard.permissions import Access, Right
from scorecard.work.finding import strategies_of
from scorecard.work.organisation import Organisation, organisation_of
from scorecard.work.views.manners import done, writer


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def indicators(request: HttpRequest, access: Access) -> HttpResponse:
    """Every indicator of the municipality, or those asked for."""
    city = access.municipality
    listed = Listed(
        indicators=indicators_of(city),
        rules=latest_rules(city),
        rows=rows_of_municipality(city),
        reporters=_reporters(city),
        strategies=strategies_of(city),
        organisation=organisation_of(city),
    )
    page = indicators_page(city.code, listed, request.GET)
    return shown(request, access, "steward/indicators.html", page, swaps=True)


def _reporters(city: Municipality) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    told = ReportingUnit.objects.filter(indicator__municipality=city).values_list("indicator", "unit")
    for indicator, unit in told:
        found.setdefault(indicator, set()).add(unit)
    return {indicator: frozenset(units) for indicator, units in found.items()}


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("hallinta-mittari-uusi")
@members_with(Right.MANAGE_STRUCTURE)
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """The form of a new indicator; a POST adds it."""
    city, organisation = access.municipality, organisation_of(access.municipality)
    others, decisions = indicators_of(city), decisions_of(city)
    offered = Offered(_units(organisation), decision_choices(decisions), indicator_choices(others))
    given = [request.POST] if request.method == "POST" else []
    form = NewIndicatorForm(*given, offered=offered, initial=_FIRST)
    if form.is_valid():
        try:
            made = _add(city, form, request)
        except ValidationError as refused:
            put_on(form, refused)
        else:
            place = reverse("hallinta-mittari", args=[city.code, made.code])
            told = _("Mittari ”%(name)s” on lisätty. Valitse alla, mitkä yksiköt raportoivat sitä.") % {
                "name": named(made)
            }
            return done(request, place, told)
    page = form_of(Attempt("uusi", form), "uusi", form, reverse("hallinta-mittari-uusi", args=[city.code]), "")
    return shown(request, access, "steward/new_indicator.html", page, indicators_step(access), refused=form.is_bound)


_FIRST = {
    "value_type": "number",
    "decimals": 0,
    "direction": "up",
    "frequency": "year",
    "entity": "municipality",
    "across_units": AcrossUnits.MUNICIPALITY.value,
    "across_time": AcrossTime.LAST.value,
}


def _add(city: Municipality, form: Form, request: HttpRequest) -> Indicator:
    facts = facts_of(form)
    joining = joining_of(facts, indicators_of(city))
    field, fault = joining.fault(str(facts["value_type"]))
    if fault:
        raise ValidationError({field: fault})
    return add_indicator(municipality=city, facts=facts, joining=joining, by=writer(request))


def facts_of(form: Form) -> dict[str, object]:
    """What was given of the indicator itself, with unit and decision as keys of records."""
    facts = dict(form.cleaned_data)
    facts["responsible_unit_id"] = int(facts["responsible_unit"]) if facts["responsible_unit"] else None
    facts["decision_id"] = int(facts["decision"]) if facts["decision"] else None
    return {name: value for name, value in facts.items() if name not in ("responsible_unit", "decision")}


def joining_of(facts: dict[str, object], others: list[Indicator]) -> Joining:
    """How figures become one, taken out of the facts."""
    weight = str(facts.pop("weight", ""))
    across_units, across_time = facts.pop("across_units"), facts.pop("across_time")
    weighed = next((one for one in others if str(one.pk) == weight), None)
    units = AcrossUnits(str(across_units))
    return Joining(units, AcrossTime(str(across_time)), weighed if units is AcrossUnits.WEIGHTED else None)


def _units(organisation: Organisation) -> list[tuple[str, str]]:
    return [
        (str(unit.pk), " / ".join(named(one) for one in organisation.line(unit.pk)))
        for _depth, unit in organisation.in_tree_order(today())
    ]
