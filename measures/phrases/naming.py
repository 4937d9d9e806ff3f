"""Is a word of a wording only the indicator's own name again? Then it says nothing more about the target.

«Työttömyysaste saatava alle 10 %:iin» names the indicator and then says its target. Words bend, so a word is taken for
one of the name's when both begin alike and differ only in a short ending, or when it is the last part of a compound
(«järjestelmä» of «ajanvarausjärjestelmä»). A longer compound is another thing («sairauspoissaolot» of «poissaolot»),
and so is a word that denies («asiakastyytymättömyys»), one that the name turns («onnistuneet» of «epäonnistuneet») or a
deficit beside a surplus.
"""

import re
from functools import lru_cache

from measures.quantities.units import folded

_WORD = re.compile(r"[^\W\d_]+")
_DENYING = re.compile("matta|mättä|ttom|ttöm|(?<!s)ton$|(?<!s)tön$|lös(?:a|t|het|heten)?$|less(?:ness)?$")
_TURNED = re.compile("(?:epä|ei|vasta|o|miss?|icke|un|non|dis|in|im|ir|under|over|över|yli|ali|anti)-?")
_SUSPENDED = {"yli-/alijäämä": "ylijäämä alijäämä", "över-/underskott": "överskott underskott"}
_OPPOSED = (("ylijäämä", "alijäämä"), ("överskott", "underskott"), ("surplus", "deficit"), ("voitto", "tappio"))
_PART = 5  # letters of a compound's last part
_BEGINNINGS = ((5, 5), (7, 6))  # letters alike, and at most how many may differ after them


def is_named(word: str, names: tuple[str, ...]) -> bool:
    """Does ``word``, in lower case, belong to one of the names?

    >>> is_named("päiväkodeista", ("Auditoitujen päiväkotien osuus",)), is_named("koulut", ("Koulutuspäivät",))
    (True, False)
    >>> is_named("alijäämä", ("Tilikauden yli-/alijäämä",)), is_named("ylijäämä", ("Tilikauden yli-/alijäämä",))
    (False, True)
    """
    for name in names:
        own = _words(name)
        for good, bad in _OPPOSED:
            if word.startswith(bad) and any(one.startswith(good) for one in own):
                return False
        if any(_same(word, one) for one in own):
            return True
    return False


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    text = folded(name)
    for short, whole in _SUSPENDED.items():
        text = text.replace(short, whole)
    return tuple(_WORD.findall(text))


def _same(word: str, own: str) -> bool:
    if word == own:
        return True
    if bool(_DENYING.search(word)) is not bool(_DENYING.search(own)):
        return False
    if len(word) >= _PART and own.endswith(word):
        return _TURNED.fullmatch(own.removesuffix(word)) is None
    alike = 0
    while alike < min(len(word), len(own)) and word[alike] == own[alike]:
        alike += 1
    differ = max(len(word), len(own)) - alike
    return any(alike >= start and differ <= ending for start, ending in _BEGINNINGS)
