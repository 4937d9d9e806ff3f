"""The languages pages are served in: Finnish without a prefix in the address, Swedish under /sv/, English under /en/.

The address alone decides, so that a link always opens in the language it was sent in.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.translation import (
    get_language,
    get_language_from_path,
    gettext,
    gettext_lazy,
    override,
    pgettext_lazy,
)

from kemi_strategy.web.speaking import LANGUAGES, speak_with, speaking

speak_with(gettext)

NAMES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}


@dataclass(frozen=True, slots=True)
class Choice:
    """The page in one language: the language's own name for itself, and the address."""

    code: str
    name: str
    address: str
    current: bool


def later(sentence: str) -> str:
    """A sentence of a table or a form, put into the reader's language only when it is shown."""
    return cast(str, gettext_lazy(sentence))


def later_of(context: str, sentence: str) -> str:
    """The same of a word that is another one in another context: «avoin» of a target and of a card."""
    return cast(str, pgettext_lazy(context, sentence))


class Words[Code](dict[Code, str]):
    """A table of words: what is looked up is in the language now written, and plain text."""

    def __getitem__(self, code: Code) -> str:
        return str(super().__getitem__(code))

    def get(self, code: Code, default: Any = None) -> Any:
        """The word of a code; without one the default."""
        found = super().get(code)
        return default if found is None else str(found)

    def items(self) -> Any:
        """Every code with its word."""
        return {code: self[code] for code in self}.items()

    def values(self) -> Any:
        """Every word."""
        return {code: self[code] for code in self}.values()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Writes everything in the language: catalogue, numbers, days and addresses. ValueError for an unknown one."""
    with speaking(language), override(language):
        yield


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware in the place of Django's own, which would look at the browser's wishes and leave its choice behind."""

    def middleware(request: HttpRequest) -> HttpResponse:
        language = get_language_from_path(request.path_info) or "fi"
        with in_language(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def choices(request: HttpRequest) -> dict[str, object]:
    """For every template: the page's language, and the same page in the others (their front page, if it has none)."""
    now = get_language() or "fi"
    here = request.get_full_path()
    return {"language": now, "languages": [_choice(code, now, here) for code in LANGUAGES]}


def _choice(code: str, now: str, here: str) -> Choice:
    address = here if code == now else translate_url(here, code)
    if address == here and code != now:
        address = "/" if code == "fi" else f"/{code}/"
    return Choice(code, NAMES[code], address, code == now)
