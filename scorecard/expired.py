"""When the session has ended, or the page's security token has grown old, a form says so and shows what was typed.

Nothing is done. Signing in leads back to the page where the form stands, not to the address it was sent to.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from kemi_strategy.web.errors import csrf_failure
from scorecard.frame import Frame

type View = Callable[..., HttpResponseBase]

_SHORTEST = 12
"""Choices and days are quickly chosen again; only longer texts are shown to be copied."""


class _TokenCheck(CsrfViewMiddleware):
    """Django's own check, which says what is wrong instead of answering with an error page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def token_is_stale(request: HttpRequest) -> bool:
    """Is the form's security token missing or old?"""
    return bool(_TokenCheck(_no_answer).process_view(request, _no_answer, (), {}))


def typed_is_kept(page: str, *of_page: str) -> Callable[[View], View]:
    """Lets a form in from signed-in people with a fresh token. ``page`` is the name of the page where it stands and
    ``of_page`` the parts of the address that it shares with that page. Looking is left to the door as always."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _told(request, _back(code, kwargs))
            if token_is_stale(request):
                return csrf_failure(request)
            return view(request, code, *args, **kwargs)

        def _back(code: str, kwargs: dict[str, object]) -> str:
            return reverse(page, args=[code, *(kwargs[name] for name in of_page)])

        return login_not_required(csrf_exempt(guarded))

    return guard


def _told(request: HttpRequest, back: str) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse(status=HTTPStatus.FOUND, headers={"Location": _sign_in(request.get_full_path())})
    texts = [text for name, text in request.POST.items() if name != "csrfmiddlewaretoken" and len(text) > _SHORTEST]
    context = {"sign_in": _sign_in(back), "texts": texts, "frame": Frame()}
    return render(request, "scorecard/expired.html", context, status=HTTPStatus.UNAUTHORIZED)


def _sign_in(back: str) -> str:
    return f"{reverse('kirjaudu')}?{urlencode({'next': back})}"


def _no_answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()
