"""Targets: the goal of each kind, kinds against the direction, calendars, and the words in three languages."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest

from measures.quantities import NBSP
from measures.targets import Baseline, Direction, Kind, Repeats, Target, describe

KINDS_WITHOUT_A_GOAL = [
    Target(Kind.BETWEEN, Decimal(70), Decimal(100)),
    Target(Kind.MOVES_UP),
    Target(Kind.MOVES_DOWN),
    Target(Kind.COMPARE, op=">", other="P01"),
    Target(Kind.DONE),
    Target(Kind.LEVEL, level="hyvä", scale=("heikko", "hyvä")),
    Target(Kind.WATCHED),
    Target(Kind.UNDECIDED),
]
NEW_YEARS_EVE = dt.date(2025, 12, 31)


def baseline(value: str, **facts) -> Baseline:
    return Baseline(Decimal(value), **facts)


@pytest.mark.parametrize("kind", [Kind.AT_LEAST, Kind.MORE_THAN, Kind.AT_MOST, Kind.LESS_THAN])
def test_the_goal_of_a_limit_is_its_value_whatever_the_baseline(kind):
    assert Target(kind, Decimal(930)).goal(baseline("927")) == 930
    assert Target(kind).goal(baseline("927")) is None


def test_the_goal_of_hold_is_its_value_or_the_baseline():
    assert Target(Kind.HOLD, Decimal(100000)).goal(baseline("98000")) == 100000
    assert Target(Kind.HOLD).goal(baseline("19400")) == 19400
    assert Target(Kind.HOLD).goal(Baseline()) is None


@pytest.mark.parametrize(
    ("percent", "start", "goal"),
    [("-10", "5000", 4500), ("10", "200", 220), ("2.5", "1", Fraction(41, 40)), ("-100", "8", 0)],
)
def test_change_by_is_a_percent_of_the_baseline_with_its_sign(percent, start, goal):
    assert Target(Kind.CHANGE_BY, Decimal(percent)).goal(baseline(start)) == goal


@pytest.mark.parametrize("start", [baseline("0"), baseline("-5000"), Baseline(), baseline("5000", comparable=False)])
def test_change_by_needs_a_comparable_baseline_above_zero(start):
    assert Target(Kind.CHANGE_BY, Decimal(-10)).goal(start) is None


def test_no_change_is_not_a_change():
    assert Target(Kind.CHANGE_BY, Decimal(0)).goal(baseline("5000")) is None


@pytest.mark.parametrize("target", KINDS_WITHOUT_A_GOAL, ids=lambda target: target.kind)
def test_the_other_kinds_have_no_goal(target):
    assert target.goal(baseline("80")) is None


def test_a_baseline_that_is_not_comparable_counts_as_absent():
    deficit = baseline("-18900000", comparable=False, words="alijäämä 18,9 M€")
    assert deficit.number is None
    assert Target(Kind.HOLD).goal(deficit) is None
    assert baseline("0").number == 0


@pytest.mark.parametrize(
    ("kind", "value", "direction", "against"),
    [
        (Kind.AT_LEAST, "5", Direction.DOWN, True),
        (Kind.MORE_THAN, "5", Direction.DOWN, True),
        (Kind.AT_MOST, "5", Direction.UP, True),
        (Kind.LESS_THAN, "5", Direction.UP, True),
        (Kind.MOVES_UP, None, Direction.DOWN, True),
        (Kind.MOVES_DOWN, None, Direction.UP, True),
        (Kind.MOVES_DOWN, None, Direction.HOLD, True),
        (Kind.CHANGE_BY, "10", Direction.DOWN, True),
        (Kind.CHANGE_BY, "-10", Direction.UP, True),
        (Kind.CHANGE_BY, "-10", Direction.HOLD, True),
        (Kind.CHANGE_BY, "-10", Direction.DOWN, False),
        (Kind.CHANGE_BY, None, Direction.UP, False),
        (Kind.AT_LEAST, "5", Direction.UP, False),
        (Kind.AT_LEAST, "5", Direction.HOLD, False),
        (Kind.AT_MOST, "5", Direction.NONE, False),
        (Kind.MOVES_UP, None, Direction.NONE, False),
        (Kind.HOLD, None, Direction.DOWN, False),
        (Kind.BETWEEN, "5", Direction.DOWN, False),
    ],
)
def test_a_kind_may_contradict_the_declared_direction(kind, value, direction, against):
    assert Target(kind, Decimal(value) if value else None).against(direction) is against


def test_a_target_looser_than_its_baseline_does_not_turn_the_direction():
    assert not Target(Kind.AT_LEAST, Decimal(50)).against(Direction.UP)
    assert Target(Kind.AT_LEAST, Decimal(50)).sense(Direction.UP) == 1


@pytest.mark.parametrize(
    ("kind", "direction", "sense"),
    [
        (Kind.HOLD, Direction.DOWN, -1),
        (Kind.HOLD, Direction.UP, 1),
        (Kind.HOLD, Direction.HOLD, 1),
        (Kind.HOLD, Direction.NONE, 1),
        (Kind.AT_MOST, Direction.NONE, -1),
        (Kind.BETWEEN, Direction.UP, 0),
        (Kind.DONE, Direction.UP, 0),
    ],
)
def test_hold_means_at_least_and_at_most_where_falling_is_better(kind, direction, sense):
    assert Target(kind, Decimal(5)).sense(direction) == sense


def test_what_adds_up_and_has_no_date_means_each_year():
    assert Target(Kind.AT_LEAST, Decimal(4)).schedule(adds_up=True) is Repeats.YEAR
    assert Target(Kind.AT_LEAST, Decimal(4)).schedule(adds_up=False) is Repeats.ONCE
    assert Target(Kind.AT_LEAST, Decimal(4), due=NEW_YEARS_EVE).schedule(adds_up=True) is Repeats.ONCE


@pytest.mark.parametrize(
    ("repeats", "due", "fits"),
    [
        (Repeats.YEAR, None, True),
        (Repeats.YEAR, dt.date(2025, 6, 30), True),  # each year: a date is not asked
        (Repeats.ONCE, None, True),
        (Repeats.ONCE, NEW_YEARS_EVE, True),
        (Repeats.ONCE, dt.date(2025, 6, 30), False),
        (Repeats.ONCE, dt.date(2025, 12, 30), False),
        (Repeats.PERIOD, None, False),
    ],
)
def test_a_sum_speaks_of_a_calendar_year(repeats, due, fits):
    assert Target(Kind.AT_LEAST, Decimal(4), repeats=repeats, due=due).calendar_fits() is fits


def said(target: Target, language: str = "fi", **shown) -> str:
    return describe(target, language=language, **shown).replace(NBSP, " ")


@pytest.mark.parametrize(
    ("target", "fi", "sv", "en"),
    [
        (Target(Kind.AT_LEAST, Decimal(930)), "vähintään 930", "minst 930", "at least 930"),
        (Target(Kind.MORE_THAN, Decimal("4.5")), "yli 4,5", "över 4,5", "more than 4.5"),
        (Target(Kind.AT_MOST, Decimal("-2")), "enintään −2", "högst −2", "at most −2"),
        (Target(Kind.LESS_THAN, Decimal(10)), "alle 10", "under 10", "less than 10"),
        (Target(Kind.BETWEEN, Decimal(70), Decimal(100)), "70–100", "70–100", "70–100"),
        (Target(Kind.HOLD, Decimal(19400)), "säilyy: 19 400", "bibehålls: 19 400", "to be kept at 19 400"),
        (Target(Kind.HOLD), "säilyy: lähtötaso", "bibehålls: utgångsläget", "to be kept at the baseline"),
        (Target(Kind.MOVES_UP), "kasvaa", "ökar", "rises"),
        (Target(Kind.MOVES_DOWN), "vähenee", "minskar", "falls"),
        (Target(Kind.CHANGE_BY, Decimal(10)), "muutos +10 % lähtötasosta", "förändring +10 % från utgångsläget",
         "a change of +10% from the baseline"),
        (Target(Kind.COMPARE, op=">=", other="P01"), "vähintään yhtä suuri kuin P01",
         "minst lika stor som P01", "at least as great as P01"),
        (Target(Kind.DONE), "valmis", "klart", "done"),
        (Target(Kind.LEVEL, level="hyvä"), "vähintään hyvä", "minst hyvä", "at least hyvä"),
        (Target(Kind.WATCHED), "ei tavoitetta, seurataan", "inget mål, följs upp", "no target, monitored"),
        (Target(Kind.UNDECIDED), "tavoitteen tulkinta avoin", "målets tolkning är öppen",
         "interpretation of the target open"),
    ],
)  # fmt: skip
def test_a_target_prints_itself_in_three_languages(target, fi, sv, en):
    assert [said(target, language) for language in ("fi", "sv", "en")] == [fi, sv, en]


def test_a_unit_that_only_names_the_figure_does_not_stand_behind_it():
    assert said(Target(Kind.AT_MOST, Decimal("1.85")), unit="indeksi", decimals=2) == "enintään 1,85"
    assert said(Target(Kind.AT_LEAST, Decimal("4.3")), unit="arvosana", decimals=1) == "vähintään 4,3"


def test_the_unit_stands_once_behind_the_bounds():
    assert said(Target(Kind.BETWEEN, Decimal(70), Decimal(100)), unit="%") == "70–100 %"
    assert said(Target(Kind.LESS_THAN, Decimal(2)), unit="milj. €", decimals=1) == "alle 2,0 milj. €"


def test_a_compared_indicator_is_called_by_its_name_where_it_has_one():
    target = Target(Kind.COMPARE, op=">", other="P01", repeats=Repeats.YEAR)
    assert said(target, other_name="poistot") == "suurempi kuin poistot, joka vuosi"
    assert said(target, "sv", other_name="avskrivningarna") == "större än avskrivningarna, varje år"
    assert said(Target(Kind.COMPARE, op="<", other="P01")) == "pienempi kuin P01"


@pytest.mark.parametrize(
    ("repeats", "due", "words"),
    [
        (Repeats.ONCE, None, "valmis"),
        (Repeats.ONCE, NEW_YEARS_EVE, "valmis 31.12.2025 mennessä"),
        (Repeats.YEAR, None, "valmis vuosittain"),
        (Repeats.PERIOD, None, "valmis joka kausi"),
    ],
)
def test_for_when_it_is_stands_behind(repeats, due, words):
    assert said(Target(Kind.DONE, repeats=repeats, due=due)) == words


def test_where_there_is_no_target_no_date_is_printed():
    assert said(Target(Kind.WATCHED, due=NEW_YEARS_EVE)) == "ei tavoitetta, seurataan"
    assert said(Target(Kind.UNDECIDED, repeats=Repeats.YEAR), "en") == "interpretation of the target open"


def test_dates_in_swedish_and_english():
    target = Target(Kind.DONE, due=dt.date(2025, 6, 30))
    assert [said(target, language) for language in ("sv", "en")] == ["klart senast 30.6.2025", "done by 30 June 2025"]
