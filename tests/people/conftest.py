"""A city with its people, on a day that does not move."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.work.workshop import Workshop

NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of October 2026 in Helsinki; a test may move on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "Workshop":
    """The city; ``paavo`` is its only steward. Imported here: models cannot be before Django has been set up."""
    from tests.work.workshop import Workshop

    return Workshop()
