"""Finnish case endings behind figures, by the word the last figure is read as: «13,5:stä 13,2:een», «64 %:sta»."""

from itertools import takewhile

_DIGITS = {
    # digit: (from, to), as in kolmesta, kolmeen
    "0": ("sta", "aan"),
    "1": ("stä", "een"),
    "2": ("sta", "een"),
    "3": ("sta", "een"),
    "4": ("stä", "ään"),
    "5": ("stä", "een"),
    "6": ("sta", "een"),
    "7": ("stä", "ään"),
    "8": ("sta", "aan"),
    "9": ("stä", "ään"),
}
_TEN, _HUNDRED, _THOUSAND, _MILLION, _MILLIARD = (
    ("stä", "een"),  # kymmenestä, kymmeneen
    ("sta", "aan"),  # sadasta, sataan
    ("sta", "een"),  # tuhannesta, tuhanteen
    ("sta", "aan"),  # miljoonasta, miljoonaan
    ("sta", "iin"),  # miljardista, miljardiin
)
_ROUND = (_TEN, _HUNDRED, _THOUSAND, _THOUSAND, _THOUSAND, _MILLION, _MILLION, _MILLION)
_PERCENT = ("sta", "iin")  # prosentista, prosenttiin


def from_figure(text: str) -> str:
    """The figure in the elative, where something started.

    >>> from_figure("13,5"), from_figure("19 400"), from_figure("64 %")
    ('13,5:stä', '19 400:sta', '64 %:sta')
    """
    return f"{text}:{_endings(text)[0]}"


def to_figure(text: str) -> str:
    """The figure in the illative, where something got to.

    >>> to_figure("13,2"), to_figure("928"), to_figure("1 000"), to_figure("66 %")
    ('13,2:een', '928:aan', '1 000:een', '66 %:iin')
    """
    return f"{text}:{_endings(text)[1]}"


def _endings(text: str) -> tuple[str, str]:
    if text.endswith("%"):
        return _PERCENT
    whole, mark, fraction = text.partition(",")
    digits = "".join(sign for sign in whole if sign.isdigit())
    if mark:
        return _DIGITS[fraction[-1]]
    zeros = sum(1 for _ in takewhile("0".__eq__, reversed(digits)))
    if zeros == 0 or not digits.strip("0"):
        return _DIGITS[digits[-1]]
    return _ROUND[zeros - 1] if zeros <= len(_ROUND) else _MILLIARD
