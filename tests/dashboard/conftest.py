"""The demo as readers meet it, and a small city at work, each on a day that does not move."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.approval.desk_world import DeskWorld
    from tests.shelf import Shelf
    from tests.world import World

EARLIER = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def see(loaded: None, shelf: "Shelf", db: None) -> Callable[..., str]:
    """A page as a demo person sees it, with ordinary spaces; a visitor for an empty name."""

    def seen(address: str, who: str = "johto") -> str:
        return shelf.browser_of(who).get(address).text.replace("\xa0", " ")

    return seen


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of October 2026 in Helsinki; a test may move on."""
    with time_machine.travel(EARLIER, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "DeskWorld":
    """A city with an open window. Imported here: models cannot be before Django has been set up."""
    from tests.approval.desk_world import DeskWorld

    return DeskWorld()


@pytest.fixture
def world(the_day: time_machine.Traveller, db: None) -> "World":
    """A city with nothing in it yet."""
    from tests.world import World

    return World()
