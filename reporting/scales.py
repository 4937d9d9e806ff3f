"""Axes for charts: round steps and a sensible range, counted with exact decimals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A vertical axis: its lowest and highest mark, and the marks in between, rising."""

    marks: tuple[Decimal, ...]

    @property
    def lowest(self) -> Decimal:
        """The mark at the bottom."""
        return self.marks[0]

    @property
    def highest(self) -> Decimal:
        """The mark at the top."""
        return self.marks[-1]

    @property
    def decimals(self) -> int:
        """The decimals that every mark can be written with."""
        return max(max(0, -_exponent(mark)) for mark in self.marks)

    def share(self, value: Decimal) -> float:
        """How far up the axis a value is: 0 at the bottom, 1 at the top."""
        return float((value - self.lowest) / (self.highest - self.lowest))


def scale(values: Sequence[Decimal], *, from_zero: bool = False, steps: int = 4) -> Scale:
    """An axis of about ``steps`` round steps around the values; bars start from zero, lines where they are.

    >>> [str(mark) for mark in scale([Decimal("12.9"), Decimal("14.1")]).marks]
    ['12.5', '13', '13.5', '14', '14.5']
    """
    low, high = min(values), max(values)
    if from_zero:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        room = abs(low) / 10 or Decimal(1)
        low, high = low - room, high + room
    step = _step((high - low) / steps)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return Scale(tuple((step * number).normalize() for number in range(int(first), int(last) + 1)))


def _step(rough: Decimal) -> Decimal:
    """The round step that is not smaller than the rough one."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(power * step for step in _STEPS if power * step >= rough)


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0
