"""Signing in and out."""

from http import HTTPStatus
from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from kemi_strategy.web import sessions
from kemi_strategy.web.dates import today
from scorecard.forms import SignInForm
from scorecard.frame import HALLINTA
from scorecard.models import Strategy, User
from scorecard.permissions import Access, Right, homes


class SignIn(LoginView):
    """Signs a person in and takes them where they were going, else to their own municipality."""

    template_name = "scorecard/sign_in.html"
    authentication_form = SignInForm
    http_method_names = ("get", "head", "post", "options")

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """The form; to a page that asked for a part of itself after the session had ended, the way to the form."""
        asks = HtmxDetails(request)
        if asks and not asks.history_restore_request:
            return HttpResponseClientRedirect(request.get_full_path())
        return super().get(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Signs in under a new session key, also when the same person signs in again (Django keeps the old one)."""
        response = super().form_valid(form)
        self.request.session.cycle_key()
        sessions.begin(self.request)
        return response

    def get_default_redirect_url(self) -> str:
        """The dashboard of the person's municipality, or its public page where the role does not open the dashboard.

        The steward of one that has no strategy yet comes to what is to be kept: there is nothing to look at.
        """
        held = homes(cast(User, self.request.user), today())
        if not held:
            return reverse("etusivu")
        inside = next((access for access in held if access.may(Right.SEE_DASHBOARD)), None)
        if inside is not None and inside.may(Right.MANAGE_STRUCTURE) and _is_empty(inside):
            return reverse(HALLINTA, args=[inside.municipality.code])
        if inside is not None:
            return reverse("tilannekuva", args=[inside.municipality.code])
        return reverse("edistyminen", args=[held[0].municipality.code])


def _is_empty(held: Access) -> bool:
    return not Strategy.objects.filter(municipality=held.municipality).exists()


class SignOut(LogoutView):
    """Signs out; only by POST, so that no link or preview can do it."""

    next_page = "etusivu"


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def going_on(request: HttpRequest) -> HttpResponse:
    """How many seconds are left of the session; a POST begins its whole age anew. Nothing is left for visitors."""
    signed_in = request.user.is_authenticated
    if request.method == "POST" and signed_in:
        sessions.begin(request)
    status = HTTPStatus.UNAUTHORIZED if request.method == "POST" and not signed_in else HTTPStatus.OK
    return JsonResponse({"seconds": sessions.time_of(request).left}, status=status)
