"""What has been recorded stays as it was: the database itself refuses, and nothing is deleted."""

import re
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from measures.models import Actual, Assessment, TargetVersion
from measures.models.ledger import LedgerIsKept
from tests.world import World, noon

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry() -> Actual:
    world = World()
    return world.enter(world.row("K1"), "2025-Q1", "10", state="submitted")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("measures_actual", "value", "11"),
        ("measures_actual", "note", "'toinen'"),
        ("measures_actual", "entered_at", "'2026-01-01'"),
        ("measures_actual", "submitted_at", "'2026-01-01'"),
        ("measures_actual", "submitted_by_id", "NULL"),
        ("measures_targetversion", "value", "11"),
        ("measures_targetversion", "words", "'toinen'"),
    ],
)
def test_the_database_refuses_to_change_what_was_recorded(entry, table, column, value):
    with pytest.raises(DatabaseError, match="Kirjattua ei muuteta"), transaction.atomic():
        connection.cursor().execute(f"UPDATE {table} SET {column} = {value}")


def test_nothing_takes_the_place_of_what_was_recorded(entry):
    """``INSERT OR REPLACE`` tells no trigger on changing; PostgreSQL's own way is a change."""
    sqlite = connection.vendor == "sqlite"
    for table in ("measures_actual", "measures_targetversion"):
        with connection.cursor() as cursor:
            columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        kept = ["'Toisin.'" if column in ("note", "words") else column for column in columns]
        numbered = ["id + 1000" if column == "id" else column for column in kept]
        for said in (kept, numbered):
            new = f"INTO {table} ({', '.join(columns)}) SELECT {', '.join(said)} FROM {table} WHERE true"
            conflict = "(id) DO UPDATE SET " + ("note" if table == "measures_actual" else "words") + " = 'Toisin.'"
            refused(f"INSERT OR REPLACE {new}" if sqlite else f"INSERT {new} ON CONFLICT {conflict}")
    if sqlite:
        refused("UPDATE OR REPLACE measures_actual SET id = id + 1")
    assert (Actual.objects.get().note, Actual.objects.get().pk) == (entry.note, entry.pk)


def test_looking_for_what_would_be_pushed_away_goes_by_the_cell():
    """By the index of successors every first entry there is would be gone through for each new one."""
    if connection.vendor != "sqlite":
        return  # which lays no such triggers
    for table, meets in import_module("measures.migrations.0011_nothing_takes_its_place").MEETS.items():
        for condition in meets:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} AS kept WHERE {re.sub(r'NEW[.][a-z_]+', '1', condition)}"
                )
                ((*_, plan),) = cursor.fetchall()
            assert "SEARCH" in plan
            assert ("supersedes_id=?" in plan) is condition.startswith("kept.supersedes_id")


def refused(sql: str) -> None:
    """The database says no: it is a change, or the second of its kind."""
    with pytest.raises(DatabaseError, match=r"Kirjattua ei muuteta|duplicate key"), transaction.atomic():
        connection.cursor().execute(sql)


def test_a_moment_may_be_set_once(entry):
    entry.approved_at, entry.approved_by = noon("2025-05-01"), World("toinen", "998").head
    entry.save()
    assert Actual.objects.get().approved_at == noon("2025-05-01")


def test_no_entry_is_deleted(entry):
    for kept in (entry, Actual.objects.all(), TargetVersion.objects.get(), TargetVersion.objects.all()):
        with pytest.raises(LedgerIsKept, match="Kirjattua ei poisteta"):
            kept.delete()
    with pytest.raises(LedgerIsKept):
        Assessment.objects.all().delete()
    assert Actual.objects.count() == 1


def test_an_entry_has_at_most_one_successor(entry):
    world_row = entry.indicator.rows.get()
    facts = {"supersedes": entry, "municipality": entry.municipality, "indicator": entry.indicator}
    moment = {"entered_at": noon("2025-05-01"), "entered_by": entry.entered_by, "source": "web"}
    span = {"period_starts": entry.period_starts, "period_ends": entry.period_ends}
    Actual.objects.create(value=11, **facts, **moment, **span)
    with pytest.raises(IntegrityError), transaction.atomic():
        Actual.objects.create(value=12, **facts, **moment, **span)
    assert [one.value for one in Actual.objects.filter(indicator=world_row.indicator)] == [10, 11]


@pytest.mark.parametrize("with_unit", [True, False])
def test_a_cell_has_one_first_entry(with_unit):
    world = World()
    (unit,) = world.units("a")
    row = world.row("K1", units=[unit] if with_unit else [])
    cell = {"unit": unit if with_unit else None}
    world.enter(row, "2025-Q1", "10", **cell)
    with pytest.raises(IntegrityError), transaction.atomic():
        world.enter(row, "2025-Q1", "11", **cell)
    world.enter(row, "2025-Q2", "11", **cell)
    assert Actual.objects.count() == 2
