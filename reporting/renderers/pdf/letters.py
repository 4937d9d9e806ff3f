"""Which letters can be printed: what the report's typeface does not have is told by its name in brackets.

A PDF for everybody may hold no letter that its fonts lack, and a letter left out silently would change what somebody
wrote. So «👩‍🚒» is printed as «[woman, fire engine]», a control character as «[U+0001]», a mark that turns the
direction of writing as «[right-to-left override]». Other letters are printed as they were written, in composed form.
"""

import re
import unicodedata
from functools import cache
from itertools import groupby

from fontTools.ttLib import TTFont

from reporting.renderers.pdf.typeface import FONT_FILE

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u1680\u2000-\u2006\u2008\u200a\u205f\u3000]")
"""Blanks of other widths are plain blanks; those that keep a number together stay."""
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")
"""What binds the parts of a picture sign together and has no look of its own."""
_SHOWN = frozenset({"Cc", "Cf"})
"""Kinds of characters that a font may have and that nobody would see: they are named, but for the ones below."""
_UNSEEN = frozenset("\n\u00ad\u200b\u2060")
"""Where a line may or may not break."""


def printable(text: str) -> str:
    """The text with every letter that the typeface has, and the others named.

    >>> printable("Työllisyys 5 % – hyvä 👍")
    'Työllisyys 5 % – hyvä [thumbs up sign]'
    """
    whole = _BLANKS.sub(" ", _BREAKS.sub("\n", unicodedata.normalize("NFC", text)))
    if whole.isascii() and whole.replace("\n", " ").isprintable():
        return whole
    runs = [(missing, "".join(letters)) for missing, letters in groupby(whole, _lacking)]
    return "".join(_named(letters) if missing else letters for missing, letters in runs)


def _lacking(letter: str) -> bool:
    if letter in _UNSEEN:
        return False
    return ord(letter) not in _letters() or unicodedata.category(letter) in _SHOWN


def _named(letters: str) -> str:
    """The names of letters that stand together, in one pair of brackets."""
    names = [_name(letter) for letter in letters if letter not in _JOINERS] or [_name(letters[0])]
    return f"[{', '.join(names)}]"


def _name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.lower() if name else f"U+{ord(letter):04X}"


@cache
def _letters() -> frozenset[int]:
    """Every character that the typeface has."""
    with TTFont(FONT_FILE, lazy=True) as font:
        return frozenset(font.getBestCmap())
