"""When the session has ended, or the page's security token has grown old, a step of approval or of windows says so.

Nothing is done, and what was typed stays: htmx gets a sentence for its place on the page, a plain form a page that
shows the text again. Signing in leads back to the page and its period, not to the address of the step; short choices
are carried along in its address and stand in the form again.
"""

from collections.abc import Callable, Collection
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from kemi_strategy.web.errors import csrf_failure
from measures.views.keeping import is_of_htmx
from scorecard.expired import token_is_stale
from scorecard.frame import Frame

_TEXTS = ("syy", "reason", "lohko")
_PERIOD = "kausi"
_CARRIED = 100
"""Characters of a choice or a day that are carried in an address."""

type View = Callable[..., HttpResponseBase]


def signed_in_at(page: str, *carried: str) -> Callable[[View], View]:
    """Lets in signed-in people with a fresh token; ``page`` is the name of the page where they come from.

    ``carried``: the fields which that page's form is filled in with again. Looking is left to the door as always.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, code: str, *args: object, **kwargs: object) -> HttpResponseBase:
            stale = token_is_stale(request)
            if not request.user.is_authenticated and not stale:
                if request.method != "POST":
                    return redirect_to_login(request.get_full_path())
                return _told(request, reverse(page, args=[code]), carried, ended=True)
            if stale:
                return _told(request, "", (), ended=False) if is_of_htmx(request) else csrf_failure(request)
            return view(request, code, *args, **kwargs)

        return login_not_required(csrf_exempt(guarded))

    return guard


def filled_in(request: HttpRequest, *carried: str) -> dict[str, str]:
    """What was carried over signing in: the fields of a form as they were typed."""
    return {name: text[:_CARRIED] for name in carried if (text := request.GET.get(name, ""))}


def _told(request: HttpRequest, back: str, carried: Collection[str], *, ended: bool) -> HttpResponse:
    in_part = is_of_htmx(request)
    fields = {name: text[:_CARRIED] for name in carried if (text := request.POST.get(name, ""))}
    period = request.GET.get(_PERIOD, "")
    asked = ({_PERIOD: period[:_CARRIED]} if period else {}) | fields
    then = f"{back}?{urlencode(asked)}" if asked else back
    sign_in = f"{reverse('kirjaudu')}?{urlencode({'next': then})}"
    context: dict[str, object] = {"ended": ended, "sign_in": sign_in, "typed": _typed(request), "carried": fields}
    if not in_part:
        context["frame"] = Frame()
    template = "measures/expired.html#osa" if in_part else "measures/expired.html"
    status = HTTPStatus.UNAUTHORIZED if ended else HTTPStatus.UNPROCESSABLE_ENTITY
    answer = render(request, template, context | {"swapped": in_part}, status=status)
    if in_part:
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#ilmoitus", "innerHTML"
    return answer


def _typed(request: HttpRequest) -> str:
    """The longer texts of our forms: a reason, a block of cells."""
    return "\n".join(request.POST[name] for name in _TEXTS if request.POST.get(name))
