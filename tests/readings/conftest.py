"""A small city with readings that are open, on a day that does not move."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.readings.reading_room import ReadingRoom

NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of October 2026 in Helsinki; a test may move on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "ReadingRoom":
    """The city. Imported here: models cannot be before Django has been set up."""
    from tests.readings.reading_room import ReadingRoom

    return ReadingRoom()


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, for one test to look at and to change."""
