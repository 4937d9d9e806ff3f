"""Sends text compressed: pages, pictures drawn as text, tables as text; in the demo style sheets and scripts too.

Whoever is signed in sees figures that are not public beside words taken from the address, and the length of a
compressed page could give them away letter by letter (BREACH). Their pages are therefore padded by a random length,
which gzip allows; the security token in forms is masked anew for every page already. Visitors' pages hold no secret.
See docs/decisions/0023-few-files-and-compressed.md.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import cast

import brotli
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.text import compress_sequence, compress_string

TEXTS = ("text/", "image/svg+xml", "application/json", "application/javascript")
SHORTEST = 400
"""Bytes below which compressing saves no packet."""
QUALITY = 5
"""Of brotli's eleven: what a page costs stays about a millisecond."""
PADDING = 100
"""Most bytes added to a signed-in reader's page."""


def text_is_compressed(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Middleware: compresses what is text and has not been compressed by whoever made it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if not _is_for_compressing(response):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        accepted = request.headers.get("Accept-Encoding", "")
        if "br" in _named(accepted) and not _holds_secrets(request, response):
            return _packed(response, "br", _brotli, _brotli_stream)
        if "gzip" in _named(accepted):
            return _packed(response, "gzip", _gzip, _gzip_stream)
        return response

    return middleware


def _is_for_compressing(response: HttpResponseBase) -> bool:
    """A part of a file keeps its bytes, as its length has been told."""
    if response.has_header("Content-Encoding") or response.status_code in (204, 206, 304):
        return False
    if not response.headers.get("Content-Type", "").startswith(TEXTS):
        return False
    return not isinstance(response, HttpResponse) or len(response.content) >= SHORTEST


def _named(accepted: str) -> set[str]:
    """The encodings a browser takes; one with weight 0 it does not."""
    offers = [part.replace(" ", "").partition(";q=") for part in accepted.lower().split(",")]
    return {name for name, _, weight in offers if not weight or weight.strip("0.")}


def _holds_secrets(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Is a session under way or about to begin?"""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies


def _packed(
    response: HttpResponseBase,
    encoding: str,
    whole: Callable[[bytes], bytes],
    stream: Callable[[Iterable[bytes]], Iterator[bytes]],
) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.content = whole(response.content)
        response.headers["Content-Length"] = str(len(response.content))
        tag = response.headers.get("ETag", "")
        if tag.startswith('"'):
            response.headers["ETag"] = f"W/{tag}"
    elif isinstance(response, StreamingHttpResponse) and not response.is_async:
        # A file: its tag stays, because WhiteNoise compares tags letter for letter and knows no weak ones.
        response.streaming_content = stream(cast(Iterable[bytes], response.streaming_content))
        del response.headers["Content-Length"]
    else:
        return response
    response.headers["Content-Encoding"] = encoding
    return response


def _brotli(text: bytes) -> bytes:
    return bytes(brotli.compress(text, quality=QUALITY))


def _brotli_stream(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = brotli.Compressor(quality=QUALITY)
    for part in parts:
        yield packer.process(part)
    yield packer.finish()


def _gzip(text: bytes) -> bytes:
    return compress_string(text, max_random_bytes=PADDING)


def _gzip_stream(parts: Iterable[bytes]) -> Iterator[bytes]:
    return compress_sequence(parts, max_random_bytes=PADDING)
