"""A city whose public pages are looked at, on a day that does not move."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.test import Client

if TYPE_CHECKING:
    from tests.public.town import Town


@pytest.fixture
def the_day() -> Iterator[None]:
    """It is noon of the 20th of October 2026 in Helsinki: the last ended quarter is July–September."""
    with time_machine.travel(dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def city(the_day: None, db: None) -> "Town":
    """The city. Imported here: models cannot be before Django has been set up."""
    from tests.public.town import Town

    return Town()


@pytest.fixture
def seen(city: "Town", client: Client) -> Callable[[str], str]:
    """What a visitor sees at an address below the city's, with ordinary spaces."""

    def read(address: str) -> str:
        answer = client.get(f"/pikkula/{address}")
        assert answer.status_code == 200, address
        return answer.text.replace("\xa0", " ")

    return read
