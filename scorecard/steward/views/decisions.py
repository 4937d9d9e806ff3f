"""The steps of a strategy's decisions and of its reporting calendar."""

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kemi_strategy.web.errors import Unknown
from scorecard.access import members_with
from scorecard.models import Decision, ReportingOccasion
from scorecard.permissions import Access, Right
from scorecard.steward.finding import strategy_kept
from scorecard.steward.keeping.decisions import add_decision, add_occasion, remove_occasion
from scorecard.steward.keeping.records import change_record
from scorecard.steward.pages.parts import Attempt
from scorecard.steward.pages.strategies import decision_form, occasion_form
from scorecard.steward.views.manners import take
from scorecard.steward.views.strategies import after, stands_at_strategy
from scorecard.work.views.manners import seen_in, writer

_DECISION, _LINE = "paatos", "kalenteri"
_DECISIONS, _CALENDAR = "#paatokset", "#kalenteri"


def _changed(request: HttpRequest, record: Decision | ReportingOccasion, form: Form, name: str) -> Attempt | None:
    """Saves a record over the version that was read."""
    seen, by = seen_in(request), writer(request)
    return take(form, name, lambda facts: change_record(record=record, seen=seen, facts=facts, by=by), key=record.pk)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def add(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Writes down a decision."""
    found, form = strategy_kept(access.municipality, strategy), decision_form(data=request.POST)
    attempt = take(form, _DECISION, lambda facts: add_decision(strategy=found, facts=facts, by=writer(request)))
    return after(request, access, strategy, attempt, _("Päätös on kirjattu."), _DECISIONS)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def change(request: HttpRequest, access: Access, strategy: str, decision: int) -> HttpResponse:
    """Corrects a decision; what it said before stays in the history."""
    found = strategy_kept(access.municipality, strategy).decisions.filter(pk=decision).first()
    if found is None:
        raise Unknown(_("Tällaista päätöstä ei ole tällä strategialla."))
    attempt = _changed(request, found, decision_form(found, request.POST), _DECISION)
    return after(request, access, strategy, attempt, _("Päätös on korjattu. Entinen on historiassa."), _DECISIONS)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def add_line(request: HttpRequest, access: Access, strategy: str) -> HttpResponse:
    """Adds a line to the calendar."""
    found, form = strategy_kept(access.municipality, strategy), occasion_form(data=request.POST)
    attempt = take(form, _LINE, lambda facts: add_occasion(strategy=found, facts=facts, by=writer(request)))
    return after(request, access, strategy, attempt, _("Rivi on lisätty raportointikalenteriin."), _CALENDAR)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def change_line(request: HttpRequest, access: Access, strategy: str, line: int) -> HttpResponse:
    """Changes a line of the calendar."""
    found = strategy_kept(access.municipality, strategy).calendar.filter(pk=line).first()
    if found is None:
        raise Unknown(_("Tällaista raportointikalenterin riviä ei ole."))
    attempt = _changed(request, found, occasion_form(found, request.POST), _LINE)
    return after(request, access, strategy, attempt, _("Raportointikalenterin rivi on tallennettu."), _CALENDAR)


@require_POST
@stands_at_strategy
@members_with(Right.MANAGE_STRUCTURE)
def remove_line(request: HttpRequest, access: Access, strategy: str, line: int) -> HttpResponse:
    """Takes a line out of the calendar."""
    found = strategy_kept(access.municipality, strategy)
    kept = found.calendar.filter(pk=line).first()
    if kept is not None:
        remove_occasion(occasion=kept, by=writer(request))
    return after(request, access, strategy, None, _("Rivi on poistettu. Se on historiassa."), _CALENDAR)
