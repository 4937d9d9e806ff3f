"""With how many decimals the numbers of a row are written, so that unlike numbers never look alike (DESIGN §5)."""

from decimal import Decimal

from measures.quantities import write_number
from measures.rollup import exact
from measures.targets import Kind
from measures.verdicts import Rule
from reporting.standing import RowStanding


def decimals_shown(row: RowStanding) -> int:
    """The decimals of every number of a row: the indicator's own, or as many as tell its figure, goal and baseline
    apart where they differ, and never fewer than the decided goal and baseline were given with."""
    target, baseline = row.facts.target, row.facts.baseline
    decided = (target.value if target.kind is not Kind.CHANGE_BY else None, target.upper, baseline.value)
    places = max(row.facts.indicator.decimals, *(_places(number) for number in decided))
    figure, goal = row.figure.value, target.goal(baseline)
    marks = [exact(goal) if goal is not None else None, *decided, _lined_up(row)]
    if isinstance(figure, Decimal):
        for mark in marks:
            while mark is not None and mark != figure and _alike(figure, mark, places):
                places += 1
    return places


def decimals_beside(number: Decimal, row: RowStanding) -> int:
    """The decimals of a pace beside the row's figures: its own where they are at most two more, «2,25» beside «2,1»."""
    shown = decimals_shown(row)
    own = _places(number)
    return own if shown < own <= shown + 2 else shown


def _places(number: Decimal | None) -> int:
    if number is None:
        return 0
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _alike(one: Decimal, other: Decimal, places: int) -> bool:
    return write_number(one, decimals=places) == write_number(other, decimals=places)


def _lined_up(row: RowStanding) -> Decimal | None:
    """What the figure was compared with on the way; a shortfall is no such thing."""
    reason = row.score.reason
    if reason.measure is None or reason.rule not in {Rule.PACE, Rule.LINE, Rule.LIMIT_PASSED}:
        return None
    return exact(reason.measure)


def decimals_from_zero(number: Decimal, decimals: int, most: int = 20) -> int:
    """As many decimals as it takes for a number that is not zero not to look like it."""
    while number and decimals < most and not write_number(number, decimals=decimals).strip("−0,."):
        decimals += 1
    return decimals
