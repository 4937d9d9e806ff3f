"""The steps of a project's milestones: add, change, move, remove."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import later
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Milestone, Project
from scorecard.models.codes import WorkState
from scorecard.permissions import Access, Right
from scorecard.work.forms import MilestoneForm
from scorecard.work.keeping.milestones import add_milestone, change_milestone, move_milestone, remove_milestone
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.pages.project import Attempt, milestone_form
from scorecard.work.views.manners import CHANGED, done, seen_in, writer
from scorecard.work.views.project import address_of, again, kept_project, page_of

GONE = later("Virstanpylväs on jo poistettu. Mitään ei muutettu.")
MOVED = later("Virstanpylväs oli jo siirretty. Tarkista järjestys.")
_stands_at_project = typed_is_kept("projekti", "strategy", "project")


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def add(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Adds a milestone as the last one."""
    kept = kept_project(access, strategy, project)
    form = MilestoneForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            add_milestone(project=kept, name=given["name"], date=given["date"], by=writer(request))
        except ValidationError as refused:
            form.add_error("name", refused)
        else:
            return done(request, f"{address_of(access, kept)}#virstanpylvaat", _("Virstanpylväs on lisätty."))
    return page_of(request, access, kept, Attempt("virstanpylvas", form))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def change(request: HttpRequest, access: Access, strategy: str, project: str, milestone: int) -> HttpResponse:
    """Changes a milestone, or marks it done with its day."""
    kept = kept_project(access, strategy, project)
    found = _found(kept, milestone)
    if found is None:
        return page_of(request, access, kept, Attempt(fault=f"{GONE} Kirjoitit: {request.POST.get('name', '')}"))
    form = milestone_form(found, today(), request.POST)
    if not form.is_valid():
        return page_of(request, access, kept, Attempt("virstanpylvas", form, found.pk))
    given = form.cleaned_data | {"state": WorkState(form.cleaned_data["state"])}
    try:
        change_milestone(milestone=found, seen=seen_in(request), by=writer(request), **given)
    except ChangedMeanwhile:
        attempt = Attempt("virstanpylvas", form, found.pk, conflict=True, fault=CHANGED)
        return page_of(request, access, again(access, kept), attempt)
    return done(request, f"{address_of(access, kept)}#virstanpylvaat", _("Virstanpylväs on tallennettu."))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def move(request: HttpRequest, access: Access, strategy: str, project: str, milestone: int) -> HttpResponse:
    """Moves a milestone one place."""
    kept = kept_project(access, strategy, project)
    found = _found(kept, milestone)
    told = GONE
    if found is not None:
        up = request.POST.get("suunta") == "ylos"
        try:
            move_milestone(milestone=found, seen=seen_in(request), up=up, by=writer(request))
            told = _("”%(name)s” on siirretty.") % {"name": found.name_fi}
        except ChangedMeanwhile:
            told = MOVED
    return done(request, f"{address_of(access, kept)}#virstanpylvaat", told)


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def remove(request: HttpRequest, access: Access, strategy: str, project: str, milestone: int) -> HttpResponse:
    """Removes a milestone; its history keeps it."""
    kept = kept_project(access, strategy, project)
    found = _found(kept, milestone)
    if found is not None:
        remove_milestone(milestone=found, by=writer(request))
    told = (
        _("”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": found.name_fi} if found is not None else GONE
    )
    return done(request, f"{address_of(access, kept)}#virstanpylvaat", told)


def _found(project: Project, milestone: int) -> Milestone | None:
    return Milestone.objects.filter(project=project, pk=milestone).first()
