"""Doors of the pages inside: nobody learns of another municipality's pages (404); own people without the right are
told so and shown the public page (403). Visitors are sent to sign in before they get this far.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from kemi_strategy.web.dates import today
from kemi_strategy.web.errors import Unknown
from kemi_strategy.web.languages import later
from kemi_strategy.web.speaking import named
from scorecard.permissions import Access, Right, access, access_by
from scorecard.sessions import memberships_at_hand

NOT_FOUND = later("Tällaista sivua ei ole, tai sinulla ei ole pääsyä siihen.")


type View[**P] = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]
type ViewWithAccess[**P] = Callable[Concatenate[HttpRequest, Access, P], HttpResponseBase]


def members_with[**P](right: Right) -> Callable[[ViewWithAccess[P]], View[P]]:
    """Lets in those of the municipality (the address's first part) who hold the right; the view gets their access."""

    def guard(view: ViewWithAccess[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            held = access_of(request, code)
            if held is None:
                raise Unknown(NOT_FOUND)
            if not held.may(right):
                return _refused(request, held)
            return view(request, held, *args, **kwargs)

        # The address gives ``code`` by name, which a type of bare parameters cannot say.
        return cast(View[P], guarded)

    return guard


def access_of(request: HttpRequest, code: str) -> Access | None:
    """What the signed-in reader may do in a municipality; None for visitors and for people of other municipalities."""
    if not request.user.is_authenticated:
        return None
    held = memberships_at_hand(request)
    return access(request.user, code, today()) if held is None else access_by(held, code, today())


def _refused(request: HttpRequest, held: Access) -> HttpResponse:
    municipality = held.municipality
    context = {
        "reason": _("Roolisi ei anna pääsyä tälle sivulle."),
        "way_out": reverse("edistyminen", args=[municipality.code]),
        "way_out_name": named(municipality),
    }
    return render(request, "errors/403.html", context, status=403)
