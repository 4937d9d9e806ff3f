"""Which numbers a row of digits, spaces, dots and commas can mean: one, two (a mark before three digits), or none."""

import re
from dataclasses import dataclass
from decimal import Decimal

from measures.quantities.units import SPACES
from measures.quantities.writing import plain

_FIRST = "[1-9][0-9]{0,2}"
_UNGROUPED = re.compile("(?P<whole>[0-9]+)(?:[.,](?P<fraction>[0-9]+))?")
_GROUPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<whole>{_FIRST}(?:[{SPACES}][0-9]{{3}})+)(?:[.,](?P<fraction>[0-9]+))?",
        rf"(?P<whole>{_FIRST}(?:\.[0-9]{{3}})+),(?P<fraction>[0-9]+)",
        rf"(?P<whole>{_FIRST}(?:,[0-9]{{3}})+)\.(?P<fraction>[0-9]+)",
        rf"(?P<whole>{_FIRST}(?:\.[0-9]{{3}}){{2,}})(?P<fraction>)",
        rf"(?P<whole>{_FIRST}(?:,[0-9]{{3}}){{2,}})(?P<fraction>)",
    )
)
_AMBIGUOUS = re.compile("[0-9]{1,3}[.,][0-9]{3}")


@dataclass(frozen=True, slots=True)
class Numeral:
    """Unsigned digits before and after the decimal mark, as strings: nothing is rounded or dropped yet."""

    whole: str
    fraction: str = ""

    def value(self, *, negative: bool, shift: int = 0) -> Decimal:
        """The number times ten to the power `shift`, exactly: no context of the decimal module takes part."""
        sign = "-" if negative else ""
        return Decimal(plain(Decimal(f"{sign}{self.whole}{self.fraction}E{shift - len(self.fraction)}")))


def numerals(body: str) -> tuple[Numeral, ...]:
    """The readings of `body`: the decimal one first, then the one in thousands; empty when it is no number at all.

    Two readings come only of one dot or comma with exactly three digits behind it and one to three before it. A single
    zero before the mark makes it a decimal, for no thousands begin with zero. Groups are of three digits, always.

    >>> numerals("19 400,5"), numerals("12 34")
    ((Numeral(whole='19400', fraction='5'),), ())
    >>> numerals("1.234")
    (Numeral(whole='1', fraction='234'), Numeral(whole='1234', fraction=''))
    """
    ungrouped = _UNGROUPED.fullmatch(body)
    if ungrouped:
        decimal = Numeral(ungrouped["whole"], ungrouped["fraction"] or "")
        if _AMBIGUOUS.fullmatch(body) and decimal.whole != "0":
            return decimal, Numeral(decimal.whole + decimal.fraction)
        return (decimal,)
    for pattern in _GROUPED:
        match = pattern.fullmatch(body)
        if match:
            return (Numeral(re.sub("[^0-9]", "", match["whole"]), match["fraction"] or ""),)
    return ()
