"""Where a figure should be by now (``measures.waypoints``), worked out by hand."""

import datetime as dt
import doctest
from decimal import Decimal
from fractions import Fraction

import pytest

from measures import waypoints
from measures.targets import Baseline, Direction, Kind, Repeats, Target
from measures.verdicts import Context, Rule
from measures.waypoints import Waypoint, waypoint

SEPTEMBER = dt.date(2026, 9, 30)
UP, DOWN = Direction.UP, Direction.DOWN


def yearly(kind: Kind, value: str, upper: str | None = None) -> Target:
    """A target of each year."""
    return Target(kind, Decimal(value), Decimal(upper) if upper else None, repeats=Repeats.YEAR)


def by(value: str, due: dt.date, kind: Kind = Kind.AT_LEAST) -> Target:
    """A target by a date."""
    return Target(kind, Decimal(value), due=due)


def summed(direction: Direction = UP, months: int = 9) -> Context:
    """Of what adds up, so many months into the year."""
    return Context(direction=direction, adds_up=True, months=months)


def test_the_examples_of_the_module_hold() -> None:
    found = doctest.testmod(waypoints)
    assert (found.attempted, found.failed) == (4, 0)


@pytest.mark.parametrize(
    ("target", "context", "expected"),
    [
        (yearly(Kind.AT_LEAST, "930"), summed(), Waypoint(Rule.PACE, at_least=Fraction(1395, 2))),
        (yearly(Kind.MORE_THAN, "2"), summed(months=6), Waypoint(Rule.PACE, at_least=Fraction(1))),
        (yearly(Kind.AT_MOST, "5"), summed(DOWN), Waypoint(Rule.PACE, at_most=Fraction(15, 4))),
        (yearly(Kind.BETWEEN, "8", "12"), summed(), Waypoint(Rule.PACE, Fraction(6), Fraction(9))),
        # An earlier year is paced against the same goal.
        (by("24", dt.date(2027, 12, 31)), summed(months=3), Waypoint(Rule.PACE, at_least=Fraction(6))),
    ],
)
def test_what_adds_up_has_a_pace(target: Target, context: Context, expected: Waypoint) -> None:
    assert waypoint(target, Baseline(), SEPTEMBER, context) == expected


def test_between_a_dated_baseline_and_a_due_date_there_is_a_line() -> None:
    # From 10 at the end of 2024 down to 4 at the end of 2026, 730 days; 638 of them by the end of September 2026.
    target, baseline = by("4", dt.date(2026, 12, 31), Kind.AT_MOST), Baseline(Decimal(10), dt.date(2024, 12, 31))
    found = waypoint(target, baseline, SEPTEMBER, Context(direction=DOWN, value_until=SEPTEMBER))
    assert found == Waypoint(Rule.LINE, at_most=10 - Fraction(6 * 638, 730))


def test_a_baseline_without_a_date_is_of_the_strategys_first_day() -> None:
    context = Context(direction=UP, value_until=SEPTEMBER, starts=dt.date(2026, 1, 1))
    # 272 days of 364 from New Year's Day to the last of December.
    found = waypoint(by("20", dt.date(2026, 12, 31)), Baseline(Decimal(10)), SEPTEMBER, context)
    assert found == Waypoint(Rule.LINE, at_least=10 + Fraction(10 * 272, 364))


@pytest.mark.parametrize(
    ("target", "baseline", "context"),
    [
        (Target(Kind.UNDECIDED), Baseline(), summed()),
        (Target(Kind.WATCHED), Baseline(), summed()),
        (yearly(Kind.AT_LEAST, "5"), Baseline(), summed(DOWN)),  # against the declared direction
        (Target(Kind.MOVES_UP, repeats=Repeats.YEAR), Baseline(Decimal(3)), summed()),  # no number to pace
        (by("20", SEPTEMBER), Baseline(Decimal(10), dt.date(2024, 12, 31)), Context(direction=UP)),  # reached
        (Target(Kind.AT_LEAST, Decimal(5)), Baseline(Decimal(1), dt.date(2024, 12, 31)), Context(direction=UP)),
        (by("20", dt.date(2026, 12, 31)), Baseline(), Context(direction=UP)),  # nothing to start from
        (by("20", dt.date(2026, 12, 31)), Baseline(Decimal(10)), Context(direction=UP)),  # no day to start from
        (by("20", dt.date(2026, 12, 31)), Baseline(Decimal(20), dt.date(2024, 12, 31)), Context(direction=UP)),
    ],
)
def test_elsewhere_nothing_is_told(target: Target, baseline: Baseline, context: Context) -> None:
    assert waypoint(target, baseline, SEPTEMBER, context) is None
