"""A database that several connections and processes share while reports are frozen in it, and emptied afterwards."""

import importlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

TRIGGERS = importlib.import_module("reporting.migrations.0002_what_is_frozen_stays")
OF_TEMPLATES = importlib.import_module("reporting.migrations.0004_templates_stay")
IN_ITS_PLACE = importlib.import_module("reporting.migrations.0005_nothing_takes_its_place")


@contextmanager
def shared(folder: Path) -> Iterator[str]:
    """PostgreSQL as it is, SQLite moved from memory to a file; gives the address for other processes.

    What is frozen cannot be taken away again, not even after a test: on PostgreSQL the triggers are lifted for that.
    """
    if connection.vendor == "sqlite":
        yield from _sqlite(folder / "shared.sqlite3")
        return
    parts = urlsplit(os.environ["DATABASE_URL"])
    yield urlunsplit(parts._replace(path="/" + str(connection.settings_dict["NAME"])))
    forget_reports()


def forget_reports() -> None:
    """Takes away what nobody can: lifts the triggers for it and lays them again, so that the next test begins empty."""
    with connection.schema_editor() as editor:
        TRIGGERS.lift(None, editor)
        OF_TEMPLATES.lift(None, editor)
    with connection.cursor() as cursor:
        for table in (*reversed(OF_TEMPLATES.TABLES), *reversed(TRIGGERS.TABLES)):
            cursor.execute(f"DELETE FROM {table}")
    with connection.schema_editor() as editor:
        TRIGGERS.lay(None, editor)
        OF_TEMPLATES.lay(None, editor)
        IN_ITS_PLACE.lay(None, editor)


def _sqlite(path: Path) -> Iterator[str]:
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = sqlite3.connect(path)
    memory.backup(file)
    file.close()
    connection.settings_dict["NAME"], connection.connection = str(path), None
    yield f"sqlite:///{path}"
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, memory
