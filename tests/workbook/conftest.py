"""The demo as finance meets it, and a day that can be moved."""

import pytest
import time_machine

from tests.pages.conftest import as_reader, demo, loaded, the_day

__all__ = ["as_reader", "demo", "loaded", "the_day"]


@pytest.fixture
def time_machine_day():
    """It is the 31st of August 2025 until the test moves on."""
    with time_machine.travel("2025-08-31 12:00:00", tick=False) as traveller:
        yield traveller
