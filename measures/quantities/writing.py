"""Writes a number the way the reader's language does, with its unit, so that our own reader reads it back unchanged."""

from decimal import ROUND_HALF_UP, Context, Decimal

from kemi_strategy.web.speaking import spoken
from measures.quantities.units import Kind, understand, unit_in

NBSP = "\u00a0"
MINUS = "\u2212"
NOTHING = "–"
# English, too, has a space between thousands: a comma there would give "19,400", which nobody can tell from 19.4.
MARKS = {"fi": ",", "sv": ",", "en": "."}


def plain(value: Decimal) -> str:
    """The number for JSON and CSV: a point, no exponent, no trailing zeros, no minus before zero.

    Exact: nothing is rounded, however many digits there are. A value that is not a number raises ValueError.

    >>> plain(Decimal("1.2E+6")), plain(Decimal("18.9000000000")), plain(Decimal("-0.0"))
    ('1200000', '18.9', '0')
    """
    if not value.is_finite():
        raise ValueError(f"{value} is not a number that can be shown")
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_number(
    value: Decimal | None,
    *,
    decimals: int | None = None,
    unit: str = "",
    language: str | None = None,
    signed: bool = False,
) -> str:
    """The number as shown: thousands apart by a no-break space, a true minus (U+2212), the unit after it.

    Rounds half away from zero, as a treasurer does on paper, to `decimals`; None keeps all the digits the value has. A
    value that rounds to zero carries no sign. `signed` puts a plus before a rise. On a scale the end follows: "3,4/5".
    A missing value is "–" without a unit, never zero. With decimals None, a number that would end in exactly three
    decimals is given a fourth, a zero, for "1,234" could be read as one thousand two hundred and thirty-four.
    `language`: fi, sv or en, without it the one now written. Raises ValueError for NaN and Infinity, KeyError for
    another language.

    >>> write_number(Decimal("-18900000"), unit="€") == "−18 900 000 €".replace(" ", NBSP)
    True
    >>> write_number(Decimal("2.5"), decimals=0), write_number(Decimal("0.4"), decimals=1, language="en", signed=True)
    ('3', '+0.4')
    >>> write_number(None, unit="kpl"), write_number(Decimal("3.4"), unit="1–5"), write_number(Decimal("1.234"))
    ('–', '3,4/5', '1,2340')
    """
    if value is None:
        return NOTHING
    text = _rounded(value, decimals)
    whole, _, fraction = text.removeprefix("-").partition(".")
    if decimals is None and len(fraction) == 3:
        fraction += "0"
    asked = language or spoken()
    number = MARKS[asked].join((_grouped(whole), fraction)) if fraction else _grouped(whole)
    return f"{_sign(text, signed)}{number}{_suffix(unit, asked)}"


def write_apart(
    value: Decimal, goal: Decimal, *, decimals: int, unit: str = "", language: str | None = None
) -> tuple[str, str]:
    """A value and its goal with the same number of decimals: as many more as it takes to tell unlike numbers apart.

    Equal numbers are written with `decimals`. So a page never says "4,0, goal 4,0, not reached".

    >>> write_apart(Decimal("3.96"), Decimal("4"), decimals=1)
    ('3,96', '4,00')
    """

    def written(places: int) -> tuple[str, str]:
        value_text = write_number(value, decimals=places, unit=unit, language=language)
        return value_text, write_number(goal, decimals=places, unit=unit, language=language)

    places = decimals
    while value != goal and len(set(written(places))) == 1:
        places += 1
    return written(places)


def _rounded(value: Decimal, decimals: int | None) -> str:
    """Digits with a point, rounded if asked. The precision follows the value: no caller's context can cut digits."""
    exact = plain(value)
    if decimals is None:
        return exact
    roomy = Context(prec=len(exact) + decimals + 2)
    return format(Decimal(exact).quantize(Decimal((0, (1,), -decimals)), ROUND_HALF_UP, roomy), "f")


def _sign(text: str, signed: bool) -> str:
    if not text.strip("-0."):
        return ""
    if text.startswith("-"):
        return MINUS
    return "+" if signed else ""


def _grouped(digits: str) -> str:
    first = len(digits) % 3
    groups = [digits[:first]] if first else []
    return NBSP.join(groups + [digits[at : at + 3] for at in range(first, len(digits), 3)])


def unit_words(unit: str, language: str | None = None) -> str:
    """The unit by itself, as a heading says it: in the language, without it in the one now written."""
    return unit_in(unit, language or spoken())


def _suffix(unit: str, language: str) -> str:
    known = understand(unit)
    if known.kind is Kind.SCALE:
        return f"/{known.highest}"
    if not known.name:
        return ""
    name = unit_in(unit, language)
    if language == "en" and name == "%":
        return name
    # "milj. €" stays on one line; longer words ("% yksiköistä") may go on to the next.
    name = name.replace(" ", NBSP) if known.kind is Kind.MONEY else name
    # "300 1 000 €" would be another number, so a unit that begins with a digit is bracketed.
    return f"{NBSP}({name})" if name[0].isdigit() else f"{NBSP}{name}"
