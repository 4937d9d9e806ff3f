"""The units: the tree, a new one, and one with its steps."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kemi_strategy.web.dates import today
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Membership, Unit
from scorecard.permissions import Access, Right
from scorecard.steward.finding import the_one, units_kept
from scorecard.steward.forms import chosen
from scorecard.steward.keeping.units import add_unit, change_unit, delete_unit, move_unit
from scorecard.steward.pages.parts import NO_ATTEMPT, Attempt, form_of
from scorecard.steward.pages.units import UnitsMaterial, new_unit_form, unit_form, unit_page, units_page
from scorecard.steward.views.manners import shown, take
from scorecard.work.keeping.versions import ChangedMeanwhile, versions
from scorecard.work.views.manners import done, seen_in, writer

UNKNOWN = later("Tällaista yksikköä ei ole tässä kunnassa. Joku ehti ehkä poistaa sen.")
MOVED = later("Yksikkö oli jo siirretty. Tarkista järjestys.")
_stands_at_unit = typed_is_kept("yksikko", "unit")


@require_safe
@members_with(Right.MANAGE_STRUCTURE)
def units(request: HttpRequest, access: Access) -> HttpResponse:
    """The units as a tree; those that are no more when asked."""
    return _units(request, access)


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("yksikko-uusi")
@members_with(Right.MANAGE_STRUCTURE)
def new(request: HttpRequest, access: Access) -> HttpResponse:
    """The form of a new unit; a POST adds it."""
    of, made = material(access), list[Unit]()
    attempt: Attempt | None = NO_ATTEMPT
    if request.method == "POST":

        def add(facts: dict[str, object]) -> None:
            code, parent = str(facts.pop("code")), _above(of, facts)
            city = access.municipality
            made.append(add_unit(municipality=city, code=code, facts=facts | {"parent": parent}, by=writer(request)))

        attempt = take(new_unit_form(of, request.POST), "uusi", add)
    if attempt is None:
        told = _("Yksikkö ”%(name)s” on lisätty.") % {"name": named(made[0])}
        return done(request, f"{of.place('yksikot')}#yksikko-{made[0].code}", told)
    above = request.GET.get("alle", "")
    page = form_of(attempt, "uusi", lambda: new_unit_form(of, above=above), of.place("yksikko-uusi"))
    refused = attempt is not NO_ATTEMPT
    return shown(request, access, "steward/new_unit.html", page, _steps(access), refused=refused)


@require_http_methods(["GET", "HEAD", "POST"])
@_stands_at_unit
@members_with(Right.MANAGE_STRUCTURE)
def unit(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """One unit; a POST changes it."""
    if request.method != "POST":
        return page_of(request, access, unit)
    of = material(access)
    found = the_one(of.units, unit, str(UNKNOWN))
    seen, by = seen_in(request), writer(request)
    attempt = take(
        unit_form(of, found, request.POST),
        "muuta",
        lambda given: change_unit(unit=found, seen=seen, facts=given | {"parent": _above(of, given)}, by=by),
    )
    if attempt is not None:
        return page_of(request, access, unit, attempt)
    return done(request, of.place("yksikko", unit), _("Yksikkö on tallennettu."))


@require_POST
@typed_is_kept("yksikot")
@members_with(Right.MANAGE_STRUCTURE)
def move(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """Moves a unit up or down among those beside it."""
    of = material(access)
    found = the_one(of.units, unit, str(UNKNOWN))
    try:
        move_unit(unit=found, seen=seen_in(request), up=request.POST.get("suunta") == "ylos", by=writer(request))
    except ChangedMeanwhile:
        return _units(request, access, Attempt(fault=str(MOVED)))
    told = _("”%(name)s” on siirretty.") % {"name": named(found)}
    return done(request, f"{of.place('yksikot')}#yksikko-{found.code}", told)


@require_POST
@_stands_at_unit
@members_with(Right.MANAGE_STRUCTURE)
def remove(request: HttpRequest, access: Access, unit: str) -> HttpResponse:
    """Takes away a unit that nothing hangs on."""
    of = material(access)
    found = the_one(of.units, unit, str(UNKNOWN))
    try:
        delete_unit(unit=found, by=writer(request))
    except ValidationError as refused:
        return page_of(request, access, unit, Attempt(fault=" ".join(refused.messages)))
    told = _("Yksikkö ”%(name)s” on poistettu. Sen historia on tallessa.") % {"name": named(found)}
    return done(request, of.place("yksikot"), told)


def material(access: Access, attempt: Attempt = NO_ATTEMPT) -> UnitsMaterial:
    """What the pages are made of: versions first, so that what is shown is never older than what it is saved over."""
    seen = versions(Unit, municipality_id=access.municipality.pk)
    return UnitsMaterial(access.municipality, units_kept(access.municipality), seen, today(), attempt)


def page_of(request: HttpRequest, access: Access, code: str, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    """The page of one unit; with a step that was refused, 422."""
    of = material(access, attempt)
    found = the_one(of.units, code, str(UNKNOWN))
    going_on = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=of.today), unit=found)
    people = list(going_on.select_related("user").order_by("user__last_name", "user__first_name", "id"))
    page, refused = unit_page(of, found, people), attempt is not NO_ATTEMPT
    return shown(request, access, "steward/unit.html", page, _steps(access), refused=refused)


def _units(request: HttpRequest, access: Access, attempt: Attempt = NO_ATTEMPT) -> HttpResponse:
    page = units_page(material(access, attempt), every=request.GET.get("kaikki") == "1")
    return shown(request, access, "steward/units.html", page, refused=attempt is not NO_ATTEMPT)


def _above(of: UnitsMaterial, given: dict[str, object]) -> Unit | None:
    found: Unit | None = chosen((one for _depth, one in of.units), str(given["parent"]))
    return found


def _steps(access: Access) -> tuple[str, str]:
    return _("Yksiköt"), reverse("yksikot", args=[access.municipality.code])
