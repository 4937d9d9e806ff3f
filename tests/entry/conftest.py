"""It is the 22nd of November 2026 in a small city whose supervisor has figures to enter."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

if TYPE_CHECKING:
    from tests.entry.office import Office

TODAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """Noon in Helsinki; a test may move on."""
    with time_machine.travel(TODAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(the_day: time_machine.Traveller, db: None) -> "Office":
    """The city. Imported here: models cannot be before Django has been set up."""
    from tests.entry.office import Office

    return Office()


@pytest.fixture
def anna(office: "Office") -> Client:
    """The supervisor's browser."""
    client = Client()
    client.force_login(office.anna)
    return client
