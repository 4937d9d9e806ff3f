"""A city at work on a day that does not move, whose people have e-mail."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection

if TYPE_CHECKING:
    from tests.reminders.post_world import PostWorld

NOW = dt.datetime(2026, 10, 20, 9, tzinfo=dt.UTC)


@pytest.fixture
def the_day() -> Iterator[time_machine.Traveller]:
    """It is noon of the 20th of October 2026 in Helsinki, a week before the due day; a test may move on."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(the_day: time_machine.Traveller, db: None) -> "PostWorld":
    """The city. Imported here: models cannot be before Django has been set up."""
    from tests.reminders.post_world import PostWorld

    return PostWorld()


@pytest.fixture
def database_of_many(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections can share: PostgreSQL as it is, SQLite moved from memory to a file."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(tmp_path / "shared.sqlite3")
    memory.backup(file)
    file.close()
    connection.settings_dict["NAME"] = str(tmp_path / "shared.sqlite3")
    connection.connection = None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory
