"""Steps on the way to the goal, worked out by hand; what cannot be compared has none."""

from decimal import Decimal
from fractions import Fraction

import pytest

from measures.rollup import AcrossTime
from measures.targets import Direction, Kind, Target
from reporting.comparing import step_between
from reporting.pages.since import step_words
from reporting.standing import RowStanding
from tests.pages.judged import row

HALF_YEAR, AUTUMN = "2025-06-30", "2025-09-30"


def then_and_now(kind: Kind, goal: str, baseline: str | None, figures: tuple[str, str], **facts) -> list[RowStanding]:
    """A row at the end of June and of September, with a figure of each quarter."""
    entries = {"2025-Q2": figures[0], "2025-Q3": figures[1]}
    target = Target(kind, Decimal(goal))
    return [row(target, entries, at=at, baseline=baseline, **facts) for at in (HALF_YEAR, AUTUMN)]


def test_a_rising_row() -> None:
    """(105 − 100) ÷ 10 − (102 − 100) ÷ 10 = 5/10 − 2/10."""
    assert step_between(*then_and_now(Kind.AT_LEAST, "110", "100", ("102", "105"))) == Fraction(3, 10)


def test_a_falling_row_steps_forward_when_it_falls() -> None:
    """(13 − 15) ÷ (10 − 15) − (14 − 15) ÷ (10 − 15) = 2/5 − 1/5."""
    pair = then_and_now(Kind.AT_MOST, "10", "15", ("14", "13"), direction=Direction.DOWN)
    assert step_between(*pair) == Fraction(1, 5)


def test_a_falling_row_steps_back_when_it_rises() -> None:
    """(16 − 15) ÷ (−5) − (14 − 15) ÷ (−5) = −1/5 − 1/5."""
    pair = then_and_now(Kind.AT_MOST, "10", "15", ("14", "16"), direction=Direction.DOWN)
    assert step_between(*pair) == Fraction(-2, 5)


def test_past_the_goal_steps_go_on() -> None:
    """(112 − 100) ÷ 10 − (108 − 100) ÷ 10: nothing is cut off at the goal."""
    assert step_between(*then_and_now(Kind.AT_LEAST, "110", "100", ("108", "112"))) == Fraction(4, 10)


def test_unlike_units_go_by_their_own_ways() -> None:
    """Five hundred people of a way of ten thousand is less than half a point of a way of one."""
    people = step_between(*then_and_now(Kind.AT_LEAST, "30000", "20000", ("20000", "20500")))
    points = step_between(*then_and_now(Kind.AT_LEAST, "4", "3", ("3.0", "3.5")))
    assert (people, points) == (Fraction(1, 20), Fraction(1, 2))


def test_a_goal_looser_than_the_baseline_is_no_way() -> None:
    assert step_between(*then_and_now(Kind.AT_LEAST, "90", "100", ("95", "98"))) is None


def test_a_goal_that_is_the_baseline_is_no_way() -> None:
    assert step_between(*then_and_now(Kind.HOLD, "100", "100", ("95", "98"))) is None


@pytest.mark.parametrize("direction", [Direction.HOLD, Direction.NONE])
def test_without_a_better_direction_there_is_no_step(direction: Direction) -> None:
    assert step_between(*then_and_now(Kind.HOLD, "110", "100", ("102", "105"), direction=direction)) is None


def test_without_a_baseline_there_is_no_step() -> None:
    assert step_between(*then_and_now(Kind.AT_LEAST, "110", None, ("102", "105"))) is None


def test_without_a_figure_at_either_end_there_is_no_step() -> None:
    target = Target(Kind.AT_LEAST, Decimal(110))
    before = row(target, {}, at=HALF_YEAR, baseline="100")
    now = row(target, {"2025-Q3": "105"}, at=AUTUMN, baseline="100")
    assert step_between(before, now) is None
    assert step_between(now, before) is None


def test_a_new_goal_or_baseline_begins_another_way() -> None:
    entries = {"2025-Q2": "102", "2025-Q3": "105"}
    before = row(Target(Kind.AT_LEAST, Decimal(110)), entries, at=HALF_YEAR, baseline="100")
    new_goal = row(Target(Kind.AT_LEAST, Decimal(120)), entries, at=AUTUMN, baseline="100")
    new_baseline = row(Target(Kind.AT_LEAST, Decimal(110)), entries, at=AUTUMN, baseline="101")
    assert step_between(before, new_goal) is None
    assert step_between(before, new_baseline) is None


def test_a_sum_is_not_compared_before_its_year_is_whole() -> None:
    whole = {f"2025-Q{number}": "30" for number in range(1, 4)}
    pair = [row(Target(Kind.AT_LEAST, Decimal(110)), whole, at=at, baseline="100", time=AcrossTime.SUM)
            for at in (HALF_YEAR, AUTUMN)]  # fmt: skip
    assert [one.figure.value for one in pair] == [60, 90]
    assert step_between(*pair) is None


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (Fraction(1, 3), "+33 %"),
        (Fraction(-1, 2), "−50 %"),
        (Fraction(13, 10), "+130 %"),
        (Fraction(1, 250), "+0,4 %"),
        (Fraction(-1, 250), "−0,4 %"),
    ],
)
def test_a_step_is_told_in_percent_of_the_way(step: Fraction, words: str) -> None:
    assert step_words(step).replace("\xa0", " ") == words
