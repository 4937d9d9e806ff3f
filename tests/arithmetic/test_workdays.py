"""Working days of Finnish municipalities, worked out by hand for several years."""

import datetime as dt
from itertools import pairwise

import pytest

from measures.workdays import day_off, easter, is_workday, on_or_after, workdays_after, workdays_between


def day(text: str) -> dt.date:
    """A day as machines write it."""
    return dt.date.fromisoformat(text)


SUNDAYS = (
    "1992-04-19 2000-04-23 2008-03-23 2011-04-24 2019-04-21 2024-03-31 2025-04-20 2026-04-05 2027-03-28 2030-04-21 "
    "2038-04-25 2049-04-18 2076-04-19"
)


@pytest.mark.parametrize("sunday", SUNDAYS.split())
def test_easter_is_on_its_sunday(sunday: str) -> None:
    assert easter(day(sunday).year) == day(sunday)


def test_easter_is_always_a_sunday_between_its_first_and_last_day() -> None:
    for year in range(1992, 2200):
        found = easter(year)
        assert found.weekday() == 6
        assert dt.date(year, 3, 22) <= found <= dt.date(year, 4, 25)


OFF = {
    2024: (
        "01-01 uudenvuodenpäivä, 01-06 loppiainen, 03-29 pitkäperjantai, 03-31 pääsiäispäivä, "
        "04-01 toinen pääsiäispäivä, 05-01 vapunpäivä, 05-09 helatorstai, 05-19 helluntaipäivä, 06-21 juhannusaatto, "
        "06-22 juhannuspäivä, 11-02 pyhäinpäivä, 12-06 itsenäisyyspäivä, 12-24 jouluaatto, 12-25 joulupäivä, "
        "12-26 tapaninpäivä"
    ),
    2025: (
        "01-01 uudenvuodenpäivä, 01-06 loppiainen, 04-18 pitkäperjantai, 04-20 pääsiäispäivä, "
        "04-21 toinen pääsiäispäivä, 05-01 vapunpäivä, 05-29 helatorstai, 06-08 helluntaipäivä, 06-20 juhannusaatto, "
        "06-21 juhannuspäivä, 11-01 pyhäinpäivä, 12-06 itsenäisyyspäivä, 12-24 jouluaatto, 12-25 joulupäivä, "
        "12-26 tapaninpäivä"
    ),
    2026: (
        "01-01 uudenvuodenpäivä, 01-06 loppiainen, 04-03 pitkäperjantai, 04-05 pääsiäispäivä, "
        "04-06 toinen pääsiäispäivä, 05-01 vapunpäivä, 05-14 helatorstai, 05-24 helluntaipäivä, 06-19 juhannusaatto, "
        "06-20 juhannuspäivä, 10-31 pyhäinpäivä, 12-06 itsenäisyyspäivä, 12-24 jouluaatto, 12-25 joulupäivä, "
        "12-26 tapaninpäivä"
    ),
    # Ascension Day falls on May Day and goes by the name of May Day; Midsummer Day is as late as it can be in 2032.
    2008: (
        "01-01 uudenvuodenpäivä, 01-06 loppiainen, 03-21 pitkäperjantai, 03-23 pääsiäispäivä, "
        "03-24 toinen pääsiäispäivä, 05-01 vapunpäivä, 05-11 helluntaipäivä, 06-20 juhannusaatto, 06-21 juhannuspäivä, "
        "11-01 pyhäinpäivä, 12-06 itsenäisyyspäivä, 12-24 jouluaatto, 12-25 joulupäivä, 12-26 tapaninpäivä"
    ),
    2032: (
        "01-01 uudenvuodenpäivä, 01-06 loppiainen, 03-26 pitkäperjantai, 03-28 pääsiäispäivä, "
        "03-29 toinen pääsiäispäivä, 05-01 vapunpäivä, 05-06 helatorstai, 05-16 helluntaipäivä, 06-25 juhannusaatto, "
        "06-26 juhannuspäivä, 11-06 pyhäinpäivä, 12-06 itsenäisyyspäivä, 12-24 jouluaatto, 12-25 joulupäivä, "
        "12-26 tapaninpäivä"
    ),
}


@pytest.mark.parametrize("year", OFF)
def test_a_year_has_exactly_its_feasts(year: int) -> None:
    days = [dt.date(year, 1, 1) + dt.timedelta(days=number) for number in range(365 + (year % 4 == 0))]
    feasts = [f"{one:%m-%d} {day_off(one)}" for one in days if day_off(one) not in {"", "lauantai", "sunnuntai"}]
    assert ", ".join(feasts) == OFF[year]
    assert {one.weekday() for one in days if day_off(one) == "lauantai"} == {5}
    assert {one.weekday() for one in days if day_off(one) == "sunnuntai"} == {6}


@pytest.mark.parametrize(("year", "number"), [(2024, 252), (2025, 251), (2026, 252)])
def test_a_year_has_its_number_of_working_days(year: int, number: int) -> None:
    """Monday to Friday less the feasts that fall on them: 262 − 10 in 2024, 261 − 10 in 2025, 261 − 9 in 2026."""
    assert workdays_between(dt.date(year - 1, 12, 31), dt.date(year, 12, 31)) == number


@pytest.mark.parametrize("worked", ["2026-04-02", "2026-12-31", "2026-12-23", "2026-06-18", "2026-06-22"])
def test_days_on_which_many_go_home_early_are_working_days(worked: str) -> None:
    assert is_workday(day(worked))


@pytest.mark.parametrize(
    ("start", "next_one"),
    [
        ("2026-10-15", "2026-10-15"),
        ("2026-10-31", "2026-11-02"),
        ("2026-04-03", "2026-04-07"),
        ("2026-12-24", "2026-12-28"),
        ("2027-01-01", "2027-01-04"),
        ("2026-06-19", "2026-06-22"),
    ],
)
def test_a_last_day_that_is_off_moves_to_the_next_working_day(start: str, next_one: str) -> None:
    assert on_or_after(day(start)) == day(next_one)


@pytest.mark.parametrize(
    ("after", "number", "found"),
    [
        ("2026-09-30", 1, "2026-10-01"),
        ("2026-09-30", 10, "2026-10-14"),
        ("2026-12-31", 10, "2027-01-18"),  # New Year's Day, a weekend, Epiphany and two weekends more
        ("2026-03-31", 5, "2026-04-09"),  # Easter
        ("2026-06-30", 10, "2026-07-14"),
        ("2026-10-17", 1, "2026-10-19"),  # counted from a Saturday
    ],
)
def test_working_days_are_counted_from_the_day_after(after: str, number: int, found: str) -> None:
    assert workdays_after(day(after), number) == day(found)


def test_less_than_one_working_day_is_no_answer() -> None:
    with pytest.raises(ValueError, match="from one"):
        workdays_after(day("2026-09-30"), 0)


def test_counting_there_and_back_agree() -> None:
    start = day("2025-12-20")
    found = [workdays_after(start, number) for number in range(1, 60)]
    assert all(one < other for one, other in pairwise(found))
    assert [workdays_between(start, one) for one in found] == list(range(1, 60))
    assert workdays_between(start, start) == 0
    assert workdays_between(start, start - dt.timedelta(days=5)) == 0
