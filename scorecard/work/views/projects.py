"""The list of projects, and adding one."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Unit
from scorecard.permissions import Access, Right
from scorecard.work.fields import Asked, asked
from scorecard.work.finding import (
    latest_notes,
    nodes_of,
    projects_of,
    reviews_of,
    speaks_of_oulu2026,
    strategies_at_work,
    strategies_of,
)
from scorecard.work.forms import NewProjectForm
from scorecard.work.keeper import Keeper, keeper_of
from scorecard.work.keeping.projects import add_project
from scorecard.work.pages.projects import projects_page
from scorecard.work.pages.rooms import PROJECTS
from scorecard.work.views.manners import done, shown, writer

_A_YEAR = dt.timedelta(days=400)


@require_safe
@members_with(Right.SEE_WORK)
def projects(request: HttpRequest, access: Access) -> HttpResponse:
    """Every project of the municipality, or those the reader has chosen."""
    strategies = strategies_of(access.municipality)
    found = list(projects_of(access.municipality))
    page = projects_page(
        access.municipality.code,
        found,
        keeper_of(access).organisation.sectors,
        nodes_of({one.strategy_id for one in found}),
        reviews_of(strategies, today(), 1),
        latest_notes(found, today(), today() - _A_YEAR),
        request.GET,
        add=access.may(Right.KEEP_PROJECTS),
        oulu2026=any(one.serves_oulu2026 for one in found) or speaks_of_oulu2026(access.municipality),
    )
    return shown(request, access, "work/projects.html", page, PROJECTS, swaps=True)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("projekti-uusi")
@members_with(Right.KEEP_PROJECTS)
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """The form of a new project; a POST adds it."""
    keeper = keeper_of(access)
    strategies = {one.code: one for one in strategies_at_work(access.municipality)}
    form = NewProjectForm(
        *([request.POST] if request.method == "POST" else []),
        strategies=[(code, named(one)) for code, one in strategies.items()],
        sectors=[(str(one.pk), named(one)) for one in keeper.sectors],
        whole=access.everywhere(Right.KEEP_PROJECTS),
        oulu2026=speaks_of_oulu2026(access.municipality),
        initial={"state": "planned"},
    )
    if form.is_valid():
        facts = facts_of(form, keeper)
        strategy = strategies[form.cleaned_data["strategy"]]
        try:
            project = add_project(strategy=strategy, facts=facts, by=writer(request))
        except ValidationError as refused:
            form.add_error("name_fi", refused)
        else:
            place = reverse("projekti", args=[access.municipality.code, strategy.code, project.code])
            return done(request, place, _("Projekti on lisätty. Valitse alla, mitä tavoitteita se palvelee."))
    page: Asked = asked(form, reverse("projekti-uusi", args=[access.municipality.code]), "uusi")
    return shown(request, access, "work/new_project.html", page, PROJECTS, refused=form.is_bound)


def facts_of(form: NewProjectForm, keeper: Keeper) -> dict[str, object]:
    """What was given of the project itself, with the sector as a record."""
    facts = {name: value for name, value in form.cleaned_data.items() if name != "strategy"}
    return facts | {"sector": unit_of(keeper, form.cleaned_data["sector"])}


def unit_of(keeper: Keeper, key: str) -> Unit | None:
    """The unit of a choice that has been checked to be among those offered."""
    return keeper.organisation.units[int(key)] if key else None
