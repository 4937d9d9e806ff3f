"""What people see when something goes wrong: what happened, what is kept, what to do – in the product's own look.

An error page must appear whatever is broken. The pages for a bad request and for a fault are therefore written without
the request, the database or context processors; should even the template fail, a bare page
stands in, in all three languages at once.
"""

import logging
import sys
from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 30
_BARE_PAGE = (
    '<!doctype html><html lang="fi"><meta charset="utf-8"><title>Virhe palvelussa</title>'
    "<h1>Virhe palvelussa</h1><p>Sivua ei voitu näyttää. Yritä hetken kuluttua uudelleen.</p>"
    '<div lang="sv"><h2>Fel i tjänsten</h2><p>Sidan kunde inte visas. Försök igen om en stund.</p></div>'
    '<div lang="en"><h2>Fault in the service</h2><p>The page could not be shown. Try again in a moment.</p></div>'
    "</html>"
)


class Unknown(Http404):
    """What was asked for does not exist, or the asker may not know that it does. The text is shown to the reader."""


class NotAllowed(PermissionDenied):
    """The asker may look but not do this. The text, which says the rule that stopped it, is shown to the reader."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400. Written without the request: reading its body again would fail the same way (a POST in UTF-7 does)."""
    return _page("errors/400.html", HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403, with the rule that stopped it when the exception tells one."""
    reason = str(exception) if isinstance(exception, NotAllowed) else ""
    return _page("errors/403.html", HTTPStatus.FORBIDDEN, request, reason=reason)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose security token is missing or old; Django's reason is for its log, not for people."""
    return _page("errors/403_csrf.html", HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, with a sentence of what is not there when the exception tells one."""
    reason = str(exception) if isinstance(exception, Unknown) else ""
    return _page("errors/404.html", HTTPStatus.NOT_FOUND, request, reason=reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """500; or 503 when the database does not answer, because then waiting a moment helps."""
    if isinstance(sys.exception(), (OperationalError, InterfaceError)):
        return unavailable()
    return _page("errors/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def unavailable() -> HttpResponse:
    """503: the service is out for a moment; Retry-After is in seconds."""
    response = _page("errors/503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _page(template: str, status: HTTPStatus, request: HttpRequest | None = None, **context: str) -> HttpResponse:
    # With the request the page knows who is signed in; if that is what is broken, it is written without.
    for reader in (request, None):
        # Without the request a page has no address of its own, and so none in other languages.
        given = {**context, **({} if reader else {"languages": ()})}
        try:
            return HttpResponse(loader.render_to_string(template, given, reader), status=status)
        except Exception:
            log.exception("The error page %s could not be written", template)
    return HttpResponse(_BARE_PAGE, status=status)


class OwnPagesInDebug:
    """Middleware: the demo runs with DEBUG, and its visitors too get our pages for 400 and 404, not Django's.

    A fault (500) keeps Django's page with the traceback: with DEBUG on, the reader is whoever will mend it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Only Django's technical pages switch the content security policy off: that tells them from a view's own 400.
        technical = getattr(response, "_csp_config", None) == {}
        if technical and response.status_code == HTTPStatus.NOT_FOUND:
            return not_found(request, Http404())
        if technical and response.status_code == HTTPStatus.BAD_REQUEST:
            return bad_request(request, BadRequest())
        return response

    def process_view(self, request: HttpRequest, *view: object) -> HttpResponse | None:
        """Reads a form before anyone else does: Django's technical page would read one it cannot, and fail itself."""
        try:
            _read = request.POST
        except (BadRequest, SuspiciousOperation) as exception:
            return bad_request(request, exception)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answers for a view that raised what has a page of its own."""
        if isinstance(exception, Http404):
            return not_found(request, exception)
        if isinstance(exception, (BadRequest, SuspiciousOperation)):
            return bad_request(request, exception)
        return None
