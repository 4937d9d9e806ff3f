"""What cannot be seen cannot stand in a page either: signs that HTML forbids are shown as the replacement sign.

A form that is turned away gives back what was typed, also a zero byte from a broken paste. The writer then sees where
the sign stands, and the page stays one that every browser reads alike.
"""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# In UTF-8 these bytes stand for nothing else: control signs but tab, line feed, form feed and return; those of C1.
_FORBIDDEN = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f]|\xc2[\x80-\x9f]")
_SHOWN = "\ufffd".encode()


def pages_hold_what_can_be_shown(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: mends pages; files and data are sent as they are."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            content = _FORBIDDEN.sub(_SHOWN, response.content)
            if content != response.content:
                response.content = content
        return response

    return middleware
