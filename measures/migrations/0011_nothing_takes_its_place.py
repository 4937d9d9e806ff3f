"""Nothing takes the place of a recorded entry: SQLite's ``INSERT OR REPLACE`` deletes the row in its way without a word.

The trigger on changing does not hear of it, so these look before a row comes in or takes another's number. PostgreSQL
has no such statement, and its ``ON CONFLICT DO UPDATE`` meets the trigger there is. As those on changing, they have to be
laid again by a migration that alters the table (``tests/ledger/test_append_only.py`` fails when they have not been).
"""

import importlib

from django.db import migrations

SENTENCE = importlib.import_module("measures.migrations.0003_ledgers_are_append_only").SENTENCE
_THERE_IS = "EXISTS (SELECT 1 FROM"
# The plus keeps SQLite from going through every first entry by the index of successors, which it takes for one row.
_FIRST = "+kept.supersedes_id IS NULL AND NEW.supersedes_id IS NULL"
_CELL = " AND ".join(
    f"kept.{column} = NEW.{column}" for column in "municipality_id indicator_id period_starts period_ends".split()
)
_OWN = "kept.id = NEW.id"
_SUCCESSOR = "kept.supersedes_id = NEW.supersedes_id"
_STANDING = "kept.withdrawn_at IS NULL AND NEW.withdrawn_at IS NULL"
# Which kept rows a new one would push away.
MEETS = {
    "measures_actual": (
        _OWN,
        _SUCCESSOR,
        f"{_CELL} AND kept.unit_id IS NEW.unit_id AND {_FIRST} AND {_STANDING}",
    ),
    "measures_targetversion": (
        _OWN,
        _SUCCESSOR,
        f"kept.row_id = NEW.row_id AND kept.valid_from = NEW.valid_from AND {_FIRST}",
    ),
    "measures_assessment": (_OWN,),
}


def lay(apps, schema_editor):
    """Lays the triggers anew."""
    lift(apps, schema_editor)
    if schema_editor.connection.vendor != "sqlite":
        return
    refuse = f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for table, meets in MEETS.items():
        met = " OR ".join(f"{_THERE_IS} {table} AS kept WHERE {same})" for same in meets)
        schema_editor.execute(f"CREATE TRIGGER {table}_instead BEFORE INSERT ON {table} WHEN {met} {refuse}")
        schema_editor.execute(
            f"CREATE TRIGGER {table}_renumbered BEFORE UPDATE OF id ON {table} WHEN NEW.id IS NOT OLD.id {refuse}"
        )


def lift(apps, schema_editor):
    """Takes the triggers away."""
    if schema_editor.connection.vendor == "sqlite":
        for table in MEETS:
            for name in ("instead", "renumbered"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {table}_{name}")


class Migration(migrations.Migration):
    """Triggers on what comes into the three ledgers."""

    dependencies = [("measures", "0010_imports")]
    operations = [migrations.RunPython(lay, lift)]
