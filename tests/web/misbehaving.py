"""Addresses for tests: small pages that misbehave in one way each."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import OperationalError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from kemi_strategy import urls as real
from kemi_strategy.web.errors import NotAllowed, Unknown
from scorecard.models import User

handler400, handler403, handler404, handler500 = real.handler400, real.handler403, real.handler404, real.handler500


@login_not_required
def calm(request: HttpRequest) -> HttpResponse:
    """A page that reads, in a savepoint of its own, and takes forms."""
    with transaction.atomic(), transaction.atomic():
        return HttpResponse(f"{User.objects.count()} {request.POST.get('nimi', '')}")


@login_not_required
def writes(request: HttpRequest) -> HttpResponse:
    """A page that records a person whatever the request."""
    User.objects.create_user("uusi")
    return HttpResponse("kirjattu")


@login_not_required
def writes_by_hand(request: HttpRequest) -> HttpResponse:
    """A page that writes with SQL of its own."""
    with connection.cursor() as cursor:
        cursor.execute("  delete from scorecard_user")
    return HttpResponse("poistettu")


@login_not_required
def remembers(request: HttpRequest) -> HttpResponse:
    """A page that keeps something in the visitor's session and saves it at once."""
    request.session["viimeksi"] = "tilannekuva"
    request.session.save()
    return HttpResponse("muistissa")


@login_not_required
def own_answer(request: HttpRequest) -> HttpResponse:
    """A page that itself answers 400."""
    return HttpResponse("oma vastaus", status=400)


def closed(request: HttpRequest) -> HttpResponse:
    """A page for those who have signed in."""
    return HttpResponse("sisällä")


def raising(exception: Exception) -> Callable[[HttpRequest], HttpResponse]:
    """A page that fails with this exception."""

    @login_not_required
    def view(request: HttpRequest) -> HttpResponse:
        raise exception

    return view


urlpatterns = [
    path("rauhallinen/", calm),
    path("kirjaava/", writes),
    path("kasin-kirjaava/", writes_by_hand),
    path("muistava/", remembers),
    path("oma-400/", own_answer),
    path("suljettu/", closed),
    path("kirjaudu/", calm, name="kirjaudu"),
    path("huono/", raising(BadRequest("selain lähetti roskaa"))),
    path("kielletty/", raising(PermissionDenied("internal detail"))),
    path("kielletty-saanto/", raising(NotAllowed("Vain esihenkilö voi kirjata toteuman."))),
    path("tuntematon/", raising(Http404("No Strategy matches the given query."))),
    path("tuntematon-kausi/", raising(Unknown("Kautta 2025-Q9 ei ole."))),
    path("rikki/", raising(ZeroDivisionError("0/0"))),
    path("kanta-poissa/", raising(OperationalError("could not connect"))),
]
