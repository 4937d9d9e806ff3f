"""One project: its page, and each step that those who keep it may take."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import NotAllowed
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import ProgressNote, Project
from scorecard.models.codes import WorkState
from scorecard.permissions import Access, Right
from scorecard.work.finding import nodes_of, project_of, reviews_of
from scorecard.work.keeper import keeper_of
from scorecard.work.keeping.links import serve
from scorecard.work.keeping.notes import write_note
from scorecard.work.keeping.projects import change_project, delete_project
from scorecard.work.keeping.versions import ChangedMeanwhile
from scorecard.work.pages.changes import project_history
from scorecard.work.pages.project import (
    NO_ATTEMPT,
    Attempt,
    Material,
    facts_form,
    note_form,
    project_page,
    served_form,
)
from scorecard.work.pages.rooms import PROJECTS
from scorecard.work.views.manners import CHANGED, done, seen_in, settled, shown, writer
from scorecard.work.views.projects import unit_of

NOT_YOURS = later("Vain projektin oma toimiala ja strategian pääkäyttäjä muuttavat projektia. Voit katsoa sitä.")
NO_REVIEW = later(
    "Projektin strategia on korvattu tai vasta alkanut, joten katsausta ei pyydetä eikä siihen voi kirjoittaa."
)
_stands_at_project = typed_is_kept("projekti", "strategy", "project")


@require_safe
@members_with(Right.SEE_WORK)
def project(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """The page of a project."""
    return _shown(request, access, (strategy, project))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def change(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Changes the facts."""
    kept = kept_project(access, strategy, project)
    keeper = keeper_of(access)
    form = facts_form(keeper, kept, request.POST)
    if not form.is_valid():
        return page_of(request, access, kept, Attempt("tiedot", form))
    facts = form.cleaned_data | {"sector": unit_of(keeper, form.cleaned_data["sector"])}
    try:
        change_project(project=kept, seen=seen_in(request), facts=facts, by=writer(request))
    except ChangedMeanwhile:
        return page_of(request, access, again(access, kept), Attempt("tiedot", form, conflict=True, fault=CHANGED))
    return done(request, address_of(access, kept), _("Projektin tiedot on tallennettu."))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def choose(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Chooses the goals and themes that the project serves."""
    kept = kept_project(access, strategy, project)
    nodes = nodes_of([kept.strategy_id])
    form = served_form(kept, nodes, request.POST)
    if not form.is_valid():
        return page_of(request, access, kept, Attempt("kohteet", form))
    chosen = set(form.cleaned_data["nodes"])
    wanted = [node for _depth, node in nodes if node.code in chosen]
    try:
        serve(work=kept, nodes=wanted, seen=seen_in(request), by=writer(request))
    except ChangedMeanwhile:
        return page_of(request, access, again(access, kept), Attempt("kohteet", form, conflict=True, fault=CHANGED))
    return done(request, address_of(access, kept), _("Projektin tavoitteet ja teemat on tallennettu."))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_SOURCES)
def settle(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Confirms a proposed link, or drops it."""
    kept = project_of(access.municipality, strategy, project)
    return done(request, address_of(access, kept), settled(kept, request))


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def note(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Writes what is said of the project at a review."""
    kept = kept_project(access, strategy, project)
    reviews = reviews_of([kept.strategy], today())[kept.strategy_id]
    if not reviews:
        raise NotAllowed(NO_REVIEW)
    form = note_form(reviews, kept.state, request.POST)
    if not form.is_valid():
        return page_of(request, access, kept, Attempt("katsaus", form))
    review = next(one for one in reviews if one.code == form.cleaned_data["review"])
    said = WorkState(form.cleaned_data["state"]), form.cleaned_data["text"]
    try:
        write_note(project=kept, review=review, state=said[0], text=said[1], seen=seen_in(request), by=writer(request))
    except ChangedMeanwhile:
        return page_of(request, access, again(access, kept), Attempt("katsaus", form, conflict=True, fault=CHANGED))
    return done(request, address_of(access, kept), _("Katsaus on tallennettu: %(name)s.") % {"name": review.name})


@require_POST
@_stands_at_project
@members_with(Right.KEEP_PROJECTS)
def remove(request: HttpRequest, access: Access, strategy: str, project: str) -> HttpResponse:
    """Takes the project away, unless it has been reviewed or measured."""
    kept = kept_project(access, strategy, project)
    try:
        delete_project(project=kept, by=writer(request))
    except ValidationError as refused:
        return page_of(request, access, again(access, kept), Attempt(fault=" ".join(refused.messages)))
    place = reverse("projektit", args=[access.municipality.code])
    return done(
        request, place, _("Projekti ”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(kept)}
    )


def kept_project(access: Access, strategy: str, code: str) -> Project:
    """A project that the person keeps. Raises NotAllowed for one that may only be looked at."""
    found = project_of(access.municipality, strategy, code)
    if not keeper_of(access).keeps_project(found):
        raise NotAllowed(NOT_YOURS)
    return found


def again(access: Access, project: Project) -> Project:
    """The project as it stands by now."""
    return project_of(access.municipality, project.strategy.code, project.code)


def address_of(access: Access, project: Project) -> str:
    """The page of the project."""
    return reverse("projekti", args=[access.municipality.code, project.strategy.code, project.code])


def page_of(request: HttpRequest, access: Access, project: Project, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    """The page of the project; with a form that was not accepted, 422."""
    return _shown(request, access, (project.strategy.code, project.code), attempt)


def _shown(request: HttpRequest, access: Access, codes: tuple[str, str], attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    history = project_history(access.municipality, *codes)
    project = project_of(access.municipality, *codes)
    material = Material(
        project=project,
        history=history.of(project),
        keeper=keeper_of(access),
        nodes=nodes_of([project.strategy_id]),
        reviews=reviews_of([project.strategy], today())[project.strategy_id],
        notes=list(ProgressNote.objects.filter(project=project).select_related("written_by")),
        today=today(),
        attempt=attempt,
    )
    page = project_page(material)
    refused = attempt != NO_ATTEMPT
    return shown(request, access, "work/project.html", page, PROJECTS, refused=refused)
