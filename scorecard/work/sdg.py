"""The United Nations' sustainable development goals that an action serves: numbers from 1 to 17."""

import re

from django.utils.translation import gettext as _

GOALS = range(1, 18)
# A goal's own targets are numbered 1.5 or 17.a: neither one goal's number nor two.
_TARGET = re.compile(r"[0-9]{1,2}\.([0-9]{1,2}|[a-z])")


def read_sdg(text: str) -> str:
    """The numbers as they are kept, each once and in order. Raises ValueError with a sentence for anything else.

    >>> read_sdg(" 11; 3,4 ja 3")
    '3, 4, 11'
    """
    words = [word for word in re.split(r"[\s,;]+|\.(?=[\s,;]|$)|\b(?:ja|och|and)\b", text) if word]
    parts = [word for word in words if _TARGET.fullmatch(word)]
    if parts:
        raise ValueError(
            _("”%(word)s” on kestävän kehityksen alatavoite. Kirjoita tavoitteen numero: %(number)s.")
            % {"word": parts[0], "number": parts[0].partition(".")[0]}
        )
    wrong = [word for word in words if not re.fullmatch(r"[0-9]{1,2}", word) or int(word) not in GOALS]
    if wrong:
        raise ValueError(
            _(
                "”%(word)s” ei ole kestävän kehityksen tavoitteen numero. Kirjoita numerot 1–17 pilkuin, "
                "esimerkiksi 3, 4, 11."
            )
            % {"word": wrong[0]}
        )
    return ", ".join(str(number) for number in sorted({int(word) for word in words}))
