"""The United Nations' sustainable development goals that an action serves: numbers from 1 to 17."""

import re

GOALS = range(1, 18)


def read_sdg(text: str) -> str:
    """The numbers as they are kept, each once and in order. Raises ValueError with a sentence for anything else.

    >>> read_sdg(" 11; 3,4 ja 3")
    '3, 4, 11'
    """
    words = [word for word in re.split(r"[\s,;.]+|\bja\b", text) if word]
    wrong = [word for word in words if not re.fullmatch(r"[0-9]{1,2}", word) or int(word) not in GOALS]
    if wrong:
        raise ValueError(
            f"”{wrong[0]}” ei ole kestävän kehityksen tavoitteen numero. Kirjoita numerot 1–17 pilkuin, "
            "esimerkiksi 3, 4, 11."
        )
    return ", ".join(str(number) for number in sorted({int(word) for word in words}))
