"""The demo loaded once for each process of tests and kept in a database of its own, beside the empty one.

Loading takes seconds, and some twenty files look at the same demo on the same day; its people have signed in. While a
file wants it, the connection leads to the kept database; whatever is done there is rolled back at the end of the file.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import time_machine
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client

TODAY = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
"""The day of the demo: the last ended quarter is July–September 2026."""

type Place = tuple[str, Any]
"""A database's name, and the handle of one that lives in memory only."""


class Shelf:
    """Holds the demo. It is made when it is first wanted."""

    def __init__(self) -> None:
        self._demo: Place | None = None
        self._sessions: dict[str, str] = {}

    def browser_of(self, name: str) -> Client:
        """A browser in which a person of the demo has signed in already; of nobody for an empty name."""
        client = Client()
        if name:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[name]
        return client

    @contextmanager
    def demo(self) -> Iterator[None]:
        """On its day the connection leads to the demo, in a transaction that leaves no trace."""
        fresh = self._demo is None
        empty = _go_to(self._demo or _copied())
        try:
            with time_machine.travel(TODAY, tick=False):
                if fresh:
                    call_command("load_demo", force=True, verbosity=0)
                    self._sessions = dict(_signed_in())
                with transaction.atomic():
                    yield
                    transaction.set_rollback(True)
        finally:
            self._demo = _go_to(empty)

    def throw_away(self) -> None:
        """Leaves nothing behind."""
        if self._demo is None:
            return
        if connection.vendor == "sqlite":
            self._demo[1].close()
        else:
            connection.creation.destroy_test_db(suffix="demo", verbosity=0)


def _signed_in() -> Iterator[tuple[str, str]]:
    """Signs everybody in, and tells whose session is which."""
    from scorecard.models import User

    for user in User.objects.all():
        client = Client()
        client.force_login(user)
        yield user.username, client.cookies[settings.SESSION_COOKIE_NAME].value


def _copied() -> Place:
    """A second database, as the migrations left the first."""
    if connection.vendor != "sqlite":
        connection.creation.clone_test_db("demo", verbosity=0)
        return connection.creation.get_test_db_clone_settings("demo")["NAME"], None
    connection.ensure_connection()
    original = connection.connection
    empty = _go_to(("file:kept_demo?mode=memory&cache=shared", None))
    connection.connect()
    original.backup(connection.connection)
    return _go_to(empty)


def _go_to(place: Place) -> Place:
    """Leads the connection to a database and returns the one it came from."""
    settings = connection.settings_dict
    left = settings["NAME"], None
    if connection.vendor == "sqlite":
        left = settings["NAME"], connection.connection
        connection.connection = place[1]
    else:
        connection.close()
        connection.close_pool()
    settings["NAME"] = place[0]
    return left
