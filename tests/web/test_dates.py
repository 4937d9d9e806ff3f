"""Days in Helsinki."""

import datetime as dt

import pytest
import time_machine

from kemi_strategy.web.dates import HELSINKI, end_of_day, today, write_day


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-06-30T20:59:59+00:00", dt.date(2025, 6, 30)),
        ("2025-06-30T21:00:00+00:00", dt.date(2025, 7, 1)),
        ("2025-12-31T22:00:00+00:00", dt.date(2026, 1, 1)),
    ],
)
def test_today_is_the_day_in_helsinki(moment: str, day: dt.date) -> None:
    with time_machine.travel(dt.datetime.fromisoformat(moment), tick=False):
        assert today() == day


def test_what_was_recorded_in_the_last_second_of_a_day_was_known_on_it() -> None:
    evening = dt.datetime(2025, 8, 31, 23, 59, 59, tzinfo=HELSINKI)
    assert evening <= end_of_day(dt.date(2025, 8, 31)) < dt.datetime(2025, 9, 1, tzinfo=HELSINKI)


def test_a_day_is_written_without_leading_zeros() -> None:
    assert write_day(dt.date(2026, 3, 5)) == "5.3.2026"


def test_a_moment_is_written_as_its_day_in_helsinki() -> None:
    assert write_day(dt.datetime(2025, 6, 30, 22, 30, tzinfo=dt.UTC)) == "1.7.2025"
