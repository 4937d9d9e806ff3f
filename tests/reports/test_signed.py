"""The rule of signs: plus is better, minus is worse, and nothing where nothing can be compared."""

import dataclasses
from decimal import Decimal
from fractions import Fraction

import pytest

from measures.targets import Direction, Kind, Target
from reporting.signed import RULES, change, deviation
from reporting.standing import RowStanding
from tests.reports.samples import sample


def row(code: str) -> RowStanding:
    """A row of the sample."""
    return sample().standing.row(code)


def with_target(of: RowStanding, target: Target, direction: Direction = Direction.UP) -> RowStanding:
    """The row with another target."""
    indicator = dataclasses.replace(of.facts.indicator, direction=direction)
    return dataclasses.replace(of, facts=dataclasses.replace(of.facts, target=target, indicator=indicator))


@pytest.mark.parametrize(
    ("code", "away"),
    [
        ("M1", Decimal(-160)),  # 19 240 against at least 19 400
        ("M2", Decimal("-2.1")),  # 12,1 against at most 10
        ("M3", None),  # the year is not whole
        ("M5", None),  # yes or no
        ("M7", None),  # watched
        ("M8", None),  # undecided
        ("M9", None),  # a part is lacking
    ],
)
def test_deviations_of_the_sample_by_hand(code: str, away: Decimal | None) -> None:
    assert deviation(row(code)) == away


def test_a_ratio_is_compared_before_it_is_rounded() -> None:
    assert deviation(row("M4")) == Decimal(20) / Decimal(3)  # 8/12 is 66 2/3 against at least 60
    assert row("M4").figure.rolled.unrounded == Fraction(200, 3)


@pytest.mark.parametrize(
    ("kind", "value", "upper", "away"),
    [
        (Kind.AT_LEAST, "12.1", None, "0"),
        (Kind.MORE_THAN, "12", None, "0.1"),
        (Kind.AT_MOST, "12", None, "-0.1"),
        (Kind.LESS_THAN, "13", None, "0.9"),
        (Kind.BETWEEN, "10", "20", "2.1"),
        (Kind.BETWEEN, "10", "12", "-0.1"),
        (Kind.BETWEEN, "15", "20", "-2.9"),
    ],
)
def test_plus_is_better_whatever_the_kind(kind: Kind, value: str, upper: str | None, away: str) -> None:
    target = Target(kind, Decimal(value), Decimal(upper) if upper else None)
    assert deviation(with_target(row("M2"), target)) == Decimal(away)


def test_what_is_to_be_held_may_not_rise_where_less_is_better() -> None:
    hold = Target(Kind.HOLD, Decimal(12))
    assert deviation(with_target(row("M2"), hold, Direction.DOWN)) == Decimal("-0.1")
    assert deviation(with_target(row("M2"), hold, Direction.UP)) == Decimal("0.1")


def test_a_change_has_a_sign_where_a_direction_is_declared() -> None:
    assert change(row("M2")) == Decimal("1.4")  # from 13,5 down to 12,1, and less is better
    assert change(with_target(row("M2"), row("M2").facts.target, Direction.UP)) == Decimal("-1.4")
    assert change(row("M1")) is None  # to be held
    assert change(row("M3")) is None  # a baseline that cannot be compared
    assert change(row("M4")) is None  # no baseline


def test_the_rule_is_told_in_three_languages_with_numbers_that_are_right() -> None:
    assert set(RULES) == {"fi", "sv", "en"}
    assert all("−160" in told for told in RULES.values())
