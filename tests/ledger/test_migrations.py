"""The migrations go forward and back on the database at hand."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from measures.models import Actual
from scorecard.models import Municipality

APPS = ("measures", "scorecard")


@pytest.mark.django_db(transaction=True)
def test_back_to_nothing_and_forward_again():
    for app in APPS:
        call_command("migrate", app, "zero", verbosity=0)
    tables = connection.introspection.table_names()
    assert Actual._meta.db_table not in tables
    assert Municipality._meta.db_table not in tables
    call_command("migrate", verbosity=0)
    assert Actual._meta.db_table in connection.introspection.table_names()
    executor = MigrationExecutor(connection)
    assert not executor.migration_plan(executor.loader.graph.leaf_nodes())
