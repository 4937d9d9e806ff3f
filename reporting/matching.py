"""Finds by the starts of words as they are typed: å, ä and ö are letters of their own and are never folded."""

import re
import unicodedata

_LONGEST, _MOST = 80, 6


def words_of(text: str) -> tuple[str, ...]:
    """The words sought, at most six.

    >>> words_of("  Työttömyys  aste ")
    ('työttömyys', 'aste')
    """
    return tuple(_plain(text[:_LONGEST]).split()[:_MOST])


def matches(words: tuple[str, ...], *texts: str) -> bool:
    """Does each of the words begin some word of the texts? Capital letters make no difference.

    >>> matches(words_of("YÖPY mää"), "Yöpymisten määrä")
    True
    >>> matches(words_of("yopy"), "Yöpymisten määrä"), matches(words_of("misten"), "Yöpymisten määrä")
    (False, False)
    """
    whole = _plain(" ".join(texts))
    return all(re.search(rf"(?<!\w){re.escape(word)}", whole) for word in words)


def _plain(text: str) -> str:
    """One way of writing a letter, whatever keyboard it came from, and small letters."""
    return unicodedata.normalize("NFC", text).casefold()
