"""The demo as stewards meet it, on a day that does not move."""

from collections.abc import Callable

import pytest
from django.test import Client


@pytest.fixture
def demo(loaded: None, db: None) -> None:
    """The demo, for one test to look at and to change."""


@pytest.fixture
def as_reader(db: None) -> Callable[[str], Client]:
    """A browser with a demo person signed in; of nobody for an empty name."""
    from scorecard.models import User

    def reader(name: str = "paakayttaja") -> Client:
        client = Client()
        if name:
            client.force_login(User.objects.get(username=name))
        return client

    return reader
