"""The demo as finance meets it, and a day that can be moved."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from tests.pages.conftest import as_reader, demo

__all__ = ["as_reader", "demo"]


@pytest.fixture
def the_day() -> Iterator[None]:
    """It is the 22nd of November 2026: the last ended quarter is July–September."""
    with time_machine.travel(dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC), tick=False):
        yield


@pytest.fixture
def time_machine_day():
    """It is the 31st of August 2025 until the test moves on."""
    with time_machine.travel("2025-08-31 12:00:00", tick=False) as traveller:
        yield traveller
