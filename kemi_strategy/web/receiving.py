"""How large a file is held in memory while it is received: most pages take small ones, a few addresses larger ones.

A body is never written on the disk; one that is too large is let run through and not kept.
"""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve


class InMemory(MemoryFileUploadHandler):
    """Django's own handler, with the address's limit for people who have signed in."""

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Takes the file in when it is within the limit of the address."""
        self.activated = content_length <= most_bytes(self.request)


def most_bytes(request: HttpRequest | None) -> int:
    """The largest body that is held for a request."""
    usual: int = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
    if request is None:
        return usual
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        return usual
    larger: dict[str, int] = settings.LARGER_UPLOADS
    # A request refused before anybody has asked who sends it has no user.
    user = getattr(request, "user", None)
    return larger[name] if name in larger and user is not None and user.is_authenticated else usual
