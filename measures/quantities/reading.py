"""Reads one number from what a person wrote, in the indicator's own unit, or refuses with the reason.

The order: the text is tidied; a sign, the digits and what follows them are told apart; what follows must be the unit,
a percent sign, a scale's end or words for money; the digits must be one number, or a decision between two is made from
the indicator and said aloud. A dot or comma means the same in Finnish, Swedish and English: people paste from anywhere.

Thousands are apart by U+0020, 00A0, 202F or 2009, or by dots or commas where a second mark shows which is which, always
in threes. The decimal mark is a comma or a dot. The minus is a hyphen-minus, U+2212 or an en dash.

One dot or comma with exactly three digits behind it means thousands or decimals. The scale decides, when one reading is
off it; else the indicator (three decimals or more: decimals; a count without decimals: thousands) and the series (one
reading within a factor of five of a known value, the other not). Where these do not decide, or disagree, the text is
refused and both plain spellings are offered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kemi_strategy.web.speaking import spoken
from measures.quantities.diagnosis import SIGNS, tidied, wrong_after, wrong_before, wrong_groups
from measures.quantities.numerals import Numeral, numerals
from measures.quantities.refusals import Refused
from measures.quantities.units import SPACES, Kind, Unit, money, understand
from measures.quantities.writing import plain, write_number

_WHOLE_DIGITS, _DECIMALS = 18, 10  # what the database field holds: 28 digits, 10 of them decimals
_NEAR = 5  # a reading belongs to a series when it is at most this many times larger or smaller than a known value
_PARTS = re.compile(
    rf"(?P<sign>[{SIGNS}])?[{SPACES}]*(?P<euro>€|eur)?[{SPACES}]*"
    rf"(?P<body>[0-9](?:[0-9.,{SPACES}]*[0-9])?)[{SPACES}]*(?P<tail>.*)",
    re.IGNORECASE,
)
_DECIDED = {
    "fi": "”{body}” luettiin {shape}: {number}, koska {why}.",
    "sv": "”{body}” lästes som {shape}: {number}, eftersom {why}.",
    "en": "“{body}” was read as {shape}: {number}, because {why}.",
}
_SHAPES = {
    "fi": ("desimaalilukuna", "tuhansina"),
    "sv": ("ett decimaltal", "tusental"),
    "en": ("a decimal number", "thousands"),
}
_WHY = {
    "scale": {
        "fi": "toinen lukutapa ei ole mittarin asteikolla",
        "sv": "det andra lässättet inte ligger på indikatorns skala",
        "en": "the other reading is not on the indicator's scale",
    },
    "decimals": {
        "fi": "mittarilla on vähintään kolme desimaalia",
        "sv": "indikatorn har minst tre decimaler",
        "en": "the indicator has three decimals or more",
    },
    "count": {
        "fi": "mittari lasketaan kokonaislukuina",
        "sv": "indikatorn räknas i hela tal",
        "en": "the indicator is counted in whole numbers",
    },
    "series": {
        "fi": "se on lähellä sarjan muita arvoja",
        "sv": "det ligger nära seriens andra värden",
        "en": "it is near the other values of the series",
    },
}
_CONVERTED = {
    "fi": "”{text}” muunnettiin mittarin yksikköön: {echo}.",
    "sv": "”{text}” omräknades till indikatorns enhet: {echo}.",
    "en": "“{text}” was converted to the indicator's unit: {echo}.",
}


@dataclass(frozen=True, slots=True)
class Read:
    """A number read: `value` in the indicator's own unit with every digit typed, `echo` as it is shown to the writer in
    the language asked, `notes` the decisions made in reading it, each a sentence (none where none was needed).
    """

    value: Decimal
    echo: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """The text taken apart: `shift` is the power of ten from what was written to the indicator's own unit."""

    text: str
    body: str
    negative: bool
    shift: int

    def value(self, numeral: Numeral) -> Decimal:
        return numeral.value(negative=self.negative, shift=self.shift)

    def typed(self, numeral: Numeral) -> Decimal:
        return numeral.value(negative=self.negative)


def read_number(
    text: str,
    *,
    unit: str = "",
    decimals: int | None = None,
    near: Sequence[Decimal] = (),
    language: str | None = None,
) -> Read:
    """The one number in `text`, in the indicator's `unit`. Refuses (`Refused`) whatever is not surely one number.

    `decimals` are those the indicator is shown with; more are read and kept. `near` are known values of the series in
    the same unit. `language` (fi, sv, en, without it the one now written) is that of echo and notes; it does not
    change what is read. After the number may stand the indicator's unit or a synonym of it, "%" where the unit is a
    percent, "/5" where the unit is a scale that ends in 5, and for money the euro with a word for thousands, millions
    or billions, which is converted.

    >>> read_number("1.234", unit="kpl", decimals=0).notes
    ('”1.234” luettiin tuhansina: 1\\xa0234, koska mittari lasketaan kokonaislukuina.',)
    >>> read_number("12.345", unit="%", near=[Decimal("13.5")]).value
    Decimal('12.345')
    >>> read_number("1,234", unit="%")
    Traceback (most recent call last):
    measures.quantities.refusals.Refused: ”1,234” voi olla 1\xa0234 tai 1,234. Kirjoita joko 1234 tai 1,2340.

    >>> read_number("300 t€", unit="€").value, read_number("3,4/5", unit="1–5").echo
    (Decimal('300000'), '3,4/5')

    A number off its indicator's scale is refused; so is one of more than 18 digits before the mark or 10 after it.
    """
    known, told_in = understand(unit), language or spoken()
    written = _taken_apart(tidied(text), known)
    numeral, reason = _decided(written, known, decimals, near)
    value = _within_limits(written, numeral)
    if known.kind is Kind.SCALE and not known.lowest <= value <= known.highest:
        raise Refused("off_scale", text=written.text, part=written.text, unit=known.range)
    echo = write_number(value, decimals=max(_places(value), decimals or 0), unit=unit, language=told_in)
    notes = [_decision(written, numeral, reason, told_in)] if reason else []
    if written.shift:
        notes.append(_CONVERTED[told_in].format(text=written.text, echo=echo))
    return Read(value, echo, tuple(notes))


def _taken_apart(text: str, unit: Unit) -> _Written:
    parts = _PARTS.fullmatch(text)
    if parts is None:
        raise wrong_before(text)
    tail = parts["tail"]
    if parts["euro"]:
        # "€18.9 million" is how English writes it; "€5 €" becomes "€ €", which is no unit.
        tail = f"{tail} {parts['euro']}".strip()
    shift = _shift(tail, unit)
    if shift is None:
        raise wrong_after(text, tail, unit)
    return _Written(text, parts["body"], parts["sign"] not in (None, "+"), shift)


def _shift(tail: str, unit: Unit) -> int | None:
    """Powers of ten from the words after the number to the unit, 6 for "milj. €" in euros; None if they do not fit."""
    if not tail or unit.is_named(tail):
        return 0
    if unit.kind is Kind.SCALE:
        return 0 if re.sub(f"[{SPACES}]", "", tail) == f"/{unit.highest}" else None
    amount = money(tail)
    if unit.kind is Kind.MONEY and amount and amount.per == unit.per:
        return amount.power - unit.power
    return None


def _decided(written: _Written, unit: Unit, decimals: int | None, near: Sequence[Decimal]) -> tuple[Numeral, str]:
    """The reading and the reason it was chosen; no reason where there was nothing to choose."""
    readings = numerals(written.body)
    if not readings:
        raise wrong_groups(written.text, written.body)
    if len(readings) == 1:
        return readings[0], ""
    decimal, thousands = (written.value(reading) for reading in readings)
    reasons = _reasons(decimal, thousands, unit, None if written.shift else decimals, near)
    if len({place for place, _ in reasons}) != 1:
        typed = tuple(written.typed(reading) for reading in readings)
        raise Refused("ambiguous", text=written.text, part=written.body, readings=typed)
    place, reason = reasons[0]
    return readings[place], reason


def _reasons(
    decimal: Decimal, thousands: Decimal, unit: Unit, decimals: int | None, near: Sequence[Decimal]
) -> list[tuple[int, str]]:
    """What speaks for the decimal reading (0) and for thousands (1), strongest first; the scale alone is decisive."""
    if unit.kind is Kind.SCALE and unit.lowest <= decimal <= unit.highest < thousands:
        return [(0, "scale")]
    reasons = []
    if decimals is not None and decimals >= 3:
        reasons.append((0, "decimals"))
    if decimals == 0 and unit.kind is Kind.COUNT:
        reasons.append((1, "count"))
    fits = (_fits(decimal, near), _fits(thousands, near))
    if fits[0] != fits[1]:
        reasons.append((fits.index(True), "series"))
    return reasons


def _fits(reading: Decimal, near: Sequence[Decimal]) -> bool:
    """Whether a known value other than zero is within the factor, by size alone: a gain may turn to a loss."""
    size = abs(reading)
    return any(known and abs(known) <= _NEAR * size and size <= _NEAR * abs(known) for known in near)


def _within_limits(written: _Written, numeral: Numeral) -> Decimal:
    """The value in the indicator's unit; refused when it, or what was typed, has more digits than the field keeps."""
    for value in (written.typed(numeral), written.value(numeral)):
        if value and value.adjusted() >= _WHOLE_DIGITS:
            raise Refused("too_large", text=written.text, part=written.text)
        if _places(value) > _DECIMALS:
            raise Refused("too_precise", text=written.text, part=written.text)
    return written.value(numeral)


def _places(value: Decimal) -> int:
    return len(plain(value).partition(".")[2])


def _decision(written: _Written, numeral: Numeral, reason: str, language: str) -> str:
    number = write_number(written.typed(numeral), decimals=3 if numeral.fraction else 0, language=language)
    shape = _SHAPES[language][0 if numeral.fraction else 1]
    return _DECIDED[language].format(body=written.body, shape=shape, number=number, why=_WHY[reason][language])
