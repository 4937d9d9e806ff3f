"""Two people at the same moment, each on a connection of their own: one wins, the other is told, nothing is lost."""

import datetime as dt
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from kemi_strategy.web.dates import today
from measures.actions import close_window
from measures.asking import ask_reopening, decline_request, grant_request
from measures.deputies import name_deputy
from measures.duties import parents_of
from measures.entering import Conflict, NotAccepted, approve_actuals, enter_actual, return_actual
from measures.handover import hand_over
from measures.models import Actual, Reopening, ReopeningRequest
from measures.opening import end_reopening, reopen_figure
from scorecard.models import Handover, Membership
from scorecard.models.codes import Role
from tests.approval.desk_world import DeskWorld

ROUNDS = 4


@pytest.fixture
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections can share: PostgreSQL as it is, SQLite moved from memory to a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.backup(file)
    file.close()
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    connection.connection = None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory


@pytest.fixture
def city(database_of_many: None) -> DeskWorld:
    """The city with a window around today: the clocks of several connections cannot be moved."""
    city = DeskWorld()
    day = today()
    window = city.window
    window.opens, window.due, window.closes = (day + dt.timedelta(days=days) for days in (-5, 5, 15))
    window.save()
    return city


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """What each deed gave or raised, all begun at the same moment on connections of their own."""
    start = threading.Barrier(len(deeds))
    given: list[object] = [None] * len(deeds)

    def act(place: int) -> None:
        start.wait()
        try:
            given[place] = deeds[place]()
        except (Conflict, NotAccepted, ValidationError) as stopped:
            given[place] = stopped
        finally:
            connection.close()

    people = [threading.Thread(target=act, args=[place]) for place in range(len(deeds))]
    for one in people:
        one.start()
    for one in people:
        one.join()
    return given


def writes(city: DeskWorld, typed: str, seen: int | None) -> Callable[[], object]:
    """Somebody who saw ``seen`` enters a figure."""
    facts = {"cell": city.cell("KAYNNIT"), "given": city.given("KAYNNIT", typed), "window": city.window}
    return lambda: enter_actual(seen=seen, by=city.supervisor, **facts)


@pytest.mark.parametrize("standing", [False, True])
@pytest.mark.parametrize("time", range(ROUNDS))
def test_of_two_writers_one_gets_the_conflict(city: DeskWorld, standing: bool, time: int) -> None:
    seen = city.draft("KAYNNIT", "1000").pk if standing else None
    given = at_once(writes(city, "1200", seen), writes(city, "1300", seen))
    (won,) = [one for one in given if isinstance(one, Actual)]
    (lost,) = [one for one in given if isinstance(one, Conflict)]
    assert lost.current == won
    assert Actual.objects.count() == 1 + standing


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_figure_is_approved_or_replaced_never_both(city: DeskWorld, time: int) -> None:
    sent = city.sent("KAYNNIT", "1000").pk
    approved, written = at_once(
        lambda: approve_actuals(entries=[sent], by=city.head),
        writes(city, "1200", sent),
    )
    if approved:
        assert isinstance(written, NotAccepted)
        assert Actual.objects.get().approved_by == city.head
    else:
        assert isinstance(written, Actual)
        assert not Actual.objects.filter(approved_at__isnull=False)


@pytest.mark.parametrize("time", range(ROUNDS))
def test_one_approves_and_the_other_finds_nothing_to_approve(city: DeskWorld, time: int) -> None:
    sent = city.sent("KAYNNIT", "1000").pk
    given = at_once(*(lambda who=who: approve_actuals(entries=[sent], by=who) for who in (city.head, city.deputy)))
    assert sorted(map(len, given)) == [0, 1]


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_figure_is_returned_or_approved(city: DeskWorld, time: int) -> None:
    sent = city.sent("KAYNNIT", "1000").pk
    approved, returned = at_once(
        lambda: approve_actuals(entries=[sent], by=city.head),
        lambda: return_actual(entry=sent, reason="Tarkista.", by=city.deputy),
    )
    assert bool(approved) == isinstance(returned, NotAccepted)
    entry = Actual.objects.get()
    assert (entry.approved_at is None) != (entry.returned_at is None)


@pytest.mark.parametrize("time", range(ROUNDS))
def test_nothing_is_entered_after_the_window_closed(city: DeskWorld, time: int) -> None:
    closed, written = at_once(
        lambda: close_window(window=city.window, by=city.steward),
        writes(city, "1200", None),
    )
    if isinstance(written, Actual):
        assert written.entered_at <= closed.closed_at
    else:
        assert isinstance(written, NotAccepted)
        assert not Actual.objects.exists()


@pytest.fixture
def shut(city: DeskWorld) -> DeskWorld:
    """The city with its window closed."""
    close_window(window=city.window, by=city.steward)
    return city


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_figure_is_asked_for_once(shut: DeskWorld, time: int) -> None:
    facts = {"window": shut.window, "indicator": shut.visits.indicator, "unit": shut.library, "by": shut.supervisor}
    given = at_once(*(lambda reason=reason: ask_reopening(reason=reason, **facts) for reason in ("Yksi", "Toinen")))
    assert sorted(type(one).__name__ for one in given) == ["ReopeningRequest", "ValidationError"]
    assert ReopeningRequest.objects.count() == 1


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_request_is_granted_or_declined_never_both(shut: DeskWorld, time: int) -> None:
    facts = {"window": shut.window, "indicator": shut.visits.indicator, "unit": shut.library, "by": shut.supervisor}
    asked = ask_reopening(reason="Laskuri oli rikki", **facts)
    granted, declined = at_once(
        lambda: grant_request(request=asked.pk, until=today(), by=shut.head),
        lambda: decline_request(request=asked.pk, reason="Ei.", by=shut.deputy),
    )
    assert isinstance(granted, Reopening) == isinstance(declined, ValidationError)
    assert Reopening.objects.count() == isinstance(granted, Reopening)
    asked.refresh_from_db()
    assert (asked.reopening is None) == bool(asked.declined_reason)


@pytest.mark.parametrize("time", range(ROUNDS))
def test_nothing_is_entered_after_an_opening_was_ended(shut: DeskWorld, time: int) -> None:
    opened = reopen_figure(
        window=shut.window,
        indicator=shut.visits.indicator,
        unit=shut.library,
        reason="Laskuri",
        until=today(),
        asked_by=shut.supervisor,
        by=shut.head,
    )
    _ended, written = at_once(lambda: end_reopening(reopening=opened, by=shut.head), writes(shut, "1200", None))
    opened.refresh_from_db()
    assert opened.ended_at is not None
    if isinstance(written, Actual):
        assert written.entered_at <= opened.ended_at
    else:
        assert isinstance(written, NotAccepted)


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_deputy_is_named_once_for_the_same_days(city: DeskWorld, time: int) -> None:
    facts = {"unit": city.sector, "deputy": city.supervisor, "starts": today(), "ends": today() + dt.timedelta(days=5)}
    given = at_once(*(lambda who=who: name_deputy(by=who, **facts) for who in (city.head, city.steward)))
    assert sorted(type(one).__name__ for one in given) == ["Membership", "ValidationError"]
    assert Membership.objects.filter(user=city.supervisor, role=Role.DEPUTY).count() == 1


@pytest.mark.parametrize("time", range(ROUNDS))
def test_a_handover_is_done_once(city: DeskWorld, time: int) -> None:
    facts = {
        "municipality": city.city,
        "leaver": city.supervisor,
        "last_day": today(),
        "parents": parents_of(city.city),
    }
    given = at_once(
        lambda: hand_over(successor=city.deputy, by=city.steward, **facts),
        lambda: hand_over(successor=city.head, by=city.head, **facts),
    )
    assert sorted(type(one).__name__ for one in given) == ["Handover", "ValidationError"]
    successor = Handover.objects.get().successor
    assert [one.user for one in Membership.objects.filter(role=Role.SUPERVISOR, valid_to=None)] == [successor]


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_of_the_last_two_stewards_one_stays(city: DeskWorld, turn: int) -> None:
    """Each would see the other still in office, did they not wait for each other."""
    second = city.person("pirkko", Role.STEWARD)
    facts = {
        "municipality": city.city,
        "successor": None,
        "last_day": today(),
        "parents": parents_of(city.city),
        "confirmed": True,
    }
    given = at_once(
        lambda: hand_over(leaver=city.steward, by=city.steward, **facts),
        lambda: hand_over(leaver=second, by=second, **facts),
    )
    assert sorted(type(one).__name__ for one in given) == ["Handover", "ValidationError"]
    assert Membership.objects.filter(role=Role.STEWARD, valid_to=None).count() == 1
