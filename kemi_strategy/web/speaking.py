"""Which language is being written: of the page asked for, of a letter's receiver, of a document.

Plain Python, so that the arithmetic and the sentences, which know no web framework, can ask it. Whoever turns to
another language does it with ``languages.in_language``, which turns the interface's catalogue as well.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape
from typing import Protocol

LANGUAGES = ("fi", "sv", "en")
_spoken: ContextVar[str] = ContextVar("spoken", default="fi")


def spoken() -> str:
    """The code of the language now written: fi, sv or en."""
    return _spoken.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Writes in the language until left. Raises ValueError for one that the product does not speak."""
    if language not in LANGUAGES:
        raise ValueError(f"{language} is not one of {', '.join(LANGUAGES)}")
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


class Foreign(str):
    """Content given only in Finnish on a page of another language: in HTML it carries its language and a mark.

    Elsewhere (in a document, put into a sentence) it is the plain text. In an attribute use the filter ``plain``.
    """

    __slots__ = ()

    def __html__(self) -> str:
        return f'<span class="foreign" lang="fi">{escape(self)}</span>'


def content(fi: str, sv: str = "", en: str = "", *, language: str | None = None) -> str:
    """A municipality's own words in the language, or else in Finnish and marked so.

    >>> content("Kirjasto", "Bibliotek", language="sv"), content("Kirjasto", language="en").__html__()
    ('Bibliotek', '<span class="foreign" lang="fi">Kirjasto</span>')
    """
    asked = spoken() if language is None else language
    if asked == "fi":
        return fi
    return {"sv": sv, "en": en}[asked] or (Foreign(fi) if fi else fi)


class Named(Protocol):
    """Whatever has a name of its own in three languages: a unit, a goal, an indicator."""

    name_fi: str
    name_sv: str
    name_en: str


def named(record: Named) -> str:
    """A record's name in the language now written; where only Finnish has been given, that, and in HTML marked so."""
    return content(record.name_fi, record.name_sv, record.name_en)
