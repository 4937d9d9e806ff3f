"""A window's days and «as known on» end at midnight in Helsinki, also on the days of 23 and 25 hours."""

import datetime as dt

import pytest
from django.test import Client

from kemi_strategy.web.dates import end_of_day, today
from measures.models import Actual, Reopening
from measures.periods import Period
from reporting.assemble import standing_at
from reporting.standing import Audience
from tests.entry.office import SAVE, Office, name

UTC = dt.UTC
# Helsinki is two hours ahead of UTC in winter and three in summer. The clock goes forward on 29.3.2026 at 3 and back
# on 25.10.2026 at 4. Each: the last day, its last second and the first of the next, as UTC has them.
LAST_SECONDS = [
    pytest.param(dt.date(2026, 11, 22), dt.datetime(2026, 11, 22, 21, 59, 59, tzinfo=UTC), id="winter"),
    pytest.param(dt.date(2026, 6, 30), dt.datetime(2026, 6, 30, 20, 59, 59, tzinfo=UTC), id="summer"),
    pytest.param(dt.date(2026, 3, 28), dt.datetime(2026, 3, 28, 21, 59, 59, tzinfo=UTC), id="eve of summer time"),
    pytest.param(dt.date(2026, 3, 29), dt.datetime(2026, 3, 29, 20, 59, 59, tzinfo=UTC), id="day of 23 hours"),
    pytest.param(dt.date(2026, 10, 24), dt.datetime(2026, 10, 24, 20, 59, 59, tzinfo=UTC), id="eve of winter time"),
    pytest.param(dt.date(2026, 10, 25), dt.datetime(2026, 10, 25, 21, 59, 59, tzinfo=UTC), id="day of 25 hours"),
    pytest.param(dt.date(2026, 12, 31), dt.datetime(2026, 12, 31, 21, 59, 59, tzinfo=UTC), id="new year's eve"),
]
SECOND = dt.timedelta(seconds=1)


def set_days(office: Office, opens: dt.date, closes: dt.date) -> None:
    """Gives the window its first and last day."""
    office.window.opens, office.window.due, office.window.closes = opens, closes, closes
    office.window.save()


def enter(office: Office, value: str) -> int:
    """Anna enters a figure now."""
    client = Client()
    client.force_login(office.anna)
    return client.post(f"{SAVE}?kausi=2026-Q3", {name("A1"): value}).status_code


@pytest.mark.parametrize(("day", "last"), LAST_SECONDS)
def test_the_last_day_lasts_until_midnight_in_helsinki(office, the_day, day: dt.date, last: dt.datetime) -> None:
    office.row("A1")
    set_days(office, day - dt.timedelta(days=1), day)
    the_day.move_to(last + SECOND)
    assert today() == day + dt.timedelta(days=1)
    assert enter(office, "6") == 422
    assert not Actual.objects.exists()
    the_day.move_to(last)
    assert today() == day
    assert enter(office, "5") == 302


@pytest.mark.parametrize(("day", "last"), LAST_SECONDS)
def test_the_first_day_begins_at_midnight_in_helsinki(office, the_day, day: dt.date, last: dt.datetime) -> None:
    office.row("A1")
    first = day + dt.timedelta(days=1)
    set_days(office, first, first)
    the_day.move_to(last)
    assert enter(office, "5") == 422
    the_day.move_to(last + SECOND)
    assert enter(office, "5") == 302


@pytest.mark.parametrize(("day", "last"), LAST_SECONDS)
def test_a_reopening_lasts_to_the_end_of_its_day(office, the_day, day: dt.date, last: dt.datetime) -> None:
    row = office.row("A1")
    set_days(office, dt.date(2026, 1, 1), dt.date(2026, 1, 31))
    Reopening.objects.create(
        window=office.window,
        indicator=row.indicator,
        unit=office.library,
        reason="Laskuvirhe",
        asked_by=office.anna,
        opened_at=dt.datetime(2026, 2, 1, 12, tzinfo=UTC),
        opened_by=office.world.head,
        expires_at=end_of_day(day),
    )
    the_day.move_to(last + SECOND)
    assert enter(office, "6") == 422
    the_day.move_to(last)
    assert enter(office, "5") == 302


@pytest.mark.parametrize(("day", "last"), LAST_SECONDS)
def test_what_was_approved_in_the_days_last_second_was_known_on_that_day(
    office, the_day, day: dt.date, last: dt.datetime
) -> None:
    in_time, too_late = office.row("A1").indicator, office.row("A2").indicator
    the_day.move_to(dt.datetime(2027, 2, 1, 12, tzinfo=UTC))
    for indicator, moment in ((in_time, last), (too_late, last + SECOND)):
        Actual.objects.create(
            municipality=office.world.city,
            indicator=indicator,
            unit=office.library,
            period_starts=dt.date(2025, 7, 1),
            period_ends=dt.date(2025, 9, 30),
            value=5,
            source="web",
            entered_at=last - dt.timedelta(hours=1),
            entered_by=office.anna,
            submitted_at=last - dt.timedelta(hours=1),
            submitted_by=office.anna,
            approved_at=moment,
            approved_by=office.world.head,
        )
    known = standing_at(office.world.strategy, Period.parse("2025-Q3"), Audience.PUBLIC, known_at=end_of_day(day))
    assert (known.row("A1").figure.value, known.row("A2").figure.value) == (5, None)
