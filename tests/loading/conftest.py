"""The scorecard each test bends to its purpose, and the day on which it does."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine

if TYPE_CHECKING:
    from tests.loading.cards import Book


@pytest.fixture
def book(db: None, tmp_path: Path) -> "Book":
    """A scorecard of Kemi with nothing in it but its name."""
    # Only now: pytest reads this file before Django is ready.
    from tests.loading.cards import Book

    folder = tmp_path / "kortti"
    folder.mkdir()
    return Book(folder)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    """It is the third of November 2025."""
    with time_machine.travel(dt.datetime(2025, 11, 3, 10, tzinfo=dt.UTC), tick=False):
        yield
