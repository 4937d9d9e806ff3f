"""The demo loaded once for all browser tests of a run, and put back before each: loading it anew takes two seconds."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction


class KeptDemo:
    """Holds the demo's rows as they were when they had just been loaded."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "demo.sqlite3"
        self._kept = False

    def put_back(self) -> None:
        """Makes the database hold the demo and nothing else."""
        if not self._kept:
            call_command("load_demo", force=True, verbosity=0)
            self._keep()
            self._kept = True
        elif connection.vendor == "sqlite":
            self._copy(to_file=False)
        else:
            self._insert()

    def _keep(self) -> None:
        if connection.vendor == "sqlite":
            self._copy(to_file=True)
            return
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA kept")
            for table in _tables():
                cursor.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}")

    def _copy(self, *, to_file: bool) -> None:
        connection.ensure_connection()
        with sqlite3.connect(self._file) as kept:
            source, target = (connection.connection, kept) if to_file else (kept, connection.connection)
            source.backup(target)
        kept.close()

    def _insert(self) -> None:
        """Past foreign keys and the ledgers' triggers, which the kept rows have satisfied already."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(f"TRUNCATE {', '.join(_tables())}")
            for table in _tables():
                cursor.execute(f"INSERT INTO public.{table} SELECT * FROM kept.{table}")
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)


def _tables() -> Iterable[str]:
    return [f'"{name}"' for name in connection.introspection.django_table_names(only_existing=True)]
