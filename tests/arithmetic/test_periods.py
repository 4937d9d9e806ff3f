"""Periods and rhythms: codes, first and last days, which one has ended, which one is due."""

import datetime as dt
import doctest
import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measures.periods import Frequency, Period, Rhythm

QUARTERLY = Rhythm(Frequency.QUARTER)
EVERY_THIRD = Rhythm(Frequency.THREE_YEARS, 2023)
UNDECLARED = Rhythm(Frequency.TWO_YEARS)
PERIODS = st.builds(
    lambda year, months, part: Period(year, months, part % (12 // months) + 1),
    st.integers(1901, 2198),
    st.sampled_from([12, 6, 4, 3, 1]),
    st.integers(0, 11),
)
RHYTHMS = st.builds(Rhythm, st.sampled_from(list(Frequency)), st.integers(2015, 2030))
DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31))
calmly = settings(derandomize=True, max_examples=80, deadline=None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize("module", ["periods", "targets", "scoring", "rollup"])
def test_the_examples_of_the_docstrings_hold(module):
    found = doctest.testmod(importlib.import_module(f"measures.{module}"))
    assert found.failed == 0
    assert found.attempted >= 1


@pytest.mark.parametrize(
    ("code", "first", "last", "gone"),
    [
        ("2025", "2025-01-01", "2025-12-31", 12),
        ("2025-H1", "2025-01-01", "2025-06-30", 6),
        ("2025-H2", "2025-07-01", "2025-12-31", 12),
        ("2025-T1", "2025-01-01", "2025-04-30", 4),
        ("2025-T3", "2025-09-01", "2025-12-31", 12),
        ("2025-Q3", "2025-07-01", "2025-09-30", 9),
        ("2024-02", "2024-02-01", "2024-02-29", 2),
        ("2025-12", "2025-12-01", "2025-12-31", 12),
    ],
)
def test_a_code_names_its_first_and_last_day_inclusive(code, first, last, gone):
    period = Period.parse(code)
    assert (period.starts, period.ends, period.months_gone) == (day(first), day(last), gone)
    assert str(period) == code


@given(PERIODS)
@calmly
def test_parse_and_code_are_each_others_inverse(period):
    assert Period.parse(period.code) == period


@given(PERIODS)
@calmly
def test_a_period_is_found_by_its_first_and_last_day(period):
    assert Period.spanning(period.starts, period.ends) == period


@given(PERIODS, st.integers(-12, 12))
@calmly
def test_periods_follow_each_other_without_a_gap(period, steps):
    assert period.shifted(1).starts == period.ends + dt.timedelta(days=1)
    if 1910 < period.year < 2190:
        assert period.shifted(steps).shifted(-steps) == period


@pytest.mark.parametrize(
    "text",
    [
        *("", "25", "2025-Q5", "2025-Q0", "2025-H3", "2025-T4", "2025-13", "2025-00", "2025-1", "2025-q1", "2025Q1"),
        *("2025-W1", " 2025", "2025\n", "1899", "2200", "٢٠٢٥", "2025-Q", "2025-H1-2"),
    ],
)
def test_anything_else_is_not_a_period(text):
    with pytest.raises(ValueError, match="period"):
        Period.parse(text)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("2025-01-01", "2025-05-31"),  # five months
        ("2025-02-01", "2025-04-30"),  # three, but no quarter
        ("2025-01-02", "2025-03-31"),  # not from the first day
        ("2025-01-01", "2025-03-30"),  # not to the last
        ("2025-07-01", "2026-06-30"),  # twelve months over the new year
        ("2025-03-31", "2025-01-01"),  # backwards
    ],
)
def test_other_spans_are_not_periods(first, last):
    with pytest.raises(ValueError, match="no period from"):
        Period.spanning(day(first), day(last))


def test_a_step_is_the_periods_own_length():
    assert Period.parse("2025-Q1").shifted(-1).code == "2024-Q4"
    assert Period.parse("2025-12").shifted(1).code == "2026-01"
    assert Period.parse("2025").shifted(-3).code == "2022"


@pytest.mark.parametrize(
    ("at", "ended", "following"),
    [
        ("2025-06-30", "2025-Q2", "2025-Q3"),
        ("2025-06-29", "2025-Q1", "2025-Q2"),
        ("2025-01-01", "2024-Q4", "2025-Q1"),
        ("2025-12-31", "2025-Q4", "2026-Q1"),
    ],
)
def test_a_quarter_has_ended_on_its_last_day(at, ended, following):
    assert QUARTERLY.latest_ended(day(at)).code == ended
    assert QUARTERLY.next_ending(day(at)).code == following


@pytest.mark.parametrize(
    ("at", "ended", "following"),
    [
        ("2023-12-30", "2020", "2023"),
        ("2023-12-31", "2023", "2026"),
        ("2025-06-30", "2023", "2026"),
        ("2026-12-31", "2026", "2029"),
    ],
)
def test_every_third_year_counts_from_the_measuring_year(at, ended, following):
    assert EVERY_THIRD.latest_ended(day(at)).code == ended
    assert EVERY_THIRD.next_ending(day(at)).code == following


def test_years_before_the_measuring_year_belong_to_the_same_rhythm():
    rhythm = Rhythm(Frequency.TWO_YEARS, 2024)
    assert [year for year in range(2019, 2027) if rhythm.measures(year)] == [2020, 2022, 2024, 2026]


def test_one_step_before_is_one_measurement_before():
    assert EVERY_THIRD.one_step_before(Period(2023)).code == "2020"
    assert QUARTERLY.one_step_before(Period.parse("2025-Q1")).code == "2024-Q4"


def test_a_survey_of_undeclared_years_is_never_due_but_may_come_any_year():
    assert UNDECLARED.never_due
    assert UNDECLARED.latest_due(None, day("2030-12-31")) is None
    assert UNDECLARED.measures(2024)
    assert UNDECLARED.measures(2025)
    assert UNDECLARED.latest_ended(day("2025-06-30")).code == "2024"


def test_a_yearly_figure_needs_no_measuring_year():
    assert not Rhythm(Frequency.YEAR).never_due
    assert Rhythm(Frequency.YEAR).latest_due(None, day("2025-06-30")) == Period(2024)


@pytest.mark.parametrize(
    ("first_day", "at", "due"),
    [
        ("2023-12-04", "2023-12-30", None),  # the third quarter ended before the strategy began
        ("2023-12-04", "2023-12-31", "2023-Q4"),
        ("2023-12-31", "2023-12-31", None),  # a period that ends on the first day has not ended after it
        ("2023-12-30", "2023-12-31", "2023-Q4"),
        (None, "2023-12-30", "2023-Q3"),
    ],
)
def test_due_is_what_has_ended_after_the_first_day(first_day, at, due):
    found = QUARTERLY.latest_due(day(first_day) if first_day else None, day(at))
    assert (found.code if found else None) == due


def test_the_periods_of_a_year_come_in_order_as_far_as_they_have_ended():
    assert [one.code for one in QUARTERLY.ended_in_year(2025, day("2025-09-29"))] == ["2025-Q1", "2025-Q2"]
    assert [one.code for one in QUARTERLY.ended_in_year(2024, day("2025-01-01"))][-1] == "2024-Q4"
    assert list(Rhythm(Frequency.YEAR).ended_in_year(2025, day("2025-12-30"))) == []
    assert len(list(Rhythm(Frequency.MONTH).ended_in_year(2025, day("2025-12-31")))) == 12
    assert len(list(Rhythm(Frequency.HALF).ended_in_year(2025, day("2025-12-31")))) == 2


def test_a_year_between_measurements_has_no_periods():
    assert list(EVERY_THIRD.ended_in_year(2024, day("2025-12-31"))) == []
    assert list(EVERY_THIRD.ended_in_year(2023, day("2025-12-31"))) == [Period(2023)]


@given(RHYTHMS, DAYS)
@calmly
def test_the_latest_ended_and_the_next_ending_stand_side_by_side(rhythm, at):
    latest, following = rhythm.latest_ended(at), rhythm.next_ending(at)
    assert latest.ends <= at < following.ends
    assert rhythm.one_step_before(following) == latest
    assert rhythm.containing(at).starts <= at <= rhythm.containing(at).ends
