"""The steward's open readings: all of them, one of them, and the steps that settle one."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from measures.models import KpiRow, TargetVersion
from measures.readings.finding import (
    LINK_KINDS,
    OpenRow,
    confirmed_rows,
    context_of,
    links_of,
    open_links,
    open_row,
    open_rows,
    rows_of,
    target_of,
)
from measures.readings.forms import ReadingForm, typed_of
from measures.readings.keeping import choose_reading, confirm_reading, reject_reading, settle_link
from measures.readings.page import reading_page, reading_words, readings_page
from measures.targets import Kind
from measures.views.expired import signed_in_at
from measures.views.keeping import is_of_htmx
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.frame import HALLINTA, inside_frame
from scorecard.models import User
from scorecard.permissions import Access, Right
from scorecard.steward.rooms import steps_to
from scorecard.work.keeping.versions import ChangedMeanwhile

_SHOWN = 20
_CHANGED = later(
    "Joku muu ehti ratkaista tai muuttaa tätä tulkintaa. Mitään ei muutettu: alla se on sellaisena kuin se on nyt."
)
_stands_at_reading = typed_is_kept("tulkinta", "strategy", "row")


@require_safe
@members_with(Right.CONFIRM_READINGS)
def readings(request: HttpRequest, access: Access) -> HttpResponse:
    """What is open, by strategy."""
    return _all(request, access)


@require_safe
@members_with(Right.CONFIRM_READINGS)
def reading(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """One reading."""
    found = _found(access, strategy, row)
    return _shown(request, access, open_row(found), _form(found, None, request.GET.get("laji", "")))


@require_POST
@_stands_at_reading
@members_with(Right.CONFIRM_READINGS)
def confirm(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """The reading is as proposed."""
    found = _found(access, strategy, row)
    try:
        confirm_reading(row=found, seen=request.POST.get("seen", ""), by=_reader(request))
    except (ChangedMeanwhile, ValidationError) as stopped:
        return _stopped(request, access, found, stopped)
    return _done(request, access, _("Tulkinta on vahvistettu: %(name)s.") % {"name": named(found.indicator)})


@require_POST
@_stands_at_reading
@members_with(Right.CONFIRM_READINGS)
def choose(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """The words mean something else: one of the alternatives, or what was typed."""
    found = _found(access, strategy, row)
    form = _form(found, request)
    if not form.is_valid():
        return _shown(request, access, open_row(found), form, status=422)
    target = form.cleaned_data["target"]
    try:
        chosen = choose_reading(
            row=found,
            target=target,
            other=form.others.get(target.other or ""),
            seen=request.POST.get("seen", ""),
            by=_reader(request),
        )
    except (ChangedMeanwhile, ValidationError) as stopped:
        return _stopped(request, access, found, stopped, form)
    said = {"name": named(found.indicator), "reading": reading_words(chosen, found.indicator)}
    return _done(request, access, _("Tulkinta on valittu ja vahvistettu: %(name)s, %(reading)s.") % said)


@require_POST
@_stands_at_reading
@members_with(Right.CONFIRM_READINGS)
def reject(request: HttpRequest, access: Access, strategy: str, row: str) -> HttpResponse:
    """The words do not mean what was proposed."""
    found = _found(access, strategy, row)
    try:
        reject_reading(row=found, seen=request.POST.get("seen", ""), by=_reader(request))
    except (ChangedMeanwhile, ValidationError) as stopped:
        return _stopped(request, access, found, stopped)
    said = _("Tulkinta on hylätty: %(name)s. Tavoite on avoin, kunnes valitset tulkinnan.")
    return _done(request, access, said % {"name": named(found.indicator)})


@require_POST
@signed_in_at("tulkinnat")
@members_with(Right.CONFIRM_READINGS)
def settle(request: HttpRequest, access: Access, kind: str, link: int) -> HttpResponse:
    """A proposed link is confirmed or taken away."""
    if kind not in LINK_KINDS:
        raise Unknown(_("Tällaista yhteyttä ei ole."))
    found = links_of(access.municipality, kind).filter(pk=link).first()
    confirmed = "vahvista" in request.POST
    if not confirmed and "poista" not in request.POST:
        return HttpResponseRedirect(_list(access))
    if found is None or not settle_link(link=found, confirmed=confirmed, by=_reader(request)):
        gone = _("Yhteyttä ei ole enää ehdotettuna: joku ehti vahvistaa tai poistaa sen. Mitään ei muutettu.")
        return _done(request, access, gone)
    return _done(request, access, _("Yhteys on vahvistettu.") if confirmed else _("Yhteys on poistettu."))


def _all(request: HttpRequest, access: Access, said: str = "", status: int = 200) -> HttpResponse:
    """The page of all that is open; after a step with htmx the part of it that changes."""
    here, swapped = access.municipality, request.method == "POST"
    rows, links = open_rows(here), open_links(here)
    page = readings_page(rows, links, confirmed_rows(here, _SHOWN), request.POST.get("paikka", ""))
    context = {"page": page, "steps": steps_to(access), "said": said, "swapped": swapped}
    return _answer(
        request, access, "measures/readings.html#osa" if swapped else "measures/readings.html", context, status
    )


def _found(access: Access, strategy: str, row: str) -> KpiRow:
    rows = rows_of(access.municipality).select_related("strategy__municipality", "indicator", "confirmed_by")
    found = rows.filter(strategy__code=strategy, indicator__code=row).first()
    if found is None:
        raise Unknown(_("Tällaista mittaririviä ei ole."))
    return found


def _form(row: KpiRow, request: HttpRequest | None, kind: str = "") -> ReadingForm:
    """The form of another reading; empty it holds the reading as it is now. ``kind``: of the kind just chosen."""
    others = list(KpiRow.objects.filter(strategy=row.strategy_id).select_related("indicator").order_by("order", "pk"))
    now = open_row(row).version
    return ReadingForm(
        request.POST if request else None,
        row=row,
        context=context_of(row, others),
        others=others,
        initial=_initial(now, kind),
    )


def _initial(now: TargetVersion | None, kind: str) -> dict[str, str]:
    """The reading as it is now, or as another kind; an open one is of no kind before one has been chosen."""
    initial = typed_of(target_of(now)) if now is not None else {}
    stands = initial.get("kind", "")
    return initial | {"kind": kind or ("" if stands == Kind.UNDECIDED else stands)}


def _shown(
    request: HttpRequest,
    access: Access,
    one: OpenRow,
    form: ReadingForm | None = None,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or _form(one.row, None)
    page = reading_page(one, form.context, form, fault=fault)
    steps = steps_to(access, (_("Avoimet tulkinnat"), _list(access)))
    return _answer(request, access, "measures/reading.html", {"page": page, "steps": steps}, status)


def _stopped(
    request: HttpRequest, access: Access, row: KpiRow, stopped: Exception, form: ReadingForm | None = None
) -> HttpResponse:
    """Nothing was done: the reading as it is now, with why; what was typed stays."""
    why = " ".join(stopped.messages) if isinstance(stopped, ValidationError) else str(_CHANGED)
    if is_of_htmx(request):
        return _all(request, access, why, 422)
    now = open_row(_found(access, row.strategy.code, row.indicator.code))
    return _shown(request, access, now, form, why, 422)


def _answer(
    request: HttpRequest, access: Access, template: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    context["told"] = " ".join(str(message) for message in messages.get_messages(request))
    context["code"] = access.municipality.code
    context["frame"] = inside_frame(request, access, HALLINTA)
    return render(request, template, context, status=status)


def _done(request: HttpRequest, access: Access, said: str) -> HttpResponse:
    if is_of_htmx(request):
        return _all(request, access, said)
    messages.success(request, said)
    return HttpResponseRedirect(_list(access))


def _list(access: Access) -> str:
    return reverse("tulkinnat", args=[access.municipality.code])


def _reader(request: HttpRequest) -> User:
    return cast(User, request.user)
