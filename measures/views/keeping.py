"""Nothing typed is lost when the session ends, or the page's security token grows old, in the middle of entering.

The door of the addresses that save figures. Whoever is no longer signed in, or comes with an old token, gets back what
was typed. It is kept over signing in in the visitor's own session, and is saved only when they say so. All this is for
our own pages' forms: a form of another site gets the plain refusal, and nothing of it is kept.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django_htmx.middleware import HtmxDetails

from kemi_strategy.web.errors import csrf_failure
from measures.typed import FIELDS, SEEN, typed_in
from scorecard.frame import Frame, reader_name

KEPT = "kirjaus-kesken"
AGAIN, WRITER = "toisto", "kirjaaja"
_CHOICES = frozenset({"pida", "minun", "ennallaan"})
"""The buttons of a cell: which figure of a conflict stays, or that a returned one was right."""
_MOST = 60_000
"""Characters kept over signing in: some thousand figures."""
_SHOWN = ("value", "numerator", "denominator", "forecast", "note")

type View = Callable[[HttpRequest, str], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Kept:
    """What was on the form. ``lines``: each figure's cell and its texts, for the eye; ``fields`` for saving again.

    ``sends``: the figures were being sent to be approved, not only saved.
    """

    address: str
    fields: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    signed_out: bool
    sign_in: str
    whole: bool = True
    refused: str = ""
    sends: bool = False


class _TokenCheck(CsrfViewMiddleware):
    """Django's own check, which says what is wrong instead of answering with an error page."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def keeps_what_was_typed(view: View) -> View:
    """Lets in signed-in people with a fresh token; the others get back what they typed."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str) -> HttpResponseBase:
        stale = bool(_TokenCheck(_no_answer).process_view(request, _no_answer, (), {}))
        if stale and not _is_our_own(request):
            return csrf_failure(request)
        if not request.user.is_authenticated:
            return _signed_out(request, code)
        if stale or (_of_another(request) and request.POST.get(AGAIN) != "1"):
            return _stale(request, code)
        try:
            return view(request, code)
        except (Http404, PermissionDenied) as refused:
            if is_of_htmx(request):
                raise
            return _turned_away(request, code, refused)

    return login_not_required(csrf_exempt(guarded))


def _of_another(request: HttpRequest) -> bool:
    """Was the page opened by another person than the one who is signed in now?"""
    writer = request.POST.get(WRITER, "")
    return bool(writer) and writer != request.user.get_username()


def _turned_away(request: HttpRequest, code: str, refused: Exception) -> HttpResponse:
    """A form of which the reader may not save something: nothing is saved, and all of it is shown again."""
    status = HTTPStatus.NOT_FOUND if isinstance(refused, Http404) else HTTPStatus.FORBIDDEN
    page = replace(_kept(code, request.get_full_path(), _fields(request), signed_out=False), refused=str(refused))
    return render(request, "measures/entry_kept.html", _context(request, page), status=status)


def is_of_htmx(request: HttpRequest) -> bool:
    """Does a part of the page ask, and not the whole page?"""
    return bool(HtmxDetails(request))


def kept_of(request: HttpRequest, code: str) -> Kept | None:
    """What was kept over signing in, when it is of this municipality."""
    held = request.session.get(KEPT)
    if not held or held["code"] != code or held.get("writer", "") not in {"", request.user.get_username()}:
        return None
    return _kept(code, held["address"], held["fields"], signed_out=False)


def forget_kept(request: HttpRequest, cells: Collection[str]) -> None:
    """What was kept of these cells has been saved, or is on the page again; what was kept of others stays."""
    held = request.session.pop(KEPT, None)
    left = [(name, text) for name, text in held["fields"] if _is_of_others(name, cells)] if held else []
    if left:
        request.session[KEPT] = held | {"fields": left}


def _is_of_others(name: str, cells: Collection[str]) -> bool:
    cell = name.rpartition(":")[0]
    return bool(cell) and cell not in cells


def _no_answer(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _is_our_own(request: HttpRequest) -> bool:
    """Did the form come from our own page? Browsers name the origin, and no page can forge it."""
    own = f"{request.scheme}://{request.get_host()}"
    origin = request.headers.get("Origin")
    if origin is not None:
        return origin == own
    return request.headers.get("Referer", "").startswith(f"{own}/")


def _signed_out(request: HttpRequest, code: str) -> HttpResponse:
    fields = _fields(request)
    whole = sum(len(name) + len(text) for name, text in fields) <= _MOST
    if is_of_htmx(request):
        context = {"sign_in": _sign_in(reverse("kirjaus", args=[code]))}
        return _in_the_row(render(request, "measures/entry_signed_out.html", context, status=HTTPStatus.UNAUTHORIZED))
    if whole:
        request.session[KEPT] = {
            "code": code,
            "address": request.get_full_path(),
            "fields": fields,
            "writer": request.POST.get(WRITER, ""),
        }
    page = _kept(code, request.get_full_path(), fields, signed_out=True, whole=whole)
    return render(request, "measures/entry_kept.html", _context(request, page), status=HTTPStatus.UNAUTHORIZED)


def _stale(request: HttpRequest, code: str) -> HttpResponse:
    if is_of_htmx(request):
        # The new token goes to the page with this answer, and the row is sent once more with it.
        another = _of_another(request)
        context = {
            "address": request.get_full_path(),
            "again": request.POST.get(AGAIN) != "1" and not another,
            "another": reader_name(request) if another else "",
            "writer": request.POST.get(WRITER, ""),
        }
        answer = render(request, "measures/entry_stale.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return _in_the_row(answer)
    page = _kept(code, request.get_full_path(), _fields(request), signed_out=False)
    return render(request, "measures/entry_kept.html", _context(request, page), status=HTTPStatus.FORBIDDEN)


def _in_the_row(answer: HttpResponse) -> HttpResponse:
    """A message into the row; its fields stay as they are."""
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "find .row-message", "innerHTML"
    return answer


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """The form's own fields: those of cells, and the button that was pressed in one."""
    names = {*FIELDS, SEEN}
    sent = ((name, str(text)) for name, text in request.POST.items())
    return [(name, text) for name, text in sent if name.rpartition(":")[2] in names or name in _CHOICES]


def _kept(code: str, address: str, fields: list[tuple[str, str]], *, signed_out: bool, whole: bool = True) -> Kept:
    cells = typed_in((name, text) for name, text in fields)
    lines = ((cell, " · ".join(typed.text(one) for one in _SHOWN if typed.text(one))) for cell, typed in cells.items())
    return Kept(
        address=address,
        fields=tuple((name, text) for name, text in fields),
        lines=tuple((cell.replace(".", " · "), text) for cell, text in lines if text),
        signed_out=signed_out,
        sign_in=_sign_in(reverse("kirjaus-kesken", args=[code])),
        whole=whole,
        sends=address.partition("?")[0] == reverse("kirjaus-laheta", args=[code]),
    )


def _sign_in(then: str) -> str:
    return f"{reverse('kirjaudu')}?{urlencode({'next': then})}"


def _context(request: HttpRequest, page: Kept) -> dict[str, object]:
    return {"page": page, "frame": Frame(reader=reader_name(request), inside=True)}
