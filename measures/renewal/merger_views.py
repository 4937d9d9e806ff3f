"""Merging a unit into another: what would move is shown first, by looking; a POST does it."""

import datetime as dt
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from measures.renewal.merging import merge_unit, plan_merger
from measures.renewal.pages import merge_page
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Unit
from scorecard.permissions import Access, Right
from scorecard.steward.finding import the_one, units_kept, with_below
from scorecard.steward.unit_forms import MergeForm
from scorecard.steward.views.manners import shown
from scorecard.steward.views.units import UNKNOWN
from scorecard.work.fields import asked
from scorecard.work.views.manners import done, writer

type Placed = list[tuple[int, Unit]]


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("yksikko-yhdista", "unit")
@members_with(Right.MANAGE_STRUCTURE)
def merge(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """The form; filled in, what would happen; a POST does it."""
    units = units_kept(access.municipality)
    found = the_one(units, unit, str(UNKNOWN))
    form = _form(units, found, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and form.is_valid():
        into = _into(units, form)
        roles = bool(form.cleaned_data["roles"])
        try:
            merge_unit(unit=found, into=into, day=form.cleaned_data["day"], roles=roles, by=writer(request))
        except ValidationError as refused:
            form.add_error(None, refused.messages)
        else:
            told = _("”%(name)s” on yhdistetty. Sen luvut säilyvät sillä.") % {"name": named(found)}
            return done(request, reverse("yksikko", args=[access.municipality.code, into.code]), told)
    return _shown(request, access, units, found, form)


def _form(units: Placed, unit: Unit, given: QueryDict) -> MergeForm:
    """Filled in when anything has been given."""
    below, day = with_below(units, unit.pk), today()
    offered = [
        (str(one.pk), "– " * depth + named(one))
        for depth, one in units
        if one.pk not in below and (one.valid_to is None or one.valid_to >= day)
    ]
    return MergeForm(given if "into" in given else None, units=offered, initial={"day": day, "roles": True})


def _into(units: Placed, form: MergeForm) -> Unit:
    return next(one for _depth, one in units if str(one.pk) == form.cleaned_data["into"])


def _shown(request: HttpRequest, access: Access, units: Placed, unit: Unit, form: MergeForm) -> HttpResponse:
    place = reverse("yksikko-yhdista", args=[access.municipality.code, unit.code])
    plan = None
    if form.is_bound and form.is_valid():
        day: dt.date = form.cleaned_data["day"]
        try:
            plan = plan_merger(unit=unit, into=_into(units, form), day=day)
        except ValidationError as impossible:
            form.add_error(None, impossible.messages)
    told = asked(form, place, "yhdista")
    choice = replace(told, fields=tuple(field for field in told.fields if field.name != "roles"))
    page = merge_page(unit, choice, plan)
    steps = (
        (_("Yksiköt"), reverse("yksikot", args=[access.municipality.code])),
        (named(unit), reverse("yksikko", args=[access.municipality.code, unit.code])),
    )
    refused = form.is_bound and bool(form.errors)
    return shown(request, access, "measures/renewal/merge.html", page, *steps, refused=refused)
