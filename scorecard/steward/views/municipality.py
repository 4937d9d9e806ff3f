"""The municipality itself: its names, its languages, and whether its public pages are shown."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from scorecard.access import members_with
from scorecard.expired import typed_is_kept
from scorecard.models import Municipality
from scorecard.permissions import Access, Right
from scorecard.steward.keeping.municipality import change_municipality
from scorecard.steward.pages.parts import NO_ATTEMPT, Attempt, form_of
from scorecard.steward.unit_forms import MunicipalityForm
from scorecard.steward.views.manners import shown, take
from scorecard.work.fields import Asked
from scorecard.work.keeping.versions import version
from scorecard.work.views.manners import done, seen_in, writer

_FACTS = ("name_fi", "name_sv", "name_en", "number", "keeps_sv", "keeps_en", "published")


@dataclass(frozen=True, slots=True)
class MunicipalityPage:
    """What the page shows."""

    code: str
    public: str
    form: Asked


@require_http_methods(["GET", "HEAD", "POST"])
@typed_is_kept("kunta")
@members_with(Right.MANAGE_STRUCTURE)
def municipality(request: HttpRequest, access: Access) -> HttpResponse:
    """The municipality; a POST changes it."""
    seen = version(Municipality, id=access.municipality.pk)
    city = Municipality.objects.get(pk=access.municipality.pk)
    place, by = reverse("kunta", args=[city.code]), writer(request)

    def form(*data: Any) -> MunicipalityForm:
        return MunicipalityForm(*data, initial={name: getattr(city, name) for name in _FACTS})

    def change(facts: dict[str, Any]) -> None:
        change_municipality(municipality=city, seen=seen_in(request), facts=facts, by=by)

    attempt: Attempt | None = NO_ATTEMPT
    if request.method == "POST":
        attempt = take(form(request.POST), "kunta", change)
    if attempt is None:
        return done(request, place, _("Kunnan tiedot on tallennettu."))
    page = MunicipalityPage(
        city.code, reverse("edistyminen", args=[city.code]), form_of(attempt, "kunta", form, place, seen)
    )
    return shown(request, access, "steward/municipality.html", page, refused=attempt is not NO_ATTEMPT)
