"""The demo as its steward meets it, and a small city of one's own, on days that do not move."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

if TYPE_CHECKING:
    from tests.work.workshop import Workshop

NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, for one test to look at and to change."""


@pytest.fixture
def as_reader(db: None) -> Callable[[str], Client]:
    """A browser with a demo person signed in."""
    from scorecard.models import User

    def reader(name: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=name))
        return client

    return reader


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of October 2026 in Helsinki."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "Workshop":
    """A city with units, people, a tree and work. Imported here: models cannot be before Django has been set up."""
    from tests.work.workshop import Workshop

    return Workshop()
