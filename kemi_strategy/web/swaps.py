"""A page, or its part that a form on it swaps in: the server picks which, and the part is the same either way."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

PART = "sivu"
"""The named part of a template whose form narrows what it shows; it stands in the element ``#rajattava``."""


def page_or_part(request: HttpRequest, template: str, context: Mapping[str, object], status: int = 200) -> HttpResponse:
    """The whole page; to a form on it the part, which then also says what it found in the page's live region.

    Going back in the browser asks for the whole page again.
    """
    asks = HtmxDetails(request)
    swapped = bool(asks) and not asks.history_restore_request
    name = f"{template}#{PART}" if swapped else template
    response = render(request, name, {**context, "swapped": swapped}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
