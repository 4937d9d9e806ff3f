"""The demo as readers meet it, loaded once for each file of tests, on a day that does not move."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client

TODAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def the_day() -> Iterator[None]:
    """It is the 22nd of November 2026: the last ended quarter is July–September."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def loaded(the_day: None, django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The demo in a transaction around all tests of the file; each test's own transaction lies within it."""
    from django.core.management import call_command
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", force=True, verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, for one test to look at and to change."""


@pytest.fixture
def as_reader(db: None) -> Callable[[str], Client]:
    """A browser with a demo person signed in; of nobody for an empty name."""
    from scorecard.models import User

    def reader(name: str = "") -> Client:
        client = Client()
        if name:
            client.force_login(User.objects.get(username=name))
        return client

    return reader
