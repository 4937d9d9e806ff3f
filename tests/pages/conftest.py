"""The demo as readers meet it, on a day that does not move."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.shelf import Shelf


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, for one test to look at and to change."""


@pytest.fixture
def as_reader(demo: None, shelf: "Shelf") -> Callable[[str], Client]:
    """A browser with a demo person signed in; of nobody for an empty name."""

    def reader(name: str = "") -> Client:
        return shelf.browser_of(name)

    return reader
