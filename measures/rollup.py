"""Rolls figures up: across reporting units, then across the periods of a year (DESIGN §6).

Every rolled-up figure keeps its parts, so that a page can show what it is made of and what is lacking.
A missing part is never zero. A sum, a smallest, a largest and a share of units done with a due part lacking
are shown with their coverage but may not be judged; a mean, a ratio and a weighted mean may be judged from
half coverage up. Percentages are never averaged as such: a ratio is the sum of numerators over the sum of
denominators, across units and across time.
"""

import decimal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from measures.periods import Period
from measures.targets import Value

_EXACT = decimal.Context(prec=60, traps=[decimal.Inexact])
_NEAREST = decimal.Context(prec=28)


class AcrossUnits(StrEnum):
    """How the figures of reporting units become one."""

    SUM = "sum"
    RATIO = "ratio"
    WEIGHTED = "weighted"
    MEAN = "mean"
    SMALLEST = "smallest"
    LARGEST = "largest"
    SHARE_DONE = "share_done"
    MUNICIPALITY = "municipality"
    NONE = "none"


class AcrossTime(StrEnum):
    """How the figures of a year's periods become one."""

    LAST = "last"
    SUM = "sum"
    MEAN = "mean"


@dataclass(frozen=True, slots=True)
class Part:
    """One unit's figure for one period, present or not.

    ``unit`` is the unit's code, None for the municipality itself. ``due``: it should be there by now.
    ``pending``: it waits for approval. ``why_empty``: the coded reason of an entry without a figure.
    """

    unit: str | None
    period: Period
    value: Value | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    weight: Decimal | None = None
    forecast: Value | None = None
    due: bool = True
    pending: bool = False
    why_empty: str = ""


@dataclass(frozen=True, slots=True)
class Rolled:
    """A rolled-up figure: its value (None when there is none), its parts, and whether it may be judged.

    ``unrounded``: the exact number where the value is one, for a further roll-up (three thirds are one).
    """

    value: Value | None
    parts: tuple[Part, ...]
    present: tuple[Part, ...]
    judged: bool
    unrounded: Fraction | None = None

    @property
    def expected(self) -> int:
        """Units that should have reported, or have."""
        return len({part.unit for part in self._counted()})

    @property
    def complete(self) -> int:
        """Units with nothing lacking."""
        lacking = {part.unit for part in self.lacking}
        return len({part.unit for part in self._counted()} - lacking)

    @property
    def lacking(self) -> tuple[Part, ...]:
        """Parts that were due and are not there."""
        return tuple(part for part in self.parts if part.due and part not in self.present)

    @property
    def coverage(self) -> str:
        """Complete units of expected ones: ``7/9``."""
        return f"{self.complete}/{self.expected}"

    @property
    def pending(self) -> bool:
        """True when any part used waits for approval."""
        return any(part.pending for part in self.present)

    def _counted(self) -> list[Part]:
        return [part for part in self.parts if part.due or part in self.present]


def exact(value: Fraction) -> Decimal:
    """A fraction as a decimal: exact where it ends within 60 digits, else the nearest with 28."""
    numerator, denominator = Decimal(value.numerator), Decimal(value.denominator)
    try:
        return _EXACT.divide(numerator, denominator)
    except decimal.Inexact:
        return _NEAREST.divide(numerator, denominator)


def quotient(numerator: Decimal | None, denominator: Decimal | None, *, percent: bool) -> Decimal | None:
    """Numerator over denominator, × 100 where shown as percent; None without either or over zero.

    >>> quotient(Decimal(3), Decimal(4), percent=True)
    Decimal('75')
    """
    if numerator is None or not denominator:
        return None
    return exact(Fraction(numerator) / Fraction(denominator) * (100 if percent else 1))


def same_as_shown(given: Decimal, ratio: Decimal | None, decimals: int) -> bool:
    """Is a ratio given beside its terms their quotient, as far as its own decimals tell?

    >>> same_as_shown(Decimal("3.6"), Decimal("3.602"), 1), same_as_shown(Decimal("3.6"), Decimal("3.66"), 1)
    (True, False)
    """
    if ratio is None:
        return False
    exponent = given.as_tuple().exponent
    places = max(decimals, -exponent if isinstance(exponent, int) else 0)
    return abs(given - ratio) <= Decimal(5).scaleb(-places - 1)


def across_units(
    rule: AcrossUnits, parts: Sequence[Part], *, percent: bool = False, scale: tuple[str, ...] = ()
) -> Rolled:
    """One figure of one period from its units' parts.

    ``percent``: the indicator's unit is %, so a ratio is × 100. ``scale``: the words of a level, worst first.
    Yes/no figures: yes when all reporting units say yes, no when any says no, whatever the rule but a share
    and what is not additive.
    """
    present = tuple(part for part in parts if _is_there(rule, part))
    due = [part for part in parts if part.due or part in present]
    if (
        rule not in {AcrossUnits.SHARE_DONE, AcrossUnits.NONE}
        and present
        and all(isinstance(part.value, bool) for part in present)
    ):
        return _all_say_yes(parts, present, len(due))
    found = _VALUES[rule](present, len(due), percent, scale) if present else None
    if rule in _JUDGED_FROM_HALF:
        judged = 2 * len(present) >= len(due)
    else:
        judged = len(present) == len(due)
    return _rolled(found, parts, present, judged=judged)


def across_time(
    rule: AcrossTime, periods: Sequence[Rolled], *, pooled: Callable[[Sequence[Part]], Rolled] | None = None
) -> Rolled:
    """One figure of a year's periods, each already rolled up across units, earliest first.

    *Last* takes the last period. *Sum* adds the periods up and may be judged when every period may. *Mean* is
    judged from half of the periods up, those counted that have a figure or lack one; a period that may not be
    judged is lacking and stays out of the mean. ``pooled`` makes one figure of all parts together, which is what
    the mean of a ratio is (sum of numerators over sum of denominators): unlike percentages are never averaged.
    """
    parts = tuple(part for rolled in periods for part in rolled.parts)
    present = tuple(part for rolled in periods for part in rolled.present)
    if rule is AcrossTime.LAST:
        return periods[-1]
    if rule is AcrossTime.SUM:
        return _rolled(_sum(_exactly(periods)), parts, present, judged=all(rolled.judged for rolled in periods))
    if pooled is not None:
        return pooled(parts)
    expected = [rolled for rolled in periods if rolled.lacking or rolled.value is not None]
    whole = [rolled for rolled in expected if rolled.judged and rolled.value is not None]
    mean = _mean(_exactly(averaged(periods)))
    return _rolled(mean, parts, present, judged=2 * len(whole) >= len(expected))


def averaged(periods: Sequence[Rolled]) -> list[Rolled]:
    """The periods whose figures the year's mean is of: those that may be judged; where none may, all with a figure."""
    known = [rolled for rolled in periods if rolled.value is not None]
    return [rolled for rolled in known if rolled.judged] or known


def ratio_terms(present: Sequence[Part]) -> tuple[Fraction, Fraction]:
    """What a ratio is made of: the sum of numerators and the sum of denominators."""
    numerators = sum((Fraction(part.numerator) for part in present if part.numerator is not None), Fraction())
    denominators = sum((Fraction(part.denominator) for part in present if part.denominator is not None), Fraction())
    return numerators, denominators


def weighted_terms(present: Sequence[Part]) -> tuple[Fraction, Fraction]:
    """What a weighted mean is made of: the sum of figures times their weights, and the sum of weights."""
    pairs = [
        (Fraction(part.value), Fraction(part.weight))
        for part in present
        if isinstance(part.value, Decimal) and part.weight is not None
    ]
    weights = sum((weight for _, weight in pairs), Fraction())
    return sum((value * weight for value, weight in pairs), Fraction()), weights


def _rolled(
    found: Value | Fraction | None, parts: Sequence[Part], present: tuple[Part, ...], *, judged: bool
) -> Rolled:
    if isinstance(found, Fraction):
        return Rolled(exact(found), tuple(parts), present, judged, found)
    return Rolled(found, tuple(parts), present, judged, Fraction(found) if isinstance(found, Decimal) else None)


def _exactly(periods: Sequence[Rolled]) -> list[Fraction]:
    return [rolled.unrounded for rolled in periods if rolled.unrounded is not None]


def _is_there(rule: AcrossUnits, part: Part) -> bool:
    if rule is AcrossUnits.RATIO:
        return part.numerator is not None and part.denominator is not None
    if rule is AcrossUnits.WEIGHTED:
        return part.value is not None and part.weight is not None
    return part.value is not None


def _all_say_yes(parts: Sequence[Part], present: tuple[Part, ...], due: int) -> Rolled:
    """One no settles the matter; yes needs every reporting unit."""
    said_no = any(part.value is False for part in present)
    known = said_no or len(present) == due
    return Rolled(not said_no if known else None, tuple(parts), present, judged=known)


_JUDGED_FROM_HALF = {AcrossUnits.RATIO, AcrossUnits.WEIGHTED, AcrossUnits.MEAN}


def _numbers(parts: Iterable[Part]) -> list[Fraction]:
    return [Fraction(part.value) for part in parts if isinstance(part.value, Decimal)]


def _sum(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) if values else None


def _mean(values: Sequence[Fraction]) -> Fraction | None:
    return sum(values, Fraction()) / len(values) if values else None


def _ratio(present: Sequence[Part], percent: bool) -> Fraction | None:
    numerators, denominators = ratio_terms(present)
    return numerators / denominators * (100 if percent else 1) if denominators else None


def _weighted(present: Sequence[Part]) -> Fraction | None:
    total, weights = weighted_terms(present)
    return total / weights if weights else None


def _extreme(
    pick: Callable[..., Fraction | str | None], present: Sequence[Part], scale: tuple[str, ...]
) -> Fraction | str | None:
    if scale:
        words = [str(part.value) for part in present]
        # A word that is no longer on the scale has no place among the others: shown as it is, it is judged unclear.
        return next((word for word in words if word not in scale), None) or pick(words, key=scale.index)
    return pick(_numbers(present), default=None)


type _Roll = Callable[[Sequence[Part], int, bool, tuple[str, ...]], Value | Fraction | None]
_VALUES: dict[AcrossUnits, _Roll] = {
    AcrossUnits.SUM: lambda present, due, percent, scale: _sum(_numbers(present)),
    AcrossUnits.RATIO: lambda present, due, percent, scale: _ratio(present, percent),
    AcrossUnits.WEIGHTED: lambda present, due, percent, scale: _weighted(present),
    AcrossUnits.MEAN: lambda present, due, percent, scale: _mean(_numbers(present)),
    AcrossUnits.SMALLEST: lambda present, due, percent, scale: _extreme(min, present, scale),
    AcrossUnits.LARGEST: lambda present, due, percent, scale: _extreme(max, present, scale),
    AcrossUnits.SHARE_DONE: lambda present, due, percent, scale: Fraction(
        100 * sum(part.value is True for part in present), due
    ),
    AcrossUnits.MUNICIPALITY: lambda present, due, percent, scale: present[0].value,
    AcrossUnits.NONE: lambda present, due, percent, scale: None,
}
