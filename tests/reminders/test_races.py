"""Two runs at the same moment, each on a connection of its own: every person gets one letter."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection

from kemi_strategy.web.dates import today
from measures.models import Reminder, ReminderMail
from measures.posting import Fate, post_round
from measures.reminding import round_of
from tests.reminders.post_world import PostWorld

ROUNDS = 4


@pytest.fixture
def city(database_of_many: None) -> PostWorld:
    """The city with a window that is due in a day: the clocks of several connections cannot be moved."""
    city = PostWorld()
    day = today()
    window = city.window
    window.opens, window.due, window.closes = (day + dt.timedelta(days=days) for days in (-5, 1, 15))
    window.save()
    city.sent("KAYNNIT", "1200")
    return city


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed gave, all begun at the same moment on connections of their own; a failure fails the test."""
    start = threading.Barrier(len(deeds))
    given: list[object] = [None] * len(deeds)

    def act(place: int) -> None:
        start.wait()
        try:
            given[place] = deeds[place]()
        finally:
            connection.close()

    runs = [threading.Thread(target=act, args=[place]) for place in range(len(deeds))]
    for one in runs:
        one.start()
    for one in runs:
        one.join()
    return given


def a_run(day: dt.date) -> list[Fate]:
    """A whole run, told by the fates of its letters."""
    return [one.fate for one in post_round(round_of(day))]


@pytest.mark.parametrize("time", range(ROUNDS))
def test_two_runs_at_once_send_each_letter_once(city: PostWorld, time: int) -> None:
    first, second = at_once(lambda: a_run(today()), lambda: a_run(today()))
    fates = [*first, *second]
    assert fates.count(Fate.SENT) == 3
    assert set(fates) <= {Fate.SENT, Fate.ELSEWHERE, Fate.HAD_ONE}
    assert sorted(one.to[0] for one in mail.outbox) == [
        "heikki@pikkula.example",
        "maija@pikkula.example",
        "sirpa@pikkula.example",
    ]
    assert (ReminderMail.objects.count(), Reminder.objects.count()) == (3, 3)


@pytest.mark.parametrize("time", range(ROUNDS))
def test_also_when_midnight_lies_between_them(city: PostWorld, time: int) -> None:
    """The supervisor's stage is the same on both days; the approvers' list may begin a new day."""
    at_once(lambda: a_run(today()), lambda: a_run(today() + dt.timedelta(days=1)))
    assert [one.to[0] for one in mail.outbox].count("maija@pikkula.example") == 1
    assert Reminder.objects.filter(person=city.supervisor).count() == 1
