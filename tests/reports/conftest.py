"""A small city on a day that does not move, with a report of its first half-year under way."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.reports.office import Office

NOW = dt.datetime(2026, 8, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of August 2026 in Helsinki: the half-year review of 2026 is being written."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "Office":
    """The city. Imported here: models cannot be before Django has been set up."""
    from tests.reports.office import Office

    return Office()
