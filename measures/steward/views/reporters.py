"""The reporting units of an indicator: add several, change their days, hand over to a successor, take back."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.models import ReportingUnit
from measures.steward.finding import indicator_of
from measures.steward.keeping.reporting import add_reporting, change_reporting, drop_reporting, hand_over_reporting
from measures.steward.pages.attempts import Attempt
from measures.steward.pages.indicator import Material, days_form, reporters_form, successor_form
from measures.steward.views.indicator import material, page_of, stands_at_indicator, stepped
from measures.steward.views.manners import put_on
from scorecard.access import members_with
from scorecard.permissions import Access, Right
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.views.manners import CHANGED, done, seen_in, writer

GONE = later("Yksikkö ei enää raportoi tätä mittaria: joku ehti poistaa sen. Mitään ei muutettu.")


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def add(request: HttpRequest, access: Access, indicator: str) -> HttpResponse:
    """Has units report from a day on."""
    of = material(access, indicator)
    form = reporters_form(of, request.POST)
    if form.is_valid():
        chosen = [of.organisation.units[int(key)] for key in form.cleaned_data["units"]]
        day = form.cleaned_data["valid_from"]
        try:
            made = add_reporting(indicator=of.indicator, units=chosen, valid_from=day, by=writer(request))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            number = len(made)
            told = ngettext("Yksi yksikkö lisättiin.", "%(number)s yksikköä lisättiin.", number) % {"number": number}
            return done(request, f"{of.place()}#raportoijat", told)
    return page_of(request, access, indicator, Attempt("raportoijat", form))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def change(request: HttpRequest, access: Access, indicator: str, reporter: int) -> HttpResponse:
    """Changes from when to when a unit reports."""
    of = material(access, indicator)
    found = _found(of, reporter)
    form = days_form(found, request.POST)
    if form.is_valid():
        try:
            change_reporting(reporter=found, seen=seen_in(request), by=writer(request), **form.cleaned_data)
        except ChangedMeanwhile:
            attempt = Attempt("paivat", form, found.pk, conflict=True, fault=CHANGED)
            return page_of(request, access, indicator, attempt)
        except ValidationError as refused:
            put_on(form, refused)
        else:
            told = _("Yksikön %(unit)s raportointi on tallennettu.") % {"unit": named(found.unit)}
            return done(request, f"{of.place()}#raportoijat", told)
    return page_of(request, access, indicator, Attempt("paivat", form, found.pk))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def hand_over(request: HttpRequest, access: Access, indicator: str, reporter: int) -> HttpResponse:
    """Ends a unit's reporting; another one goes on from the next day."""
    of = material(access, indicator)
    found = _found(of, reporter)
    form = successor_form(of, request.POST)
    if form.is_valid():
        unit, day = of.organisation.units[int(form.cleaned_data["unit"])], form.cleaned_data["last_day"]
        try:
            hand_over_reporting(reporter=found, unit=unit, last_day=day, by=writer(request))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            told = _("%(unit)s raportoi tästä eteenpäin. Aiemmat luvut jäävät yksikölle %(before)s.") % {
                "unit": named(unit),
                "before": named(found.unit),
            }
            return done(request, f"{of.place()}#raportoijat", told)
    return page_of(request, access, indicator, Attempt("siirto", form, found.pk))


@require_POST
@stands_at_indicator
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, indicator: str, reporter: int) -> HttpResponse:
    """Takes away a unit that has reported nothing."""
    found = indicator_of(access.municipality, indicator)
    held = ReportingUnit.objects.filter(indicator=found, pk=reporter).first()

    def drop() -> None:
        if held is not None:
            drop_reporting(reporter=held, by=writer(request))

    told = _("Yksikkö on poistettu raportoijista. Historia on tallessa.")
    return stepped(request, access, found, drop, told, mark="raportoijat")


def _found(of: Material, reporter: int) -> ReportingUnit:
    found = next((one for one in of.reporters if one.pk == reporter), None)
    if found is None:
        raise Unknown(GONE)
    return found
