"""One row: its page, and each step that the steward may take."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.models import RowLink
from measures.steward.finding import hooks_of, links_of, row_of, targets_of
from measures.steward.forms import LastDayForm
from measures.steward.keeping.links import Thing, confirm_row_link, drop_row_link, hang, propose
from measures.steward.keeping.rows import change_row, move_row, remove_row, resume_row, retire_row
from measures.steward.pages.attempts import NO_ATTEMPT, Attempt
from measures.steward.pages.row import Material, links_form, proposal_form, row_form, row_page
from measures.steward.views.manners import put_on, rows_step, shown
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.permissions import Access, Right
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.views.manners import CHANGED, done, seen_in, writer

GONE = later("Yhteyttä ei ole enää ehdotettuna: joku ehti vahvistaa tai poistaa sen. Mitään ei muutettu.")
MOVED = later("Rivi oli jo siirretty. Tarkista järjestys.")
_stands_at_row = typed_is_kept("hallinta-rivi", "strategy", "row")


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def row(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """The page of a row."""
    return _page(request, access, (strategy, row))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def change(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Changes baseline and band."""
    found = row_of(access.municipality, strategy, row)
    form = row_form(found, request.POST)
    if not form.is_valid():
        return _page(request, access, (strategy, row), Attempt("tiedot", form))
    try:
        change_row(row=found, seen=seen_in(request), facts=form.cleaned_data, by=writer(request))
    except ChangedMeanwhile:
        return _page(request, access, (strategy, row), Attempt("tiedot", form, conflict=True, fault=CHANGED))
    return done(request, _place(access, strategy, row), _("Lähtötaso ja rajat on tallennettu."))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def choose(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Chooses what the row hangs on."""
    of = _material(access, (strategy, row))
    form = links_form(of, request.POST)
    if not form.is_valid():
        return _page(request, access, (strategy, row), Attempt("kohteet", form))
    things = [_thing(key) for key in form.cleaned_data["things"]]
    try:
        hang(row=of.row, things=things, seen=seen_in(request), by=writer(request))
    except ChangedMeanwhile:
        return _page(request, access, (strategy, row), Attempt("kohteet", form, conflict=True, fault=CHANGED))
    return done(request, f"{_place(access, strategy, row)}#kohteet", _("Rivin kohteet on tallennettu."))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def suggest(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Adds a link that is only proposed."""
    of = _material(access, (strategy, row))
    form = proposal_form(of, request.POST)
    if not form.is_valid():
        return _page(request, access, (strategy, row), Attempt("ehdota", form))
    thing, question = _thing(form.cleaned_data["thing"]), form.cleaned_data["question"]
    propose(row=of.row, thing=thing, question=question, by=writer(request))
    return done(request, f"{_place(access, strategy, row)}#kohteet", _("Ehdotettu kohde on lisätty."))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def settle(request: HttpRequest, access: Access, strategy: str, row: str, link: int) -> HttpResponse:
    """Confirms a proposed link, or drops it."""
    held = row_of(access.municipality, strategy, row)
    found = RowLink.objects.filter(row=held, pk=link, proposed=True).first()
    told = str(GONE)
    if found is not None and "vahvista" in request.POST:
        confirm_row_link(link=found, by=writer(request))
        told = _("Yhteys on vahvistettu.")
    elif found is not None:
        drop_row_link(link=found, by=writer(request))
        told = _("Ehdotettu yhteys on poistettu. Sen historia on tallessa.")
    return done(request, f"{_place(access, strategy, row)}#kohteet", told)


@require_POST
@typed_is_kept("hallinta-rivit")
@members_with(Right.MANAGE_STRUCTURE)
def move(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Moves the row one place."""
    found = row_of(access.municipality, strategy, row)
    told = _("”%(name)s” on siirretty.") % {"name": named(found.indicator)}
    try:
        move_row(row=found, seen=seen_in(request), up=request.POST.get("suunta") == "ylos", by=writer(request))
    except ChangedMeanwhile:
        told = str(MOVED)
    return done(request, f"{_list(access, strategy)}#rivi-{row}", told)


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def retire(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Ends the row on a day."""
    found = row_of(access.municipality, strategy, row)
    form = LastDayForm(request.POST)
    if form.is_valid():
        try:
            retire_row(row=found, last_day=form.cleaned_data["last_day"], by=writer(request))
        except ValidationError as refused:
            put_on(form, refused)
        else:
            told = _("Rivi on päätetty. Se jää vanhoihin kausiin ja raportteihin.")
            return done(request, _place(access, strategy, row), told)
    return _page(request, access, (strategy, row), Attempt("paata", form))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def resume(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Takes the end back."""
    try:
        resume_row(row=row_of(access.municipality, strategy, row), by=writer(request))
    except ValidationError as refused:
        return _page(request, access, (strategy, row), Attempt(fault=" ".join(refused.messages)))
    return done(request, _place(access, strategy, row), _("Rivi on taas strategiassa."))


@require_POST
@_stands_at_row
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """Takes the row out of the strategy, unless it is in a frozen report."""
    found = row_of(access.municipality, strategy, row)
    try:
        remove_row(row=found, by=writer(request))
    except ValidationError as refused:
        return _page(request, access, (strategy, row), Attempt(fault=" ".join(refused.messages)))
    told = _("”%(name)s” on poistettu strategiasta. Mittari ja sen luvut ovat ennallaan.") % {
        "name": named(found.indicator)
    }
    return done(request, _list(access, strategy), told)


def _thing(key: str) -> Thing:
    kind, _dash, number = key.partition("-")
    return Thing(kind, int(number))


def _place(access: Access, strategy: str, row: str) -> str:
    return reverse("hallinta-rivi", args=[access.municipality.code, strategy, row])


def _list(access: Access, strategy: str) -> str:
    return f"{reverse('hallinta-rivit', args=[access.municipality.code])}?strategia={strategy}"


def _material(access: Access, codes: tuple[str, str], attempt: Attempt = NO_ATTEMPT) -> Material:
    found = row_of(access.municipality, *codes)
    return Material(
        code=access.municipality.code,
        row=found,
        links=links_of(found),
        hooks=hooks_of(found.strategy_id),
        versions=targets_of([found]),
        today=today(),
        attempt=attempt,
    )


def _page(request: HttpRequest, access: Access, codes: tuple[str, str], attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    page = row_page(_material(access, codes, attempt))
    return shown(request, access, "steward/row.html", page, rows_step(access), refused=attempt != NO_ATTEMPT)
