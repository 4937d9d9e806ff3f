"""A text sent after the session ended is not lost: by htmx it stays in its field, and a sentence beside it says so."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from measures.views.keeping import is_of_htmx
from scorecard.expired import typed_is_kept

type View = Callable[..., HttpResponseBase]


def text_stays(view: View) -> View:
    """Lets a text in from signed-in people; a plain form shows the text again to others, as forms do everywhere."""
    kept = typed_is_kept("raportti", "report")(view)

    @wraps(kept)
    def guarded(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponseBase:
        if is_of_htmx(request) and not request.user.is_authenticated:
            return _in_place(request, reverse("raportti", args=[code, kwargs["report"]]))
        return kept(request, code, *args, **kwargs)

    return guarded


def _in_place(request: HttpRequest, back: str) -> HttpResponse:
    sign_in = f"{reverse('kirjaudu')}?{urlencode({'next': back})}"
    return render(
        request, "reporting/report_text.html#kirjautumatta", {"sign_in": sign_in}, status=HTTPStatus.UNAUTHORIZED
    )
