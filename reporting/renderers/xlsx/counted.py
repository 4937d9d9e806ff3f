"""The numbers of a row: what is a number at all, how far from target and baseline it is, with how many decimals.

Differences are counted from unrounded values and never from part of a figure: a year's sum is compared with the
year's target only when the year is whole, and a figure with a part lacking is not compared (DESIGN §5–6).
"""

from decimal import Decimal

from measures.quantities import write_number
from measures.rollup import exact
from measures.targets import Value
from measures.verdicts import Verdict
from measures.workbooks.ink import MOST_DECIMALS, Content, Number
from reporting.precision import decimals_shown
from reporting.standing import RowStanding

_YES_NO = {True: "kyllä", False: "ei"}


def shown(value: Value | None, decimals: int) -> Content:
    """A figure as a cell holds it: a number as a number, yes and no and a level as words."""
    if isinstance(value, bool):
        return _YES_NO[value]
    return Number(value, decimals) if isinstance(value, Decimal) else value


def term(value: Decimal | None) -> Content:
    """A numerator or a denominator, with the decimals it was given with."""
    return None if value is None else Number(value, _places(value))


def goal_number(row: RowStanding) -> Decimal | None:
    """The one number to reach; None for bounds, comparisons, words and what has no target."""
    goal = row.facts.target.goal(row.facts.baseline)
    return None if goal is None else exact(goal)


def baseline_number(row: RowStanding) -> Decimal | None:
    """The baseline where it can be compared with the figure."""
    return row.facts.baseline.number


def deviation(row: RowStanding) -> Content:
    """Figure − target, signed; empty where there is no one number to reach or the verdict is open."""
    goal = goal_number(row)
    return None if row.verdict is Verdict.UNCLEAR else _difference(row, goal)


def change(row: RowStanding) -> Content:
    """Figure − baseline, signed."""
    return _difference(row, baseline_number(row))


def _difference(row: RowStanding, mark: Decimal | None) -> Content:
    value, whole = row.figure.value, not row.figure.adds_up or row.figure.months == 12
    lacking = row.verdict is Verdict.MISSING or row.figure.parts_lacking
    if not isinstance(value, Decimal) or mark is None or lacking or not whole:
        return None
    apart = value - mark
    return Number(apart, _telling_from_zero(apart, decimals_shown(row)), signed=True)


def _telling_from_zero(number: Decimal, decimals: int) -> int:
    """As many decimals as it takes for a difference not to look like none."""
    while number and decimals < MOST_DECIMALS and not write_number(number, decimals=decimals).strip("−0,"):
        decimals += 1
    return decimals


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
