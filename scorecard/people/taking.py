"""The page behind an invitation's link: nothing happens before the form is sent; then the role is the holder's.

An unknown, used, withdrawn or old link all give the same page, and nobody learns which it was.
"""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kemi_strategy.web.dates import write_day
from kemi_strategy.web.speaking import named
from scorecard.frame import Frame
from scorecard.models import Invitation
from scorecard.people.forms import NewPassword
from scorecard.people.keeping import accept_invitation, account_of, open_invitation
from scorecard.people.page import role_words


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, and the form that takes it; taken, the way to signing in."""
    try:
        invitation = open_invitation(token)
        form = _form(invitation, request)
        if request.method != "POST" or (form is not None and not form.is_valid()):
            return _shown(request, invitation, form)
        return _taken(request, invitation, form, token)
    except Invitation.DoesNotExist:
        context = {"frame": Frame(), "taken": False}
        return render(request, "people/no_invitation.html", context, status=404)


def _form(invitation: Invitation, request: HttpRequest) -> NewPassword | None:
    """The form of a password; None for somebody who has one already."""
    account = account_of(invitation.email)
    if account is not None and account.has_usable_password():
        return None
    return NewPassword(request.POST if request.method == "POST" else None, label_suffix="")


def _taken(request: HttpRequest, invitation: Invitation, form: NewPassword | None, token: str) -> HttpResponse:
    try:
        accept_invitation(token=token, password=form.cleaned_data["password"] if form is not None else "")
    except ValidationError as refused:
        if form is None:
            raise
        form.add_error("password", refused)
        return _shown(request, invitation, form)
    return HttpResponseRedirect(f"{reverse('kirjaudu')}?{_AFTER}")


_AFTER = "kutsu=otettu"


def _shown(request: HttpRequest, invitation: Invitation, form: NewPassword | None) -> HttpResponse:
    context = {
        "municipality": named(invitation.municipality),
        "role": role_words(invitation.role, invitation.unit),
        "account": invitation.email,
        "until": write_day(invitation.expires_at),
        "form": form,
        "title": _("Kutsu strategiamittaristoon"),
        "frame": Frame(),
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "people/take.html", context, status=status)
